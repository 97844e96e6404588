import logging
import unittest

import grpc
from weft.v1 import member_service_pb2

from partner.backoff import Backoff
from partner.connection import Connection
from partner.weft_error import FieldViolation, WeftError
from tests.scripted_server import Failure, ScriptedServer

_Code = grpc.StatusCode
_TRIED_AGAIN: dict[str, Failure] = {
    "the server is away": (_Code.UNAVAILABLE, ""),
    "the server shuts down": (_Code.UNAVAILABLE, "SHUTTING_DOWN"),
    "the queue is full": (_Code.RESOURCE_EXHAUSTED, "QUEUE_FULL"),
    "two came together": (_Code.ABORTED, "INTRODUCTION_CHANGED"),
    "the answer does not come": (_Code.DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED"),
}
_NOT_TRIED_AGAIN: dict[str, Failure] = {
    "the etag is old": (_Code.ABORTED, "ETAG_MISMATCH"),
    "the disk is full": (_Code.RESOURCE_EXHAUSTED, "DISK_FULL"),
    "the message is too large": (_Code.RESOURCE_EXHAUSTED, ""),
    "there is none": (_Code.NOT_FOUND, "MEMBER_NOT_FOUND"),
    "the member has spoken": (_Code.FAILED_PRECONDITION, "MEMBER_HAS_SPOKEN"),
    "the request is wrong": (_Code.INVALID_ARGUMENT, "INVALID_FIELD"),
}


class ConnectionTest(unittest.TestCase):
    def setUp(self) -> None:
        logging.disable(logging.WARNING)
        self.addCleanup(logging.disable, logging.NOTSET)

    def _connect(self, *failures: Failure, violations: dict[str, str] | None = None,
                 patience_s: float = 60) -> tuple[ScriptedServer, Connection]:
        server = ScriptedServer(list(failures), violations)
        self.addCleanup(server.stop)
        weft = Connection(server.address, patience_s=patience_s, backoff=Backoff(draw=lambda: 0.0))
        self.addCleanup(weft.__exit__)
        return server, weft

    def test_what_is_tried_again_carries_the_same_request_id(self) -> None:
        for name, failure in _TRIED_AGAIN.items():
            with self.subTest(name):
                server, weft = self._connect(failure, failure)
                weft.write(weft.members.UpdateMember, member_service_pb2.UpdateMemberRequest())
                self.assertEqual(len(server.request_ids), 3)
                self.assertEqual(len(set(server.request_ids)), 1)
                self.assertEqual(len(server.request_ids[0]), 36)

    def test_what_is_not_tried_again(self) -> None:
        for name, failure in _NOT_TRIED_AGAIN.items():
            with self.subTest(name):
                server, weft = self._connect(failure)
                with self.assertRaises(WeftError) as raised:
                    weft.write(weft.members.UpdateMember, member_service_pb2.UpdateMemberRequest(request_id="r1"))
                self.assertEqual((raised.exception.code, raised.exception.reason), failure)
                self.assertEqual(server.request_ids, ["r1"])

    def test_patience_ends(self) -> None:
        server, weft = self._connect(*[(_Code.UNAVAILABLE, "")] * 3)
        # The second wait would be longer than the patience.
        waits = iter([0.0, 1.0])
        weft.backoff = Backoff(first_s=1000, longest_s=1000, draw=lambda: next(waits))
        with self.assertRaises(WeftError) as raised:
            weft.read(weft.members.GetMember, member_service_pb2.GetMemberRequest())
        self.assertTrue(raised.exception.is_in_doubt)
        self.assertEqual(len(server.request_ids), 2)

    def test_details_are_read_and_explained(self) -> None:
        violations = {"member.offers[3]": "is 512 bytes long; at most 200 are allowed", "member.name": "is empty"}
        _, weft = self._connect((_Code.INVALID_ARGUMENT, "INVALID_FIELD"), violations=violations)
        with self.assertRaises(WeftError) as raised:
            weft.read(weft.members.GetMember, member_service_pb2.GetMemberRequest())
        error = raised.exception
        self.assertEqual((error.reason, error.metadata), ("INVALID_FIELD", {"member": "m"}))
        self.assertEqual(error.violations, [FieldViolation(*violation) for violation in violations.items()])
        self.assertIn("member.offers[3] is 512 bytes long; at most 200 are allowed", error.explain())

    def test_a_status_without_details(self) -> None:
        _, weft = self._connect((_Code.INTERNAL, ""))
        with self.assertRaises(WeftError) as raised:
            weft.read(weft.members.GetMember, member_service_pb2.GetMemberRequest())
        self.assertEqual(raised.exception.explain(), "INTERNAL: no")
