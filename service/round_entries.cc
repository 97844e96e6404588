#include "service/round_entries.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/introductions/introducer_choice.h"
#include "weft/introductions/round_draft.h"

namespace weft {
namespace {

constexpr int kReasonsPerPersonMax = 3;
// A round must not lean on a few.
constexpr int kIntroductionsPerIntroducerMax = 3;

std::string NameOf(const NetworkView& view, uint32_t ordinal) {
  return absl::StrCat("networks/", view.network(), "/members/", view.member(ordinal).id);
}

}  // namespace

EntryMaker::EntryMaker(const NetworkView* view, const Recommender* recommender, const Moment* moment,
                       absl::Span<const std::pair<int64_t, int64_t>> waits)
    : view_(*view), recommender_(*recommender), moment_(*moment), waits_(waits.begin(), waits.end()) {}

int EntryMaker::RoundsWaited(uint32_t ordinal) const {
  const auto waited = waits_.find(view_.member(ordinal).settings.key);
  return waited == waits_.end() ? 0 : static_cast<int>(waited->second);
}

double EntryMaker::UrgencyOf(uint32_t ordinal) const {
  return RoundOptions().urgency * std::min(RoundsWaited(ordinal), kUrgencyRoundsMax);
}

EntryContent EntryMaker::Judge(const std::vector<uint32_t>& members) const {
  EntryContent content;
  content.members = members;
  double pairs = 0;
  double value = 0;
  for (size_t a = 0; a < members.size(); ++a) {
    for (size_t b = a + 1; b < members.size(); ++b) {
      const RoundCandidate pair = ScorePair(view_, recommender_, members[a], members[b]);
      if (pair.kind == PairKind::kWeakTie) content.kind = PairKind::kWeakTie;
      content.fit += pair.fit;
      content.bridging += pair.bridging;
      value += pair.value;
      ++pairs;
    }
  }
  content.fit /= pairs;
  content.bridging /= pairs;
  content.value = value / pairs * static_cast<double>(members.size()) / 2;
  for (uint32_t member : members) content.value += UrgencyOf(member);
  return content;
}

absl::StatusOr<StoredRoundEntry> EntryMaker::Make(const EntryContent& content) const {
  StoredRoundEntry stored;
  v1::RoundEntry& entry = stored.entry;
  entry.set_standing(v1::RoundEntry::STANDING_PLANNED);
  entry.set_kind(content.kind == PairKind::kWeakTie ? v1::Recommendation::KIND_WEAK_TIE
                                                    : v1::Recommendation::KIND_STRONG_FIT);
  entry.set_fit(content.fit);
  entry.set_bridging(content.bridging);
  entry.set_value(content.value);
  entry.set_is_group(content.members.size() > 2);
  std::vector<uint32_t> by_id = content.members;
  std::sort(by_id.begin(), by_id.end(),
            [this](uint32_t x, uint32_t y) { return view_.member(x).id < view_.member(y).id; });
  for (uint32_t self : by_id) {
    const MemberView member = view_.member(self);
    v1::RoundEntry::Person* person = entry.add_members();
    person->set_member(NameOf(view_, self));
    person->set_rounds_waited(RoundsWaited(self));
    stored.member_keys.push_back(member.settings.key);
    for (uint32_t other : by_id) {
      if (other == self) continue;
      if (JoinsClusters(view_, self, other)) entry.set_crosses_clusters(true);
      if (person->reasons_size() == kReasonsPerPersonMax) continue;
      WEFT_ASSIGN_OR_RETURN(
          const Explanation why,
          recommender_.Explain(view_, std::string(member.id), std::string(view_.member(other).id), moment_.now));
      for (const v1::Reason& reason : why.recommendation.reasons()) {
        if (person->reasons_size() < kReasonsPerPersonMax) *person->add_reasons() = reason;
      }
    }
  }
  return stored;
}

void SetIntroducers(const NetworkView& view, const std::vector<std::vector<uint32_t>>& members, absl::Time now,
                    absl::Span<StoredRoundEntry> entries) {
  const std::vector<absl::optional<uint32_t>> introducers =
      ChooseIntroducers(view, members, kIntroductionsPerIntroducerMax, now);
  for (size_t e = 0; e < entries.size(); ++e) {
    entries[e].entry.set_introducer(introducers[e].has_value() ? NameOf(view, *introducers[e]) : "");
  }
}

bool IsLive(const v1::RoundEntry& entry) {
  return entry.standing() != v1::RoundEntry::STANDING_DROPPED &&
         entry.standing() != v1::RoundEntry::STANDING_NOT_OPENED;
}

void CountEntries(absl::Span<const StoredRoundEntry> entries, v1::Round::Summary* summary) {
  int pairs = 0;
  int groups = 0;
  int strong = 0;
  int weak = 0;
  int crossing = 0;
  double value = 0;
  std::set<int64_t> served;
  for (const StoredRoundEntry& stored : entries) {
    const v1::RoundEntry& entry = stored.entry;
    if (!IsLive(entry)) continue;
    served.insert(stored.member_keys.begin(), stored.member_keys.end());
    value += entry.value();
    if (entry.is_group()) {
      ++groups;
      continue;
    }
    ++pairs;
    ++(entry.kind() == v1::Recommendation::KIND_WEAK_TIE ? weak : strong);
    crossing += entry.crosses_clusters();
  }
  served.erase(0);
  summary->set_served_count(static_cast<int>(served.size()));
  summary->set_pair_count(pairs);
  summary->set_group_count(groups);
  summary->set_strong_fit_count(strong);
  summary->set_weak_tie_count(weak);
  summary->set_crossing_count(crossing);
  summary->set_total_value(value);
  summary->set_bound(std::max(summary->bound(), value));
}

}  // namespace weft
