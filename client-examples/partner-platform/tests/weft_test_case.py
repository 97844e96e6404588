"""A test against a built server, which the tests of one class share; each test has a network of its own."""

import unittest
from typing import Any

from weft.v1 import (
    contact_pb2,
    introduction_service_pb2,
    member_pb2,
    member_service_pb2,
    network_service_pb2,
)

from partner.connection import Connection
from partner.network_name import NetworkName
from tests.partner_program import Finished, PartnerProgram
from tests.weft_server import WeftServer

GROUND = "They ticked 'introduce me to people' when they joined; terms of 2026-03-02, section 4."


class WeftTestCase(unittest.TestCase):
    server: WeftServer

    @classmethod
    def setUpClass(cls) -> None:
        cls.server = WeftServer()
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()

    def setUp(self) -> None:
        self.network = NetworkName(self.id().rsplit(".", 1)[-1].replace("_", "-")[:60])
        self.program = PartnerProgram(self.server.address, self.network.network_id, self.server.folder)
        self.addCleanup(self.program.close)
        self.weft = Connection(self.server.address)
        self.addCleanup(self.weft.__exit__)

    def assert_done(self, finished: Finished) -> Any:
        self.assertEqual(finished.status, 0, finished.out + finished.err)
        return finished.json()

    def bring(self, records: list[dict[str, Any]]) -> None:
        """Into a new network, whose members agreed elsewhere."""
        self.assert_done(self.program.sync(records, "--create", "--ground", GROUND))

    def member(self, member_id: str) -> member_pb2.Member:
        request = member_service_pb2.GetMemberRequest(name=self.network.member(member_id))
        return self.weft.read(self.weft.members.GetMember, request)

    def change_sequence(self) -> int:
        request = network_service_pb2.GetNetworkRequest(name=str(self.network))
        return self.weft.read(self.weft.networks.GetNetwork, request).change_sequence

    def say(self, member_id: str, **participation: Any) -> None:
        """The member's own word, as a button in a message or a settings page passes it on."""
        request = member_service_pb2.UpdateMemberRequest(speaker=member_pb2.SPEAKER_MEMBER)
        request.member.name = self.network.member(member_id)
        for name, value in participation.items():
            setattr(request.member.participation, name, value)
            request.update_mask.paths.append(f"participation.{name}")
        self.weft.write(self.weft.members.UpdateMember, request)

    def email(self, member_id: str) -> str:
        """As the member may read it."""
        request = member_service_pb2.GetContactRequest(name=f"{self.network.member(member_id)}/contact",
                                                       speaker=member_pb2.SPEAKER_MEMBER)
        return self.weft.read(self.weft.members.GetContact, request).email

    def set_own_email(self, member_id: str, email: str) -> None:
        contact = contact_pb2.Contact(name=f"{self.network.member(member_id)}/contact", email=email)
        self.weft.write(self.weft.members.UpdateContact, member_service_pb2.UpdateContactRequest(
            contact=contact, speaker=member_pb2.SPEAKER_MEMBER))

    def propose(self, as_member: str, other: str, note: str = "Shall we?") -> str:
        return self.program.json("propose", "--as", as_member, other, "--note", note)["name"]

    def accept(self, introduction: str, member_id: str) -> None:
        """The member presses yes."""
        request = introduction_service_pb2.RespondToIntroductionRequest(
            name=introduction, as_member=self.network.member(member_id))
        request.accept.SetInParent()
        self.weft.write(self.weft.introductions.RespondToIntroduction, request)

    def decline(self, introduction: str, member_id: str) -> None:
        request = introduction_service_pb2.RespondToIntroductionRequest(
            name=introduction, as_member=self.network.member(member_id))
        request.decline.SetInParent()
        self.weft.write(self.weft.introductions.RespondToIntroduction, request)

    def introductions(self) -> list[Any]:
        """All of the network, as the operator sees them."""
        request = introduction_service_pb2.ListIntroductionsRequest(parent=str(self.network), page_size=2)
        pages = self.weft.pages(self.weft.introductions.ListIntroductions, request)
        return [introduction for page in pages for introduction in page.introductions]
