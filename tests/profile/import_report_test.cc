#include "weft/profile/import_report.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "weft/base/limits.h"

namespace weft {
namespace {

using ::testing::ElementsAre;

TEST(ImportReportTest, PrintsLines) {
  ImportReport report;
  report.file = "members.jsonl";
  report.AddError({17, "offers[3]", "is 512 bytes long; at most 200 are allowed"});
  report.AddError({19, "", "is no valid JSON at byte 4"});
  for (const char* key : {"title", "packages", "packages"}) report.read.unknown_keys.Add(key);
  report.AddKept({"m7", {"rhythm", "never_pair"}});
  report.read.row_count = 4;
  report.read.bad_row_count = 2;
  report.created_count = 1;
  report.unchanged_count = 1;
  EXPECT_THAT(ToLines(report), ElementsAre("members.jsonl:17: offers[3]: is 512 bytes long; at most 200 are allowed",
                                           "members.jsonl:19: is no valid JSON at byte 4",
                                           "members.jsonl: unknown keys: packages (2), title (1)",
                                           "members.jsonl: m7: kept what the member has set: rhythm, never_pair",
                                           "members.jsonl: 4 rows, 2 of them bad; 1 created, 0 updated, 1 unchanged"));
}

TEST(ImportReportTest, CountsBeyondWhatItLists) {
  ImportReport report;
  report.file = "f";
  for (size_t i = 0; i < kImportErrorsShownMax + 5; ++i) {
    report.AddError({1, "", "x"});
    report.AddKept({"m", {"rhythm"}});
  }
  EXPECT_EQ(report.errors.size(), kImportErrorsShownMax);
  EXPECT_EQ(report.error_count, static_cast<int64_t>(kImportErrorsShownMax) + 5);
  const std::vector<std::string> lines = ToLines(report);
  EXPECT_EQ(lines.size(), 2 * kImportErrorsShownMax + 3);
  EXPECT_EQ(lines[kImportErrorsShownMax], "f: 5 more errors");
}

TEST(UnknownKeysTest, IsBoundedAndEscaped) {
  UnknownKeys keys;
  EXPECT_TRUE(keys.empty());
  keys.Add("a\nb");
  EXPECT_EQ(keys.ToString(), "a\\nb (1)");
  for (int i = 0; i < 1000; ++i) keys.Add(std::string(1000, 'k') + std::to_string(i));  // All alike when cut.
  for (int i = 0; i < 1000; ++i) keys.Add(std::to_string(i));
  EXPECT_EQ(keys.counts().size(), UnknownKeys::kDistinctMax);
  EXPECT_EQ(keys.other_count(), 1000 - 98);
  EXPECT_LT(keys.ToString().size(), 10000u);
}

}  // namespace
}  // namespace weft
