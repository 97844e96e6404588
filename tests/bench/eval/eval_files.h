#ifndef WEFT_TESTS_BENCH_EVAL_EVAL_FILES_H_
#define WEFT_TESTS_BENCH_EVAL_EVAL_FILES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bench/eval/network_reader.h"
#include "gtest/gtest.h"
#include "tests/testing/overwrite_file.h"
#include "tests/testing/temp_dir.h"
#include "weft/base/random.h"

namespace weft {

// The three files of an evaluation, written down in a test.
class EvalFiles {
 public:
  EvalFiles(const std::string& members, const std::string& train, const std::string& test) {
    files_.members = dir_.File("members.jsonl");
    files_.train = dir_.File("train.csv");
    files_.test = dir_.File("test.csv");
    EXPECT_TRUE(OverwriteFile(files_.members, members));
    EXPECT_TRUE(OverwriteFile(files_.train, train));
    EXPECT_TRUE(OverwriteFile(files_.test, test));
  }
  NetworkFiles Get(bool directed = false) const {
    NetworkFiles files = files_;
    files.directed = directed;
    return files;
  }
  std::string Out(const std::string& name) const { return dir_.File(name); }

 private:
  TempDir dir_;
  NetworkFiles files_;
};

// Members a, b, c … without anything but an id, as many as letters are given.
inline std::string BareMembers(const std::string& letters) {
  std::string text;
  for (char letter : letters) absl::StrAppend(&text, "{\"id\":\"", std::string(1, letter), "\"}\n");
  return text;
}

using IdPair = std::pair<std::string, std::string>;

inline std::string TieCsv(const std::vector<IdPair>& ties) {
  std::string text = "a,b\n";
  for (const IdPair& tie : ties) absl::StrAppend(&text, tie.first, ",", tie.second, "\n");
  return text;
}

// Sixty members in four groups of fifteen, with words, circles and ties of their group and a few others, ten of them
// without ties, and later ties by the same habit.
struct GroupedNetwork {
  std::string members;
  std::vector<IdPair> train, test;
};
inline GroupedNetwork MakeGroupedNetwork(uint64_t seed) {
  static const char* const kWords[] = {"seeds", "boats", "bread", "law", "bees", "web", "school", "land"};
  GroupedNetwork out;
  Random random(seed);
  const auto id = [](uint64_t i) { return absl::StrCat("m", i < 10 ? "0" : "", i); };
  for (uint64_t i = 0; i < 60; ++i) {
    const uint64_t group = i / 15;
    absl::StrAppend(&out.members, "{\"id\":\"", id(i), "\",\"interests\":[\"", kWords[2 * group + random.Below(2)], " ",
                    kWords[random.Below(8)], "\"],\"offers\":[\"", kWords[random.Below(8)], "\"],\"circles\":[",
                    random.Below(2) ? absl::StrCat("\"circle-", group, "\"") : "", "]}\n");
  }
  std::vector<std::vector<bool>> tied(60, std::vector<bool>(60, false));
  const auto add = [&](std::vector<IdPair>* ties, uint64_t count, uint64_t last) {
    while (ties->size() < count) {
      const uint64_t a = random.Below(last);
      const uint64_t b = random.Below(4) > 0 ? a / 15 * 15 + random.Below(15) : random.Below(last);
      if (a == b || b >= last || tied[a][b]) continue;
      tied[a][b] = tied[b][a] = true;
      ties->emplace_back(id(a), id(b));
    }
  };
  add(&out.train, 120, 50);
  add(&out.test, 60, 60);
  return out;
}

}  // namespace weft

#endif  // WEFT_TESTS_BENCH_EVAL_EVAL_FILES_H_
