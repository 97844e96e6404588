#include "service/http/link_view.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/http/link_pages.h"
#include "weft/introductions/message_due.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

using LinkKind = v1::Link;

constexpr int kPeopleShown = 12;
constexpr int kAcquaintancesMax = 20;
constexpr char kContactSuffix[] = "/contact";

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

HttpResponse Html(int status, std::string body) {
  HttpResponse response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

}  // namespace

HttpResponse LinkView::Notice(int status, const std::string& network, const std::string& title, const Lines& lines) {
  return Html(status, NoticePage(network, title, lines));
}

HttpResponse LinkView::NotFound() {
  return Notice(404, "", "This link does not lead anywhere",
                {"It may have been cut on its way. Please copy the whole link from the message."});
}

HttpResponse LinkView::Show(const OpenLink& link, int status, const Lines& banner) const {
  switch (link.target.action()) {
    case LinkKind::ACTION_UNSUBSCRIBE:
      return ShowMail(link, status, banner);
    case LinkKind::ACTION_WHOM_DO_YOU_KNOW:
      return ShowPeople(link, status, banner);
    case LinkKind::ACTION_GO_ON:
      return Html(status, GoOnPage({link.network_text, link.target.action(), banner}));
    default:
      return link.target.introduction().empty() ? ShowProfile(link, status, banner)
                                                : ShowIntroduction(link, status, banner);
  }
}

HttpResponse LinkView::ShowIntroduction(const OpenLink& link, int status, const Lines& banner) const {
  v1::GetIntroductionRequest get;
  get.set_name(link.target.introduction());
  get.set_as_member(link.target.member());
  v1::Introduction introduction;
  const grpc::Status got =
      calls_.Call(calls_.introductions, &v1::IntroductionService::Stub::GetIntroduction, get, &introduction);
  if (!got.ok()) return CannotShow(link, got);
  const bool may_pass_on = std::find(introduction.actions().begin(), introduction.actions().end(),
                                     v1::Introduction::ACTION_PASS_ON) != introduction.actions().end();
  const std::vector<Choice> others = may_pass_on ? Acquaintances(link, introduction) : std::vector<Choice>();
  return Html(status, IntroductionPage({link.network_text, link.target.action(), banner}, introduction,
                                       link.target.member(), others));
}

HttpResponse LinkView::ShowProfile(const OpenLink& link, int status, const Lines& banner) const {
  ProfileFacts profile;
  v1::GetMemberRequest get;
  get.set_name(link.target.member());
  const grpc::Status got = calls_.Call(calls_.members, &v1::MemberService::Stub::GetMember, get, &profile.member);
  if (!got.ok()) return CannotShow(link, got);
  v1::GetContactRequest get_contact;
  get_contact.set_name(link.target.member() + kContactSuffix);
  get_contact.set_speaker(v1::SPEAKER_MEMBER);
  const grpc::Status told =
      calls_.Call(calls_.members, &v1::MemberService::Stub::GetContact, get_contact, &profile.contact);
  if (!told.ok()) return CannotShow(link, told);
  profile.held_because = HeldBecause(profile.member, link.network);
  profile.is_paused = profile.member.participation().has_paused_until() &&
                      MicrosOf(profile.member.participation().paused_until()) > ToMicros(clock_.Now());
  return Html(status, ProfilePage({link.network_text, link.target.action(), banner}, profile));
}

HttpResponse LinkView::ShowMail(const OpenLink& link, int status, const Lines& banner) const {
  v1::GetContactRequest get;
  get.set_name(link.target.member() + kContactSuffix);
  get.set_speaker(v1::SPEAKER_MEMBER);
  v1::Contact contact;
  const grpc::Status got = calls_.Call(calls_.members, &v1::MemberService::Stub::GetContact, get, &contact);
  if (!got.ok()) return CannotShow(link, got);
  return Html(status, MailPage({link.network_text, link.target.action(), banner}, contact.mail()));
}

HttpResponse LinkView::ShowPeople(const OpenLink& link, int status, const Lines& banner) const {
  std::vector<Choice> people;
  const grpc::Status found = People(link, kPeopleShown, &people);
  if (!found.ok()) return CannotShow(link, found);
  return Html(status, AcquaintancesPage({link.network_text, link.target.action(), banner}, people));
}

grpc::Status LinkView::People(const OpenLink& link, int count, std::vector<Choice>* people) const {
  v1::RecommendCollaboratorsRequest request;
  request.set_member(link.target.member());
  request.set_page_size(count);
  v1::RecommendCollaboratorsResponse response;
  const grpc::Status found =
      calls_.Call(calls_.match, &v1::MatchService::Stub::RecommendCollaborators, request, &response);
  for (const v1::Recommendation& person : response.recommendations()) {
    people->push_back({IdOf(person.member()), person.display_name()});
  }
  return found;
}

std::vector<Choice> LinkView::Acquaintances(const OpenLink& link, const v1::Introduction& introduction) const {
  v1::ListTiesRequest request;
  request.set_parent(link.target.member());
  request.set_page_size(kAcquaintancesMax);
  v1::ListTiesResponse response;
  std::vector<Choice> acquaintances;
  // Without them the page offers the other answers all the same.
  if (!calls_.Call(calls_.ties, &v1::TieService::Stub::ListTies, request, &response).ok()) return acquaintances;
  for (const v1::Tie& tie : response.ties()) {
    v1::GetMemberRequest get;
    get.set_name(tie.member_a() == link.target.member() ? tie.member_b() : tie.member_a());
    const bool meets = std::any_of(introduction.sides().begin(), introduction.sides().end(),
                                   [&get](const auto& side) { return side.member() == get.name(); });
    v1::Member member;
    if (meets || !calls_.Call(calls_.members, &v1::MemberService::Stub::GetMember, get, &member).ok()) continue;
    const std::string id = IdOf(member.name());
    acquaintances.push_back({id, member.display_name().empty() ? id : member.display_name()});
  }
  return acquaintances;
}

HttpResponse LinkView::CannotShow(const OpenLink& link, const grpc::Status& status) const {
  const std::string reason = ReasonOf(status);
  if (reason == "TOKEN_INVALID") return NotFound();
  if (reason == "TOKEN_EXPIRED") {
    return Notice(410, "", "This link is too old", {"Please use the link in the last message you got."});
  }
  switch (status.error_code()) {
    case grpc::StatusCode::NOT_FOUND:
      return Notice(410, link.network_text, "This is no longer there", {"What the link was about has ended."});
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return Notice(503, link.network_text, "Please try again in a moment",
                    {"There is a lot to do just now. Sending something twice does no harm."});
    default:
      return Notice(500, link.network_text, "Something has gone wrong",
                    {"It is not your doing. Please try again later: sending something twice does no harm."});
  }
}

}  // namespace weft
