#include "service/introduction_keeper.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "service/introduction_step.h"
#include "service/math_threads.h"
#include "weft/base/error.h"
#include "weft/introductions/consent_review.h"
#include "weft/introductions/message_delivery.h"

namespace weft {
namespace {

// Done at one look; the rest at the next.
constexpr int kAtOnceMax = 500;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

}  // namespace

IntroductionKeeper::IntroductionKeeper(absl::Duration period, const Parts& parts) : parts_(parts) {
  ticker_ = std::make_unique<Ticker>(period, [this] { Look(); });
}

void IntroductionKeeper::Look() {
  UseOneMathThread();
  for (const std::shared_ptr<LiveNetwork>& live : parts_.registry->All()) {
    const absl::StatusOr<std::shared_ptr<const NetworkView>> view = live->View();
    if (view.ok()) Keep(live->network(), **view);
  }
}

void IntroductionKeeper::Keep(const std::string& network, const NetworkView& view) {
  if (!Carry(network, ReviewTasks(network, view))) reviewed_.erase(network);  // Once more.
  for (auto tasks : {&IntroductionKeeper::DueTasks, &IntroductionKeeper::LeaseTasks}) {
    absl::StatusOr<std::vector<DueWork>> due = (this->*tasks)(network);
    if (due.ok()) {
      Carry(network, *std::move(due));
    } else {
      parts_.log->Warning("what is due cannot be read", {{"network", network}, {"reason", FailureText(due.status())}});
    }
  }
}

absl::StatusOr<std::vector<DueWork>> IntroductionKeeper::DueTasks(const std::string& network) const {
  WEFT_ASSIGN_OR_RETURN(const std::vector<StoredIntroduction> due,
                        parts_.store->introductions().ListDue(network, parts_.clock->Now(), kAtOnceMax));
  std::vector<DueWork> tasks;
  for (const StoredIntroduction& introduction : due) {
    const std::string id = IdOf(introduction.introduction.name());
    DueWork task;
    task.subject = absl::StrCat("introductions/", id);
    task.mutations = [this, network, id]() -> absl::StatusOr<std::vector<Mutation>> {
      WEFT_ASSIGN_OR_RETURN(const IntroductionStep step, IntroductionStep::Begin(network, parts_.store, parts_.registry,
                                                                                 parts_.recommender, parts_.clock));
      WEFT_ASSIGN_OR_RETURN(const StoredIntroduction now, parts_.store->introductions().Get(network, id));
      const LifeStep advanced = Advance(now, step.proposals().MayMeet(now), step.moment());
      std::vector<Mutation> mutations;
      WEFT_RETURN_IF_ERROR(step.AddTo(advanced, &mutations));
      // The policy has changed: due later.
      if (advanced.events.empty() && advanced.after.due_micros != now.due_micros) {
        mutations.push_back(PutIntroductionMutation{network, advanced.after, {}});
      }
      return mutations;
    };
    tasks.push_back(std::move(task));
  }
  return tasks;
}

std::vector<DueWork> IntroductionKeeper::ReviewTasks(const std::string& network, const NetworkView& view) {
  std::vector<DueWork> tasks;
  auto reviewed = reviewed_.find(network);
  if (reviewed != reviewed_.end() && reviewed->second == view.change_sequence()) return tasks;
  reviewed_[network] = view.change_sequence();
  for (int64_t key : IntroductionsToReview(view, parts_.clock->Now())) {
    const absl::StatusOr<StoredIntroduction> found = parts_.store->introductions().GetByKey(network, key);
    if (!found.ok()) continue;
    const std::string id = IdOf(found->introduction.name());
    DueWork task;
    task.subject = absl::StrCat("introductions/", id);
    task.mutations = [this, network, id]() -> absl::StatusOr<std::vector<Mutation>> {
      WEFT_ASSIGN_OR_RETURN(const IntroductionStep step, IntroductionStep::Begin(network, parts_.store, parts_.registry,
                                                                                 parts_.recommender, parts_.clock));
      WEFT_ASSIGN_OR_RETURN(const StoredIntroduction now, parts_.store->introductions().Get(network, id));
      std::vector<Mutation> mutations;
      WEFT_RETURN_IF_ERROR(step.AddTo(TakeOut(now, step.proposals().SidesToTakeOut(now), step.moment()), &mutations));
      return mutations;
    };
    tasks.push_back(std::move(task));
  }
  return tasks;
}

absl::StatusOr<std::vector<DueWork>> IntroductionKeeper::LeaseTasks(const std::string& network) const {
  WEFT_ASSIGN_OR_RETURN(const std::vector<StoredMessage> ended,
                        parts_.store->messages().ListClaimsEnded(network, parts_.clock->Now(), kAtOnceMax));
  std::vector<DueWork> tasks;
  for (const StoredMessage& message : ended) {
    DueWork task;
    task.subject = absl::StrCat("messages/", message.id);
    task.mutations = [this, network, id = message.id]() -> absl::StatusOr<std::vector<Mutation>> {
      WEFT_ASSIGN_OR_RETURN(const StoredMessage now, parts_.store->messages().Get(network, id));
      const absl::optional<StoredMessage> next = AfterLease(now, parts_.clock->Now());
      if (!next.has_value()) return std::vector<Mutation>();
      return std::vector<Mutation>{PutMessageMutation{network, *next}};
    };
    tasks.push_back(std::move(task));
  }
  return tasks;
}

bool IntroductionKeeper::Carry(const std::string& network, std::vector<DueWork> work) const {
  return CarryOut(network, std::move(work), parts_.writer, *parts_.log);
}

}  // namespace weft
