"""Where introductions stand, as far as the event stream has told."""

from __future__ import annotations

from typing import Any

from weft.v1 import introduction_pb2

from partner.network_name import id_of
from partner.state_folder import StateFolder

_Introduction = introduction_pb2.Introduction
_Event = introduction_pb2.IntroductionEvent


class IntroductionBoard:
    """One small file an introduction, for the rest of the platform to read: state, sides, events. Replace it with your
    own database; what matters is that an event told twice is taken once."""

    def __init__(self, folder: StateFolder):
        self._folder = folder

    def has(self, event: _Event) -> bool:
        """The event was taken before."""
        return _told(event) in self._entry(event.introduction)["events"]

    def take(self, event: _Event) -> None:
        """Writes the event down, once: the stream tells each at least once, and again those that were not yet
        remembered when the program was killed."""
        entry = self._entry(event.introduction)
        told = _told(event)
        if told not in entry["events"]:
            entry["events"].append(told)
        self._put(entry, event.introduction)

    def note(self, introduction: _Introduction) -> None:
        """What a list says, without an event."""
        self._put(self._entry(introduction), introduction)

    def _entry(self, introduction: _Introduction) -> dict[str, Any]:
        return self._folder.read(_file_of(introduction)) or {"name": introduction.name, "events": []}

    def _put(self, entry: dict[str, Any], introduction: _Introduction) -> None:
        # As it is now, which may be later than the event: an event that is told again brings nothing back.
        entry["state"] = _Introduction.State.Name(introduction.state).removeprefix("STATE_")
        # Names of resources only: whoever leaves leaves no words here.
        entry["members"] = [side.member for side in introduction.sides]
        self._folder.write(_file_of(introduction), entry)


def event_type(event: _Event) -> str:
    return _Event.Type.Name(event.type).removeprefix("TYPE_")


def _told(event: _Event) -> dict[str, str]:
    return {"type": event_type(event), "time": event.time.ToJsonString(), "member": event.member}


def _file_of(introduction: _Introduction) -> str:
    return f"introductions/{id_of(introduction.name)}.json"
