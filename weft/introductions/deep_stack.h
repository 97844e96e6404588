#ifndef WEFT_INTRODUCTIONS_DEEP_STACK_H_
#define WEFT_INTRODUCTIONS_DEEP_STACK_H_

#include <cstddef>
#include <functional>

#include "absl/status/status.h"

namespace weft {

// Runs `work` on a thread of its own with a stack of at least `bytes`, and waits for it: for libraries that recurse as
// deep as their input is large. Memory is taken only as far as the stack is used.
// RESOURCE_EXHAUSTED (NO_DEEP_STACK) if the system has no room for such a thread; then `work` has not run.
absl::Status RunOnDeepStack(size_t bytes, const std::function<void()>& work);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_DEEP_STACK_H_
