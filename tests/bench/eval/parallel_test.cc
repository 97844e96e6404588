#include "bench/eval/parallel.h"

#include <atomic>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

TEST(InParallelTest, DoesEachOnce) {
  for (int threads : {1, 2, 7}) {
    std::vector<std::atomic<int>> done(100);
    EXPECT_OK(InParallel(done.size(), threads, "", nullptr, [&done](size_t i) {
      ++done[i];
      return absl::OkStatus();
    }));
    for (const std::atomic<int>& times : done) EXPECT_EQ(times, 1);
  }
}

TEST(InParallelTest, NothingToDoIsDone) {
  EXPECT_OK(InParallel(0, 3, "", nullptr, [](size_t) { return absl::InternalError("called"); }));
}

TEST(InParallelTest, AnErrorEndsIt) {
  std::atomic<int> calls{0};
  const absl::Status status = InParallel(1000, 1, "", nullptr, [&calls](size_t i) {
    ++calls;
    return i == 3 ? absl::DataLossError(absl::StrCat("at ", i)) : absl::OkStatus();
  });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kDataLoss, "at 3"));
  EXPECT_EQ(calls, 4);
}

TEST(InParallelTest, ProgressComesFromTheCallingThread) {
  uint64_t last = 0;
  const Progress progress = [&last](absl::string_view stage, uint64_t done, uint64_t total) {
    EXPECT_EQ(stage, "counting");
    EXPECT_EQ(total, 50u);
    last = done;
  };
  EXPECT_OK(InParallel(50, 1, "counting", progress, [](size_t) { return absl::OkStatus(); }));
  EXPECT_EQ(last, 50u);
}

}  // namespace
}  // namespace weft
