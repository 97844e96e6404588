"""Why a call to Weft failed."""

from __future__ import annotations

from dataclasses import dataclass, field

import grpc
from weft.v1 import error_details_pb2

_DETAILS_KEY = "grpc-status-details-bin"
_ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo"
_BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"

# What to do about it, by reason. Reasons are stable; Weft's sentences are for people and may change.
_ADVICE = {
    "ALREADY_PROPOSED": "They have been asked already; `follow` shows what comes of it.",
    "ALREADY_TIED": "They know each other, so there is nobody to introduce.",
    "DISK_FULL": "Tell whoever runs Weft: its disk is full.",
    "ETAG_MISMATCH": "Somebody was quicker: read it again, then decide again.",
    "MEMBER_HAS_SPOKEN": "Leave it as the member wants it.",
    "MEMBER_NOT_FOUND": "Bring the member in with `sync`, or look at the spelling: ids are case-sensitive.",
    "NETWORK_NOT_FOUND": "Look at the spelling of --network; `sync --create` makes a new network.",
    "NOT_ACQUAINTED": "Only who knows both introduces them. Leave out --as to propose it in the network's name.",
    "NOT_AVAILABLE": "Weft does not say why, and neither may you guess. Propose somebody else.",
    "NOT_CONSENTED": "Ask the member whether they want introductions; their yes has to reach Weft first.",
    "NO_ROOM": "The member has an introduction open. Wait until it has ended.",
    "QUEUE_FULL": "Weft has more to do than it can; try again in a minute.",
    "REQUEST_ID_REUSED": "Take a new --request-id; one stands for one request.",
    "RESUME_TOKEN_INVALID": "The token in --state is another network's or another server's: take another folder.",
}


@dataclass(frozen=True)
class FieldViolation:
    """A field of the request, by its path (`member.offers[3]`), and what is wrong with it."""

    field: str
    description: str


@dataclass
class WeftError(Exception):
    """A call that failed. Branch on `reason`, or on `code` where there is none; never on the message."""

    code: grpc.StatusCode
    message: str
    reason: str = ""
    metadata: dict[str, str] = field(default_factory=dict)
    violations: list[FieldViolation] = field(default_factory=list)
    request_id: str = ""  # Of a write: said again with it, the write is carried out once.

    def __str__(self) -> str:
        return self.explain()

    def explain(self) -> str:
        """For people: what happened, which fields are wrong, and what to do."""
        lines = [f"{self.reason or self.code.name}: {self.message}"]
        # The message of INVALID_FIELD says the same in one line.
        if self.violations:
            lines = [f"{self.reason or self.code.name}:"]
            lines += [f"  {violation.field} {violation.description}" for violation in self.violations]
        if self.reason in _ADVICE:
            lines.append(_ADVICE[self.reason])
        if self.is_in_doubt:
            lines.append("Weft did not answer in time; is it running, and is --server right?")
            if self.request_id:
                lines.append(f"The write may have been carried out. Repeated with --request-id {self.request_id}, "
                             "it is carried out once.")
        return "\n".join(lines)

    @property
    def is_in_doubt(self) -> bool:
        """There was no answer, so a write may have been carried out all the same."""
        return self.code in (grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.UNAVAILABLE)

    @property
    def is_worth_another_try(self) -> bool:
        """The same request may succeed a little later. Safe for reads, and for writes that carry a request_id."""
        if self.code == grpc.StatusCode.ABORTED:
            return self.reason != "ETAG_MISMATCH"  # That needs another look, not another try.
        if self.code == grpc.StatusCode.RESOURCE_EXHAUSTED:
            return self.reason == "QUEUE_FULL"  # Not a full disk, and not a message that is too large.
        return self.is_in_doubt


def weft_error_of(error: grpc.RpcError, request_id: str = "") -> WeftError:
    """Reads the details that Weft puts beside a status: google.rpc.Status in the trailing metadata."""
    found = WeftError(code=error.code(), message=error.details() or "", request_id=request_id)
    for key, value in error.trailing_metadata() or ():
        if key == _DETAILS_KEY:
            _read_details(value, found)
    return found


def _read_details(encoded: bytes, into: WeftError) -> None:
    # Wire-compatible with google.rpc, so that googleapis-common-protos is not needed.
    for detail in error_details_pb2.StatusDetails.FromString(encoded).details:
        if detail.type_url == _ERROR_INFO:
            info = error_details_pb2.ErrorInfo.FromString(detail.value)
            into.reason = info.reason
            into.metadata = dict(info.metadata)
        elif detail.type_url == _BAD_REQUEST:
            bad = error_details_pb2.BadRequest.FromString(detail.value)
            into.violations = [FieldViolation(v.field, v.description) for v in bad.field_violations]
