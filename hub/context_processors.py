"""What every page's template knows."""

from typing import Any

from django.http import HttpRequest


def hub(request: HttpRequest) -> dict[str, Any]:
    """Site settings and navigation; read only where a template asks."""
    return {}
