"""The facts that the hub starts with: JSON files in ``hub/data``, each naming its sources."""

import json
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"


@cache
def facts(name: str) -> Any:
    """The content of ``hub/data/<name>.json``; read once, never to be changed by the caller."""
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
