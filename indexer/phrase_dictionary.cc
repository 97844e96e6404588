#include "indexer/phrase_dictionary.h"

#include <algorithm>
#include <cassert>

#include "weft/profile/phrase.h"

namespace weft {

uint32_t PhraseDictionary::Add(const std::string& text) {
  const auto added = numbers_.emplace(NormalizePhrase(text), static_cast<uint32_t>(texts_.size()));
  if (added.second) texts_.push_back(text);
  return added.first->second;
}

NameDictionary::NameDictionary(std::vector<std::string> names) : names_(std::move(names)) {
  std::sort(names_.begin(), names_.end());
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
}

uint32_t NameDictionary::Find(absl::string_view name) const {
  const auto found = std::lower_bound(names_.begin(), names_.end(), name);
  assert(found != names_.end() && *found == name);
  return static_cast<uint32_t>(found - names_.begin());
}

}  // namespace weft
