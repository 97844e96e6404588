#include "weft/matching/query_text.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"

namespace weft {
namespace {

// The words that only ask stand in front, in this order: "please find me | someone | who can | help with | …". In each
// list the longer of two that begin alike comes first.
constexpr absl::string_view kOpenings[] = {
    "hello ",
    "hi ",
    "please ",
    "is there ",
    "are there ",
    "does ",
    "do you know of ",
    "do you know ",
    "can you find ",
    "could you find ",
    "i am looking for ",
    "i'm looking for ",
    "we are looking for ",
    "we're looking for ",
    "looking for ",
    "i am searching for ",
    "searching for ",
    "in search of ",
    "in need of ",
    "i would like to find ",
    "i would like ",
    "i'd like to find ",
    "we would like to find ",
    "i need to find ",
    "we need to find ",
    "i need ",
    "we need ",
    "i want to find ",
    "i want ",
    "we want ",
    "find me ",
    "find us ",
    "find ",
    "show me ",
    "wanted: ",
    "needed: ",
};

constexpr absl::string_view kPersons[] = {
    "someone else ", "someone ",  "somebody ", "anyone else ", "anyone ", "anybody ",  "a person ", "people ",
    "persons ",      "a member ", "members ",  "folks ",       "those ",  "who else ", "who ",
};

// What joins a person to the matter. Only after a person: "can sealing" and "members' meetings" are matters.
constexpr absl::string_view kJoints[] = {
    "who's ",
    "who is ",
    "who are ",
    "that is ",
    "who ",
    "that ",
    "which ",
    "is able to ",
    "are able to ",
    "able to ",
    "is willing to ",
    "are willing to ",
    "willing to ",
    "can ",
    "could ",
    "would ",
    "might ",
    "will ",
    "knows a lot about ",
    "knows about ",
    "know about ",
    "knows how to ",
    "know how to ",
    "knows ",
    "know ",
    "has experience with ",
    "has experience in ",
    "has experience of ",
    "have experience with ",
    "have experience in ",
    "with experience in ",
    "with experience of ",
    "with experience with ",
    "experienced in ",
    "experienced with ",
    "is good at ",
    "are good at ",
    "good at ",
    "good with ",
    "skilled in ",
    "interested in ",
    "is ",
    "has ",
    "have ",
    "offers ",
    "does ",
    "do ",
    "to ",
    "with ",
    "for ",
};

constexpr absl::string_view kModals[] = {"can ", "could ", "would "};

constexpr absl::string_view kHelps[] = {
    "help me out with ", "help me with ",   "help us with ",   "help me to ",  "help us to ",      "help me ",
    "help us ",          "helps with ",     "helping with ",   "help with ",   "help in ",         "help on ",
    "help to ",          "assist me with ", "assist us with ", "assist with ", "support me with ", "support us with ",
};

// Takes the first of `words` that the text begins with off it, unless nothing would be left.
bool Take(absl::Span<const absl::string_view> words, absl::string_view* text) {
  for (absl::string_view word : words) {
    if (text->size() > word.size() && absl::StartsWithIgnoreCase(*text, word)) {
      *text = absl::StripLeadingAsciiWhitespace(text->substr(word.size()));
      return true;
    }
  }
  return false;
}

// A person and what joins it to the matter. "people" alone is a matter too ("people management"): a person counts only
// if something joins it.
void TakePerson(absl::string_view* text) {
  absl::string_view rest = *text;
  if (!Take(kPersons, &rest)) return;
  absl::string_view joined = rest;
  bool any = absl::StartsWithIgnoreCase(*text, "who ");
  while (Take(kJoints, &joined)) any = true;
  if (any) *text = joined;
}

}  // namespace

std::string WithoutLeadIn(absl::string_view text) {
  absl::string_view rest = absl::StripAsciiWhitespace(text);
  while (absl::ConsumeSuffix(&rest, "?") || absl::ConsumeSuffix(&rest, ".") || absl::ConsumeSuffix(&rest, "!") ||
         absl::ConsumeSuffix(&rest, " ")) {
  }
  if (absl::EndsWithIgnoreCase(rest, " please")) rest.remove_suffix(7);
  while (Take(kOpenings, &rest)) {
  }
  // "Can anybody …", "could someone …": the verb belongs to the question.
  absl::string_view asked = rest;
  if (Take(kModals, &asked) && Take(kPersons, &asked)) {
    rest = asked;
  } else {
    TakePerson(&rest);
  }
  Take(kHelps, &rest);
  return rest.empty() ? std::string(text) : std::string(rest);
}

}  // namespace weft
