#include "service/round_service.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/introduction_names.h"
#include "service/page.h"
#include "service/page_token.h"
#include "service/request_check.h"
#include "service/round_access.h"
#include "service/round_editing.h"
#include "service/round_opening.h"
#include "service/round_reporting.h"
#include "service/round_request.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/names.h"

namespace weft {
namespace {

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// What a list is of, for its page token: the request without the page.
template <typename Request>
std::string ListOf(const Request& request) {
  Request list = request;
  list.clear_page_size();
  list.clear_page_token();
  return FingerprintOfRequest(list);
}

// A number of a valid token, which holds what was put in.
int64_t NumberOf(const std::string& part) {
  int64_t number = 0;
  if (!part.empty() && !absl::SimpleAtoi(part, &number)) number = 0;
  return number;
}

absl::StatusOr<RoundFilter> FilterOf(const v1::ListRoundsRequest& request) {
  RoundFilter filter;
  for (int state : request.states()) {
    if (!v1::Round::State_IsValid(state) || state == v1::Round::STATE_UNSPECIFIED) {
      return InvalidField("states", absl::StrCat("holds ", state, ", no known state"));
    }
    filter.states.push_back(static_cast<v1::Round::State>(state));
  }
  return filter;
}

void AnswerPlanned(const PlannedRound& planned, int size, const Lookups& lookups, v1::PlanRoundResponse* response) {
  *response->mutable_round() = planned.round.round;
  const size_t entries = CountOnPage(
      planned.entries, size, [](const StoredRoundEntry& e) -> const auto& { return e.entry; });
  for (size_t e = 0; e < entries; ++e) *response->add_entries() = ShownEntry(planned.entries[e], lookups);
  const size_t unserved = CountOnPage(
      planned.unserved, size, [](const StoredUnserved& u) -> const auto& { return u.hand; });
  for (size_t u = 0; u < unserved; ++u) *response->add_unserved() = ShownHand(planned.unserved[u], lookups);
}

}  // namespace

absl::Status RoundService::AnswerStored(const std::string& network, const StoredRound& round, int size,
                                        v1::PlanRoundResponse* response) const {
  const std::string id = IdOf(round.round.name());
  PlannedRound stored;
  stored.round = round;
  WEFT_ASSIGN_OR_RETURN(stored.entries, store_.rounds().ListEntries(network, id, "", 0, size));
  WEFT_ASSIGN_OR_RETURN(stored.unserved, store_.rounds().ListUnserved(network, id, false, 0, 0, size));
  AnswerPlanned(stored, size, LookupsIn(network, &store_, &registry_), response);
  return absl::OkStatus();
}

absl::StatusOr<WriteJob> RoundService::PlanJob(const v1::PlanRoundRequest& request, const PlanOrder& order, int size,
                                               const CallState& call, v1::PlanRoundResponse* response) const {
  WriteJob job;
  job.network = order.network;
  job.subject = kIntroducingSubject;
  job.alone = true;
  job.caller = CallerFor(order.weaver);
  job.request_id = request.request_id();
  const absl::Status can_be = planning_.Check(order);
  if (absl::IsFailedPrecondition(can_be)) {
    // In vain to plan; but the call may be a repeat of the one that made the round in the way.
    job.mutations = [can_be]() -> absl::StatusOr<std::vector<Mutation>> { return can_be; };
  } else {
    WEFT_RETURN_IF_ERROR(can_be);
    WEFT_ASSIGN_OR_RETURN(PlannedRound planned, planning_.Plan(order, [&call] { return call.Check(); }));
    job.mutations = [this, order, planned = std::move(planned)] { return planning_.MutationsFor(order, planned); };
  }
  job.answer = [this, network = order.network, size, response](const ApplyResult& result) -> absl::Status {
    WEFT_ASSIGN_OR_RETURN(const StoredRound made, store_.rounds().GetChangedBy(network, result.sequence));
    return AnswerStored(network, made, size, response);
  };
  return job;
}

grpc::ServerUnaryReactor* RoundService::PlanRound(grpc::CallbackServerContext* context,
                                                  const v1::PlanRoundRequest* request,
                                                  v1::PlanRoundResponse* response) {
  absl::StatusOr<NetworkName> parent = NetworkName::Parse(request->parent(), "parent");
  if (!parent.ok()) return runner_.Refuse(context, *request, parent.status());
  absl::StatusOr<Reader> weaver = ReaderOf(request->as_member(), parent->network());
  if (!weaver.ok()) return runner_.Refuse(context, *request, weaver.status());
  absl::StatusOr<int> size = PageSizeOf(request->page_size(), kListPageSizeDefault, kListPageSizeMax);
  if (!size.ok()) return runner_.Refuse(context, *request, size.status());
  const auto parse = [this, request, network = parent->network(), weaver = *weaver]() -> absl::StatusOr<PlanOrder> {
    WEFT_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
    return ParsePlan(*request, network, weaver, runner_.clock().Now());
  };
  if (request->validate_only()) {
    return runner_.Read(
        context, *request, [this, parse, size = *size, response](const CallState& call) -> absl::Status {
          WEFT_ASSIGN_OR_RETURN(const PlanOrder order, parse());
          WEFT_RETURN_IF_ERROR(planning_.Check(order));
          WEFT_ASSIGN_OR_RETURN(const PlannedRound planned, planning_.Plan(order, [&call] { return call.Check(); }));
          AnswerPlanned(planned, size, LookupsIn(order.network, &store_, &registry_), response);
          return absl::OkStatus();
        });
  }
  return runner_.Write(
      context, *request,
      [this, parse, size = *size, request, response](const CallState& call) -> absl::StatusOr<WriteJob> {
        WEFT_ASSIGN_OR_RETURN(const PlanOrder order, parse());
        return PlanJob(*request, order, size, call, response);
      });
}

grpc::ServerUnaryReactor* RoundService::GetRound(grpc::CallbackServerContext* context,
                                                 const v1::GetRoundRequest* request, v1::Round* response) {
  absl::StatusOr<ChildName> name = ChildName::Parse(request->name(), "rounds");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  absl::StatusOr<Reader> reader = ReaderOf(request->as_member(), name->network());
  if (!reader.ok()) return runner_.Refuse(context, *request, reader.status());
  return runner_.Read(context, *request,
                      [this, name = *name, reader = *reader, response](const CallState&) -> absl::Status {
                        WEFT_ASSIGN_OR_RETURN(StoredRound found, FindRoundFor(reader, name, store_));
                        *response = std::move(found.round);
                        return absl::OkStatus();
                      });
}

grpc::ServerUnaryReactor* RoundService::ListRounds(grpc::CallbackServerContext* context,
                                                   const v1::ListRoundsRequest* request,
                                                   v1::ListRoundsResponse* response) {
  absl::StatusOr<NetworkName> parent = NetworkName::Parse(request->parent(), "parent");
  if (!parent.ok()) return runner_.Refuse(context, *request, parent.status());
  absl::StatusOr<Reader> reader = ReaderOf(request->as_member(), parent->network());
  if (!reader.ok()) return runner_.Refuse(context, *request, reader.status());
  absl::StatusOr<RoundFilter> filter = FilterOf(*request);
  if (!filter.ok()) return runner_.Refuse(context, *request, filter.status());
  absl::StatusOr<int> size = PageSizeOf(request->page_size(), kListPageSizeDefault, kListPageSizeMax);
  if (!size.ok()) return runner_.Refuse(context, *request, size.status());
  const std::string list = ListOf(*request);
  absl::StatusOr<std::vector<std::string>> after = DecodePageToken(list, request->page_token(), 1);
  if (!after.ok()) return runner_.Refuse(context, *request, after.status());
  return runner_.Read(context, *request,
                      [this, network = parent->network(), reader = *reader, filter = *filter, size = *size,
                       before = NumberOf((*after)[0]), list, response](const CallState&) -> absl::Status {
                        WEFT_ASSIGN_OR_RETURN(RoundPage page,
                                              ListRoundsFor(reader, network, filter, before, size, store_));
                        for (v1::Round& round : page.rounds) *response->add_rounds() = std::move(round);
                        if (page.next_before > 0) {
                          response->set_next_page_token(EncodePageToken(list, {absl::StrCat(page.next_before)}));
                        }
                        return absl::OkStatus();
                      });
}

grpc::ServerUnaryReactor* RoundService::ListRoundEntries(grpc::CallbackServerContext* context,
                                                         const v1::ListRoundEntriesRequest* request,
                                                         v1::ListRoundEntriesResponse* response) {
  absl::StatusOr<ChildName> name = ChildName::Parse(request->parent(), "rounds", "parent");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  absl::StatusOr<Reader> reader = ReaderOf(request->as_member(), name->network());
  if (!reader.ok()) return runner_.Refuse(context, *request, reader.status());
  std::string member;
  if (!request->member().empty()) {
    absl::StatusOr<MemberName> of = ParseMemberOf(name->network(), request->member(), "member");
    if (!of.ok()) return runner_.Refuse(context, *request, of.status());
    member = of->member();
  }
  absl::StatusOr<int> size = PageSizeOf(request->page_size(), kListPageSizeDefault, kListPageSizeMax);
  if (!size.ok()) return runner_.Refuse(context, *request, size.status());
  const std::string list = ListOf(*request);
  absl::StatusOr<std::vector<std::string>> after = DecodePageToken(list, request->page_token(), 1);
  if (!after.ok()) return runner_.Refuse(context, *request, after.status());
  return runner_.Read(context, *request,
                      [this, name = *name, reader = *reader, member, size = *size, after = NumberOf((*after)[0]), list,
                       response](const CallState&) -> absl::Status {
                        WEFT_RETURN_IF_ERROR(FindRoundFor(reader, name, store_).status());
                        WEFT_ASSIGN_OR_RETURN(
                            const std::vector<StoredRoundEntry> some,
                            store_.rounds().ListEntries(name.network(), name.id(), member, after, size + 1));
                        const Lookups lookups = LookupsIn(name.network(), &store_, &registry_);
                        const size_t count = CountOnPage(
                            some, size, [](const StoredRoundEntry& e) -> const auto& { return e.entry; });
                        for (size_t e = 0; e < count; ++e) *response->add_entries() = ShownEntry(some[e], lookups);
                        if (count < some.size()) {
                          response->set_next_page_token(EncodePageToken(list, {absl::StrCat(some[count - 1].number)}));
                        }
                        return absl::OkStatus();
                      });
}

template <typename Request>
grpc::ServerUnaryReactor* RoundService::ChangeRound(grpc::CallbackServerContext* context, const Request* request,
                                                    v1::Round* response, Prepare prepare) const {
  absl::StatusOr<ChildName> name = ChildName::Parse(request->name(), "rounds");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  absl::StatusOr<Reader> weaver = ReaderOf(request->as_member(), name->network());
  if (!weaver.ok()) return runner_.Refuse(context, *request, weaver.status());
  return runner_.Write(context, *request,
                       [this, name = *name, weaver = *weaver, request, response,
                        prepare = std::move(prepare)](const CallState&) -> absl::StatusOr<WriteJob> {
                         WEFT_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
                         WEFT_ASSIGN_OR_RETURN(Change change, prepare(name, weaver));
                         WriteJob job;
                         job.network = name.network();
                         job.subject = kIntroducingSubject;
                         job.caller = CallerFor(weaver);
                         job.request_id = request->request_id();
                         job.retry_conflicts = request->etag().empty();
                         job.mutations = [this, name, weaver, etag = request->etag(),
                                          change = std::move(change)]() -> absl::StatusOr<std::vector<Mutation>> {
                           WEFT_ASSIGN_OR_RETURN(const IntroductionStep step,
                                                 IntroductionStep::Begin(name.network(), &store_, &registry_,
                                                                         &recommender_, &runner_.clock()));
                           WEFT_ASSIGN_OR_RETURN(const StoredRound round, FindRoundFor(weaver, name, store_));
                           WEFT_RETURN_IF_ERROR(CheckEtagOf(etag, round.round.name(), round.round.etag()));
                           return change(step, round);
                         };
                         job.answer = [this, name, response](const ApplyResult&) -> absl::Status {
                           WEFT_ASSIGN_OR_RETURN(StoredRound now, store_.rounds().Get(name.network(), name.id()));
                           *response = std::move(now.round);
                           return absl::OkStatus();
                         };
                         return job;
                       });
}

grpc::ServerUnaryReactor* RoundService::HoldRound(grpc::CallbackServerContext* context,
                                                  const v1::HoldRoundRequest* request, v1::Round* response) {
  return ChangeRound(
      context, request, response, [request](const ChildName& name, const Reader& weaver) -> absl::StatusOr<Change> {
        WEFT_ASSIGN_OR_RETURN(const std::string reason, ParseReason("reason", request->reason()));
        absl::optional<absl::Time> end;
        if (request->has_end_time()) {
          WEFT_ASSIGN_OR_RETURN(end, ParseTime("end_time", request->end_time()));
        }
        return Change([name, weaver, reason, end](const IntroductionStep& step,
                                                  const StoredRound& round) -> absl::StatusOr<std::vector<Mutation>> {
          WEFT_ASSIGN_OR_RETURN(PutRoundMutation put,
                                Hold(round, reason, end, weaver.member, name.network(), step.moment()));
          return std::vector<Mutation>{std::move(put)};
        });
      });
}

grpc::ServerUnaryReactor* RoundService::EditRound(grpc::CallbackServerContext* context,
                                                  const v1::EditRoundRequest* request, v1::Round* response) {
  return ChangeRound(context, request, response,
                     [this, request](const ChildName& name, const Reader& weaver) -> absl::StatusOr<Change> {
                       WEFT_ASSIGN_OR_RETURN(const std::vector<RoundEdit> edits, ParseEdits(*request, name));
                       const auto edit = [this, edits, weaver](const IntroductionStep& step, const StoredRound& round) {
                         return EditEntries(step, recommender_, store_, round, edits, weaver.member);
                       };
                       // Large rounds take a while. What is found out here holds unless the round changes before it is
                       // written.
                       WEFT_ASSIGN_OR_RETURN(const IntroductionStep step,
                                             IntroductionStep::Begin(name.network(), &store_, &registry_, &recommender_,
                                                                     &runner_.clock()));
                       absl::optional<PutRoundMutation> made;
                       const absl::StatusOr<StoredRound> round = FindRoundFor(weaver, name, store_);
                       if (round.ok()) {
                         absl::StatusOr<PutRoundMutation> put = edit(step, *round);
                         if (put.ok()) made = *std::move(put);
                       }
                       return Change([edit, made](const IntroductionStep& now,
                                                  const StoredRound& present) -> absl::StatusOr<std::vector<Mutation>> {
                         if (made.has_value() && made->round.version == present.version)
                           return std::vector<Mutation>{*made};
                         WEFT_ASSIGN_OR_RETURN(PutRoundMutation put, edit(now, present));
                         return std::vector<Mutation>{std::move(put)};
                       });
                     });
}

grpc::ServerUnaryReactor* RoundService::OpenRound(grpc::CallbackServerContext* context,
                                                  const v1::OpenRoundRequest* request, v1::Round* response) {
  return ChangeRound(
      context, request, response, [this](const ChildName& name, const Reader& /*weaver*/) -> absl::StatusOr<Change> {
        absl::StatusOr<std::vector<int64_t>> entries = EntriesToOpen(name.network(), name.id(), kOpenedByHand, store_);
        if (!entries.ok()) entries = std::vector<int64_t>();  // The write says what is wrong.
        return Change([this, entries = *std::move(entries)](const IntroductionStep& step, const StoredRound& round) {
          return OpenEntries(step, round, entries, store_);
        });
      });
}

grpc::ServerUnaryReactor* RoundService::CloseRound(grpc::CallbackServerContext* context,
                                                   const v1::CloseRoundRequest* request, v1::Round* response) {
  return ChangeRound(context, request, response,
                     [this, request](const ChildName& /*name*/, const Reader& /*weaver*/) -> absl::StatusOr<Change> {
                       WEFT_ASSIGN_OR_RETURN(const std::string reason, ParseReason("reason", request->reason()));
                       return Change([this, reason](const IntroductionStep& step, const StoredRound& round) {
                         return weft::CloseRound(step, round, reason, store_);
                       });
                     });
}

grpc::ServerUnaryReactor* RoundService::ReportRound(grpc::CallbackServerContext* context,
                                                    const v1::ReportRoundRequest* request, v1::RoundReport* response) {
  absl::StatusOr<ChildName> name = ChildName::Parse(request->name(), "rounds");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  absl::StatusOr<Reader> reader = ReaderOf(request->as_member(), name->network());
  if (!reader.ok()) return runner_.Refuse(context, *request, reader.status());
  return runner_.Read(
      context, *request, [this, name = *name, reader = *reader, response](const CallState& call) -> absl::Status {
        WEFT_ASSIGN_OR_RETURN(const StoredRound round, FindRoundFor(reader, name, store_));
        WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkView> view, registry_.View(name.network()));
        WEFT_ASSIGN_OR_RETURN(*response,
                              ReportOn(round, reader, *view, store_, LookupsIn(name.network(), &store_, &registry_),
                                       runner_.clock().Now(), [&call] { return call.Check(); }));
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* RoundService::ListMembersNeedingAHand(grpc::CallbackServerContext* context,
                                                                const v1::ListMembersNeedingAHandRequest* request,
                                                                v1::ListMembersNeedingAHandResponse* response) {
  absl::StatusOr<NetworkName> parent = NetworkName::Parse(request->parent(), "parent");
  if (!parent.ok()) return runner_.Refuse(context, *request, parent.status());
  absl::StatusOr<Reader> reader = ReaderOf(request->as_member(), parent->network());
  if (!reader.ok()) return runner_.Refuse(context, *request, reader.status());
  absl::optional<ChildName> round;
  if (!request->round().empty()) {
    absl::StatusOr<ChildName> name = ChildName::Parse(request->round(), "rounds", "round");
    if (name.ok() && name->network() != parent->network()) name = InvalidField("round", "is of another network");
    if (!name.ok()) return runner_.Refuse(context, *request, name.status());
    round = *name;
  }
  absl::StatusOr<int> size = PageSizeOf(request->page_size(), kListPageSizeDefault, kListPageSizeMax);
  if (!size.ok()) return runner_.Refuse(context, *request, size.status());
  const std::string list = ListOf(*request);
  absl::StatusOr<std::vector<std::string>> after = DecodePageToken(list, request->page_token(), 2);
  if (!after.ok()) return runner_.Refuse(context, *request, after.status());
  const UnservedPlaceAfter from = {NumberOf((*after)[0]), NumberOf((*after)[1])};
  return runner_.Read(context, *request,
                      [this, network = parent->network(), reader = *reader, round, size = *size, from, list,
                       response](const CallState&) -> absl::Status {
                        if (round.has_value()) WEFT_RETURN_IF_ERROR(FindRoundFor(reader, *round, store_).status());
                        WEFT_ASSIGN_OR_RETURN(const UnservedPage page,
                                              ListNeedingAHandFor(reader, network, round.has_value() ? round->id() : "",
                                                                  from, size, store_));
                        const Lookups lookups = LookupsIn(network, &store_, &registry_);
                        for (const StoredUnserved& one : page.members)
                          *response->add_members() = ShownHand(one, lookups);
                        if (page.more) {
                          response->set_next_page_token(EncodePageToken(
                              list, {absl::StrCat(page.next.rounds_waited), absl::StrCat(page.next.member_key)}));
                        }
                        return absl::OkStatus();
                      });
}

}  // namespace weft
