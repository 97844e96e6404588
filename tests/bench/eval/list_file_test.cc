#include "bench/eval/list_file.h"

#include "bench/eval/network_reader.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/eval_files.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"
#include "weft/base/file.h"

namespace weft {
namespace {

TEST(ListFileTest, OneLineAnEntry) {
  const EvalFiles files(BareMembers("abcd"), "a,b\n", "a,b\na,b\n");
  ASSERT_OK_AND_ASSIGN(const ReadNetwork read, ReadEvalNetwork(files.Get()));
  MethodLists weft;
  weft.method = "weft_0.3";
  weft.lists = {{3, 1}, {0}, {}, {}};
  weft.kinds = {{ListKind::kStrongFit, ListKind::kWeakTie}, {ListKind::kStrongFit}, {}, {}};
  MethodLists other;
  other.method = "popularity";
  other.lists = {{2}, {}, {}, {}};
  const std::string expected =
      "method,member,rank,candidate,kind\n"
      "weft_0.3,a,1,d,strong_fit\n"
      "weft_0.3,a,2,b,weak_tie\n"
      "weft_0.3,b,1,a,strong_fit\n"
      "popularity,a,1,c,\n";
  EXPECT_EQ(ListsAsCsv(read.network, {weft, other}), expected);
  TempDir dir;
  ASSERT_OK(WriteLists(dir.File("lists.csv"), read.network, {weft, other}));
  ASSERT_OK_AND_ASSIGN(const std::string written, ReadFile(dir.File("lists.csv")));
  EXPECT_EQ(written, expected);
  EXPECT_FALSE(WriteLists(dir.File("none/lists.csv"), read.network, {}).ok());
}

}  // namespace
}  // namespace weft
