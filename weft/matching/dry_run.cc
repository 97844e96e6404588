#include "weft/matching/dry_run.h"

#include <algorithm>
#include <thread>  // NOLINT(build/c++11)
#include <utility>

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

// Shows counted for the seekers i with i % stride == first.
absl::Status CountShows(const NetworkView& view, absl::Time now, const DryRunOptions& options,
                        const std::vector<uint32_t>& seekers, size_t first, size_t stride,
                        std::vector<uint32_t>* shows) {
  const Recommender recommender(nullptr);  // Embeds nothing: there is no purpose.
  shows->assign(view.size(), 0);
  for (size_t i = first; i < seekers.size(); i += stride) {
    RecommendQuery query;
    query.member_id = std::string(view.member(seekers[i]).id);
    query.count = options.list_length;
    query.seed = options.seed;
    WEFT_ASSIGN_OR_RETURN(std::vector<uint32_t> shown, recommender.RecommendOrdinals(view, query, now));
    for (uint32_t ordinal : shown) ++(*shows)[ordinal];
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<float>> DryRunExposure(const NetworkView& view, absl::Time now,
                                                  const DryRunOptions& options) {
  const std::vector<uint32_t> seekers = SampleSeekers(view, options);
  const size_t threads = static_cast<size_t>(std::max(1, options.threads));
  std::vector<std::vector<uint32_t>> shows(threads);
  std::vector<absl::Status> statuses(threads);
  std::vector<std::thread> others;
  for (size_t t = 1; t < threads; ++t) {
    others.emplace_back([&, t] { statuses[t] = CountShows(view, now, options, seekers, t, threads, &shows[t]); });
  }
  statuses[0] = CountShows(view, now, options, seekers, 0, threads, &shows[0]);
  for (std::thread& other : others) other.join();
  for (const absl::Status& status : statuses) WEFT_RETURN_IF_ERROR(status);

  uint64_t total = 0;
  std::vector<uint32_t> sums(view.size());
  for (const std::vector<uint32_t>& part : shows) {
    for (size_t i = 0; i < part.size(); ++i) {
      sums[i] += part[i];
      total += part[i];
    }
  }
  std::vector<float> out;
  if (total == 0) return out;
  const double mean = static_cast<double>(total) / view.member_count();
  out.reserve(sums.size());
  for (uint32_t sum : sums) out.push_back(static_cast<float>(sum / mean));
  return out;
}

}  // namespace weft
