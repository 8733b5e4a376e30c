"""The front page and the page on vision and background."""

from hub.models import ContentPage, HomePage
from hub.sample_site.facts import NOTE, NOTE_SOURCE, both
from hub.sample_site.writer import BodyWriter, bullets, heading, paragraphs, together
from hub.seed_files import facts
from hub.site_tree import PagePlan


def home() -> PagePlan:
    """The front page: what the hub is, and the vision it serves."""
    body = BodyWriter()
    body.quote(both(facts("seed")["vision"]), ("Visionen", "The vision"), NOTE)
    body.text(
        heading(("Hvad er Viborg Visuals Hub?", "What is Viborg Visuals Hub?")),
        paragraphs(
            (
                "Viborg er UNESCO kreativ by inden for mediekunst. Her samler vi dem, der gør det til virkelighed: "
                "uddannelser, virksomheder, foreninger, kulturhuse og kommunen, og de byer ude i verden, vi arbejder "
                "sammen med.",
                "Viborg is a UNESCO Creative City of Media Arts. Here we gather those who make that real: schools, "
                "companies, associations, cultural venues and the municipality, and the cities around the world "
                "that we work with.",
            ),
            (
                "Find en partner, se hvad vi laver sammen, og følg med i, hvad der sker. Hver oplysning har sin "
                "kilde, og det, der kun er et eksempel, er mærket som eksempel.",
                "Find a partner, see what we do together and follow what is coming up. Every fact has its source, "
                "and what is only a sample is marked as a sample.",
            ),
        ),
    )
    _road(body)
    lead = (
        "Ét sted for Viborgs visuelle økosystem: hvem vi er, hvad vi laver sammen, og hvornår vi mødes.",
        "One place for Viborg’s visual ecosystem: who we are, what we do together and when we meet.",
    )
    return body.plan(HomePage, ("da", "en"), ("Viborg Visuals Hub", "Viborg Visuals Hub"), lead, in_menu=True)


def _road(body: BodyWriter) -> None:
    """The road to the designation, as the municipality's note tells it."""
    frames = facts("seed")["timeline"]
    rows = [((str(row["year"]), str(row["year"])), both(row["title"]), both(row["text"])) for row in frames]
    body.timeline(("Vejen hertil", "The road here"), rows)


def vision() -> PagePlan:
    """Vision, the road from 2011 to 2019, and what the municipality wants to strengthen."""
    seed = facts("seed")
    body = BodyWriter()
    body.quote(both(seed["vision"]), NOTE)
    body.text(
        heading(("Tre rækkevidder", "Three reaches")),
        paragraphs(
            (
                "Visionen rækker tre veje på én gang. Den siger, hvor det visuelle hører hjemme, hvem det betyder "
                "noget for, og hvor langt det skal nå.",
                "The vision reaches three ways at once. It says where the visual belongs, whom it matters to and "
                "how far it is to go.",
            )
        ),
        bullets(*(both(row) for row in seed["geographical_scopes"])),
    )
    _road(body)
    years = seed["background"]["years_of_build_up"]
    counted = ("års opbygning, før der blev søgt", "years of build-up before the application")
    body.figures(("Et langt tilløb", "A long run-up"), [((f"{years['value']}+", f"{years['value']}+"), counted, NOTE)])
    body.text(
        paragraphs(
            both(seed["background"]["initiated_by"]),
            (
                "Noten nævner animation, AR og VR blandt de medier, som miljøet arbejder med.",
                "The note names animation, AR and VR among the media that the scene works with.",
            ),
        )
    )
    _priorities(body)
    body.sources(NOTE_SOURCE)
    lead = (
        "Hvorfra Viborg kommer, og hvor det visuelle miljø vil hen.",
        "Where Viborg comes from and where its visual scene wants to go.",
    )
    titles = ("Vision og baggrund", "Vision and background")
    return body.plan(ContentPage, ("vision", "vision"), titles, lead, in_menu=True)


def _priorities(body: BodyWriter) -> None:
    seed = facts("seed")
    priorities = seed["municipal_priorities"]
    body.accordion(
        ("Hvad indsatsen skal styrke", "What the work is to strengthen"),
        [
            (
                ("Kommunens egne prioriteter", "The municipality’s own priorities"),
                together(
                    paragraphs(
                        (
                            "Kommunen kalder sin ramme Sammenhængsmodellen. Noten nævner fire prioriteter i den:",
                            "The municipality calls its frame the coherence model. The note names four "
                            "priorities in it:",
                        )
                    ),
                    bullets(*(both(row) for row in priorities["items"])),
                    paragraphs(both(priorities["note"])),
                ),
            ),
            (
                ("Fire sider af bæredygtighed", "Four sides of sustainability"),
                bullets(*(both(row) for row in seed["sustainability_dimensions"])),
            ),
            (("Hvem det handler om", "Whom it is about"), bullets(*(both(row) for row in seed["actor_groups"]))),
        ],
    )
