"""Texts of records: nothing in them runs, whichever way they came in."""

import pytest
from django.db import connection
from django.urls import reverse

from events.models import Event
from events.tests.factories import EventFactory
from hub.models import ContentPage
from hub.sanitising import clean_source, safe_html
from partners.models import City, Partner, Project
from partners.tests.factories import CityFactory, PartnerFactory, ProjectFactory

pytestmark = pytest.mark.django_db

HOSTILE = (
    '<p onclick="x1()">Kept</p><script>x2()</script><img src=x onerror="x3()">'
    '<a href="javascript:x4()">link</a><a href="data:text/html,x5()">data</a><p style="x6:1">styled</p>'
    "<style>x7{}</style><iframe src='https://x8.example'></iframe><svg onload=x9()></svg><object data=x10></object>"
)
RUNNING = [f"x{number}" for number in range(1, 11)]
PAGES = {PartnerFactory: "partners", CityFactory: "cities", ProjectFactory: "projects", EventFactory: "events"}


@pytest.mark.parametrize("factory", PAGES, ids=lambda factory: factory._meta.model.__name__)
def test_page_shows_nothing_that_runs_even_if_the_database_holds_it(client, site, factory):
    record = factory(title_en="Record")
    table, column = record._meta.db_table, "body_en"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [HOSTILE, record.pk])  # noqa: S608
    assert "x2()" in type(record).objects.get(pk=record.pk).body_en
    page = client.get(f"/en/{PAGES[factory]}/record/").content.decode()
    assert "Kept" in page
    assert [sign for sign in RUNNING if f"{sign}(" in page or f"{sign}:" in page or f"{sign}." in page] == []


def _saved(record):
    record.body_en = HOSTILE
    record.save()


def _published_draft(record):
    record.body_en = HOSTILE
    record.save_revision(clean=False).publish()


def _updated(record):
    type(record).objects.filter(pk=record.pk).update(body_en=HOSTILE)


def _bulk_updated(record):
    record.body_en = HOSTILE
    type(record).objects.bulk_update([record], ["body_en"])


@pytest.mark.parametrize("write", [_saved, _published_draft, _updated, _bulk_updated])
@pytest.mark.parametrize("model", [Partner, City, Project, Event])
def test_every_way_of_writing_keeps_the_text_and_drops_what_runs(site, model, write):
    factory = next(factory for factory in PAGES if factory._meta.model is model)
    record = factory()
    write(record)
    stored = model.objects.get(pk=record.pk).body_en
    assert "Kept" in stored
    assert [sign for sign in RUNNING if sign in stored] == []


def test_draft_holds_clean_text(site):
    partner = PartnerFactory()
    partner.body_en = HOSTILE
    assert "x2" not in str(partner.save_revision(clean=False).content)


def test_form_of_the_admin_drops_what_runs(communications_client, site):
    from tests.test_editing import form_of

    address = reverse(Partner.snippet_viewset.get_url_name("add"))
    data = form_of(communications_client, address)
    data |= {"title_en": "Sly", "sector": "business", "body_en": HOSTILE, "action-publish": "1"}
    assert communications_client.post(address, data).status_code == 302
    assert "script" not in Partner.objects.get(title_en="Sly").body_en


def test_links_of_the_editor_survive_both_cleanings(home):
    page = ContentPage.objects.first() or home
    source = (
        f'<p data-block-key="k1">A <b>bold</b> <a linktype="page" id="{page.pk}">page</a>, '
        '<a href="https://example.org/?a=1&amp;b=2">site</a>, <a href="mailto:a@example.org">mail</a></p>'
    )
    assert clean_source(source) == source
    assert clean_source(clean_source(source)) == source
    html = safe_html(source)
    assert f'<a href="{page.url}">page</a>' in html
    assert "data-block-key" not in html
