"""What has to be done so that the network holds what the platform's file says. Pure: calls nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from weft.v1 import member_pb2

from partner.ledger import Ledger
from partner.profile import Profile

_PARTICIPATION = "participation."


@dataclass(frozen=True)
class Kept:
    """The file says one thing, the member has said another to Weft: the member's word stays."""

    member_id: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A member to be changed: only these paths, and only if the etag is still this one."""

    profile: Profile
    paths: tuple[str, ...]
    etag: str


@dataclass
class SyncPlan:
    new: list[Profile] = field(default_factory=list)
    unsure: list[Profile] = field(default_factory=list)  # There, but the run that sent them was cut short.
    changed: list[Change] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)  # This platform's, no longer in the file: to be erased.
    erased: list[str] = field(default_factory=list)  # Brought before, erased in Weft since: not brought again.
    others: list[str] = field(default_factory=list)  # In the network, but not brought by this platform: not touched.


def make_plan(profiles: Mapping[str, Profile], present: Mapping[str, member_pb2.Member], ledger: Ledger) -> SyncPlan:
    """`present`: all members of the network, by id."""
    plan = SyncPlan()
    for member_id, profile in profiles.items():
        member = present.get(member_id)
        if member is None and (ledger.is_held(member_id) or member_id in ledger.erased_ids()):
            plan.erased.append(member_id)
        elif member is None:
            plan.new.append(profile)
        elif member_id not in ledger.ids():
            plan.others.append(member_id)
        elif not ledger.is_held(member_id):
            plan.unsure.append(profile)
        else:
            _compare(profile, member, ledger, plan)
    plan.gone = sorted(ledger.ids() - profiles.keys())
    return plan


def _compare(profile: Profile, member: member_pb2.Member, ledger: Ledger, plan: SyncPlan) -> None:
    kept = kept_fields(profile, member)
    if kept:
        plan.kept.append(Kept(profile.member_id, kept))
    paths = changed_paths(profile, member, ledger.sent_marks(profile.member_id))
    if paths:
        plan.changed.append(Change(profile, paths, member.etag))
    else:
        plan.unchanged.append(profile.member_id)


def kept_fields(profile: Profile, member: member_pb2.Member) -> tuple[str, ...]:
    """What the file states otherwise than the member has."""
    said = member.participation
    asked = profile.member.participation
    return tuple(
        name for name in profile.stated
        if name in said.spoken_fields and getattr(said, name) != getattr(asked, name)
    )


def changed_paths(profile: Profile, member: member_pb2.Member, sent: Mapping[str, str]) -> tuple[str, ...]:
    """Where the platform's own record has changed since it was last sent. What has changed in Weft alone (a member who
    edits their profile in a chat) stays; and what the member has spoken on is not even asked for."""
    spoken = {_PARTICIPATION + name for name in member.participation.spoken_fields}
    return tuple(path for path, mark in profile.marks().items() if mark != sent.get(path) and path not in spoken)
