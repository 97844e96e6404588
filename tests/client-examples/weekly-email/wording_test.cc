#include "client-examples/weekly-email/wording.h"

#include "gtest/gtest.h"

namespace weft::weekly_email {
namespace {

TEST(WordingTest, InWords) {
  EXPECT_EQ(InWords({}), "");
  EXPECT_EQ(InWords({"Amara"}), "Amara");
  EXPECT_EQ(InWords({"Amara", "Tuuli"}), "Amara and Tuuli");
  EXPECT_EQ(InWords({"Amara", "Tuuli", "Johan"}), "Amara, Tuuli and Johan");
  EXPECT_EQ(InWords({"Amara, seed saver", "Tuuli"}), "Amara, seed saver and Tuuli");
  EXPECT_EQ(InWords({"Amara, seed saver", "Tuuli", "Johan"}), "Amara, seed saver; Tuuli; and Johan");
}

TEST(WordingTest, Counted) {
  EXPECT_EQ(Counted(0, "member", "members"), "0 members");
  EXPECT_EQ(Counted(1, "member", "members"), "1 member");
  EXPECT_EQ(Counted(999, "member", "members"), "999 members");
  EXPECT_EQ(Counted(1204, "member", "members"), "1,204 members");
  EXPECT_EQ(Counted(1234567, "member", "members"), "1,234,567 members");
}

TEST(WordingTest, DaysAreTheReaders) {
  google::protobuf::Timestamp time;
  time.set_seconds(1796587200);  // 2026-12-06T20:00:00Z
  EXPECT_EQ(Day(time, "Europe/Lisbon"), "Sunday, 6 December");
  EXPECT_EQ(Day(time, "Asia/Tokyo"), "Monday, 7 December");
  EXPECT_EQ(Day(time, ""), "Sunday, 6 December");
  EXPECT_EQ(Day(time, "Nowhere/Atall"), "Sunday, 6 December");
  EXPECT_EQ(Date(time, "Asia/Tokyo"), "7 December 2026");
}

TEST(WordingTest, ShortNameFitsASubject) {
  EXPECT_EQ(ShortName("Thủy"), "Thủy");
  EXPECT_EQ(ShortName("a\r\nBcc: b"), "a  Bcc: b");
  std::string long_name;
  std::string cut;
  for (int i = 0; i < 100; ++i) long_name += "ü";
  for (int i = 0; i < 60; ++i) cut += "ü";
  EXPECT_EQ(ShortName(long_name), cut + "…");
}

TEST(WordingTest, CircleInWords) { EXPECT_EQ(CircleInWords("seed-stewards_east"), "seed stewards east"); }

}  // namespace
}  // namespace weft::weekly_email
