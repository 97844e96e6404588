#include "weft/embedding/embedder.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

class ThreeWide : public Embedder {
 public:
  const std::string& fingerprint() const override { return fingerprint_; }
  int dimension() const override { return 3; }
  absl::Status Embed(absl::Span<const std::string>, absl::Span<float>) const override { return absl::OkStatus(); }

 private:
  const std::string fingerprint_ = "three";
};

TEST(CheckRowsTest, AcceptsOneRowATextOnly) {
  const std::vector<std::string> texts = {"a", "b"};
  EXPECT_OK(CheckRows(ThreeWide(), texts, std::vector<float>(6)));
  EXPECT_OK(CheckRows(ThreeWide(), {}, {}));
  EXPECT_THAT(CheckRows(ThreeWide(), texts, std::vector<float>(5)),
              StatusIs(absl::StatusCode::kInvalidArgument, testing::HasSubstr("hold 5 floats; 2 texts need 6")));
}

}  // namespace
}  // namespace weft
