"""Where private files lie: outside everything that a web server sends, each sent by a view that asks who is there."""

import os
import uuid
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.text import get_valid_filename


class PrivateFileStorage(FileSystemStorage):
    """Files that have no address: the view that sends them asks who is there."""

    @property
    def base_location(self) -> str:
        """The folder that the settings name."""
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        """The same, whole."""
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        raise ValueError("Private files have no address.")


def private_files() -> Storage:
    """The storage of private files; ``STORAGES["private"]`` where one is configured."""
    if "private" in settings.STORAGES:
        return storages["private"]
    return PrivateFileStorage()


def evidence_path(instance: Any, filename: str) -> str:
    """A path that nobody can guess, ending in the name that the file was given."""
    name = get_valid_filename(PurePath(filename).name)[-80:]
    return f"evidence/{uuid.uuid4().hex}/{name}"
