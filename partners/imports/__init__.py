"""Bringing partners in from a spreadsheet: read the file, plan what each row means, then write it all or nothing.

An empty cell says nothing: it never blanks a field. Tags and further sectors are added, never taken away;
every other filled cell replaces what the field held. A partner whose page visitors see, without unpublished
changes, gets a new revision that is published. A partner with unpublished changes, or that isn't published,
is locked or waits in a workflow is somebody's unfinished work: a row that would change it is an error, so that
no draft is overwritten and none goes public by accident.
"""

from partners.imports.plan import Answers, ImportPlan, RowPlan, RowState, plan_import
from partners.imports.table import Problem, Table, TableError, read_table

__all__ = [
    "Answers",
    "ImportPlan",
    "Problem",
    "RowPlan",
    "RowState",
    "Table",
    "TableError",
    "plan_import",
    "read_table",
]
