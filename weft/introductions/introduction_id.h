#ifndef WEFT_INTRODUCTIONS_INTRODUCTION_ID_H_
#define WEFT_INTRODUCTIONS_INTRODUCTION_ID_H_

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "weft/base/random.h"

namespace weft {

// The id of an introduction that begins with the change of this number: each number gives another, and none says when
// or how many. A batch that makes several takes the numbers that its first events will have.
inline std::string IntroductionIdAt(int64_t change_sequence) {
  return absl::StrCat(absl::Hex(Random::Mix(static_cast<uint64_t>(change_sequence)), absl::kZeroPad16));
}

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_INTRODUCTION_ID_H_
