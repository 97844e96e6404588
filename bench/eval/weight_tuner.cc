#include "bench/eval/weight_tuner.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "bench/eval/list_accuracy.h"
#include "bench/eval/method_lists.h"
#include "bench/eval/parallel.h"
#include "weft/base/error.h"
#include "weft/matching/recommender.h"

namespace weft {
namespace {

constexpr double kFactors[] = {0.5, 0.8, 1.25, 2.0};
constexpr int kRoundsMax = 12;
// What a step must bring, per squared logarithm of the distance from the beginning.
constexpr double kPull = 2e-4;
constexpr double kGainMin = 1e-5;

// The prior's weight stands behind those of the parts.
double& Coordinate(MatchWeights* weights, size_t k) {
  return k < kFitPartCount ? weights->parts.values[k] : weights->prior_weight;
}

double Pull(MatchWeights at, MatchWeights begin) {
  double sum = 0;
  for (size_t k = 0; k <= kFitPartCount; ++k) {
    const double distance = std::log(Coordinate(&at, k) / Coordinate(&begin, k));
    sum += distance * distance;
  }
  return kPull * sum;
}

bool HasWord(absl::Span<const TuningMember> members, size_t part) {
  for (const TuningMember& member : members) {
    for (const PartValues& parts : member.parts) {
      if (parts[part].forward.value_or(0) > 0 || parts[part].backward.value_or(0) > 0) return true;
    }
  }
  return false;
}

}  // namespace

absl::StatusOr<std::vector<TuningMember>> GatherTuningMembers(const BuiltNetwork& built,
                                                              absl::Span<const uint32_t> members,
                                                              const std::vector<std::vector<uint32_t>>& later,
                                                              int threads) {
  std::vector<TuningMember> out;
  for (uint32_t member : members) {
    if (later[member].empty()) continue;
    out.emplace_back();
    out.back().member = member;
    out.back().later_ties = later[member].size();
  }
  const NetworkView& view = built.view();
  const Recommender recommender(nullptr);
  WEFT_RETURN_IF_ERROR(InParallel(out.size(), threads, "gathering candidates", Progress(), [&](size_t i) {
    RecommendQuery query;
    query.member_id = std::string(view.member(out[i].member).id);
    query.weak_tie_share = 0;
    WEFT_ASSIGN_OR_RETURN(const std::vector<ScoredCandidate> candidates,
                          recommender.ScoreCandidates(view, query, built.now()));
    const std::vector<uint32_t>& ties = later[out[i].member];
    for (const ScoredCandidate& candidate : candidates) {
      out[i].candidates.push_back(candidate.ordinal);
      out[i].parts.push_back(candidate.fit.parts);
      out[i].tied_later.push_back(std::binary_search(ties.begin(), ties.end(), candidate.ordinal));
    }
    return absl::OkStatus();
  }));
  return out;
}

std::vector<TuningMember> WithoutMembers(absl::Span<const TuningMember> members, const std::vector<bool>& left_out) {
  std::vector<TuningMember> out;
  for (const TuningMember& member : members) {
    if (left_out[member.member]) continue;
    TuningMember kept = member;
    for (size_t c = 0; c < kept.candidates.size(); ++c) {
      if (!kept.tied_later[c] || !left_out[kept.candidates[c]]) continue;
      kept.tied_later[c] = false;
      --kept.later_ties;
    }
    if (kept.later_ties > 0) out.push_back(std::move(kept));
  }
  return out;
}

double TuningNdcg(absl::Span<const TuningMember> members, const MatchWeights& weights) {
  double sum = 0;
  std::vector<std::pair<double, uint32_t>> order;
  for (const TuningMember& member : members) {
    order.clear();
    for (uint32_t c = 0; c < member.parts.size(); ++c) {
      order.emplace_back(-JoinParts(member.parts[c], weights.parts, weights.prior_weight, weights).fit, c);
    }
    const size_t top = std::min(order.size(), kListLength);
    std::partial_sort(order.begin(), order.begin() + static_cast<ptrdiff_t>(top), order.end());
    double gained = 0;
    double best = 0;
    for (size_t rank = 0; rank < kListLength; ++rank) {
      const double gain = 1 / std::log2(static_cast<double>(rank) + 2);
      if (rank < top && member.tied_later[order[rank].second]) gained += gain;
      if (rank < member.later_ties) best += gain;
    }
    sum += gained / best;
  }
  return members.empty() ? 0 : sum / static_cast<double>(members.size());
}

Tuned TuneWeights(absl::Span<const TuningMember> members, const MatchWeights& begin) {
  Tuned out;
  out.weights = begin;
  out.ndcg_before = out.ndcg = TuningNdcg(members, begin);
  for (size_t part = 0; part < kFitPartCount; ++part) out.moved.push_back(HasWord(members, part));
  double best = out.ndcg;
  for (int round = 0; round < kRoundsMax; ++round) {
    bool changed = false;
    for (size_t k = 0; k <= kFitPartCount; ++k) {
      if (k < kFitPartCount && !out.moved[k]) continue;
      const MatchWeights from = out.weights;
      for (double factor : kFactors) {
        MatchWeights tried = from;
        Coordinate(&tried, k) *= factor;
        const double ndcg = TuningNdcg(members, tried);
        if (ndcg - Pull(tried, begin) > best + kGainMin) {
          best = ndcg - Pull(tried, begin);
          out.ndcg = ndcg;
          out.weights = tried;
          changed = true;
        }
      }
    }
    if (!changed) break;
  }
  return out;
}

MatchWeights NeutralWeights() {
  MatchWeights weights;
  weights.parts.values.fill(0.3);
  weights.prior_weight = 1;
  return weights;
}

std::string TunedText(const Tuned& tuned) {
  std::string text;
  const MatchWeights shipped;
  for (size_t part = 0; part < kFitPartCount; ++part) {
    absl::StrAppendFormat(&text, "%-18s %.3f  (shipped %.3f)%s\n", kFitPartNames[part],
                          tuned.weights.parts.values[part], shipped.parts.values[part],
                          tuned.moved[part] ? "" : "  the data have no word of it");
  }
  absl::StrAppendFormat(&text, "%-18s %.3f  (shipped %.3f)\n", "prior_weight", tuned.weights.prior_weight,
                        shipped.prior_weight);
  absl::StrAppendFormat(&text, "nDCG@10 by fit alone: %.4f, before %.4f\n", tuned.ndcg, tuned.ndcg_before);
  return text;
}

}  // namespace weft
