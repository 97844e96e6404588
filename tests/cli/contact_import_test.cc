#include "cli/contact_import.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"
#include "tests/testing/status_matchers.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Imported {
  absl::StatusOr<ContactImportCounts> counts;
  std::string err;
};

Imported Import(const FakeServer& server, const std::string& input) {
  std::istringstream in(input);
  std::ostringstream err;
  Connection::Options options;
  options.server = server.address();
  options.attempts = 1;
  Connection connection(options);
  Imported imported{ImportContacts("-", "networks/food", &connection, {&in, nullptr, &err}), ""};
  imported.err = err.str();
  return imported;
}

TEST(ContactImportTest, WritesEachAddressForTheNetwork) {
  FakeServer server;
  const Imported imported =
      Import(server, "name,email,id\nAmara,amara@example.org,amara\n\n\"J, o\", jo@example.org ,jo\n");
  ASSERT_OK(imported.counts);
  EXPECT_EQ(imported.counts->written, 2);
  ASSERT_EQ(server.member.UpdateContact_.requests.size(), 2u);
  v1::UpdateContactRequest sent = server.member.UpdateContact_.last();
  EXPECT_NE(sent.request_id(), server.member.UpdateContact_.requests[0].request_id());
  sent.clear_request_id();
  EXPECT_EQ(sent.ShortDebugString(),
            "contact { name: \"networks/food/members/jo/contact\" email: \"jo@example.org\" } update_mask { paths: "
            "\"email\" }");
}

TEST(ContactImportTest, BadLinesAreNamedWithoutAddresses) {
  FakeServer server;
  server.member.UpdateContact_.statuses = {
      InvalidFieldError({{"contact.email", "is not an address"}}),
      ErrorWithReason(grpc::StatusCode::NOT_FOUND, "MEMBER_NOT_FOUND", "no member 'x'"),
      ErrorWithReason(grpc::StatusCode::FAILED_PRECONDITION, "MEMBER_HAS_SPOKEN", "the member has set it")};
  const Imported imported =
      Import(server, "id,email\namara,what\nx,x@example.org\njo,jo@example.org\nmei\nk,caf\xe9\nok,a@b.c\n");
  ASSERT_OK(imported.counts);
  EXPECT_EQ(imported.counts->written, 1);
  EXPECT_EQ(imported.counts->kept, 1);
  EXPECT_EQ(imported.counts->failed, 4);
  EXPECT_EQ(imported.err,
            "-:2: contact.email is not an address\n-:3: no member 'x'\n-:5: has too few fields\n-:6: is not UTF-8\n");
  EXPECT_THAT(imported.err, Not(HasSubstr("example.org")));
}

TEST(ContactImportTest, RefusesAFileWithoutTheColumns) {
  FakeServer server;
  EXPECT_THAT(Import(server, "member,mail\n").counts,
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("must name the columns id and email")));
}

TEST(ContactImportTest, StopsWhereTheServerIsAtFault) {
  FakeServer server;
  server.member.UpdateContact_.statuses = {grpc::Status(grpc::StatusCode::UNAVAILABLE, "going down")};
  EXPECT_THAT(Import(server, "id,email\na,a@b.c\nb,b@b.c\n").counts,
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("going down")));
  EXPECT_EQ(server.member.UpdateContact_.requests.size(), 1u);
}

}  // namespace
}  // namespace weft::cli
