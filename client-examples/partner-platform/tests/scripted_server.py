"""A gRPC server that answers GetMember and UpdateMember as a test tells it to."""

from concurrent import futures

import grpc
from weft.v1 import error_details_pb2, member_pb2, member_service_pb2, member_service_pb2_grpc

Failure = tuple[grpc.StatusCode, str]  # With the reason; empty: none.


class ScriptedServer(member_service_pb2_grpc.MemberServiceServicer):
    """Fails with one of `failures` after the other, then answers."""

    def __init__(self, failures: list[Failure], violations: dict[str, str] | None = None):
        self._failures = list(failures)
        self._violations = violations or {}
        self.request_ids: list[str] = []
        self._server = grpc.server(futures.ThreadPoolExecutor(max_workers=2))
        member_service_pb2_grpc.add_MemberServiceServicer_to_server(self, self._server)
        self.address = f"127.0.0.1:{self._server.add_insecure_port('127.0.0.1:0')}"
        self._server.start()

    def stop(self) -> None:
        self._server.stop(grace=None).wait()

    def GetMember(self, request: member_service_pb2.GetMemberRequest,
                  context: grpc.ServicerContext) -> member_pb2.Member:
        self._fail_or_go_on("", context)
        return member_pb2.Member(name=request.name)

    def UpdateMember(self, request: member_service_pb2.UpdateMemberRequest,
                     context: grpc.ServicerContext) -> member_pb2.Member:
        self._fail_or_go_on(request.request_id, context)
        return request.member

    def _fail_or_go_on(self, request_id: str, context: grpc.ServicerContext) -> None:
        self.request_ids.append(request_id)
        if not self._failures:
            return
        code, reason = self._failures.pop(0)
        details = error_details_pb2.StatusDetails(code=code.value[0], message="no")
        if reason:
            details.details.add(type_url="type.googleapis.com/google.rpc.ErrorInfo",
                                value=error_details_pb2.ErrorInfo(reason=reason, domain="weft",
                                                                  metadata={"member": "m"}).SerializeToString())
        if self._violations:
            bad = error_details_pb2.BadRequest()
            for field, description in self._violations.items():
                bad.field_violations.add(field=field, description=description)
            details.details.add(type_url="type.googleapis.com/google.rpc.BadRequest", value=bad.SerializeToString())
        context.set_trailing_metadata((("grpc-status-details-bin", details.SerializeToString()),))
        context.abort(code, "no")
