"""The JSON Schema of what tgclean writes."""

from __future__ import annotations

from typing import Any

import msgspec

from tgclean.model import SCHEMA, Record
from tgclean.stats import SCHEMA as STATS_SCHEMA
from tgclean.stats import Stats

_KINDS: dict[str, tuple[type, str]] = {"record": (Record, SCHEMA), "stats": (Stats, STATS_SCHEMA)}


def schema_of(kind: str) -> bytes:
    """Return the JSON Schema of a "record" or of the "stats", as indented JSON with LF at the end."""
    type_, name = _KINDS[kind]
    _, parts = msgspec.json.schema_components([type_], ref_template="#/$defs/{name}")
    own: dict[str, Any] = parts.pop(type_.__name__)
    for part in (own, *parts.values()):
        part["required"] = list(part.get("properties", ()))  # no key is ever left out
    own["properties"]["schema"] = {"const": name}
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **own, "$defs": parts}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"
