#include "service/http/link_site.h"

#include <algorithm>
#include <chrono>  // NOLINT(build/c++11): gRPC's deadlines.
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "grpcpp/client_context.h"
#include "service/http/link_pages.h"
#include "weft/v1/error_details.pb.h"

namespace weft {
namespace {

using LinkKind = v1::Link;

constexpr char kPrefix[] = "/i/";
constexpr size_t kTokenBytesMax = 400;
constexpr int kPeopleMax = 12;
constexpr int kAcquaintancesMax = 20;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

std::string ReasonOf(const grpc::Status& status) {
  v1::StatusDetails details;
  if (!details.ParseFromString(status.error_details())) return "";
  for (const google::protobuf::Any& any : details.details()) {
    v1::ErrorInfo info;
    if (absl::EndsWith(any.type_url(), "google.rpc.ErrorInfo") && info.ParseFromString(any.value())) {
      return info.reason();
    }
  }
  return "";
}

HttpResponse Html(int status, std::string body) {
  HttpResponse response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

HttpResponse Notice(int status, const std::string& network, const std::string& title,
                    const std::vector<std::string>& lines) {
  return Html(status, NoticePage(network, title, lines));
}

HttpResponse Done(const std::string& network, const std::string& title, const std::vector<std::string>& lines = {}) {
  return Notice(200, network, title, lines);
}

HttpResponse NotFound() {
  return Notice(404, "", "This link does not lead anywhere",
                {"It may have been cut on its way. Please copy the whole link from the message."});
}

// Whether a link may be used for this: each for its own matter, and those that stay valid for years, or stand in a
// mail's header, for nothing but what they say.
bool MayDo(const std::string& what, const v1::ResolveLinkResponse& target) {
  const bool stop = what == "unsubscribe" || what == "no_news";
  switch (target.action()) {
    case LinkKind::ACTION_UNSUBSCRIBE:
      return stop;
    case LinkKind::ACTION_WHOM_DO_YOU_KNOW:
      return what == "know";
    case LinkKind::ACTION_GO_ON:
      return what == "go_on";
    default:
      break;
  }
  static const std::set<std::string>& of_introductions =
      *new std::set<std::string>{"accept", "decline", "snooze", "pass_on", "met", "did_not_meet"};
  static const std::set<std::string>& of_profiles = *new std::set<std::string>{"agree", "not_now", "refuse"};
  return target.introduction().empty() ? of_profiles.count(what) > 0 : of_introductions.count(what) > 0;
}

}  // namespace

LinkSite::LinkSite(const std::shared_ptr<grpc::Channel>& channel, absl::Duration patience)
    : patience_(patience),
      messages_(v1::MessageService::NewStub(channel)),
      introductions_(v1::IntroductionService::NewStub(channel)),
      members_(v1::MemberService::NewStub(channel)),
      match_(v1::MatchService::NewStub(channel)),
      ties_(v1::TieService::NewStub(channel)),
      networks_(v1::NetworkService::NewStub(channel)) {}

namespace {

// A call with the deadline that every call of a page has.
template <typename Stub, typename Request, typename Response>
grpc::Status Call(absl::Duration patience, Stub& stub,
                  grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const Request& request,
                  Response* response) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + absl::ToChronoMilliseconds(patience));
  return (stub.*method)(&context, request, response);
}

}  // namespace

HttpResponse LinkSite::Answer(const HttpRequest& request) const {
  if (!absl::StartsWith(request.path, kPrefix)) return NotFound();
  const std::string token = request.path.substr(sizeof(kPrefix) - 1);
  const bool clean = std::all_of(token.begin(), token.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
  });
  if (token.empty() || token.size() > kTokenBytesMax || !clean) return NotFound();
  if (request.method == HttpRequest::Method::kOther) {
    HttpResponse refused = Notice(405, "", "This cannot be done here", {});
    refused.allow = "GET, HEAD, POST";
    return refused;
  }
  Link link;
  v1::ResolveLinkRequest resolve;
  resolve.set_token(token);
  const grpc::Status resolved =
      Call(patience_, *messages_, &v1::MessageService::Stub::ResolveLink, resolve, &link.target);
  if (!resolved.ok()) return Failure(link, resolved);
  link.network = link.target.member().substr(0, link.target.member().find("/members/"));
  v1::GetNetworkRequest get;
  get.set_name(link.network);
  v1::Network network;
  const grpc::Status got = Call(patience_, *networks_, &v1::NetworkService::Stub::GetNetwork, get, &network);
  if (!got.ok()) return Failure(link, got);
  link.network_text = network.display_name().empty() ? IdOf(link.network) : network.display_name();
  if (request.method == HttpRequest::Method::kGet) return Show(link);
  const absl::StatusOr<Form> form = Form::Parse(request.content_type, request.body);
  if (!form.ok()) return Notice(400, link.network_text, "This could not be read", {"Please try once more."});
  return Act(link, *form);
}

HttpResponse LinkSite::Show(const Link& link) const {
  switch (link.target.action()) {
    case LinkKind::ACTION_UNSUBSCRIBE:
      return Html(200, UnsubscribePage(link.network_text));
    case LinkKind::ACTION_WHOM_DO_YOU_KNOW:
      return ShowPeople(link);
    case LinkKind::ACTION_GO_ON:
      return Html(200, GoOnPage(link.network_text));
    default:
      return link.target.introduction().empty() ? ShowProfile(link) : ShowIntroduction(link);
  }
}

HttpResponse LinkSite::ShowIntroduction(const Link& link) const {
  v1::GetIntroductionRequest get;
  get.set_name(link.target.introduction());
  get.set_as_member(link.target.member());
  v1::Introduction introduction;
  const grpc::Status got =
      Call(patience_, *introductions_, &v1::IntroductionService::Stub::GetIntroduction, get, &introduction);
  if (!got.ok()) return Failure(link, got);
  const bool may_pass_on = std::find(introduction.actions().begin(), introduction.actions().end(),
                                     v1::Introduction::ACTION_PASS_ON) != introduction.actions().end();
  return Html(200, IntroductionPage(link.network_text, introduction, link.target.member(), link.target.action(),
                                    may_pass_on ? Acquaintances(link) : std::vector<Choice>()));
}

HttpResponse LinkSite::ShowProfile(const Link& link) const {
  v1::GetMemberRequest get;
  get.set_name(link.target.member());
  v1::Member member;
  const grpc::Status got = Call(patience_, *members_, &v1::MemberService::Stub::GetMember, get, &member);
  if (!got.ok()) return Failure(link, got);
  return Html(200, ProfilePage(link.network_text, member, link.target.action()));
}

HttpResponse LinkSite::ShowPeople(const Link& link) const {
  std::vector<Choice> people;
  const grpc::Status found = People(link, &people);
  return found.ok() ? Html(200, AcquaintancesPage(link.network_text, people)) : Failure(link, found);
}

grpc::Status LinkSite::People(const Link& link, std::vector<Choice>* people) const {
  v1::RecommendCollaboratorsRequest request;
  request.set_member(link.target.member());
  request.set_page_size(kPeopleMax);
  v1::RecommendCollaboratorsResponse response;
  const grpc::Status found =
      Call(patience_, *match_, &v1::MatchService::Stub::RecommendCollaborators, request, &response);
  for (const v1::Recommendation& person : response.recommendations()) {
    people->push_back({IdOf(person.member()), person.display_name()});
  }
  return found;
}

std::vector<Choice> LinkSite::Acquaintances(const Link& link) const {
  v1::ListTiesRequest request;
  request.set_parent(link.target.member());
  request.set_page_size(kAcquaintancesMax);
  v1::ListTiesResponse response;
  std::vector<Choice> acquaintances;
  // Without them the page offers the other answers all the same.
  if (!Call(patience_, *ties_, &v1::TieService::Stub::ListTies, request, &response).ok()) return acquaintances;
  for (const v1::Tie& tie : response.ties()) {
    v1::GetMemberRequest get;
    get.set_name(tie.member_a() == link.target.member() ? tie.member_b() : tie.member_a());
    v1::Member member;
    if (!Call(patience_, *members_, &v1::MemberService::Stub::GetMember, get, &member).ok()) continue;
    const std::string id = IdOf(member.name());
    acquaintances.push_back({id, member.display_name().empty() ? id : member.display_name()});
  }
  return acquaintances;
}

HttpResponse LinkSite::Act(const Link& link, const Form& form) const {
  std::string what = form.Get("do");
  // What a mail program sends by itself (RFC 8058).
  if (what.empty() && form.Get("List-Unsubscribe") == "One-Click") what = "unsubscribe";
  if (!MayDo(what, link.target)) {
    return Notice(400, link.network_text, "This link is for something else", {"Please use the link in the message."});
  }
  if (what == "unsubscribe") return StopMail(link, v1::Contact::MAIL_NONE);
  if (what == "no_news") return StopMail(link, v1::Contact::MAIL_INTRODUCTIONS);
  if (what == "know") return TieTo(link, form);
  if (what == "go_on") return GoOn(link);
  if (link.target.introduction().empty()) return Speak(link, what);
  return what == "met" || what == "did_not_meet" ? Record(link, form) : Respond(link, form);
}

HttpResponse LinkSite::Respond(const Link& link, const Form& form) const {
  const std::string what = form.Get("do");
  v1::RespondToIntroductionRequest request;
  request.set_name(link.target.introduction());
  request.set_as_member(link.target.member());
  if (what == "accept") {
    request.mutable_accept()->set_note(form.Get("note"));
  } else if (what == "decline") {
    int reason = 0;
    if (!form.Get("reason").empty() && !absl::SimpleAtoi(form.Get("reason"), &reason)) reason = -1;
    request.mutable_decline()->set_reason(static_cast<v1::Decline::Reason>(reason));
  } else if (what == "snooze") {
    request.mutable_snooze();
  } else {
    request.mutable_pass_on()->set_member(absl::StrCat(link.network, "/members/", form.Get("whom")));
    request.mutable_pass_on()->set_note(form.Get("note"));
  }
  v1::RespondToIntroductionResponse response;
  const grpc::Status answered =
      Call(patience_, *introductions_, &v1::IntroductionService::Stub::RespondToIntroduction, request, &response);
  if (!answered.ok()) return Failure(link, answered);
  const bool mutual = response.introduction().state() == v1::Introduction::STATE_MUTUAL ||
                      response.introduction().state() == v1::Introduction::STATE_MET;
  if (what == "accept" && mutual) {
    return Html(200, IntroductionPage(link.network_text, response.introduction(), link.target.member(),
                                      link.target.action(), {}));
  }
  std::vector<std::string> lines;
  for (const v1::Effect& effect : response.effects()) lines.push_back(effect.text());
  if (what == "accept") {
    lines.insert(lines.begin(), "We tell you as soon as everybody has said yes.");
    return Done(link.network_text, "Thank you, you have said yes", lines);
  }
  return Done(link.network_text, "Thank you for telling us", lines);
}

HttpResponse LinkSite::Record(const Link& link, const Form& form) const {
  v1::RecordOutcomeRequest request;
  request.set_name(link.target.introduction());
  request.set_as_member(link.target.member());
  v1::Outcome* outcome = request.mutable_outcome();
  if (form.Get("do") == "did_not_meet") {
    outcome->set_kind(v1::Outcome::KIND_DID_NOT_HAPPEN);
  } else {
    int kind = v1::Outcome::KIND_MET;
    if (!form.Get("outcome").empty() && !absl::SimpleAtoi(form.Get("outcome"), &kind)) kind = -1;
    outcome->set_kind(static_cast<v1::Outcome::Kind>(kind));
    outcome->set_lesson(form.Get("lesson"));
    outcome->set_share_lesson(form.Get("share") == "yes");
  }
  v1::RecordOutcomeResponse response;
  const grpc::Status recorded =
      Call(patience_, *introductions_, &v1::IntroductionService::Stub::RecordOutcome, request, &response);
  if (!recorded.ok()) return Failure(link, recorded);
  std::vector<std::string> lines;
  for (const v1::Effect& effect : response.effects()) lines.push_back(effect.text());
  return Done(link.network_text, "Thank you for telling us", lines);
}

HttpResponse LinkSite::Speak(const Link& link, const std::string& word) const {
  if (word == "not_now") {
    return Done(link.network_text, "That is fine",
                {"Nobody is introduced to you. If you change your mind, use the link in the message."});
  }
  const auto said = word == "agree" ? v1::Participation::WORD_AGREED : v1::Participation::WORD_REFUSED;
  v1::UpdateMemberRequest request;
  request.set_speaker(v1::SPEAKER_MEMBER);
  request.mutable_member()->set_name(link.target.member());
  request.mutable_member()->mutable_participation()->set_being_found(said);
  request.mutable_member()->mutable_participation()->set_being_introduced(said);
  request.mutable_update_mask()->add_paths("participation.being_found");
  request.mutable_update_mask()->add_paths("participation.being_introduced");
  v1::Member member;
  const grpc::Status spoken = Call(patience_, *members_, &v1::MemberService::Stub::UpdateMember, request, &member);
  if (!spoken.ok()) return Failure(link, spoken);
  if (word == "agree") {
    return Done(link.network_text, "Thank you, you are in",
                {"We write when we know somebody you may like to meet. Each time you are asked first."});
  }
  return Done(link.network_text, "Thank you for telling us", {"Nobody can find you, and nobody is introduced to you."});
}

HttpResponse LinkSite::StopMail(const Link& link, v1::Contact::Mail mail) const {
  v1::UpdateContactRequest request;
  request.set_speaker(v1::SPEAKER_MEMBER);
  request.mutable_contact()->set_name(absl::StrCat(link.target.member(), "/contact"));
  request.mutable_contact()->set_mail(mail);
  request.mutable_update_mask()->add_paths("mail");
  v1::Contact contact;
  const grpc::Status stopped = Call(patience_, *members_, &v1::MemberService::Stub::UpdateContact, request, &contact);
  if (!stopped.ok()) return Failure(link, stopped);
  return Done(link.network_text, "Done",
              {mail == v1::Contact::MAIL_NONE ? "You get no more mail from us."
                                              : "You get mail only when it is about your own introductions."});
}

HttpResponse LinkSite::GoOn(const Link& link) const {
  v1::ResumeIntroductionsRequest request;
  request.set_parent(link.network);
  request.set_as_member(link.target.member());
  google::protobuf::Empty nothing;
  const grpc::Status resumed =
      Call(patience_, *introductions_, &v1::IntroductionService::Stub::ResumeIntroductions, request, &nothing);
  if (!resumed.ok()) return Failure(link, resumed);
  return Done(link.network_text, "Good to have you with us", {"We write when we know somebody you may like to meet."});
}

HttpResponse LinkSite::TieTo(const Link& link, const Form& form) const {
  std::vector<Choice> people;
  const grpc::Status found = People(link, &people);
  if (!found.ok()) return Failure(link, found);
  // Nobody but those who were shown: a form can be made up.
  v1::BatchUpsertTiesRequest request;
  request.set_parent(link.network);
  request.set_speaker(v1::SPEAKER_MEMBER);
  for (const std::string& id : form.GetAll("know")) {
    const bool shown =
        std::any_of(people.begin(), people.end(), [&id](const Choice& person) { return person.value == id; });
    if (!shown) continue;
    v1::Tie* tie = request.add_ties();
    tie->set_member_a(link.target.member());
    tie->set_member_b(absl::StrCat(link.network, "/members/", id));
  }
  if (!request.ties().empty()) {
    v1::BatchUpsertTiesResponse response;
    const grpc::Status tied = Call(patience_, *ties_, &v1::TieService::Stub::BatchUpsertTies, request, &response);
    if (!tied.ok()) return Failure(link, tied);
  }
  return Done(link.network_text, "Thank you for telling us");
}

HttpResponse LinkSite::Failure(const Link& link, const grpc::Status& status) const {
  const std::string reason = ReasonOf(status);
  if (reason == "TOKEN_INVALID") return NotFound();
  if (reason == "TOKEN_EXPIRED") {
    return Notice(410, "", "This link is too old", {"Please use the link in the last message you got."});
  }
  switch (status.error_code()) {
    case grpc::StatusCode::NOT_FOUND:
      return Notice(410, link.network_text, "This is no longer there", {"What the link was about has ended."});
    case grpc::StatusCode::FAILED_PRECONDITION:
    case grpc::StatusCode::ABORTED:
      return Notice(409, link.network_text, "This can no longer be done",
                    {"It has ended, or was answered before. Open the link in the message to see how it stands."});
    case grpc::StatusCode::INVALID_ARGUMENT:
      return Notice(400, link.network_text, "This could not be read",
                    {"Something is missing or too long. Please go back and try once more."});
    default:
      return Notice(503, link.network_text, "Please try again in a moment", {"Nothing has been changed."});
  }
}

}  // namespace weft
