"""The follower against a stream that a test writes."""

import logging
import tempfile
import threading
import unittest
from collections.abc import Iterator
from concurrent import futures
from pathlib import Path

import grpc
from google.protobuf import timestamp_pb2
from weft.v1 import introduction_pb2, introduction_service_pb2, introduction_service_pb2_grpc

from partner.backoff import Backoff
from partner.connection import Connection
from partner.follower import Follower
from partner.introduction_board import IntroductionBoard
from partner.network_name import NetworkName
from partner.state_folder import StateError, StateFolder
from partner.weft_error import WeftError

_Event = introduction_pb2.IntroductionEvent


def _event(number: int) -> _Event:
    """A change of introduction i1; 0 is what a stream begins with."""
    event = _Event(resume_token=f"t{number}")
    if number > 0:
        event.type = _Event.TYPE_ANSWERED
        event.time.CopyFrom(timestamp_pb2.Timestamp(seconds=number))
        event.introduction.name = "networks/n/introductions/i1"
        event.introduction.state = introduction_pb2.Introduction.STATE_PROPOSED
    return event


class WrittenStreams(introduction_service_pb2_grpc.IntroductionServiceServicer):
    """Each stream sends these events and then ends with this status; with OK, it does not end. The last is repeated."""

    def __init__(self, streams: list[tuple[list[int], grpc.StatusCode]]):
        self._streams = streams
        self.tokens: list[str] = []
        self._server = grpc.server(futures.ThreadPoolExecutor(max_workers=8))
        introduction_service_pb2_grpc.add_IntroductionServiceServicer_to_server(self, self._server)
        self.address = f"127.0.0.1:{self._server.add_insecure_port('127.0.0.1:0')}"
        self._server.start()
        self._stopped = threading.Event()

    def stop(self) -> None:
        self._stopped.set()
        self._server.stop(grace=None).wait()

    def WatchIntroductions(self, request: introduction_service_pb2.WatchIntroductionsRequest,
                           context: grpc.ServicerContext) -> Iterator[_Event]:
        numbers, end = self._streams[min(len(self.tokens), len(self._streams) - 1)]
        self.tokens.append(request.resume_token)
        for number in numbers:
            yield _event(number)
        if end != grpc.StatusCode.OK:
            context.abort(end, "no")
        self._stopped.wait()

    def ListIntroductions(self, request: introduction_service_pb2.ListIntroductionsRequest,
                          context: grpc.ServicerContext) -> introduction_service_pb2.ListIntroductionsResponse:
        return introduction_service_pb2.ListIntroductionsResponse()


class FollowerTest(unittest.TestCase):
    def setUp(self) -> None:
        logging.disable(logging.WARNING)
        self.addCleanup(logging.disable, logging.NOTSET)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self._folder = StateFolder(Path(folder.name))
        self._handled: list[int] = []

    def _follow(self, streams: list[tuple[list[int], grpc.StatusCode]], last: int,
                stream_deadline_s: float = 60) -> list[str]:
        """Until event number `last` was handled; the tokens with which streams were begun."""
        server = WrittenStreams(streams)
        self.addCleanup(server.stop)
        with Connection(server.address, backoff=Backoff(draw=lambda: 0.0)) as weft:
            def handle(event: _Event) -> None:
                self._handled.append(event.time.seconds)
                if event.time.seconds == last:
                    follower.stop()

            follower = Follower(weft, NetworkName("n"), self._folder, IntroductionBoard(self._folder), handle,
                                stream_deadline_s)
            follower.run()
        return server.tokens

    def test_a_stream_that_breaks_off_is_begun_after_the_last_event(self) -> None:
        tokens = self._follow([([0, 1, 2], grpc.StatusCode.UNAVAILABLE), ([], grpc.StatusCode.UNAVAILABLE),
                               ([2, 3], grpc.StatusCode.OK)], last=3)
        self.assertEqual(tokens, ["", "t2", "t2"])
        self.assertEqual(self._handled, [1, 2, 3])
        self.assertEqual(self._folder.read("resume-token.json"), {"network": "networks/n", "resume_token": "t3"})

    def test_a_stream_that_falls_silent_is_begun_again(self) -> None:
        tokens = self._follow([([0, 1], grpc.StatusCode.OK), ([2], grpc.StatusCode.OK)], last=2, stream_deadline_s=1)
        self.assertEqual((tokens, self._handled), (["", "t1"], [1, 2]))

    def test_killed_while_it_handled_an_event_it_is_handled_again(self) -> None:
        class Killed(BaseException):
            pass

        server = WrittenStreams([([0, 1], grpc.StatusCode.OK)])
        self.addCleanup(server.stop)

        def handle(event: _Event) -> None:
            self._handled.append(event.time.seconds)
            raise Killed

        with Connection(server.address) as weft:
            follower = Follower(weft, NetworkName("n"), self._folder, IntroductionBoard(self._folder), handle)
            with self.assertRaises(Killed):
                follower.run()
        self.assertEqual(self._follow([([1, 2], grpc.StatusCode.OK)], last=2), ["t0"])
        self.assertEqual(self._handled, [1, 1, 2])
        events = self._folder.read("introductions/i1.json")["events"]
        self.assertEqual(len(events), 2)

    def test_what_is_no_use_to_try_again_ends_it(self) -> None:
        with self.assertRaises(WeftError) as raised:
            self._follow([([], grpc.StatusCode.NOT_FOUND)], last=1)
        self.assertEqual(raised.exception.code, grpc.StatusCode.NOT_FOUND)

    def test_the_token_of_another_network_is_refused(self) -> None:
        self._folder.write("resume-token.json", {"network": "networks/m", "resume_token": "t1"})
        with self.assertRaisesRegex(StateError, "is that of networks/m"):
            self._follow([([1], grpc.StatusCode.OK)], last=1)
