#include "client-examples/weekly-email/letter_choice.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "client-examples/weekly-email/did_you_meet.h"
#include "client-examples/weekly-email/introducer_request.h"
#include "client-examples/weekly-email/invitation.h"
#include "client-examples/weekly-email/mutual.h"
#include "client-examples/weekly-email/proposal.h"
#include "client-examples/weekly-email/recipient_links.h"
#include "client-examples/weekly-email/sides.h"
#include "client-examples/weekly-email/still_welcome.h"
#include "client-examples/weekly-email/weekly.h"

namespace weft::weekly_email {
namespace {

using Kind = v1::Message;

absl::Status Lacks(const v1::Message& message, absl::string_view what) {
  return absl::InternalError(absl::StrCat(message.name(), " (", KindName(message.kind()), ") has no ", what));
}

// Every proposal needs somebody to meet, and a link that says yes.
absl::Status CheckProposals(const v1::Message& message) {
  for (int i = 0; i < message.proposals_size(); ++i) {
    if (OtherSides(message.proposals(i), message.recipients(0).member()).empty()) return Lacks(message, "one to meet");
    if (ProposalLinkUrl(message, v1::Link::ACTION_ACCEPT, i).empty()) return Lacks(message, "link to say yes");
  }
  return absl::OkStatus();
}

absl::Status CheckContent(const v1::Message& message) {
  if (message.recipients_size() == 0) return Lacks(message, "recipient");
  if (message.recipients_size() > 1 && message.kind() != Kind::KIND_MUTUAL) return Lacks(message, "single recipient");
  switch (message.kind()) {
    case Kind::KIND_INVITATION:
      if (!message.has_invitation()) return Lacks(message, "invitation");
      return LinkUrl(message, v1::Link::ACTION_AGREE).empty() ? Lacks(message, "link to say yes") : absl::OkStatus();
    case Kind::KIND_PROPOSAL:
    case Kind::KIND_REMINDER:
    case Kind::KIND_INTRODUCER_REQUEST:
      return message.proposals_size() != 1 ? Lacks(message, "single proposal") : CheckProposals(message);
    case Kind::KIND_WEEKLY:
      return CheckProposals(message);
    case Kind::KIND_MUTUAL:
      return message.has_mutual() ? absl::OkStatus() : Lacks(message, "introduction");
    case Kind::KIND_DID_YOU_MEET:
      if (!message.has_mutual()) return Lacks(message, "introduction");
      return LinkUrl(message, v1::Link::ACTION_MET).empty() ? Lacks(message, "link to say yes") : absl::OkStatus();
    case Kind::KIND_STILL_WELCOME:
      return LinkUrl(message, v1::Link::ACTION_GO_ON).empty() ? Lacks(message, "link to say yes") : absl::OkStatus();
    default:
      return Lacks(message, "letter");
  }
}

}  // namespace

std::vector<v1::Message::Kind> LetterKinds() {
  return {Kind::KIND_INVITATION, Kind::KIND_PROPOSAL,     Kind::KIND_REMINDER, Kind::KIND_INTRODUCER_REQUEST,
          Kind::KIND_MUTUAL,     Kind::KIND_DID_YOU_MEET, Kind::KIND_WEEKLY,   Kind::KIND_STILL_WELCOME};
}

std::string KindName(v1::Message::Kind kind) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(absl::StripPrefix(v1::Message::Kind_Name(kind), "KIND_")),
                             {{"_", "-"}});
}

absl::StatusOr<Letter> LetterFor(const v1::Message& message) {
  absl::Status status = CheckContent(message);
  if (!status.ok()) return status;
  switch (message.kind()) {
    case Kind::KIND_INVITATION:
      return InvitationLetter(message);
    case Kind::KIND_PROPOSAL:
      return ProposalLetter(message);
    case Kind::KIND_REMINDER:
      return ReminderLetter(message);
    case Kind::KIND_INTRODUCER_REQUEST:
      return IntroducerRequestLetter(message);
    case Kind::KIND_MUTUAL:
      return MutualLetter(message);
    case Kind::KIND_DID_YOU_MEET:
      return DidYouMeetLetter(message);
    case Kind::KIND_WEEKLY:
      return WeeklyLetter(message);
    default:
      return StillWelcomeLetter(message);
  }
}

}  // namespace weft::weekly_email
