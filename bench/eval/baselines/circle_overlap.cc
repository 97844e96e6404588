#include "bench/eval/baselines/circle_overlap.h"

#include <cmath>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "weft/profile/phrase.h"

namespace weft {

CircleOverlap::CircleOverlap(const EvalNetwork& network) : network_(network), circles_of_(network.members.size()) {
  absl::flat_hash_map<std::string, uint32_t> ids;
  for (uint32_t member = 0; member < network.members.size(); ++member) {
    for (const std::string& name : network.members[member].circles()) {
      const uint32_t circle = ids.try_emplace(NormalizePhrase(name), static_cast<uint32_t>(ids.size())).first->second;
      members_of_.resize(ids.size());
      if (!members_of_[circle].empty() && members_of_[circle].back() == member) continue;  // Named twice.
      members_of_[circle].push_back(member);
      circles_of_[member].push_back(circle);
    }
  }
}

MemberScores CircleOverlap::Scores(uint32_t member) const {
  MemberScores scores(circles_of_.size(), 0);
  for (uint32_t circle : circles_of_[member]) {
    const std::vector<uint32_t>& others = members_of_[circle];
    const double rarity = std::log(static_cast<double>(scores.size()) / static_cast<double>(others.size()));
    for (uint32_t other : others) scores[other] += rarity;
  }
  return scores;
}

MemberScores CircleOverlap::ScoresWithPopularity(uint32_t member) const {
  MemberScores scores = Scores(member);
  for (size_t i = 0; i < scores.size(); ++i) scores[i] *= std::log(2 + static_cast<double>(network_.in[i].size()));
  return scores;
}

}  // namespace weft
