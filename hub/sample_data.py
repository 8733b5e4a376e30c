"""What a fresh hub starts with: vocabularies, settings, and the sample site in Danish and English."""

from django.db import transaction
from wagtail.models import Page, Site

from hub.choices import Language
from hub.models import ContentPage, CreativeField, SiteSettings
from hub.sample_site import accessibility, drawn, duties, front, network, stories
from hub.sample_site.vocabularies import load_vocabularies
from hub.site_tree import grow_home, grow_page
from hub.tag_data import load_tags

DESIGNATED_FIELD, DESIGNATION_YEAR = "media_arts", 2019
CLAIMS = {
    "claim_da": "UNESCO kreativ by inden for mediekunst",
    "claim_en": "UNESCO Creative City of Media Arts",
}
# Says of itself that it is a sample, and can't receive mail (RFC 2606); the deploy checks ask for a real one.
CONTACT = {"contact_name": "Viborg Visuals Hub (eksempel / sample)", "contact_email": "kontakt@eksempel.invalid"}


@transaction.atomic
def load() -> list[str]:
    """Make what is missing and change nothing that is there; says what it did."""
    terms = load_vocabularies()
    tags = load_tags()
    before = Page.objects.count()
    grow_site()
    settings_filled = fill_settings()
    return [
        f"{terms} terms of the vocabularies added",
        tags,
        f"{max(Page.objects.count() - before, 0)} pages added in Danish and English",
        "hub settings filled in" if settings_filled else "hub settings left as they are",
    ]


def grow_site() -> Page:
    """The sample pages in both languages; gives the Danish front page."""
    home = grow_home(front.home())
    vision = grow_page(front.vision(), home)
    for build in (network.why, network.kolding, duties.process, duties.obligations):
        grow_page(build(), vision)
    index = grow_page(stories.index(), home)
    for build in (stories.inside_out, stories.city_to_city, stories.draw_with_denmark):
        grow_page(build(), index)
    for build in (drawn.city_map, drawn.network, accessibility.statement):
        grow_page(build(), home)
    return home


def fill_settings() -> bool:
    """Fill in the settings that are still empty; says whether there were any."""
    hub_settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    field = CreativeField.objects.filter(key=DESIGNATED_FIELD).first()
    statement = ContentPage.objects.filter(slug=accessibility.SLUGS[0], locale__language_code=Language.DANISH).first()
    values = {
        **CLAIMS,
        "creative_field": field,
        "designation_year": DESIGNATION_YEAR,
        "accessibility_page": statement,
    }
    if not hub_settings.contact_email:
        values |= CONTACT  # never this name beside somebody's own address
    missing = {name: value for name, value in values.items() if not getattr(hub_settings, name)}
    for name, value in missing.items():
        setattr(hub_settings, name, value)
    if missing:
        hub_settings.save()
    return bool(missing)
