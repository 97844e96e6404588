#include "weft/matching/query_text.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace weft {
namespace {

// Taken off the front again and again, the longer of two that begin alike first.
constexpr absl::string_view kLeadIns[] = {
    "is there anybody ",
    "is there anyone ",
    "is there somebody ",
    "is there someone ",
    "does anybody ",
    "does anyone ",
    "i am looking for ",
    "i'm looking for ",
    "we are looking for ",
    "we're looking for ",
    "looking for ",
    "i would like to find ",
    "i need ",
    "we need ",
    "i want ",
    "please ",
    "find me ",
    "find ",
    "someone ",
    "somebody ",
    "anyone ",
    "anybody ",
    "a person ",
    "people ",
    "a member ",
    "members ",
    "who ",
    "that ",
    "knows about ",
    "know about ",
    "knows ",
    "know ",
    "can ",
    "could ",
    "would ",
    "is able to ",
    "are able to ",
    "help me with ",
    "help us with ",
    "helps with ",
    "help with ",
    "help me ",
    "help us ",
    "has ",
    "have ",
};

}  // namespace

std::string WithoutLeadIn(absl::string_view text) {
  absl::string_view rest = absl::StripAsciiWhitespace(text);
  for (bool taken = true; taken;) {
    taken = false;
    for (absl::string_view lead_in : kLeadIns) {
      if (rest.size() > lead_in.size() && absl::StartsWithIgnoreCase(rest, lead_in)) {
        rest = absl::StripLeadingAsciiWhitespace(rest.substr(lead_in.size()));
        taken = true;
      }
    }
  }
  while (absl::ConsumeSuffix(&rest, "?") || absl::ConsumeSuffix(&rest, ".")) {
  }
  return rest.empty() ? std::string(text) : std::string(rest);
}

}  // namespace weft
