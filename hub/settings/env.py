"""Typed values from the environment; a missing or wrong one stops the start with a sentence naming it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

_env = Env()


class WrongSettingError(ImproperlyConfigured):
    """A value of the environment is missing or wrong; the message names it and is all that anybody needs to read."""


def _read(parse: Callable[..., Any], name: str, default: Any) -> Any:
    options = {} if default is ... else {"default": default}
    try:
        return parse(name, **options)
    except EnvError as error:
        raise WrongSettingError(f"The environment variable {name} is missing or wrong: {error}") from error


def text(name: str, default: Any = ...) -> str:
    """A non-empty string; required when no default is given."""
    value: str = _read(_env.str, name, default)
    if value == "" and default is ...:
        raise WrongSettingError(f"The environment variable {name} is empty; it needs a value.")
    return value


def number(name: str, default: Any = ...) -> int:
    """A whole number."""
    value: int = _read(_env.int, name, default)
    return value


def flag(name: str, default: Any = ...) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off."""
    value: bool = _read(_env.bool, name, default)
    return value


def words(name: str, default: Any = ...) -> list[str]:
    """A list of words separated by commas; at least one when no default is given."""
    value: list[str] = _read(_env.list, name, default)
    kept = [word.strip() for word in value if word.strip()]
    if not kept and default is ...:
        raise WrongSettingError(f"The environment variable {name} is empty; it needs at least one word.")
    return kept


def database(name: str, default: Any = ...) -> dict[str, Any]:
    """A ``DATABASES`` entry from an address such as ``postgres://user:secret@host/name``."""
    value: dict[str, Any] = _read(_env.dj_db_url, name, default)
    return value
