"""Many members at once, by client stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from weft.v1 import member_service_pb2

from partner.connection import Connection
from partner.network_name import NetworkName
from partner.profile import Profile

MEMBERS_PER_MESSAGE_MAX = 500  # Weft's limit.
_BYTES_PER_MESSAGE_MAX = 2 << 20  # Weft takes 4 MB.


def import_members(weft: Connection, network: NetworkName, profiles: Sequence[Profile], page_size: int,
                   request_id: str) -> member_service_pb2.ImportMembersResponse:
    """Creates or replaces these members, `page_size` to a message. Weft writes the good rows, names the bad ones by
    their number in the stream, and lists what it kept because the member has said otherwise. The same again with the
    same `request_id` writes nothing."""
    return weft.write_stream(weft.members.ImportMembers, _messages(network, profiles, page_size, request_id))


def _messages(network: NetworkName, profiles: Sequence[Profile], page_size: int,
              request_id: str) -> Iterator[member_service_pb2.ImportMembersRequest]:
    # The first message says where to, and carries the id under which the whole stream takes effect once.
    message = member_service_pb2.ImportMembersRequest(parent=str(network), request_id=request_id)
    size = 0
    for profile in profiles:
        bytes_more = profile.member.ByteSize()
        if message.members and (len(message.members) == page_size or size + bytes_more > _BYTES_PER_MESSAGE_MAX):
            yield message
            message = member_service_pb2.ImportMembersRequest()
            size = 0
        message.members.append(profile.member)
        size += bytes_more
    yield message
