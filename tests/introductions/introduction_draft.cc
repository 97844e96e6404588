#include "tests/introductions/introduction_draft.h"

#include "absl/strings/str_cat.h"
#include "tests/testing/status_matchers.h"

namespace weft {

std::string PersonName(const std::string& id) { return absl::StrCat("networks/n/members/", id); }
int64_t PersonKey(const std::string& id) { return id[0] - 'a' + 1; }

StoredIntroduction Draft(const std::vector<std::string>& members) {
  StoredIntroduction stored;
  stored.key = 9;
  stored.introduction.set_name("networks/n/introductions/i1");
  stored.introduction.set_origin(v1::Introduction::ORIGIN_ROUND);
  for (const std::string& member : members) {
    stored.introduction.add_sides()->set_member(PersonName(member));
    StoredIntroduction::Side side;
    side.member_key = PersonKey(member);
    stored.sides.push_back(side);
  }
  return stored;
}

StoredIntroduction Asked(const std::vector<std::string>& members, const Moment& moment) {
  return Next(Propose(Draft(members), /*ask_introducer=*/false, moment));
}

StoredIntroduction Next(const absl::StatusOr<LifeStep>& step) {
  EXPECT_OK(step);
  if (!step.ok()) return {};
  StoredIntroduction after = step->after;
  ++after.version;
  return after;
}

SideAnswer Yes(const std::string& note) {
  SideAnswer answer;
  answer.answer = v1::Introduction::Side::ANSWER_ACCEPTED;
  answer.note = note;
  return answer;
}

SideAnswer No(v1::Decline::Reason reason) {
  SideAnswer answer;
  answer.answer = v1::Introduction::Side::ANSWER_DECLINED;
  answer.decline.set_reason(reason);
  return answer;
}

SideAnswer NotNow() {
  SideAnswer answer;
  answer.answer = v1::Introduction::Side::ANSWER_SNOOZED;
  return answer;
}

SideAnswer NotNow(absl::Time until) {
  SideAnswer answer = NotNow();
  answer.until = until;
  return answer;
}

v1::Outcome OutcomeOf(v1::Outcome::Kind kind, const std::string& lesson) {
  v1::Outcome outcome;
  outcome.set_kind(kind);
  outcome.set_lesson(lesson);
  return outcome;
}

StoredIntroduction BothYes(const Moment& moment) {
  StoredIntroduction introduction = Asked({"a", "b"}, moment);
  introduction = Next(Answer(introduction, 0, Yes(), true, moment));
  return Next(Answer(introduction, 1, Yes(), true, moment));
}

}  // namespace weft
