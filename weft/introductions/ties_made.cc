#include "weft/introductions/ties_made.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "weft/base/clock.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

using Event = v1::IntroductionEvent;

v1::Tie TieOf(const std::string& a, const std::string& b, const std::string& kind) {
  v1::Tie tie;
  tie.set_member_a(a);
  tie.set_member_b(b);
  tie.set_kind(kind);
  return tie;
}

}  // namespace

std::vector<v1::Tie> TiesMadeBy(const LifeStep& step, absl::Time now) {
  const v1::Introduction& introduction = step.after.introduction;
  std::vector<v1::Tie> ties;
  if (step.Happened(Event::TYPE_MET)) {
    for (int a = 0; a < introduction.sides_size(); ++a) {
      for (int b = a + 1; b < introduction.sides_size(); ++b) {
        const v1::Introduction::Side& first = introduction.sides(a);
        const v1::Introduction::Side& second = introduction.sides(b);
        if (first.gone() || second.gone() || first.member().empty() || second.member().empty()) continue;
        ties.push_back(TieOf(first.member(), second.member(), "introduced by Weft"));
        *ties.back().mutable_last_contact() = TimestampOf(ToMicros(now));
      }
    }
  }
  for (const PutIntroductionMutation::Event& event : step.events) {
    if (event.type != Event::TYPE_ANSWERED) continue;
    for (const v1::Introduction::Side& side : introduction.sides()) {
      if (!absl::EndsWith(side.member(), absl::StrCat("/members/", event.member_id))) continue;
      if (side.decline().reason() != v1::Decline::REASON_ALREADY_ACQUAINTED) continue;
      for (const v1::Introduction::Side& other : introduction.sides()) {
        if (other.member().empty() || other.member() == side.member()) continue;
        ties.push_back(TieOf(side.member(), other.member(), "know each other"));
      }
    }
  }
  return ties;
}

}  // namespace weft
