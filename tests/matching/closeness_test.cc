#include "weft/matching/closeness.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/testing/test_network.h"
#include "weft/base/random.h"

namespace weft {
namespace {

TestNetwork RandomNetwork(uint64_t seed, int members, int ties) {
  TestNetwork network;
  Random random(seed);
  for (int i = 0; i < members; ++i) {
    v1::Member& member = network.Add(absl::StrCat("m", i));
    for (int c = 0; c < 4; ++c) {
      if (random.Below(4) == 0) member.add_circles(absl::StrCat("circle-", c));
    }
  }
  for (int i = 0; i < ties; ++i) {
    const uint64_t a = random.Below(members), b = random.Below(members);
    if (a != b) network.Tie(absl::StrCat("m", a), absl::StrCat("m", b), 1 + static_cast<double>(random.Below(5)));
  }
  return network;
}

// The formulas of the header as dense matrices.
class Reference {
 public:
  explicit Reference(const NetworkView& view) : view_(view), s_(view.size(), std::vector<double>(view.size())) {
    for (uint32_t u = 0; u < view.size(); ++u) {
      const TiesView ties = view.ties(u);
      for (size_t i = 0; i < ties.size(); ++i) s_[u][ties.neighbors[i]] = ties.strengths[i];
    }
  }
  double Common(uint32_t i, uint32_t j) const {
    double sum = 0;
    for (uint32_t u = 0; u < view_.size(); ++u) {
      sum += s_[i][u] * s_[u][j] / std::log(1 + std::max(2.0, static_cast<double>(view_.degree(u))));
    }
    return sum;
  }
  double Wider(uint32_t i, uint32_t j) const {
    double sum = 0;
    for (uint32_t u = 0; u < view_.size(); ++u) {
      for (uint32_t v = 0; v < view_.size(); ++v) {
        if (v != i && s_[i][u] > 0 && s_[u][v] > 0) sum += s_[i][u] * s_[u][v] / K(u) * s_[v][j] / K(v);
      }
    }
    return sum;
  }
  double CircleOut(uint32_t i, uint32_t j) const {
    double sum = 0;
    for (uint32_t circle : view_.member(i).circles) {
      for (uint32_t u : view_.CircleMembers(circle)) {
        if (u != i && K(u) > 0) sum += s_[u][j] / K(u) / view_.CircleSize(circle);
      }
    }
    return sum;
  }
  double CircleIn(uint32_t i, uint32_t j) const {
    double sum = 0;
    for (uint32_t circle : view_.member(j).circles) {
      for (uint32_t u : view_.CircleMembers(circle)) {
        if (K(u) > 0) sum += s_[i][u] / K(u) / view_.CircleSize(circle);
      }
    }
    return sum;
  }

 private:
  double K(uint32_t u) const {
    double sum = 0;
    for (double s : s_[u]) sum += s;
    return sum;
  }
  const NetworkView& view_;
  std::vector<std::vector<double>> s_;
};

TEST(ClosenessTest, IsAsInTheReference) {
  for (uint64_t seed : {1, 2, 3}) {
    const auto view = RandomNetwork(seed, 40, 90).Snapshot();
    const Reference reference(*view);
    for (uint32_t i = 0; i < view->size(); ++i) {
      const Seeker seeker = SeekerFromProfile(*view, i);
      const Closeness closeness(*view, seeker);
      for (uint32_t j = 0; j < view->size(); ++j) {
        if (j == i) continue;
        EXPECT_NEAR(closeness.common(j), reference.Common(i, j), 1e-5);
        EXPECT_NEAR(closeness.wider(j), reference.Wider(i, j), 1e-5);
        EXPECT_NEAR(closeness.circle_out(j), reference.CircleOut(i, j), 1e-5);
        EXPECT_NEAR(closeness.circle_in(view->member(j).circles), reference.CircleIn(i, j), 1e-5);
      }
    }
  }
}

TEST(ClosenessTest, TheNearestComeFirst) {
  const auto view = RandomNetwork(4, 40, 90).Snapshot();
  const Seeker seeker = SeekerFromProfile(*view, 0);
  const Closeness closeness(*view, seeker);
  const std::vector<uint32_t> nearest = closeness.NearestByWider(7);
  ASSERT_LE(nearest.size(), 7u);
  for (size_t i = 1; i < nearest.size(); ++i) {
    EXPECT_GE(closeness.wider(nearest[i - 1]), closeness.wider(nearest[i]));
  }
  EXPECT_GT(closeness.wider(nearest.back()), 0);
}

// Knowing more people elsewhere brings nobody nearer.
TEST(ClosenessTest, TiesElsewhereRaiseNothing) {
  TestNetwork network;
  for (const char* id : {"me", "friend", "other"}) network.Add(id);
  network.Get("me").add_circles("choir");
  network.Get("other").add_circles("bees");
  network.Tie("me", "friend");
  network.Tie("friend", "other");
  const auto values = [](const TestNetwork& n) {
    const auto view = n.Snapshot();
    const uint32_t other = *view->Find("other");
    const Seeker seeker = SeekerFromProfile(*view, *view->Find("me"));
    const Closeness c(*view, seeker);
    return std::vector<float>{c.common(other), c.wider(other), c.circle_out(other),
                              c.circle_in(view->member(other).circles)};
  };
  const std::vector<float> before = values(network);
  for (int i = 0; i < 30; ++i) {
    network.Add(absl::StrCat("fan", i));
    network.Tie("other", absl::StrCat("fan", i));
  }
  const std::vector<float> after = values(network);
  for (size_t kernel = 0; kernel < before.size(); ++kernel) EXPECT_LE(after[kernel], before[kernel] + 1e-6f) << kernel;
}

TEST(ClosenessScalesTest, AreTypicalOfTheNetworkAndDefaultsWithoutTies) {
  const auto view = RandomNetwork(5, 60, 150).Snapshot();
  const ClosenessScales scales = MeasureClosenessScales(*view, 1);
  EXPECT_GT(scales.common, 0);
  EXPECT_NE(scales.common, ClosenessScales().common);
  TestNetwork nobody;
  for (int i = 0; i < 20; ++i) nobody.Add(absl::StrCat("m", i));
  EXPECT_EQ(MeasureClosenessScales(*nobody.Snapshot(), 1).common, ClosenessScales().common);
}

}  // namespace
}  // namespace weft
