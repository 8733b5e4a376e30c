"""The text of a cell → the value of a field, or the reason why not."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.html import escape
from django.utils.translation import gettext as _

from hub.choices import HelixSector
from hub.geography import LATITUDE, LONGITUDE, Coordinate
from hub.models.records import LEAD_MAX_LENGTH
from hub.plain_text import one_plain_line
from hub.slugs import MAX_LENGTH, slug_for
from partners.imports.columns import heading_key
from partners.imports.stock import Stock, Terms
from partners.models.partner import EARLIEST_YEAR, latest_founding_year

COORDINATE_STEP = Decimal("0.00001")
TITLE_MAX_LENGTH = 200
PLACE_MAX_LENGTH = 120
WEBSITE_MAX_LENGTH = 200
TAG_MAX_LENGTH = 100
MAX_TAGS = 30
SECTOR_NAMES: Mapping[str, HelixSector] = {
    heading_key(name): sector
    for sector, names in {
        HelixSector.EDUCATION: (
            "education",
            "education and research",
            "research",
            "uddannelse",
            "uddannelse og forskning",
            "forskning",
            "viden",
        ),
        HelixSector.BUSINESS: (
            "business",
            "industry",
            "private",
            "erhverv",
            "erhvervsliv",
            "erhvervslivet",
            "virksomhed",
            "privat",
        ),
        HelixSector.PUBLIC: (
            "public",
            "public sector",
            "government",
            "offentlig",
            "offentlig sektor",
            "den offentlige sektor",
            "det offentlige",
            "myndighed",
        ),
        HelixSector.CIVIL_SOCIETY: ("civil society", "civil_society", "civilsamfund", "civilsamfundet", "forening"),
    }.items()
    for name in names
}


class CellError(Exception):
    """A cell's text is no value of its field; the message says why, in the reader's language."""


def read_cell(field: str, text: str, stock: Stock) -> Any:
    """The value of ``field`` that ``text`` stands for. Raises ``CellError``."""
    return _READERS[field](text, stock)


def _line(limit: int) -> Callable[[str, Stock], str]:
    def read(text: str, stock: Stock) -> str:
        line = " ".join(text.split())
        _check_length(line, limit)
        _check_seen(line)
        return line

    return read


def _lines(limit: int | None) -> Callable[[str, Stock], str]:
    def read(text: str, stock: Stock) -> str:
        joined = "\n".join(line.strip() for line in text.splitlines()).strip()
        if limit:
            _check_length(joined, limit)
        return joined

    return read


def _check_length(text: str, limit: int) -> None:
    if len(text) > limit:
        raise CellError(
            _("The text has %(count)d characters; at most %(limit)d are allowed.")
            % {"count": len(text), "limit": limit}
        )


def _check_seen(line: str) -> None:
    try:
        one_plain_line(line)
    except ValidationError as error:
        raise CellError(" ".join(error.messages)) from error


def _rich_text(text: str, stock: Stock) -> str:
    """Plain text as paragraphs; markup in it is shown as it was typed."""
    paragraphs = re.split(r"\n\s*\n", "\n".join(line.strip() for line in text.splitlines()).strip())
    return "".join(f"<p>{escape(paragraph).replace(chr(10), '<br/>')}</p>" for paragraph in paragraphs if paragraph)


def _slug(text: str, stock: Stock) -> str:
    slug = text.strip().strip("/").rsplit("/", 1)[-1].lower()
    if slug != slug_for(slug) or len(slug) > MAX_LENGTH:
        raise CellError(
            _("“%(text)s” can’t be an address: use at most %(limit)d small letters a–z, digits and hyphens.")
            % {"text": text[:80], "limit": MAX_LENGTH}
        )
    return slug


def _sector(text: str, stock: Stock) -> str:
    sector = SECTOR_NAMES.get(heading_key(text)) or _sector_labels().get(heading_key(text))
    if sector is None:
        known = ", ".join(str(sector.label) for sector in HelixSector)
        raise CellError(_("Unknown sector “%(text)s”. Use one of: %(known)s.") % {"text": text[:80], "known": known})
    return sector.value


def _sector_labels() -> dict[str, HelixSector]:
    """The labels in the reader's language, as a translator may have changed them."""
    return {heading_key(str(sector.label)): sector for sector in HelixSector}


def _sectors(text: str, stock: Stock) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_sector(part, stock) for part in _parts(text)))


def _parts(text: str) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"[;,\n]", text) if part.strip()]


def _term(terms_of: Callable[[Stock], Terms]) -> Callable[[str, Stock], int]:
    def read(text: str, stock: Stock) -> int:
        terms = terms_of(stock)
        pk = terms.by_name.get(heading_key(text))
        if pk is None:
            known = ", ".join(terms.labels[:20]) or "–"
            raise CellError(_("Unknown value “%(text)s”. Use one of: %(known)s.") % {"text": text[:80], "known": known})
        return pk

    return read


def _year(text: str, stock: Stock) -> int:
    found = re.fullmatch(r"(\d{3,4})(-\d\d-\d\d)?", text.strip())
    latest = latest_founding_year()
    if not found or not EARLIEST_YEAR <= int(found[1]) <= latest:
        raise CellError(
            _("“%(text)s” is not a year from %(first)s to %(last)s.")
            % {"text": text[:80], "first": str(EARLIEST_YEAR), "last": str(latest)}
        )
    return int(found[1])


def _website(text: str, stock: Stock) -> str:
    address = text.strip()
    if "://" not in address:
        address = f"https://{address}"
    scheme, _separator, rest = address.partition("://")
    address = f"{scheme.lower()}://{rest}"
    try:
        URLValidator(schemes=["http", "https"])(address)
        urlsplit(address)
    except (ValidationError, ValueError) as error:
        raise CellError(_("“%(text)s” is not a web address.") % {"text": text[:80]}) from error
    _check_length(address, WEBSITE_MAX_LENGTH)
    return address


def _cvr(text: str, stock: Stock) -> str:
    digits = re.sub(r"^DK|[\s.-]", "", text.strip().upper())
    if not re.fullmatch(r"[0-9]{8}", digits):
        raise CellError(_("“%(text)s” is not a CVR number: it has eight digits.") % {"text": text[:80]})
    return digits


def _email(text: str, stock: Stock) -> str:
    address = text.strip().removeprefix("mailto:")
    try:
        validate_email(address)
    except ValidationError as error:
        raise CellError(_("“%(text)s” is not an e-mail address.") % {"text": text[:80]}) from error
    return address


def _coordinate(coordinate: Coordinate) -> Callable[[str, Stock], Decimal]:
    def read(text: str, stock: Stock) -> Decimal:
        # Spreadsheets write a minus sign of their own, and a comma in Denmark.
        plain = text.strip().rstrip("°").replace(",", ".").replace("−", "-")
        try:
            value = Decimal(plain)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or abs(value) > coordinate.limit:
            raise CellError(
                _("“%(text)s” is not a number of degrees from −%(limit)d to %(limit)d.")
                % {"text": text[:80], "limit": coordinate.limit}
            )
        return value.quantize(COORDINATE_STEP)

    return read


def _tags(text: str, stock: Stock) -> tuple[str, ...]:
    words = _parts(text)
    for word in words:
        _check_length(word, TAG_MAX_LENGTH)
        _check_seen(word)
        if word.casefold() in stock.tags.withdrawn:
            raise CellError(_("The tag “%(word)s” has been withdrawn and can’t be given.") % {"word": word})
    if len(words) > MAX_TAGS:
        raise CellError(_("%(count)d tags; at most %(limit)d are allowed.") % {"count": len(words), "limit": MAX_TAGS})
    return stock.tags.heirs(words)


_READERS: Mapping[str, Callable[[str, Stock], Any]] = {
    "title_da": _line(TITLE_MAX_LENGTH),
    "title_en": _line(TITLE_MAX_LENGTH),
    "slug": _slug,
    "sector": _sector,
    "further_sectors": _sectors,
    "kind": _term(lambda stock: stock.kinds),
    "scope": _term(lambda stock: stock.scopes),
    "parent": _line(TITLE_MAX_LENGTH),
    "founded_year": _year,
    "website": _website,
    "cvr": _cvr,
    "contact_email": _email,
    "place": _line(PLACE_MAX_LENGTH),
    "latitude": _coordinate(LATITUDE),
    "longitude": _coordinate(LONGITUDE),
    "tags": _tags,
    "lead_da": _lines(LEAD_MAX_LENGTH),
    "lead_en": _lines(LEAD_MAX_LENGTH),
    "body_da": _rich_text,
    "body_en": _rich_text,
    "source": _lines(None),
}
