"""The command: answers, drafts, and refusals that say what to do."""

import io

import pytest
from django.core.management import CommandError, call_command

from partners.models import Partner
from partners.tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    def call(content, *options):
        path = tmp_path / "partners.csv"
        path.write_bytes(content)
        out = io.StringIO()
        try:
            call_command("import_partners", str(path), "--language=en", *options, stdout=out, stderr=out)
        except CommandError as error:
            return f"{out.getvalue()}\nFAILED {error}"
        return out.getvalue()

    return call


def test_look_alike_is_refused_with_the_options_that_answer_it(run):
    partner = PartnerFactory(title_en="Tumblehead")
    content = b"Name;Sector;Place\nTumble Head ApS;education;Viborg\n"
    text = run(content)
    assert "FAILED" in text
    assert f"--same 2={partner.slug}" in text
    assert "--new 2" in text
    assert "1 changed" in run(content, f"--same=2={partner.slug}")
    partner.refresh_from_db()
    assert (partner.title_en, partner.place) == ("Tumble Head ApS", "Viborg")
    assert "1 unchanged" in run(content)


def test_new_answer_makes_a_partner_once(run):
    PartnerFactory(title_en="Tumblehead")
    content = b"Name;Sector\nTumble Head ApS;education\n"
    assert "1 created" in run(content, "--new=2")
    assert "0 created, 0 changed, 1 unchanged" in run(content, "--new=2")
    assert Partner.objects.count() == 2


def test_draft_option_keeps_new_partners_back(run):
    run(b"Name;Sector\nTumblehead;business\n", "--draft")
    assert not Partner.objects.get().live


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--same=x"], "row number"),
        (["--same=2="], "row number=address"),
        (["--new=two"], "row number"),
        (["--new=2", "--same=2=x"], "both the same and new"),
    ],
)
def test_wrong_answers_are_explained(run, options, words):
    assert words in run(b"Name;Sector\nTumblehead;business\n", *options)


def test_missing_file_is_explained(tmp_path):
    with pytest.raises(CommandError, match="can’t be opened"):
        call_command("import_partners", str(tmp_path / "nowhere.csv"), "--language=en")


def test_unreadable_file_fails(run):
    assert "FAILED" in run(b"MZ" + bytes(99))
