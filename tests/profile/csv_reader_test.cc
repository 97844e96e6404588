#include "weft/profile/csv_reader.h"

#include <sstream>
#include <string>

#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

struct CsvCase {
  const char* name;
  std::string text;
  std::string records;  // "line[cell|cell]" or "line!problem".
};

std::string Records(const std::string& text, size_t bytes_max) {
  std::istringstream in(text);
  CsvReader reader(&in, bytes_max);
  CsvReader::Record record;
  std::string shown;
  while (reader.Next(&record)) {
    if (record.problem.empty()) {
      absl::StrAppend(&shown, record.line, "[", absl::StrJoin(record.cells, "|"), "]");
    } else {
      absl::StrAppend(&shown, record.line, "!", record.problem);
    }
  }
  EXPECT_OK(reader.status());
  return shown;
}

class CsvReaderTest : public testing::TestWithParam<CsvCase> {};

TEST_P(CsvReaderTest, Records) { EXPECT_EQ(Records(GetParam().text, 20), GetParam().records); }

INSTANTIATE_TEST_SUITE_P(
    All, CsvReaderTest,
    testing::Values(
        CsvCase{"Empty", "", ""}, CsvCase{"Plain", "a,b\nc,d", "1[a|b]2[c|d]"},
        CsvCase{"EmptyCells", ",\n,,", "1[|]2[||]"},
        CsvCase{"BlankLinesAndCrLf", "\r\na,b\r\n \r\n\nc\r\n", "2[a|b]5[c]"},
        CsvCase{"SpaceAround", " a ,\tb \n", "1[a|b]"}, CsvCase{"Quoted", "\"a,b\", \"c\" ,d", "1[a,b|c|d]"},
        CsvCase{"QuotedQuote", "\"say \"\"hi\"\"\",x", "1[say \"hi\"|x]"}, CsvCase{"QuotedEmpty", "\"\",\"\"", "1[|]"},
        CsvCase{"QuotedSpaceStays", "\" a \"", "1[ a ]"}, CsvCase{"TrailingCommaAfterQuote", "\"a\",", "1[a|]"},
        CsvCase{"LineBreakInQuotes", "\"a\r\nb\",c\nd\n", "1[a\nb|c]3[d]"},
        CsvCase{"TextAfterQuote", "\"a\"b,c\nd", "1!has text after a closing quote2[d]"},
        CsvCase{"QuoteInCell", "a\"b\nd", "1!has a quote inside an unquoted cell2[d]"},
        CsvCase{"NeverClosed", "\"a\nb\nc", "1!has a quote that is never closed2[b]3[c]"},
        CsvCase{"NotClosedSoon", "\"a\n1234567890\n1234567890\nb",
                "1!has a quote that is not closed within 20 bytes2[1234567890]3[1234567890]4[b]"},
        CsvCase{"TooLong", "123456789012345678901\nb", "1!is 21 bytes long; at most 20 are allowed2[b]"},
        CsvCase{"TooLongWithinQuotes", "\"a\n123456789012345678901\nb",
                "1!has a quote that is not closed within 20 bytes2!is 21 bytes long; at most 20 are allowed3[b]"},
        CsvCase{"Nul", std::string("a\0,b", 4), std::string("1[a\0|b]", 7)}),
    [](const auto& info) { return info.param.name; });

TEST(CsvReaderTest, AMegabyteOfOpenQuotesIsReadInLinearTime) {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += "\"\n,x\n";
  std::istringstream in(text);
  CsvReader reader(&in, 1 << 20);
  CsvReader::Record record;
  int records = 0;
  while (reader.Next(&record)) ++records;
  EXPECT_GT(records, 0);
  std::string open = "\"";
  for (int i = 0; i < 500000; ++i) open += "\nx";
  EXPECT_GT(Records(open, 1 << 20).size(), 1000u);
}

}  // namespace
}  // namespace weft
