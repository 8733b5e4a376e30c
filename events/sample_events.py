"""Invented events around the day on which they are loaded; each is marked as a sample on its page."""

import datetime as dt
from dataclasses import dataclass

TEN, NOON, TWO, FIVE, SEVEN = dt.time(10), dt.time(12), dt.time(14), dt.time(17), dt.time(19)


@dataclass(frozen=True, slots=True)
class SampleEvent:
    """An invented event; ``day`` counts from the day of loading, ``days`` is how long it lasts."""

    title_da: str
    title_en: str
    lead_da: str
    lead_en: str
    kind: str
    day: int
    days: int = 1
    time: dt.time | None = None
    end_time: dt.time | None = None
    city: str = "Viborg"
    venue: str = ""
    partners: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    project: str = ""
    attendance: str = "onsite"
    status: str = "scheduled"
    recurrence: str = ""
    times: int | None = None
    skips: tuple[int, ...] = ()  # which of the times are left out, from 0
    part_of: str = ""
    call_until: int | None = None  # how many days after loading the call ends
    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    capacity: int | None = None
    is_free: bool = False
    cost: tuple[str, str] = ("", "")
    access: tuple[str, str] = ("", "")
    note: tuple[str, str] = ("", "")


SAMPLES = (
    SampleEvent(
        "Åbent værksted: dukkefilm", "Open workshop: puppet film",
        "En aften med lys, ler og tålmodighed for alle.", "An evening of light, clay and patience for all.",
        "workshop", -420, time=FIVE, end_time=SEVEN, venue="Arsenalet", partners=("Animated Learning Lab",), tags=("animation", "læring"),
    ),
    SampleEvent(
        "Udstilling: streger på vej", "Exhibition: lines on their way",
        "Studerendes skitser fra idé til færdig scene.", "Students' sketches from idea to finished scene.",
        "exhibition", -330, 21, venue="Viborg Kunsthal", partners=("Viborg Kunsthal", "The Drawing Academy"), tags=("tegning", "udstilling"),
    ),
    SampleEvent(
        "Delnetværksmøde på nettet", "Sub-network meeting online",
        "Mediekunstbyerne viser hinanden, hvad de arbejder på.", "The media arts cities show each other what they are working on.",
        "sub_network_meeting", -250, time=TWO, end_time=FIVE, partners=("Viborg UNESCO Creative City",),
        cities=("Braga", "Linz", "York", "Gwangju"), tags=("netværk", "mediekunst"), attendance="online",
    ),
    SampleEvent(
        "Studiebesøg fra Karlsruhe", "Study visit from Karlsruhe",
        "Fem medarbejdere ser, hvordan skole og studier deler hus.", "Five members of staff see how school and studios share a house.",
        "study_visit", -190, 2, venue="Arsenalet", partners=("Viborg Kommune", "Arsenalet"), cities=("Karlsruhe",), tags=("udveksling", "klynge"),
    ),
    SampleEvent(
        "Skolefilm på lærredet", "School films on the screen",
        "Elever viser de film, de har lavet i løbet af året.", "Pupils show the films they made during the year.",
        "performance", -120, time=TEN, end_time=NOON, venue="Fotorama", partners=("ANIMOK",), tags=("film", "børn", "læring"), project="Levende læring i skolen",
    ),
    SampleEvent(
        "Rejse til delnetværksmøde i Linz", "Journey to the sub-network meeting in Linz",
        "To medarbejdere viser byens arbejde med facader frem.", "Two members of staff show the town's work with facades.",
        "sub_network_meeting", -75, 3, city="Linz", partners=("Viborg UNESCO Creative City",), cities=("Viborg", "Enghien-les-Bains"),
        tags=("netværk", "mediekunst", "udveksling"),
    ),
    SampleEvent(
        "Lysaften ved domkirken", "An evening of light at the cathedral",
        "Første prøve på en ny facadefilm.", "First try-out of a new facade film.",
        "performance", -45, time=SEVEN, venue="Viborg Domkirke", partners=("Viborg Domkirke", "Tumblehead"),
        tags=("projection mapping", "byrum"), project="Vægge der fortæller",
    ),
    SampleEvent(
        "Åbent opslag: residency for tegnere", "Open call: residency for drawers",
        "To måneder med arbejdsplads, bolig og vejledning.", "Two months with a studio, a flat and a mentor.",
        "open_call", 35, call_until=21, audiences=("professionals",), languages=("da", "en"), partners=("Open Workshop",), cities=("Enghien-les-Bains",), tags=("åbent opslag", "residency", "tegning"),
        project="Residency på tværs", attendance="mixed",
    ),
    SampleEvent(
        "Åbent opslag: byens fortællinger", "Open call: stories of the city",
        "Send en idé til en film på en mur.", "Send an idea for a film on a wall.",
        "open_call", 60, call_until=45, audiences=("professionals", "cities"), languages=("en", "ko"), is_free=True, partners=("Viborg Kunsthal",), cities=("Gwangju", "York"), tags=("åbent opslag", "byrum", "projection mapping"), attendance="online",
    ),
    SampleEvent(
        "Workshop: spil med historien", "Workshop: play with history",
        "Byg et spil på en dag af museets genstande.", "Build a game in a day from the museum's objects.",
        "workshop", 6, time=TEN, end_time=FIVE, venue="Arsenalet", partners=("Viborg Museum / Museum Wibergis", "Media College Denmark"),
        tags=("spil", "kulturarv"), project="Spil med historien",
    ),
    SampleEvent(
        "Tegneaften på tværs af byer", "Drawing evening across cities",
        "Tre venskabsbyer tegner sammen på nettet.", "Three twin towns draw together online.",
        "workshop", 12, time=SEVEN, partners=("Visual Talent Centre",), cities=("Hamar", "Lüneburg"), tags=("tegning", "unge", "udveksling"),
        project="Nordisk tegnestue", attendance="online",
    ),
    SampleEvent(
        "Studiebesøg i Braga", "Study visit to Braga",
        "Skoler og museer ser på læring med lys og lyd.", "Schools and museums look at learning with light and sound.",
        "study_visit", 48, 3, city="Braga", partners=("Viborg Kommune", "Animated Learning Lab"), cities=("Viborg",), tags=("udveksling", "læring"),
    ),
    SampleEvent(
        "Konference: billeder der bygger by", "Conference: pictures that build a city",
        "Planlæggere, kunstnere og borgere om visuelle metoder.", "Planners, artists and citizens on visual methods.",
        "conference", 95, 2, venue="Tinghallen", partners=("Viborg Kommune", "Viborg Visuals"), cities=("York", "Karlsruhe", "Toronto"),
        tags=("konference", "byrum", "samskabelse"), project="Banebyen i bevægelse", attendance="mixed",
        audiences=("professionals", "cities"), languages=("da", "en"), capacity=180, cost=("600 kr., studerende 150 kr.", "DKK 600, students DKK 150"),
        access=("Adgang uden trin; teleslynge i salen.", "Step-free access; hearing loop in the hall."),
    ),
    SampleEvent(
        "Fremvisning: sundhed i billeder", "Showing: health in pictures",
        "De første animerede vejledninger fra projektet.", "The first animated guides of the project.",
        "presentation", 20, time=TWO, end_time=FIVE, venue="Tinghallen", partners=("Visikon",), tags=("sundhedsformidling", "animation"),
        project="Sundhed i billeder", status="moved", note=("Flyttet en uge: salen males.", "Moved by a week: the hall is being painted."),
    ),
    SampleEvent(
        "Forårsfilm på torvet", "Spring films on the square",
        "Aflyst på grund af ombygning; film vises i stedet i biografen.", "Cancelled because of building work; films are shown in the cinema instead.",
        "festival", 140, 2, partners=("Viborg Animation Festival (VAF)",), tags=("festival", "film", "byrum"), status="cancelled",
        note=("Torvet bygges om.", "The square is being rebuilt."),
    ),
    SampleEvent(
        "Netværkets årskonference", "The network's annual conference",
        "Borgmester, kommunaldirektør og focal point deltager.", "Mayor, municipal director and focal point take part.",
        "annual_conference", 230, 4, city="Enghien-les-Bains", partners=("Viborg UNESCO Creative City",), cities=("Viborg",), tags=("konference", "netværk"),
    ),
    SampleEvent(
        "Animationsfestival: ugen for børn og fagfolk", "Animation festival: the week for children and professionals",
        "Film, værksteder og samtaler i hele byen.", "Films, workshops and talks all over town.",
        "festival", 310, 7, venue="Tinghallen", partners=("Viborg Animation Festival (VAF)", "ANIMOK"), tags=("festival", "animation", "børn"),
    ),
    SampleEvent(
        "Residency: åbent atelier", "Residency: open studio",
        "Gæstekunstneren viser to måneders arbejde.", "The guest artist shows two months of work.",
        "residency", 75, time=FIVE, venue="Viborg Kunsthal", partners=("Viborg Kunsthal",), cities=("Enghien-les-Bains",),
        tags=("residency", "samtidskunst"), project="Residency på tværs",
    ),
    SampleEvent(
        "Åbningsforedrag: tegn din by", "Opening talk: draw your city",
        "Konferencens første time, for alle.", "The first hour of the conference, for everybody.",
        "presentation", 95, time=TEN, end_time=NOON, venue="Tinghallen", partners=("Viborg Visuals",), tags=("byrum",),
        part_of="Konference: billeder der bygger by", audiences=("public",), languages=("en",), is_free=True, attendance="mixed",
    ),
    SampleEvent(
        "Værksted: kort på væggen", "Workshop: a map on the wall",
        "Deltagerne projicerer deres egne kort på en mur.", "Participants project their own maps on a wall.",
        "workshop", 96, time=TWO, end_time=FIVE, venue="Tinghallen", partners=("Viborg Kommune",), tags=("projection mapping", "byrum"),
        part_of="Konference: billeder der bygger by", audiences=("professionals",), languages=("da", "en"), capacity=24,
    ),
    SampleEvent(
        "Tegnecafé hver uge", "Drawing café every week",
        "Kom og tegn sammen med andre; papir og kaffe er der.", "Come and draw with others; paper and coffee are there.",
        "workshop", -16, time=FIVE, end_time=SEVEN, venue="Arsenalet", partners=("Visual Talent Centre",), tags=("tegning", "unge"),
        recurrence="weekly", times=26, skips=(5,), audiences=("public",), languages=("da",), is_free=True, capacity=20,
        access=("Elevator fra gården.", "Lift from the courtyard."),
    ),
)  # fmt: skip
