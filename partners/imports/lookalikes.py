"""Names and web addresses that probably mean the same organisation."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from anyascii import anyascii

LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "&": " ", "+": " "})
LEGAL_FORMS = {"aps", "as", "ab", "ivs", "amba", "fmba", "ltd", "llc", "inc", "gmbh", "smba"}
SMALL_WORDS = {"the", "den", "det", "de", "og", "and", "of", "i", "in", "for"}
# Beside one of these, a name of a single word is still the same name: "Nørlum" and "Nørlum Studio".
COMMON_WORDS = {
    *("animation", "studio", "studios", "film", "films", "media", "production", "productions", "group", "gruppen"),
    *("viborg", "danmark", "denmark", "dk", "nordic", "games", "game", "festival", "festivalen", "school", "skole"),
    *("skolen", "academy", "akademi", "workshop", "forening", "foreningen", "center", "centre", "centret", "lab"),
    *("international", "house", "hus", "huset", "company", "collective", "kollektiv", "network", "netvaerk"),
    *("art", "arts"),
}
MIN_WORD_RATIO = 0.8
MIN_NAME_RATIO = 0.9
MIN_WORD_LETTERS = 4
# A word that more names than this share says nothing about them.
COMMONPLACE = 300
# Many organisations, one host: sharing it means nothing.
SHARED_HOSTS = frozenset(
    (
        *("facebook.com", "fb.com", "instagram.com", "linkedin.com", "twitter.com", "x.com", "youtube.com", "youtu.be"),
        *("vimeo.com", "tiktok.com", "bsky.app", "mastodon.social", "discord.gg", "github.com", "medium.com"),
        *(
            "linktr.ee",
            "behance.net",
            "artstation.com",
            "flickr.com",
            "soundcloud.com",
            "issuu.com",
            "sites.google.com",
        ),
        *("docs.google.com", "drive.google.com", "wikipedia.org", "da.wikipedia.org", "en.wikipedia.org"),
        *(
            "wordpress.com",
            "blogspot.com",
            "wixsite.com",
            "weebly.com",
            "itch.io",
            "patreon.com",
            "imdb.com",
            "proff.dk",
        ),
        *("virk.dk", "datacvr.virk.dk", "krak.dk", "eventbrite.com", "eventbrite.dk", "meetup.com"),
        *("store.steampowered.com"),
    )
)
MOBILE_PREFIXES = ("www.", "m.", "da-dk.", "en-gb.", "dk.")


@dataclass(frozen=True, slots=True)
class Name:
    """A name without what doesn't matter: its words, and apart from them those with digits."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def joined(self) -> str:
        """The words without spaces: "Tumble Head" is "Tumblehead"."""
        return "".join(self.words)


def name_of(title: str) -> Name:
    """The words of ``title`` without case, accents, punctuation, legal form and small words."""
    text = anyascii(re.sub(r"\b([akips])\s*/\s*s\b", " ", title.casefold()).translate(LETTERS)).lower()
    found = re.findall(r"[a-z0-9]+", re.sub(r"[.'’]", "", text))
    words = [word for word in found if word not in LEGAL_FORMS]
    kept = [word for word in words if word not in SMALL_WORDS] or words or found
    numbers = tuple(word for word in kept if any(sign.isdigit() for sign in word))
    return Name(tuple(word for word in kept if word not in numbers), numbers)


def are_similar(one: Name, other: Name) -> bool:
    """Whether two names probably mean the same; "Studio 2" is never "Studio 3"."""
    if one.numbers != other.numbers or not (one.words or one.numbers):
        return False
    if one.joined == other.joined or sorted(one.words) == sorted(other.words):
        return True
    short, long = sorted((one.words, other.words), key=len)
    if len(short) == len(long):
        return _all_alike(short, long)
    return _is_part(short, long) or _ratio(one.joined, other.joined) >= MIN_NAME_RATIO


def _words_alike(left: str, right: str) -> bool:
    long_enough = min(len(left), len(right)) >= MIN_WORD_LETTERS
    return left == right or (long_enough and _ratio(left, right) >= MIN_WORD_RATIO)


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether all of one name stands in the other, as in "Animation Workshop" and "The Animation Workshop / VIA"."""
    if len(short) == 1:
        # Of a single word, only the word itself: "Visikon" is not part of "Vision Denmark".
        is_telling = len(short[0]) >= MIN_WORD_LETTERS and short[0] not in COMMON_WORDS
        return is_telling and short[0] in long and set(long) - {short[0]} <= COMMON_WORDS
    places = range(len(long) - len(short) + 1) if short else range(0)
    return any(_all_alike(short, long[place : place + len(short)]) for place in places)


def _all_alike(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return all(_words_alike(left, right) for left, right in zip(some, others, strict=True))


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= MIN_WORD_RATIO else 0.0


def site_of(website: str) -> str:
    """The host of a website without "www.", or nothing for a host that many share."""
    try:
        host = (urlsplit(website).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
    for prefix in MOBILE_PREFIXES:
        if host.removeprefix(prefix) in SHARED_HOSTS:
            return ""
    return host.removeprefix("www.")


Item = TypeVar("Item")


class NameIndex(Generic[Item]):
    """Finds similar names without comparing every name with every other."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[str, tuple[str, ...]], list[tuple[Name, Item]]] = defaultdict(list)

    def add(self, title: str, item: Item) -> None:
        """Remember ``item`` under ``title``."""
        name = name_of(title)
        for block in self._keys(name):
            self._blocks[block, name.numbers].append((name, item))

    def similar(self, title: str) -> list[Item]:
        """The items whose name is similar to ``title``, those that share most with it first."""
        name = name_of(title)
        found: Counter[Item] = Counter()
        for block in self._keys(name):
            candidates = self._blocks.get((block, name.numbers), [])
            if len(candidates) <= COMMONPLACE:
                found.update({item for other, item in candidates if are_similar(name, other)})
        return [item for item, _shared in found.most_common()]

    @staticmethod
    def _keys(name: Name) -> set[str]:
        """The words, the whole, and its first and last letters, so that a misspelt word still meets its twin."""
        whole = name.joined
        return {*name.words, f"={whole}", f"^{whole[:3]}", f"${whole[-3:]}"}
