"""From a line of the platform's own members file to what Weft knows of a member.

This is the file to change if your records look different."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from weft.v1 import member_pb2

from partner.network_name import NetworkName

_TEXTS = ("display_name", "bio", "organization", "timezone")
_LISTS = ("interests", "offers", "needs", "circles", "languages")
_RHYTHMS: dict[str, int] = {
    "weekly": member_pb2.Participation.RHYTHM_WEEKLY,
    "fortnightly": member_pb2.Participation.RHYTHM_FORTNIGHTLY,
    "monthly": member_pb2.Participation.RHYTHM_MONTHLY,
    "on request": member_pb2.Participation.RHYTHM_ON_REQUEST,
}
# A platform may pass on a no. A yes is the member's own to say to Weft, or stands on a ground: README.md, Consent.
_WORDS: dict[str, int] = {
    "refused": member_pb2.Participation.WORD_REFUSED,
    "not said": member_pb2.Participation.WORD_UNSPECIFIED,
}
PROFILE_FIELDS = _TEXTS + _LISTS
_PARTICIPATION = ("being_found", "being_introduced", "introductions_per_month", "rhythm")
KNOWN_KEYS = frozenset(("id", "email") + PROFILE_FIELDS + _PARTICIPATION)


class BadRecord(ValueError):
    """What is wrong with a record, in words for whoever keeps the file."""


@dataclass
class Profile:
    """What the platform says of one member."""

    member_id: str
    member: member_pb2.Member
    # Fields of Participation that the record states; those it leaves out stay as they are in Weft.
    stated: list[str] = field(default_factory=list)
    email: str = ""

    def marks(self) -> dict[str, str]:
        """A short digest of each path of an update mask: what changes when the platform's record changes."""
        values = {path: repr(getattr(self.member, path)) for path in PROFILE_FIELDS}
        for name in self.stated:
            values[f"participation.{name}"] = repr(getattr(self.member.participation, name))
        return {path: _mark(value) for path, value in values.items()}

    def email_mark(self) -> str:
        return _mark(self.email) if self.email else ""


def profile_of(record: dict[str, Any], network: NetworkName) -> Profile:
    """Checks that values are of the right kind. How long and how many they may be, Weft checks, and names the field.
    BadRecord says what is wrong."""
    member_id = record.get("id")
    if not isinstance(member_id, str) or not member_id or "/" in member_id:
        raise BadRecord("id is missing or not a plain id; every member needs one that never changes")
    profile = Profile(member_id, member_pb2.Member(name=network.member(member_id)))
    for key in _TEXTS:
        setattr(profile.member, key, _text(record, key))
    for key in _LISTS:
        getattr(profile.member, key).extend(_phrases(record, key))
    profile.email = _text(record, "email")
    for key in _PARTICIPATION:
        if key in record:
            setattr(profile.member.participation, key, _stated(record, key))
            profile.stated.append(key)
    return profile


def _text(record: dict[str, Any], key: str) -> str:
    value = record.get(key, "")
    if not isinstance(value, str):
        raise BadRecord(f"{key} is {value!r}; expected a text")
    return value


def _phrases(record: dict[str, Any], key: str) -> list[str]:
    value = record.get(key, [])
    if not isinstance(value, list) or not all(isinstance(phrase, str) for phrase in value):
        raise BadRecord(f"{key} is {value!r}; expected a list of texts")
    return value


def _stated(record: dict[str, Any], key: str) -> int:
    value = record[key]
    if key == "introductions_per_month":
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 31:
            raise BadRecord(f"{key} is {value!r}; expected 0 to 31")
        return value
    choices = _RHYTHMS if key == "rhythm" else _WORDS
    if not isinstance(value, str) or value not in choices:
        more = "; a yes is the member's own to say: README.md, Consent" if value == "agreed" else ""
        raise BadRecord(f"{key} is {value!r}; expected one of {', '.join(choices)}{more}")
    return choices[value]


def _mark(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()[:16]
