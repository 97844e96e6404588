#include "weft/matching/seeker.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace weft {

double PhraseWeight(uint32_t count, uint32_t members) {
  // As if ten more had not the phrase: a phrase that both of two members have is not therefore common.
  constexpr double kSmoothing = 10;
  const double all = members + kSmoothing;
  const double rarity = std::log(all / std::max(1u, count)) / std::log(all);
  // From 60 % of the rarest on, a phrase counts in full: in a small network everything is rare.
  return std::min(1.0, std::max(0.05, rarity / 0.6));
}

namespace {

// What a phrase still counts for a member who said of so many introductions it had led to that it was not their topic.
double TopicFactor(const MemberView& member, absl::string_view phrase) {
  double factor = 1;
  if (member.introductions == nullptr) return factor;
  for (const MemberIntroductions::Entry& entry : member.introductions->entries) {
    if (entry.topic_declined && entry.topic == phrase) factor /= 2;
  }
  return factor;
}

}  // namespace

Seeker SeekerFromProfile(const NetworkView& view, uint32_t ordinal) {
  Seeker out;
  out.ordinal = ordinal;
  out.member = view.member(ordinal);
  out.ties = view.ties(ordinal);
  for (int f = 0; f < kFacetCount; ++f) {
    for (uint32_t phrase : out.member.phrases[f]) {
      const absl::string_view text = view.phrase_text(phrase);
      const double weight = PhraseWeight(view.PhraseCount(phrase), view.member_count());
      out.phrases[f].push_back(
          {std::string(text), view.phrase_row(phrase), weight * TopicFactor(out.member, text), false});
    }
    out.facet_rows[f] = view.facet_row(ordinal, static_cast<Facet>(f));
  }
  if (out.member.bio != kNone) {
    out.phrases[static_cast<int>(Facet::kInterests)].push_back(
        {std::string(view.phrase_text(out.member.bio)), view.phrase_row(out.member.bio), 1, true});
  }
  return out;
}

Seeker SeekerWithPurpose(const NetworkView& view, uint32_t ordinal, const std::string& purpose,
                         absl::Span<const float> vector) {
  Seeker out;
  out.ordinal = ordinal;
  out.member = view.member(ordinal);
  out.ties = view.ties(ordinal);
  out.has_purpose = true;
  std::vector<int8_t> data(vector.size());
  const float scale = QuantizeRow(vector, absl::MakeSpan(data));
  out.own_rows.push_back(std::move(data));
  const Int8Row row{out.own_rows.back().data(), scale};
  for (Facet facet : {Facet::kInterests, Facet::kNeeds}) {
    out.phrases[static_cast<int>(facet)].push_back({purpose, row, 1, false});
    out.facet_rows[static_cast<int>(facet)] = row;
  }
  return out;
}

}  // namespace weft
