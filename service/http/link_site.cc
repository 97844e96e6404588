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
#include "absl/strings/str_join.h"
#include "grpcpp/client_context.h"
#include "service/http/link_pages.h"
#include "weft/introductions/message_due.h"
#include "weft/profile/introduction_rules.h"
#include "weft/store/timestamp.h"
#include "weft/v1/error_details.pb.h"

namespace weft {
namespace {

using LinkKind = v1::Link;

constexpr char kPrefix[] = "/i/";
constexpr size_t kTokenBytesMax = 400;
// Who was shown may have moved down the list since.
constexpr int kPeopleTaken = 100;
constexpr char kContactSuffix[] = "/contact";

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

int NumberIn(const Form& form, absl::string_view field, int if_absent) {
  const std::string text = form.Get(field);
  int number = if_absent;
  // What is no number is no value of any field, either.
  return text.empty() || absl::SimpleAtoi(text, &number) ? number : -1;
}

// Whether an answer was refused for how the introduction stands, and not for what was in it.
bool SaysHowItStands(const std::string& reason) {
  return reason == "INTRODUCTION_ENDED" || reason == "INTRODUCTION_STATE" || reason == "INTRODUCTION_NOT_FOUND";
}

// Whether a call was refused for those it names, and not for the state of the server.
bool IsTheirs(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::FAILED_PRECONDITION ||
         status.error_code() == grpc::StatusCode::NOT_FOUND ||
         status.error_code() == grpc::StatusCode::INVALID_ARGUMENT;
}

template <typename Effects>
std::vector<std::string> ThanksWith(const Effects& effects) {
  std::vector<std::string> lines = {"Thank you for telling us."};
  for (const v1::Effect& effect : effects) lines.push_back(effect.text());
  return lines;
}

// Whether a link may be used for this: each for its own matter, and those that stay valid for years, or stand in a
// mail's header, for nothing but what they say.
bool MayDo(const std::string& what, const v1::ResolveLinkResponse& target) {
  const bool stop = what == "unsubscribe" || what == "no_news";
  switch (target.action()) {
    case LinkKind::ACTION_UNSUBSCRIBE:
      return stop || what == "mail_again";
    case LinkKind::ACTION_WHOM_DO_YOU_KNOW:
      return what == "know";
    case LinkKind::ACTION_GO_ON:
      return what == "go_on";
    default:
      break;
  }
  static const std::set<std::string>& of_introductions =
      *new std::set<std::string>{"accept", "decline", "snooze", "pass_on", "met", "did_not_meet", "try_again"};
  static const std::set<std::string>& of_profiles = *new std::set<std::string>{"agree", "not_now", "refuse"};
  return target.introduction().empty() ? of_profiles.count(what) > 0 : of_introductions.count(what) > 0;
}

}  // namespace

LinkSite::LinkSite(const std::shared_ptr<grpc::Channel>& channel, absl::Duration patience, const Clock* clock)
    : clock_(*clock), calls_(channel, patience), view_(&calls_, clock) {}

HttpResponse LinkSite::Answer(const HttpRequest& request) const {
  if (!absl::StartsWith(request.path, kPrefix)) return LinkView::NotFound();
  const std::string token = request.path.substr(sizeof(kPrefix) - 1);
  const bool clean = std::all_of(token.begin(), token.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
  });
  if (token.empty() || token.size() > kTokenBytesMax || !clean) return LinkView::NotFound();
  if (request.method == HttpRequest::Method::kOther) {
    HttpResponse refused = LinkView::Notice(405, "", "This cannot be done here", {});
    refused.allow = "GET, HEAD, POST";
    return refused;
  }
  OpenLink link;
  v1::ResolveLinkRequest resolve;
  resolve.set_token(token);
  const grpc::Status resolved =
      calls_.Call(calls_.messages, &v1::MessageService::Stub::ResolveLink, resolve, &link.target);
  if (!resolved.ok()) return view_.CannotShow(link, resolved);
  v1::GetNetworkRequest get;
  get.set_name(link.target.member().substr(0, link.target.member().find("/members/")));
  const grpc::Status got = calls_.Call(calls_.networks, &v1::NetworkService::Stub::GetNetwork, get, &link.network);
  if (!got.ok()) return view_.CannotShow(link, got);
  link.network_text = link.network.display_name().empty() ? IdOf(link.network.name()) : link.network.display_name();
  if (request.method == HttpRequest::Method::kGet) return view_.Show(link);
  const absl::StatusOr<Form> form = Form::Parse(request.content_type, request.body);
  if (!form.ok()) return view_.Show(link, 400, {"What was sent could not be read. Nothing has changed."});
  return Act(link, *form);
}

HttpResponse LinkSite::Act(const OpenLink& link, const Form& form) const {
  std::string what = form.Get("do");
  // What a mail program sends by itself (RFC 8058).
  if (what.empty() && form.Get("List-Unsubscribe") == "One-Click") what = "unsubscribe";
  if (!MayDo(what, link.target)) {
    return view_.Show(link, 400, {"That cannot be done with this link. Nothing has changed."});
  }
  if (what == "unsubscribe") return SetMail(link, v1::Contact::MAIL_NONE);
  if (what == "no_news") return SetMail(link, v1::Contact::MAIL_INTRODUCTIONS);
  if (what == "mail_again") return SetMail(link, v1::Contact::MAIL_ALL);
  if (what == "know") return TieTo(link, form);
  if (what == "go_on") return GoOn(link);
  if (what == "try_again") return TryAgain(link);
  if (link.target.introduction().empty()) return Speak(link, what);
  return what == "met" || what == "did_not_meet" ? Record(link, what, form) : Respond(link, what, form);
}

HttpResponse LinkSite::Respond(const OpenLink& link, const std::string& what, const Form& form) const {
  v1::RespondToIntroductionRequest request;
  request.set_name(link.target.introduction());
  request.set_as_member(link.target.member());
  if (what == "accept") {
    request.mutable_accept()->set_note(form.Get("note"));
  } else if (what == "decline") {
    request.mutable_decline()->set_reason(static_cast<v1::Decline::Reason>(NumberIn(form, "reason", 0)));
  } else if (what == "snooze") {
    request.mutable_snooze();
  } else {
    request.mutable_pass_on()->set_member(absl::StrCat(link.network.name(), "/members/", form.Get("whom")));
    request.mutable_pass_on()->set_note(form.Get("note"));
  }
  v1::RespondToIntroductionResponse response;
  const grpc::Status answered =
      calls_.Call(calls_.introductions, &v1::IntroductionService::Stub::RespondToIntroduction, request, &response);
  if (!answered.ok() && what == "pass_on" && !SaysHowItStands(ReasonOf(answered)) && IsTheirs(answered)) {
    // One sentence for all: why somebody cannot be asked is not the member's to know.
    return view_.Show(link, answered.error_code() == grpc::StatusCode::INVALID_ARGUMENT ? 400 : 409,
                      {form.Get("note").empty() ? "Please say in a line why them."
                                                : "They cannot be asked at the moment. Perhaps somebody else?"});
  }
  if (!answered.ok()) return CannotAct(link, answered);
  // An introducer who would rather not has no part in it any more.
  if (response.introduction().name().empty()) {
    return LinkView::Notice(200, link.network_text, "Thank you for telling us", {"We ask them without you."});
  }
  return view_.Show(link, 200, ThanksWith(response.effects()));
}

HttpResponse LinkSite::Record(const OpenLink& link, const std::string& what, const Form& form) const {
  v1::RecordOutcomeRequest request;
  request.set_name(link.target.introduction());
  request.set_as_member(link.target.member());
  v1::Outcome* outcome = request.mutable_outcome();
  if (what == "did_not_meet") {
    outcome->set_kind(v1::Outcome::KIND_DID_NOT_HAPPEN);
  } else {
    outcome->set_kind(static_cast<v1::Outcome::Kind>(NumberIn(form, "outcome", v1::Outcome::KIND_MET)));
    outcome->set_lesson(form.Get("lesson"));
    outcome->set_share_lesson(form.Get("share") == "yes");
  }
  v1::RecordOutcomeResponse response;
  const grpc::Status recorded =
      calls_.Call(calls_.introductions, &v1::IntroductionService::Stub::RecordOutcome, request, &response);
  if (!recorded.ok()) return CannotAct(link, recorded);
  return view_.Show(link, 200, ThanksWith(response.effects()));
}

HttpResponse LinkSite::TryAgain(const OpenLink& link) const {
  v1::GetIntroductionRequest get;
  get.set_name(link.target.introduction());
  get.set_as_member(link.target.member());
  v1::Introduction before;
  const grpc::Status got =
      calls_.Call(calls_.introductions, &v1::IntroductionService::Stub::GetIntroduction, get, &before);
  if (!got.ok()) return view_.CannotShow(link, got);
  v1::ProposeIntroductionRequest request;
  request.set_parent(link.network.name());
  request.set_as_member(link.target.member());
  for (const v1::Introduction::Side& side : before.sides()) {
    if (side.member() != link.target.member()) request.add_members(side.member());
  }
  v1::Introduction again;
  const bool may = std::find(before.actions().begin(), before.actions().end(), v1::Introduction::ACTION_TRY_AGAIN) !=
                   before.actions().end();
  if (!may) return view_.Show(link, 409, {"They cannot be asked once more. Nothing has changed."});
  const grpc::Status asked =
      calls_.Call(calls_.introductions, &v1::IntroductionService::Stub::ProposeIntroduction, request, &again);
  if (!asked.ok() && IsTheirs(asked))
    return view_.Show(link, 409, {"They have been asked already, or cannot be at the moment."});
  if (!asked.ok()) return CannotAct(link, asked);
  return LinkView::Notice(200, link.network_text, "Thank you",
                          {"We ask them once more, and tell you when there is an answer."});
}

HttpResponse LinkSite::Speak(const OpenLink& link, const std::string& word) const {
  v1::GetMemberRequest get;
  get.set_name(link.target.member());
  v1::Member before;
  const grpc::Status got = calls_.Call(calls_.members, &v1::MemberService::Stub::GetMember, get, &before);
  if (!got.ok()) return view_.CannotShow(link, got);
  v1::UpdateMemberRequest request;
  request.set_speaker(v1::SPEAKER_MEMBER);
  request.mutable_member()->set_name(link.target.member());
  v1::Participation* participation = request.mutable_member()->mutable_participation();
  Lines lines;
  if (word == "not_now") {
    const absl::Time now = clock_.Now();
    // Said twice, it lasts no longer.
    if (before.participation().has_paused_until() && MicrosOf(before.participation().paused_until()) > ToMicros(now)) {
      return view_.Show(link);
    }
    const absl::Time until = now + RulesOf(link.network.policy()).not_now_cooldown;
    *participation->mutable_paused_until() = TimestampOf(ToMicros(until));
    request.mutable_update_mask()->add_paths("participation.paused_until");
    lines = {"Thank you for telling us. If you change your mind, use this page or the link in the message."};
  } else {
    const auto said = word == "agree" ? v1::Participation::WORD_AGREED : v1::Participation::WORD_REFUSED;
    participation->set_being_found(said);
    participation->set_being_introduced(said);
    request.mutable_update_mask()->add_paths("participation.being_found");
    request.mutable_update_mask()->add_paths("participation.being_introduced");
    // A yes now ends a "not now" of before.
    if (before.participation().has_paused_until()) {
      request.mutable_update_mask()->add_paths("participation.paused_until");
    }
    lines = {word == "agree" ? "Thank you, you are in. We write when we know somebody you may like to meet, and each "
                               "time you are asked first."
                             : "Thank you for telling us. Nobody can find you, and nobody is introduced to you."};
  }
  v1::Member member;
  const grpc::Status spoken = calls_.Call(calls_.members, &v1::MemberService::Stub::UpdateMember, request, &member);
  return spoken.ok() ? view_.Show(link, 200, lines) : CannotAct(link, spoken);
}

HttpResponse LinkSite::SetMail(const OpenLink& link, v1::Contact::Mail mail) const {
  v1::UpdateContactRequest request;
  request.set_speaker(v1::SPEAKER_MEMBER);
  request.mutable_contact()->set_name(link.target.member() + kContactSuffix);
  request.mutable_contact()->set_mail(mail);
  request.mutable_update_mask()->add_paths("mail");
  v1::Contact contact;
  const grpc::Status set = calls_.Call(calls_.members, &v1::MemberService::Stub::UpdateContact, request, &contact);
  return set.ok() ? view_.Show(link, 200, {"Done."}) : CannotAct(link, set);
}

HttpResponse LinkSite::GoOn(const OpenLink& link) const {
  v1::ResumeIntroductionsRequest request;
  request.set_parent(link.network.name());
  request.set_as_member(link.target.member());
  google::protobuf::Empty nothing;
  const grpc::Status resumed =
      calls_.Call(calls_.introductions, &v1::IntroductionService::Stub::ResumeIntroductions, request, &nothing);
  if (!resumed.ok()) return CannotAct(link, resumed);
  return LinkView::Notice(200, link.network_text, "Good to have you with us",
                          {"We write when we know somebody you may like to meet."});
}

HttpResponse LinkSite::TieTo(const OpenLink& link, const Form& form) const {
  std::vector<Choice> people;
  const grpc::Status found = view_.People(link, kPeopleTaken, &people);
  if (!found.ok()) return view_.CannotShow(link, found);
  // Nobody but those who may have been shown: a form can be made up.
  v1::BatchUpsertTiesRequest request;
  request.set_parent(link.network.name());
  request.set_speaker(v1::SPEAKER_MEMBER);
  std::set<std::string> asked;
  Lines known;
  for (const std::string& id : form.GetAll("know")) {
    const auto shown =
        std::find_if(people.begin(), people.end(), [&id](const Choice& person) { return person.value == id; });
    if (shown == people.end() || !asked.insert(id).second) continue;
    v1::Tie* tie = request.add_ties();
    tie->set_member_a(link.target.member());
    tie->set_member_b(absl::StrCat(link.network.name(), "/members/", id));
    known.push_back(shown->label);
  }
  if (known.empty()) return view_.Show(link, 200, {"Thank you. Nothing has changed."});
  v1::BatchUpsertTiesResponse response;
  const grpc::Status tied = calls_.Call(calls_.ties, &v1::TieService::Stub::BatchUpsertTies, request, &response);
  if (!tied.ok()) return CannotAct(link, tied);
  return view_.Show(link, 200, {absl::StrCat("Thank you. You know ", absl::StrJoin(known, ", "), ".")});
}

HttpResponse LinkSite::CannotAct(const OpenLink& link, const grpc::Status& status) const {
  switch (status.error_code()) {
    case grpc::StatusCode::FAILED_PRECONDITION:
    case grpc::StatusCode::ABORTED:
      if (ReasonOf(status) == "NOT_MUTUAL") {
        return view_.Show(link, 409,
                          {"You can tell us how it went once all of you have said yes. Nothing has changed."});
      }
      return view_.Show(link, 409,
                        {"This can no longer be done: it has been answered, or has ended. Nothing has changed."});
    case grpc::StatusCode::INVALID_ARGUMENT:
      return view_.Show(link, 400, {"Something is missing or too long. Nothing has changed; please try once more."});
    default:
      return view_.CannotShow(link, status);
  }
}

}  // namespace weft
