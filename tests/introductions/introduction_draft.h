#ifndef WEFT_TESTS_INTRODUCTIONS_INTRODUCTION_DRAFT_H_
#define WEFT_TESTS_INTRODUCTIONS_INTRODUCTION_DRAFT_H_

#include <string>
#include <vector>

#include "weft/introductions/life_cycle.h"

namespace weft {

// Of network "n"; members "a", "b" … have the keys 1, 2 …
std::string PersonName(const std::string& id);
int64_t PersonKey(const std::string& id);

// An introduction of these members by a round, not yet proposed.
StoredIntroduction Draft(const std::vector<std::string>& members);
// The same, asked.
StoredIntroduction Asked(const std::vector<std::string>& members, const Moment& moment);

// Carries out a step that must succeed, as the store would: with the next version.
StoredIntroduction Next(const absl::StatusOr<LifeStep>& step);

SideAnswer Yes(const std::string& note = "");
SideAnswer No(v1::Decline::Reason reason = v1::Decline::REASON_UNSPECIFIED);
SideAnswer NotNow();
SideAnswer NotNow(absl::Time until);
v1::Outcome OutcomeOf(v1::Outcome::Kind kind, const std::string& lesson = "");

// Both sides have said yes.
StoredIntroduction BothYes(const Moment& moment);

}  // namespace weft

#endif  // WEFT_TESTS_INTRODUCTIONS_INTRODUCTION_DRAFT_H_
