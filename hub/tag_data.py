"""The hub's first tags."""

from django.db import transaction

from hub.models import Tag, Theme
from hub.seed_files import facts


@transaction.atomic
def load_tags() -> str:
    """Add the first tags that are missing; what staff changed stays. Says how many were added."""
    themes = {theme.key: theme for theme in Theme.objects.all()}
    known = {name.casefold() for name in Tag.objects.values_list("name", flat=True)}
    missing = [row for row in facts("tags")["tags"] if row["name"].casefold() not in known]
    for row in missing:
        Tag.objects.create(
            name=row["name"],
            name_da=row["name_da"],
            name_en=row["name_en"],
            synonyms="\n".join(row["synonyms"]),
            theme=themes.get(row["theme"]),
        )
    return f"{len(missing)} tags added"
