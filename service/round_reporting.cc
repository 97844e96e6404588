#include "service/round_reporting.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "google/protobuf/util/message_differencer.h"
#include "service/round_access.h"
#include "service/round_opening.h"
#include "weft/base/clock.h"
#include "weft/base/error.h"
#include "weft/graph/clustering.h"
#include "weft/graph/tie_graph.h"
#include "weft/introductions/digest.h"
#include "weft/introductions/round_draft.h"
#include "weft/introductions/round_report.h"
#include "weft/matching/eligibility.h"
#include "weft/profile/introduction_rules.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

using Intro = v1::Introduction;

constexpr int kReadAtOnce = 500;
constexpr int kEarlierMax = 10;
constexpr int kEarlierLookedAtMax = 500;
constexpr int kHandsMax = 100;
constexpr size_t kLessonsMax = 20;
constexpr absl::Duration kExposureWindow = absl::Hours(24 * 365);

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// By a weaver; the reason may have been erased.
bool IsEdited(const v1::RoundEntry& entry) {
  return !entry.reason().empty() || entry.standing() == v1::RoundEntry::STANDING_DROPPED ||
         entry.standing() == v1::RoundEntry::STANDING_PINNED || entry.standing() == v1::RoundEntry::STANDING_SWAPPED;
}

bool WasOpened(v1::Round::State state) { return state == v1::Round::STATE_OPEN || state == v1::Round::STATE_CLOSED; }

// Ordinals of the sides who are still here.
std::vector<uint32_t> OrdinalsOf(const StoredIntroduction& stored, const NetworkView& view) {
  std::vector<uint32_t> ordinals;
  for (const StoredIntroduction::Side& side : stored.sides) {
    const absl::optional<uint32_t> ordinal = side.member_key == 0 ? absl::nullopt : view.FindKey(side.member_key);
    if (ordinal.has_value()) ordinals.push_back(*ordinal);
  }
  return ordinals;
}

// Everything there is to know about one round.
struct RoundHistory {
  StoredRound round;
  std::vector<StoredRoundEntry> entries;
  std::vector<StoredUnserved> unserved;
  std::vector<StoredIntroduction> introductions;
};

absl::StatusOr<std::vector<StoredIntroduction>> IntroductionsOf(const std::string& network, int64_t round_number,
                                                                const Store& store) {
  IntroductionFilter of_it;
  of_it.round_number = round_number;
  std::vector<StoredIntroduction> out;
  for (int64_t before = 0;;) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<StoredIntroduction> some,
                          store.introductions().List(network, of_it, before, kReadAtOnce));
    out.insert(out.end(), some.begin(), some.end());
    if (some.size() < static_cast<size_t>(kReadAtOnce)) return out;
    before = some.back().key;
  }
}

absl::StatusOr<RoundHistory> HistoryOf(const StoredRound& round, const NetworkView& view, const Store& store) {
  const std::string& network = view.network();
  const std::string id = IdOf(round.round.name());
  RoundHistory out;
  out.round = round;
  for (int64_t after = 0;;) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<StoredRoundEntry> some,
                          store.rounds().ListEntries(network, id, "", after, kReadAtOnce));
    out.entries.insert(out.entries.end(), some.begin(), some.end());
    if (some.size() < static_cast<size_t>(kReadAtOnce)) break;
    after = some.back().number;
  }
  for (int64_t waited = 0, key = 0;;) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<StoredUnserved> some,
                          store.rounds().ListUnserved(network, id, false, waited, key, kReadAtOnce));
    out.unserved.insert(out.unserved.end(), some.begin(), some.end());
    if (some.size() < static_cast<size_t>(kReadAtOnce)) break;
    waited = some.back().hand.rounds_waited();
    key = some.back().member_key;
  }
  WEFT_ASSIGN_OR_RETURN(out.introductions, IntroductionsOf(network, round.number, store));
  return out;
}

// Whether two of them had been asked to meet within the repeat interval before.
bool IsRepeat(const StoredIntroduction& stored, const std::vector<uint32_t>& members, const NetworkView& view) {
  const int64_t made = MicrosOf(stored.introduction.create_time());
  const int64_t since = made - absl::ToInt64Microseconds(RulesOf(view.policy()).repeat_interval);
  for (uint32_t ordinal : members) {
    const MemberIntroductions* had = view.member(ordinal).introductions;
    if (had == nullptr) continue;
    for (const MemberIntroductions::Entry& entry : had->entries) {
      if (entry.introduction_key == stored.key || entry.propose_micros < since || entry.propose_micros >= made)
        continue;
      for (uint32_t other : members) {
        if (std::find(entry.other_keys.begin(), entry.other_keys.end(), view.member(other).settings.key) !=
            entry.other_keys.end()) {
          return true;
        }
      }
    }
  }
  return false;
}

uint32_t OrdinalOrNone(const std::string& member_name, const NetworkView& view) {
  if (member_name.empty()) return kNone;
  return view.Find(IdOf(member_name)).value_or(kNone);
}

// Who brought an introduction about. `entries`: of rounds, by the introduction they became.
void SetIntroducer(const StoredIntroduction& stored, const std::map<std::string, const v1::RoundEntry*>& entries,
                   const NetworkView& view, RoundOutcome* out) {
  const Intro& introduction = stored.introduction;
  out->introducer = OrdinalOrNone(introduction.introducer(), view);
  switch (introduction.origin()) {
    case Intro::ORIGIN_SELF:
    case Intro::ORIGIN_INTRODUCER:
      out->introducer_kind = IntroducerKind::kMember;
      return;
    case Intro::ORIGIN_WEAVER:
      out->introducer_kind = IntroducerKind::kWeaver;
      return;
    default:
      break;
  }
  if (!introduction.introducer().empty() && introduction.state() != Intro::STATE_AWAITING_INTRODUCER) {
    out->introducer_kind = IntroducerKind::kMember;
    return;
  }
  const auto entry = entries.find(introduction.name());
  const bool by_weaver = entry != entries.end() && (entry->second->standing() == v1::RoundEntry::STANDING_PINNED ||
                                                    entry->second->standing() == v1::RoundEntry::STANDING_SWAPPED);
  out->introducer_kind = by_weaver ? IntroducerKind::kWeaver : IntroducerKind::kRound;
  out->introducer = by_weaver ? OrdinalOrNone(entry->second->weaver(), view) : 0;
}

std::map<std::string, const v1::RoundEntry*> EntriesByIntroduction(const RoundHistory& history) {
  std::map<std::string, const v1::RoundEntry*> out;
  for (const StoredRoundEntry& stored : history.entries) {
    if (!stored.entry.introduction().empty()) out[stored.entry.introduction()] = &stored.entry;
  }
  return out;
}

RoundOutcome OutcomeOf(const StoredIntroduction& stored, const std::map<std::string, const v1::RoundEntry*>& entries,
                       const NetworkView& view) {
  RoundOutcome out;
  out.members = OrdinalsOf(stored, view);
  out.kind =
      stored.introduction.kind() == v1::Recommendation::KIND_WEAK_TIE ? PairKind::kWeakTie : PairKind::kStrongFit;
  const auto entry = entries.find(stored.introduction.name());
  if (entry != entries.end()) {
    out.fit = entry->second->fit();
    out.kind = entry->second->kind() == v1::Recommendation::KIND_WEAK_TIE ? PairKind::kWeakTie : PairKind::kStrongFit;
  }
  SetIntroducer(stored, entries, view, &out);
  out.repeated = IsRepeat(stored, out.members, view);
  out.mutual = stored.introduction.has_mutual_time();
  out.met = stored.introduction.has_meet_time();
  for (const Intro::Side& side : stored.introduction.sides()) {
    const v1::Outcome::Kind kind = side.outcome().kind();
    out.collaborating += kind == v1::Outcome::KIND_COLLABORATING;
    out.learned += kind == v1::Outcome::KIND_LEARNED;
    out.useful += kind == v1::Outcome::KIND_USEFUL || kind == v1::Outcome::KIND_COLLABORATING ||
                  kind == v1::Outcome::KIND_LED_TO_SOMEONE;
  }
  return out;
}

// The ties before a round: those of the view, without the ones that its own introductions have made since.
absl::StatusOr<TieGraph> TiesBefore(const RoundHistory& history, const NetworkView& view) {
  std::map<std::pair<uint32_t, uint32_t>, bool> introduced;
  for (const StoredIntroduction& stored : history.introductions) {
    const std::vector<uint32_t> members = OrdinalsOf(stored, view);
    for (uint32_t a : members) {
      for (uint32_t b : members) introduced[{a, b}] = true;
    }
  }
  const int64_t opened = MicrosOf(history.round.round.open_time());
  std::vector<DerivedTie> ties;
  for (uint32_t u = 0; u < view.size(); ++u) {
    if (view.IsGone(u)) continue;
    const TiesView row = view.ties(u);
    for (size_t i = 0; i < row.size(); ++i) {
      const uint32_t v = row.neighbors[i];
      if (v <= u) continue;
      if (row.times_micros[i] >= opened && introduced.count({u, v}) > 0) continue;
      ties.push_back({u, v, row.strengths[i]});
    }
  }
  return TieGraph::FromTies(view.size(), ties);
}

Clustering ClustersOf(const NetworkView& view) {
  Clustering clusters;
  clusters.count = view.cluster_count();
  for (uint32_t u = 0; u < view.size(); ++u) {
    const uint32_t cluster = view.IsGone(u) ? kNone : view.cluster(u);
    clusters.labels.push_back(cluster == kNone ? kNoCluster : cluster);
  }
  return clusters;
}

// Rounds waited at planning, of each member who could be introduced and is still here.
std::vector<int> WaitsOf(const RoundHistory& history) {
  std::map<int64_t, int> waits;
  for (const StoredRoundEntry& stored : history.entries) {
    for (size_t m = 0; m < stored.member_keys.size(); ++m) {
      waits[stored.member_keys[m]] = stored.entry.members(static_cast<int>(m)).rounds_waited();
    }
  }
  for (const StoredUnserved& unserved : history.unserved)
    waits[unserved.member_key] = unserved.hand.rounds_waited() - 1;
  waits.erase(0);
  std::vector<int> out;
  for (const auto& wait : waits) out.push_back(wait.second);
  return out;
}

// Introductions of the twelve months up to `end` of each willing member of the scope.
std::vector<uint64_t> ExposuresOf(const v1::Round& round, const NetworkView& view, absl::Time end) {
  std::vector<uint64_t> out;
  for (uint32_t ordinal : ScopeOf(view, round.scope())) {
    const MemberView member = view.member(ordinal);
    if (!MayBeIntroduced(member.settings, view.policy(), end)) continue;
    uint64_t had = 0;
    if (member.introductions != nullptr) {
      for (const MemberIntroductions::Entry& entry : member.introductions->entries) {
        had += entry.propose_micros > ToMicros(end - kExposureWindow) && entry.propose_micros <= ToMicros(end);
      }
    }
    out.push_back(had);
  }
  return out;
}

absl::StatusOr<v1::RoundReport::Figures> FiguresOf(const RoundHistory& history, const NetworkView& view,
                                                   const Clustering& clusters, absl::Time now) {
  const v1::Round& round = history.round.round;
  const std::map<std::string, const v1::RoundEntry*> entries = EntriesByIntroduction(history);
  RoundRecord record;
  for (const StoredIntroduction& stored : history.introductions) {
    record.introductions.push_back(OutcomeOf(stored, entries, view));
  }
  record.waits = WaitsOf(history);
  const absl::Time end = round.has_close_time() ? FromMicros(MicrosOf(round.close_time())) : now;
  record.exposures = ExposuresOf(round, view, end);
  record.total_value = round.summary().total_value();
  record.upper_bound = round.summary().bound();
  WEFT_ASSIGN_OR_RETURN(const TieGraph ties, TiesBefore(history, view));
  const RoundFigures measured = MeasureRound(record, ties.view(), clusters);

  v1::RoundReport::Figures out;
  out.set_round(round.name());
  *out.mutable_open_time() = round.open_time();
  out.set_eligible_count(round.summary().eligible_count());
  out.set_served_count(measured.served);
  out.set_introduction_count(measured.introductions);
  if (measured.mutual >= kCountedMin) out.set_mutual_count(measured.mutual);
  if (measured.met >= kCountedMin) out.set_met_count(measured.met);
  if (measured.useful >= kCountedMin) out.set_useful_count(measured.useful);
  if (measured.learned >= kCountedMin) out.set_learned_count(measured.learned);
  if (measured.collaborating >= kCountedMin) out.set_collaborating_count(measured.collaborating);
  out.set_value_of_bound(measured.value_of_bound);
  out.set_mean_fit(measured.mean_fit);
  out.set_cegc_before(measured.cegc_before);
  // What it joined would tell who said yes.
  out.set_cegc_after(measured.mutual >= kCountedMin ? measured.cegc_after : measured.cegc_before);
  if (measured.mutual >= kCountedMin) out.set_cluster_pairs_joined(measured.cluster_pairs_joined);
  out.set_weak_tie_count(measured.weak_ties);
  out.set_longest_wait(measured.longest_wait);
  out.set_exposure_gini(measured.exposure_gini);
  out.set_repeat_count(measured.repeats);
  out.set_group_count(measured.groups);
  return out;
}

// Introductions between members of the scope that began while the round was open, the round's own among them.
absl::StatusOr<std::vector<RoundOutcome>> OpenedMeanwhile(const RoundHistory& history, const NetworkView& view,
                                                          const Store& store) {
  const v1::Round& round = history.round.round;
  const std::map<std::string, const v1::RoundEntry*> entries = EntriesByIntroduction(history);
  std::vector<RoundOutcome> out;
  for (const StoredIntroduction& stored : history.introductions) out.push_back(OutcomeOf(stored, entries, view));
  const std::vector<uint32_t> scope = ScopeOf(view, round.scope());
  const int64_t from = MicrosOf(round.open_time());
  for (int64_t before = 0;;) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<StoredIntroduction> some,
                          store.introductions().List(view.network(), IntroductionFilter(), before, kReadAtOnce));
    for (const StoredIntroduction& stored : some) {
      before = stored.key;
      const int64_t made = MicrosOf(stored.introduction.create_time());
      if (made < from) return out;
      if (!stored.introduction.round().empty()) continue;
      if (round.has_close_time() && made > MicrosOf(round.close_time())) continue;
      const std::vector<uint32_t> members = OrdinalsOf(stored, view);
      const bool inside = std::all_of(members.begin(), members.end(), [&scope](uint32_t member) {
        return std::binary_search(scope.begin(), scope.end(), member);
      });
      if (inside) out.push_back(OutcomeOf(stored, entries, view));
    }
    if (some.size() < static_cast<size_t>(kReadAtOnce)) return out;
  }
}

v1::RoundReport::Share::Kind KindOf(IntroducerKind kind) {
  switch (kind) {
    case IntroducerKind::kMember:
      return v1::RoundReport::Share::KIND_MEMBER;
    case IntroducerKind::kWeaver:
      return v1::RoundReport::Share::KIND_WEAVER;
    default:
      return v1::RoundReport::Share::KIND_ROUND;
  }
}

// Whether an introducer stands in the report only with all of the kind.
bool StandsWithTheKind(const IntroducerShare& share, const Reader& reader) {
  if (!share.is_one || share.kind == IntroducerKind::kRound) return false;
  if (share.introducer == kNone) return true;  // The operator, or one who has left.
  // That somebody asked for another, or vouched, is for those two to know, and for operators. Edits are signed.
  return reader.IsMember() && share.kind == IntroducerKind::kMember && share.introductions < kCountedMin;
}

void AddShares(const std::vector<RoundOutcome>& introductions, const Reader& reader, const NetworkView& view,
               v1::RoundReport* report) {
  const std::vector<IntroducerShare> shares = SplitByIntroducer(introductions);
  for (const IntroducerShare& share : shares) {
    const bool named = share.is_one && share.kind != IntroducerKind::kRound;
    if (StandsWithTheKind(share, reader)) continue;
    v1::RoundReport::Share* out = report->add_shares();
    out->set_kind(KindOf(share.kind));
    if (named)
      out->set_member(absl::StrCat("networks/", view.network(), "/members/", view.member(share.introducer).id));
    out->set_introduction_count(share.introductions);
    out->set_share(share.share);
    out->set_over_a_third(share.over_a_third);
    if (share.is_one) continue;
    for (const IntroducerShare& one : shares) {
      if (one.kind == share.kind && one.over_a_third && StandsWithTheKind(one, reader)) out->set_over_a_third(true);
    }
  }
}

absl::Status AddEarlier(const StoredRound& round, const NetworkView& view, const Clustering& clusters,
                        const Store& store, absl::Time now, const Checkpoint& checkpoint, v1::RoundReport* report) {
  RoundFilter opened;
  opened.states = {v1::Round::STATE_OPEN, v1::Round::STATE_CLOSED};
  WEFT_ASSIGN_OR_RETURN(const std::vector<StoredRound> some,
                        store.rounds().List(view.network(), opened, round.number, kEarlierLookedAtMax));
  for (const StoredRound& earlier : some) {
    if (report->earlier_size() == kEarlierMax) break;
    if (!google::protobuf::util::MessageDifferencer::Equals(earlier.round.scope(), round.round.scope())) continue;
    WEFT_RETURN_IF_ERROR(checkpoint());
    WEFT_ASSIGN_OR_RETURN(const RoundHistory history, HistoryOf(earlier, view, store));
    WEFT_ASSIGN_OR_RETURN(*report->add_earlier(), FiguresOf(history, view, clusters, now));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::RoundReport> ReportOn(const StoredRound& round, const Reader& reader, const NetworkView& view,
                                         const Store& store, const Lookups& lookups, absl::Time now,
                                         const Checkpoint& checkpoint) {
  if (!WasOpened(round.round.state())) return WrongRoundState(round.round, "there is no report before it is open");
  v1::RoundReport report;
  *report.mutable_round() = round.round;
  WEFT_ASSIGN_OR_RETURN(const RoundHistory history, HistoryOf(round, view, store));
  const Clustering clusters = ClustersOf(view);
  WEFT_ASSIGN_OR_RETURN(*report.mutable_figures(), FiguresOf(history, view, clusters, now));
  WEFT_RETURN_IF_ERROR(AddEarlier(round, view, clusters, store, now, checkpoint, &report));
  WEFT_ASSIGN_OR_RETURN(const std::vector<RoundOutcome> meanwhile, OpenedMeanwhile(history, view, store));
  AddShares(meanwhile, reader, view, &report);
  for (const StoredRoundEntry& stored : history.entries) {
    if (IsEdited(stored.entry)) *report.add_edits() = ShownEntry(stored, lookups);
  }
  for (const StoredUnserved& unserved : history.unserved) {
    if (report.needs_a_hand_size() == kHandsMax) break;
    if (unserved.needs_a_hand) *report.add_needs_a_hand() = ShownHand(unserved, lookups);
  }
  // Without names says nothing where there are so few.
  if (report.figures().served_count() < kCountedMin) return report;
  for (std::string& lesson : LessonsShared(history.introductions, absl::InfinitePast(), kLessonsMax)) {
    report.add_lessons(std::move(lesson));
  }
  return report;
}

}  // namespace weft
