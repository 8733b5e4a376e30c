"""Invented activities of four years: what comes back each year, with the figures of each; marked as samples."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """Something that came back each year. ``years`` gives of each the people, hours and money spent."""

    title_da: str
    title_en: str
    summary_da: str
    summary_en: str
    result_da: str
    result_en: str
    section: str
    month: int
    day: int
    days: int
    people: str
    years: tuple[tuple[int, int, int, int], ...]
    objectives: tuple[str, ...]
    areas: tuple[str, ...]
    priorities: tuple[str, ...]
    dimensions: tuple[str, ...]
    sdgs: tuple[int, ...]
    partners: tuple[str, ...]
    cities: tuple[str, ...] = ("Viborg",)
    scope: str = "local"


LOCAL, INTERCITY, GLOBAL = "local_initiatives", "intercity_initiatives", "global_management"
SERIES = (
    Series(
        "Åbne tegneværksteder i bymidten", "Open drawing workshops in the town centre",
        "Gratis værksteder for børn og voksne i byens tomme butikker.", "Free workshops for children and adults in empty shops of the town.",
        "Flere voksne kom igen på egen hånd, og to butikker blev lejet ud efter forløbet.", "More adults came back on their own, and two shops were let after the series.",
        LOCAL, 3, 4, 60, "participants", ((2023, 310, 120, 42000), (2024, 365, 130, 45500), (2025, 402, 128, 47250), (2026, 388, 135, 49900)),
        ("access_and_participation", "creativity_in_urban_development"), ("pilot_projects",), ("co_creation", "communities"), ("social", "cultural"), (4, 11),
        ("The Drawing Academy", "Viborg Kommune"),
    ),
    Series(
        "Animation i folkeskolen", "Animation at primary school",
        "Klasser animerer pensum med studerende som vejledere.", "Classes animate their syllabus with students as guides.",
        "Lærerne bruger metoden i egne forløb bagefter.", "Teachers use the method in courses of their own afterwards.",
        LOCAL, 9, 1, 75, "pupils", ((2023, 540, 260, 88000), (2024, 610, 275, 91500), (2025, 655, 290, 96000)),
        ("access_and_participation",), ("pilot_projects", "sharing"), ("learning",), ("social",), (4, 10),
        ("Animated Learning Lab", "Viborg Kommune"),
    ),
    Series(
        "Facadefilm på byens mure", "Façade films on the town’s walls",
        "Film vises på mure i bymidten tre aftener i vintermånederne.", "Films are shown on town-centre walls on three winter evenings.",
        "Handlen holdt åbent, og omtale i tre medier.", "Shops stayed open, and three media wrote of it.",
        LOCAL, 12, 27, 9, "audience", ((2022, 2400, 180, 130000), (2023, 2650, 190, 138000), (2024, 3100, 195, 142500), (2025, 2900, 200, 149000)),
        ("creation_and_distribution", "creativity_in_urban_development"), ("pilot_projects",), ("communities",), ("cultural", "economic"), (8, 11),
        ("Viborg Kunsthal", "Tumblehead"),
    ),
    Series(
        "Kunstnerbytte med Enghien-les-Bains", "Artists’ exchange with Enghien-les-Bains",
        "En kunstner fra hver by arbejder to måneder i den anden.", "An artist of each city works for two months in the other.",
        "Hvert ophold endte i en offentlig visning i begge byer.", "Each stay ended in a public showing in both cities.",
        INTERCITY, 4, 10, 60, "artists", ((2023, 2, 160, 96000), (2024, 2, 150, 98500), (2025, 2, 155, 101000), (2026, 2, 150, 104000)),
        ("international_cooperation", "creation_and_distribution"), ("exchange",), ("learning",), ("cultural",), (8, 17),
        ("Open Workshop", "Viborg Kunsthal"), ("Viborg", "Enghien-les-Bains"), "international",
    ),
    Series(
        "Fælles tegneuge med York", "Shared drawing week with York",
        "Skoler i de to byer tegner hinandens hverdag.", "Schools of the two cities draw each other’s everyday.",
        "Venskabsklasser i begge byer mødes fortsat på nettet.", "Twinned classes in both cities still meet online.",
        INTERCITY, 2, 5, 5, "pupils", ((2023, 120, 60, 14500), (2024, 140, 62, 15200), (2025, 165, 64, 15800), (2026, 150, 64, 16400)),
        ("international_cooperation", "access_and_participation"), ("exchange", "sharing"), ("learning", "communities"), ("social", "cultural"), (4, 17),
        ("Visuel HF, Viborg Gymnasium",), ("Viborg", "York"), "international",
    ),
    Series(
        "Mesterklasse i bæredygtig produktion", "Master class in sustainable production",
        "Studier og studerende lærer at regne en films klimaaftryk ud.", "Studios and students learn to work out a film’s climate footprint.",
        "Fem studier bruger skemaet i deres tilbud.", "Five studios use the form in their offers.",
        LOCAL, 10, 12, 2, "professionals", ((2024, 46, 70, 38000), (2025, 58, 72, 39500), (2026, 64, 74, 41000)),
        ("hubs_and_opportunities", "integration_in_strategies"), ("sharing", "policies"), ("sustainability",), ("environmental", "economic"), (9, 12, 13),
        ("Center for Animation, Visualization and Graphic Storytelling", "Nørlum"), scope="national",
    ),
    Series(
        "Iværksætterforløb for unge tegnere", "Start-up course for young drawers",
        "Otte ugers forløb med kontorplads og sparring.", "Eight weeks with a desk and a mentor.",
        "Ni nye virksomheder er registreret i alt.", "Nine new businesses were registered in all.",
        LOCAL, 2, 1, 56, "students", ((2024, 14, 210, 150000), (2025, 16, 215, 154000), (2026, 18, 220, 158000)),
        ("hubs_and_opportunities",), ("pilot_projects",), ("learning",), ("economic",), (8, 9),
        ("Arsenalet", "Business Viborg"),
    ),
    Series(
        "Undersøgelse af byens visuelle erhverv", "Survey of the town’s visual businesses",
        "Årlig tælling af virksomheder, ansatte og omsætning.", "A yearly count of businesses, staff and turnover.",
        "Tallene bruges i kommunens erhvervsplan.", "The figures are used in the municipality’s business plan.",
        LOCAL, 11, 1, 85, "professionals", ((2023, 52, 95, 60000), (2024, 57, 95, 61500), (2025, 61, 98, 63000)),
        ("integration_in_strategies",), ("research", "policies"), ("sustainability",), ("economic",), (8, 17),
        ("Business Viborg", "Viborg Kommune"),
    ),
    Series(
        "Onlinemøder i delnetværket", "Online meetings of the sub-network",
        "Månedlige møder mellem mediekunstbyerne om fælles projekter.", "Monthly meetings of the media arts cities on joint projects.",
        "To fælles ansøgninger blev til på møderne.", "Two joint applications came of the meetings.",
        GLOBAL, 1, 15, 330, "delegates", ((2023, 4, 40, 0), (2024, 4, 44, 0), (2025, 3, 42, 0), (2026, 3, 40, 0)),
        ("international_cooperation",), ("sharing",), ("co_creation",), ("cultural",), (17,),
        ("Viborg UNESCO Creative City",), ("Viborg", "Braga", "Karlsruhe", "Linz"), "international",
    ),
    Series(
        "Vurdering af ansøgninger til netværket", "Assessment of applications to the network",
        "Fagfolk fra byen læser ansøgninger inden for mediekunst.", "Professionals of the city read applications in media arts.",
        "Alle vurderinger blev afleveret til tiden.", "All assessments were handed in on time.",
        GLOBAL, 8, 1, 30, "professionals", ((2023, 3, 36, 0), (2025, 3, 38, 0)),
        ("international_cooperation",), ("sharing",), ("co_creation",), ("cultural",), (17,),
        ("The Animation Workshop / VIA University College",), ("Viborg",), "international",
    ),
    Series(
        "Tegn jeres egn: landsbyernes fortællinger", "Draw your parish: stories of the villages",
        "Landsbyer tegner deres historie med en kunstner.", "Villages draw their story with an artist.",
        "Tegningerne hænger i forsamlingshusene.", "The drawings hang in the village halls.",
        LOCAL, 5, 6, 40, "volunteers", ((2023, 85, 110, 52000), (2024, 92, 112, 53500), (2025, 110, 118, 55000), (2026, 104, 120, 56500)),
        ("access_and_participation", "creativity_in_urban_development"), ("pilot_projects",), ("co_creation", "communities"), ("social", "cultural"), (10, 11),
        ("Viborg Museum / Museum Wibergis", "Visual Talent Centre"),
    ),
    Series(
        "Nordisk møde for unge talenter", "Nordic meeting of young talents",
        "Unge fra venskabsbyerne mødes til tegning og film.", "Young people of the twin towns meet for drawing and film.",
        "Tolv fælles kortfilm, vist i alle byerne.", "Twelve joint short films, shown in all the cities.",
        INTERCITY, 7, 2, 5, "students", ((2023, 38, 90, 74000), (2024, 42, 92, 76000), (2025, 44, 95, 79000), (2026, 47, 95, 81500)),
        ("international_cooperation", "hubs_and_opportunities"), ("exchange",), ("learning", "communities"), ("cultural", "social"), (4, 17),
        ("Visual Talent Centre",), ("Viborg", "Hamar", "Lund", "Porvoo"), "international",
    ),
    Series(
        "Filmdag på sygehuset", "Film day at the hospital",
        "Animerede vejledninger vises og prøves af patienter.", "Animated guides are shown to and tried out by patients.",
        "Patienterne forstod forløbet bedre, siger personalet.", "Patients understood their treatment better, staff say.",
        LOCAL, 3, 20, 1, "participants", ((2024, 70, 30, 12000), (2025, 84, 32, 12500), (2026, 90, 32, 13000)),
        ("access_and_participation",), ("research",), ("communities",), ("social",), (3,),
        ("Visikon",),
    ),
    Series(
        "Byens billeder til verdensmålene", "The town’s pictures for the global goals",
        "Plakater om verdensmålene i busser og skoler.", "Posters on the global goals in buses and schools.",
        "Halvdelen af byens skoler har brugt materialet.", "Half the town’s schools have used the material.",
        LOCAL, 9, 18, 14, "audience", ((2023, 5200, 48, 33000), (2024, 5600, 48, 34000), (2025, 6100, 50, 35000)),
        ("integration_in_strategies", "access_and_participation"), ("communication",), ("sustainability",), ("environmental", "social"), (12, 13),
        ("Viborg Visuals", "Media College Denmark"),
    ),
)  # fmt: skip
