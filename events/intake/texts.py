"""Texts of feeds as plain lines, without what hides, dresses up or names people. Pure; no Django."""

import html
import re
import unicodedata
from urllib.parse import urlsplit

MAX_TITLE = 200
MAX_LOCATION = 300
MAX_DESCRIPTION = 20_000
MAX_URL = 200
MAX_CATEGORIES = 20
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
_MAIL = re.compile(r"(?:mailto:)?[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,2000}>")
_MARKUP = re.compile(r"<(?:p|br|a|b|i|u|div|span|strong|em|ul|ol|li|h[1-6]|table|html|body|font|img)\b[^<>]*>", re.I)
_NOT_TEXT = re.compile(r"<(script|style|head|template|noscript|svg|math|iframe)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)


def one_line(text: str, limit: int) -> str:
    """``text`` on one line, without tags and unseen signs, at most ``limit`` signs long."""
    text = text[: limit * 20]
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", _NOT_TEXT.sub(" ", text))
    line = " ".join(_seen(_MAIL.sub("…", text)).split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def paragraphs(text: str) -> str:
    """A longer text without unseen signs and mail addresses; its lines stay."""
    text = _NOT_TEXT.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")[: 4 * MAX_DESCRIPTION])
    return _MAIL.sub("…", _seen(text))[:MAX_DESCRIPTION].strip()


def is_markup(text: str) -> bool:
    """Whether a text that should be plain is HTML after all."""
    return _MARKUP.search(text) is not None


def web_address(text: str) -> str:
    """``text`` if it is the address of a public page that fits, else nothing."""
    text = text.strip()
    try:
        parts = urlsplit(text)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return ""
    is_clean = not any(unicodedata.category(sign) in _UNSEEN or sign.isspace() or sign in '<>"\\' for sign in text)
    return text if is_good and is_clean and len(text) <= MAX_URL else ""


def words(texts: list[str]) -> tuple[str, ...]:
    """Categories: short lines, each once."""
    lines = [one_line(text, 60) for text in texts]
    return tuple(dict.fromkeys(line for line in lines if line))[:MAX_CATEGORIES]


def _seen(text: str) -> str:
    return "".join(
        sign if sign in "\n\t" or unicodedata.category(sign) not in _UNSEEN else (" " if sign in "\u2028\u2029" else "")
        for sign in text
    )
