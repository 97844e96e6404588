#ifndef WEFT_TESTS_INDEXER_SMALL_IMPORT_H_
#define WEFT_TESTS_INDEXER_SMALL_IMPORT_H_

#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "indexer/importer.h"
#include "indexer/snapshot_builder.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/hash_embedder.h"
#include "tests/testing/overwrite_file.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"
#include "weft/store/store.h"

namespace weft {

// A data directory with a store, and files to import into its network "food".
class SmallImport : public testing::Test {
 protected:
  SmallImport() : embedder_(64), network_(*NetworkName::FromId("food")) {
    auto store = Store::Open(dir_.path(), &clock_, Store::Options());
    EXPECT_OK(store);
    store_ = *std::move(store);
  }

  absl::StatusOr<ImportResult> Import(const std::string& members, const std::string& ties,
                                      ImportOptions options = ImportOptions()) {
    if (!members.empty()) {
      options.members_path = files_.File("members.jsonl");
      EXPECT_TRUE(OverwriteFile(options.members_path, members));
    }
    if (!ties.empty()) {
      options.ties_path = files_.File("ties.csv");
      EXPECT_TRUE(OverwriteFile(options.ties_path, ties));
    }
    return Importer(store_.get(), &embedder_, network_).Run(options);
  }
  absl::StatusOr<BuildResult> Build(BuildOptions options = BuildOptions()) {
    return BuildAndPublish(dir_.path(), *store_, "food", embedder_, clock_, options);
  }

  TempDir dir_;
  TempDir files_;
  FakeClock clock_;
  HashEmbedder embedder_;
  const NetworkName network_;
  std::unique_ptr<Store> store_;
};

constexpr char kFoodMembers[] =
    R"({"id":"dan","offers":["Grant Writing"],"circles":["board"]}
{"id":"ann","display_name":"Ann","bio":"I grow old varieties.","interests":["seed saving","Seed  Saving"],)"
    R"("needs":["grant writing"],"circles":["garden","board"],"languages":["en"],"organization":"Seed Bank"}
{"id":"bob","interests":["web design","seed saving"],"circles":["garden"],"languages":["de","en"]}
{"id":"cid"}
)";
constexpr char kFoodTies[] = "a,b,weight,time\nbob,ann,2,2026-01-01\nbob,dan,2,\n";

}  // namespace weft

#endif  // WEFT_TESTS_INDEXER_SMALL_IMPORT_H_
