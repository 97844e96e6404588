#include "service/introduction_step.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/introductions/announcements.h"
#include "weft/introductions/introduction_id.h"
#include "weft/introductions/message_due.h"
#include "weft/introductions/ties_made.h"

namespace weft {
namespace {

using Side = v1::Introduction::Side;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

}  // namespace

absl::StatusOr<IntroductionStep> IntroductionStep::Begin(const std::string& network, const Store* store,
                                                         const NetworkRegistry* registry,
                                                         const Recommender* recommender, const Clock* clock) {
  WEFT_ASSIGN_OR_RETURN(std::shared_ptr<const NetworkView> view, registry->View(network));
  Moment moment;
  moment.rules = RulesOf(view->policy());
  moment.now = clock->Now();
  return IntroductionStep(network, store, recommender, std::move(view), moment);
}

absl::StatusOr<std::string> IntroductionStep::NewId(int index) const {
  WEFT_ASSIGN_OR_RETURN(const int64_t sequence, store_.Sequence(network_));
  return IntroductionIdAt(sequence + 1 + index);
}

bool IntroductionStep::SharesEmail(const std::string& member) const {
  const absl::StatusOr<v1::Contact> contact = store_.GetContact(network_, IdOf(member));
  return contact.ok() && SharesAddress(*contact);
}

absl::Status IntroductionStep::AddTo(const LifeStep& step, std::vector<Mutation>* mutations) const {
  if (step.events.empty()) return absl::OkStatus();
  mutations->push_back(PutIntroductionMutation{network_, step.after, step.events});
  for (v1::Tie& tie : TiesMadeBy(step, moment_->now)) {
    // What they have weighs what it weighed.
    WEFT_ASSIGN_OR_RETURN(const absl::optional<v1::Tie> present,
                          store_.FindTie(network_, IdOf(tie.member_a()), IdOf(tie.member_b())));
    if (present.has_value()) {
      if (!tie.has_last_contact()) continue;
      const google::protobuf::Timestamp contact = tie.last_contact();
      tie = *present;
      *tie.mutable_last_contact() = contact;
    }
    mutations->push_back(PutTieMutation{network_, std::move(tie)});
  }
  for (PutMessageMutation& message : Announce(
           network_, step, [this](const std::string& member) { return SharesEmail(member); }, moment_->now)) {
    mutations->push_back(std::move(message));
  }
  AskWhetherToGoOn(step, mutations);
  return absl::OkStatus();
}

void IntroductionStep::AskWhetherToGoOn(const LifeStep& step, std::vector<Mutation>* mutations) const {
  if (!step.Happened(v1::IntroductionEvent::TYPE_LAPSED) && !step.Happened(v1::IntroductionEvent::TYPE_MUTUAL)) return;
  for (int s = 0; s < step.after.introduction.sides_size(); ++s) {
    const Side& side = step.after.introduction.sides(s);
    const absl::optional<uint32_t> ordinal = view_->FindKey(step.after.sides[s].member_key);
    if (side.answer() != Side::ANSWER_SILENT || !ordinal.has_value()) continue;
    const MemberIntroductions* had = view_->member(*ordinal).introductions;
    // This one is not among those counted yet. Asked once: when it makes the number full.
    const int silences = 1 + (had == nullptr ? 0 : CountSilences(*had));
    if (silences != moment_->rules.silences_max) continue;
    PutMessageMutation ask;
    ask.network = network_;
    ask.message.kind = v1::Message::KIND_STILL_WELCOME;
    ask.message.occasion =
        absl::StrCat("still_welcome/", step.after.sides[s].member_key, "/", IdOf(step.after.introduction.name()));
    ask.message.recipients = {{step.after.sides[s].member_key, IdOf(side.member()), false}};
    ask.message.due_micros = ToMicros(moment_->now);
    mutations->push_back(std::move(ask));
  }
}

}  // namespace weft
