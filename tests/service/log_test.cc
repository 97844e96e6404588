#include "service/log.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "weft/base/error.h"

namespace weft {
namespace {

TEST(LogTest, EachLineIsAnObject) {
  std::vector<std::string> lines;
  const Log log(Log::Level::kInfo, [&lines](absl::string_view line) { lines.emplace_back(line); });
  log.Info("network loaded", {{"network", "n\"1\n"}, {"count", 3}, {"broken", "\xff"}});
  log.Debug("not this");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].find('\n'), lines[0].size() - 1);
  const nlohmann::json line = nlohmann::json::parse(lines[0]);
  EXPECT_EQ(line["event"], "network loaded");
  EXPECT_EQ(line["level"], "info");
  EXPECT_EQ(line["network"], "n\"1\n");
  EXPECT_EQ(line["count"], 3);
  EXPECT_EQ(line["time"].get<std::string>().back(), 'Z');
}

TEST(LogTest, AFailureNamesNobody) {
  const absl::Status refused = Error(absl::StatusCode::kFailedPrecondition, "NOT_AVAILABLE",
                                     "networks/n/members/ann cannot be introduced at present", {{"member", "ann"}});
  EXPECT_EQ(FailureText(refused), "FAILED_PRECONDITION: NOT_AVAILABLE");
  EXPECT_EQ(FailureText(absl::InternalError("disk I/O error")), "INTERNAL: disk I/O error");
}

}  // namespace
}  // namespace weft
