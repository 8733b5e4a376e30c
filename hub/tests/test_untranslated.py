"""Texts that gettext never sees: in templates, scripts, blocks, forms and panels."""

import re
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.utils.functional import Promise
from wagtail.admin.panels import PanelGroup
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.images.fields import WagtailImageField

READ_ATTRIBUTES = ("aria-label", "title", "alt", "placeholder", "label", "aria-description")
UNREAD = {"script", "style", "template", "code"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# The same in both languages: names of formats and signs.
SAME = {"JSON", "CSV", "XLSX", "PDF", "RSS", "Atom", "iCalendar", "ICS", "UNESCO", "px", "h", "CVR", "x", "tokens"}
# Written in both languages at once, since it is shown when nothing else works.
BOTH_LANGUAGES = {"400.html", "500.html"}
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
# Comments, and the tags by which allauth chooses among elements.
LEFT_OUT = re.compile(
    r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|{%\s*setvar \w+_tags\s*%}.*?{%\s*endsetvar\s*%}", re.DOTALL
)
# The name of an element may be chosen by a tag.
CHOSEN_NAME = re.compile(r"(</?)(?:{[%{].*?[%}]}\w*)+", re.DOTALL)
TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
WORD = re.compile(r"[^\W\d_]+")
COMMENTS = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
# What a script writes where people read: a word in quotes behind one of the ways to write it.
WRITTEN = re.compile(
    r"""(?:(?:textContent|innerText|innerHTML|ariaLabel|ariaDescription|title|alt|placeholder)\s*\+?=\s*"""
    r"""|setAttribute\(\s*["'`](?:aria-label|title|alt|placeholder)["'`]\s*,\s*|\balert\(|\bconfirm\()"""
    r"""(["'`])(?P<text>(?:(?!\1).)*[^\W\d_]{2,}(?:(?!\1).)*)\1"""
)
SENTENCE = re.compile(r"""(["'`])(?P<text>[A-ZÆØÅ][a-zæøå]+ [a-zæøåA-ZÆØÅ]+(?:(?!\1).)*)\1""")


class Texts(HTMLParser):
    """What people would read of a template."""

    def __init__(self, template):
        super().__init__()
        self.open, self.found = [], []
        texts = TRANSLATED.sub("\0", LEFT_OUT.sub("", template))
        self.feed(TAGS.sub(" \0 ", CHOSEN_NAME.sub(r"\1x", texts)))

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in READ_ATTRIBUTES and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if not UNREAD & set(self.open):
            self.found.append(data)


def untranslated(template):
    """The words of a template that stand outside ``translate``."""
    words = {word for text in Texts(template).found for part in text.split("\0") for word in WORD.findall(part)}
    return sorted(words - SAME)


def written_by(script):
    """The words a script writes itself, instead of reading them from the page."""
    code = COMMENTS.sub("", script)
    return list(dict.fromkeys(found["text"] for pattern in (WRITTEN, SENTENCE) for found in pattern.finditer(code)))


def _templates():
    folders = [settings.BASE_DIR / "templates", *(settings.BASE_DIR / app / "templates" for app in settings.HUB_APPS)]
    return sorted(path for folder in folders for path in folder.rglob("*.html") if path.name not in BOTH_LANGUAGES)


def _named(paths):
    return [pytest.param(path, id=str(path.relative_to(settings.BASE_DIR))) for path in paths]


@pytest.mark.parametrize("path", _named(_templates()))
def test_template_has_no_word_outside_gettext(path):
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", _named(sorted((settings.BASE_DIR / "static").rglob("*.js"))))
def test_script_has_no_words_of_its_own(path):
    assert written_by(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ('<{% if a %}th{% else %}td{% endif %} class="b">Hello</{{ tag }}>', ["Hello"]),
        ("<p>Hello</p>", ["Hello"]),
        ('<p aria-label="Close">{{ name }}</p>', ["Close"]),
        ('{% if a %}<img alt="A {{ name }}">{% endif %}', ["A"]),
        ("<p>{% translate 'Hello' %} {# a note #} · 3 {{ x|date:'F' }}</p>", []),
        ("{% blocktranslate count n=n %}One{% plural %}{{ n }} rows{% endblocktranslate %}", []),
        ("<script>const word = 1</script><a href='/hello/' class='button'>JSON</a>", []),
    ],
)
def test_words_outside_gettext_are_found(template, words):
    assert untranslated(template) == words


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ('button.textContent = "Close";', ["Close"]),
        ('box.setAttribute("aria-label", `Map of ${name}`);', ["Map of ${name}"]),
        ('const none = "Nothing was found";', ["Nothing was found"]),
        ('button.textContent = button.dataset.close; // "Close the menu"', []),
        ('const all = document.querySelectorAll("header nav a, [role=option]");', []),
    ],
)
def test_words_of_scripts_are_found(script, words):
    assert written_by(script) == words


def _blocks(block, path):
    yield path, block
    if isinstance(block, StructBlock | StreamBlock):
        for name, child in block.child_blocks.items():
            yield from _blocks(child, f"{path}.{name}")
    elif isinstance(block, ListBlock):
        yield from _blocks(block.child_block, f"{path}[]")


def test_every_block_has_a_name_that_can_be_translated():
    fields = [
        field for model in apps.get_models() for field in model._meta.local_fields if isinstance(field, StreamField)
    ]
    found = {path: block for field in fields for path, block in _blocks(field.stream_block, field.name)}
    assert len(found) > 10
    nameless = {
        path
        for path, block in found.items()
        if "." in path and not path.endswith("]") and not isinstance(block.meta.label, Promise)
    }
    assert nameless == set()


def _own_forms():
    for app in settings.HUB_APPS:
        for path in sorted((settings.BASE_DIR / app).rglob("*forms*.py")):
            if "tests" not in path.parts and "migrations" not in path.parts:
                module = import_module(".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts))
                for found in vars(module).values():
                    if (
                        isinstance(found, type)
                        and issubclass(found, forms.BaseForm)
                        and found.__module__ == module.__name__
                    ):
                        yield found


def _own_fields(form):
    """The fields that ``form`` or a base of ours declares; others bring translations of their own."""
    others = [base for base in form.__mro__ if not base.__module__.startswith(tuple(settings.HUB_APPS))]
    inherited = {name for base in others for name in getattr(base, "declared_fields", {})}
    return {name: field for name, field in form.declared_fields.items() if name not in inherited}


def _read_texts(field):
    """What people read of a field; the rules for pictures are Wagtail's own text."""
    is_wagtails = isinstance(field, WagtailImageField)
    return [text for text in (field.label, "" if is_wagtails else field.help_text) if text]


def test_every_field_of_a_form_has_a_name_that_can_be_translated():
    checked = [(form.__name__, name, field) for form in _own_forms() for name, field in _own_fields(form).items()]
    assert checked
    wrong = {
        (form, name)
        for form, name, field in checked
        if (field.label is None and not field.widget.is_hidden)
        or not all(isinstance(text, Promise) for text in _read_texts(field))
    }
    assert wrong == set()


def _panels(panel):
    yield panel
    if isinstance(panel, PanelGroup):
        for child in panel.children:
            yield from _panels(child)


def test_every_heading_of_a_group_of_panels_can_be_translated():
    models = [model for model in apps.get_models() if model._meta.app_label in settings.HUB_APPS]
    groups = [
        (model.__name__, panel.heading)
        for model in models
        for listed in ("panels", "content_panels", "settings_panels", "promote_panels")
        for top in (getattr(model, listed, None) or [])
        if not isinstance(top, str)
        for panel in _panels(top)
        if isinstance(panel, PanelGroup)
    ]
    assert groups
    assert {pair for pair in groups if pair[1] and not isinstance(pair[1], Promise)} == set()


def test_templates_and_scripts_are_looked_for_where_they_are():
    assert len(_templates()) > 50
    assert all(isinstance(path, Path) for path in _templates())
