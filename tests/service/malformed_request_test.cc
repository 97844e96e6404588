#include "service/malformed_request.h"

#include "grpcpp/generic/generic_stub.h"
#include "tests/service/service_fixture.h"

namespace weft {
namespace {

class MalformedRequestTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    AddNetwork("n1");
  }

  // Calls `method` with these bytes, as any client may.
  grpc::Status Call(const std::string& method, const std::string& bytes) {
    grpc::GenericStub stub(NewChannel());
    grpc::ClientContext context;
    grpc::CompletionQueue queue;
    const grpc::Slice slice(bytes);
    const std::unique_ptr<grpc::GenericClientAsyncResponseReader> call =
        stub.PrepareUnaryCall(&context, method, grpc::ByteBuffer(&slice, 1), &queue);
    call->StartCall();
    grpc::ByteBuffer reply;
    grpc::Status status;
    call->Finish(&reply, &status, nullptr);
    void* tag = nullptr;
    bool ok = false;
    EXPECT_TRUE(queue.Next(&tag, &ok));
    return status;
  }
};

TEST_F(MalformedRequestTest, IsNamedAsSuch) {
  for (const char* bytes : {"\xff\xff\xff\xff", "\x0a\x7f",
                            "\x0a\x04"
                            "caf\xe9"}) {
    EXPECT_THAT(Call("/weft.v1.MemberService/GetMember", bytes),
                FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "MALFORMED_REQUEST"));
  }
}

TEST_F(MalformedRequestTest, UnknownMethodsStayUnimplemented) {
  for (const char* method : {"/weft.v1.MemberService/PutMember", "/weft.v1.MembersService/GetMember", "/", ""}) {
    EXPECT_EQ(Call(method, "").error_code(), grpc::StatusCode::UNIMPLEMENTED) << method;
  }
}

TEST_F(MalformedRequestTest, DoesNotEndAnImportAsIfAllWereWell) {
  v1::ImportMembersRequest good;
  good.set_parent("networks/n1");
  good.add_members()->set_name("ann");
  v1::ImportMembersRequest bad;
  bad.add_members()->set_name("bob");
  bad.mutable_members(0)->set_bio("caf\xe9");
  v1::ImportMembersRequest last;
  last.add_members()->set_name("cid");
  v1::ImportMembersResponse response;
  EXPECT_THAT(client_->ImportMembers({good, bad, last}, &response),
              FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "MALFORMED_REQUEST"));
  EXPECT_EQ(Index().member_count(), 1);
}

}  // namespace
}  // namespace weft
