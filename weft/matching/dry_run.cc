#include "weft/matching/dry_run.h"

#include <algorithm>
#include <thread>  // NOLINT(build/c++11)
#include <utility>

#include "absl/container/btree_map.h"
#include "weft/base/error.h"
#include "weft/base/random.h"
#include "weft/matching/recommender.h"

namespace weft {
namespace {

std::vector<uint32_t> SampleSeekers(const NetworkView& view, const DryRunOptions& options) {
  std::vector<uint32_t> out;
  for (uint32_t ordinal = 0; ordinal < view.size(); ++ordinal) {
    if (!view.IsGone(ordinal)) out.push_back(ordinal);
  }
  Random random(options.seed);
  const size_t wanted = std::min(out.size(), static_cast<size_t>(options.members_max));
  for (size_t i = 0; i < wanted; ++i) std::swap(out[i], out[i + random.Below(out.size() - i)]);
  out.resize(wanted);
  return out;
}

// Lists for the seekers i with i % stride == first.
absl::Status FillLists(const NetworkView& view, absl::Time now, const DryRunOptions& options,
                       const MatchWeights& weights, const std::vector<uint32_t>& seekers, size_t first, size_t stride,
                       std::vector<std::vector<uint32_t>>* lists) {
  const Recommender recommender(nullptr, weights);  // Embeds nothing: there is no purpose.
  for (size_t i = first; i < seekers.size(); i += stride) {
    RecommendQuery query;
    query.member_id = std::string(view.member(seekers[i]).id);
    query.count = options.list_length;
    query.weak_tie_share = 0;
    query.seed = options.seed;
    WEFT_ASSIGN_OR_RETURN((*lists)[i], recommender.RecommendOrdinals(view, query, now));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<DryRun> RunDry(const NetworkView& view, absl::Time now, const DryRunOptions& options,
                              const MatchWeights& weights) {
  const std::vector<uint32_t> seekers = SampleSeekers(view, options);
  const size_t threads = static_cast<size_t>(std::max(1, options.threads));
  std::vector<std::vector<uint32_t>> lists(seekers.size());
  std::vector<absl::Status> statuses(threads);
  std::vector<std::thread> others;
  for (size_t t = 1; t < threads; ++t) {
    others.emplace_back([&, t] { statuses[t] = FillLists(view, now, options, weights, seekers, t, threads, &lists); });
  }
  statuses[0] = FillLists(view, now, options, weights, seekers, 0, threads, &lists);
  for (std::thread& other : others) other.join();
  for (const absl::Status& status : statuses) WEFT_RETURN_IF_ERROR(status);

  uint64_t total = 0;
  std::vector<uint32_t> shows(view.size());
  absl::btree_map<std::pair<uint32_t, uint32_t>, uint64_t> joins;
  for (size_t i = 0; i < seekers.size(); ++i) {
    const uint32_t own = view.cluster(seekers[i]);
    for (uint32_t shown : lists[i]) {
      ++shows[shown];
      ++total;
      const uint32_t theirs = view.cluster(shown);
      if (own != kNone && theirs != kNone && own != theirs) ++joins[std::minmax(own, theirs)];
    }
  }
  DryRun out;
  if (total == 0) return out;
  const double mean = static_cast<double>(total) / view.member_count();
  out.exposure.reserve(shows.size());
  for (uint32_t times : shows) out.exposure.push_back(static_cast<float>(times / mean));
  const double scale = static_cast<double>(view.member_count()) / static_cast<double>(seekers.size());
  for (const auto& entry : joins) {
    out.joins.push_back({entry.first.first, entry.first.second, static_cast<double>(entry.second) * scale});
  }
  return out;
}

}  // namespace weft
