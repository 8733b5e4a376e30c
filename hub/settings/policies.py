"""What browsers may do with the hub's pages: two content security policies and the permissions policy.

Public pages and the portal live under the strict one: everything comes from this host and from files, nothing is
written inline, and scripts cannot turn text into code (trusted types). ``hub-worker`` is the one policy for trusted
addresses: it lets ``static/js/frame.js`` register the service worker.

Wagtail's admin cannot: its templates carry inline scripts and styles, its editor makes elements from strings and shows
pictures from memory before they are uploaded. What it needs is allowed below ``/admin/`` only, and in previews, which
the admin shows inside itself.
"""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE


def media_origin(media_url: str) -> list[str]:
    """The origin that pictures come from where media lie in object storage; nothing where they lie here."""
    parts = urlsplit(media_url)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def public_policy(media_url: str) -> dict[str, Any]:
    """The strict policy, in the form of django-csp."""
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": [SELF, *media_origin(media_url)],
            "font-src": [SELF],
            "connect-src": [SELF],
            "manifest-src": [SELF],
            "worker-src": [SELF],
            "form-action": [SELF],
            "base-uri": [NONE],
            "frame-ancestors": [SELF],
            "require-trusted-types-for": ["'script'"],
            "trusted-types": ["hub-worker"],
        }
    }


def admin_policy(media_url: str) -> dict[str, Any]:
    """The looser policy of Wagtail's admin: inline scripts and styles, pictures from memory; still one host only."""
    return {
        "DIRECTIVES": {
            "default-src": [SELF],
            "script-src": [SELF, UNSAFE_INLINE],
            "style-src": [SELF, UNSAFE_INLINE],
            "img-src": [SELF, "data:", "blob:", *media_origin(media_url)],
            "frame-src": [SELF],
            "object-src": [NONE],
            "form-action": [SELF],
            "base-uri": [SELF],
            "frame-ancestors": [SELF],
        }
    }


# The hub asks for none of a device's powers.
PERMISSIONS_POLICY = ", ".join(
    f"{power}=()"
    for power in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "microphone",
        "midi",
        "payment",
        "usb",
        "xr-spatial-tracking",
    )
)
