#ifndef WEFT_SERVICE_INTRODUCTION_STEP_H_
#define WEFT_SERVICE_INTRODUCTION_STEP_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/network_registry.h"
#include "weft/base/clock.h"
#include "weft/introductions/life_cycle.h"
#include "weft/introductions/proposal.h"
#include "weft/store/store.h"

namespace weft {

// Subject of the writes that make introductions: they follow each other, so that each sees whom the one before has
// taken.
constexpr char kIntroducingSubject[] = "introductions";

// What a step of an introduction's life is made with, on the writer thread: the network as it is now and the time. Its
// steps become mutations with all that hangs on them: ties, messages, the question whether to go on after silences.
class IntroductionStep {
 public:
  // UNAVAILABLE while the network is loaded or refused. All must outlive the step.
  static absl::StatusOr<IntroductionStep> Begin(const std::string& network, const Store* store,
                                                const NetworkRegistry* registry, const Recommender* recommender,
                                                const Clock* clock);

  const Moment& moment() const { return *moment_; }
  const NetworkView& view() const { return *view_; }
  ProposalMaker proposals() const { return ProposalMaker(view_.get(), recommender_, moment_.get()); }
  // The id of the `index`th introduction that this step makes.
  absl::StatusOr<std::string> NewId(int index) const;

  // Appends what a step calls for. Nothing for one that changed nothing.
  absl::Status AddTo(const LifeStep& step, std::vector<Mutation>* mutations) const;

 private:
  IntroductionStep(std::string network, const Store* store, const Recommender* recommender,
                   std::shared_ptr<const NetworkView> view, Moment moment)
      : network_(std::move(network)),
        store_(*store),
        recommender_(recommender),
        view_(std::move(view)),
        moment_(std::make_shared<const Moment>(moment)) {}
  bool SharesEmail(const std::string& member) const;
  void AskWhetherToGoOn(const LifeStep& step, std::vector<Mutation>* mutations) const;

  std::string network_;
  const Store& store_;
  const Recommender* recommender_;
  std::shared_ptr<const NetworkView> view_;
  std::shared_ptr<const Moment> moment_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_INTRODUCTION_STEP_H_
