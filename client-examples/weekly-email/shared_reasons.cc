#include "client-examples/weekly-email/shared_reasons.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client-examples/weekly-email/sides.h"
#include "client-examples/weekly-email/wording.h"

namespace weft::weekly_email {
namespace {

constexpr size_t kReasonsMax = 4;

// One of two people, and the phrase of their profile that a reason rests on.
struct Part {
  std::string name;
  std::string phrase;
};

std::string LooksForAndOffers(const Part& seeker, const Part& giver) {
  if (seeker.phrase == giver.phrase) {
    return absl::StrCat(seeker.name, " is looking for “", seeker.phrase, "”, which ", giver.name, " can offer.");
  }
  return absl::StrCat(seeker.name, " is looking for “", seeker.phrase, "”; ", giver.name, " can offer “", giver.phrase,
                      "”.");
}

std::string CareAbout(const Part& first, const Part& second) {
  if (first.phrase == second.phrase) return absl::StrCat("You share an interest in “", first.phrase, "”.");
  return absl::StrCat(first.name, " cares about “", first.phrase, "”, ", second.name, " about “", second.phrase, "”.");
}

// `is_first`: whether `own` stands first in the letter, so that both ends of a reason read alike. Empty: nothing that
// all can read.
std::string ForAll(const v1::Reason& reason, const Part& own, const Part& other, bool is_first) {
  const bool has_phrases = !own.phrase.empty() && !other.phrase.empty();
  switch (reason.type()) {
    case v1::Reason::TYPE_NEED_MET:
      return has_phrases ? LooksForAndOffers(own, other) : "";
    case v1::Reason::TYPE_OFFER_WANTED:
      return has_phrases ? LooksForAndOffers(other, own) : "";
    case v1::Reason::TYPE_SHARED_INTEREST:
      if (!has_phrases) return "";
      return is_first ? CareAbout(own, other) : CareAbout(other, own);
    case v1::Reason::TYPE_SHARED_CIRCLE:
    case v1::Reason::TYPE_SHARED_ORGANIZATION:
    case v1::Reason::TYPE_MUTUAL_ACQUAINTANCES:
      return reason.text();  // "You are both in the circle …" is true for whoever reads it.
    default:
      return "";
  }
}

}  // namespace

std::vector<std::string> SharedReasons(const v1::Introduction& introduction) {
  std::vector<std::string> shared;
  const std::vector<const v1::Introduction::Side*> sides = OtherSides(introduction, "");
  // In a group a reason does not say which of the others it is about.
  if (sides.size() != 2) return shared;
  for (size_t i = 0; i < 2; ++i) {
    for (const v1::Reason& reason : sides[i]->reasons()) {
      const Part own = {ShortName(sides[i]->display_name()), reason.own_phrase()};
      const Part other = {ShortName(sides[1 - i]->display_name()), reason.other_phrase()};
      std::string text = ForAll(reason, own, other, i == 0);
      const bool is_known = std::find(shared.begin(), shared.end(), text) != shared.end();
      if (!text.empty() && !is_known && shared.size() < kReasonsMax) shared.push_back(std::move(text));
    }
  }
  return shared;
}

}  // namespace weft::weekly_email
