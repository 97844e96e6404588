// Links that are forged, old, somebody else's or used twice, and answers that come too early or too late: each gets a
// page that says so, the right status, and leaves the introduction as it should be.

#include <functional>
#include <ostream>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "tests/service/http/link_fixture.h"

namespace weft {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using Intro = v1::Introduction;
using Link = v1::Link;
using Message = v1::Message;

// Ann would like to meet bob; bob has the message. Cem is known to bob, dan to nobody.
enum class Before {
  kProposed,
  kAccepted,  // Mutual.
  kDeclined,
  kWithdrawn,
  kPaused,  // Ann, in the middle of it.
  kErased,  // Ann.
  kExpired,
  kOld,         // So long ago that links no longer work.
  kReaderLeft,  // Bob.
};

// What bob, or whoever has got hold of a link, opens.
using Mangle = std::string (*)(const std::string& token, const std::string& another);
std::string AsItIs(const std::string& token, const std::string&) { return token; }
std::string OneLetterOff(const std::string& token, const std::string&) {
  std::string out = token;
  out[out.size() / 2] = out[out.size() / 2] == 'A' ? 'B' : 'A';
  return out;
}
std::string Cut(const std::string& token, const std::string&) { return token.substr(0, token.size() - 1); }
std::string Doubled(const std::string& token, const std::string&) { return token + token; }
std::string Empty(const std::string&, const std::string&) { return ""; }
std::string Preview(const std::string&, const std::string&) { return "preview"; }
std::string Endless(const std::string&, const std::string&) { return std::string(4000, 'A'); }
// The claim of one with the signature of another member's.
std::string Spliced(const std::string& token, const std::string& another) {
  constexpr size_t kSignatureBytes = 16;
  std::string own;
  std::string other;
  absl::WebSafeBase64Unescape(token, &own);
  absl::WebSafeBase64Unescape(another, &other);
  std::string out;
  absl::WebSafeBase64Escape(own.substr(0, own.size() - kSignatureBytes) + other.substr(other.size() - kSignatureBytes),
                            &out);
  while (absl::EndsWith(out, "=")) out.pop_back();
  return out;
}

struct Misuse {
  const char* name;
  Before before;
  Link::Action link;
  Mangle mangle;
  const char* form;  // Null: GET.
  int status;
  const char* says;
  // As bob sees it afterwards.
  Intro::State after;
};
void PrintTo(const Misuse& misuse, std::ostream* out) { *out << misuse.name; }

constexpr char kNowhere[] = "This link does not lead anywhere";
constexpr char kTooLate[] = "This can no longer be done";
constexpr Link::Action kAccept = Link::ACTION_ACCEPT;
constexpr Link::Action kStop = Link::ACTION_UNSUBSCRIBE;

const Misuse kMisuses[] = {
    // Links that are none.
    {"ForgedSeen", Before::kProposed, kAccept, OneLetterOff, nullptr, 404, kNowhere, Intro::STATE_PROPOSED},
    {"ForgedUsed", Before::kProposed, kAccept, OneLetterOff, "do=accept", 404, kNowhere, Intro::STATE_PROPOSED},
    {"CutSeen", Before::kProposed, kAccept, Cut, nullptr, 404, "copy the whole link", Intro::STATE_PROPOSED},
    {"CutUsed", Before::kProposed, kAccept, Cut, "do=accept", 404, kNowhere, Intro::STATE_PROPOSED},
    {"Doubled", Before::kProposed, kAccept, Doubled, "do=accept", 404, kNowhere, Intro::STATE_PROPOSED},
    {"Empty", Before::kProposed, kAccept, Empty, "do=accept", 404, kNowhere, Intro::STATE_PROPOSED},
    {"OfAPreview", Before::kProposed, kAccept, Preview, "do=accept", 404, kNowhere, Intro::STATE_PROPOSED},
    {"Endless", Before::kProposed, kAccept, Endless, "do=accept", 404, kNowhere, Intro::STATE_PROPOSED},
    {"SignedForAnotherMember", Before::kProposed, kAccept, Spliced, "do=accept", 404, kNowhere, Intro::STATE_PROPOSED},
    {"ForgedOneClick", Before::kProposed, kStop, OneLetterOff, "List-Unsubscribe=One-Click", 404, kNowhere,
     Intro::STATE_PROPOSED},
    // Links that were good once.
    {"OldSeen", Before::kOld, kAccept, AsItIs, nullptr, 410, "This link is too old", Intro::STATE_LAPSED},
    {"OldUsed", Before::kOld, kAccept, AsItIs, "do=accept", 410, "This link is too old", Intro::STATE_LAPSED},
    {"OfWhoLeftSeen", Before::kReaderLeft, kAccept, AsItIs, nullptr, 410, "no longer there", Intro::STATE_LAPSED},
    {"OfWhoLeftUsed", Before::kReaderLeft, kAccept, AsItIs, "do=accept", 410, "no longer there", Intro::STATE_LAPSED},
    {"OneClickOfWhoLeft", Before::kReaderLeft, kStop, AsItIs, "List-Unsubscribe=One-Click", 410, "no longer there",
     Intro::STATE_LAPSED},
    // Another member's matter.
    {"InAnothersName", Before::kProposed, kAccept, AsItIs, "do=decline&as_member=networks/n1/members/ann&member=ann",
     200, "You have said no to meeting ann", Intro::STATE_DECLINED},
    {"UnsubscribeLinkToAnswer", Before::kProposed, kStop, AsItIs, "do=accept", 400, "cannot be done with this link",
     Intro::STATE_PROPOSED},
    {"AnswerLinkToUnsubscribe", Before::kProposed, kAccept, AsItIs, "do=unsubscribe", 400,
     "cannot be done with this link", Intro::STATE_PROPOSED},
    {"AnswerLinkWithOneClick", Before::kProposed, kAccept, AsItIs, "List-Unsubscribe=One-Click", 400,
     "cannot be done with this link", Intro::STATE_PROPOSED},
    {"AnswerLinkToAgree", Before::kProposed, kAccept, AsItIs, "do=agree", 400, "cannot be done with this link",
     Intro::STATE_PROPOSED},
    // Too early, too late, twice.
    {"OutcomeBeforeMutual", Before::kProposed, kAccept, AsItIs, "do=met&outcome=3", 409,
     "once all of you have said yes", Intro::STATE_PROPOSED},
    {"DidNotMeetBeforeMutual", Before::kProposed, kAccept, AsItIs, "do=did_not_meet", 409,
     "once all of you have said yes", Intro::STATE_PROPOSED},
    {"TryAgainBeforeMutual", Before::kProposed, kAccept, AsItIs, "do=try_again", 409, "cannot be asked once more",
     Intro::STATE_PROPOSED},
    {"YesTwice", Before::kAccepted, kAccept, AsItIs, "do=accept&note=Again", 200, "You have both said yes",
     Intro::STATE_MUTUAL},
    {"NoAfterYes", Before::kAccepted, kAccept, AsItIs, "do=decline", 409, kTooLate, Intro::STATE_MUTUAL},
    {"NotNowAfterYes", Before::kAccepted, kAccept, AsItIs, "do=snooze", 409, kTooLate, Intro::STATE_MUTUAL},
    {"NoTwice", Before::kDeclined, kAccept, AsItIs, "do=decline", 200, "You have said no", Intro::STATE_DECLINED},
    {"YesAfterNo", Before::kDeclined, kAccept, AsItIs, "do=accept", 409, "You have said no", Intro::STATE_DECLINED},
    {"SeenAfterNo", Before::kDeclined, kAccept, AsItIs, nullptr, 200, "You have said no", Intro::STATE_DECLINED},
    {"YesAfterItWasTakenBack", Before::kWithdrawn, kAccept, AsItIs, "do=accept", 409, "has ended", Intro::STATE_LAPSED},
    {"YesAfterItExpired", Before::kExpired, kAccept, AsItIs, "do=accept", 409, "has ended", Intro::STATE_LAPSED},
    {"NoAfterItExpired", Before::kExpired, kAccept, AsItIs, "do=decline", 409, "has ended", Intro::STATE_LAPSED},
    {"SeenAfterItExpired", Before::kExpired, kAccept, AsItIs, nullptr, 200, "has ended", Intro::STATE_LAPSED},
    {"OutcomeAfterItExpired", Before::kExpired, kAccept, AsItIs, "do=met", 409, "has ended", Intro::STATE_LAPSED},
    {"YesAfterTheOtherPaused", Before::kPaused, kAccept, AsItIs, "do=accept", 409, "has ended", Intro::STATE_LAPSED},
    {"YesAfterTheOtherLeft", Before::kErased, kAccept, AsItIs, "do=accept", 409, "has ended", Intro::STATE_LAPSED},
    // Forms that were not ours.
    {"NoAnswer", Before::kProposed, kAccept, AsItIs, "", 400, "cannot be done with this link", Intro::STATE_PROPOSED},
    {"UnknownAnswer", Before::kProposed, kAccept, AsItIs, "do=maybe", 400, "cannot be done with this link",
     Intro::STATE_PROPOSED},
    {"UnknownReason", Before::kProposed, kAccept, AsItIs, "do=decline&reason=77", 400, "missing or too long",
     Intro::STATE_PROPOSED},
    {"ReasonInWords", Before::kProposed, kAccept, AsItIs, "do=decline&reason=none", 400, "missing or too long",
     Intro::STATE_PROPOSED},
    {"UnknownOutcome", Before::kAccepted, kAccept, AsItIs, "do=met&outcome=77", 400, "missing or too long",
     Intro::STATE_MUTUAL},
    {"NoOutcome", Before::kAccepted, kAccept, AsItIs, "do=met&outcome=0", 400, "missing or too long",
     Intro::STATE_MUTUAL},
    {"BrokenEscape", Before::kProposed, kAccept, AsItIs, "do=accept&note=%zz", 400, "could not be read",
     Intro::STATE_PROPOSED},
    {"NotUtf8", Before::kProposed, kAccept, AsItIs, "do=accept&note=%ff%fe", 400, "could not be read",
     Intro::STATE_PROPOSED},
    {"PassedOnWithoutAWord", Before::kProposed, kAccept, AsItIs, "do=pass_on&whom=cem", 400,
     "Please say in a line why them.", Intro::STATE_PROPOSED},
    {"PassedOnToNobody", Before::kProposed, kAccept, AsItIs, "do=pass_on&note=why", 400, "cannot be asked",
     Intro::STATE_PROPOSED},
    {"PassedOnToAStranger", Before::kProposed, kAccept, AsItIs, "do=pass_on&whom=dan&note=why", 409, "cannot be asked",
     Intro::STATE_PROPOSED},
    {"PassedOnToWhoIsNotThere", Before::kProposed, kAccept, AsItIs, "do=pass_on&whom=nobody&note=why", 409,
     "cannot be asked", Intro::STATE_PROPOSED},
    {"PassedOnToTheOther", Before::kProposed, kAccept, AsItIs, "do=pass_on&whom=ann&note=why", 400, "cannot be asked",
     Intro::STATE_PROPOSED},
    {"PassedOnToOneself", Before::kProposed, kAccept, AsItIs, "do=pass_on&whom=bob&note=why", 400, "cannot be asked",
     Intro::STATE_PROPOSED},
};

class LinkMisuseTest : public LinkTest, public testing::WithParamInterface<Misuse> {
 protected:
  void SetUp() override {
    LinkTest::SetUp();
    for (const char* id : {"ann", "bob", "cem", "dan"}) AddReachable(id);
    AddTie("bob", "cem");
    introduction_ = Propose("ann", {"bob"});
    message_ = Claim().messages(0);
    Invite({"dan"});
    another_ = LinkOf(Claim().messages(0), Link::ACTION_OPEN).token();
  }

  void Come(Before before) {
    v1::RespondToIntroductionRequest no;
    v1::WithdrawIntroductionRequest withdrawal;
    v1::UpdateMemberRequest pause;
    v1::DeleteMemberRequest erasure;
    switch (before) {
      case Before::kProposed:
        break;
      case Before::kAccepted:
        Accept(introduction_, "bob");
        break;
      case Before::kDeclined:
        no.set_name(introduction_);
        no.set_as_member(Name("bob"));
        no.mutable_decline();
        ASSERT_THAT(client_->RespondToIntroduction(no), IsGrpcOk());
        break;
      case Before::kWithdrawn:
        withdrawal.set_name(introduction_);
        withdrawal.set_as_member(Name("ann"));
        ASSERT_THAT(client_->WithdrawIntroduction(withdrawal), IsGrpcOk());
        break;
      case Before::kPaused:
        pause.set_speaker(v1::SPEAKER_MEMBER);
        pause.mutable_member()->set_name(Name("ann"));
        pause.mutable_member()->mutable_participation()->mutable_paused_until()->set_seconds(
            absl::ToUnixSeconds(clock_.Now() + absl::Hours(24 * 30)));
        pause.mutable_update_mask()->add_paths("participation.paused_until");
        ASSERT_THAT(client_->UpdateMember(pause), IsGrpcOk());
        AwaitEnd();
        break;
      case Before::kErased:
      case Before::kReaderLeft:
        erasure.set_name(Name(before == Before::kErased ? "ann" : "bob"));
        ASSERT_THAT(client_->DeleteMember(erasure), IsGrpcOk());
        AwaitEnd();
        break;
      case Before::kExpired:
        clock_.Advance(absl::Hours(24 * 10));
        AwaitEnd();
        break;
      case Before::kOld:
        clock_.Advance(absl::Hours(24 * 90));
        AwaitEnd();
        break;
    }
  }

  // Returns when the keeper has seen that it is over.
  void AwaitEnd() const {
    while (StateNow() == Intro::STATE_PROPOSED) {
    }
  }
  // As bob sees it, or, if he has left, the operator.
  Intro::State StateNow() const {
    v1::GetIntroductionRequest request;
    request.set_name(introduction_);
    request.set_as_member(Name("bob"));
    Intro seen;
    if (client_->GetIntroduction(request, &seen).ok()) return seen.state();
    request.clear_as_member();
    EXPECT_THAT(client_->GetIntroduction(request, &seen), IsGrpcOk());
    return seen.state();
  }

  std::string introduction_;
  Message message_;      // To bob.
  std::string another_;  // A token of dan's.
};

TEST_P(LinkMisuseTest, GetsAClearPageAndTheRightState) {
  const Misuse& misuse = GetParam();
  ASSERT_NO_FATAL_FAILURE(Come(misuse.before));
  const bool acts = misuse.status == 200 && misuse.form != nullptr && misuse.before == Before::kProposed;
  const int before = AuditCount(introduction_);
  const std::string path = absl::StrCat("/i/", misuse.mangle(LinkOf(message_, misuse.link).token(), another_));
  const std::string answer = misuse.form == nullptr ? Get(path) : Post(path, misuse.form);
  EXPECT_THAT(answer, StartsWith(absl::StrCat("HTTP/1.1 ", misuse.status, " ")));
  EXPECT_THAT(answer, HasSubstr("Content-Type: text/html; charset=utf-8"));
  EXPECT_THAT(answer, HasSubstr(misuse.says));
  EXPECT_EQ(StateNow(), misuse.after);
  if (!acts) {
    EXPECT_EQ(AuditCount(introduction_), before);
  }
  if (misuse.before != Before::kReaderLeft) {
    EXPECT_EQ(Contact("bob").mail(), v1::Contact::MAIL_UNSPECIFIED);
  }
}

INSTANTIATE_TEST_SUITE_P(All, LinkMisuseTest, testing::ValuesIn(kMisuses),
                         [](const testing::TestParamInfo<Misuse>& info) { return info.param.name; });

using LinkPathTest = LinkTest;

TEST_F(LinkPathTest, OtherPathsAndMethods) {
  AddReachable("ann");
  Invite();
  const std::string path = PathOf(Claim().messages(0), Link::ACTION_OPEN);
  for (const char* unknown : {"/", "/i/", "/i", "/x", "/i/../etc/passwd", "/i/%00", "/i/a/b", "*"}) {
    EXPECT_THAT(Get(unknown), StartsWith("HTTP/1.1 404")) << unknown;
  }
  for (const char* method : {"DELETE", "PUT", "OPTIONS", "BREW"}) {
    const std::string refused = HttpExchange(server_->http_address(),
                                             absl::StrCat(method, " ", path, " HTTP/1.1\r\nConnection: close\r\n\r\n"));
    EXPECT_THAT(refused, StartsWith("HTTP/1.1 405")) << method;
    EXPECT_THAT(refused, HasSubstr("Allow: GET, HEAD, POST")) << method;
  }
  const std::string head =
      HttpExchange(server_->http_address(), "HEAD " + path + " HTTP/1.1\r\nHost: weft\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(head, StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(head, testing::EndsWith("\r\n\r\n"));
  const std::string json = HttpExchange(
      server_->http_address(),
      "POST " + path +
          " HTTP/1.1\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
  EXPECT_THAT(json, StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(json, HasSubstr("could not be read"));
  EXPECT_EQ(Member("ann").participation().being_introduced(), v1::Participation::WORD_UNSPECIFIED);
}

}  // namespace
}  // namespace weft
