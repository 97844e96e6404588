#include "weft/introductions/deep_stack.h"

#include <pthread.h>

#include <cstring>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"

namespace weft {
namespace {

// Below this glibc's threads and their own needs do not fit well.
constexpr size_t kStackBytesMin = size_t{1} << 20;
constexpr size_t kPageBytes = 4096;

absl::Status NoDeepStack(size_t bytes, int error) {
  return Error(absl::StatusCode::kResourceExhausted, "NO_DEEP_STACK",
               absl::StrCat("no thread with a stack of ", bytes, " bytes: ", std::strerror(error)));
}

void* Run(void* work) {
  (*static_cast<const std::function<void()>*>(work))();
  return nullptr;
}

}  // namespace

absl::Status RunOnDeepStack(size_t bytes, const std::function<void()>& work) {
  bytes = (bytes / kPageBytes + 1) * kPageBytes + kStackBytesMin;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  int error = pthread_attr_setstacksize(&attributes, bytes);
  pthread_t thread;
  if (error == 0) {
    error = pthread_create(&thread, &attributes, &Run, const_cast<std::function<void()>*>(&work));
  }
  pthread_attr_destroy(&attributes);
  if (error != 0) return NoDeepStack(bytes, error);
  pthread_join(thread, nullptr);
  return absl::OkStatus();
}

}  // namespace weft
