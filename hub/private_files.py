"""Where private files lie: outside everything a web server sends; each is sent by a view that asks who is there."""

import os
import uuid
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.http import FileResponse
from django.utils.text import get_valid_filename

NAME_LENGTH = 80


class PrivateFileStorage(FileSystemStorage):
    """Files that have no address, in the folder that the settings name."""

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
    return storages["private"] if "private" in settings.STORAGES else PrivateFileStorage()


def private_path(folder: str, filename: str) -> str:
    """A path that nobody can guess, ending in a harmless form of the name that the file was given."""
    name = get_valid_filename(PurePath(filename).name or "file")[-NAME_LENGTH:]
    return f"{folder}/{uuid.uuid4().hex}/{name}"


def sent_as_download(file: Any, name: str) -> FileResponse:
    """A private file as an attachment that no browser opens or runs by itself, kept by no cache."""
    response = FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
