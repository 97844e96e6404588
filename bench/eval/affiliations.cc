#include "bench/eval/affiliations.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "weft/graph/structure.h"

namespace weft {

Affiliations::Affiliations(absl::Span<const v1::Member> members) : circles_(members.size()) {
  absl::flat_hash_map<std::string, uint32_t> circles;
  absl::flat_hash_map<std::string, uint32_t> organizations;
  for (size_t i = 0; i < members.size(); ++i) {
    for (const std::string& name : members[i].circles()) {
      circles_[i].push_back(circles.emplace(name, static_cast<uint32_t>(circles.size())).first->second);
    }
    std::sort(circles_[i].begin(), circles_[i].end());
    const std::string& organization = members[i].organization();
    organizations_.push_back(
        organization.empty()
            ? 0
            : organizations.emplace(organization, static_cast<uint32_t>(organizations.size() + 1)).first->second);
  }
}

bool Affiliations::InCommon(uint32_t a, uint32_t b) const {
  if (organizations_[a] != 0 && organizations_[a] == organizations_[b]) return true;
  return CountMutualTies(circles_[a], circles_[b]) > 0;
}

}  // namespace weft
