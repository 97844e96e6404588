#include "weft/introductions/digest.h"

#include <algorithm>
#include <set>
#include <utility>

#include "weft/base/clock.h"
#include "weft/index/int8_rows.h"
#include "weft/matching/eligibility.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

constexpr size_t kShownMax = 5;
constexpr size_t kPhrasesShownMax = 3;
constexpr size_t kNewMembersLookedAtMax = 2000;
constexpr int kNeedsLookedAtMax = 40;
// Two phrases at least so near are about the same.
constexpr float kSamePhraseCosineMin = 0.5f;

// What each facet of the reader is held against.
struct Meeting {
  Facet own;
  Facet other;
};
constexpr Meeting kMeetings[] = {
    {Facet::kInterests, Facet::kInterests}, {Facet::kNeeds, Facet::kOffers}, {Facet::kOffers, Facet::kNeeds}};

// Looks at others for one reader.
class DigestReader {
 public:
  DigestReader(const NetworkView& view, uint32_t self) : view_(view), self_(self), own_(view.member(self)) {}

  bool MayRead(uint32_t other) const {
    if (other == self_) return false;
    const MemberView member = view_.member(other);
    return MayBeFound(member.settings, view_.policy()) && !EitherRefuses(own_, member);
  }
  bool Knows(uint32_t other) const {
    const absl::Span<const uint32_t> known = view_.ties(self_).neighbors;
    return std::binary_search(known.begin(), known.end(), other);
  }
  float Nearness(uint32_t other) const {
    float nearest = 0;
    for (const Meeting& meeting : kMeetings) {
      nearest = std::max(
          nearest, Dot(view_.facet_row(self_, meeting.own), view_.facet_row(other, meeting.other), view_.dimension()));
    }
    return nearest;
  }
  // Phrases of another that are nearest to what the reader has in the facet they meet, the best first.
  std::vector<std::string> NearestPhrases(uint32_t other) const {
    const MemberView member = view_.member(other);
    std::vector<std::pair<float, uint32_t>> phrases;
    for (const Meeting& meeting : kMeetings) {
      const Int8Row own = view_.facet_row(self_, meeting.own);
      for (uint32_t phrase : member.phrases[static_cast<int>(meeting.other)]) {
        phrases.emplace_back(-Dot(own, view_.phrase_row(phrase), view_.dimension()), phrase);
      }
    }
    std::sort(phrases.begin(), phrases.end());
    return Texts(phrases, kPhrasesShownMax);
  }
  // Needs of others that one of the reader's offers is about.
  std::vector<std::string> NeedsMet() const {
    const Int8Row offers = view_.facet_row(self_, Facet::kOffers);
    if (!offers) return {};
    const absl::StatusOr<std::vector<Candidate>> near = view_.Nearest(Facet::kNeeds, offers, kNeedsLookedAtMax);
    if (!near.ok()) return {};  // News are better without than not at all.
    std::vector<std::pair<float, uint32_t>> phrases;
    for (const Candidate& candidate : *near) {
      if (!MayRead(candidate.ordinal)) continue;
      for (uint32_t need : view_.member(candidate.ordinal).phrases[static_cast<int>(Facet::kNeeds)]) {
        float best = 0;
        for (uint32_t offer : own_.phrases[static_cast<int>(Facet::kOffers)]) {
          best = std::max(best, Dot(view_.phrase_row(offer), view_.phrase_row(need), view_.dimension()));
        }
        if (best >= kSamePhraseCosineMin) phrases.emplace_back(-best, need);
      }
    }
    std::sort(phrases.begin(), phrases.end());
    return Texts(phrases, kShownMax);
  }

 private:
  std::vector<std::string> Texts(const std::vector<std::pair<float, uint32_t>>& phrases, size_t count_max) const {
    std::vector<std::string> texts;
    for (const auto& phrase : phrases) {
      std::string text(view_.phrase_text(phrase.second));
      if (texts.size() == count_max) break;
      if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
    }
    return texts;
  }

  const NetworkView& view_;
  const uint32_t self_;
  const MemberView own_;
};

void AddNewMembers(const DigestReader& reader, const NetworkNews& news, const NetworkView& view, v1::Digest* digest) {
  std::vector<std::pair<float, uint32_t>> near;
  for (const std::string& id : news.new_members) {
    if (near.size() == kNewMembersLookedAtMax) break;
    const absl::optional<uint32_t> ordinal = view.Find(id);
    if (ordinal.has_value() && reader.MayRead(*ordinal)) near.emplace_back(-reader.Nearness(*ordinal), *ordinal);
  }
  const int count = static_cast<int>(near.size());
  std::sort(near.begin(), near.end());
  for (const auto& entry : near) {
    if (static_cast<size_t>(digest->new_members_size()) == kShownMax) break;
    if (reader.Knows(entry.second)) continue;
    const MemberView member = view.member(entry.second);
    v1::Digest::NewMember* shown = digest->add_new_members();
    shown->set_member("networks/" + view.network() + "/members/" + std::string(member.id));
    shown->set_display_name(std::string(member.display_name.empty() ? member.id : member.display_name));
    for (std::string& phrase : reader.NearestPhrases(entry.second)) shown->add_phrases(std::move(phrase));
  }
  digest->set_new_member_count(count >= kCountedMin ? count : digest->new_members_size());
}

}  // namespace

absl::optional<v1::Digest::LastRound> RoundInNumbers(const v1::Round& round,
                                                     absl::Span<const StoredIntroduction> introductions,
                                                     const NetworkView& view) {
  if (round.summary().served_count() < kCountedMin) return absl::nullopt;
  v1::Digest::LastRound out;
  *out.mutable_open_time() = round.open_time();
  out.set_served_count(round.summary().served_count());
  out.set_introduction_count(static_cast<int>(introductions.size()));
  int mutual = 0;
  int met = 0;
  std::set<std::pair<uint32_t, uint32_t>> joined;
  for (const StoredIntroduction& stored : introductions) {
    met += stored.introduction.has_meet_time();
    if (!stored.introduction.has_mutual_time()) continue;
    ++mutual;
    std::vector<uint32_t> clusters;
    for (const StoredIntroduction::Side& side : stored.sides) {
      const absl::optional<uint32_t> ordinal = view.FindKey(side.member_key);
      if (ordinal.has_value() && view.cluster(*ordinal) != kNone) clusters.push_back(view.cluster(*ordinal));
    }
    std::sort(clusters.begin(), clusters.end());
    for (size_t a = 0; a < clusters.size(); ++a) {
      for (size_t b = a + 1; b < clusters.size(); ++b) {
        if (clusters[a] != clusters[b] && view.ClusterPairTies(clusters[a], clusters[b]) == 0) {
          joined.emplace(clusters[a], clusters[b]);
        }
      }
    }
  }
  if (mutual >= kCountedMin) {
    out.set_mutual_count(mutual);
    out.set_cluster_pairs_joined(static_cast<int>(joined.size()));
  }
  if (met >= kCountedMin) out.set_met_count(met);
  return out;
}

std::vector<std::string> LessonsShared(absl::Span<const StoredIntroduction> introductions, absl::Time since,
                                       size_t count_max) {
  std::vector<std::pair<int64_t, std::string>> lessons;  // By -time.
  for (const StoredIntroduction& stored : introductions) {
    for (const v1::Introduction::Side& side : stored.introduction.sides()) {
      const v1::Outcome& outcome = side.outcome();
      if (!outcome.share_lesson() || outcome.lesson().empty()) continue;
      const int64_t recorded = MicrosOf(outcome.record_time());
      if (recorded >= ToMicros(since)) lessons.emplace_back(-recorded, outcome.lesson());
    }
  }
  std::sort(lessons.begin(), lessons.end());
  std::vector<std::string> out;
  for (auto& lesson : lessons) {
    if (out.size() == count_max) break;
    if (std::find(out.begin(), out.end(), lesson.second) == out.end()) out.push_back(std::move(lesson.second));
  }
  return out;
}

v1::Digest DigestFor(absl::string_view member_id, const NetworkNews& news, const NetworkView& view) {
  v1::Digest digest;
  *digest.mutable_start_time() = TimestampOf(ToMicros(news.start));
  *digest.mutable_end_time() = TimestampOf(ToMicros(news.end));
  if (news.last_round.has_value()) *digest.mutable_last_round() = *news.last_round;
  for (const std::string& lesson : news.lessons) digest.add_lessons(lesson);
  if (news.next_round.has_value()) *digest.mutable_next_round_time() = TimestampOf(ToMicros(*news.next_round));
  const absl::optional<uint32_t> self = view.Find(member_id);
  if (!self.has_value()) return digest;
  const DigestReader reader(view, *self);
  AddNewMembers(reader, news, view, &digest);
  for (std::string& need : reader.NeedsMet()) digest.add_needs_you_may_meet(std::move(need));
  return digest;
}

}  // namespace weft
