#include "indexer/facet_index.h"

#include <numeric>

#include "gtest/gtest.h"
#include "indexer/faiss_source.h"
#include "indexer/index_choice.h"
#include "tests/testing/random_rows.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft {
namespace {

TEST(ChooseIndexTest, GoesByTheNumberOfRows) {
  EXPECT_FALSE(ChooseIndex(0).has_value());
  EXPECT_FALSE(ChooseIndex(kExactRowsMax).has_value());
  EXPECT_EQ(ChooseIndex(kExactRowsMax + 1)->kind, FaissKind::kHnsw);
  EXPECT_EQ(ChooseIndex(kHnswRowsMax)->kind, FaissKind::kHnsw);
  EXPECT_EQ(ChooseIndex(kHnswRowsMax + 1)->kind, FaissKind::kIvf);
}

TEST(WidenedTest, EndsSomewhere) {
  absl::optional<FaissOptions> options = ChooseIndex(kExactRowsMax + 1);
  int steps = 0;
  for (; options.has_value(); ++steps) {
    const FaissOptions before = *options;
    options = Widened(before);
    if (!options.has_value()) break;
    EXPECT_GT(options->effort, before.effort);
    EXPECT_GT(options->proposals, before.proposals);
  }
  EXPECT_GT(steps, 2);
  EXPECT_LT(steps, 12);
}

TEST(BuildFacetIndexTest, SmallFacetsAreSearchedExactly) {
  TempDir dir;
  FacetIndexOptions options;
  options.directory = dir.path();
  SnapshotArrays arrays;
  ASSERT_OK_AND_ASSIGN(FacetIndex none, BuildFacetIndex(arrays, Facet::kNeeds, options));
  EXPECT_EQ(none.type, "none");
  const Int8Rows rows = RandomRows(10, 32, 2, 1.0f, 1);
  std::vector<uint32_t> ordinals(10);
  std::iota(ordinals.begin(), ordinals.end(), 0u);
  arrays.facet_rows[2] = rows.view();
  arrays.facet_ordinals[2] = ordinals;
  ASSERT_OK_AND_ASSIGN(FacetIndex exact, BuildFacetIndex(arrays, Facet::kNeeds, options));
  EXPECT_EQ(exact.type, "exact");
  EXPECT_EQ(exact.path, "");
  EXPECT_EQ(exact.recall, 1);
}

TEST(BuildFacetIndexTest, LargeFacetsGetAnIndexThatFindsEnough) {
  TempDir dir;
  FacetIndexOptions options;
  options.directory = dir.path();
  options.queries = 50;
  options.threads = 2;
  const Int8Rows rows = RandomRows(kExactRowsMax + 1, 64, 200, 1.0f, 3);
  const Int8Rows needs = RandomRows(300, 64, 200, 1.0f, 3);
  std::vector<uint32_t> ordinals(rows.size());
  std::iota(ordinals.begin(), ordinals.end(), 0u);
  SnapshotArrays arrays;
  for (int f : {0, 1}) {
    arrays.facet_rows[f] = rows.view();
    arrays.facet_ordinals[f] = ordinals;
  }
  arrays.facet_rows[2] = needs.view();
  for (Facet facet : {Facet::kInterests, Facet::kOffers}) {
    ASSERT_OK_AND_ASSIGN(FacetIndex index, BuildFacetIndex(arrays, facet, options));
    EXPECT_EQ(index.type, "hnsw");
    EXPECT_GE(index.recall, kRecallMin);
    EXPECT_OK(FaissSource::Load(index.path, rows.view(), ordinals).status());
  }
}

}  // namespace
}  // namespace weft
