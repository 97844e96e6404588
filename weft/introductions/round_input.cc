#include "weft/introductions/round_input.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/random.h"
#include "weft/introductions/weak_tie_due.h"

namespace weft {
namespace {

uint64_t PairKey(uint32_t a, uint32_t b) {
  if (a > b) std::swap(a, b);
  return static_cast<uint64_t>(a) << 32 | b;
}

bool InRange(double value, double low, double high) { return std::isfinite(value) && value >= low && value <= high; }

absl::Status CheckOptions(const RoundOptions& options) {
  const auto check = [](bool good, absl::string_view field, absl::string_view description) {
    return good ? absl::OkStatus() : InvalidField(field, description);
  };
  WEFT_RETURN_IF_ERROR(check(options.pairs_per_member >= 1 && options.pairs_per_member <= kPairsPerRoundMax,
                             "options.pairs_per_member", "must be 1 to 3"));
  WEFT_RETURN_IF_ERROR(
      check(options.group_size >= 2 && options.group_size <= 4, "options.group_size", "must be 2 to 4"));
  WEFT_RETURN_IF_ERROR(check(options.group_size == 2 || options.pairs_per_member == 1, "options.group_size",
                             "groups need pairs_per_member 1"));
  WEFT_RETURN_IF_ERROR(check(options.newcomer_patience >= 0 && options.newcomer_patience <= kUrgentRounds,
                             "options.newcomer_patience", "must be 0 to 2"));
  WEFT_RETURN_IF_ERROR(check(InRange(options.urgency, 0, kPairValueMax), "options.urgency", "must be 0 to 100"));
  WEFT_RETURN_IF_ERROR(check(InRange(options.due_weight, 0, kPairValueMax), "options.due_weight", "must be 0 to 100"));
  WEFT_RETURN_IF_ERROR(
      check(InRange(options.share_price_max, 0, kPairValueMax), "options.share_price_max", "must be 0 to 100"));
  return check(InRange(options.gap_max, 0, 1), "options.gap_max", "must be 0 to 1");
}

absl::Status CheckMembers(const std::vector<RoundMember>& members) {
  for (size_t i = 0; i < members.size(); ++i) {
    const auto field = [i](absl::string_view name) { return absl::StrCat("members[", i, "].", name); };
    if (members[i].capacity < 0 || members[i].capacity > kPairsPerRoundMax) {
      return InvalidField(field("capacity"), "must be 0 to 3");
    }
    if (members[i].rounds_waited < 0) return InvalidField(field("rounds_waited"), "must not be negative");
    if (!InRange(members[i].weak_due, -kShareWindow, kShareWindow)) {
      return InvalidField(field("weak_due"), "must be -10 to 10");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckPair(uint32_t a, uint32_t b, size_t members, const std::string& field) {
  if (a >= members || b >= members) return InvalidField(field, "names no member of the list");
  if (a == b) return InvalidField(field, "pairs a member with itself");
  return absl::OkStatus();
}

// Candidates by PairKey.
absl::StatusOr<absl::flat_hash_map<uint64_t, uint32_t>> IndexCandidates(const RoundProblem& problem) {
  absl::flat_hash_map<uint64_t, uint32_t> out;
  out.reserve(problem.candidates.size());
  for (uint32_t i = 0; i < problem.candidates.size(); ++i) {
    const RoundCandidate& candidate = problem.candidates[i];
    const auto field = [i] { return absl::StrCat("candidates[", i, "]"); };
    if (candidate.a >= problem.members.size() || candidate.b >= problem.members.size() || candidate.a == candidate.b) {
      return CheckPair(candidate.a, candidate.b, problem.members.size(), field());
    }
    if (!InRange(candidate.value, 0, kPairValueMax)) return InvalidField(field() + ".value", "must be 0 to 100");
    if (!std::isfinite(candidate.fit)) return InvalidField(field() + ".fit", "must be a number");
    if (!std::isfinite(candidate.bridging)) return InvalidField(field() + ".bridging", "must be a number");
    if (!out.emplace(PairKey(candidate.a, candidate.b), i).second) {
      return InvalidField(field(), "is there twice");
    }
  }
  return out;
}

absl::StatusOr<absl::flat_hash_set<uint64_t>> PairSet(const std::vector<MemberPair>& pairs, size_t members,
                                                      absl::string_view name) {
  absl::flat_hash_set<uint64_t> out;
  for (size_t i = 0; i < pairs.size(); ++i) {
    WEFT_RETURN_IF_ERROR(CheckPair(pairs[i].a, pairs[i].b, members, absl::StrCat(name, "[", i, "]")));
    out.insert(PairKey(pairs[i].a, pairs[i].b));
  }
  return out;
}

absl::Status PinError(absl::string_view reason, absl::string_view message, const MemberPair& pin) {
  return Error(absl::StatusCode::kFailedPrecondition, reason,
               absl::StrCat("the pin of members ", pin.a, " and ", pin.b, " ", message),
               {{"a", absl::StrCat(pin.a)}, {"b", absl::StrCat(pin.b)}});
}

// Members in the order that breaks ties.
std::vector<uint32_t> TieOrder(size_t members, uint64_t seed) {
  std::vector<uint32_t> order(members);
  std::iota(order.begin(), order.end(), 0u);
  if (seed == 0) return order;
  std::vector<uint64_t> keys(members);
  for (uint32_t i = 0; i < members; ++i) keys[i] = Random::Mix(Random::Mix(seed) + i);
  std::stable_sort(order.begin(), order.end(), [&keys](uint32_t x, uint32_t y) { return keys[x] < keys[y]; });
  return order;
}

}  // namespace

int64_t ToUnits(double value) { return std::llround(value * kValueUnit); }

bool IsTooNew(const RoundProblem& problem, const RoundCandidate& candidate, int patience) {
  const RoundMember& a = problem.members[candidate.a];
  const RoundMember& b = problem.members[candidate.b];
  return candidate.kind == PairKind::kWeakTie && (a.newcomer || b.newcomer) &&
         std::max(a.rounds_waited, b.rounds_waited) < patience;
}

absl::StatusOr<RoundInput> BuildRoundInput(const RoundProblem& problem, const RoundOptions& options) {
  const size_t n = problem.members.size();
  WEFT_RETURN_IF_ERROR(CheckOptions(options));
  WEFT_RETURN_IF_ERROR(CheckMembers(problem.members));
  WEFT_ASSIGN_OR_RETURN(const auto candidates, IndexCandidates(problem));
  WEFT_RETURN_IF_ERROR(PairSet(problem.pins, n, "pins").status());
  WEFT_ASSIGN_OR_RETURN(auto out_of_plan, PairSet(problem.drops, n, "drops"));
  WEFT_ASSIGN_OR_RETURN(const auto never, PairSet(problem.never, n, "never"));
  out_of_plan.insert(never.begin(), never.end());

  RoundInput input;
  input.standings.assign(problem.candidates.size(), CandidateStanding::kPermitted);
  std::vector<uint8_t> room(n);
  for (size_t i = 0; i < n; ++i) {
    room[i] = static_cast<uint8_t>(std::min(problem.members[i].capacity, options.pairs_per_member));
  }
  std::vector<bool> pinned(n, false);
  for (const MemberPair& pin : problem.pins) {
    const auto found = candidates.find(PairKey(pin.a, pin.b));
    if (found == candidates.end()) return PinError("PIN_NOT_PERMITTED", "is no permitted pair", pin);
    if (out_of_plan.contains(found->first)) return PinError("PIN_NOT_PERMITTED", "is dropped or must never meet", pin);
    CandidateStanding& standing = input.standings[found->second];
    if (standing == CandidateStanding::kPinned) continue;  // Said twice.
    if (room[pin.a] == 0 || room[pin.b] == 0) {
      return PinError("PIN_OVER_CAPACITY", "is more than one of them has room for", pin);
    }
    standing = CandidateStanding::kPinned;
    --room[pin.a];
    --room[pin.b];
    pinned[pin.a] = pinned[pin.b] = true;
    input.pins.push_back(found->second);
  }
  std::sort(input.pins.begin(), input.pins.end(), [&problem](uint32_t x, uint32_t y) {
    const RoundCandidate& p = problem.candidates[x];
    const RoundCandidate& q = problem.candidates[y];
    return PairKey(p.a, p.b) < PairKey(q.a, q.b);
  });

  input.order = TieOrder(n, options.seed);
  input.place.resize(n);
  for (uint32_t i = 0; i < n; ++i) input.place[input.order[i]] = i;
  std::vector<std::pair<uint64_t, uint32_t>> usable;  // PairKey of places, candidate.
  for (uint32_t i = 0; i < problem.candidates.size(); ++i) {
    const RoundCandidate& candidate = problem.candidates[i];
    CandidateStanding& standing = input.standings[i];
    if (standing == CandidateStanding::kPinned) continue;
    if (out_of_plan.contains(PairKey(candidate.a, candidate.b))) {
      standing = CandidateStanding::kTakenOut;
    } else if (problem.members[candidate.a].capacity == 0 || problem.members[candidate.b].capacity == 0) {
      standing = CandidateStanding::kNoCapacity;
    } else if (IsTooNew(problem, candidate, options.newcomer_patience)) {
      standing = CandidateStanding::kTooNew;
    } else if (room[candidate.a] > 0 && room[candidate.b] > 0) {
      usable.push_back({PairKey(input.place[candidate.a], input.place[candidate.b]), i});
    }
  }
  std::sort(usable.begin(), usable.end());
  std::vector<PairGraph::Pair> pairs;
  pairs.reserve(usable.size());
  for (const auto& [key, candidate] : usable) {
    pairs.push_back({static_cast<uint32_t>(key >> 32), static_cast<uint32_t>(key)});
    input.candidates.push_back(candidate);
  }

  std::vector<uint8_t> graph_room(n);
  std::vector<int64_t> bonus(n, 0);
  std::vector<bool> urgent(n, false);
  input.urgency.resize(n);
  for (uint32_t i = 0; i < n; ++i) {
    const uint32_t member = input.order[i];
    const int waited = problem.members[member].rounds_waited;
    input.urgency[member] = ToUnits(options.urgency * std::min(waited, kUrgencyRoundsMax));
    graph_room[i] = room[member];
    if (pinned[member]) continue;
    bonus[i] = input.urgency[member];
    urgent[i] = waited >= kUrgentRounds;
  }
  input.graph =
      std::make_unique<const PairGraph>(std::move(graph_room), std::move(bonus), std::move(urgent), std::move(pairs));
  return input;
}

}  // namespace weft
