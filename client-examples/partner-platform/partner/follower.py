"""Follows what happens to introductions, across restarts of this program and of Weft."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import grpc
from weft.v1 import introduction_pb2, introduction_service_pb2

from partner.connection import Connection
from partner.introduction_board import IntroductionBoard
from partner.network_name import NetworkName
from partner.state_folder import StateError, StateFolder
from partner.weft_error import WeftError, weft_error_of

_log = logging.getLogger(__name__)

_TOKEN_FILE = "resume-token.json"
# A stream is begun again after this long, so that one whose other end is gone without a word is not waited on forever.
STREAM_DEADLINE_S = 300.0


class Follower:
    """Takes events in their order. Each is handled, then put on the board, then its token is written down. Killed in
    between, the event comes once more: `handle` is told of those that are not on the board, so at least once of each,
    and to handle one twice must do no harm."""

    def __init__(self, weft: Connection, network: NetworkName, folder: StateFolder, board: IntroductionBoard,
                 handle: Callable[[introduction_pb2.IntroductionEvent], None],
                 stream_deadline_s: float = STREAM_DEADLINE_S):
        self._weft = weft
        self._network = network
        self._folder = folder
        self._board = board
        self._handle = handle
        self._stream_deadline_s = stream_deadline_s
        self._stopped = threading.Event()
        self._stream: grpc.Future | None = None
        self._tries = 0

    def stop(self) -> None:
        """From a signal handler or another thread: `run` returns soon."""
        self._stopped.set()
        if self._stream is not None:
            self._stream.cancel()

    def run(self) -> None:
        """Until `stop`. WeftError, or StateError, if going on makes no sense."""
        while not self._stopped.is_set():
            try:
                self._follow()
            except grpc.RpcError as failure:
                self._after(weft_error_of(failure))
            except WeftError as error:
                self._after(error)

    def _follow(self) -> None:
        token = self._token()
        request = introduction_service_pb2.WatchIntroductionsRequest(parent=str(self._network), resume_token=token)
        self._stream = self._weft.introductions.WatchIntroductions(request, timeout=self._stream_deadline_s)
        if self._stopped.is_set():
            self._stream.cancel()
        for event in self._stream:
            self._tries = 0
            if not token:
                # The first message of a new stream says from where on it tells. What was before that, a list says.
                self._list()
            token = event.resume_token
            if event.HasField("introduction"):
                self._take(event)
            self._folder.write(_TOKEN_FILE, {"network": str(self._network), "resume_token": token})

    def _take(self, event: introduction_pb2.IntroductionEvent) -> None:
        if not self._board.has(event):
            self._handle(event)
        self._board.take(event)

    def _after(self, error: WeftError) -> None:
        if self._stopped.is_set() or error.code == grpc.StatusCode.DEADLINE_EXCEEDED:
            return  # The stream's own deadline: begun again at once.
        if error.reason == "RESUME_TOKEN_AHEAD":
            # Weft's store is an older copy, restored. Begun without a token, and listed.
            _log.warning("%s", error.explain())
            self._folder.remove(_TOKEN_FILE)
            return
        if not error.is_worth_another_try:
            raise error
        self._tries += 1
        wait_s = self._weft.backoff.delay_s(self._tries)
        _log.warning("%s: %s; the stream is begun again", error.reason or error.code.name, error.message)
        self._stopped.wait(wait_s)

    def _token(self) -> str:
        kept = self._folder.read(_TOKEN_FILE) or {"network": str(self._network), "resume_token": ""}
        if kept["network"] != str(self._network):
            raise StateError(f"the folder of --state is that of {kept['network']}; take another for {self._network}")
        return kept["resume_token"]

    def _list(self) -> None:
        request = introduction_service_pb2.ListIntroductionsRequest(parent=str(self._network))
        for page in self._weft.pages(self._weft.introductions.ListIntroductions, request):
            for introduction in page.introductions:
                self._board.note(introduction)
