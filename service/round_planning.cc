#include "service/round_planning.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <string>
#include <thread>  // NOLINT(build/c++11)
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "service/math_threads.h"
#include "service/round_access.h"
#include "service/round_entries.h"
#include "service/round_hands.h"
#include "weft/base/error.h"
#include "weft/introductions/draft_planning.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

constexpr int kLiveRoundsAtOnce = 100;

// Fewer pieces of work than this are not worth a thread.
constexpr size_t kWorkPerThreadMin = 50;

// As WorkRunner: on all cores, the calling thread's among them.
void RunOnAllCores(size_t count, const std::function<void(size_t)>& work) {
  std::atomic<size_t> next{0};
  const auto run = [&next, count, &work] {
    UseOneMathThread();
    for (size_t i = next++; i < count; i = next++) work(i);
  };
  const size_t cores = std::max<size_t>(1, std::thread::hardware_concurrency());
  std::vector<std::thread> helpers;
  for (size_t t = 1; t < std::min(cores, count / kWorkPerThreadMin); ++t) helpers.emplace_back(run);
  run();
  for (std::thread& helper : helpers) helper.join();
}

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// Contents of a plan's introductions, in ordinals: pairs, those of them that an odd one joins as trios, and groups.
std::vector<EntryContent> ContentsOf(const RoundDraft& draft, const RoundPlan& plan, const EntryMaker& maker) {
  const auto ordinals = [&draft](std::vector<uint32_t> members) {
    for (uint32_t& member : members) member = draft.members[member];
    return members;
  };
  std::vector<EntryContent> contents;
  std::map<uint32_t, const PlannedTrio*> trios;
  for (const PlannedTrio& trio : plan.trios) trios[trio.pair] = &trio;
  for (uint32_t p = 0; p < plan.pairs.size(); ++p) {
    const PlannedPair& pair = plan.pairs[p];
    EntryContent content;
    content.members = ordinals({pair.a, pair.b});
    content.kind = pair.kind;
    content.fit = pair.fit;
    content.bridging = pair.bridging;
    content.value = pair.value + pair.urgency;
    const auto trio = trios.find(p);
    if (trio != trios.end()) {
      const PlannedGroup& group = trio->second->group;
      content.members = ordinals(group.members);
      content.kind = group.weak ? PairKind::kWeakTie : PairKind::kStrongFit;
      content.fit = group.fit;
      content.bridging = group.bridging;
    }
    contents.push_back(std::move(content));
  }
  for (const PlannedGroup& group : plan.groups) {
    EntryContent content;
    content.members = ordinals(group.members);
    content.kind = group.weak ? PairKind::kWeakTie : PairKind::kStrongFit;
    content.fit = group.fit;
    content.bridging = group.bridging;
    content.value = static_cast<double>(group.members.size()) / 2 * group.value;
    for (uint32_t member : content.members) content.value += maker.UrgencyOf(member);
    contents.push_back(std::move(content));
  }
  std::sort(contents.begin(), contents.end(), [](const EntryContent& x, const EntryContent& y) {
    return x.value != y.value ? x.value > y.value : x.members < y.members;
  });
  return contents;
}

absl::StatusOr<std::vector<StoredRoundEntry>> EntriesOf(const std::vector<EntryContent>& contents,
                                                        const EntryMaker& maker, const NetworkView& view,
                                                        absl::Time now, const Checkpoint& checkpoint) {
  std::vector<StoredRoundEntry> entries;
  std::vector<std::vector<uint32_t>> members;
  for (const EntryContent& content : contents) {
    WEFT_RETURN_IF_ERROR(checkpoint());
    WEFT_ASSIGN_OR_RETURN(StoredRoundEntry entry, maker.Make(content));
    entry.number = static_cast<int64_t>(entries.size()) + 1;
    entries.push_back(std::move(entry));
    members.push_back(content.members);
  }
  SetIntroducers(view, members, now, absl::MakeSpan(entries));
  return entries;
}

std::vector<StoredUnserved> UnservedOf(const RoundDraft& draft, const RoundPlan& plan,
                                       const std::vector<bool>& unreachable, HandWriter* hands) {
  int able_unserved = 0;
  for (const UnservedMember& unserved : plan.unserved) able_unserved += !unreachable[unserved.member];
  const bool odd_one = able_unserved == 1 && plan.able % 2 == 1;
  std::vector<StoredUnserved> out;
  for (const UnservedMember& unserved : plan.unserved) {
    if (unserved.reason == UnservedReason::kNoCapacity && !unreachable[unserved.member])
      continue;  // Waits for nothing.
    out.push_back(hands->Write(draft.members[unserved.member], unserved, odd_one));
  }
  return out;
}

}  // namespace

absl::StatusOr<std::vector<uint32_t>> RoundPlanning::ScopeFor(const PlanOrder& order, const NetworkView& view) const {
  WEFT_ASSIGN_OR_RETURN(const RoundSight sight, RoundSight::Of(order.weaver, order.network, *parts_.store));
  if (!sight.Sees(order.scope)) return NotInCircle(order.weaver);
  for (const std::string& name : order.scope.members().members()) {
    if (!view.Find(IdOf(name)).has_value()) {
      return Error(absl::StatusCode::kNotFound, "MEMBER_NOT_FOUND", absl::StrCat("there is no member ", name),
                   {{"member", name}});
    }
  }
  std::vector<uint32_t> scope = ScopeOf(view, order.scope);
  if (!scope.empty()) return scope;
  if (order.scope.scope_case() != v1::Round::Scope::kCircle) return InvalidField("scope", "has no members");
  return InvalidField("scope.circle", absl::StrCat("has no members: nobody is in \"", order.scope.circle(),
                                                   "\"; circles are written "
                                                   "as in the members' profiles"));
}

absl::Status RoundPlanning::CheckNoneIn(const std::vector<uint32_t>& scope, const NetworkView& view) const {
  RoundFilter live;
  live.states = {v1::Round::STATE_PLANNED, v1::Round::STATE_HELD, v1::Round::STATE_OPEN};
  for (int64_t before = 0;;) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<StoredRound> some,
                          parts_.store->rounds().List(view.network(), live, before, kLiveRoundsAtOnce));
    for (const StoredRound& stored : some) {
      before = stored.number;
      const std::vector<uint32_t> theirs = ScopeOf(view, stored.round.scope());
      const auto shared = std::find_first_of(theirs.begin(), theirs.end(), scope.begin(), scope.end(),
                                             [](uint32_t x, uint32_t y) { return x == y; });
      if (shared == theirs.end()) continue;
      return Error(absl::StatusCode::kFailedPrecondition, "ROUND_IN_SCOPE",
                   absl::StrCat(stored.round.name(), " shares members with this scope and is not over; close it first"),
                   {{"round", stored.round.name()}});
    }
    if (some.size() < static_cast<size_t>(kLiveRoundsAtOnce)) return absl::OkStatus();
  }
}

absl::Status RoundPlanning::Check(const PlanOrder& order) const {
  WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkView> view, parts_.registry->View(order.network));
  WEFT_ASSIGN_OR_RETURN(const std::vector<uint32_t> scope, ScopeFor(order, *view));
  return CheckNoneIn(scope, *view);
}

absl::StatusOr<PlannedRound> RoundPlanning::Plan(const PlanOrder& order, const Checkpoint& checkpoint) const {
  const absl::Time begin = absl::Now();
  WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkView> view, parts_.registry->View(order.network));
  Moment moment;
  moment.rules = RulesOf(view->policy());
  moment.now = parts_.clock->Now();
  DraftRequest request;
  WEFT_ASSIGN_OR_RETURN(request.scope, ScopeFor(order, *view));
  WEFT_ASSIGN_OR_RETURN(request.waits, parts_.store->rounds().Waits(order.network));
  request.runner = RunOnAllCores;
  request.seed = static_cast<uint64_t>(order.seed);
  WEFT_ASSIGN_OR_RETURN(RoundDraft draft, DraftRound(*view, *parts_.recommender, request, moment, checkpoint));

  // Who is known not to be reached can be introduced to nobody: the other side would wait for them in vain.
  HandWriter hands(view.get(), &draft.scope, parts_.store);
  std::vector<bool> unreachable;
  for (size_t m = 0; m < draft.members.size(); ++m) {
    unreachable.push_back(hands.ReachOf(draft.members[m]) == HandWriter::Reach::kCameBack);
    if (unreachable.back()) draft.problem.members[m].capacity = 0;
  }
  WEFT_ASSIGN_OR_RETURN(const RoundPlan plan,
                        PlanDraft(*view, *parts_.recommender, request, moment, checkpoint, &draft));

  PlannedRound out;
  const EntryMaker maker(view.get(), parts_.recommender, &moment, request.waits);
  WEFT_ASSIGN_OR_RETURN(out.entries, EntriesOf(ContentsOf(draft, plan, maker), maker, *view, moment.now, checkpoint));
  out.unserved = UnservedOf(draft, plan, unreachable, &hands);

  v1::Round& round = out.round.round;
  round.set_state(v1::Round::STATE_PLANNED);
  *round.mutable_scope() = order.scope;
  round.set_weaver(order.weaver.member);
  round.set_seed(order.seed);
  round.set_snapshot_version(view->snapshot_version());
  round.set_change_sequence(view->change_sequence());
  round.set_display_name(order.display_name);
  const absl::Time opens = order.open_time.value_or(moment.now + moment.rules.review_window);
  *round.mutable_create_time() = TimestampOf(ToMicros(moment.now));
  *round.mutable_open_time() = TimestampOf(ToMicros(opens));
  out.round.opens_micros = ToMicros(opens);
  v1::Round::Summary* summary = round.mutable_summary();
  CountEntries(out.entries, summary);
  summary->set_scope_count(static_cast<int>(draft.scope.size()));
  summary->set_eligible_count(plan.able);
  summary->set_total_value(plan.total_value);
  summary->set_bound(std::max(plan.upper_bound, plan.total_value));
  summary->set_exact(plan.exact && summary->bound() == summary->total_value());
  for (const StoredUnserved& unserved : out.unserved) {
    summary->set_longest_wait(std::max(summary->longest_wait(), unserved.hand.rounds_waited()));
    summary->set_needs_a_hand_count(summary->needs_a_hand_count() + unserved.needs_a_hand);
  }
  summary->set_planning_seconds(absl::ToDoubleSeconds(absl::Now() - begin));
  return out;
}

absl::StatusOr<std::vector<Mutation>> RoundPlanning::MutationsFor(const PlanOrder& order, PlannedRound planned) const {
  WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkView> view, parts_.registry->View(order.network));
  PlanOrder present = order;
  present.scope.Clear();
  const auto is_here = [&view](const std::string& name) { return view->Find(IdOf(name)).has_value(); };
  if (order.scope.scope_case() == v1::Round::Scope::kMembers) {
    for (const std::string& name : order.scope.members().members()) {
      if (is_here(name)) present.scope.mutable_members()->add_members(name);
    }
  } else {
    present.scope = order.scope;
  }
  WEFT_ASSIGN_OR_RETURN(const std::vector<uint32_t> scope, ScopeFor(present, *view));
  WEFT_RETURN_IF_ERROR(CheckNoneIn(scope, *view));

  PutRoundMutation put;
  put.network = order.network;
  put.round = std::move(planned.round);
  *put.round.round.mutable_scope() = present.scope;
  for (StoredRoundEntry& stored : planned.entries) {
    const auto& members = stored.entry.members();
    if (!std::all_of(members.begin(), members.end(), [&](const auto& person) { return is_here(person.member()); })) {
      continue;
    }
    if (!stored.entry.introducer().empty() && !is_here(stored.entry.introducer())) stored.entry.clear_introducer();
    put.entries.push_back(std::move(stored));
  }
  for (StoredUnserved& unserved : planned.unserved) {
    if (is_here(unserved.hand.member())) put.unserved.push_back(std::move(unserved));
  }
  return std::vector<Mutation>{std::move(put)};
}

}  // namespace weft
