"""The file of an import while it waits between preview and confirmation: bound to its user, gone after use."""

import uuid

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import QuerySet
from wagtail.models import UploadedFile

from hub.models import User
from partners.models import Partner


def _uploads(user: User) -> "QuerySet[UploadedFile]":
    content_type = ContentType.objects.get_for_model(Partner)
    found: QuerySet[UploadedFile] = UploadedFile.objects.filter(for_content_type=content_type, uploaded_by_user=user)
    return found


def keep_upload(user: User, content: bytes) -> UploadedFile:
    """Keep a file for ``user``, in place of any that they left lying. Its name can't be guessed."""
    for left in _uploads(user):
        discard_upload(left)
    upload = UploadedFile(for_content_type=ContentType.objects.get_for_model(Partner), uploaded_by_user=user)
    upload.file.save(f"{uuid.uuid4().hex}.import", ContentFile(content))
    return upload


def read_upload(user: User, pk: int) -> tuple[UploadedFile, bytes] | None:
    """The kept file and its content; ``None`` if it is used up, or another user's."""
    upload = _uploads(user).filter(pk=pk).first()
    if upload is None:
        return None
    try:
        with upload.file.open("rb") as file:
            return upload, file.read()
    except FileNotFoundError:
        return None


def discard_upload(upload: UploadedFile) -> None:
    """Delete the file and its row."""
    upload.file.delete(save=False)
    upload.delete()
