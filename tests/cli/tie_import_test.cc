#include "cli/tie_import.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"
#include "tests/testing/status_matchers.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;

struct Imported {
  absl::StatusOr<TieImportCounts> counts;
  std::string err;
};

Imported Import(const FakeServer& server, const std::string& input) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  Connection connection({server.address()});
  Imported imported{ImportTies("-", "networks/food", &connection, {&in, &out, &err}), ""};
  imported.err = err.str();
  return imported;
}

TEST(TieImportTest, TakesBadTiesOutAndSendsTheRestAgain) {
  FakeServer server;
  server.tie.BatchUpsertTies_.statuses = {
      InvalidFieldError({{"ties[1].weight", "is too large"}, {"ties[1].kind", "is too long"}})};
  server.tie.BatchUpsertTies_.Will().set_upserted_count(2);
  Imported imported = Import(server, "a,b,weight\nx,y,1\nx,z,1e300\nnot,good,nan\ny,z,2\n");
  ASSERT_OK(imported.counts);
  EXPECT_EQ(imported.counts->upserted, 2);
  EXPECT_EQ(imported.counts->failed, 2);
  EXPECT_EQ(imported.err,
            "-:4: weight: 'nan' is not a finite number above 0\n"
            "-:3: weight is too large; kind is too long\n");
  ASSERT_EQ(server.tie.BatchUpsertTies_.requests.size(), 2u);
  EXPECT_EQ(server.tie.BatchUpsertTies_.last().ties_size(), 2);
  EXPECT_NE(server.tie.BatchUpsertTies_.requests[0].request_id(), server.tie.BatchUpsertTies_.last().request_id());
}

TEST(TieImportTest, RefusesWhatComesTwiceOrIsNoText) {
  FakeServer server;
  Imported imported = Import(server, "a,b\nx,y\ny,x\nx,caf\xe9\nx,z\n");
  ASSERT_OK(imported.counts);
  EXPECT_EQ(imported.counts->failed, 2);
  EXPECT_EQ(imported.err, "-:3: is the same pair as in line 2\n-:4: is not UTF-8\n");
  EXPECT_EQ(server.tie.BatchUpsertTies_.last().ties_size(), 2);
}

TEST(TieImportTest, UnknownMembersAreNamedWithTheirLines) {
  FakeServer server;
  server.tie.BatchUpsertTies_.statuses = {ErrorWithReason(grpc::StatusCode::NOT_FOUND, "MEMBER_NOT_FOUND", "no member",
                                                          {{"member", "networks/food/members/y"}})};
  server.tie.BatchUpsertTies_.Will().set_upserted_count(1);
  Imported imported = Import(server, "a,b\nx,y\nx,z\ny,z\n");
  ASSERT_OK(imported.counts);
  EXPECT_EQ(imported.counts->failed, 2);
  EXPECT_EQ(imported.err, "-:2: no member 'y'\n-:4: no member 'y'\n");
}

TEST(TieImportTest, OtherErrorsEndIt) {
  FakeServer server;
  server.tie.BatchUpsertTies_.statuses = {
      ErrorWithReason(grpc::StatusCode::NOT_FOUND, "NETWORK_NOT_FOUND", "no network 'food'")};
  EXPECT_THAT(Import(server, "a,b\nx,y\n").counts, StatusIs(absl::StatusCode::kNotFound, "no network 'food'"));
  EXPECT_THAT(Import(server, "from,to\nx,y\n").counts,
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("must name the columns")));
}

TEST(TieImportTest, SendsBatchesOfAThousand) {
  FakeServer server;
  server.tie.BatchUpsertTies_.Will().set_upserted_count(1);
  std::string lines = "a,b\n";
  for (int i = 0; i < 1001; ++i) lines += "x,y" + std::to_string(i) + "\n";
  ASSERT_OK(Import(server, lines).counts);
  ASSERT_EQ(server.tie.BatchUpsertTies_.requests.size(), 2u);
  EXPECT_EQ(server.tie.BatchUpsertTies_.requests[0].ties_size(), 1000);
}

}  // namespace
}  // namespace weft::cli
