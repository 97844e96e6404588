#include "cli/needs_a_hand_text.h"

#include "absl/strings/str_cat.h"
#include "cli/resource_argument.h"
#include "cli/text_table.h"
#include "cli/words.h"

namespace weft::cli {
namespace {

// What is missing, in a word or two: the sentence below it says more.
std::string CauseText(const v1::NeedsAHand& member) {
  switch (member.cause()) {
    case v1::NeedsAHand::CAUSE_NOBODY_PERMITTED:
      return "nobody to meet";
    case v1::NeedsAHand::CAUSE_PARTNERS_TAKEN:
      return "others came first";
    case v1::NeedsAHand::CAUSE_EMPTY_PROFILE:
      return "empty profile";
    case v1::NeedsAHand::CAUSE_NEED_UNMET:
      return absl::StrCat("nobody offers ", Quoted(member.phrase()));
    case v1::NeedsAHand::CAUSE_ODD_ONE:
      return "the odd one";
    case v1::NeedsAHand::CAUSE_NOT_REACHABLE:
      return "cannot be reached";
    default:
      return "not said why";
  }
}

}  // namespace

std::string NeedsAHandText(const google::protobuf::RepeatedPtrField<v1::NeedsAHand>& members) {
  std::string text;
  for (const v1::NeedsAHand& member : members) {
    absl::StrAppend(&text, "  ", NameAndId(member.display_name(), member.member()), ": ", CauseText(member));
    if (member.rounds_waited() > 0) {
      absl::StrAppend(&text, "; ", Counted(member.rounds_waited(), "round"), " without an introduction");
    }
    absl::StrAppend(&text, "\n");
    if (!member.what_would_help().empty()) {
      absl::StrAppend(&text, "      ", Printable(member.what_would_help()), "\n");
    }
  }
  return text;
}

}  // namespace weft::cli
