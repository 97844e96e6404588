#include "service/descriptor_limit.h"

#include <sys/resource.h>

#include <algorithm>

namespace weft {
namespace {

// For the store, snapshots being opened, gRPC's own, and the standard ones.
constexpr rlim_t kBesideConnections = 200;

}  // namespace

int RaiseDescriptorLimit(int connections) {
  rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return connections;
  const rlim_t wanted = static_cast<rlim_t>(connections) + kBesideConnections;
  if (limit.rlim_cur < wanted) {
    rlimit raised = limit;
    raised.rlim_cur = std::min(wanted, limit.rlim_max);
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  if (limit.rlim_cur >= wanted) return connections;
  return limit.rlim_cur > kBesideConnections ? static_cast<int>(limit.rlim_cur - kBesideConnections) : 1;
}

}  // namespace weft
