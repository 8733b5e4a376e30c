"""Short marks of what was typed, so that a later saving knows what it started from."""

import hashlib
import json

from partners.portal.proposals_fields import (
    Raw,
)


def digests(raw: Raw) -> str:
    """A short mark of each field's text, so that a later saving knows what it started from."""
    return json.dumps({name: digest(values) for name, values in sorted(raw.items())}, separators=(",", ":"))


def digest(values: list[str]) -> str:
    """A short mark of one field's text."""
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:10]
