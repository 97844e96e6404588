#include "bench/network_round_bench.h"

#include <time.h>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <memory>
#include <thread>  // NOLINT(build/c++11)
#include <vector>

#include "absl/strings/str_cat.h"
#include "bench/eval/parallel.h"
#include "bench/living_network.h"
#include "bench/network_simulation.h"
#include "nlohmann/json.hpp"
#include "weft/base/error.h"
#include "weft/embedding/default_model.h"
#include "weft/introductions/draft_planning.h"
#include "weft/introductions/round_draft.h"
#include "weft/introductions/round_planner.h"

namespace weft {
namespace {

class Stopwatch {
 public:
  double Seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(); }

  // Of all threads: what others run on the machine mostly does not count.
  double ProcessorSeconds() const { return Processor() - processor_begin_; }

 private:
  static double Processor() {
    timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  }
  const double processor_begin_ = Processor();
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

absl::Status PlanOne(const NetworkRoundBenchOptions& options, const Embedder& embedder) {
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<LivingNetwork> network,
                        LivingNetwork::Copy(options.data, options.network, embedder));
  const std::shared_ptr<const NetworkView> view = network->view();
  DraftRequest request;
  request.scope = ScopeOf(*view, v1::Round::Scope());
  request.seed = options.seed;
  request.runner = [&options](size_t count, const std::function<void(size_t)>& work) {
    InParallel(count, options.threads, "", nullptr, [&work](size_t i) {
      work(i);
      return absl::OkStatus();
    }).IgnoreError();
  };
  const auto go = [] { return absl::OkStatus(); };
  const Stopwatch drafting;
  const Recommender recommender(&embedder);
  Moment moment = {RulesOf(view->policy()), network->now()};
  if (!options.newcomers) moment.rules.newcomer_strong_fits = 0;
  WEFT_ASSIGN_OR_RETURN(RoundDraft draft, DraftRound(*view, recommender, request, moment, go));
  const double candidates_seconds = drafting.Seconds();
  const double candidates_processor = drafting.ProcessorSeconds();
  const Stopwatch planning;
  WEFT_ASSIGN_OR_RETURN(RoundPlan plan, PlanRound(draft.problem, draft.options, go));
  const double assignment_seconds = planning.Seconds();
  const double assignment_processor = planning.ProcessorSeconds();
  const Stopwatch widening;
  WEFT_ASSIGN_OR_RETURN(plan, PlanDraft(*view, recommender, request, moment, go, &draft));
  const double widened_seconds = widening.Seconds();

  nlohmann::ordered_json out;
  out["cores"] = std::thread::hardware_concurrency();
  out["threads"] = options.threads;
  out["members"] = draft.scope.size();
  out["able"] = plan.able;
  out["candidate_pairs"] = draft.problem.candidates.size();
  out["candidates_seconds"] = candidates_seconds;
  out["candidates_processor_seconds"] = candidates_processor;
  out["assignment_seconds"] = assignment_seconds;
  out["assignment_processor_seconds"] = assignment_processor;
  out["planned_again_seconds"] = widened_seconds;
  out["exact"] = plan.exact;
  out["value"] = plan.total_value;
  out["bound"] = plan.upper_bound;
  out["gap"] = plan.gap;
  out["served"] = plan.served;
  out["pairs"] = plan.pairs.size();
  out["trios"] = plan.trios.size();
  out["weak_ties"] = plan.share.weak;
  out["weak_tie_goal"] = plan.share.weak_goal;
  out["share_price"] = plan.share.price;
  out["mean_fit"] = plan.pairs.empty() ? 0 : plan.total_fit / static_cast<double>(plan.pairs.size());
  if (options.json) {
    std::cout << out.dump(2) << "\n";
    return absl::OkStatus();
  }
  for (const auto& [name, value] : out.items()) {
    std::printf("%-28s %s\n", name.c_str(),
                value.is_number_float() ? absl::StrCat(value.get<double>()).c_str() : value.dump().c_str());
  }
  return absl::OkStatus();
}

absl::Status Simulate(const NetworkRoundBenchOptions& options, const Embedder& embedder) {
  NetworkSimulationOptions simulation;
  simulation.weeks = options.weeks;
  simulation.seed = options.seed;
  simulation.threads = options.threads;
  std::vector<SimulationResult> results;
  for (RoundMethod method : kRoundMethods) {
    const Stopwatch simulating;
    WEFT_ASSIGN_OR_RETURN(SimulationResult result,
                          SimulateNetwork(options.data, options.network, embedder, method, simulation));
    std::cerr << "round: " << results.size() + 1 << " of 4 methods simulated in " << simulating.Seconds()
              << " s, the longest planning " << result.worst_seconds << " s\n";
    results.push_back(std::move(result));
  }
  std::printf("%s", SimulationTable(results).c_str());
  return absl::OkStatus();
}

}  // namespace

int RunNetworkRoundBench(const NetworkRoundBenchOptions& options) {
  const absl::StatusOr<std::unique_ptr<Embedder>> embedder = LoadDefaultEmbedder(DefaultModelPath());
  absl::Status status = embedder.status();
  if (status.ok()) status = options.weeks > 0 ? Simulate(options, **embedder) : PlanOne(options, **embedder);
  if (status.ok()) return 0;
  std::cerr << "round: " << status.message() << "\n";
  return 1;
}

}  // namespace weft
