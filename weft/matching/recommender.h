#ifndef WEFT_MATCHING_RECOMMENDER_H_
#define WEFT_MATCHING_RECOMMENDER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "weft/embedding/embedder.h"
#include "weft/matching/match_weights.h"
#include "weft/matching/member_filter.h"
#include "weft/matching/selection.h"
#include "weft/snapshot/network_view.h"
#include "weft/v1/recommendation.pb.h"

namespace weft {

// What one call asks for. Validated by the caller: ids exist in the form of names, shares are in range.
struct RecommendQuery {
  std::string member_id;
  int count = 10;                            // 1 to kPageSizeMax
  absl::optional<double> weak_tie_share;     // 0..1; else the member's, else the policy's, else 0.3
  v1::Balance balance;                       // The other knobs, where the call sets them.
  std::string purpose;                       // Empty: none.
  int group_size = 0;                        // With a purpose: 2 to 6, or 0: not said.
  std::vector<std::string> purpose_members;  // Ids of those already in.
  MemberFilter filter;
  uint64_t seed = 0;
};

struct RecommendationList {
  enum class Shortage { kNone, kFitFloor, kNoOtherCluster, kNobodyEligible };
  enum class ColdStart { kNone, kNoTies, kNoText, kNoTiesAndNoText };
  std::vector<v1::Recommendation> recommendations;
  Shortage shortage = Shortage::kNone;
  ColdStart cold_start = ColdStart::kNone;
  double weak_tie_share = 0;
  bool provisional_clusters = false;
};

struct SearchQuery {
  std::string text;
  int count = 10;
  MemberFilter filter;
};
struct SearchHit {
  std::string member_id;
  std::string display_name;
  double score = 0;
  std::vector<std::string> phrases;  // The nearest of the profile, best first, at most 3.
};

struct Explanation {
  enum class Availability { kAvailable, kAlreadyTied, kNotNow };
  v1::Recommendation recommendation;
  Availability availability = Availability::kNotNow;
  double fit_for_member = 0;
  double fit_for_other = 0;
  bool crosses_clusters = false;
  int mutual_tie_count = 0;
};

// Asked between the stages of a call: anything but OK (deadline, cancellation) ends it with that status.
using Checkpoint = std::function<absl::Status()>;

// The engine: eligibility, candidates, fit, bridging, selection, reasons. Reads only; answers depend on nothing but
// the view, the query and `now` (pauses end by themselves). Thread-safe.
class Recommender {
 public:
  // `embedder` embeds purposes and searches; must be the one the view was built with and outlive the recommender.
  // nullptr will do where only members are matched, without purposes and searches. `weights` differ from the shipped
  // ones only where they are being fitted.
  explicit Recommender(const Embedder* embedder, const MatchWeights& weights = MatchWeights())
      : embedder_(embedder), weights_(weights) {}

  // NOT_FOUND (MEMBER_NOT_FOUND) if the member, or one already in, does not exist.
  absl::StatusOr<RecommendationList> Recommend(const NetworkView& view, const RecommendQuery& query, absl::Time now,
                                               const Checkpoint& checkpoint) const;
  // The members Recommend would show, without reasons: for dry runs over many members. REQUIRES: no purpose.
  absl::StatusOr<std::vector<uint32_t>> RecommendOrdinals(const NetworkView& view, const RecommendQuery& query,
                                                          absl::Time now) const;
  // All candidates of a list with what selection looks at, in ascending order of ordinal: for those who choose over
  // many members at once, and for fitting weights. REQUIRES: no purpose.
  absl::StatusOr<std::vector<ScoredCandidate>> ScoreCandidates(const NetworkView& view, const RecommendQuery& query,
                                                               absl::Time now) const;
  // These members as candidates of one, eligible or not, in the order given; `reconnects` is left out. O(view.size() +
  // others). REQUIRES: none of them is gone, nor the member itself.
  std::vector<ScoredCandidate> ScoreMembers(const NetworkView& view, uint32_t member,
                                            absl::Span<const uint32_t> others) const;
  absl::StatusOr<std::vector<SearchHit>> Search(const NetworkView& view, const SearchQuery& query, absl::Time now,
                                                const Checkpoint& checkpoint) const;
  absl::StatusOr<Explanation> Explain(const NetworkView& view, const std::string& member_id,
                                      const std::string& other_id, absl::Time now) const;
  const MatchWeights& weights() const { return weights_; }

 private:
  const Embedder* const embedder_;
  const MatchWeights weights_;
};

}  // namespace weft

#endif  // WEFT_MATCHING_RECOMMENDER_H_
