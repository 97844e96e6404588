#include "bench/eval/weft_lists.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "bench/eval/parallel.h"
#include "weft/base/error.h"
#include "weft/matching/recommender.h"

namespace weft {
namespace {

absl::Status AskOnce(const Recommender& recommender, const BuiltNetwork& built, uint32_t member, double share,
                     MethodLists* out) {
  const NetworkView& view = built.view();
  RecommendQuery query;
  query.member_id = std::string(view.member(member).id);
  query.count = static_cast<int>(kListLength);
  query.weak_tie_share = share;
  WEFT_ASSIGN_OR_RETURN(const RecommendationList answer,
                        recommender.Recommend(view, query, built.now(), [] { return absl::OkStatus(); }));
  for (const v1::Recommendation& entry : answer.recommendations) {
    const absl::optional<uint32_t> ordinal = view.Find(entry.member().substr(entry.member().rfind('/') + 1));
    if (!ordinal) return absl::InternalError(absl::StrCat(entry.member(), " is recommended and is no member"));
    out->lists[member].push_back(*ordinal);
    out->kinds[member].push_back(entry.kind() == v1::Recommendation::KIND_WEAK_TIE ? ListKind::kWeakTie
                                                                                   : ListKind::kStrongFit);
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<double> AllShares() {
  std::vector<double> shares;
  for (int tenth = 0; tenth <= 10; ++tenth) shares.push_back(tenth / 10.0);
  return shares;
}

std::string WeftMethod(double share) { return absl::StrCat("weft_", share); }

absl::StatusOr<std::vector<MethodLists>> WeftLists(const BuiltNetwork& built, const std::vector<uint32_t>& asked,
                                                   const WeftListsOptions& options) {
  // No purposes and no searches are asked: nothing is embedded.
  const Recommender recommender(nullptr, options.weights);
  const size_t n = built.view().size();
  std::vector<MethodLists> out;
  for (double share : options.shares) {
    out.push_back({WeftMethod(share), std::vector<RankedList>(n), std::vector<std::vector<ListKind>>(n),
                   MethodFamily::kWeft, share});
  }
  WEFT_RETURN_IF_ERROR(
      InParallel(asked.size(), options.threads, "asking for recommendations", options.progress, [&](size_t i) {
        for (size_t s = 0; s < options.shares.size(); ++s) {
          WEFT_RETURN_IF_ERROR(AskOnce(recommender, built, asked[i], options.shares[s], &out[s]));
        }
        return absl::OkStatus();
      }));
  return out;
}

}  // namespace weft
