"""What a synchronization has done, for people and for programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from partner.sync_plan import Kept

_SHOWN_MAX = 20  # Of a list for people; --json has them all.


@dataclass
class SyncReport:
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    erased: int = 0
    kept: list[Kept] = field(default_factory=list)
    erased_in_weft: list[str] = field(default_factory=list)
    of_others: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return asdict(self)

    def __str__(self) -> str:
        lines = [f"{self.created} created, {self.updated} updated, {self.unchanged} unchanged, {self.erased} erased"]
        lines += _section("Kept, because the member has said so to Weft:",
                          [f"{kept.member_id}: {', '.join(kept.fields)}" for kept in self.kept])
        lines += _section("Erased in Weft and not brought again (--bring-back ID, if the member wants to):",
                          self.erased_in_weft)
        lines += _section("In the network already, brought by others, not touched (--adopt, if they are yours):",
                          self.of_others)
        lines += _section("Not in order:", self.problems)
        return "\n".join(lines)


def _section(title: str, entries: list[str]) -> list[str]:
    if not entries:
        return []
    more = [f"  and {len(entries) - _SHOWN_MAX} more"] if len(entries) > _SHOWN_MAX else []
    return [title] + [f"  {entry}" for entry in entries[:_SHOWN_MAX]] + more
