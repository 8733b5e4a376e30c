"""Where the files of evidence lie among the private ones."""

from typing import Any

from hub.private_files import private_path


def evidence_path(instance: Any, filename: str) -> str:
    """A path that nobody can guess, ending in the name that the file was given."""
    return private_path("evidence", filename)
