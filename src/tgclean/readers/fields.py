"""What the fields of a row mean: one table of the names by which sources call them, and their values made plain.

Sources: exports of Telegram Desktop; `to_dict` of Telethon, `__str__` of Pyrogram; snscrape, tdl, 4CAT, TGDataset;
spreadsheets and web corpora as people publish them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from tgclean.errors import InputError
from tgclean.model import SCHEMA, Record
from tgclean.options import Options

NAMES = {
    "text": (
        "text", "message", "content", "body", "caption", "message_text", "post_text", "full_text", "raw_text",
        "cleaned_message",
    ),
    "channel": ("channel", "channel_name", "channel_title", "chat", "chat_name", "chat_title", "channel_username"),
    "author": (
        "author_name", "author", "author_signature", "post_author", "signature", "from", "from_user", "sender",
        "sender_name",
    ),
    "url": ("url", "link", "message_link", "post_link", "post_url", "permalink"),
    "date": (
        "date_unixtime", "unix_timestamp", "date", "timestamp", "datetime", "created_at", "published", "original_date",
    ),
    "message_id": ("message_id", "id", "msg_id"),
    "forwarded_from": (
        "forwarded_from", "forwarded_from_name", "author_forwarded_from_name", "fwd_from", "forward_from_chat",
        "forward_from", "forward_sender_name", "forwarded",
    ),
    "edited": ("edited_unixtime", "edited", "edit_date", "unix_timestamp_edited", "timestamp_edited"),
    "album": ("grouped_id", "media_group_id"),
    "chat": ("peer_id", "chat_id", "channel_id"),
}  # fmt: skip
"""For each meaning the names of its field, the first that says something counts; `tgclean dedupe --help` has options
for other names."""

_TITLES = ("title", "name", "from_name", "first_name", "username")
"""In an object that names a chat or person."""
_MADE = frozenset(Record.__struct_fields__)
"""A record that is read again has some of these of its own; the others are made anew."""
_TWINS = {"date_unixtime": "date", "unix_timestamp": "timestamp"}
"""What says the same in local time."""
_TYPES = {bool: "a boolean", int: "a number", float: "a number", list: "a list", dict: "an object"}
_NOTHING = frozenset(("", "0", "nan", "none", "null", "false", "nat"))
_MOST_SECONDS = 10**11  # as unix time; beyond it, milliseconds
_LOCAL_DATE = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})(?:,? (\d\d?:\d\d(?::\d\d)?))?")
"""Day, month, year and time, as much of Europe writes them; with slashes nobody knows which is the day."""
_LEAST_SECONDS = 10**8  # below it a number is no date, and 20240728 is a day
_MOST_SHAPES = 256  # of rows are remembered; an input has one or a few


@dataclass(slots=True)
class Row:
    """A row or message: its 1-based number, the bytes at which it begins and ends, its fields.

    `own` holds what the reader itself knows of it, by the meanings of `NAMES`; it outweighs the fields.  `is_decoded`
    says that each U+FFFD in it was one before.
    """

    number: int
    fields: Mapping[str, Any]
    byte: int = 0
    byte_end: int = 0
    own: dict[str, str] = field(default_factory=dict)
    is_decoded: bool = True


def key_of(name: str) -> str:
    """Return the name of a field as `NAMES` has it: people write `Message ID` in spreadsheets.

    >>> key_of(" Message ID"), key_of("unix-timestamp")
    ('message_id', 'unix_timestamp')
    """
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


class Meanings:
    """Finds what the fields of rows mean, by `NAMES` and by the fields that options name."""

    def __init__(self, options: Options) -> None:
        named = {
            "text": options.text_field, "message_id": options.id_field, "date": options.date_field,
            "channel": options.channel_field,
        }  # fmt: skip
        self._names = {what: (named[what],) if named.get(what) else names for what, names in NAMES.items()}
        self.text_names = self._names["text"]
        self.is_date_unread = False
        """Whether the row that was asked for last has a date that is none of those known."""
        self._present: dict[tuple[object, ...], dict[str, list[str]]] = {}

    def present(self, fields: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return for each meaning the names that a row has; most rows of an input have the same."""
        again = fields.get("schema") == SCHEMA
        shape = (again, *fields)
        found = self._present.get(shape)
        if found is None:
            if len(self._present) == _MOST_SHAPES:
                self._present.clear()
            keys = {key_of(name): name for name in reversed([*fields])} | {name: name for name in fields}
            found = self._present[shape] = {
                what: [keys[name] for name in names if name in keys and (not again or name == what)]
                for what, names in self._names.items()
            }
        return found

    def text(self, row: Row, where: str) -> tuple[str, str]:
        """Return the text of a row, "" if it has none, and the name of its field.

        Raises: InputError if it is neither a text nor a list of parts.
        """
        if "text" in row.own:
            return row.own["text"], ""
        names = self.present(row.fields)["text"]
        for name in names:
            value = row.fields[name]
            if isinstance(value, list) and all(isinstance(part, str | dict) for part in value):
                value = _joined(value)
            if value is not None and not isinstance(value, str):
                kind = _TYPES.get(type(value), type(value).__name__)
                raise InputError(where, f"the field {name!r} is {kind}, not a text; --text-field names another")
            if value:
                return value, name
        return "", names[0] if names else ""

    def others(self, row: Row, text_name: str) -> tuple[dict[str, str], str]:
        """Return what a row says besides its text, by meaning ("" for nothing), and its other fields as JSON."""
        fields, again = row.fields, row.fields.get("schema") == SCHEMA
        spent: set[str] = set(_MADE) if again else set()
        if not (isinstance(fields.get(text_name), list) and _says_more(fields[text_name])):
            spent.add(text_name)
        found = {what: row.own.get(what, "") if what != "channel" else "" for what in NAMES}
        self.is_date_unread = False
        for what, names in self.present(fields).items():
            for name in names if what != "text" else ():
                value = fields[name]
                if value is None or value == "":
                    spent.add(name)
                elif not found[what] and (said := _READ.get(what, _told)(value)):
                    found[what] = said
                    if what not in _STILL_TOLD and not isinstance(value, dict):
                        spent.update((name, _TWINS.get(name, name)))
        found["channel"] = found["channel"] or row.own.get("channel", "")  # a message knows it better than its file
        dates = self.present(fields)["date"] if not found["date"] else []
        self.is_date_unread = any(_told(fields[name]) for name in dates)
        if found["author"] == found["channel"]:
            found["author"] = ""  # who posts in a channel is the channel
        if isinstance(entities := fields.get("text_entities"), list) and not _says_more(entities):
            spent.add("text_entities")
        rest = {name: value for name, value in fields.items() if name not in spent}
        extra = msgspec.json.encode(rest, enc_hook=str).decode() if rest else ""
        return found, extra or (_plain(fields.get("extra")) if again else "")


def _joined(parts: Sequence[Any]) -> str:
    """Return a text that is a list of strings and of objects with a text, as Telegram Desktop writes it."""
    return "".join(part if isinstance(part, str) else _plain(part.get("text")) for part in parts)


def _says_more(parts: Sequence[Any]) -> bool:
    """Return whether parts of a text say more than how it looks, such as where a link leads."""
    return any(isinstance(part, dict) and not part.keys() <= {"type", "text"} for part in parts)


def _name(value: object) -> str:
    if not isinstance(value, dict):
        return "" if isinstance(value, bool) else _told(value)
    found = next((value[key] for key in _TITLES if isinstance(value.get(key), str) and value[key]), "")
    last = value.get("last_name") if found and found == value.get("first_name") else None
    return f"{found} {last}" if isinstance(last, str) and last else found


def _told(value: object) -> str:
    """Return what a field says, "" for what data tools write where there is nothing."""
    said = _plain(value)
    return "" if said.lower() in _NOTHING else said


def _plain(value: object) -> str:
    return (
        "" if value is None else value if isinstance(value, str) else msgspec.json.encode(value, enc_hook=str).decode()
    )


def date_of(value: object) -> str:
    """Return ISO 8601: UTC with Z where the value has an offset or is unix time, else as local time; "" for no date.

    >>> date_of("2024-07-28 10:00"), date_of(1722150000), date_of("1722150000.0"), date_of("0"), date_of("28 July")
    ('2024-07-28T10:00:00', '2024-07-28T07:00:00Z', '2024-07-28T07:00:00Z', '', '')
    """
    try:
        if isinstance(value, datetime):
            return _iso(value)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, str):
            value = value.strip()
            if not value.replace(".", "", 1).isdecimal() or float(value) < _LEAST_SECONDS:
                if local := _LOCAL_DATE.fullmatch(value):
                    day, month, year, time = local.groups()
                    value = f"{year}-{month:0>2}-{day:0>2}" + (
                        f"T{time:0>{5 + 3 * (time.count(':') > 1)}}" if time else ""
                    )
                if len(value) <= len("2024-07-28"):
                    return date.fromisoformat(value).isoformat()  # a day without an hour has none
                return _iso(datetime.fromisoformat(value))
            value = float(value)
        if isinstance(value, int | float) and not isinstance(value, bool) and value >= _LEAST_SECONDS:
            seconds = value / 1000 if value >= _MOST_SECONDS else value
            return _iso(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))
    except (ValueError, OverflowError):
        pass  # what is no date we know stays in `extra`
    return ""


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z" if moment.tzinfo else moment.isoformat()


_READ: dict[str, Callable[[object], str]] = {
    "date": date_of, "edited": date_of, "channel": _name, "author": _name, "forwarded_from": _name,
}  # fmt: skip
_STILL_TOLD = frozenset(("edited", "album", "chat"))  # by `extra`, for a record has no place for it
