#ifndef WEFT_INDEXER_PHRASE_DICTIONARY_H_
#define WEFT_INDEXER_PHRASE_DICTIONARY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace weft {

// Numbers distinct texts in the order of their first appearance. Phrases that are equal under NormalizePhrase have one
// number, and the text first written.
class PhraseDictionary {
 public:
  uint32_t Add(const std::string& text);
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::vector<std::string> texts_;
  absl::flat_hash_map<std::string, uint32_t> numbers_;  // By NormalizePhrase.
};

// Numbers distinct names (circles, organizations, languages) in ascending order; names are compared as they are.
class NameDictionary {
 public:
  // REQUIRES of Find: `name` is among the names.
  explicit NameDictionary(std::vector<std::string> names);
  uint32_t Find(absl::string_view name) const;
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
};

}  // namespace weft

#endif  // WEFT_INDEXER_PHRASE_DICTIONARY_H_
