#include "weft/introductions/introduction_id.h"

#include <set>

#include "gtest/gtest.h"
#include "weft/base/names.h"

namespace weft {
namespace {

TEST(IntroductionIdTest, EachNumberGivesAnotherValidId) {
  std::set<std::string> ids;
  for (int64_t sequence = 1; sequence <= 10000; ++sequence) {
    const std::string id = IntroductionIdAt(sequence);
    ASSERT_TRUE(IsValidId(id)) << id;
    ids.insert(id);
  }
  EXPECT_EQ(ids.size(), 10000);
}

}  // namespace
}  // namespace weft
