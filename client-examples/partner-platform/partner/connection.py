"""The connection to weft-server."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import grpc
from weft.v1 import introduction_service_pb2_grpc as introduction_grpc
from weft.v1 import match_service_pb2_grpc as match_grpc
from weft.v1 import member_service_pb2_grpc as member_grpc
from weft.v1 import network_service_pb2_grpc as network_grpc

from partner.backoff import Backoff
from partner.weft_error import weft_error_of

_log = logging.getLogger(__name__)

_CHANNEL_OPTIONS = [
    # Tries are made and counted here, where they can be seen, not inside gRPC.
    ("grpc.enable_retries", 0),
    # After a restart of the server, look for it often.
    ("grpc.initial_reconnect_backoff_ms", 200),
    ("grpc.max_reconnect_backoff_ms", 2000),
]


class Connection:
    """Calls to Weft: each has a deadline, is tried again if that may help, and fails with WeftError.

    A try may take `deadline_s`, the call with all its tries and waits `patience_s`. Not encrypted: keep it on one
    machine, or inside a tunnel."""

    def __init__(self, server: str, deadline_s: float = 10, patience_s: float = 30, backoff: Backoff = Backoff()):
        self._channel = grpc.insecure_channel(server, options=_CHANNEL_OPTIONS)
        self._deadline_s = deadline_s
        self._patience_s = patience_s
        self.backoff = backoff
        self.networks = network_grpc.NetworkServiceStub(self._channel)
        self.members = member_grpc.MemberServiceStub(self._channel)
        self.matches = match_grpc.MatchServiceStub(self._channel)
        self.introductions = introduction_grpc.IntroductionServiceStub(self._channel)

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._channel.close()

    def read(self, method: grpc.UnaryUnaryMultiCallable, request: Any) -> Any:
        """Calls a method that changes nothing."""
        return self._try(lambda timeout_s: method(request, timeout=timeout_s), self._deadline_s, "")

    def write(self, method: grpc.UnaryUnaryMultiCallable, request: Any) -> Any:
        """Calls a method that changes something. The request gets a request_id unless it has one: however often it is
        tried, even if an answer was lost, it takes effect once (Weft knows the id for 24 hours)."""
        if not request.request_id:
            request.request_id = new_request_id()
        return self._try(lambda timeout_s: method(request, timeout=timeout_s), self._deadline_s, request.request_id)

    def write_stream(self, method: grpc.StreamUnaryMultiCallable, requests: Iterable[Any]) -> Any:
        """Sends a stream whose first message has a request_id. Tried again, it is sent again from its beginning:
        `requests` must give the same messages each time, and Weft writes nothing twice."""
        messages = list(requests)
        longest_s = self._deadline_s * (1 + len(messages))
        return self._try(lambda timeout_s: method(iter(messages), timeout=timeout_s), longest_s, messages[0].request_id)

    def pages(self, method: grpc.UnaryUnaryMultiCallable, request: Any) -> Iterator[Any]:
        """Calls a list method page after page, until the page that names no next one. A token is good for the request
        it came from: between pages, nothing but the token changes."""
        while True:
            page = self.read(method, request)
            yield page
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    def _try(self, call: Callable[[float], Any], deadline_s: float, request_id: str) -> Any:
        end = time.monotonic() + max(self._patience_s, deadline_s)
        tries = 0
        while True:
            try:
                return call(min(deadline_s, max(end - time.monotonic(), 0.001)))
            except grpc.RpcError as failure:
                error = weft_error_of(failure, request_id)
            tries += 1
            wait_s = self.backoff.delay_s(tries)
            if not error.is_worth_another_try or time.monotonic() + wait_s >= end:
                raise error
            _log.warning("%s: %s; trying again", error.reason or error.code.name, error.message)
            time.sleep(wait_s)


def new_request_id() -> str:
    return str(uuid.uuid4())
