#include "weft/introductions/first_question.h"

#include "absl/strings/str_cat.h"

namespace weft {
namespace {

const v1::Reason* FindReason(const v1::Introduction& introduction, v1::Reason::Type type) {
  for (const v1::Introduction::Side& side : introduction.sides()) {
    for (const v1::Reason& reason : side.reasons()) {
      if (reason.type() == type && !reason.own_phrase().empty()) return &reason;
    }
  }
  return nullptr;
}

std::string Quote(const std::string& phrase) { return absl::StrCat("“", phrase, "”"); }

std::string OfferMeetsNeed(const std::string& offer, const std::string& need) {
  if (offer == need) {
    return absl::StrCat("Where would help with ", Quote(need), " make the first difference, and how did it come to be ",
                        "something one of you can give?");
  }
  return absl::StrCat("What have you learned about ", Quote(offer), ", and where would help with ", Quote(need),
                      " make the first difference?");
}

}  // namespace

std::string FirstQuestion(const v1::Introduction& introduction) {
  if (!introduction.purpose().empty()) {
    return "What would each of you like to have tried together in a month from now?";
  }
  if (const v1::Reason* reason = FindReason(introduction, v1::Reason::TYPE_NEED_MET)) {
    return OfferMeetsNeed(reason->other_phrase().empty() ? reason->own_phrase() : reason->other_phrase(),
                          reason->own_phrase());
  }
  if (const v1::Reason* reason = FindReason(introduction, v1::Reason::TYPE_OFFER_WANTED)) {
    return OfferMeetsNeed(reason->own_phrase(),
                          reason->other_phrase().empty() ? reason->own_phrase() : reason->other_phrase());
  }
  if (const v1::Reason* reason = FindReason(introduction, v1::Reason::TYPE_SHARED_INTEREST)) {
    return absl::StrCat("What first drew each of you to ", Quote(reason->own_phrase()), "?");
  }
  if (const v1::Reason* reason = FindReason(introduction, v1::Reason::TYPE_SHARED_CIRCLE)) {
    return absl::StrCat("What brought each of you to ", Quote(reason->own_phrase()), "?");
  }
  return "What are you working on at the moment that somebody from elsewhere might see differently?";
}

}  // namespace weft
