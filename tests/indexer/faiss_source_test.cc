#include "indexer/faiss_source.h"

#include <filesystem>
#include <numeric>

#include "gtest/gtest.h"
#include "tests/testing/overwrite_file.h"
#include "tests/testing/random_rows.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"
#include "weft/index/candidate_source.h"

namespace weft {
namespace {

constexpr int kDimension = 64;

class FaissSourceTest : public testing::TestWithParam<FaissKind> {
 protected:
  FaissSourceTest() : rows_(RandomRows(3000, kDimension, 30, 1.0f, 1)), ordinals_(rows_.size()) {
    for (size_t i = 0; i < ordinals_.size(); ++i) ordinals_[i] = static_cast<uint32_t>(3 * i);
    options_.kind = GetParam();
    options_.projected_dimension = 32;
    options_.effort = GetParam() == FaissKind::kHnsw ? 128 : 32;
  }
  std::vector<Int8Row> Queries(const Int8Rows& rows) {
    std::vector<Int8Row> queries;
    for (size_t i = 0; i < rows.size(); ++i) queries.push_back(rows.view().row(i));
    return queries;
  }

  const Int8Rows rows_;
  std::vector<uint32_t> ordinals_;
  FaissOptions options_;
};

TEST_P(FaissSourceTest, FindsNearlyWhatTheExactSearchFindsWithTheSameSimilarities) {
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<FaissSource> source, FaissSource::Build(rows_.view(), ordinals_, options_));
  EXPECT_EQ(source->size(), rows_.size());
  const ExactSource exact(rows_.view(), ordinals_);
  const Int8Rows queries = RandomRows(50, kDimension, 30, 1.0f, 1);
  ASSERT_OK_AND_ASSIGN(double recall, MeanRecall(*source, exact, Queries(queries), 100));
  EXPECT_GE(recall, 0.95);
  for (const Int8Row& query : Queries(queries)) {
    ASSERT_OK_AND_ASSIGN(std::vector<Candidate> found, source->Nearest(query, 10));
    ASSERT_EQ(found.size(), 10u);
    for (size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].similarity, Dot(query, rows_.view().row(found[i].ordinal / 3), kDimension));
      EXPECT_TRUE(i == 0 || Nearer(found[i - 1], found[i]));
    }
  }
}

TEST_P(FaissSourceTest, AWiderSearchFindsMore) {
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<FaissSource> source, FaissSource::Build(rows_.view(), ordinals_, options_));
  const ExactSource exact(rows_.view(), ordinals_);
  const Int8Rows queries = RandomRows(50, kDimension, 30, 1.0f, 1);
  source->SetSearch(1, 1);
  ASSERT_OK_AND_ASSIGN(double narrow, MeanRecall(*source, exact, Queries(queries), 100));
  source->SetSearch(20, 2048);
  ASSERT_OK_AND_ASSIGN(double wide, MeanRecall(*source, exact, Queries(queries), 100));
  EXPECT_GT(wide, narrow);
  EXPECT_GE(wide, 0.995);
}

TEST_P(FaissSourceTest, LoadedAnswersAsBuilt) {
  TempDir dir;
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<FaissSource> built, FaissSource::Build(rows_.view(), ordinals_, options_));
  built->SetSearch(6, 64);
  ASSERT_OK(built->Save(dir.File("index")));
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<FaissSource> loaded,
                       FaissSource::Load(dir.File("index"), rows_.view(), ordinals_));
  for (size_t q = 0; q < rows_.size(); q += 100) {
    ASSERT_OK_AND_ASSIGN(std::vector<Candidate> a, built->Nearest(rows_.view().row(q), 50));
    ASSERT_OK_AND_ASSIGN(std::vector<Candidate> b, loaded->Nearest(rows_.view().row(q), 50));
    ASSERT_EQ(a.size(), b.size());
    for (size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].ordinal, b[i].ordinal);
  }
}

TEST_P(FaissSourceTest, RefusesIndexesOfOtherRowsAndOtherFiles) {
  TempDir dir;
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<FaissSource> built, FaissSource::Build(rows_.view(), ordinals_, options_));
  ASSERT_OK(built->Save(dir.File("index")));
  const Int8Rows fewer = RandomRows(100, kDimension, 3, 1.0f, 2);
  const std::vector<uint32_t> ordinals(ordinals_.begin(), ordinals_.begin() + 100);
  EXPECT_THAT(FaissSource::Load(dir.File("index"), fewer.view(), ordinals).status(), HasReason("SNAPSHOT_CORRUPT"));
  ASSERT_TRUE(OverwriteFile(dir.File("other"), "no index at all, but long enough for a header"));
  EXPECT_THAT(FaissSource::Load(dir.File("other"), rows_.view(), ordinals_).status(), HasReason("SNAPSHOT_CORRUPT"));
  EXPECT_FALSE(FaissSource::Load(dir.File("absent"), rows_.view(), ordinals_).ok());
}

TEST_P(FaissSourceTest, MoreThanThereAreGivesAllItCanFind) {
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<FaissSource> source, FaissSource::Build(rows_.view(), ordinals_, options_));
  source->SetSearch(4, 1 << 20);
  ASSERT_OK_AND_ASSIGN(std::vector<Candidate> found, source->Nearest(rows_.view().row(0), 1 << 20));
  EXPECT_LE(found.size(), rows_.size());
  EXPECT_GE(found.size(), rows_.size() * 9 / 10);
}

INSTANTIATE_TEST_SUITE_P(Kinds, FaissSourceTest, testing::Values(FaissKind::kHnsw, FaissKind::kIvf),
                         [](const auto& info) { return std::string(FaissKindName(info.param)); });

TEST(FaissSourceLoaderTest, RefusesOtherTypes) {
  Manifest manifest;
  manifest.index_type[0] = "of-tomorrow";
  EXPECT_THAT(FaissSourceLoader()("path", Facet::kInterests, manifest, SnapshotArrays()).status(),
              HasReason("SNAPSHOT_FOREIGN"));
}

}  // namespace
}  // namespace weft
