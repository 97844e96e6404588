#include "bench/eval/eval_commands.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "absl/strings/str_format.h"
#include "bench/eval/eval_options.h"
#include "bench/eval/evaluation.h"
#include "bench/eval/list_file.h"
#include "bench/eval/measure_table.h"
#include "indexer/terminal.h"
#include "weft/base/error.h"

namespace weft {
namespace {

int FailEval(const absl::Status& status) {
  std::cerr << "weft-eval: error: " << status.message();
  const absl::optional<ErrorDetail> detail = DetailOf(status);
  if (detail.has_value()) std::cerr << " (" << detail->reason << ")";
  std::cerr << "\n";
  return 1;
}

void PrintResult(const EvalResult& result) {
  const NetworkCounts& counts = result.read.counts;
  std::cout << absl::StreamFormat(
      "%d members, %d train ties, %d test ties; lists of %d for the %d members with a test tie\n\n", counts.members,
      counts.train_ties, counts.test_ties, kListLength, counts.asked);
  std::cout << MeasureTable(result.methods) << "\n" << DegreeTable(result.methods);
}

int RunEvaluation(const EvalOptions& options, const EmbedderLoader& load_embedder) {
  const absl::StatusOr<std::unique_ptr<Embedder>> embedder = load_embedder();
  if (!embedder.ok()) return FailEval(embedder.status());
  ProgressBar bar;
  const absl::StatusOr<EvalResult> result = Evaluate(options, **embedder, bar.callback());
  bar.Erase();
  if (!result.ok()) return FailEval(result.status());
  for (const std::string& warning : result->read.warnings) std::cerr << "weft-eval: warning: " << warning << "\n";
  if (!options.lists.empty()) {
    const absl::Status written = WriteLists(options.lists, result->read.network, result->lists);
    if (!written.ok()) return FailEval(written);
  }
  PrintResult(*result);
  return 0;
}

}  // namespace

int RunEvalCommands(int argc, const char* const* argv, const EmbedderLoader& load_embedder) {
  EvalOptions options;
  CLI::App app(
      "Measures recommendations on a real network: who was introduced well, judged by the ties that came later.\n"
      "Builds a snapshot from the train ties alone, asks the production recommender for lists of ten at every\n"
      "weak-tie share, and holds them against the held-back ties. Results go to stdout, everything else to stderr.",
      "weft-eval");
  app.add_option("--members", options.files.members, "members.jsonl: one object a line, only id is required")
      ->required();
  app.add_option("--train", options.files.train, "ties.csv: the ties there are; header a,b and weight,time,kind")
      ->required();
  app.add_option("--test", options.files.test, "ties.csv: ties that came later, to judge by; never seen before that")
      ->required();
  app.add_flag("--directed", options.files.directed,
               "Ties point from a to b: a's list is judged by whom a points at later. The product is given them\n"
               "without direction, so whoever points at a already is not recommended to a");
  app.add_option("--lists", options.lists, "Write all lists as CSV: method,member,rank,candidate,kind");
  app.add_option("--cache", options.cache, "Folder that keeps embeddings between runs; made if missing");
  app.add_option("--shares", options.shares, "Weak-tie shares to ask for")
      ->delimiter(',')
      ->check(CLI::Range(0.0, 1.0))
      ->default_str("0,0.1,...,1");
  app.add_option("--resamples", options.resamples, "Bootstrap resamples behind the 95 % intervals; 0: no intervals")
      ->capture_default_str()
      ->check(CLI::Range(0, 100000));
  app.add_option("--seed", options.seed, "Of the resamples")->capture_default_str();
  app.add_option("--threads", options.threads, "0: one a core")->capture_default_str()->check(CLI::Range(0, 1024));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e, std::cout, std::cerr) == 0 ? 0 : 2;
  }
  return RunEvaluation(options, load_embedder);
}

}  // namespace weft
