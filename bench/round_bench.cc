#include "bench/round_bench.h"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <thread>  // NOLINT(build/c++11)

#include "absl/strings/str_cat.h"
#include "bench/baseline_rounds.h"
#include "bench/round_simulation.h"
#include "bench/synthetic_network.h"
#include "bench/synthetic_simulation.h"
#include "nlohmann/json.hpp"
#include "weft/base/random.h"
#include "weft/introductions/round_planner.h"
#include "weft/introductions/weak_tie_due.h"

namespace weft {
namespace {

constexpr double kWeakTieShare = 0.3;
constexpr uint32_t kMembersPerCluster = 60;
// A simulated network is small, and must have clusters enough to join.
constexpr uint32_t kMembersPerClusterSimulated = 25;

double WallSeconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Of all threads: what others run on the machine mostly does not count.
double ProcessSeconds() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// Members as a network has them in its second month: some have met people, some wait, some are new.
std::vector<RoundMember> DrawMembers(const RoundBenchOptions& options) {
  Random random(options.seed ^ 0x6d656d62657273);
  std::vector<RoundMember> out(options.members);
  for (RoundMember& member : out) {
    member.capacity = options.round.pairs_per_member;
    if (random.Uniform() < options.waiting) member.rounds_waited = 1 + static_cast<int>(random.Below(kUrgentRounds));
    const uint64_t met = random.Below(kShareWindow);
    member.newcomer = met < 2;
    std::vector<PairKind> last;
    for (uint64_t i = 0; i < met; ++i) {
      last.push_back(random.Uniform() < kWeakTieShare ? PairKind::kWeakTie : PairKind::kStrongFit);
    }
    member.weak_due = WeakTieDue(kWeakTieShare, last);
  }
  return out;
}

// As many ties between clusters as members, so that some clusters are joined well and others not at all.
ClusterPairCounts DrawTies(const SyntheticNetwork& network, uint64_t seed) {
  Random random(seed ^ 0x74696573);
  ClusterPairCounts out(network.cluster_count());
  for (uint32_t i = 0; i < network.size(); ++i) {
    out.Add(network.cluster(i), network.cluster(static_cast<uint32_t>(random.Below(network.size()))));
  }
  return out;
}

double GreedyValue(const RoundProblem& problem, const RoundOptions& options, int weak_max) {
  double out = 0;
  for (uint32_t i : PlanBaseline(problem, BaselineRound::kBestValue, nullptr, weak_max, 1)) {
    const RoundCandidate& candidate = problem.candidates[i];
    out += candidate.value;
    for (uint32_t member : {candidate.a, candidate.b}) {
      out += options.urgency * std::min(problem.members[member].rounds_waited, kUrgencyRoundsMax);
    }
  }
  return out;
}

int RunSimulation(const RoundBenchOptions& options) {
  const SyntheticNetwork network(static_cast<uint32_t>(options.members), kMembersPerClusterSimulated, options.seed);
  SyntheticMeetings meetings;
  meetings.permitted = options.permitted;
  meetings.per_member = options.candidates;
  meetings.seed = options.seed;
  const SimulatedNetwork simulated = SimulatedFrom(network, meetings);
  SimulationOptions simulation;
  simulation.weeks = options.weeks;
  simulation.seed = options.seed;
  simulation.round = options.round;
  std::vector<SimulationResult> results;
  for (RoundMethod method :
       {RoundMethod::kPlanned, RoundMethod::kRandom, RoundMethod::kNearest, RoundMethod::kBestFit}) {
    auto result = SimulateRounds(simulated, method, simulation);
    if (!result.ok()) {
      std::cerr << "round: " << result.status().message() << "\n";
      return 1;
    }
    results.push_back(*std::move(result));
  }
  std::printf("%s", SimulationTable(results).c_str());
  return 0;
}

}  // namespace

int RunRoundBench(const RoundBenchOptions& options) {
  if (options.weeks > 0) return RunSimulation(options);
  double start = WallSeconds();
  RoundProblem problem;
  const SyntheticNetwork network(static_cast<uint32_t>(options.members), kMembersPerCluster, options.seed);
  problem.members = DrawMembers(options);
  problem.candidates = network.Candidates(options.candidates, DrawTies(network, options.seed), options.seed);
  const double generation = WallSeconds() - start;

  start = WallSeconds();
  const double processor_start = ProcessSeconds();
  const auto plan = PlanRound(problem, options.round, [] { return absl::OkStatus(); });
  const double assignment = WallSeconds() - start;
  const double processor = ProcessSeconds() - processor_start;
  if (!plan.ok()) {
    std::cerr << "round: " << plan.status().message() << "\n";
    return 1;
  }
  start = WallSeconds();
  const double greedy_value = GreedyValue(problem, options.round, plan->share.weak);
  const double greedy = WallSeconds() - start;

  nlohmann::ordered_json out;
  out["cores"] = std::thread::hardware_concurrency();
  out["members"] = options.members;
  out["candidate_pairs"] = problem.candidates.size();
  out["pairs_per_member"] = options.round.pairs_per_member;
  out["group_size"] = options.round.group_size;
  out["seed"] = options.seed;
  out["generation_seconds"] = generation;
  out["assignment_seconds"] = assignment;
  out["assignment_processor_seconds"] = processor;
  out["exact"] = plan->exact;
  out["value"] = plan->total_value;
  out["bound"] = plan->upper_bound;
  out["gap"] = plan->gap;
  out["pairs"] = plan->pairs.size();
  out["trios"] = plan->trios.size();
  out["groups"] = plan->groups.size();
  out["able"] = plan->able;
  out["served"] = plan->served;
  out["urgent"] = plan->urgent;
  out["urgent_served"] = plan->urgent_served;
  out["weak_ties"] = plan->share.weak;
  out["weak_tie_goal"] = plan->share.weak_goal;
  out["share_price"] = plan->share.price;
  out["greedy_seconds"] = greedy;
  out["greedy_value"] = greedy_value;
  out["value_by_greedy"] = plan->total_value / greedy_value;
  out["seconds_by_greedy"] = assignment / greedy;
  if (options.json) {
    std::cout << out.dump(2) << "\n";
    return 0;
  }
  for (const auto& [name, value] : out.items()) {
    std::printf("%-28s %s\n", name.c_str(),
                value.is_number_float() ? absl::StrCat(value.get<double>()).c_str() : value.dump().c_str());
  }
  return 0;
}

}  // namespace weft
