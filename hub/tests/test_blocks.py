"""Blocks: what they show, what they refuse, and that every text of theirs can be translated."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.images.tests.utils import get_test_image_file

from hub.blocks import BodyBlock
from hub.models import ContentPage, HubImage
from hub.site_tree import PagePlan, grow_page
from hub.tests.bodies import block, items, published_translation, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(db):
    return HubImage.objects.create(
        title="By night", file=get_test_image_file(), alt_da="Byen om natten", alt_en="The town by night",
        credit="A. Nielsen", licence="CC BY 4.0",
    )  # fmt: skip


TABLE = {
    "caption": "Byer i netværket",
    "columns": [{"type": "text", "heading": "År"}, {"type": "number", "heading": "Byer"}],
    "rows": [{"values": ["totusinde og fjorten", "69"]}, {"values": ["totusinde og femten", "116"]}],
}

# Every block with its Danish texts in order of appearance.
TEXT_BLOCKS = {
    "text": ("<h2>Overskrift</h2><p>Et <b>kort</b> afsnit</p><ul><li>Et punkt</li></ul>", 3),
    "quote": ({"quote": "Vi tegner", "who": "En tegner", "role": "Rektor"}, 3),
    "accordion": ({"heading": "Spørgsmål", "items": items({"title": "Hvorfor?", "text": "<p>Fordi</p>"})}, 3),
    "table": (TABLE, 7),
    "figures": ({"heading": "Tal", "figures": items({"number": "30 år", "label": "Opbygning", "source": "Noten"})}, 4),
    "timeline": ({"heading": "Forløb", "frames": items({"date": "20. maj", "title": "Besøg", "text": "Udvalg"})}, 4),
    "event_list": ({"heading": "Kommende", "count": 3, "tag": None}, 1),
    "map": ({"heading": "Byerne"}, 1),
    "call_to_action": ({"lead": "Kom med", "text": "Skriv", "page": None, "url": "", "email": "a@example.org"}, 2),
    "video": (
        {
            "title": "En film",
            "url": "https://vimeo.com/1",
            "provider": "Filmstedet",
            "duration": "3:05",
            "image": None,
            "note": "Uden ord",
        },
        3,
    ),
}


@pytest.mark.parametrize("kind", TEXT_BLOCKS)
def test_every_text_of_a_block_arrives_translated(client, home, kind):
    value, texts = TEXT_BLOCKS[kind]
    strings, english = published_translation(home, block(kind, value))
    assert len(strings) == texts
    html = client.get(english.url).content.decode()
    assert all(f"EN{number}" in html for number in range(texts))
    # Short words may occur elsewhere on the page; those that can't are gone.
    assert not [text for text in strings if len(text) > 5 and f">{text}<" in html]


def test_caption_of_a_picture_arrives_translated(client, home, picture):
    strings, english = published_translation(home, block("picture", {"image": picture.pk, "caption": "Byens lys"}))
    assert strings == ["Byens lys"]
    html = client.get(english.url).content.decode()
    assert "EN0" in html
    assert "Byens lys" not in html


def test_every_block_type_has_a_translation_test():
    assert set(BodyBlock().child_blocks) == {*TEXT_BLOCKS, "picture", "record_cards"}


def test_table_cells_keep_their_places_when_translated(client, home):
    strings, english = published_translation(home, block("table", TABLE))
    table = english.body[0].value
    translated = {text: f"EN{number}" for number, text in enumerate(strings)}
    assert table.caption == translated["Byer i netværket"]
    assert [column["heading"] for column in table.columns] == [translated["År"], translated["Byer"]]
    assert [row["values"] for row in table.row_data] == [
        [translated["totusinde og fjorten"], translated["69"]],
        [translated["totusinde og femten"], translated["116"]],
    ]


def test_table_without_caption_is_refused():
    table = BodyBlock().child_blocks["table"]
    with pytest.raises(ValidationError):
        table.clean(table.to_python(TABLE | {"caption": " "}))


def test_table_has_caption_and_scoped_headers():
    html = shown(block("table", TABLE))
    assert "<caption>Byer i netværket</caption>" in html
    assert 'scope="col"' in html
    assert 'scope="row"' in html


def test_picture_has_size_alternatives_and_the_text_of_the_readers_language(picture):
    value = block("picture", {"image": picture.pk, "caption": ""})
    danish, english = shown(value), shown(value, language="en")
    assert 'alt="Byen om natten"' in danish
    assert 'alt="The town by night"' in english
    assert "srcset=" in danish
    assert "width=" in danish
    assert "height=" in danish
    assert "A. Nielsen, CC BY 4.0" in danish


def test_deleted_picture_leaves_no_trace():
    assert "<figure" not in shown(block("picture", {"image": 4711, "caption": "Væk"}))


@pytest.mark.parametrize("kind", TEXT_BLOCKS)
def test_script_in_any_text_does_no_harm(kind):
    hostile = "<script>alert(1)</script>"

    def poisoned(value):
        if isinstance(value, dict):
            return {key: item if key in ("type", "id") else poisoned(item) for key, item in value.items()}
        if isinstance(value, list):
            return [poisoned(item) for item in value]
        return f"{value}{hostile}" if isinstance(value, str) and "@" not in value else value

    html = shown(block(kind, poisoned(TEXT_BLOCKS[kind][0])))
    assert "<script" not in html.lower()


def test_hostile_links_in_rich_text_lead_nowhere():
    html = shown(block("text", '<p><a href="javascript:alert(1)" onclick="x()">Se</a><img src=x onerror=y()></p>'))
    assert "javascript" not in html
    assert "onclick" not in html
    assert "onerror" not in html
    assert "Se" in html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/x", "vbscript:x"])
@pytest.mark.parametrize("kind", ["call_to_action", "video"])
def test_addresses_that_do_not_lead_to_the_web_are_refused(kind, url):
    child = BodyBlock().child_blocks[kind]
    value = TEXT_BLOCKS[kind][0] | {"url": url, "email": ""}
    with pytest.raises(ValidationError):
        child.clean(child.to_python(value))
    assert url.split(":")[0] + ":" not in shown(block(kind, value))


def test_video_loads_nothing_from_elsewhere():
    html = shown(block("video", TEXT_BLOCKS["video"][0]))
    assert 'href="https://vimeo.com/1"' in html
    assert 'datetime="PT3M5S"' in html
    assert "<iframe" not in html
    assert "src=" not in html


@pytest.mark.parametrize("targets", [{"url": "", "email": ""}, {"url": "https://viborg.dk/", "email": "a@example.org"}])
def test_call_to_action_leads_to_one_place(targets):
    child = BodyBlock().child_blocks["call_to_action"]
    with pytest.raises(ValidationError):
        child.clean(child.to_python({"lead": "", "text": "Se", "page": None, **targets}))


def test_call_to_action_leads_to_the_page_of_the_readers_language(home):
    plan = PagePlan(ContentPage, "maal", "goal", "Mål", "Goal")
    goal = grow_page(plan, home)
    value = block("call_to_action", {"lead": "", "text": "Se", "page": goal.pk, "url": "", "email": ""})
    assert 'href="/da/maal/"' in shown(value)
    assert 'href="/en/goal/"' in shown(value, language="en")
