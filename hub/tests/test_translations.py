"""Catalogues: complete, current and usable, so that nobody reads half a page in the other language."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, override
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey

OWN_APPS = ("hub", "partners", "events", "search")
FOLDERS = (*OWN_APPS, "templates")
# What only English writes with a capital.
CAPITAL_IN_ENGLISH = ("SDG", "SDGs", "Sustainable Development Goal", "Sustainable Development Goals")
ABBREVIATIONS = ("CVR", "UNESCO", "IANA")
# Models behind the scenes, and the numbers that Wagtail keeps of a picture's focus.
NEVER_SHOWN = (
    "HubRendition",
    "FormerAddress",
    "Generation",
    "SearchEntry",
    "SearchItem",
    "SearchState",
    "SearchWord",
    "SynonymLine",
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
)
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-#0 +]*\d*(?:\.\d+)?[a-zA-Z%]|\{\w*\}")


def catalogue(language, folder=None):
    """The texts of one language, as committed or as collected in ``folder``."""
    base = Path(folder or settings.BASE_DIR)
    return polib.pofile(str(base / "hub" / "locale" / language / "LC_MESSAGES" / "django.po"))


def keys(po):
    """What makes an entry one text."""
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in po if not entry.obsolete}


def own_models():
    return [model for model in apps.get_models() if model._meta.app_label in OWN_APPS]


def test_every_text_has_its_danish():
    po = catalogue("da")
    assert [entry.msgid for entry in po.untranslated_entries()] == []
    assert [entry.msgid for entry in po.fuzzy_entries()] == []
    assert [entry.msgid for entry in po.obsolete_entries()] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_plural_is_written_out(language):
    po = catalogue(language)
    assert po.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    plurals = [entry for entry in po if entry.msgid_plural]
    assert plurals
    assert [entry.msgid for entry in plurals if sorted(entry.msgstr_plural) != [0, 1] or not entry.translated()] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_translations_keep_the_placeholders(language):
    def placeholders(text):
        return sorted(set(PLACEHOLDER.findall(text)))

    wrong = []
    for entry in catalogue(language).translated_entries():
        pairs = [(entry.msgid, entry.msgstr)]
        if entry.msgid_plural:
            pairs = [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]
        wrong += [pair for pair in pairs if placeholders(pair[0]) != placeholders(pair[1])]
    assert wrong == []


def test_translations_begin_and_end_like_their_texts():
    """A full stop, colon or capital that only one language has is a slip where texts stand side by side."""

    def shape(text):
        return text[0].isupper(), text[-1] if text[-1] in ".:!?…" else ""

    pairs = [(entry.msgid, entry.msgstr) for entry in catalogue("da") if entry.msgstr]
    slips = [pair for pair in pairs if shape(pair[0]) != shape(pair[1])]
    assert [slip for slip in slips if slip[0] not in CAPITAL_IN_ENGLISH] == []


def test_danish_uses_one_kind_of_quotation_marks():
    other = re.compile(r"[»«„\"]|''|\s'|'\s")
    texts = [text for entry in catalogue("da") for text in (entry.msgstr, *entry.msgstr_plural.values())]
    assert [text for text in texts if other.search(text)] == []


def test_catalogues_are_up_to_date(tmp_path):
    """Collects all texts anew in a copy of the sources and compares."""
    if shutil.which("xgettext") is None or shutil.which("msgmerge") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("gettext is not installed, so nobody knows whether the catalogues are complete")
        pytest.skip("gettext is not installed; .ci/run installs it")
    for folder in FOLDERS:
        shutil.copytree(
            settings.BASE_DIR / folder, tmp_path / folder, ignore=shutil.ignore_patterns("tests", "__pycache__", "*.mo")
        )
    shutil.copy(settings.BASE_DIR / "manage.py", tmp_path)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "-l", "da", "-l", "en", "--no-location", "--no-obsolete"],
        cwd=tmp_path,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "hub.settings.test"},
        check=True,
        capture_output=True,
    )
    for language in ("da", "en"):
        found, committed = keys(catalogue(language, tmp_path)), keys(catalogue(language))
        assert len(found) > 500
        assert found - committed == set(), f"run `make messages` and translate hub/locale/{language}"


def test_compiled_catalogues_answer_in_both_languages(tmp_path, settings):
    for language in ("da", "en"):
        target = tmp_path / language / "LC_MESSAGES"
        target.mkdir(parents=True)
        shutil.copy(Path(catalogue(language).fpath), target)
    settings.LOCALE_PATHS = [tmp_path]
    call_command("compile_translations")
    for language in ("da", "en"):
        compiled = polib.mofile(str(tmp_path / language / "LC_MESSAGES" / "django.mo"))
        assert len(compiled) == len(catalogue(language).translated_entries())


@pytest.mark.parametrize(
    ("language", "word", "one", "many"),
    [
        ("da", "Spring til indhold", "1 række har fejl.", "2 rækker har fejl."),
        ("en", "Skip to content", "1 row has errors.", "2 rows have errors."),
    ],
)
def test_texts_and_plurals_follow_the_language(language, word, one, many):
    def rows(count):
        return ngettext("%(count)d row has errors.", "%(count)d rows have errors.", count) % {"count": count}

    with override(language):
        assert gettext("Skip to content") == word
        assert (rows(1), rows(2)) == (one, many)


def test_every_name_that_editors_read_can_be_translated():
    """Names that Python makes up from identifiers are English for everybody."""
    models = [model for model in own_models() if model.__name__ not in NEVER_SHOWN]
    names = {(model._meta.label, model._meta.verbose_name) for model in models}
    for model in models:
        for field in _edited_fields(model):
            texts = [field.verbose_name, *filter(None, [field.help_text])]
            if field.choices and not isinstance(field, CountryField):  # countries bring names of their own
                texts += [label for _value, label in field.choices]
            names |= {(f"{model._meta.label}.{field.name}", text) for text in texts}
    assert {where for where, text in names if not isinstance(text, Promise)} == set()


def test_names_of_models_and_fields_begin_small_in_danish():
    """As Django expects: it puts them into sentences and raises the first letter where one begins."""
    metas = [model._meta for model in own_models()]
    names = [name for meta in metas for name in (meta.verbose_name, meta.verbose_name_plural)]
    names += [field.verbose_name for model in own_models() for field in _edited_fields(model)]
    known = {entry.msgid for entry in catalogue("da")}
    with override("en"):
        own = [name for name in names if str(name) in known]
    assert len(own) > 100
    with override("da"):
        assert [str(name) for name in own if str(name)[0].isupper() and not str(name).startswith(ABBREVIATIONS)] == []


def _edited_fields(model):
    """The fields of a model's own that a form may show."""
    return [
        field
        for field in model._meta.local_fields + model._meta.local_many_to_many
        if field.editable and not (field.auto_created or isinstance(field, ParentalKey) or field.name in NEVER_SHOWN)
    ]
