#include "bench/eval/evaluation.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "bench/eval/cross_validation.h"
#include "bench/eval/parallel.h"
#include "bench/eval/weight_tuner.h"
#include "indexer/workbench.h"
#include "weft/base/error.h"

namespace weft {
namespace {

absl::StatusOr<std::unique_ptr<BuiltNetwork>> BuildProduct(const EvalOptions& options, const ReadNetwork& read,
                                                           const Embedder& embedder, int threads,
                                                           const MatchWeights& weights, const Progress& progress) {
  std::vector<std::string> ids;
  for (const v1::Member& member : read.network.members) ids.push_back(MemberIdOf(member));
  BuiltNetworkOptions build;
  build.cache_directory = options.cache;
  build.threads = threads;
  build.progress = progress;
  build.weights = weights;
  return BuiltNetwork::Build(options.files.members, ids, read.train_ties, embedder, build);
}

// Puts Weft's lists and the others' together.
void AddOthers(OtherLists others, EvalResult* result) {
  const size_t first = result->lists.size();
  for (MethodLists& lists : others.lists) result->lists.push_back(std::move(lists));
  for (MethodCurve& curve : others.curves) {
    for (size_t& place : curve.methods) place += first;
    result->curves.push_back(std::move(curve));
  }
}

std::vector<CurveComparison> CompareWeft(const EvalResult& result) {
  std::vector<CurveComparison> out;
  for (size_t c = 1; c < result.curves.size(); ++c) {
    for (Measure over : {Measure::kCegc, Measure::kStrictCrossing}) {
      absl::optional<CurveComparison> comparison =
          CompareCurves(result.methods, result.curves[0], result.curves[c], over);
      if (comparison.has_value()) out.push_back(*std::move(comparison));
    }
  }
  return out;
}

// The natural share is what fit alone brings. A dial below it asks for less than would come by itself.
void NoteNaturalShare(EvalResult* result) {
  for (const MethodMeasures& method : result->methods) {
    if (method.method != WeftMethod(0)) continue;
    const double strict = method[Measure::kStrictCrossing].value;
    result->notes.push_back(absl::StrFormat("natural share: at dial 0, %.3f of the pairs cross clusters, %.3f strictly",
                                            method[Measure::kCrossing].value, strict));
    if (kDefaultShare < strict) {
      result->notes.push_back(
          absl::StrFormat("the default share %g lies below the natural strict share %.3f: fit alone joins more here "
                          "than the dial asks for",
                          kDefaultShare, strict));
    }
  }
}

void NoteNetwork(const ListMeasurer& measurer, const std::vector<bool>& has_text, EvalResult* result) {
  if (result->read.counts.train_ties == 0) {
    result->notes.push_back("there is no train tie: no clusters, so nothing crosses and CEGC is 0");
    if (result->manifest.cluster_count > 0) {
      result->notes.push_back(
          "Weft's weak ties lead between provisional clusters, found in circles, organizations and interests");
    }
  } else if (measurer.partitions()[0].count == 1) {
    result->notes.push_back("the train ties form one cluster: nothing crosses and CEGC is 0");
  }
  if (std::find(has_text.begin(), has_text.end(), true) == has_text.end()) {
    result->notes.push_back("no member has text: recommendations come from ties, circles and organizations alone");
  }
}

std::vector<bool> HasText(const EvalNetwork& network) {
  std::vector<bool> out;
  for (const v1::Member& member : network.members) {
    out.push_back(!member.bio().empty() || member.interests_size() + member.offers_size() + member.needs_size() > 0);
  }
  return out;
}

}  // namespace

absl::StatusOr<Tuned> Tune(const EvalOptions& options, const Embedder& embedder, const Progress& progress) {
  EvalOptions other = options;
  other.files.test = options.tune;
  WEFT_ASSIGN_OR_RETURN(const ReadNetwork read, ReadEvalNetwork(other.files));
  const int threads = options.threads > 0 ? options.threads : CoreCount();
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<BuiltNetwork> built,
                        BuildProduct(other, read, embedder, threads, MatchWeights(), progress));
  WEFT_ASSIGN_OR_RETURN(const std::vector<TuningMember> members,
                        GatherTuningMembers(*built, AskedMembers(read.network), read.network.test, threads));
  return TuneWeights(members, MatchWeights());
}

absl::StatusOr<EvalResult> Evaluate(const EvalOptions& options, const Embedder& embedder, const OtherMethods& others,
                                    const Progress& progress) {
  const absl::Time begin = absl::Now();
  WEFT_ASSIGN_OR_RETURN(ReadNetwork read, ReadEvalNetwork(options.files));
  const int threads = options.threads > 0 ? options.threads : CoreCount();
  const std::vector<uint32_t> asked = AskedMembers(read.network);
  EvalResult result{options, std::move(read)};
  const EvalNetwork& network = result.read.network;

  {
    WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<BuiltNetwork> built,
                          BuildProduct(options, result.read, embedder, threads, MatchWeights(), progress));
    result.manifest = built->manifest();
    result.build_time = built->build_time();
    WeftListsOptions ask;
    ask.shares = options.shares;
    ask.threads = threads;
    ask.progress = progress;
    WEFT_ASSIGN_OR_RETURN(result.lists, WeftLists(*built, asked, ask));
    MethodCurve weft{"weft", {}};
    for (size_t i = 0; i < result.lists.size(); ++i) weft.methods.push_back(i);
    result.curves.push_back(std::move(weft));
    if (options.folds > 1) {
      CrossValidationOptions validate;
      validate.folds = options.folds;
      validate.seed = options.seed;
      validate.threads = threads;
      validate.progress = progress;
      const auto rebuild = [&](const MatchWeights& weights) {
        return BuildProduct(options, result.read, embedder, threads, weights, Progress());
      };
      WEFT_ASSIGN_OR_RETURN(std::vector<MethodLists> folds,
                            CrossValidatedLists(network, *built, asked, rebuild, validate));
      for (MethodLists& lists : folds) result.lists.push_back(std::move(lists));
    }
    if (others && !options.weft_only) {
      WEFT_ASSIGN_OR_RETURN(OtherLists made, others(network, *built, asked, threads, progress));
      AddOthers(std::move(made), &result);
    }
  }

  Report(progress, "finding clusters", 0, 0);
  const ListMeasurer measurer(&network, options.resamples, options.seed);
  for (const Clustering& partition : measurer.partitions()) result.clusters.push_back(partition.count);
  result.least_tied = measurer.least_tied().size();
  result.methods.resize(result.lists.size());
  WEFT_RETURN_IF_ERROR(InParallel(result.lists.size(), threads, "measuring", progress, [&](size_t i) {
    result.methods[i] = measurer.Measure(result.lists[i]);
    return absl::OkStatus();
  }));
  Report(progress, "comparing", 0, 0);
  result.differences = TellingDifferences(result.lists, result.methods);
  result.comparisons = CompareWeft(result);
  NoteNetwork(measurer, HasText(network), &result);
  NoteNaturalShare(&result);
  result.time = absl::Now() - begin;
  return result;
}

}  // namespace weft
