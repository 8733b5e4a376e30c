"""What each row of a file comes to."""

from itertools import combinations

import pytest
from django.utils import translation

from hub.seed_files import facts
from hub.tests.factories import ScopeFactory, TagFactory
from partners.imports import Answers, plan_import, read_table
from partners.imports.lookalikes import are_similar, name_of, site_of
from partners.models import Partner
from partners.tests.factories import PartnerFactory, PartnerKindFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def plan(text, **answers):
    return plan_import(read_table(text.encode(), "x.csv"), Answers(**answers))


def states(found):
    return [str(row.state) for row in found.rows]


def named(found):
    return [(problem.row, problem.column) for problem in found.problems]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Tumble Head ApS", "Tumblehead", True),
        ("Nørlum A/S", "Noerlum", True),
        ("Nørlum", "Norlum", True),
        ("The Animation Workshop", "The Animation Workshop / VIA University College", True),
        ("Museum Viborg", "Viborg Museum", True),
        ("Animation Worksop", "Animation Workshop", True),
        ("The Animaton Workshop", "The Animation Workshop / VIA University College", True),
        ("Animok Festival", "ANIMOK", True),
        ("Visikon", "Vision Denmark", False),
        ("Viborg Animation Festival", "Animation Festival", True),
        ("Studio 1", "Studio 2", False),
        ("Viborg Festival", "Viborg", False),
        ("Film School", "School", False),
        ("Animation Festival", "Animation School", False),
        ("Animok Festival", "Animok Radio Orchestra", False),
        ("Danish Film Institute", "Danish Art Council", False),
        ("Organisation 12", "Organisation 123", False),
        ("Skovgaard Museet", "Viborg Museum", False),
        ("Viborg Kommune", "Viborg Kunsthal", False),
        ("Studio North", "Studio South", False),
    ],
)
def test_names_are_similar_when_people_would_ask(one, other, expected):
    assert are_similar(name_of(one), name_of(other)) is expected


def test_real_names_are_seldom_taken_for_each_other():
    """Only names that a person would look at twice, too: questions that mean nothing are answered without reading."""
    names = [row["name"] for row in facts("organisations")["organisations"]]
    alike = [pair for pair in combinations(names, 2) if are_similar(*map(name_of, pair))]
    assert len(alike) <= len(names) // 10, alike


def test_shared_hosts_are_no_sign():
    assert site_of("https://www.facebook.com/studio") == ""
    assert site_of("https://www.Studio.dk/om") == "studio.dk"


def test_all_errors_of_all_rows_are_named():
    found = plan(
        "Name;Sector;CVR;Website;Latitude;Longitude;Founded;Contact e-mail;Kind;Scope;Parent;Summary\n"
        f"A1;space;12;not a site;NaN;-181;soon;nobody;no kind;no scope;Nobody;{'x' * 401}\n"
        ";business;;;;;;;;;;\n"
        "B1;;;;56.4;;;;;;;\n"
    )
    columns = ["Sector", "CVR", "Website", "Latitude", "Longitude", "Founded", "Contact e-mail", "Kind", "Scope"]
    assert sorted(named(found)) == sorted(
        [(2, column) for column in [*columns, "Summary", "Parent"]] + [(3, "Name"), (4, "Sector"), (4, "Longitude")]
    )


@pytest.mark.parametrize("latitude", ["-90.1", "91", "nan", "inf", "1e9", "north", "--5"])
def test_impossible_latitude_is_an_error(latitude):
    assert named(plan(f"Name;Sector;Latitude;Longitude\nA;public;{latitude};9\n")) == [(2, "Latitude")]


def test_values_may_be_written_in_either_language_and_loosely():
    kind, scope = PartnerKindFactory(key="knowledge-centre"), ScopeFactory(title_da="Lokal", title_en="Local")
    found = plan(
        "navn;sektor;yderligere sektorer;type;rækkevidde;cvr;hjemmeside;breddegrad;længdegrad\n"
        "Visikon;OFFENTLIG;Erhverv, civil society;knowledge_centre;lokal;DK 12 34 56 78;visikon.com;56,4527;−9,4\n"
    )
    values = found.rows[0].values
    assert states(found) == ["new"]
    assert (values["sector"], values["further_sectors"]) == ("public", ("business", "civil_society"))
    assert (values["kind"], values["scope"], values["cvr"]) == (kind.pk, scope.pk, "12345678")
    assert values["website"] == "https://visikon.com"
    assert (str(values["latitude"]), str(values["longitude"])) == ("56.45270", "-9.40000")


def test_exact_title_in_either_language_is_the_same_partner():
    PartnerFactory(title_da="Viborg Museum", title_en="Museum of Viborg", place="Viborg")
    found = plan("Name;Sector;Place\nmuseum of viborg;;\nAnother House;public;\n")
    assert states(found) == ["changed", "new"]
    assert [change.field for change in found.rows[0].changes] == ["title_en"]


def test_empty_cell_blanks_nothing_and_tags_are_only_added():
    PartnerFactory(title_en="Nørlum", website="https://norlum.dk", tags=["film"])
    found = plan("Name;Sector;Website;Tags\nNørlum;education;;animation\n")
    change = found.rows[0].changes[0]
    assert [(change.field, change.before, change.after)] == [("tags", "film", "film, animation")]
    assert len(found.rows[0].changes) == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Tumble Head ApS;business;;", "A similar name."),
        ("Something Else;business;https://www.tumblehead.dk/om;", "The same website."),
        ("Something Else;business;;12345678", "The same CVR number."),
    ],
)
def test_look_alike_is_asked_about_and_both_answers_count(row, reason):
    partner = PartnerFactory(title_en="Tumblehead", website="https://tumblehead.dk", cvr="12345678")
    text = f"Name;Sector;Website;CVR\n{row}\n"
    found = plan(text)
    assert states(found) == ["question"]
    assert [(each.slug, each.reason) for each in found.rows[0].candidates] == [(partner.slug, reason)]
    assert not found.is_ready
    same = plan(text, same={2: partner.slug})
    assert (states(same), same.rows[0].partner.pk) == (["changed"], partner.pk)
    new = plan(text, new=frozenset({2}))
    if "CVR" in reason:
        assert named(new) == [(2, "CVR")]
    else:
        assert states(new) == ["new"]


def test_different_cvr_number_makes_the_same_name_a_question_and_a_similar_one_new():
    PartnerFactory(title_en="Nordic Animation", cvr="11111111")
    head = "Name;Sector;CVR\n"
    assert states(plan(f"{head}Nordic Animation;business;22222222\n")) == ["question"]
    assert states(plan(f"{head}Nordic Animations;business;22222222\n")) == ["new"]


def test_rows_of_one_file_are_compared_too():
    found = plan(
        "Name;Sector;CVR;Website\n"
        "Nørlum;business;12345678;https://norlum.dk\n"
        "Noerlum ApS;business;;\n"
        "Other;business;12345678;\n"
        "Third House;business;;https://www.norlum.dk/film\n"
    )
    assert states(found) == ["new", "question", "error", "question"]
    assert named(found) == [(4, "CVR")]
    assert found.rows[1].candidates[0].row == 2
    assert states(plan("Name;Sector\nTumblehead;public\ntumblehead;public\n")) == ["new", "error"]


def test_part_may_share_the_website_of_its_whole():
    PartnerFactory(title_en="Workshop House", website="https://workshop.dk")
    found = plan("Name;Sector;Website;Parent\nLearning Lab;education;https://workshop.dk/lab;Workshop House\n")
    assert states(found) == ["new"]


def test_parts_of_one_whole_may_share_its_website():
    whole = PartnerFactory(title_en="Workshop House")
    PartnerFactory(title_en="Drawing Class", website="https://workshop.dk", parent=whole)
    rows = "".join(f"{name};education;https://workshop.dk;Workshop House\n" for name in ("Learning Lab", "Residency"))
    assert states(plan(f"Name;Sector;Website;Parent\n{rows}")) == ["new", "new"]


def test_whole_may_be_a_later_row_and_circles_are_errors():
    found = plan("Name;Sector;Parent\nSmall Part;public;Great Whole\nGreat Whole;public;\n")
    assert found.rows[0].whole.row == 3
    circle = plan("Name;Sector;Parent\nFirst Half;public;Second Bit\nSecond Bit;public;First Half\nSelf;public;Self\n")
    assert named(circle) == [(2, "Parent"), (3, "Parent"), (4, "Parent")]


def test_merged_tag_gives_its_heir_and_withdrawn_one_is_refused():
    heir = TagFactory(name="animation", name_da="animationsfilm")
    TagFactory(name="cartoons", merged_into=heir)
    TagFactory(name="old word", withdrawn=True)
    found = plan("Name;Sector;Tags\nA House;public;Cartoons, ANIMATIONSFILM, new word\nB House;public;Old word\n")
    assert found.rows[0].values["tags"] == ("animation", "new word")
    assert named(found) == [(3, "Tags")]


def test_partner_with_a_draft_is_left_alone_unless_the_row_says_nothing_new():
    partner = PartnerFactory(title_en="Nørlum", title_da="Nørlum", place="Viborg")
    partner.place = "Aarhus"
    partner.save_revision()
    assert states(plan("Name;Sector;Place\nNørlum;education;Aarhus\n")) == ["unchanged"]
    assert named(plan("Name;Sector;Place\nNørlum;education;Viborg\n")) == [(2, "Place")]
    Partner.objects.update(has_unpublished_changes=False, locked=True)
    assert named(plan("Name;Sector;Place\nNørlum;education;Odense\n")) == [(2, "Place")]


def test_merged_partner_is_asked_about_as_its_heir():
    heir = PartnerFactory(title_en="Grand Heir")
    PartnerFactory(title_en="Former Name", merged_into=heir, live=False)
    found = plan("Name;Sector\nFormer Name;education\n")
    assert [candidate.slug for candidate in found.rows[0].candidates] == [heir.slug]


def test_answers_about_nothing_are_errors():
    text = "Name;Sector\nA House;public\n"
    assert named(plan(text, new=frozenset({9}))) == [(9, "Name (da)")]
    assert len(plan(text, same={2: "nobody"}).problems) == 1


def test_planning_takes_the_same_queries_for_any_number_of_rows(django_assert_max_num_queries):
    PartnerFactory.create_batch(3, tags=["film"])
    rows = "".join(f"House {number};public;film\n" for number in range(300))
    table = read_table(f"Name;Sector;Tags\n{rows}".encode(), "x.csv")
    with django_assert_max_num_queries(9):
        assert len(plan_import(table).new) == 300


def moved(title, before, after):
    partner = PartnerFactory(title_da="", title_en=title, slug=before)
    partner.slug = after
    partner.save()
    return partner


def test_a_former_address_is_asked_about_and_never_given_to_another():
    partner = moved("Animok", "animok", "animok-festival")
    text = "Name;Sector;Address\nRadio Orchestra;public;animok\n"
    found = plan(text)
    assert states(found) == ["question"]
    assert [(each.slug, each.reason) for each in found.rows[0].candidates] == [
        (partner.slug, "It had this address before.")
    ]
    as_new = plan(text, new=frozenset({2}))
    assert [(problem.column, problem.reason) for problem in as_new.problems] == [
        ("Address", "This was the address of “Animok” and still leads there; choose another.")
    ]
    assert states(plan(text, same={2: partner.slug})) == ["changed"]


def test_another_partner_cannot_be_given_a_former_address():
    moved("Animok", "animok", "animok-festival")
    PartnerFactory(title_en="Radio Orchestra", title_da="", slug="radio")
    found = plan("Name;Sector;Address\nRadio Orchestra;;animok\n", same={2: "radio"})
    assert named(found) == [(2, "Address")]


def test_the_address_of_a_deleted_partner_is_refused():
    PartnerFactory(title_en="Animok", title_da="", slug="animok").delete()
    found = plan("Name;Sector;Address\nAnimok;public;animok\n")
    assert [(problem.column, problem.reason) for problem in found.problems] == [
        ("Address", "This was the address of something that has been deleted; choose another.")
    ]
