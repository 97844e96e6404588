#include "weft/snapshot/manifest.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gtest/gtest.h"
#include "tests/testing/small_snapshot.h"
#include "tests/testing/status_matchers.h"
#include "weft/base/file.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

Manifest Sample() {
  Manifest manifest = SmallManifest(*SmallContent(), "v1");
  manifest.provisional_clusters = true;
  manifest.index_type[1] = "hnsw";
  manifest.index_type[2] = "none";
  manifest.recall[1] = 0.991;
  manifest.files = {{"a.arrays", 12, Checksum("a")}, {"b.arrays", uint64_t{1} << 63, Checksum("b")}};
  return manifest;
}

// The manifest with a body of one's own and the right checksum.
std::string Signed(const std::string& body) { return absl::StrCat("weft-snapshot ", Checksum(body), "\n", body); }

std::string Body(const Manifest& manifest) {
  const std::string text = manifest.Serialize();
  return text.substr(text.find('\n') + 1);
}

TEST(ManifestTest, RoundTrip) {
  const Manifest manifest = Sample();
  ASSERT_OK_AND_ASSIGN(Manifest back, Manifest::Parse(manifest.Serialize(), "m"));
  EXPECT_EQ(back.Serialize(), manifest.Serialize());
  EXPECT_EQ(back.network, "food");
  EXPECT_EQ(back.change_sequence, 9);
  EXPECT_EQ(back.dimension, 32);
  EXPECT_EQ(back.cluster_count, 1u);
  EXPECT_EQ(back.fine_cluster_count, 2u);
  EXPECT_TRUE(back.provisional_clusters);
  EXPECT_EQ(back.next_cluster_id, 15u);
  EXPECT_EQ(back.index_type[1], "hnsw");
  EXPECT_EQ(back.recall[1], 0.991);
  ASSERT_EQ(back.files.size(), 2u);
  EXPECT_EQ(back.files[1].size, uint64_t{1} << 63);
}

TEST(ManifestTest, EveryFlippedBitAndTruncationIsNoticed) {
  const std::string text = Sample().Serialize();
  for (size_t bit = 0; bit < text.size() * 8; ++bit) {
    std::string changed = text;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    ASSERT_THAT(Manifest::Parse(changed, "the/manifest").status(), HasReason("SNAPSHOT_CORRUPT")) << bit;
  }
  for (size_t size = 0; size < text.size(); ++size) {
    ASSERT_THAT(Manifest::Parse(text.substr(0, size), "the/manifest").status(),
                StatusIs(absl::StatusCode::kDataLoss, HasSubstr("the/manifest")));
  }
}

TEST(ManifestTest, AnotherFormatIsForeign) {
  Manifest manifest = Sample();
  for (const int format : {kSnapshotFormat - 1, kSnapshotFormat + 1}) {
    manifest.format = format;
    const absl::Status status = Manifest::Parse(manifest.Serialize(), "m").status();
    EXPECT_THAT(status, HasReason("SNAPSHOT_FOREIGN"));
    EXPECT_THAT(status.message(), HasSubstr(absl::StrCat("it has format ", format, ", this program reads ",
                                                         kSnapshotFormat, "; build the snapshot again")));
  }
}

TEST(ManifestTest, TheNextClusterIdIsReadOfAnyFormat) {
  Manifest manifest = Sample();
  manifest.next_cluster_id = 77;
  manifest.format = 1;
  EXPECT_EQ(Manifest::NextClusterId(manifest.Serialize()), 77u);
  EXPECT_EQ(Manifest::NextClusterId(Signed("{\"next_cluster_id\": 5}")), 5u);
  for (const std::string& bad :
       {std::string(), manifest.Serialize() + " ", Signed("{}"), Signed("7"), Signed("{\"next_cluster_id\": 0}"),
        Signed("{\"next_cluster_id\": \"5\"}"), Signed("{\"next_cluster_id\": 18446744073709551615}")}) {
    EXPECT_EQ(Manifest::NextClusterId(bad), absl::nullopt) << bad;
  }
}

TEST(ManifestTest, WrongTypesAndValuesAreRefusedDespiteARightChecksum) {
  const std::string body = Body(Sample());
  ASSERT_OK(Manifest::Parse(Signed(body), "m").status());
  const struct {
    const char* from;
    const char* to;
  } cases[] = {
      {"\"format\": 3", "\"format\": \"2\""},
      {"\"network\": \"food\"", "\"network\": \"../food\""},
      {"\"network\": \"food\"", "\"network\": 7"},
      {"\"change_sequence\": 9", "\"change_sequence\": 18446744073709551615"},
      {"\"change_sequence\": 9", "\"change_sequence\": 9.5"},
      {"\"dimension\": 32", "\"dimension\": 33"},
      {"\"dimension\": 32", "\"dimension\": -32"},
      {"\"dimension\": 32", "\"dimension\": 131072"},
      {"\"member_count\": 4", "\"member_count\": -4"},
      {"\"median_weight\": 2.0", "\"median_weight\": 0"},
      {"\"median_weight\": 2.0", "\"median_weight\": null"},
      {"\"hnsw\",", ""},
      {"\"hnsw\"", "8"},
      {"0.991", "\"high\""},
      {"\"name\": \"a.arrays\"", "\"name\": \"../a\""},
      {"\"name\": \"a.arrays\"", "\"name\": null"},
      {"\"size\": 12", "\"size\": -12"},
      {"\"files\": [", "\"files\": [3,"},
      {"{\n  \"format\"", "[\n  \"format\""},
  };
  for (const auto& c : cases) {
    const std::string changed = absl::StrReplaceAll(body, {{c.from, c.to}});
    ASSERT_NE(changed, body) << c.from;
    EXPECT_THAT(Manifest::Parse(Signed(changed), "m").status(), HasReason("SNAPSHOT_CORRUPT")) << c.to;
  }
}

}  // namespace
}  // namespace weft
