#include <algorithm>
#include <utility>

#include "weft/base/error.h"
#include "weft/matching/eligibility.h"
#include "weft/matching/kindred_terms.h"
#include "weft/matching/match_weights.h"
#include "weft/matching/query_text.h"
#include "weft/matching/recommender.h"

namespace weft {
namespace {

// What an equal cosine is worth in each place of a profile: an offer is a promise, an interest an inclination.
constexpr float kOfferWeight = 1.0f;
constexpr float kInterestWeight = 0.88f;
constexpr float kBioWeight = 0.85f;
// What is found under another name stands behind what is found by its own.
constexpr float kKindredWeight = 0.85f;
// From here on a phrase says the whole text over again, with the words that only ask.
constexpr float kSameWords = 0.8f;
constexpr int kDepth = 300;
constexpr size_t kPhrasesShown = 3;
constexpr float kShownFloor = 0.4f;

// One way to say what is looked for.
struct Wanted {
  Int8Row row;
  float weight = 1;
  float cosine_min = -1;  // What is farther away is not found by it.
};

struct Found {
  uint32_t ordinal = 0;
  float score = -1;
  std::vector<std::pair<float, uint32_t>> phrases;  // Weighted cosine, phrase.
};

Found ScoreMember(const NetworkView& view, uint32_t ordinal, absl::Span<const Wanted> wanted) {
  Found out;
  out.ordinal = ordinal;
  const MemberView member = view.member(ordinal);
  auto look = [&](uint32_t phrase, float weight) {
    float cosine = -1;
    for (const Wanted& one : wanted) {
      const float found = Dot(one.row, view.phrase_row(phrase), view.dimension());
      if (found >= one.cosine_min) cosine = std::max(cosine, one.weight * found);
    }
    out.phrases.emplace_back(weight * cosine, phrase);
    out.score = std::max(out.score, weight * cosine);
  };
  for (uint32_t phrase : member.phrases[static_cast<int>(Facet::kOffers)]) look(phrase, kOfferWeight);
  for (uint32_t phrase : member.phrases[static_cast<int>(Facet::kInterests)]) look(phrase, kInterestWeight);
  if (member.bio != kNone) look(member.bio, kBioWeight);
  return out;
}

}  // namespace

absl::StatusOr<std::vector<SearchHit>> Recommender::Search(const NetworkView& view, const SearchQuery& query,
                                                           absl::Time now, const Checkpoint& checkpoint) const {
  (void)now;  // Those who are paused may be found; only introductions wait.
  // The words that only ask are left out: they would find those who use them too ("help with press releases").
  std::vector<std::string> texts = {WithoutLeadIn(query.text)};
  for (std::string& kindred : KindredTerms(texts[0])) texts.push_back(std::move(kindred));
  const bool asks = texts[0] != query.text;
  if (asks) texts.push_back(query.text);
  const size_t dimension = static_cast<size_t>(view.dimension());
  std::vector<float> vectors(texts.size() * dimension);
  WEFT_RETURN_IF_ERROR(embedder_->Embed(texts, absl::MakeSpan(vectors)));
  WEFT_RETURN_IF_ERROR(checkpoint());
  Int8Rows rows(view.dimension());
  for (size_t i = 0; i < texts.size(); ++i) {
    rows.Add(absl::MakeConstSpan(vectors).subspan(i * dimension, dimension));
  }
  std::vector<Wanted> wanted;
  for (size_t i = 0; i < texts.size(); ++i) wanted.push_back({rows.view().row(i), i == 0 ? 1 : kKindredWeight});
  if (asks) wanted.back() = {wanted.back().row, 1, kSameWords};

  const FilterInView filter(view, query.filter);
  std::vector<uint32_t> candidates;
  for (const Wanted& one : wanted) {
    for (Facet facet : {Facet::kOffers, Facet::kInterests}) {
      WEFT_ASSIGN_OR_RETURN(std::vector<Candidate> found, view.Nearest(facet, one.row, kDepth));
      for (const Candidate& candidate : found) candidates.push_back(candidate.ordinal);
    }
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  WEFT_RETURN_IF_ERROR(checkpoint());

  std::vector<Found> found;
  for (uint32_t ordinal : candidates) {
    const MemberView member = view.member(ordinal);
    if (!MayBeFound(member.settings, view.policy()) || !filter.Passes(ordinal, member)) continue;
    found.push_back(ScoreMember(view, ordinal, wanted));
  }
  std::sort(found.begin(), found.end(), [&view](const Found& a, const Found& b) {
    return a.score != b.score ? a.score > b.score : view.member(a.ordinal).id < view.member(b.ordinal).id;
  });
  if (found.size() > static_cast<size_t>(query.count)) found.resize(static_cast<size_t>(query.count));

  std::vector<SearchHit> out;
  for (Found& entry : found) {
    const MemberView member = view.member(entry.ordinal);
    SearchHit hit;
    hit.member_id = std::string(member.id);
    hit.display_name = std::string(member.display_name.empty() ? member.id : member.display_name);
    hit.score = std::min(1.0f, entry.score);  // Rounding to int8 can carry a cosine above 1.
    std::stable_sort(entry.phrases.begin(), entry.phrases.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& phrase : entry.phrases) {
      if (hit.phrases.size() == kPhrasesShown || (phrase.first < kShownFloor && !hit.phrases.empty())) break;
      if (phrase.second == member.bio) continue;  // Too long to be shown as a phrase.
      hit.phrases.emplace_back(view.phrase_text(phrase.second));
    }
    out.push_back(std::move(hit));
  }
  return out;
}

}  // namespace weft
