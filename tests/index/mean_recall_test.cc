#include "gtest/gtest.h"
#include "tests/testing/random_rows.h"
#include "tests/testing/status_matchers.h"
#include "weft/index/candidate_source.h"

namespace weft {
namespace {

// Answers the same whatever the query is.
class FixedSource : public CandidateSource {
 public:
  explicit FixedSource(std::vector<Candidate> answer) : answer_(std::move(answer)) {}
  absl::StatusOr<std::vector<Candidate>> Nearest(Int8Row, int) const override { return answer_; }
  size_t size() const override { return answer_.size(); }

 private:
  const std::vector<Candidate> answer_;
};

class BrokenSource : public CandidateSource {
 public:
  absl::StatusOr<std::vector<Candidate>> Nearest(Int8Row, int) const override { return absl::InternalError("broken"); }
  size_t size() const override { return 0; }
};

const std::vector<int8_t> kOnes(32, 1);
const std::vector<Int8Row> kQueries = {{kOnes.data(), 1.0f}, {kOnes.data(), 2.0f}};

TEST(MeanRecallTest, CountsWhatBothFound) {
  const FixedSource exact({{1, 0.9f}, {2, 0.8f}, {3, 0.7f}, {4, 0.6f}});
  const FixedSource half({{4, 0.6f}, {9, 0.5f}, {1, 0.1f}});
  ASSERT_OK_AND_ASSIGN(double recall, MeanRecall(half, exact, kQueries, 4));
  EXPECT_DOUBLE_EQ(recall, 0.5);
  ASSERT_OK_AND_ASSIGN(double self, MeanRecall(exact, exact, kQueries, 4));
  EXPECT_DOUBLE_EQ(self, 1.0);
  ASSERT_OK_AND_ASSIGN(double nothing_owed, MeanRecall(half, FixedSource({}), kQueries, 4));
  EXPECT_DOUBLE_EQ(nothing_owed, 1.0);
}

TEST(MeanRecallTest, PassesErrorsOn) {
  EXPECT_THAT(MeanRecall(BrokenSource(), FixedSource({}), kQueries, 4),
              StatusIs(absl::StatusCode::kInternal, "broken"));
}

}  // namespace
}  // namespace weft
