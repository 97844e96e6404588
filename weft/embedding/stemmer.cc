#include "weft/embedding/stemmer.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace weft {
namespace {

struct Rule {
  absl::string_view ending;
  absl::string_view replacement;
  size_t stem_min;  // Letters that must be left before the replacement.
};

// Each list is tried in order and the first rule that fits is applied, once.
constexpr Rule kPlurals[] = {
    {"sses", "ss", 1}, {"ies", "y", 2}, {"xes", "x", 2}, {"ches", "ch", 2}, {"shes", "sh", 2},
    {"ss", "ss", 1},   {"us", "us", 1}, {"is", "is", 1}, {"s", "", 3},
};
constexpr Rule kDerivations[] = {
    {"ization", "iz", 3}, {"isation", "iz", 3}, {"ational", "at", 3}, {"fulness", "", 3},  {"ousness", "", 3},
    {"ation", "at", 3},   {"ement", "", 4},     {"ingly", "", 4},     {"ically", "ic", 3}, {"ment", "", 4},
    {"ness", "", 4},      {"ally", "al", 3},    {"izer", "iz", 3},    {"iser", "iz", 3},   {"izing", "iz", 3},
    {"ising", "iz", 4},   {"ator", "at", 3},    {"ating", "at", 3},   {"ated", "at", 3},   {"ing", "", 3},
    {"ed", "", 3},        {"er", "", 4},        {"or", "", 4},        {"ly", "", 4},
};
constexpr Rule kLast[] = {{"ate", "at", 3}, {"ize", "iz", 3}, {"ise", "iz", 4},
                          {"ie", "i", 2},   {"e", "", 3},     {"y", "i", 2}};

bool IsVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

template <size_t kCount>
bool Apply(const Rule (&rules)[kCount], std::string* word) {
  for (const Rule& rule : rules) {
    if (!absl::EndsWith(*word, rule.ending)) continue;
    const size_t left = word->size() - rule.ending.size();
    if (left < rule.stem_min || std::none_of(word->begin(), word->begin() + static_cast<ptrdiff_t>(left), IsVowel)) {
      continue;
    }
    word->resize(left);
    word->append(rule.replacement.data(), rule.replacement.size());
    return true;
  }
  return false;
}

}  // namespace

std::string Stem(absl::string_view word) {
  std::string stem(word);
  if (!std::all_of(stem.begin(), stem.end(),
                   [](char c) { return absl::ascii_islower(static_cast<unsigned char>(c)); })) {
    return stem;
  }
  Apply(kPlurals, &stem);
  if (Apply(kDerivations, &stem) && stem.size() > 3) {
    // "planning" leaves "plann".
    const char last = stem.back();
    if (last == stem[stem.size() - 2] && !IsVowel(last) && last != 'l' && last != 's' && last != 'z') stem.pop_back();
  }
  Apply(kLast, &stem);
  return stem;
}

}  // namespace weft
