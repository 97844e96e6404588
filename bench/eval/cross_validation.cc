#include "bench/eval/cross_validation.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "bench/eval/weft_lists.h"
#include "bench/eval/weight_tuner.h"
#include "weft/base/error.h"
#include "weft/base/random.h"

namespace weft {

absl::StatusOr<std::vector<MethodLists>> CrossValidatedLists(const EvalNetwork& network, const BuiltNetwork& built,
                                                             const std::vector<uint32_t>& asked, const Rebuild& rebuild,
                                                             const CrossValidationOptions& options) {
  const size_t folds = static_cast<size_t>(options.folds);
  std::vector<uint32_t> dealt = asked;
  Random random(options.seed);
  for (size_t i = dealt.size(); i > 1; --i) std::swap(dealt[i - 1], dealt[random.Below(i)]);
  WEFT_ASSIGN_OR_RETURN(const std::vector<TuningMember> members,
                        GatherTuningMembers(built, asked, network.test, options.threads));
  std::vector<MethodLists> out;
  for (size_t fold = 0; fold < folds; ++fold) {
    Report(options.progress, "cross-validating", fold, folds);
    std::vector<bool> held_back(network.members.size());
    std::vector<uint32_t> held_members;
    for (size_t i = fold; i < dealt.size(); i += folds) {
      held_back[dealt[i]] = true;
      held_members.push_back(dealt[i]);
    }
    const Tuned tuned = TuneWeights(WithoutMembers(members, held_back), NeutralWeights());
    WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<BuiltNetwork> product, rebuild(tuned.weights));
    WeftListsOptions ask;
    ask.shares = {0, kDefaultShare};
    ask.threads = options.threads;
    ask.weights = tuned.weights;
    WEFT_ASSIGN_OR_RETURN(std::vector<MethodLists> lists, WeftLists(*product, held_members, ask));
    if (out.empty()) {
      out = std::move(lists);
      continue;
    }
    for (size_t m = 0; m < out.size(); ++m) {
      for (uint32_t member : held_members) {
        out[m].lists[member] = std::move(lists[m].lists[member]);
        out[m].kinds[member] = std::move(lists[m].kinds[member]);
      }
    }
  }
  for (MethodLists& lists : out) absl::StrAppend(&lists.method, "_folds");
  return out;
}

}  // namespace weft
