// Every network under samples/ is read without an error, comes back the same when written and read again, and its
// ties join members it has.
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/testing/paths.h"
#include "tests/testing/status_matchers.h"
#include "weft/profile/member_reader.h"
#include "weft/profile/profile.h"
#include "weft/profile/tie_reader.h"

namespace weft {
namespace {

std::vector<std::string> SampleFiles(const std::string& name) {
  std::vector<std::string> paths;
  std::error_code missing;
  for (const auto& folder : std::filesystem::directory_iterator(SourcePath("samples"), missing)) {
    const std::string path = folder.path().string() + "/" + name;
    if (std::filesystem::exists(path)) paths.push_back(path);
  }
  return paths;
}

void Fail(const ImportError& error) { ADD_FAILURE() << ToLine("sample", error); }

// The keys samples use; the rest is the reader's own tests' matter.
std::string ToJsonLine(const v1::Member& member) {
  auto list = [](const auto& strings) { return std::vector<std::string>(strings.begin(), strings.end()); };
  nlohmann::json row = {{"id", MemberName::Parse(member.name())->member()},
                        {"display_name", member.display_name()},
                        {"bio", member.bio()},
                        {"interests", list(member.interests())},
                        {"offers", list(member.offers())},
                        {"needs", list(member.needs())},
                        {"circles", list(member.circles())},
                        {"organization", member.organization()},
                        {"languages", list(member.languages())},
                        {"timezone", member.timezone()}};
  if (member.participation().has_introductions_per_month()) {
    row["introductions_per_month"] = member.participation().introductions_per_month();
  }
  return row.dump() + "\n";
}

TEST(SamplesTest, MembersMakeTheRoundTrip) {
  const NetworkName network = *NetworkName::FromId("sample");
  for (const std::string& path : SampleFiles("members.jsonl")) {
    SCOPED_TRACE(path);
    std::vector<v1::Member> members;
    std::stringstream written;
    ASSERT_OK_AND_ASSIGN(ReadSummary summary, ReadMembersFile(
                                                  path, network, {},
                                                  [&](MemberRow row) {
                                                    written << ToJsonLine(row.member);
                                                    members.push_back(std::move(row.member));
                                                    return absl::OkStatus();
                                                  },
                                                  Fail));
    EXPECT_GT(summary.row_count, 0);
    size_t next = 0;
    ASSERT_OK(ReadMembers(
        &written, network, {},
        [&](MemberRow row) {
          EXPECT_EQ(row.member.SerializeAsString(), members[next++].SerializeAsString());
          return absl::OkStatus();
        },
        Fail));
    EXPECT_EQ(next, members.size());
  }
}

TEST(SamplesTest, TiesJoinMembers) {
  const NetworkName network = *NetworkName::FromId("sample");
  for (const std::string& path : SampleFiles("ties.csv")) {
    SCOPED_TRACE(path);
    absl::flat_hash_set<std::string> names;
    const std::string members = std::filesystem::path(path).parent_path().string() + "/members.jsonl";
    ASSERT_OK(ReadMembersFile(
        members, network, {},
        [&](MemberRow row) {
          names.insert(row.member.name());
          return absl::OkStatus();
        },
        Fail));
    ASSERT_OK_AND_ASSIGN(ReadSummary summary,
                         ReadTiesFile(
                             path, network,
                             [&](TieRow row) {
                               EXPECT_TRUE(names.contains(row.tie.member_a()) && names.contains(row.tie.member_b()));
                               return absl::OkStatus();
                             },
                             Fail));
    EXPECT_GT(summary.row_count, 0);
  }
}

}  // namespace
}  // namespace weft
