#include "weft/profile/tie_reader.h"

#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Read {
  explicit Read(const std::string& text) {
    std::istringstream in(text);
    absl::StatusOr<ReadSummary> read = ReadTies(
        &in, *NetworkName::FromId("n"),
        [this](TieRow row) {
          ties.push_back(absl::StrCat(row.line, ":", row.tie.member_a().substr(19), "-", row.tie.member_b().substr(19),
                                      " ", row.tie.weight()));
          if (row.tie.has_period()) absl::StrAppend(&ties.back(), " period ", row.tie.period());
          if (row.tie.has_last_contact()) absl::StrAppend(&ties.back(), " at ", row.tie.last_contact().seconds());
          if (!row.tie.kind().empty()) absl::StrAppend(&ties.back(), " (", row.tie.kind(), ")");
          return absl::OkStatus();
        },
        [this](ImportError error) { errors.push_back(ToLine("f", error)); });
    EXPECT_OK(read);
    if (read.ok()) summary = *read;
  }
  std::vector<std::string> ties;
  std::vector<std::string> errors;
  ReadSummary summary;
};

TEST(TieReaderTest, ReadsAnyOrderOfColumns) {
  Read read(
      "\xef\xbb\xbfkind,weight,split,b,time,a\r\n\"worked, and\r\n travelled\",2.5,x,m2,2021-08-14,m1\r\n,,,m3,7,m1");
  EXPECT_THAT(read.ties, ElementsAre("2:m1-m2 2.5 at 1628899200 (worked, and travelled)", "4:m1-m3 1 period 7"));
  EXPECT_THAT(read.errors, IsEmpty());
  EXPECT_EQ(read.summary.row_count, 2);
}

TEST(TieReaderTest, TwoColumnsAreEnough) {
  EXPECT_THAT(Read("a,b\nz,y\n").ties, ElementsAre("2:y-z 1"));
  EXPECT_THAT(Read("a,b\n").errors, IsEmpty());
  EXPECT_THAT(Read("a,b").ties, IsEmpty());
}

struct HeaderCase {
  const char* name;
  std::string text;
  std::string error;
};

class BadHeaderTest : public testing::TestWithParam<HeaderCase> {};

TEST_P(BadHeaderTest, IsTheOnlyError) {
  Read read(GetParam().text);
  EXPECT_THAT(read.ties, IsEmpty());
  EXPECT_THAT(read.errors, ElementsAre(GetParam().error));
  EXPECT_EQ(read.summary.row_count, 0);
}

INSTANTIATE_TEST_SUITE_P(
    All, BadHeaderTest,
    testing::Values(
        HeaderCase{"Empty", "", "f:1: the file is empty; expected a header with a,b and optionally weight,time,kind"},
        HeaderCase{"OnlyBlankLines", "\n \n",
                   "f:1: the file is empty; expected a header with a,b and optionally weight,time,kind"},
        HeaderCase{"NoHeader", "m1,m2\nm1,m3\n",
                   "f:1: the header lacks the column a and the column b; expected a,b and optionally weight,time,kind"},
        HeaderCase{"NoB", "\na,weight\nm1,1\n",
                   "f:2: the header lacks the column b; expected a,b and optionally weight,time,kind"},
        HeaderCase{"Semicolons", "a;b\nm1;m2\n",
                   "f:1: the header lacks the column a and the column b; expected a,b and optionally "
                   "weight,time,kind, separated by commas, not semicolons"},
        HeaderCase{"Twice", "a,b,a\nx,y,z\n", "f:1: the header names the column a twice"},
        HeaderCase{"OpenQuote", "\"a,b\nx,y", "f:1: the header has a quote that is never closed"}),
    [](const auto& info) { return info.param.name; });

struct RowCase {
  const char* name;
  std::string row;  // Of a,b,weight,time,kind.
  std::string error;
};

class BadTieTest : public testing::TestWithParam<RowCase> {};

TEST_P(BadTieTest, IsNamedAndTheRestIsRead) {
  Read read("a,b,weight,time,kind\n" + GetParam().row + "\nm1,m2,1,,\n");
  EXPECT_THAT(read.ties, ElementsAre("3:m1-m2 1"));
  EXPECT_EQ(absl::StrJoin(read.errors, "; "), "f:2: " + GetParam().error);
  EXPECT_EQ(read.summary.row_count, 2);
  EXPECT_EQ(read.summary.bad_row_count, 1);
}

INSTANTIATE_TEST_SUITE_P(
    All, BadTieTest,
    testing::Values(
        RowCase{"OneCell", "x", "has 1 cell; the header has 5"},
        RowCase{"TooFewCells", "x,y", "has 2 cells; the header has 5"},
        RowCase{"TooManyCells", "x,y,1,,,", "has 6 cells; the header has 5"},
        RowCase{"Self", "x,x,,,", "b: is 'x' as a is; a tie joins two members"},
        RowCase{"NoId", ",y,,,", "a: is empty; an id is required"},
        RowCase{
            "BadIds", "x/1,-y,,,",
            "a: is 'x/1'; an id starts with a letter or digit and holds at most 63 letters, digits and . _ ~ -; "
            "f:2: b: is '-y'; an id starts with a letter or digit and holds at most 63 letters, digits and . _ ~ -"},
        RowCase{"NulInId", std::string("x\0,y,,,", 7),
                "a: is 'x\\x00'; an id starts with a letter or digit and holds at most 63 letters, digits and . _ ~ -"},
        RowCase{"ZeroWeight", "x,y,0,,", "weight: is '0'; expected a finite number above 0"},
        RowCase{"NegativeWeight", "x,y,-2,,", "weight: is '-2'; expected a finite number above 0"},
        RowCase{"NanWeight", "x,y,NaN,,", "weight: is 'NaN'; expected a finite number above 0"},
        RowCase{"InfiniteWeight", "x,y,Infinity,,", "weight: is 'Infinity'; expected a finite number above 0"},
        RowCase{"WeightBeyondDouble", "x,y,1e400,,", "weight: is '1e400'; expected a finite number above 0"},
        RowCase{"WeightBelowDouble", "x,y,1e-400,,", "weight: is '1e-400'; expected a finite number above 0"},
        RowCase{"GermanWeight", "x,y,\"1,5\",,", "weight: is '1,5'; expected a finite number above 0"},
        RowCase{"BadTime", "x,y,1,yesterday,",
                "time: is 'yesterday'; expected a date (2021-08-14), a date-time (2021-08-14T10:00:00Z), Unix seconds "
                "or a period number"},
        RowCase{"LongKind", "x,y,1,," + std::string(201, 'k'), "kind: is 201 bytes long; at most 200 are allowed"},
        RowCase{"KindNotUtf8", "x,y,1,,caf\xe9", "kind: is not UTF-8 (byte 4)"},
        RowCase{"TextAfterQuote", "\"x\"y,z,,,", "has text after a closing quote"}),
    [](const auto& info) { return info.param.name; });

TEST(TieReaderTest, DuplicatesInEitherOrderNameTheFirstLine) {
  Read read("a,b\nx,y\nx,z\ny,x\nx,y\nX,y\n");
  EXPECT_THAT(read.ties, ElementsAre("2:x-y 1", "3:x-z 1", "6:X-y 1"));
  EXPECT_THAT(read.errors, ElementsAre("f:4: is the same pair as in line 2", "f:5: is the same pair as in line 2"));
}

TEST(TieReaderTest, AnOpenQuoteCostsOneLine) {
  Read read("a,b,note\nx,y,\"open\nx,z,\ny,z,\n");
  EXPECT_THAT(read.ties, ElementsAre("3:x-z 1", "4:y-z 1"));
  EXPECT_THAT(read.errors, ElementsAre("f:2: has a quote that is never closed"));
}

TEST(TieReaderTest, TenMegabyteLineIsSkipped) {
  Read read("a,b\n" + std::string(10 << 20, 'x') + ",y\nx,y\n");
  EXPECT_THAT(read.ties, ElementsAre("3:x-y 1"));
  EXPECT_THAT(read.errors, ElementsAre("f:2: is 10485762 bytes long; at most 1048576 are allowed"));
}

TEST(TieReaderTest, ManyTies) {
  std::string text = "a,b\n";
  for (int i = 0; i < 20000; ++i) absl::StrAppend(&text, "m", i / 300, ",n", i % 300 + i / 300, "\n");
  Read read(text);
  EXPECT_EQ(read.ties.size(), 20000u);
}

TEST(TieReaderTest, TheCallerCanStopAndFoldersAreNoFiles) {
  std::istringstream in("a,b\nx,y\nx,z\n");
  auto stop = [](TieRow) { return absl::AbortedError("enough"); };
  EXPECT_THAT(ReadTies(&in, *NetworkName::FromId("n"), stop, [](ImportError) {}),
              StatusIs(absl::StatusCode::kAborted, "enough"));
  TempDir dir;
  EXPECT_THAT(ReadTiesFile(dir.path(), *NetworkName::FromId("n"), stop, [](ImportError) {}), HasReason("NOT_A_FILE"));
}

// What a row that is left out says, and of what kind it is.
struct Kinds {
  explicit Kinds(const std::string& text, bool directed = false) {
    std::istringstream in(text);
    TieReaderOptions options;
    options.directed = directed;
    EXPECT_OK(ReadTies(
        &in, *NetworkName::FromId("n"),
        [this](TieRow row) {
          rows.push_back(absl::StrCat(row.line, row.reversed ? " reversed" : ""));
          return absl::OkStatus();
        },
        [this](ImportError error) { kinds.push_back(error.kind); }, options));
  }
  std::vector<std::string> rows;
  std::vector<ImportError::Kind> kinds;
};

TEST(TieReaderTest, DirectionIsHandedOn) { EXPECT_THAT(Kinds("a,b\nx,y\nz,x\n").rows, ElementsAre("2", "3 reversed")); }

TEST(TieReaderTest, WithDirectionAPairMayStandInEach) {
  const std::string text = "a,b\nx,y\ny,x\nx,y\n";
  EXPECT_THAT(Kinds(text).rows, ElementsAre("2"));
  EXPECT_THAT(Kinds(text).kinds, ElementsAre(ImportError::Kind::kRepeatedPair, ImportError::Kind::kRepeatedPair));
  EXPECT_THAT(Kinds(text, /*directed=*/true).rows, ElementsAre("2", "3 reversed"));
  EXPECT_THAT(Kinds(text, /*directed=*/true).kinds, ElementsAre(ImportError::Kind::kRepeatedPair));
}

TEST(TieReaderTest, OnlyAWholeTieToOneselfIsASelfTie) {
  EXPECT_THAT(Kinds("a,b,weight\nx,x,1\n").kinds, ElementsAre(ImportError::Kind::kSelfTie));
  EXPECT_THAT(Kinds("a,b,weight\nx,x,no\n").kinds,
              ElementsAre(ImportError::Kind::kMalformed, ImportError::Kind::kMalformed));
  EXPECT_THAT(Kinds("a,b\nx y,x y\n").kinds, testing::Each(ImportError::Kind::kMalformed));
}

}  // namespace
}  // namespace weft
