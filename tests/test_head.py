"""The head of a page: canonical address, languages, social card, structured data, language switch."""

import datetime as dt
import json
import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.html import escape
from django.utils.translation import override
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from events.choices import Attendance, EventStatus
from events.tests.factories import EventFactory, VenueFactory
from hub.addresses import one_reading
from hub.choices import HelixSector
from hub.head import canonical_path
from hub.models import ContentPage, HubImage, StoryIndexPage, StoryPage
from hub.site_tree import PagePlan, grow_page
from hub.structured_data import as_script_text
from partners.models import PartnerIndexPage
from partners.tests.factories import CityFactory, PartnerFactory, ProjectFactory

pytestmark = pytest.mark.django_db
HEAD = Template("{% load head_tags %}{% head_links %}")
LINKS = Template("{% load head_tags %}{% language_links as links %}{% for link in links %}{{ link.url }}{% endfor %}")


def rendered(template, path, **context):
    """``template`` with what a page at ``path`` has in its context."""
    with one_reading(), override(path[1:3]):
        return template.render(Context({"request": RequestFactory().get(path), **context}))


def head_of_record(record, language="en"):
    with override(language):
        path, context = record.get_url(language), record.page_context()
    return rendered(HEAD, path, **context)


def told(html):
    """The structured data of a page, by type."""
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return {data["@type"]: data for data in map(json.loads, scripts)}


def test_record_head_names_address_languages_and_text(site):
    partner = PartnerFactory(title_en="Arsenalet", lead_en="House of <film> & games", lead_da="Et hus")
    html = head_of_record(partner)
    assert '<link rel="canonical" href="http://testserver/en/partners/arsenalet/">' in html
    assert '<link rel="alternate" hreflang="da" href="http://testserver/da/partnere/arsenalet/">' in html
    assert '<link rel="alternate" hreflang="x-default" href="http://testserver/da/partnere/arsenalet/">' in html
    assert '<meta property="og:locale" content="en_GB">' in html
    assert '<meta property="og:locale:alternate" content="da_DK">' in html
    assert '<meta property="og:image" content="http://testserver/share/en/partner/arsenalet.png?v=' in html
    assert '<meta property="og:image:alt" content="Arsenalet">' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html
    assert told(html)["EducationalOrganization"]["url"] == "http://testserver/en/partners/arsenalet/"
    steps = told(html)["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == ["Viborg", "Partners", "Arsenalet"]
    assert steps[1]["item"] == "http://testserver/en/partners/"
    assert rendered(LINKS, "/en/partners/arsenalet/", record=partner) == "/da/partnere/arsenalet/"


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "<!-- ]]> & \u2028 '\""])
def test_title_cannot_leave_the_script_element(title):
    text = as_script_text({"name": title})
    assert "<" not in text
    assert json.loads(text) == {"name": title}


def test_hostile_title_cannot_leave_the_head(site):
    html = head_of_record(PartnerFactory(title_en='</script><script>alert(1)</script>"x', slug="x"))
    assert "<script>alert" not in html
    assert told(html)["EducationalOrganization"]["name"] == '</script><script>alert(1)</script>"x'


def test_every_record_type_tells_what_it_is(site):
    city = CityFactory(title_en="Angoulême", country="FR", latitude=45.65, longitude=0.16)
    assert told(head_of_record(city))["City"]["geo"]["latitude"] == 45.65
    project = ProjectFactory(start=dt.date(2024, 5, 1), date_precision="month")
    partner = PartnerFactory(sector=HelixSector.PUBLIC)
    project.partner_links.create(partner=partner)
    data = told(head_of_record(project))["Project"]
    assert data["foundingDate"] == "2024-05"
    assert data["member"][0]["name"] == str(partner.title_en)
    venue = VenueFactory(title_en="Hall", city=city, address="Street 1", capacity=80)
    assert told(head_of_record(venue))["Place"]["maximumAttendeeCapacity"] == 80
    event = EventFactory(
        venue=venue,
        city=city,
        timezone="Asia/Seoul",
        start_time=dt.time(10, 0),
        status=EventStatus.CANCELLED,
        attendance=Attendance.MIXED,
        online_url="https://example.org/live",
    )
    data = told(head_of_record(event))["Event"]
    assert data["startDate"] == "2027-05-20T10:00:00+09:00"
    assert data["eventStatus"] == "https://schema.org/EventCancelled"
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in data["location"]] == ["Place", "VirtualLocation"]
    assert data["location"][0]["containedInPlace"]["name"] == "Angoulême"
    assert told(head_of_record(EventFactory()))["Event"]["startDate"] == "2027-05-20"


def test_record_picture_is_on_its_social_card(site, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = HubImage.objects.create(title="x", file=get_test_image_file(size=(1600, 900)), alt_en="A house & a tree")
    html = head_of_record(PartnerFactory(image=image))
    assert re.search(r'property="og:image" content="http://testserver/media/images/[^"]+\.jpg"', html)
    assert '<meta property="og:image:width" content="1200">' in html
    assert '<meta property="og:image:alt" content="A house &amp; a tree">' in html
    assert told(html)["EducationalOrganization"]["image"].startswith("http://testserver/media/")
    picture = Template(
        '{% include "components/record_picture.html" with record=record sizes="90vw" loading="lazy" only %}'
    )
    shown = rendered(picture, "/en/", record=PartnerFactory(image=image))
    assert 'type="image/avif"' in shown
    assert 'type="image/webp"' in shown
    assert re.search(r'<img [^>]*width="400"', shown)
    assert 'alt="A house &amp; a tree"' in shown


def test_record_head_asks_the_database_at_most_once_more(site, django_assert_max_num_queries):
    partner = PartnerFactory(title_en="Arsenalet")
    request = RequestFactory().get("/en/partners/arsenalet/")
    from hub.models import SiteSettings

    with one_reading(), override("en"):
        context = Context({"request": request, "record": partner})
        _ = partner.url, SiteSettings.for_request(request).hub_name
        with django_assert_max_num_queries(1):
            HEAD.render(context)
            LINKS.render(context)


def test_list_has_canonical_without_facets_and_switch_with_them(site):
    page = PartnerIndexPage.objects.get(slug="partners")
    path = "/en/partners/?sector=public&theme=film&theme=games&page=3"
    html = rendered(HEAD, path, page=page)
    assert '<link rel="canonical" href="http://testserver/en/partners/?page=3">' in html
    assert told(html)["CollectionPage"]["name"] == "Partners"
    target = rendered(LINKS, path, page=page)
    assert target == "/da/partnere/?sector=public&amp;theme=film&amp;theme=games"


@pytest.mark.parametrize("page", ["", "1", "0", "-2", "x", "９", "9" * 9000])
def test_canonical_address_takes_no_strange_page_number(page):
    assert canonical_path(RequestFactory().get("/en/partners/", {"page": page})) == "/en/partners/"


def test_home_and_story_tell_what_they_are(home):
    english = home.get_translations().get().specific
    data = told(rendered(HEAD, "/en/", page=english))
    assert data["WebSite"]["potentialAction"]["target"]["urlTemplate"].startswith("http://testserver/en/search/?q=")
    stories = grow_page(PagePlan(StoryIndexPage, "historier", "stories", "Historier", "Stories"), home)
    plan = PagePlan(StoryPage, "en", "one", "En", "One", fields={"date": dt.date(2026, 1, 2), "lead": "Lead"})
    story = grow_page(plan, stories).get_translations().get().specific
    html = rendered(HEAD, "/en/stories/one/", page=story)
    assert told(html)["Article"]["datePublished"] == "2026-01-02"
    assert '<meta property="og:type" content="article">' in html
    assert '<link rel="alternate" hreflang="da" href="http://testserver/da/historier/en/">' in html
    assert [step["name"] for step in told(html)["BreadcrumbList"]["itemListElement"]] == ["Viborg", "Stories", "One"]


def test_switch_falls_back_to_the_nearest_translated_ancestor(home):
    about = grow_page(PagePlan(ContentPage, "om", "about", "Om", "About"), home)
    page = grow_page(PagePlan(ContentPage, "mere", "more", "Mere", "More"), about)
    english = page.get_translations().get()
    assert rendered(LINKS, "/da/om/mere/", page=page) == "/en/about/more/"
    PageViewRestriction.objects.create(page=english, restriction_type=PageViewRestriction.LOGIN)
    assert rendered(LINKS, "/da/om/mere/", page=page) == "/en/about/"
    PageViewRestriction.objects.create(page=english.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert rendered(LINKS, "/da/om/mere/", page=page) == "/en/"
    assert "hreflang" not in rendered(HEAD, "/da/om/mere/", page=page)


def test_preview_stays_out_of_indexes(site):
    html = rendered(HEAD, "/en/", record=PartnerFactory(), is_preview=True)
    assert html.strip() == '<meta name="robots" content="noindex">'


@pytest.mark.parametrize("lead", ["Sound <studio> & games", "a < b > c", "<b>Not bold</b>"])
def test_what_looks_like_markup_in_plain_text_is_told_as_it_is_shown(client, site, lead):
    PartnerFactory(title_en="Studio", lead_en=lead)
    page = client.get("/en/partners/studio/").content.decode()
    assert f'<meta name="description" content="{escape(lead)}">' in page
    assert told(page)["EducationalOrganization"]["description"] == lead


def test_a_description_made_of_rich_text_has_no_markup(client, site):
    PartnerFactory(title_en="Studio", body_en="<h2>Who</h2><p>We &amp; you, a &lt; b</p>")
    page = client.get("/en/partners/studio/").content.decode()
    assert told(page)["EducationalOrganization"]["description"] == "Who We & you, a < b"
