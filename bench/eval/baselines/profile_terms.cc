#include "bench/eval/baselines/profile_terms.h"

#include <map>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "weft/embedding/lexical_encoder.h"
#include "weft/profile/phrase.h"

namespace weft {

ProfileTerms::ProfileTerms(const EvalNetwork& network, const ProfileTermsOptions& options) {
  absl::flat_hash_map<std::string, uint32_t> ids;
  for (uint32_t member = 0; member < network.members.size(); ++member) {
    std::map<uint32_t, double> counts;  // By term.
    const auto add = [&](const std::string& term, double count) {
      if (term.empty()) return;
      counts[ids.try_emplace(term, static_cast<uint32_t>(ids.size())).first->second] += count;
    };
    const v1::Member& profile = network.members[member];
    for (const auto* tags : {&profile.interests(), &profile.offers(), &profile.needs()}) {
      for (const std::string& tag : *tags) {
        if (options.words_of_tags) {
          for (const std::string& word : LexicalWords(tag)) add(word, options.tag_count);
        } else {
          add(NormalizePhrase(tag), options.tag_count);
        }
      }
    }
    for (const std::string& word : LexicalWords(profile.bio())) add(word, 1);

    holders_.resize(ids.size());
    terms_.emplace_back();
    for (const auto& entry : counts) {
      terms_.back().push_back({entry.first, entry.second});
      holders_[entry.first].push_back({member, entry.second});
    }
  }
}

}  // namespace weft
