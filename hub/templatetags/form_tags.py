"""How form fields are laid out."""

from django import forms, template

register = template.Library()


@register.filter
def is_group(field: forms.BoundField) -> bool:
    """Whether the field is several inputs, which need a common legend."""
    widget = field.field.widget
    return isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect) or hasattr(widget, "least_rows")


@register.filter
def is_single_box(field: forms.BoundField) -> bool:
    """Whether the field is one box to tick, whose label comes after it."""
    return isinstance(field.field.widget, forms.CheckboxInput)
