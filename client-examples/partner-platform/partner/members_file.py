"""The platform's own members file: JSON lines, one member a line."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from partner.network_name import NetworkName
from partner.profile import KNOWN_KEYS, BadRecord, Profile, profile_of


@dataclass
class MembersFile:
    """What was read. A line that cannot be read does not keep the others back."""

    profiles: dict[str, Profile] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)  # Of each member, from 1.
    problems: list[str] = field(default_factory=list)  # "line 12: …"
    unknown_keys: Counter[str] = field(default_factory=Counter)

    @classmethod
    def read(cls, path: Path, network: NetworkName) -> MembersFile:
        """OSError if there is no such file."""
        found = cls()
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    found._take(number, line, network)
        return found

    def _take(self, number: int, line: bytes, network: NetworkName) -> None:
        try:
            record = json.loads(line)  # ValueError also where it is not UTF-8.
        except ValueError as error:
            self.problems.append(f"line {number}: is not JSON: {error}")
            return
        if not isinstance(record, dict):
            self.problems.append(f"line {number}: is not an object")
            return
        try:
            profile = profile_of(record, network)
        except BadRecord as error:
            self.problems.append(f"line {number}: {error}")
            return
        if profile.member_id in self.profiles:
            first = self.lines[profile.member_id]
            self.problems.append(f"line {number}: {profile.member_id} stands in line {first} already")
            return
        self.unknown_keys.update(record.keys() - KNOWN_KEYS)
        self.profiles[profile.member_id] = profile
        self.lines[profile.member_id] = number
