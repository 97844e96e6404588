"""Introductions that the platform proposes."""

from __future__ import annotations

from collections.abc import Sequence

from weft.v1 import introduction_pb2, introduction_service_pb2

from partner.connection import Connection
from partner.network_name import NetworkName, id_of


def propose(weft: Connection, network: NetworkName, as_member: str, members: Sequence[str], note: str, purpose: str,
            request_id: str) -> introduction_pb2.Introduction:
    """With `as_member` the platform passes on that member's wish: one of `members` is whom they want to meet, two or
    three are people they know and introduce to each other. Without, the platform proposes in the network's name."""
    request = introduction_service_pb2.ProposeIntroductionRequest(
        parent=str(network), as_member=network.member(as_member) if as_member else "",
        members=[network.member(member) for member in members], note=note, purpose=purpose, request_id=request_id)
    return weft.write(weft.introductions.ProposeIntroduction, request)


def proposal_text(introduction: introduction_pb2.Introduction) -> str:
    sides = " and ".join(side.display_name or id_of(side.member) for side in introduction.sides)
    lines = [f"{introduction.name}: {sides}"]
    if introduction.HasField("expire_time"):
        lines.append(f"Open until {introduction.expire_time.ToJsonString()}. Contact details pass when all have said "
                     "yes, and not before.")
    for side in introduction.sides:
        lines += [f"  For {id_of(side.member)}: {reason.text}" for reason in side.reasons]
    return "\n".join(lines)
