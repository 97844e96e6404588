#include "tests/e2e/process.h"

#include <signal.h>

#include "absl/time/clock.h"
#include "gtest/gtest.h"

namespace weft::e2e {
namespace {

TEST(ProcessTest, CollectsWhatAProgramSaysAndHowItEnds) {
  Finished finished = RunToEnd({"/bin/sh", "-c", "echo out; echo \"$WORD\" >&2; exit 3"}, {"WORD=err"});
  EXPECT_EQ(finished.exit_code, 3);
  EXPECT_EQ(finished.out, "out\n");
  EXPECT_EQ(finished.err, "err\n");
}

TEST(ProcessTest, WaitsForALineAndForTheEnd) {
  std::unique_ptr<Process> process =
      Process::Start({"/bin/sh", "-c", "echo one >&2; echo two >&2; exec tail -f /dev/null"});
  EXPECT_EQ(process->WaitForErrLine("tw", absl::Now() + absl::Minutes(1)).value_or(""), "two");
  EXPECT_FALSE(process->Wait(absl::Now()).has_value());
  process->Signal(SIGTERM);
  EXPECT_EQ(process->Wait(absl::Now() + absl::Minutes(1)).value_or(Finished()).exit_code, 128 + SIGTERM);
  EXPECT_FALSE(process->WaitForErrLine("three", absl::InfiniteFuture()).has_value());
}

}  // namespace
}  // namespace weft::e2e
