"""Where every kind is: its address in each language, and as whom one has to come.

Run in the served site's environment, ``python -m tests.browser.atlas`` prints it as JSON: the tests themselves never
ask a database, since a browser's event loop and Django's connections do not go together in one thread.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

import django

VISITOR = ""
HOST = "localhost"


@dataclass(frozen=True, slots=True)
class Stop:
    """An address of the walk. ``role``: the demo user to sign in, if any; ``reason``: why there is no page."""

    address: str
    role: str = VISITOR
    status: int = 200
    reason: str = ""


class Scout:
    """Goes to addresses beforehand and notes what they answer."""

    def __init__(self) -> None:
        from django.test import Client

        from hub.demo import DEMO_SIGN_INS
        from hub.models import User

        self.clients = {VISITOR: Client(SERVER_NAME=HOST)}
        for demo in (DEMO_SIGN_INS[-1], *DEMO_SIGN_INS[:-1]):  # who may least comes first
            self.clients[demo.username] = Client(SERVER_NAME=HOST)
            self.clients[demo.username].force_login(User.objects.get(username=demo.username))

    def cookies(self) -> dict[str, str]:
        """The session of each signed-in user."""
        found = {role: client.cookies.get("sessionid") for role, client in self.clients.items()}
        return {role: cookie.value for role, cookie in found.items() if cookie}

    def size(self, address: str) -> int:
        """How much a visitor gets to read there."""
        return len(self.clients[VISITOR].get(address).content)

    def stop(self, address: str, language: str, status: int = 200) -> Stop:
        """The stop at ``address``, as the first in line who gets a page there."""
        answers = []
        for role, client in self.clients.items():
            answer = client.get(address, headers={"accept-language": language})
            kind = answer.headers.get("Content-Type", "")
            if answer.status_code == status and kind.startswith("text/html"):
                return Stop(address, role, status)
            answers.append(f"{role or 'visitor'}: {answer.status_code} {answer.headers.get('Location', kind)}")
        return Stop(address, reason="; ".join(answers))


def _page_address(model: Any, scout: Scout) -> dict[str, str]:
    """The page of a type with most to read, in both languages."""
    from hub.models.pages import shown_pages

    both: dict[Any, dict[str, str]] = {}
    for page in shown_pages(model.objects.all()).select_related("locale").order_by("path"):
        both.setdefault(page.translation_key, {})[page.locale.language_code] = page.get_url()
    whole = [urls for urls in both.values() if len(urls) == 2]
    return max(whole, key=lambda urls: scout.size(urls["en"]), default={})


def _record_addresses(model: Any, scout: Scout) -> tuple[dict[str, str], dict[str, str]]:
    """The records with most and with least to read."""
    from tests.browser.kinds import LANGUAGES

    found = [{code: record.get_url(code) for code in LANGUAGES} for record in model.objects.public().order_by("pk")]
    ranked = sorted((urls for urls in found if all(urls.values())), key=lambda urls: scout.size(urls["en"]))
    return (ranked[-1], ranked[0]) if ranked else ({}, {})


def _fullest_subject(model: Any, scout: Scout) -> Any:
    """The tag or theme with most to read below it."""
    from django.utils.translation import override

    with override("en"):
        return max(model.objects.order_by("pk"), key=lambda found: scout.size(found.get_absolute_url()))


def _examples(scout: Scout) -> dict[str, dict[str, Any]]:
    """Arguments for the views that need some."""
    from hub.models import Tag, Theme
    from tests.browser import portal_content

    tag, theme = _fullest_subject(Tag, scout), _fullest_subject(Theme, scout)
    return {"hub:tag": {"slug": tag.slug}, "hub:theme": {"key": theme.key}} | portal_content.examples()


def _view_address(name: str, kwargs: dict[str, Any]) -> dict[str, str]:
    """The address of a view in each language; none where the content has no example for its arguments."""
    from django.urls import NoReverseMatch, reverse
    from django.utils.translation import override

    from tests.browser.kinds import LANGUAGES

    found = {}
    for language in LANGUAGES:
        with override(language):
            try:
                found[language] = reverse(name, kwargs=kwargs)
            except NoReverseMatch:
                return {}
    return found


def _error_addresses() -> dict[str, dict[str, str]]:
    from partners.models import Partner
    from tests.browser.content import GONE_SLUG
    from tests.browser.kinds import LANGUAGES

    missing = {language: f"/{language}/nothing-is-here/" for language in LANGUAGES}
    gone = Partner.objects.filter(slug=GONE_SLUG).first()
    left = {language: gone.get_url(language) for language in LANGUAGES} if gone else {}
    return {"error 404": missing, "error 410": left}


def addresses(scout: Scout) -> dict[str, dict[str, str]]:
    """The address of every kind in each language; nothing where the sample content has no such page."""
    from django.apps import apps

    from tests.browser import kinds

    found = {kind: _page_address(apps.get_model(kind.split()[-1]), scout) for kind in kinds.page_kinds()}
    for label in {kind.split()[-1] for kind in kinds.record_kinds()}:
        fullest, barest = _record_addresses(apps.get_model(label), scout)
        found |= {f"fullest record {label}": fullest, f"barest record {label}": barest}
    examples = _examples(scout)
    for name in (kind.removeprefix("view ") for kind in kinds.view_kinds()):
        found[f"view {name}"] = _view_address(name, examples.get(name, {}))
    for kind in kinds.state_kinds():
        state = kinds.STATES[kind.removeprefix("state ")]
        found[kind] = {language: url + state.query for language, url in found[state.kind].items()}
    return found | _error_addresses()


def atlas() -> dict[str, Any]:
    """``{"stops": {kind: {language: stop}}, "cookies": {role: session}}``."""
    scout = Scout()
    stops = {}
    for kind, urls in addresses(scout).items():
        status = int(kind.removeprefix("error ")) if kind.startswith("error ") else 200
        stops[kind] = {language: asdict(scout.stop(url, language, status)) for language, url in urls.items()}
    return {"stops": stops, "cookies": scout.cookies()}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(atlas()))
