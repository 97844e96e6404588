#include "bench/eval/eval_commands.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "absl/strings/str_format.h"
#include "bench/eval/eval_json.h"
#include "bench/eval/eval_options.h"
#include "bench/eval/html_report.h"
#include "bench/eval/list_file.h"
#include "bench/eval/measure_table.h"
#include "bench/eval/needs_evaluation.h"
#include "bench/eval/report_plots.h"
#include "indexer/terminal.h"
#include "weft/base/error.h"
#include "weft/base/file.h"

namespace weft {
namespace {

int FailEval(const absl::Status& status) {
  std::cerr << "weft-eval: error: " << status.message();
  const absl::optional<ErrorDetail> detail = DetailOf(status);
  if (detail.has_value()) std::cerr << " (" << detail->reason << ")";
  std::cerr << "\n";
  return 1;
}

// Rerankers have a line for each strength: of them the comparison of curves says enough.
std::vector<MethodMeasures> WithoutRerankers(const EvalResult& result) {
  std::vector<MethodMeasures> out;
  for (size_t i = 0; i < result.methods.size(); ++i) {
    if (result.lists[i].family != MethodFamily::kReranker) out.push_back(result.methods[i]);
  }
  return out;
}

void Print(const EvalResult& result) {
  const NetworkCounts& counts = result.read.counts;
  std::cout << absl::StreamFormat(
      "%d members, %d train ties, %d test ties; lists of %d for the %d members with a test tie\n\n", counts.members,
      counts.train_ties, counts.test_ties, kListLength, counts.asked);
  const std::vector<MethodMeasures> shown = WithoutRerankers(result);
  std::cout << MeasureTable(shown) << "\n" << DegreeTable(shown) << "\n";
  if (!result.comparisons.empty()) {
    std::cout << "Weft's curve against each reranker's, where both reach the same\n"
              << ComparisonTable(result.comparisons) << "\n";
  }
  for (const std::string& note : result.notes) std::cout << note << "\n";
}

absl::Status Write(const EvalOptions& options, const EvalResult& result) {
  if (!options.lists.empty()) WEFT_RETURN_IF_ERROR(WriteLists(options.lists, result.read.network, result.lists));
  if (!options.json.empty()) WEFT_RETURN_IF_ERROR(ReplaceFileDurably(options.json, ToJson(result)));
  if (!options.html.empty()) WEFT_RETURN_IF_ERROR(ReplaceFileDurably(options.html, ToHtml(result)));
  if (!options.picture.empty()) {
    WEFT_RETURN_IF_ERROR(ReplaceFileDurably(options.picture, SvgFile(BalancePlot(result))));
  }
  return absl::OkStatus();
}

int RunEvaluation(const EvalOptions& options, const EvalEnvironment& environment) {
  const absl::StatusOr<std::unique_ptr<Embedder>> embedder = environment.load_embedder();
  if (!embedder.ok()) return FailEval(embedder.status());
  ProgressBar bar;
  if (!options.tune.empty()) {
    const absl::StatusOr<Tuned> tuned = Tune(options, **embedder, bar.callback());
    bar.Erase();
    if (!tuned.ok()) return FailEval(tuned.status());
    std::cout << "weights of fit, fitted on " << options.tune << " (printed only)\n" << TunedText(*tuned) << "\n";
    if (options.files.test.empty()) return 0;
  }
  const absl::StatusOr<EvalResult> result = Evaluate(options, **embedder, environment.others, bar.callback());
  bar.Erase();
  if (!result.ok()) return FailEval(result.status());
  for (const std::string& warning : result->read.warnings) std::cerr << "weft-eval: warning: " << warning << "\n";
  const absl::Status written = Write(options, *result);
  if (!written.ok()) return FailEval(written);
  Print(*result);
  return 0;
}

int RunNeeds(const NeedsOptions& options, const EvalEnvironment& environment) {
  const absl::StatusOr<std::unique_ptr<Embedder>> embedder = environment.load_embedder();
  if (!embedder.ok()) return FailEval(embedder.status());
  ProgressBar bar;
  const absl::StatusOr<NeedsResult> result = EvaluateNeeds(options, **embedder, bar.callback());
  bar.Erase();
  if (!result.ok()) return FailEval(result.status());
  if (!options.json.empty()) {
    const absl::Status written = ReplaceFileDurably(options.json, ToJson(*result));
    if (!written.ok()) return FailEval(written);
  }
  std::cout << absl::StreamFormat("%d needs over %d offers\nMRR     %.4f\nhit@1   %.4f\nhit@10  %.4f\nnot found %d\n",
                                  result->queries, result->candidates, result->mean_reciprocal_rank, result->hit_at_1,
                                  result->need_coverage_at_10, result->not_found);
  return 0;
}

void AddEvaluation(CLI::App* app, EvalOptions* options) {
  app->add_option("--members", options->files.members, "members.jsonl: one object a line, only id is required");
  app->add_option("--train", options->files.train, "ties.csv: the ties there are; header a,b and weight,time,kind");
  app->add_option("--test", options->files.test, "ties.csv: ties that came later; only measured by, never learnt from");
  app->add_flag("--directed", options->files.directed,
                "Ties point from a to b, and a's list is judged by whom a points at later. The product is given\n"
                "them without direction, so whoever points at a already is not recommended to a");
  app->add_option("--tune", options->tune,
                  "Fit the weights of fit on these ties, of another period than --test, and print them; nothing else\n"
                  "changes. --test may then be left out");
  app->add_option("--folds", options->folds,
                  "Also lists with weights fitted by this many-fold cross-validation over members; 0: none")
      ->capture_default_str()
      ->check(CLI::Range(0, 100));
  app->add_option("--lists", options->lists, "Write all lists as CSV: method,member,rank,candidate,kind");
  app->add_option("--json", options->json, "Write all measures with 95 % intervals and paired comparisons as JSON");
  app->add_option("--html", options->html, "Write one self-contained page with plots and tables");
  app->add_option("--picture", options->picture,
                  "Write one plot for people who run a network: what the dial buys, SVG");
  app->add_option("--cache", options->cache, "Folder that keeps embeddings between runs; made if missing");
  app->add_flag("--weft-only", options->weft_only, "Leave baselines and rerankers out: quicker");
  app->add_option("--shares", options->shares, "Weak-tie shares to ask for; default 0,0.1 .. 1")
      ->delimiter(',')
      ->check(CLI::Range(0.0, 1.0));
  app->add_option("--resamples", options->resamples, "Bootstrap resamples behind the intervals; 0: no intervals")
      ->capture_default_str()
      ->check(CLI::Range(0, 100000));
  app->add_option("--seed", options->seed, "Of the resamples")->capture_default_str();
  app->add_option("--threads", options->threads, "0: one a core")->capture_default_str()->check(CLI::Range(0, 1024));
}

void AddNeeds(CLI::App* app, NeedsOptions* options) {
  app->add_option("--retrieval", options->retrieval,
                  "Lines of C (candidate) or Q (query), gold id and text, between tabs")
      ->required();
  app->add_option("--json", options->json, "Write the figures as JSON");
  app->add_option("--cache", options->cache, "Folder that keeps embeddings between runs; made if missing");
  app->add_option("--threads", options->threads, "0: one a core")->capture_default_str()->check(CLI::Range(0, 1024));
}

}  // namespace

int RunEvalCommands(int argc, const char* const* argv, const EvalEnvironment& environment) {
  EvalOptions options;
  NeedsOptions needs_options;
  CLI::App app(
      "Measures recommendations on a real network: who was introduced well, judged by the ties that came later.\n"
      "Builds a snapshot from the train ties alone, asks the production recommender for lists of ten at every\n"
      "weak-tie share, and fourteen baselines and five rerankers beside it, and holds all lists against the\n"
      "held-back ties: accuracy, what they join, whom they show.\n"
      "  weft-eval --members members.jsonl --train ties_train.csv --test ties_test.csv --html out.html",
      "weft-eval");
  app.require_subcommand(0, 1);
  AddEvaluation(&app, &options);
  CLI::App* needs = app.add_subcommand(
      "needs", "How well needs find the offers that meet them, through the production search: MRR, hit@1, hit@10");
  AddNeeds(needs, &needs_options);
  try {
    app.parse(argc, argv);
    // Not marked as required: they belong to the measuring of a network, not to `needs`.
    for (const char* name : {"--members", "--train", "--test"}) {
      if (std::string(name) == "--test" && app.count("--tune") > 0) continue;
      if (!*needs && app.count(name) == 0) throw CLI::RequiredError(name);
    }
  } catch (const CLI::ParseError& e) {
    return app.exit(e, std::cout, std::cerr) == 0 ? 0 : 2;
  }
  return *needs ? RunNeeds(needs_options, environment) : RunEvaluation(options, environment);
}

}  // namespace weft
