#include "bench/round_simulation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "bench/baseline_rounds.h"
#include "weft/base/error.h"
#include "weft/base/random.h"
#include "weft/graph/gini.h"
#include "weft/introductions/round_planner.h"
#include "weft/introductions/weak_tie_due.h"

namespace weft {
namespace {

constexpr int kWeeksPerMonth = 4;
constexpr int kNewcomerUntil = 2;  // Introductions had.

using Ends = std::pair<uint32_t, uint32_t>;
Ends EndsOf(uint32_t a, uint32_t b) { return {std::min(a, b), std::max(a, b)}; }

struct Life {
  int due_week = 0;
  int rounds_waited = 0;
  std::vector<int> weeks;       // Of introductions had.
  std::vector<PairKind> kinds;  // Of the same.
};

// One introduction of a round, whatever the method.
struct Made {
  std::vector<uint32_t> members;
  PairKind kind = PairKind::kStrongFit;
  double fit = 0;  // Mean over its pairs.
  double bridging = 0;
};

class Simulation {
 public:
  Simulation(const SimulatedNetwork& network, RoundMethod method, const SimulationOptions& options)
      : network_(network), options_(options), lives_(network.clusters.size()) {
    result_.method = method;
    // Not all are due in the same week.
    Random random(options.seed);
    for (Life& life : lives_) life.due_week = static_cast<int>(random.Below(options.rhythm_weeks));
  }

  absl::StatusOr<SimulationResult> Run() {
    for (int week = 0; week < options_.weeks; ++week) WEFT_RETURN_IF_ERROR(RunWeek(week));
    if (result_.introductions > 0) result_.weak_share /= result_.introductions;
    double error = 0;
    int members = 0;
    for (const Life& life : lives_) {
      if (life.kinds.size() < 3) continue;  // Too few to have a share.
      const size_t window = std::min<size_t>(life.kinds.size(), kShareWindow);
      const auto weak =
          std::count(life.kinds.end() - static_cast<ptrdiff_t>(window), life.kinds.end(), PairKind::kWeakTie);
      error += std::abs(static_cast<double>(weak) / static_cast<double>(window) - options_.weak_tie_share);
      ++members;
    }
    if (members > 0) result_.share_error = error / members;
    return std::move(result_);
  }

 private:
  bool HasRoom(const Life& life, int week) const {
    const auto recent =
        std::count_if(life.weeks.begin(), life.weeks.end(), [week](int past) { return past > week - kWeeksPerMonth; });
    return week >= life.due_week && recent < options_.introductions_per_month;
  }

  absl::Status RunWeek(int week) {
    RoundCall call;
    call.week = week;
    call.mutual = mutual_;
    RoundProblem problem;
    for (const Life& life : lives_) {
      call.takes_part.push_back(HasRoom(life, week));
      call.widened.push_back(result_.method != RoundMethod::kPlanned || life.rounds_waited > 0);
      RoundMember member;
      member.capacity = call.takes_part.back() ? 1 : 0;
      member.rounds_waited = life.rounds_waited;
      member.newcomer = life.kinds.size() < kNewcomerUntil;
      member.weak_due = WeakTieDue(options_.weak_tie_share, life.kinds);
      problem.members.push_back(member);
    }
    for (const RoundCandidate& candidate : network_.candidates(call)) {
      if (!call.takes_part[candidate.a] || !call.takes_part[candidate.b]) continue;
      if (met_.count(EndsOf(candidate.a, candidate.b)) == 0) problem.candidates.push_back(candidate);
    }
    std::vector<Made> made;
    WEFT_RETURN_IF_ERROR(Plan(problem, &made));
    for (const Made& introduction : made) Introduce(introduction, week);
    CountWaits(problem, week);
    std::vector<uint64_t> exposures;
    for (const Life& life : lives_) exposures.push_back(life.weeks.size());
    result_.exposure_gini.push_back(Gini(exposures, exposures.size()));
    return absl::OkStatus();
  }

  absl::Status Plan(const RoundProblem& problem, std::vector<Made>* made) {
    contested_.clear();
    if (result_.method != RoundMethod::kPlanned) {
      const BaselineRound baseline = result_.method == RoundMethod::kRandom    ? BaselineRound::kRandom
                                     : result_.method == RoundMethod::kNearest ? BaselineRound::kNearest
                                                                               : BaselineRound::kBestFit;
      const uint64_t seed = Random::Mix(options_.seed + result_.exposure_gini.size());
      for (uint32_t i : PlanBaseline(problem, baseline, network_.closeness, std::numeric_limits<int>::max(), seed)) {
        const RoundCandidate& candidate = problem.candidates[i];
        made->push_back({{candidate.a, candidate.b}, candidate.kind, candidate.fit, candidate.bridging});
      }
      return absl::OkStatus();
    }
    WEFT_ASSIGN_OR_RETURN(const RoundPlan plan, PlanRound(problem, options_.round, [] { return absl::OkStatus(); }));
    for (const PlannedPair& pair : plan.pairs) made->push_back({{pair.a, pair.b}, pair.kind, pair.fit, pair.bridging});
    for (const PlannedTrio& trio : plan.trios) {
      Made& introduction = (*made)[trio.pair];
      introduction = {trio.group.members, introduction.kind, trio.group.fit, trio.group.bridging};
      ++result_.trios;
    }
    for (const UnservedMember& unserved : plan.unserved) {
      if (unserved.reason == UnservedReason::kPartnersNeededMore) contested_.insert(unserved.member);
    }
    result_.worst_gap = std::max(result_.worst_gap, plan.gap);
    return absl::OkStatus();
  }

  void Introduce(const Made& introduction, int week) {
    ++result_.introductions;
    const double pairs = static_cast<double>(introduction.members.size()) / 2;
    result_.total_fit += pairs * introduction.fit;
    result_.total_bridging += pairs * introduction.bridging;
    result_.weak_share += introduction.kind == PairKind::kWeakTie;
    bool mutual = true;
    uint64_t seed = Random::Mix(options_.seed ^ static_cast<uint64_t>(week));
    for (uint32_t member : introduction.members) {
      Life& life = lives_[member];
      result_.over_capacity += !HasRoom(life, week);
      life.weeks.push_back(week);
      life.kinds.push_back(introduction.kind);
      life.due_week = week + options_.rhythm_weeks;
      seed = Random::Mix(seed + member);
      if (Random(seed).Uniform() >= options_.accepting) mutual = false;
    }
    result_.mutual += mutual;
    for (uint32_t a : introduction.members) {
      for (uint32_t b : introduction.members) {
        if (a >= b) continue;
        result_.repeats += !met_.insert({a, b}).second;
        const uint32_t x = network_.clusters[a];
        const uint32_t y = network_.clusters[b];
        if (mutual) mutual_.push_back({a, b});
        if (mutual && x != y) result_.cluster_pairs_joined += joined_.insert(EndsOf(x, y)).second;
      }
    }
  }

  // A wait counts if there was anybody with room whom the member might have met.
  void CountWaits(const RoundProblem& problem, int week) {
    std::vector<bool> could(lives_.size(), false);
    for (const RoundCandidate& candidate : problem.candidates) could[candidate.a] = could[candidate.b] = true;
    for (uint32_t i = 0; i < lives_.size(); ++i) {
      Life& life = lives_[i];
      if (problem.members[i].capacity == 0) continue;
      if (!life.weeks.empty() && life.weeks.back() == week) {
        life.rounds_waited = 0;
        continue;
      }
      ++life.rounds_waited;
      if (!could[i]) continue;
      ++result_.unserved;
      if (contested_.count(i) > 0) {
        ++result_.contested_waits;
      } else {
        result_.longest_wait = std::max(result_.longest_wait, life.rounds_waited);
      }
    }
  }

  const SimulatedNetwork& network_;
  const SimulationOptions& options_;
  std::vector<Life> lives_;
  std::set<Ends> met_;
  std::vector<MemberPair> mutual_;
  std::set<Ends> joined_;         // Clusters.
  std::set<uint32_t> contested_;  // Unserved this week since all partners were needed by others who waited as long.
  SimulationResult result_;
};

const char* Name(RoundMethod method) {
  switch (method) {
    case RoundMethod::kPlanned:
      return "planned";
    case RoundMethod::kRandom:
      return "random";
    case RoundMethod::kNearest:
      return "nearest";
    case RoundMethod::kBestFit:
      return "best fit";
  }
  return "";
}

}  // namespace

absl::StatusOr<SimulationResult> SimulateRounds(const SimulatedNetwork& network, RoundMethod method,
                                                const SimulationOptions& options) {
  return Simulation(network, method, options).Run();
}

std::string SimulationTable(absl::Span<const SimulationResult> results) {
  std::string out = absl::StrFormat("%-8s %6s %6s %5s %9s %8s %8s %9s %9s %7s %9s %7s %11s\n", "method", "made",
                                    "mutual", "trios", "total fit", "mean fit", "joined", "weak", "share err", "waits",
                                    "longest", "repeats", "gini 1st/end");
  for (const SimulationResult& r : results) {
    const double first = r.exposure_gini.empty() ? 0 : r.exposure_gini[r.exposure_gini.size() / 4];
    const double last = r.exposure_gini.empty() ? 0 : r.exposure_gini.back();
    absl::StrAppendFormat(&out, "%-8s %6d %6d %5d %9.1f %8.3f %8d %8.1f%% %9.3f %7d %9d %7d  %5.3f/%5.3f\n",
                          Name(r.method), r.introductions, r.mutual, r.trios, r.total_fit,
                          r.introductions > 0 ? r.total_fit / r.introductions : 0, r.cluster_pairs_joined,
                          100 * r.weak_share, r.share_error, r.unserved, r.longest_wait, r.repeats, first, last);
  }
  return out;
}

}  // namespace weft
