"""The synonyms that come with the hub, as staff's to edit."""

from pathlib import Path

from django.db import transaction

from hub.held import renew
from search.models import Synonym, SynonymLine

SYNONYMS = Path(__file__).parent / "data" / "synonyms.txt"
ONE_WAY = "=>"


def _synonym(line: str) -> Synonym:
    expressions = [part.strip() for part in line.replace(ONE_WAY, ",").split(",") if part.strip()]
    return Synonym(expressions="\n".join(expressions), one_way=ONE_WAY in line)


@transaction.atomic
def load() -> list[str]:
    """Take over each line once; what staff changed or deleted since stays so. Says what it did."""
    lines = [line.strip() for line in SYNONYMS.read_text("utf-8").splitlines()]
    # Spellings that search folds into one anyway need no synonym.
    wanted = [line for line in lines if line and line[0] != "#" and len(_synonym(line).group.terms) > 1]
    known = set(SynonymLine.objects.values_list("line", flat=True))
    missing = [line for line in dict.fromkeys(wanted) if line not in known]
    if missing:
        Synonym.objects.bulk_create(_synonym(line) for line in missing)
        SynonymLine.objects.bulk_create(SynonymLine(line=line) for line in missing)
        renew({"synonyms"})  # rows written in bulk send no signal
    return [f"{len(missing)} groups of synonyms added"]
