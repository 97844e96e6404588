// The rules of STYLE that a program can check, held against the source tree. Each rule is a test by name, and each has
// an example that shows that it bites.

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/paths.h"
#include "tests/tidy/rules.h"
#include "tests/tidy/source_tree.h"

namespace weft::tidy {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::SizeIs;

struct Rule {
  const char* name;
  Problems (*check)(const SourceTree&);
  SourceTree bad;   // Each file breaks the rule once.
  SourceTree good;  // Looks alike, and does not.
};

void PrintTo(const Rule& rule, std::ostream* out) { *out << rule.name; }

std::vector<Rule> Rules() {
  return {
      {"IncludesFollowTheArrows",
       CheckArrows,
       {{"weft/base/x.h", "#include \"weft/store/store.h\"\n"},
        {"weft/graph/x.cc", "#include \"weft/profile/profile.h\"\n"},
        {"weft/matching/x.cc", "#include \"service/server.h\"\n"},
        {"weft/store/x.cc", "#include \"weft/v1/member_service.pb.h\"\n"},
        {"weft/store/y.cc", "#include \"weft/v1/error_details.pb.h\"\n"},
        {"weft/store/z.cc", "#include \"weft/v1/member.grpc.pb.h\"\n"},
        {"indexer/x.cc", "#include <grpcpp/server.h>\n"},
        {"indexer/y.cc", "#include \"cli/command.h\"\n"},
        {"cli/x.cc", "#include \"weft/base/error.h\"\n"},
        {"service/x.cc", "#include \"tests/testing/temp_dir.h\"\n"},
        {"service/y.cc", "#include \"bench/ranking.h\"\n"}},
       {{"weft/matching/x.cc", "#include \"weft/embedding/embedder.h\"\n#include \"weft/v1/member.pb.h\"\n"},
        {"cli/x.cc", "#include \"weft/v1/member_service.grpc.pb.h\"\n#include \"cli/y.h\"\n"},
        {"service/x.cc", "#include <grpcpp/server.h>\n#include \"indexer/faiss_source.h\"\n"},
        {"tests/base/x_test.cc", "#include \"service/server.h\"\n"},
        {"weft/base/x.h", "// #include \"weft/store/store.h\"\n"}}},
      {"LibrariesStayAtTheirEdges",
       CheckLibraryEdges,
       {{"indexer/x.cc", "#include <faiss/Index.h>\n"},
        {"service/x.cc", "#include \"sqlite3.h\"\n"},
        {"weft/introductions/x.cc", "#include <lemon/matching.h>\n"},
        {"weft/graph/x.cc", "#include <igraph/igraph.h>\n"}},
       {{"indexer/faiss_source.cc", "#include <faiss/Index.h>\n"},
        {"weft/store/x.cc", "#include <sqlite3.h>\n"},
        {"tests/graph/x_test.cc", "#include <igraph/igraph.h>\n"}}},
      {"ExceptionsStopAtTheEdges",
       CheckExceptions,
       {{"weft/base/x.cc", "  } catch (...) {\n"}, {"service/x.cc", "  throw 1;\n"}},
       {{"weft/base/x.cc", "// We never throw.\nint catcher();\n"},
        {"tests/x_test.cc", "EXPECT_THROW(throw 1, int);\n"}}},
      {"HeadersUseAbslTypes",
       CheckAbslTypes,
       {{"weft/base/x.h", "void F(std::string_view s);\n"},
        {"tests/testing/x.h", "#include <optional>\n"},
        {"cli/x.h", "std::optional<int> F();\n"}},
       {{"weft/base/x.h", "#include \"absl/types/optional.h\"\nvoid F(absl::string_view s);\n"}}},
      {"EverySourceHasATest",
       CheckTestsMirror,
       {{"weft/base/x.cc", ""}, {"cli/x.cc", ""}, {"service/x.cc", ""}},
       {{"weft/base/y.cc", ""},
        {"tests/base/y_test.cc", ""},
        {"weft/store/store.cc", ""},
        {"tests/store/store_write_test.cc", ""},
        {"cli/weftctl_main.cc", ""}}},
      {"NoNameIsACatchAll",
       CheckNames,
       {{"weft/base/string_util.h", ""}, {"service/common/x.cc", ""}, {"tests/test_helpers.h", ""}},
       {{"weft/base/utilization.h", ""}, {"docs/commons.md", ""}}},
      {"HeaderGuardsFollowThePath",
       CheckHeaderGuards,
       {{"weft/base/x.h", "#ifndef WEFT_X_H_\n#define WEFT_X_H_\n"}, {"cli/y.h", "#pragma once\n"}},
       {{"weft/base/x.h", "#ifndef WEFT_BASE_X_H_\n#define WEFT_BASE_X_H_\n"},
        {"client-examples/y.h", "#ifndef WEFT_CLIENT_EXAMPLES_Y_H_\n#define WEFT_CLIENT_EXAMPLES_Y_H_\n"}}},
      {"NoMachineAndNoHostIsNamed",
       CheckMachinesAndHosts,
       {{"docs/x.md", "see /home/ada/weft\n"},
        {"scripts/x", "cp a /root/b\n"},
        {"scripts/y", "curl https://npmjs.org/buf\n"}},
       {{"docs/x.md", "see https://weft.example/home/ada and ./work/x\n"}}},
      {"NoFileIsLong",
       CheckLength,
       {{"weft/base/x.cc", std::string(451, '\n')}},
       {{"weft/base/x.cc", std::string(450, '\n')}, {"samples/x.jsonl", std::string(1000, '\n')}}},
      {"TestsDoNotSleep",
       CheckTestsDoNotSleep,
       {{"tests/x_test.cc", "  absl::SleepFor(absl::Seconds(1));\n"},
        {"tests/y_test.cc", "  std::this_thread::sleep_for(x);\n"},
        {"tests/z.h", "  usleep(3);\n"}},
       {{"cli/x.cc", "absl::SleepFor(pause);\n"}, {"tests/x_test.cc", "// never sleep (it is slow)\nint asleep();\n"}}},
      {"NothingIsLeftForLater",
       CheckNothingLeftForLater,
       {{"weft/base/x.cc", "// TODO: write\n"}, {"docs/x.md", "FIXME\n"}},
       {{"weft/base/x.cc", "// In Spanish, todo is all.\n"}}},
  };
}

class TidyTest : public testing::TestWithParam<Rule> {};

TEST_P(TidyTest, HoldsInTheTree) {
  static const SourceTree& tree = *new SourceTree(ReadSourceTree(SourcePath("")));
  EXPECT_THAT(GetParam().check(tree), IsEmpty());
}

TEST_P(TidyTest, BitesEachBadExample) {
  for (const SourceFile& file : GetParam().bad) EXPECT_THAT(GetParam().check({file}), SizeIs(1)) << file.path;
}

TEST_P(TidyTest, SparesTheGoodExamples) { EXPECT_THAT(GetParam().check(GetParam().good), IsEmpty()); }

INSTANTIATE_TEST_SUITE_P(All, TidyTest, testing::ValuesIn(Rules()), [](const auto& info) { return info.param.name; });

TEST(SourceTreeTest, HoldsTheCodeAndNoBuildTrees) {
  const SourceTree tree = ReadSourceTree(SourcePath(""));
  std::vector<std::string> paths;
  for (const SourceFile& file : tree) paths.push_back(file.path);
  EXPECT_THAT(paths, IsSupersetOf({"CMakeLists.txt", "weft/base/error.h", "cli/weftctl.cc", "scripts/bootstrap"}));
  EXPECT_THAT(paths, testing::Each(testing::Not(testing::StartsWith("build"))));
  EXPECT_THAT(paths, testing::Not(Contains(testing::HasSubstr(".deps"))));
}

}  // namespace
}  // namespace weft::tidy
