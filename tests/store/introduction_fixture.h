#ifndef WEFT_TESTS_STORE_INTRODUCTION_FIXTURE_H_
#define WEFT_TESTS_STORE_INTRODUCTION_FIXTURE_H_

#include <string>
#include <utility>
#include <vector>

#include "tests/store/store_fixture.h"

namespace weft {

inline std::string IntroductionPath(const std::string& id) { return absl::StrCat("networks/n/introductions/", id); }

// A new introduction of these members of network "n", proposed.
inline PutIntroductionMutation Introduce(const std::string& id, const std::vector<std::string>& members,
                                         v1::Introduction::State state = v1::Introduction::STATE_PROPOSED) {
  PutIntroductionMutation mutation;
  mutation.network = "n";
  v1::Introduction& introduction = mutation.introduction.introduction;
  introduction.set_name(IntroductionPath(id));
  introduction.set_state(state);
  introduction.set_origin(v1::Introduction::ORIGIN_ROUND);
  for (const std::string& member : members) introduction.add_sides()->set_member(MemberPath(member));
  mutation.introduction.sides.resize(members.size());
  mutation.events = {{v1::IntroductionEvent::TYPE_PROPOSED, "", ""}};
  return mutation;
}

// A change of an introduction that was read.
inline PutIntroductionMutation Change(StoredIntroduction introduction,
                                      std::vector<PutIntroductionMutation::Event> events) {
  PutIntroductionMutation mutation;
  mutation.network = "n";
  mutation.introduction = std::move(introduction);
  mutation.events = std::move(events);
  return mutation;
}

}  // namespace weft

#endif  // WEFT_TESTS_STORE_INTRODUCTION_FIXTURE_H_
