"""The registry behind the style page: each component and block with its least and its fullest input.

An app keeps its specimens in a module ``specimens`` (or a package) and registers them there; the style page loads
those modules when it is first asked for. A component or block without a specimen makes a test fail.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.module_loading import autodiscover_modules
from django.utils.safestring import SafeString, mark_safe

from hub.blocks import BodyBlock

Context = dict[str, Any]
CASES = ("least", "fullest")


@dataclass(frozen=True, slots=True)
class Specimen:
    """A template with the inputs to show it with; ``in_head`` for what has no looks, only source."""

    template: str
    least: Callable[[], Context]
    fullest: Callable[[], Context]
    in_head: bool = False

    @property
    def name(self) -> str:
        """The file's name without folder and ending; the anchor of its section."""
        return self.template.rsplit("/", 1)[-1].removesuffix(".html")

    def html(self, case: str, request: HttpRequest) -> SafeString:
        """The template rendered with the input of ``case``."""
        context = getattr(self, case)()
        return render_to_string(self.template, context, request=None if self.in_head else request)


@dataclass(frozen=True, slots=True)
class BlockSpecimen:
    """A block of a page's body with the stored values to show it with."""

    kind: str
    least: Callable[[], Any]
    fullest: Callable[[], Any]
    in_head: bool = field(default=False, init=False)

    @property
    def template(self) -> str:
        """The block's template."""
        template: str = BodyBlock.base_blocks[self.kind].meta.template
        return template

    @property
    def name(self) -> str:
        """The file's name without folder and ending; the anchor of its section."""
        return self.template.rsplit("/", 1)[-1].removesuffix(".html")

    def html(self, case: str, request: HttpRequest) -> SafeString:
        """The block rendered with the value of ``case``."""
        stored = [{"type": self.kind, "value": getattr(self, case)(), "id": f"{self.kind}-{case}"}]
        body = BodyBlock().to_python(stored)
        return mark_safe("".join(child.render({"request": request}) for child in body))  # our own template


AnySpecimen = Specimen | BlockSpecimen
_specimens: dict[str, AnySpecimen] = {}


def register(*specimens: AnySpecimen) -> None:
    """Add specimens; registering a template again replaces its specimen."""
    _specimens.update({specimen.template: specimen for specimen in specimens})


def all_specimens() -> list[AnySpecimen]:
    """Every registered specimen, blocks first, by name."""
    autodiscover_modules("specimens")
    return [_specimens[template] for template in sorted(_specimens)]


@dataclass(frozen=True, slots=True)
class Shown:
    """One case as the page shows it."""

    case: str
    html: SafeString


_IDENTITY = re.compile(r'(?<=\s)(id|for|aria-labelledby|aria-describedby|aria-controls)="([^"]+)"')
_FRAGMENT = re.compile(r'href="#([^"]+)"')
_LANDMARK_NAME = re.compile(r'(<(?:nav|aside|section|form|ul|ol)\b[^>]*\saria-label=")([^"]+)"')
_LABELLED_LANDMARK = re.compile(r'(<(?:nav|aside|section)\b[^>]*\s)aria-labelledby="([^"]+)"')


def isolated(html: str, key: str) -> str:
    """``html`` as one of many on a page: identities and names of landmarks are its own, its h1 is a heading below."""

    def own_identity(match: re.Match[str]) -> str:
        return f'{match[1]}="{" ".join(f"{word}--{key}" for word in match[2].split())}"'

    html = _LANDMARK_NAME.sub(rf'\1\2 ({key})"', html)
    html = _IDENTITY.sub(own_identity, html)
    # Two cases say the same words in their headings: here their landmarks are told apart by the case.
    html = _LABELLED_LANDMARK.sub(r'\1aria-label="\2"', html)
    html = _FRAGMENT.sub(rf'href="#\1--{key}"', html)
    html = html.replace('role="search"', f'role="search" aria-label="{key}"')
    return re.sub(r"<(/?)h1\b", r"<\1h2", html)


def shown_cases(specimen: AnySpecimen, request: HttpRequest) -> list[Shown]:
    """Both cases of a specimen; what belongs into the head is left as it is, to be read."""
    found = []
    for case in CASES:
        html = specimen.html(case, request)
        if not specimen.in_head:
            html = mark_safe(isolated(html, f"{specimen.name}-{case}"))  # rendered by our own templates
        found.append(Shown(case, html))
    return found
