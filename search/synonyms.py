"""The synonyms that search reads: staff's, held in memory and made anew when one is edited."""

from hub.held import Held
from search.analysis.thesaurus import Thesaurus
from search.models import Synonym


def _build() -> Thesaurus:
    return Thesaurus(synonym.group for synonym in Synonym.objects.filter(withdrawn=False))


_thesaurus: Held[Thesaurus] = Held("synonyms", _build, "search.synonym")


def thesaurus() -> Thesaurus:
    """All synonyms in use; an edit is noticed at once in this process and within seconds in others."""
    return _thesaurus.get()
