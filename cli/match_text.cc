#include "cli/match_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "cli/resource_argument.h"
#include "cli/text_table.h"

namespace weft::cli {
namespace {

using Recommended = v1::RecommendCollaboratorsResponse;

absl::string_view KindText(v1::Recommendation::Kind kind) {
  switch (kind) {
    case v1::Recommendation::KIND_STRONG_FIT:
      return "close match";
    case v1::Recommendation::KIND_WEAK_TIE:
      return "a wider circle";
    default:
      return "";
  }
}

absl::string_view ColdStartNote(Recommended::ColdStart cold_start) {
  switch (cold_start) {
    case Recommended::COLD_START_NO_TIES:
      return "No ties are known yet: interests, circles and organization decide.";
    case Recommended::COLD_START_NO_TEXT:
      return "The profile says nothing yet: circles, organization and ties decide.";
    case Recommended::COLD_START_NO_TIES_AND_NO_TEXT:
      return "Hardly anything is known yet: members of the same circles or organization, else members whom few others "
             "meet.";
    default:
      return "";
  }
}

absl::string_view ShortageNote(Recommended::ShortageReason reason) {
  switch (reason) {
    case Recommended::SHORTAGE_REASON_FIT_FLOOR:
      return "Fewer introductions into a wider circle than asked for: too few members out there fit well enough.";
    case Recommended::SHORTAGE_REASON_NO_OTHER_CLUSTER:
      return "Fewer introductions into a wider circle than asked for: the network has no other cluster.";
    case Recommended::SHORTAGE_REASON_NOBODY_ELIGIBLE:
      return "Fewer introductions into a wider circle than asked for: those out there cannot be recommended now.";
    default:
      return "";
  }
}

void AppendNote(absl::string_view note, std::string* text) {
  if (!note.empty()) absl::StrAppend(text, "Note: ", note, "\n");
}

void AppendReasons(const v1::Recommendation& recommendation, std::string* text) {
  for (const v1::Reason& reason : recommendation.reasons()) {
    absl::StrAppend(text, "    - ", Printable(reason.text()), "\n");
  }
}

absl::string_view AvailabilityText(v1::ExplainMatchResponse::Availability availability) {
  switch (availability) {
    case v1::ExplainMatchResponse::AVAILABILITY_AVAILABLE:
      return "can be recommended now";
    case v1::ExplainMatchResponse::AVAILABILITY_ALREADY_TIED:
      return "know each other already";
    case v1::ExplainMatchResponse::AVAILABILITY_NOT_NOW:
      return "cannot be recommended at present";
    default:
      return "not said";
  }
}

}  // namespace

std::string RecommendationsText(absl::string_view member, const Recommended& response) {
  std::string text = absl::StrCat("For ", ShortName(member), ":\n");
  AppendNote(ColdStartNote(response.cold_start()), &text);
  if (response.provisional_clusters()) {
    AppendNote("There are no ties to find clusters in: circles, organizations and interests stand in for them.", &text);
  }
  AppendNote(ShortageNote(response.shortage_reason()), &text);
  if (response.recommendations().empty()) return text + "Nobody can be recommended at present.\n";
  int number = 0;
  for (const v1::Recommendation& recommendation : response.recommendations()) {
    absl::StrAppendFormat(&text, "%2d. %s [%s] %s\n", ++number,
                          NameOrId(recommendation.display_name(), recommendation.member()),
                          KindText(recommendation.kind()), Printable(ShortName(recommendation.member())));
    AppendReasons(recommendation, &text);
  }
  return text;
}

std::string SearchText(const v1::SearchMembersResponse& response) {
  if (response.results().empty()) return "Nobody was found.\n";
  std::string text;
  int number = 0;
  for (const v1::SearchMembersResponse::Result& result : response.results()) {
    absl::StrAppendFormat(&text, "%2d. %s %s\n", ++number, NameOrId(result.display_name(), result.member()),
                          Printable(ShortName(result.member())));
    if (!result.phrases().empty()) {
      absl::StrAppend(&text, "    ", Printable(absl::StrJoin(result.phrases(), "; ")), "\n");
    }
  }
  return text;
}

std::string ExplanationText(absl::string_view member, absl::string_view other,
                            const v1::ExplainMatchResponse& response) {
  const v1::Recommendation& recommendation = response.recommendation();
  std::string text =
      absl::StrCat(ShortName(member), " and ", NameOrId(recommendation.display_name(), std::string(other)), " [",
                   KindText(recommendation.kind()).empty() ? "no kind" : KindText(recommendation.kind()), "] ",
                   ShortName(other), "\n");
  AppendReasons(recommendation, &text);
  absl::StrAppend(&text, "  now: ", AvailabilityText(response.availability()), "\n");
  absl::StrAppendFormat(&text, "  fit for the first %.2f, for the second %.2f\n", response.fit_for_member(),
                        response.fit_for_other());
  absl::StrAppend(&text, "  acquaintances in common: ", response.mutual_tie_count(), "\n");
  absl::StrAppend(&text, "  wider circle: ",
                  response.crosses_clusters() ? "yes, no cluster, circle or organization in common" : "no", "\n");
  return text;
}

}  // namespace weft::cli
