"""The JSON Schema of what tgclean writes."""

from __future__ import annotations

from typing import Any

import msgspec

from tgclean.ledger import SCHEMA as LEDGER_SCHEMA
from tgclean.ledger import Header, Row
from tgclean.model import SCHEMA, Record
from tgclean.stats import SCHEMA as STATS_SCHEMA
from tgclean.stats import Stats

_KINDS: dict[str, tuple[tuple[type, ...], str]] = {
    "record": ((Record,), SCHEMA),
    "ledger": ((Header, Row), LEDGER_SCHEMA),
    "stats": ((Stats,), STATS_SCHEMA),
}


def schema_of(kind: str) -> bytes:
    """Return the JSON Schema of a "record", a line of a "ledger" or the "stats", indented, LF at the end."""
    types, name = _KINDS[kind]
    _, parts = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    for part in parts.values():
        part["required"] = list(part.get("properties", ()))  # no key is ever left out
    parts[types[0].__name__]["properties"]["schema"] = {"const": name}
    own: dict[str, Any] = parts.pop(types[0].__name__) if len(types) == 1 else {
        "oneOf": [{"$ref": f"#/$defs/{one.__name__}"} for one in types]
    }  # fmt: skip
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **own, "$defs": parts}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"
