"""A list of two hundred partners: refused while six rows are wrong, written when mended, and only once."""

import io

import pytest
from django.core.management import CommandError, call_command

from partners.models import Partner
from partners.tests.factories import partner_revisions

HEAD = "Navn (da);Navn (en);Sektor;CVR;Hjemmeside;Breddegrad;Længdegrad;Emneord;Stiftet;Kontakt-e-mail"
BAD = {
    11: ("Sektor", lambda cells: cells.__setitem__(2, "rumfart")),
    42: ("CVR", lambda cells: cells.__setitem__(3, "1234")),
    77: ("Hjemmeside", lambda cells: cells.__setitem__(4, "ikke en adresse")),
    103: ("Breddegrad", lambda cells: cells.__setitem__(5, "-91")),
    150: ("Stiftet", lambda cells: cells.__setitem__(8, "i fjor")),
    201: ("Kontakt-e-mail", lambda cells: cells.__setitem__(9, "hvem@")),
}


def list_of_partners(bad=()):
    """Two hundred rows, numbered 2 to 201 as a spreadsheet numbers them."""
    lines = [HEAD]
    for row in range(2, 202):
        cells = [
            f"Organisation {row}",
            f"Organisation {row} in English",
            ("uddannelse", "Business", "offentlig", "civil_society")[row % 4],
            str(10_000_000 + row),
            f"https://example.org/{row}",
            "56,45",
            "9.40",
            '"animation; Spil, film"',
            "1999",
            f"mail{row}@example.org",
        ]
        if row in bad:
            bad[row][1](cells)
        lines.append(";".join(cells))
    return "\r\n".join(lines).encode("cp1252")


def run(path, *options):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_partners", str(path), "--language=en", *options, stdout=out, stderr=err)
    return out.getvalue()


@pytest.mark.django_db
def test_two_hundred_rows_are_refused_with_six_named_then_written_once(tmp_path):
    path = tmp_path / "partnere.csv"
    path.write_bytes(list_of_partners(BAD))
    out, err = io.StringIO(), io.StringIO()

    with pytest.raises(CommandError, match=r"6 rows have errors\. Nothing was written\."):
        call_command("import_partners", str(path), "--language=en", stdout=out, stderr=err)
    named = err.getvalue().splitlines()
    assert len(named) == 6
    for line, (row, (column, _spoil)) in zip(named, BAD.items(), strict=True):
        assert line.startswith(f"Row {row}, column “{column}”: ")
    assert not Partner.objects.exists()
    assert not partner_revisions().exists()

    path.write_bytes(list_of_partners())
    assert "200 created, 0 changed, 0 unchanged" in run(path)
    assert Partner.objects.filter(live=True, has_unpublished_changes=False).count() == 200
    partner = Partner.objects.get(cvr="10000002")
    assert (partner.title_da, partner.sector, partner.founded_year) == ("Organisation 2", "public", 1999)
    assert sorted(tag.name for tag in partner.tags.all()) == ["Spil", "animation", "film"]

    revisions = partner_revisions().count()
    assert "0 created, 0 changed, 200 unchanged" in run(path)
    assert (Partner.objects.count(), partner_revisions().count()) == (200, revisions)


@pytest.mark.django_db
def test_dry_run_writes_nothing(tmp_path):
    path = tmp_path / "partnere.csv"
    path.write_bytes(list_of_partners())
    assert "200 new" in run(path, "--dry-run")
    assert not Partner.objects.exists()
