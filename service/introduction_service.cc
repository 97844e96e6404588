#include "service/introduction_service.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/introduction_names.h"
#include "service/introduction_request.h"
#include "service/page.h"
#include "service/page_token.h"
#include "service/request_check.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/names.h"
#include "weft/introductions/effects.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

using Side = v1::Introduction::Side;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

absl::Status MemberOnly(absl::string_view what) {
  return Error(absl::StatusCode::kPermissionDenied, "MEMBER_ONLY",
               absl::StrCat(what, " is for the member concerned: set as_member"));
}

// Side of the speaker, who sees the introduction; -1: they vouch for it.
int OwnSide(const SeenIntroduction& found, const Reader& reader) {
  return SideOf(found.stored.introduction, reader.member);
}

absl::Status NotASide(const SeenIntroduction& found) {
  return Error(absl::StatusCode::kFailedPrecondition, "NOT_A_SIDE",
               absl::StrCat("the member vouches for ", found.seen.name(), " and is none of those who are to meet"),
               {{"introduction", found.seen.name()}});
}

// The answer of the introducer who was asked.
absl::StatusOr<LifeStep> IntroducerAnswer(const SeenIntroduction& found, const SideAnswer& answer,
                                          const Moment& moment) {
  if (found.stored.introduction.state() != v1::Introduction::STATE_AWAITING_INTRODUCER &&
      answer.answer != Side::ANSWER_ACCEPTED) {
    return NotASide(found);
  }
  switch (answer.answer) {
    case Side::ANSWER_ACCEPTED:
      return Vouch(found.stored, answer.note, moment);
    case Side::ANSWER_DECLINED:
      return LeaveToWeft(found.stored, moment);
    default:
      return InvalidField("answer", "of an introducer is accept or decline");
  }
}

// Adds what a side's or an introducer's answer changes.
absl::Status AddAnswer(const IntroductionStep& step, const SeenIntroduction& found, const Reader& speaker,
                       const ParsedAnswer& parsed, std::vector<Mutation>* mutations) {
  const int own = OwnSide(found, speaker);
  if (own < 0) {
    WEFT_ASSIGN_OR_RETURN(const LifeStep answered, IntroducerAnswer(found, parsed.answer, step.moment()));
    return step.AddTo(answered, mutations);
  }
  SideAnswer answer = parsed.answer;
  absl::optional<LifeStep> passed_on;
  const bool passes = answer.answer == Side::ANSWER_PASSED_ON;
  if (passes && found.stored.introduction.sides(own).answer() != Side::ANSWER_PASSED_ON &&
      AllowsAct(found.stored.introduction.state(), Act::kAnswer) == Allowed::kYes) {
    WEFT_ASSIGN_OR_RETURN(const std::string id, step.NewId(/*index=*/2));  // After the two events of this one.
    WEFT_ASSIGN_OR_RETURN(passed_on, step.proposals().PassOn(found.stored, IdOf(speaker.member), parsed.pass_on_member,
                                                             parsed.pass_on_note, id));
    answer.passed_on_to = passed_on->after.introduction.name();
  }
  WEFT_ASSIGN_OR_RETURN(const LifeStep answered,
                        Answer(found.stored, own, answer, step.proposals().MayMeet(found.stored), step.moment()));
  WEFT_RETURN_IF_ERROR(step.AddTo(answered, mutations));
  return passed_on.has_value() ? step.AddTo(*passed_on, mutations) : absl::OkStatus();
}

// A weaver, or who proposed it.
absl::Status CheckMayWithdraw(const Reader& speaker, const v1::Introduction& introduction) {
  const bool proposer =
      introduction.introducer() == speaker.member && (introduction.origin() == v1::Introduction::ORIGIN_SELF ||
                                                      introduction.origin() == v1::Introduction::ORIGIN_INTRODUCER);
  if (!speaker.IsMember() || proposer) return absl::OkStatus();
  return Error(absl::StatusCode::kPermissionDenied, "NOT_THE_PROPOSER",
               "only who proposed it takes it back; a side declines", {{"introduction", introduction.name()}});
}

// What a member's word on an introduction has changed for them.
template <typename Response>
absl::Status AnswerWithEffects(const Reader& reader, const ChildName& name, const Store& store, const Lookups& lookups,
                               absl::Time now, Response* response) {
  WEFT_ASSIGN_OR_RETURN(SeenIntroduction found, FindFor(reader, name, store, lookups));
  for (v1::Effect& effect : EffectsOf(found.stored, reader.member, lookups, now)) {
    *response->add_effects() = std::move(effect);
  }
  *response->mutable_introduction() = std::move(found.seen);
  return absl::OkStatus();
}

// States as operators may see them.
v1::Introduction::State ForOperators(v1::Introduction::State state) {
  StoredIntroduction stored;
  stored.introduction.set_state(state);
  return StateSeenBy(Reader(), stored);
}

}  // namespace

template <typename Request>
absl::StatusOr<WriteJob> IntroductionService::JobFor(const Request& request, const ChildName& name,
                                                     const Reader& speaker, Change change) const {
  WEFT_RETURN_IF_ERROR(CheckRequestId(request.request_id()));
  WriteJob job;
  job.network = name.network();
  job.subject = absl::StrCat("introductions/", name.id());
  job.caller = CallerFor(speaker);
  job.request_id = request.request_id();
  job.request_fingerprint = FingerprintOfRequest(request);
  job.retry_conflicts = request.etag().empty();
  job.mutations = [this, name, speaker, etag = request.etag(),
                   change = std::move(change)]() -> absl::StatusOr<std::vector<Mutation>> {
    WEFT_ASSIGN_OR_RETURN(const IntroductionStep step, IntroductionStep::Begin(name.network(), &store_, &registry_,
                                                                               &recommender_, &runner_.clock()));
    WEFT_ASSIGN_OR_RETURN(const SeenIntroduction found,
                          FindFor(speaker, name, store_, LookupsIn(name.network(), &store_, &registry_)));
    WEFT_RETURN_IF_ERROR(CheckEtag(etag, found.seen));
    std::vector<Mutation> mutations;
    WEFT_RETURN_IF_ERROR(change(step, found, &mutations));
    return mutations;
  };
  return job;
}

grpc::ServerUnaryReactor* IntroductionService::ProposeIntroduction(grpc::CallbackServerContext* context,
                                                                   const v1::ProposeIntroductionRequest* request,
                                                                   v1::Introduction* response) {
  absl::StatusOr<NetworkName> parent = NetworkName::Parse(request->parent(), "parent");
  if (!parent.ok()) return runner_.Refuse(context, *request, parent.status());
  absl::StatusOr<Reader> speaker = ReaderOf(request->as_member(), parent->network());
  if (!speaker.ok()) return runner_.Refuse(context, *request, speaker.status());
  return runner_.Write(
      context, *request,
      [this, network = parent->network(), speaker = *speaker, request,
       response](const CallState&) -> absl::StatusOr<WriteJob> {
        WEFT_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
        WEFT_ASSIGN_OR_RETURN(const ProposalRequest proposal, ParseProposal(*request, speaker, network));
        WriteJob job;
        job.network = network;
        job.subject = kIntroducingSubject;
        job.caller = CallerFor(speaker);
        job.request_id = request->request_id();
        job.request_fingerprint = FingerprintOfRequest(*request);
        job.mutations = [this, network, proposal]() -> absl::StatusOr<std::vector<Mutation>> {
          WEFT_ASSIGN_OR_RETURN(const IntroductionStep step,
                                IntroductionStep::Begin(network, &store_, &registry_, &recommender_, &runner_.clock()));
          WEFT_ASSIGN_OR_RETURN(const std::string id, step.NewId(0));
          WEFT_ASSIGN_OR_RETURN(const LifeStep made, step.proposals().Make(proposal, id));
          std::vector<Mutation> mutations;
          WEFT_RETURN_IF_ERROR(step.AddTo(made, &mutations));
          return mutations;
        };
        job.answer = [this, network, speaker, response](const ApplyResult& result) -> absl::Status {
          WEFT_ASSIGN_OR_RETURN(const StoredIntroduction made,
                                store_.introductions().GetChangedBy(network, result.sequence));
          WEFT_ASSIGN_OR_RETURN(const ChildName name, ChildName::Parse(made.introduction.name(), "introductions"));
          WEFT_ASSIGN_OR_RETURN(SeenIntroduction found,
                                FindFor(speaker, name, store_, LookupsIn(network, &store_, &registry_)));
          *response = std::move(found.seen);
          return absl::OkStatus();
        };
        return job;
      });
}

grpc::ServerUnaryReactor* IntroductionService::GetIntroduction(grpc::CallbackServerContext* context,
                                                               const v1::GetIntroductionRequest* request,
                                                               v1::Introduction* response) {
  absl::StatusOr<ChildName> name = ChildName::Parse(request->name(), "introductions");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  absl::StatusOr<Reader> reader = ReaderOf(request->as_member(), name->network());
  if (!reader.ok()) return runner_.Refuse(context, *request, reader.status());
  return runner_.Read(
      context, *request, [this, name = *name, reader = *reader, response](const CallState&) -> absl::Status {
        WEFT_ASSIGN_OR_RETURN(SeenIntroduction found,
                              FindFor(reader, name, store_, LookupsIn(name.network(), &store_, &registry_)));
        *response = std::move(found.seen);
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* IntroductionService::ListIntroductions(grpc::CallbackServerContext* context,
                                                                 const v1::ListIntroductionsRequest* request,
                                                                 v1::ListIntroductionsResponse* response) {
  absl::StatusOr<NetworkName> parent = NetworkName::Parse(request->parent(), "parent");
  if (!parent.ok()) return runner_.Refuse(context, *request, parent.status());
  absl::StatusOr<Reader> reader = ReaderOf(request->as_member(), parent->network());
  if (!reader.ok()) return runner_.Refuse(context, *request, reader.status());
  absl::StatusOr<int> size = PageSizeOf(request->page_size(), kListPageSizeDefault, kListPageSizeMax);
  if (!size.ok()) return runner_.Refuse(context, *request, size.status());
  v1::ListIntroductionsRequest list = *request;  // The token is good for these filters.
  list.clear_page_size();
  list.clear_page_token();
  const std::string token_of = FingerprintOfRequest(list);
  absl::StatusOr<std::vector<std::string>> after = DecodePageToken(token_of, request->page_token(), 1);
  if (!after.ok()) return runner_.Refuse(context, *request, after.status());
  int64_t before = 0;
  if (!(*after)[0].empty()) absl::SimpleAtoi((*after)[0], &before);  // What a valid token holds is what was put in.
  return runner_.Read(context, *request,
                      [this, network = parent->network(), reader = *reader, size = *size, before, token_of, request,
                       response](const CallState&) -> absl::Status {
                        WEFT_ASSIGN_OR_RETURN(IntroductionPage page,
                                              ListFor(reader, network, *request, before, size, store_,
                                                      LookupsIn(network, &store_, &registry_)));
                        for (v1::Introduction& introduction : page.introductions) {
                          *response->add_introductions() = std::move(introduction);
                        }
                        if (page.next_before > 0) {
                          response->set_next_page_token(EncodePageToken(token_of, {absl::StrCat(page.next_before)}));
                        }
                        return absl::OkStatus();
                      });
}

grpc::ServerUnaryReactor* IntroductionService::RespondToIntroduction(grpc::CallbackServerContext* context,
                                                                     const v1::RespondToIntroductionRequest* request,
                                                                     v1::RespondToIntroductionResponse* response) {
  absl::StatusOr<ChildName> name = ChildName::Parse(request->name(), "introductions");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  absl::StatusOr<Reader> speaker = ReaderOf(request->as_member(), name->network());
  if (!speaker.ok()) return runner_.Refuse(context, *request, speaker.status());
  return runner_.Write(
      context, *request,
      [this, name = *name, speaker = *speaker, request, response](const CallState&) -> absl::StatusOr<WriteJob> {
        if (!speaker.IsMember()) return MemberOnly("an answer");
        WEFT_ASSIGN_OR_RETURN(const ParsedAnswer parsed, ParseAnswer(*request, name.network(), runner_.clock().Now()));
        WEFT_ASSIGN_OR_RETURN(WriteJob job,
                              JobFor(*request, name, speaker,
                                     [speaker, parsed](const IntroductionStep& step, const SeenIntroduction& found,
                                                       std::vector<Mutation>* mutations) {
                                       return AddAnswer(step, found, speaker, parsed, mutations);
                                     }));
        // One that starts another introduction follows those that do.
        if (request->has_pass_on()) job.subject = kIntroducingSubject;
        job.answer = [this, name, speaker, request, response](const ApplyResult&) -> absl::Status {
          const Lookups lookups = LookupsIn(name.network(), &store_, &registry_);
          const absl::Status answered =
              AnswerWithEffects(speaker, name, store_, lookups, runner_.clock().Now(), response);
          // An introducer who left it to Weft no longer has a part in it.
          return absl::IsNotFound(answered) && request->has_decline() ? absl::OkStatus() : answered;
        };
        return job;
      });
}

grpc::ServerUnaryReactor* IntroductionService::RecordOutcome(grpc::CallbackServerContext* context,
                                                             const v1::RecordOutcomeRequest* request,
                                                             v1::RecordOutcomeResponse* response) {
  absl::StatusOr<ChildName> name = ChildName::Parse(request->name(), "introductions");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  absl::StatusOr<Reader> speaker = ReaderOf(request->as_member(), name->network());
  if (!speaker.ok()) return runner_.Refuse(context, *request, speaker.status());
  return runner_.Write(
      context, *request,
      [this, name = *name, speaker = *speaker, request, response](const CallState&) -> absl::StatusOr<WriteJob> {
        if (!speaker.IsMember()) return MemberOnly("an outcome");
        WEFT_ASSIGN_OR_RETURN(const v1::Outcome outcome, ParseOutcome(*request, name.network()));
        WEFT_ASSIGN_OR_RETURN(WriteJob job,
                              JobFor(*request, name, speaker,
                                     [speaker, outcome](const IntroductionStep& step, const SeenIntroduction& found,
                                                        std::vector<Mutation>* mutations) -> absl::Status {
                                       const int own = OwnSide(found, speaker);
                                       if (own < 0) return NotASide(found);
                                       WEFT_ASSIGN_OR_RETURN(
                                           const LifeStep recorded,
                                           weft::RecordOutcome(found.stored, own, outcome, step.moment()));
                                       return step.AddTo(recorded, mutations);
                                     }));
        job.answer = [this, name, speaker, response](const ApplyResult&) -> absl::Status {
          return AnswerWithEffects(speaker, name, store_, LookupsIn(name.network(), &store_, &registry_),
                                   runner_.clock().Now(), response);
        };
        return job;
      });
}

grpc::ServerUnaryReactor* IntroductionService::WithdrawIntroduction(grpc::CallbackServerContext* context,
                                                                    const v1::WithdrawIntroductionRequest* request,
                                                                    v1::Introduction* response) {
  absl::StatusOr<ChildName> name = ChildName::Parse(request->name(), "introductions");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  absl::StatusOr<Reader> speaker = ReaderOf(request->as_member(), name->network());
  if (!speaker.ok()) return runner_.Refuse(context, *request, speaker.status());
  return runner_.Write(
      context, *request,
      [this, name = *name, speaker = *speaker, request, response](const CallState&) -> absl::StatusOr<WriteJob> {
        if (!speaker.IsMember() || !request->reason().empty()) {
          WEFT_RETURN_IF_ERROR(CheckRequiredText("reason", request->reason(), kReasonBytesMax));
        }
        WEFT_ASSIGN_OR_RETURN(
            WriteJob job,
            JobFor(*request, name, speaker,
                   [speaker, reason = request->reason()](const IntroductionStep& step, const SeenIntroduction& found,
                                                         std::vector<Mutation>* mutations) -> absl::Status {
                     WEFT_RETURN_IF_ERROR(CheckMayWithdraw(speaker, found.stored.introduction));
                     WEFT_ASSIGN_OR_RETURN(const LifeStep withdrawn, Withdraw(found.stored, reason, step.moment()));
                     return step.AddTo(withdrawn, mutations);
                   }));
        job.answer = [this, name, speaker, response](const ApplyResult&) -> absl::Status {
          WEFT_ASSIGN_OR_RETURN(SeenIntroduction found,
                                FindFor(speaker, name, store_, LookupsIn(name.network(), &store_, &registry_)));
          *response = std::move(found.seen);
          return absl::OkStatus();
        };
        return job;
      });
}

grpc::ServerWriteReactor<v1::IntroductionEvent>* IntroductionService::WatchIntroductions(
    grpc::CallbackServerContext* context, const v1::WatchIntroductionsRequest* request) {
  return feed_.Watch(context, *request);
}

grpc::ServerUnaryReactor* IntroductionService::ResumeIntroductions(grpc::CallbackServerContext* context,
                                                                   const v1::ResumeIntroductionsRequest* request,
                                                                   google::protobuf::Empty* /*response*/) {
  absl::StatusOr<NetworkName> parent = NetworkName::Parse(request->parent(), "parent");
  if (!parent.ok()) return runner_.Refuse(context, *request, parent.status());
  absl::StatusOr<Reader> speaker = ReaderOf(request->as_member(), parent->network());
  if (!speaker.ok()) return runner_.Refuse(context, *request, speaker.status());
  return runner_.Write(
      context, *request,
      [network = parent->network(), speaker = *speaker, request](const CallState&) -> absl::StatusOr<WriteJob> {
        WEFT_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
        if (!speaker.IsMember()) return MemberOnly("going on");
        WriteJob job;
        job.network = network;
        job.subject = absl::StrCat("members/", IdOf(speaker.member));
        job.caller = CallerFor(speaker);
        job.request_id = request->request_id();
        job.mutations = [network, speaker]() -> absl::StatusOr<std::vector<Mutation>> {
          return std::vector<Mutation>{MemberSpokeMutation{network, IdOf(speaker.member)}};
        };
        return job;
      });
}

grpc::ServerUnaryReactor* IntroductionService::ListEffects(grpc::CallbackServerContext* context,
                                                           const v1::ListEffectsRequest* request,
                                                           v1::ListEffectsResponse* response) {
  absl::StatusOr<NetworkName> parent = NetworkName::Parse(request->parent(), "parent");
  if (!parent.ok()) return runner_.Refuse(context, *request, parent.status());
  absl::StatusOr<Reader> reader = ReaderOf(request->as_member(), parent->network());
  if (!reader.ok()) return runner_.Refuse(context, *request, reader.status());
  if (!reader->IsMember()) return runner_.Refuse(context, *request, MemberOnly("what a member's answers changed"));
  absl::StatusOr<int> size = PageSizeOf(request->page_size(), kListPageSizeDefault, kListPageSizeMax);
  if (!size.ok()) return runner_.Refuse(context, *request, size.status());
  const std::string list = absl::StrCat("ListEffects ", request->parent(), " ", request->as_member());
  absl::StatusOr<std::vector<std::string>> after = DecodePageToken(list, request->page_token(), 1);
  if (!after.ok()) return runner_.Refuse(context, *request, after.status());
  int64_t before = 0;
  if (!(*after)[0].empty()) absl::SimpleAtoi((*after)[0], &before);
  return runner_.Read(context, *request,
                      [this, network = parent->network(), reader = *reader, size = *size, before, list,
                       response](const CallState&) -> absl::Status {
                        IntroductionFilter filter;
                        filter.member_id = IdOf(reader.member);
                        WEFT_ASSIGN_OR_RETURN(const std::vector<StoredIntroduction> some,
                                              store_.introductions().List(network, filter, before, size));
                        const Lookups lookups = LookupsIn(network, &store_, &registry_);
                        if (before == 0) {
                          WEFT_ASSIGN_OR_RETURN(const v1::Network stored, store_.GetNetwork(network));
                          WEFT_ASSIGN_OR_RETURN(const MemberIntroductions had,
                                                store_.introductions().OfMember(network, filter.member_id));
                          for (v1::Effect& effect : RestingEffect(had, RulesOf(stored.policy()).silences_max)) {
                            *response->add_effects() = std::move(effect);
                          }
                        }
                        for (const StoredIntroduction& stored : some) {
                          for (v1::Effect& effect : EffectsOf(stored, reader.member, lookups, runner_.clock().Now())) {
                            *response->add_effects() = std::move(effect);
                          }
                        }
                        if (some.size() == static_cast<size_t>(size)) {
                          response->set_next_page_token(EncodePageToken(list, {absl::StrCat(some.back().key)}));
                        }
                        return absl::OkStatus();
                      });
}

grpc::ServerUnaryReactor* IntroductionService::ListIntroductionAudit(grpc::CallbackServerContext* context,
                                                                     const v1::ListIntroductionAuditRequest* request,
                                                                     v1::ListIntroductionAuditResponse* response) {
  absl::StatusOr<ChildName> name = ChildName::Parse(request->parent(), "introductions", "parent");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  absl::StatusOr<int> size = PageSizeOf(request->page_size(), kListPageSizeDefault, kListPageSizeMax);
  if (!size.ok()) return runner_.Refuse(context, *request, size.status());
  const std::string list = absl::StrCat("ListIntroductionAudit ", request->parent());
  absl::StatusOr<std::vector<std::string>> after = DecodePageToken(list, request->page_token(), 1);
  if (!after.ok()) return runner_.Refuse(context, *request, after.status());
  int64_t sequence = 0;
  if (!(*after)[0].empty()) absl::SimpleAtoi((*after)[0], &sequence);
  return runner_.Read(context, *request,
                      [this, name = *name, size = *size, sequence, list, response](const CallState&) -> absl::Status {
                        WEFT_ASSIGN_OR_RETURN(
                            const std::vector<StoredIntroductionEvent> events,
                            store_.introductions().ListAudit(name.network(), name.id(), sequence, size + 1));
                        for (const StoredIntroductionEvent& event : events) {
                          if (response->entries_size() == size) {
                            response->set_next_page_token(
                                EncodePageToken(list, {absl::StrCat(response->entries().rbegin()->change_sequence())}));
                            break;
                          }
                          v1::ListIntroductionAuditResponse::Entry* entry = response->add_entries();
                          entry->set_change_sequence(event.sequence);
                          *entry->mutable_time() = TimestampOf(ToMicros(event.time));
                          entry->set_caller(event.caller);
                          entry->set_spoke_for_member(event.spoke_for_member);
                          entry->set_type(event.type);
                          entry->set_from_state(ForOperators(event.from_state));
                          entry->set_to_state(ForOperators(event.to_state));
                          entry->set_reason(event.reason);
                        }
                        return absl::OkStatus();
                      });
}

}  // namespace weft
