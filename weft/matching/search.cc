#include <algorithm>
#include <utility>

#include "weft/base/error.h"
#include "weft/matching/eligibility.h"
#include "weft/matching/match_weights.h"
#include "weft/matching/query_text.h"
#include "weft/matching/recommender.h"

namespace weft {
namespace {

// What an equal cosine is worth in each place of a profile: an offer is a promise, an interest an inclination.
constexpr float kOfferWeight = 1.0f;
constexpr float kInterestWeight = 0.88f;
constexpr float kBioWeight = 0.85f;
constexpr int kDepth = 300;
constexpr size_t kPhrasesShown = 3;
constexpr float kShownFloor = 0.4f;

struct Found {
  uint32_t ordinal = 0;
  float score = -1;
  std::vector<std::pair<float, uint32_t>> phrases;  // Weighted cosine, phrase.
};

Found ScoreMember(const NetworkView& view, uint32_t ordinal, absl::Span<const Int8Row> queries) {
  Found out;
  out.ordinal = ordinal;
  const MemberView member = view.member(ordinal);
  auto look = [&](uint32_t phrase, float weight) {
    float cosine = -1;
    for (const Int8Row& query : queries)
      cosine = std::max(cosine, Dot(query, view.phrase_row(phrase), view.dimension()));
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
  std::vector<std::string> texts = {query.text};
  const std::string core = WithoutLeadIn(query.text);
  if (core != query.text) texts.push_back(core);
  const size_t dimension = static_cast<size_t>(view.dimension());
  std::vector<float> vectors(texts.size() * dimension);
  WEFT_RETURN_IF_ERROR(embedder_->Embed(texts, absl::MakeSpan(vectors)));
  WEFT_RETURN_IF_ERROR(checkpoint());
  Int8Rows rows(view.dimension());
  std::vector<Int8Row> queries;
  for (size_t i = 0; i < texts.size(); ++i) {
    rows.Add(absl::MakeConstSpan(vectors).subspan(i * dimension, dimension));
  }
  for (size_t i = 0; i < texts.size(); ++i) queries.push_back(rows.view().row(i));

  const FilterInView filter(view, query.filter);
  std::vector<uint32_t> candidates;
  for (const Int8Row& row : queries) {
    for (Facet facet : {Facet::kOffers, Facet::kInterests}) {
      WEFT_ASSIGN_OR_RETURN(std::vector<Candidate> found, view.Nearest(facet, row, kDepth));
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
    found.push_back(ScoreMember(view, ordinal, queries));
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
