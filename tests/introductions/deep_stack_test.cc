#include "weft/introductions/deep_stack.h"

#include "gtest/gtest.h"
#include "weft/base/error.h"

namespace weft {
namespace {

// Not a tail call: each level keeps an array that the next one fills.
int Descend(int depth, volatile char* above) {
  volatile char page[1024];
  page[0] = static_cast<char>(above[0] + 1);
  if (depth == 0) return page[0];
  const int below = Descend(depth - 1, page);
  return below + (page[0] == above[0] ? 1 : 0);
}

TEST(DeepStackTest, HoldsARecursionThatTheCallersStackWouldNot) {
  volatile char top[1] = {0};
  int result = -1000;
  constexpr int kDepth = 64 << 10;  // 64 MiB and more.
  ASSERT_TRUE(RunOnDeepStack(size_t{256} << 20, [&] { result = Descend(kDepth, top); }).ok());
  EXPECT_NE(result, -1000);
}

TEST(DeepStackTest, SaysWhenThereIsNoRoom) {
  bool ran = false;
  const absl::Status status = RunOnDeepStack(size_t{1} << 60, [&ran] { ran = true; });
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(DetailOf(status)->reason, "NO_DEEP_STACK");
  EXPECT_FALSE(ran);
}

}  // namespace
}  // namespace weft
