"""Texts of installed packages that their own Danish catalogues lack; the project translates them itself."""

from collections.abc import Iterator
from pathlib import Path

import django
import polib
from django.apps import AppConfig, apps
from django.conf import settings

# The packages whose texts editors and members read.
PACKAGES = ("wagtail", "wagtail_localize", "modelcluster", "taggit", "django_filters", "django_countries", "allauth")
DOMAINS = ("django", "djangojs")
LANGUAGE = "da"
Key = tuple[str | None, str]


def key_of(entry: polib.POEntry) -> Key:
    """What makes an entry one text."""
    return entry.msgctxt, entry.msgid


def catalogue_path(domain: str) -> Path:
    """The project's catalogue of the packages' texts."""
    return Path(settings.BASE_DIR) / "hub" / "locale_packages" / LANGUAGE / "LC_MESSAGES" / f"{domain}.po"


def _entries(folder: Path, language: str, domain: str) -> Iterator[polib.POEntry]:
    path = folder / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
    if path.exists():
        yield from (entry for entry in polib.pofile(str(path)) if not entry.obsolete)


def _named_apps() -> Iterator[AppConfig]:
    return (app for app in apps.get_app_configs() if app.name.partition(".")[0] in PACKAGES)


def _translated_elsewhere(domain: str) -> set[Key]:
    """What Django, any installed app or the project's own catalogue says in Danish."""
    folders = [Path(django.__file__).parent / "conf", *(Path(app.path) for app in apps.get_app_configs())]
    found = (entry for folder in folders for entry in _entries(folder, LANGUAGE, domain))
    return {key_of(entry) for entry in found if entry.translated() and not entry.fuzzy}


def missing_entries(domain: str) -> list[polib.POEntry]:
    """Every text of the named packages that nobody else has in Danish, once, in the order of the packages."""
    known, missing = _translated_elsewhere(domain), dict[Key, polib.POEntry]()
    for app in _named_apps():
        for entry in _entries(Path(app.path), "en", domain):
            if key_of(entry) not in known:
                missing.setdefault(key_of(entry), entry)
    return list(missing.values())


def renewed_catalogue(domain: str) -> polib.POFile:
    """The project's catalogue as it should be: what is missing, with the Danish that is there already."""
    path = catalogue_path(domain)
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    written = {key_of(entry): entry for entry in old}
    new = polib.POFile(wrapwidth=120)
    new.header = (
        "Danish of texts in installed packages that their own catalogues lack: `manage.py collect_package_messages`."
    )
    new.metadata = {
        "Project-Id-Version": "Viborg Visuals Hub",
        "Language": LANGUAGE,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for entry in missing_entries(domain):
        before = written.get(key_of(entry))
        new.append(
            polib.POEntry(
                msgctxt=entry.msgctxt,
                msgid=entry.msgid,
                msgid_plural=entry.msgid_plural,
                msgstr=before.msgstr if before else "",
                msgstr_plural=(before.msgstr_plural if before else None)
                or ({0: "", 1: ""} if entry.msgid_plural else {}),
                flags=[flag for flag in entry.flags if flag.endswith("-format")],
            )
        )
    return new
