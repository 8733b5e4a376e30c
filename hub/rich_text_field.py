"""The field of every rich text of a record."""

from typing import Any

from wagtail.fields import RichTextField

from hub.sanitising import clean_source


class SafeRichTextField(RichTextField):
    """Rich text that is sanitised on every way in: forms, ``save``, revisions, ``update`` and ``bulk_create``."""

    def clean(self, value: Any, model_instance: Any) -> Any:
        return super().clean(clean_source(value or ""), model_instance)

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """The value for the database and for a revision; the instance gets it too."""
        value = clean_source(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return clean_source(prepared) if isinstance(prepared, str) else prepared

    def deconstruct(self) -> Any:
        """To migrations it is Wagtail's field: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.RichTextField", args, kwargs
