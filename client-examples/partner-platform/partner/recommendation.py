"""Whom a member may like to meet, and why."""

from __future__ import annotations

from weft.v1 import match_service_pb2, recommendation_pb2

from partner.connection import Connection

_KINDS = {
    recommendation_pb2.Recommendation.KIND_STRONG_FIT: "close match",
    recommendation_pb2.Recommendation.KIND_WEAK_TIE: "a wider circle",
}


def recommend(weft: Connection, member: str, count: int,
              purpose: str) -> match_service_pb2.RecommendCollaboratorsResponse:
    """The best for `member`, in the order in which to show them; `purpose` is what the member wants to start, or
    empty."""
    request = match_service_pb2.RecommendCollaboratorsRequest(member=member, page_size=count)
    if purpose:
        request.purpose.text = purpose
    return weft.read(weft.matches.RecommendCollaborators, request)


def recommendation_text(response: match_service_pb2.RecommendCollaboratorsResponse) -> str:
    """As a member may read it: reasons, and never a score."""
    if not response.recommendations:
        return "Nobody can be recommended at present."
    lines = []
    for number, entry in enumerate(response.recommendations, start=1):
        # A kind that a later Weft may have reads as none.
        kind = f" [{_KINDS[entry.kind]}]" if entry.kind in _KINDS else ""
        lines.append(f"{number}. {entry.display_name}{kind} {entry.member}")
        lines += [f"   - {reason.text}" for reason in entry.reasons]
    return "\n".join(lines)
