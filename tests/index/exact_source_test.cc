#include <algorithm>
#include <numeric>

#include "gtest/gtest.h"
#include "tests/testing/random_rows.h"
#include "tests/testing/status_matchers.h"
#include "weft/index/candidate_source.h"

namespace weft {
namespace {

std::vector<uint32_t> EverySecond(size_t count) {
  std::vector<uint32_t> ordinals(count);
  for (size_t i = 0; i < count; ++i) ordinals[i] = static_cast<uint32_t>(2 * i + 1);
  return ordinals;
}

// The obvious way: all of them, sorted.
std::vector<Candidate> SortedAll(const Int8RowsView& rows, const std::vector<uint32_t>& ordinals, Int8Row query) {
  std::vector<Candidate> all;
  for (size_t i = 0; i < rows.size(); ++i) {
    const float scale = query.scale * rows.scales[i];
    all.push_back(
        {ordinals[i], scale * static_cast<float>(DotInt8Portable(query.data, rows.row(i).data, rows.dimension))});
  }
  std::sort(all.begin(), all.end(), Nearer);
  return all;
}

void ExpectSame(const std::vector<Candidate>& found, const std::vector<Candidate>& all, size_t limit) {
  ASSERT_EQ(found.size(), std::min(limit, all.size()));
  for (size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].ordinal, all[i].ordinal) << i;
    EXPECT_EQ(found[i].similarity, all[i].similarity) << i;
  }
}

TEST(ExactSourceTest, GivesTheHeadOfTheSortedListAtEveryLimit) {
  for (size_t count : {1, 2, 31, 500}) {
    const Int8Rows rows = RandomRows(count, 64, 5, 1.0f, count);
    const std::vector<uint32_t> ordinals = EverySecond(count);
    const ExactSource source(rows.view(), ordinals);
    EXPECT_EQ(source.size(), count);
    for (size_t q = 0; q < count; q += 7) {
      const std::vector<Candidate> all = SortedAll(rows.view(), ordinals, rows.view().row(q));
      for (int limit : {1, 2, 7, 30, 100, 499, 500, 501, 1 << 30}) {
        ASSERT_OK_AND_ASSIGN(std::vector<Candidate> found, source.Nearest(rows.view().row(q), limit));
        ExpectSame(found, all, static_cast<size_t>(limit));
      }
    }
  }
}

TEST(ExactSourceTest, TiesGoByOrdinal) {
  Int8Rows rows(32);
  for (int i = 0; i < 20; ++i) rows.Add(std::vector<float>(32, i % 2 == 0 ? 0.5f : 0.25f));
  const std::vector<uint32_t> ordinals = EverySecond(20);
  const ExactSource source(rows.view(), ordinals);
  const std::vector<Candidate> all = SortedAll(rows.view(), ordinals, rows.view().row(0));
  for (int limit = 1; limit <= 21; ++limit) {
    ASSERT_OK_AND_ASSIGN(std::vector<Candidate> found, source.Nearest(rows.view().row(0), limit));
    ExpectSame(found, all, static_cast<size_t>(limit));
  }
}

TEST(ExactSourceTest, WithoutRowsFindsNothing) {
  const Int8Rows rows(32);
  const ExactSource source(rows.view(), {});
  const std::vector<int8_t> ones(32, 1);
  ASSERT_OK_AND_ASSIGN(std::vector<Candidate> found, source.Nearest({ones.data(), 1}, 10));
  EXPECT_TRUE(found.empty());
}

TEST(ExactSourceTest, ZeroRowsRankByOrdinal) {
  Int8Rows rows(32);
  for (int i = 0; i < 5; ++i) rows.Add(std::vector<float>(32, 0.0f));
  std::vector<uint32_t> ordinals(5);
  std::iota(ordinals.begin(), ordinals.end(), 0u);
  const ExactSource source(rows.view(), ordinals);
  ASSERT_OK_AND_ASSIGN(std::vector<Candidate> found, source.Nearest(rows.view().row(0), 3));
  ExpectSame(found, {{0, 0.0f}, {1, 0.0f}, {2, 0.0f}}, 3);
}

}  // namespace
}  // namespace weft
