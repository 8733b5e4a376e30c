"""Alphabetical order inside the database, as ``hub.collation`` has it for lists: case ignored, æ, ø and å last."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, F, Func, TextField, Value
from django.db.models.functions import Coalesce, NullIf

from hub.bilingual import other_language
from hub.choices import Language
from hub.collation import sort_key

SQLITE_COLLATION = "hub_alphabet"


class Alphabetical(Func):
    """A text as it is to be sorted. SQLite asks ``sort_key``, PostgreSQL its own Danish collation (ICU)."""

    template = "%(expressions)s"
    arity = 1
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template=f'(%(expressions)s) COLLATE "{SQLITE_COLLATION}"', **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template='(%(expressions)s) COLLATE "da-x-icu"', **context)


def add_collation(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Teach a new SQLite connection the order."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(SQLITE_COLLATION, _compare)


def _compare(one: str, other: str) -> int:
    left, right = sort_key(one), sort_key(other)
    return (left > right) - (left < right)


def alphabetical(path: str, field: Any) -> Any:
    """The expression that sorts by ``path``, or ``None`` where ``field`` is no text that people read."""
    if not isinstance(field, CharField | TextField) or field.choices:
        return None
    language = path.rpartition("_")[2]
    if language in Language.values and field.name.startswith("title_"):
        other = f"{path.removesuffix(language)}{other_language(language)}"
        return Alphabetical(Coalesce(NullIf(F(path), Value("")), F(other)))
    return Alphabetical(F(path))
