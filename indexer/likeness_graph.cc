#include "indexer/likeness_graph.h"

#include <algorithm>
#include <cmath>
#include <thread>  // NOLINT(build/c++11)
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "weft/base/error.h"
#include "weft/index/candidate_source.h"
#include "weft/snapshot/facet.h"

namespace weft {
namespace {

// Joins members to nodes of their groups.
class GroupJoiner {
 public:
  GroupJoiner(uint32_t member_count, std::vector<DerivedTie>* ties)
      : members_(member_count), next_node_(member_count), ties_(ties) {}

  void Join(absl::Span<const uint32_t> group) {
    if (group.size() < 2) return;
    const double rarity = std::log1p(members_ / static_cast<double>(group.size())) / std::log1p(members_);
    for (const uint32_t member : group) ties_->push_back({member, next_node_, static_cast<float>(rarity)});
    ++next_node_;
  }
  uint32_t next_node() const { return next_node_; }

 private:
  const double members_;
  uint32_t next_node_;
  std::vector<DerivedTie>* const ties_;
};

// Joins the rows i with i % stride == first to those nearest to them.
absl::Status JoinNearest(Int8RowsView rows, absl::Span<const uint32_t> ordinals, const LikenessOptions& options,
                         size_t first, size_t stride, std::vector<DerivedTie>* ties) {
  const ExactSource source(rows, ordinals);
  for (size_t i = first; i < rows.size(); i += stride) {
    // One more: the nearest is mostly the member itself.
    WEFT_ASSIGN_OR_RETURN(const std::vector<Candidate> nearest,
                          source.Nearest(rows.row(i), options.interest_neighbors + 1));
    int left = options.interest_neighbors;
    for (const Candidate& candidate : nearest) {
      if (candidate.similarity <= 0 || left == 0) break;
      if (candidate.ordinal == ordinals[i]) continue;
      --left;
      const double likeness = std::min(1.0, static_cast<double>(candidate.similarity));
      ties->push_back({ordinals[i], candidate.ordinal, static_cast<float>(likeness * options.interest_weight)});
    }
  }
  return absl::OkStatus();
}

absl::Status JoinByInterests(Int8RowsView rows, absl::Span<const uint32_t> ordinals, const LikenessOptions& options,
                             std::vector<DerivedTie>* ties) {
  const size_t threads = static_cast<size_t>(std::max(1, options.threads));
  std::vector<std::vector<DerivedTie>> found(threads);
  std::vector<absl::Status> statuses(threads);
  std::vector<std::thread> others;
  const auto join = [&](size_t t) { statuses[t] = JoinNearest(rows, ordinals, options, t, threads, &found[t]); };
  for (size_t t = 1; t < threads; ++t) others.emplace_back(join, t);
  join(0);
  for (std::thread& other : others) other.join();
  for (size_t t = 0; t < threads; ++t) {
    WEFT_RETURN_IF_ERROR(statuses[t]);
    ties->insert(ties->end(), found[t].begin(), found[t].end());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<LikenessGraph> BuildLikenessGraph(const SnapshotArrays& arrays, const LikenessOptions& options) {
  const uint32_t member_count = static_cast<uint32_t>(arrays.settings.size());
  std::vector<DerivedTie> ties;
  GroupJoiner groups(member_count, &ties);
  for (size_t c = 0; c < arrays.circle_members.size(); ++c) groups.Join(arrays.circle_members[c]);
  std::vector<std::vector<uint32_t>> organizations(arrays.organization_names.size());
  for (uint32_t i = 0; i < member_count; ++i) {
    if (arrays.organizations[i] != kNone) organizations[arrays.organizations[i]].push_back(i);
  }
  for (const std::vector<uint32_t>& members : organizations) groups.Join(members);

  const int interests = static_cast<int>(Facet::kInterests);
  const Int8RowsView& rows = arrays.facet_rows[interests];
  const bool left_out = rows.size() > options.interest_members_max;
  if (!left_out && rows.size() > 0 && options.interest_weight > 0) {
    WEFT_RETURN_IF_ERROR(JoinByInterests(rows, arrays.facet_ordinals[interests], options, &ties));
  }
  WEFT_ASSIGN_OR_RETURN(TieGraph graph, TieGraph::FromTies(groups.next_node(), ties));
  return LikenessGraph{std::move(graph), member_count, left_out};
}

}  // namespace weft
