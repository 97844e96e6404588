#include "bench/eval/eval_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace weft {
namespace {

using Json = nlohmann::ordered_json;

const char* FamilyName(MethodFamily family) {
  switch (family) {
    case MethodFamily::kWeft:
      return "weft";
    case MethodFamily::kBaseline:
      return "baseline";
    case MethodFamily::kReranker:
      break;
  }
  return "reranker";
}

Json EstimateJson(const Estimate& estimate) {
  return {{"value", estimate.value}, {"low", estimate.low}, {"high", estimate.high}};
}

Json MeasuresJson(const std::array<Estimate, kMeasureCount>& measures) {
  Json json = Json::object();
  for (size_t k = 0; k < kMeasureCount; ++k) json[kMeasureNames[k]] = EstimateJson(measures[k]);
  return json;
}

Json ParametersJson(const EvalOptions& options) {
  return {{"members", options.files.members},
          {"train", options.files.train},
          {"test", options.files.test},
          {"directed", options.files.directed},
          {"shares", options.shares},
          {"list_length", kListLength},
          {"resamples", options.resamples},
          {"seed", options.seed},
          {"partitions", ListMeasurer::kPartitions},
          {"first_partition_seed", ListMeasurer::kFirstPartitionSeed}};
}

Json CountsJson(const EvalResult& result) {
  const NetworkCounts& c = result.read.counts;
  return {{"members", c.members},
          {"train_ties", c.train_ties},
          {"test_ties", c.test_ties},
          {"members_asked", c.asked},
          {"least_tied_members", result.least_tied},
          {"clusters_by_partition", result.clusters},
          {"left_out",
           {{"train_self", c.train_self},
            {"train_repeated", c.train_repeated},
            {"train_unknown", c.train_unknown},
            {"test_self", c.test_self},
            {"test_repeated", c.test_repeated},
            {"test_unknown", c.test_unknown},
            {"test_known", c.test_known}}}};
}

Json SnapshotJson(const EvalResult& result) {
  const Manifest& m = result.manifest;
  return {{"embedder", m.embedder},
          {"dimension", m.dimension},
          {"as_of_micros", m.as_of_micros},
          {"member_count", m.member_count},
          {"tie_count", m.tie_count},
          {"phrase_count", m.phrase_count},
          {"cluster_count", m.cluster_count},
          {"index_type", {{"interests", m.index_type[0]}, {"offers", m.index_type[1]}, {"needs", m.index_type[2]}}},
          {"recall_at_100", {{"interests", m.recall[0]}, {"offers", m.recall[1]}, {"needs", m.recall[2]}}},
          {"build_seconds", absl::ToDoubleSeconds(result.build_time)}};
}

Json MethodJson(const MethodLists& lists, const MethodMeasures& measures) {
  Json json = {{"method", measures.method}, {"family", FamilyName(lists.family)}};
  if (lists.dial.has_value()) json["dial"] = *lists.dial;
  json["uses_popularity"] = lists.uses_popularity;
  json["entries"] = measures.entries;
  if (!lists.kinds.empty()) {
    int64_t weak = 0;
    for (const std::vector<ListKind>& kinds : lists.kinds) {
      weak += std::count(kinds.begin(), kinds.end(), ListKind::kWeakTie);
    }
    json["weak_tie_entries"] = weak;
  }
  json["short_lists"] = measures.short_lists;
  json["measures"] = MeasuresJson(measures.measures);
  json["by_degree"] = Json::array();
  for (size_t g = 0; g < kDegreeGroupCount; ++g) {
    const GroupAccuracy& group = measures.by_degree[g];
    json["by_degree"].push_back({{"train_ties", kDegreeGroups[g].name},
                                 {"members", group.members},
                                 {"measures",
                                  {{"ndcg_at_10", EstimateJson(group.ndcg)},
                                   {"precision_at_10", EstimateJson(group.precision)},
                                   {"recall_at_10", EstimateJson(group.recall)}}}});
  }
  return json;
}

Json DifferenceJson(const MethodDifference& difference) {
  Json json = {{"method", difference.method},
               {"against", difference.against},
               {"measures", MeasuresJson(difference.measures)},
               {"ndcg_at_10_by_degree", Json::object()}};
  for (size_t g = 0; g < kDegreeGroupCount; ++g) {
    json["ndcg_at_10_by_degree"][kDegreeGroups[g].name] = EstimateJson(difference.ndcg_by_degree[g]);
  }
  return json;
}

Json ComparisonJson(const CurveComparison& comparison) {
  Json json = {{"curve", comparison.curve},
               {"against", comparison.against},
               {"over", kMeasureNames[static_cast<size_t>(comparison.over)]},
               {"never_below", comparison.NeverBelow()},
               {"always_above", comparison.AlwaysAbove()},
               {"mean_difference", EstimateJson(comparison.mean_difference)},
               {"points", Json::array()}};
  for (const CurvePoint& point : comparison.points) {
    json["points"].push_back({{"at", point.at},
                              {"value", point.value},
                              {"other", point.other},
                              {"difference", EstimateJson(point.difference)}});
  }
  return json;
}

}  // namespace

std::string ToJson(const EvalResult& result) {
  Json json = {{"parameters", ParametersJson(result.options)},
               {"counts", CountsJson(result)},
               {"snapshot", SnapshotJson(result)},
               {"notes", result.notes},
               {"seconds", absl::ToDoubleSeconds(result.time)},
               {"methods", Json::array()},
               {"curves", Json::array()},
               {"differences", Json::array()},
               {"comparisons", Json::array()}};
  for (size_t i = 0; i < result.methods.size(); ++i) {
    json["methods"].push_back(MethodJson(result.lists[i], result.methods[i]));
  }
  for (const MethodCurve& curve : result.curves) {
    Json names = Json::array();
    for (size_t place : curve.methods) names.push_back(result.methods[place].method);
    json["curves"].push_back({{"curve", curve.name}, {"methods", std::move(names)}});
  }
  for (const MethodDifference& difference : result.differences) {
    json["differences"].push_back(DifferenceJson(difference));
  }
  for (const CurveComparison& comparison : result.comparisons) {
    json["comparisons"].push_back(ComparisonJson(comparison));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace weft
