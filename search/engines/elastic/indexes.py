"""The indexes of a hub on its cluster, and the aliases that say what each is for.

An index is named ``PREFIX-HASH-TIME``; the hash is that of its mapping and settings. Three aliases point to them:

- ``PREFIX-HASH`` is searched. A hub with another mapping asks for another name, finds nothing there and says so.
- ``PREFIX-live`` is the index that is searched, ``PREFIX-next`` the one that is being filled: writes go to both.

What has none of them is the index before, or one whose filling was given up; the next rebuild removes it.
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.base import EngineRefused
from search.engines.elastic.mapping import index_body, mapping_hash

_NAME_END = r"-[0-9a-f]{8}-\d{20}"


@dataclass(frozen=True, slots=True)
class Layout:
    """The indexes that are there, by what they are for; ``searched`` is what this version of the hub searches."""

    live: str = ""
    searched: str = ""
    filled: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """The indexes that writes go to."""
        return tuple(name for name in (self.live, *self.filled) if name)


class Indexes:
    """The indexes with one prefix."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.live, self.next = f"{prefix}-live", f"{prefix}-next"

    @cached_property
    def searched(self) -> str:
        """The alias that this version of the hub searches."""
        return f"{self.prefix}-{mapping_hash()}"

    def layout(self, client: Elasticsearch) -> Layout:
        """What is there now. Indexes of other hubs, whose prefix may begin like this one, are left out."""
        ours = re.compile(re.escape(self.prefix) + _NAME_END)
        found = client.indices.get_alias(index=f"{self.prefix}-*")
        aliases = {name: set(entry["aliases"]) for name, entry in found.items() if ours.fullmatch(name)}

        def with_alias(alias: str) -> tuple[str, ...]:
            return tuple(name for name in sorted(aliases) if alias in aliases[name])

        live, searched, filled = with_alias(self.live), with_alias(self.searched), with_alias(self.next)
        others = tuple(sorted(aliases.keys() - {*live, *searched, *filled}))
        return Layout("".join(live[:1]), "".join(searched[:1]), filled, others)

    def create(self, client: Elasticsearch) -> str:
        """Make the index that is filled next, and remove those that nobody needs any more."""
        layout = self.layout(client)
        for name in (*layout.filled, *layout.others):
            client.indices.delete(index=name, ignore_unavailable=True)
        name = f"{self.searched}-{dt.datetime.now(dt.UTC):%Y%m%d%H%M%S%f}"
        client.indices.create(index=name, aliases={self.next: {}}, **index_body(refresh_interval="-1"))
        return name

    def swap(self, client: Elasticsearch, name: str) -> None:
        """Search ``name`` from now on, in one step; fails if another rebuild has taken its place."""
        layout = self.layout(client)
        if name not in layout.filled:
            raise EngineRefused(f"Another rebuild has taken the place of {name}.")
        client.indices.put_settings(index=name, settings={"index": {"refresh_interval": None}})
        client.indices.refresh(index=name)
        actions: list[dict[str, dict[str, Any]]] = [
            {"remove": {"index": name, "alias": self.next}},
            {"add": {"index": name, "aliases": [self.live, self.searched]}},
        ]
        for index, alias in ((layout.live, self.live), (layout.searched, self.searched)):
            if index:
                actions.append({"remove": {"index": index, "alias": alias}})
        client.indices.update_aliases(actions=actions)
