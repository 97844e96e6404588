#include "service/introduction_request.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/request_check.h"
#include "weft/base/clock.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/profile/field_check.h"
#include "weft/profile/phrase.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

using Side = v1::Introduction::Side;

constexpr absl::Duration kSnoozeMax = absl::Hours(24 * 731);
constexpr int kIntroducedMax = 3;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// Optional text, cleaned.
absl::StatusOr<std::string> Line(absl::string_view field, const std::string& text, size_t bytes_max = kLineBytesMax) {
  const absl::optional<std::string> problem = TextProblem(text, bytes_max);
  if (problem.has_value()) return InvalidField(field, *problem);
  return CleanText(text);
}

}  // namespace

absl::StatusOr<ProposalRequest> ParseProposal(const v1::ProposeIntroductionRequest& request, const Reader& speaker,
                                              const std::string& network) {
  ProposalRequest out;
  if (speaker.IsMember()) out.speaker = IdOf(speaker.member);
  const int fewest = speaker.IsMember() ? 1 : 2;
  if (request.members_size() < fewest || request.members_size() > kIntroducedMax) {
    return InvalidField(
        "members", absl::StrCat("has ", request.members_size(), " entries; expected ", fewest, " to ", kIntroducedMax));
  }
  for (int m = 0; m < request.members_size(); ++m) {
    const std::string field = absl::StrCat("members[", m, "]");
    WEFT_ASSIGN_OR_RETURN(const MemberName member, ParseMemberOf(network, request.members(m), field));
    if (member.member() == out.speaker) return InvalidField(field, "is the speaker");
    if (std::find(out.members.begin(), out.members.end(), member.member()) != out.members.end()) {
      return InvalidField(field, "is named twice");
    }
    out.members.push_back(member.member());
  }
  WEFT_ASSIGN_OR_RETURN(out.note, Line("note", request.note()));
  if (out.note.empty() && out.members.size() > 1) {
    return InvalidField("note", "is empty; who introduces others says why in a line");
  }
  WEFT_ASSIGN_OR_RETURN(out.purpose, Line("purpose", request.purpose(), kPurposeBytesMax));
  return out;
}

absl::StatusOr<ParsedAnswer> ParseAnswer(const v1::RespondToIntroductionRequest& request, const std::string& network,
                                         absl::Time now) {
  ParsedAnswer out;
  switch (request.answer_case()) {
    case v1::RespondToIntroductionRequest::kAccept: {
      out.answer.answer = Side::ANSWER_ACCEPTED;
      WEFT_ASSIGN_OR_RETURN(out.answer.note, Line("accept.note", request.accept().note()));
      break;
    }
    case v1::RespondToIntroductionRequest::kDecline: {
      out.answer.answer = Side::ANSWER_DECLINED;
      if (!v1::Decline::Reason_IsValid(request.decline().reason())) {
        return InvalidField("decline.reason", absl::StrCat("is ", request.decline().reason(), ", no known reason"));
      }
      out.answer.decline.set_reason(request.decline().reason());
      WEFT_ASSIGN_OR_RETURN(*out.answer.decline.mutable_comment(),
                            Line("decline.comment", request.decline().comment()));
      break;
    }
    case v1::RespondToIntroductionRequest::kSnooze: {
      out.answer.answer = Side::ANSWER_SNOOZED;
      if (!request.snooze().has_until()) break;
      FieldCheck check("snooze");
      check.Time("until", request.snooze().until());
      WEFT_RETURN_IF_ERROR(check.Result());
      out.answer.until = FromMicros(MicrosOf(request.snooze().until()));
      if (*out.answer.until <= now || *out.answer.until > now + kSnoozeMax) {
        return InvalidField("snooze.until", "is not between now and 2 years ahead");
      }
      break;
    }
    case v1::RespondToIntroductionRequest::kPassOn: {
      out.answer.answer = Side::ANSWER_PASSED_ON;
      WEFT_ASSIGN_OR_RETURN(const MemberName member,
                            ParseMemberOf(network, request.pass_on().member(), "pass_on.member"));
      if (member.ToString() == request.as_member()) return InvalidField("pass_on.member", "is the speaker");
      out.pass_on_member = member.member();
      WEFT_ASSIGN_OR_RETURN(out.pass_on_note, Line("pass_on.note", request.pass_on().note()));
      if (out.pass_on_note.empty()) return InvalidField("pass_on.note", "is empty; say in a line why them");
      break;
    }
    default:
      return InvalidField("answer", "is missing; expected accept, decline, snooze or pass_on");
  }
  return out;
}

absl::StatusOr<v1::Outcome> ParseOutcome(const v1::RecordOutcomeRequest& request, const std::string& network) {
  v1::Outcome out = request.outcome();
  out.clear_record_time();
  if (!v1::Outcome::Kind_IsValid(out.kind()) || out.kind() == v1::Outcome::KIND_UNSPECIFIED) {
    return InvalidField("outcome.kind", absl::StrCat("is ", out.kind(), ", no outcome"));
  }
  WEFT_ASSIGN_OR_RETURN(*out.mutable_lesson(), Line("outcome.lesson", out.lesson()));
  WEFT_ASSIGN_OR_RETURN(*out.mutable_collaborating_on(),
                        Line("outcome.collaborating_on", out.collaborating_on(), kPhraseBytesMax));
  if (!out.led_to().empty()) {
    WEFT_ASSIGN_OR_RETURN(const MemberName led_to, ParseMemberOf(network, out.led_to(), "outcome.led_to"));
    if (led_to.ToString() == request.as_member()) return InvalidField("outcome.led_to", "is the speaker");
  }
  return out;
}

}  // namespace weft
