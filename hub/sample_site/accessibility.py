"""The accessibility statement, in the order in which the law's model statement asks."""

from hub.models import ContentPage
from hub.sample_site.writer import BodyWriter, bullets, heading, paragraphs
from hub.site_tree import PagePlan

SLUGS = ("tilgaengelighedserklaering", "accessibility-statement")
TITLES = ("Tilgængelighedserklæring", "Accessibility statement")
_LAW = (
    "Viborg Kommune vil gøre hubben tilgængelig efter lov om tilgængelighed af offentlige organers websteder og "
    "mobilapplikationer (lov nr. 692 af 8. juni 2018). Erklæringen gælder alle sider på dette websted.",
    "Viborg Municipality wants to make the hub accessible under the Danish act on the accessibility of public bodies’ "
    "websites and mobile applications (act no. 692 of 8 June 2018). The statement covers every page of this website.",
)
_STATUS = (
    "Webstedet er delvist i overensstemmelse med loven, det vil sige med EN 301 549 og WCAG 2.1 på niveau AA. "
    "Det er bygget efter WCAG 2.2 på niveau AA; det, der endnu ikke er i overensstemmelse, står nedenfor.",
    "The website is partially compliant with the act, that is with EN 301 549 and WCAG 2.1 at level AA. It is built to "
    "WCAG 2.2 at level AA; what is not compliant yet is listed below.",
)
_GAPS = (
    (
        "Dokumenter, som partnere og byer selv har lavet, kan mangle overskrifter og billedtekster.",
        "Documents made by partners and cities may lack headings and texts for pictures.",
    ),
    (
        "Film vises på andre websteder. Om de har undertekster, står ved den enkelte film.",
        "Films are shown on other websites. Whether they have captions is said at each film.",
    ),
    (
        "Tekster, som kun findes på ét sprog, vises på det sprog og er mærket sådan.",
        "Texts that exist in one language only are shown in that language and are marked up as such.",
    ),
)
_MADE = (
    "Erklæringen er lavet den 24. november 2026 efter en selvevaluering: automatiske test af alle sidetyper på begge "
    "sprog, i lyst og mørkt udseende, og gennemgang med tastatur. Mennesker med handicap har endnu ikke afprøvet "
    "webstedet. Det bør ske, før det tages i brug, og erklæringen skal ses efter mindst en gang om året.",
    "The statement was made on 24 November 2026 after a self-assessment: automatic tests of all kinds of pages in both "
    "languages, in light and dark, and a walk-through by keyboard. People with disabilities have not tried the website "
    "yet. That should happen before it is taken into use, and the statement must be reviewed at least once a year.",
)
_CONTACT = (
    "Er der noget, du ikke kan læse, høre eller bruge, så skriv til os. Adressen står nederst på alle sider. Fortæl "
    "hvilken side det drejer sig om, og hvordan du helst vil have indholdet. Du får svar hurtigst muligt.",
    "If there is something that you cannot read, hear or use, write to us. The address is at the end of every page. Say "
    "which page it is about and in which form you would like the content. We answer as soon as we can.",
)
_ENFORCEMENT = (
    "Hvis du ikke er tilfreds med svaret, kan du klage til Digitaliseringsstyrelsen, som fører tilsyn med loven.",
    "If you are not satisfied with the answer, you can complain to the Danish Agency for Digital Government, which "
    "supervises the act.",
)


def statement() -> PagePlan:
    """Status, what is missing, how it was found out, whom to write to, and who supervises."""
    body = BodyWriter()
    body.text(
        paragraphs(_LAW),
        heading(("Overensstemmelse", "Compliance")),
        paragraphs(_STATUS),
        heading(("Indhold, der ikke er tilgængeligt", "Content that is not accessible")),
        bullets(*_GAPS),
        heading(("Sådan er erklæringen lavet", "How the statement was made")),
        paragraphs(_MADE),
        heading(("Skriv til os", "Write to us")),
        paragraphs(_CONTACT),
        heading(("Klage", "Enforcement")),
        paragraphs(_ENFORCEMENT),
    )
    body.web_link(
        ("Læs om tilsynet og om, hvordan du klager.", "Read about the supervision and how to complain."),
        ("Digitaliseringsstyrelsens websted", "The agency’s website"),
        "https://digst.dk/",
    )
    lead = (
        "Hvor tilgængelig hubben er, hvad der mangler, og hvem du kan skrive til.",
        "How accessible the hub is, what is missing, and whom you can write to.",
    )
    return body.plan(ContentPage, SLUGS, TITLES, lead)
