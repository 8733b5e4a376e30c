"""The few words that writers add themselves, in the report's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Texts:
    """``see_note`` takes the number of a footnote."""

    contents: str
    see_note: str
    see_annex: str
    picture: str
    picture_missing: str
    definition: str


# Not gettext: reports may be in French, a language that the hub's pages don't have.
TEXTS = {
    "en": Texts("Contents", "see note %d", "see the annex", "Picture", "A picture can’t be shown:", "What it counts"),
    "da": Texts("Indhold", "se note %d", "se bilaget", "Billede", "Et billede kan ikke vises:", "Hvad der tælles"),
    "fr": Texts(
        "Sommaire", "voir note %d", "voir l’annexe", "Image", "Une image ne peut être affichée :", "Ce qui est compté"
    ),
}


def texts_of(language: str) -> Texts:
    """The words of a language; English where it has none."""
    return TEXTS.get(language, TEXTS["en"])
