#include "bench/eval/network_reader.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/eval_files.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(NetworkReaderTest, MembersStandInOrderOfIds) {
  const EvalFiles files(BareMembers("cab"), "a,b\nc,a\n", "a,b\nb,a\n");
  ASSERT_OK_AND_ASSIGN(const ReadNetwork read, ReadEvalNetwork(files.Get()));
  std::vector<std::string> ids;
  for (const v1::Member& member : read.network.members) ids.push_back(MemberIdOf(member));
  EXPECT_THAT(ids, ElementsAre("a", "b", "c"));
  EXPECT_THAT(read.network.out, ElementsAre(ElementsAre(2u), IsEmpty(), ElementsAre(0u)));
  EXPECT_EQ(read.network.in, read.network.out);
  EXPECT_THAT(read.network.test, ElementsAre(ElementsAre(1u), ElementsAre(0u), IsEmpty()));
  EXPECT_THAT(read.warnings, IsEmpty());
  EXPECT_EQ(read.counts.asked, 2);
}

TEST(NetworkReaderTest, DirectionsAreKeptAndJoinedInTheGraph) {
  const EvalFiles files(BareMembers("abcd"), "a,b,weight,time\na,b,2,2021-01-01\nb,a,5,2022-01-01\nc,a,1,\n",
                        "a,b\nb,c\nc,b\na,c\n");
  ASSERT_OK_AND_ASSIGN(const ReadNetwork read, ReadEvalNetwork(files.Get(/*directed=*/true)));
  const EvalNetwork& network = read.network;
  EXPECT_THAT(network.out, ElementsAre(ElementsAre(1u), ElementsAre(0u), ElementsAre(0u), IsEmpty()));
  EXPECT_THAT(network.in, ElementsAre(ElementsAre(1u, 2u), ElementsAre(0u), IsEmpty(), IsEmpty()));
  EXPECT_THAT(network.out_weights, ElementsAre(ElementsAre(2.0), ElementsAre(5.0), ElementsAre(1.0), IsEmpty()));
  ASSERT_EQ(read.train_ties.size(), 2u);
  EXPECT_EQ(read.train_ties[0].weight, 7);
  EXPECT_EQ(read.train_ties[0].time->micros(), 1640995200000000);
  EXPECT_EQ(read.train_ties[1].weight, 1);
  EXPECT_EQ(network.train.view().tie_count(), 2u);
  // c already points at a, so a is not asked for c.
  EXPECT_THAT(network.test, ElementsAre(IsEmpty(), ElementsAre(2u), ElementsAre(1u), IsEmpty()));
  EXPECT_EQ(read.counts.test_known, 1);
}

struct CountCase {
  const char* name;
  const char* train;
  const char* test;
  NetworkCounts counts;
};

NetworkCounts Counts(std::initializer_list<int64_t> c) {
  auto i = c.begin();
  NetworkCounts out;
  for (int64_t* field : {&out.train_ties, &out.test_ties, &out.asked, &out.train_self, &out.train_repeated,
                         &out.train_unknown, &out.test_self, &out.test_repeated, &out.test_unknown, &out.test_known}) {
    *field = *i++;
  }
  return out;
}

class LeftOutTest : public testing::TestWithParam<CountCase> {};

TEST_P(LeftOutTest, IsCountedAndWarnedOf) {
  const EvalFiles files(BareMembers("abcd"), GetParam().train, GetParam().test);
  ASSERT_OK_AND_ASSIGN(const ReadNetwork read, ReadEvalNetwork(files.Get()));
  const NetworkCounts& expected = GetParam().counts;
  EXPECT_EQ(read.counts.train_ties, expected.train_ties);
  EXPECT_EQ(read.counts.test_ties, expected.test_ties);
  EXPECT_EQ(read.counts.asked, expected.asked);
  EXPECT_EQ(read.counts.train_self, expected.train_self);
  EXPECT_EQ(read.counts.train_repeated, expected.train_repeated);
  EXPECT_EQ(read.counts.train_unknown, expected.train_unknown);
  EXPECT_EQ(read.counts.test_self, expected.test_self);
  EXPECT_EQ(read.counts.test_repeated, expected.test_repeated);
  EXPECT_EQ(read.counts.test_unknown, expected.test_unknown);
  EXPECT_EQ(read.counts.test_known, expected.test_known);
  const bool left_out = expected.train_self + expected.train_repeated + expected.train_unknown + expected.test_self +
                            expected.test_repeated + expected.test_unknown + expected.test_known >
                        0;
  EXPECT_EQ(!read.warnings.empty(), left_out);
}

// Train ties, test ties, asked; self, repeated, unknown in train; the same in test, known.
INSTANTIATE_TEST_SUITE_P(
    All, LeftOutTest,
    testing::Values(
        CountCase{"Nothing", "a,b\na,b\n", "a,b\na,c\n", Counts({1, 1, 2, 0, 0, 0, 0, 0, 0, 0})},
        CountCase{"NoTrainTies", "a,b\n", "a,b\na,c\n", Counts({0, 1, 2, 0, 0, 0, 0, 0, 0, 0})},
        CountCase{"SelfTies", "a,b\na,a\na,b\n", "a,b\na,c\nd,d\n", Counts({1, 1, 2, 1, 0, 0, 1, 0, 0, 0})},
        CountCase{"Repeated", "a,b\na,b\nb,a\n", "a,b\na,c\na,c\nc,a\n", Counts({1, 1, 2, 0, 1, 0, 0, 2, 0, 0})},
        CountCase{"Unknown", "a,b\na,b\na,x\n", "a,b\na,c\ny,a\nx,y\n", Counts({1, 1, 2, 0, 0, 1, 0, 0, 2, 0})},
        CountCase{"Known", "a,b\na,b\n", "a,b\nb,a\nc,d\n", Counts({1, 1, 2, 0, 0, 0, 0, 0, 0, 1})}),
    [](const auto& info) { return info.param.name; });

TEST(NetworkReaderTest, UnknownMembersAreNamedWithFileAndLine) {
  const EvalFiles good(BareMembers("abc"), "a,b\na,zoe\na,b\n", "a,b\na,c\n");
  ASSERT_OK_AND_ASSIGN(const ReadNetwork read, ReadEvalNetwork(good.Get()));
  EXPECT_THAT(read.warnings, ElementsAre(AllOf(HasSubstr("train.csv:2: b: zoe is not in "),
                                               HasSubstr("members.jsonl; add the member"))));
}

struct BadCase {
  const char* name;
  const char* members;
  const char* train;
  const char* test;
  const char* reason;
  std::vector<const char*> said;  // Parts of the message.
};

class BadEvalFileTest : public testing::TestWithParam<BadCase> {};

TEST_P(BadEvalFileTest, SaysFileLineAndWhatToDo) {
  const BadCase& c = GetParam();
  const absl::Status status = ReadEvalNetwork(EvalFiles(c.members, c.train, c.test).Get()).status();
  EXPECT_THAT(status, HasReason(c.reason));
  for (const char* part : c.said) EXPECT_THAT(std::string(status.message()), HasSubstr(part));
}

constexpr char kAbc[] = "{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id\":\"c\"}\n";

INSTANTIATE_TEST_SUITE_P(
    All, BadEvalFileTest,
    testing::Values(BadCase{"NoMembers", "", "a,b\n", "a,b\n", "BAD_EVAL_FILE", {"members.jsonl: holds no member"}},
                    BadCase{"BadMember",
                            "{\"id\":\"a\"}\n{\"id\":7}\n",
                            "a,b\n",
                            "a,b\n",
                            "BAD_EVAL_FILE",
                            {"members.jsonl:2: id", "mend these lines or take them out"}},
                    BadCase{"EmptyTrainFile", kAbc, "", "a,b\na,b\n", "BAD_EVAL_FILE", {"train.csv:1: ", "header"}},
                    BadCase{"NoHeader", kAbc, "a;b\na;b\n", "a,b\na,b\n", "BAD_EVAL_FILE", {"train.csv:1: ", "commas"}},
                    BadCase{"BadWeight",
                            kAbc,
                            "a,b,weight\na,b,-1\n",
                            "a,b\na,c\n",
                            "BAD_EVAL_FILE",
                            {"train.csv:2: weight", "mend these lines or take them out"}},
                    BadCase{"BadTestLine", kAbc, "a,b\na,b\n", "a,b\na\n", "BAD_EVAL_FILE", {"test.csv:2: ", "cells"}},
                    BadCase{"TrainOfAnotherNetwork",
                            kAbc,
                            "a,b\nx,y\n",
                            "a,b\na,c\n",
                            "BAD_EVAL_FILE",
                            {"train.csv:2: a: x is not in", "name the ties of the same network"}},
                    BadCase{"TestOfAnotherNetwork",
                            kAbc,
                            "a,b\na,b\n",
                            "a,b\nx,y\n",
                            "BAD_EVAL_FILE",
                            {"test.csv:2: a: x is not in", "name the ties of the same network"}},
                    BadCase{"EmptyTestSet", kAbc, "a,b\na,b\n", "a,b\n", "NO_TEST_TIES", {"test.csv: holds no tie"}},
                    BadCase{
                        "TestSetKnown", kAbc, "a,b\na,b\n", "a,b\nb,a\n", "NO_TEST_TIES", {"test.csv: holds no tie"}}),
    [](const auto& info) { return info.param.name; });

TEST(NetworkReaderTest, MissingFilesAreNamed) {
  NetworkFiles files = EvalFiles(kAbc, "a,b\n", "a,b\n").Get();  // The folder is gone again.
  EXPECT_THAT(ReadEvalNetwork(files), HasReason("FILE_NOT_FOUND"));
}

TEST(NetworkReaderTest, ManyBadLinesAreCounted) {
  std::string train = "a,b\n";
  for (int i = 0; i < 30; ++i) train += "a\n";
  const absl::Status status = ReadEvalNetwork(EvalFiles(kAbc, train, "a,b\na,c\n").Get()).status();
  EXPECT_THAT(std::string(status.message()), HasSubstr("train.csv: 20 more bad lines"));
}

}  // namespace
}  // namespace weft
