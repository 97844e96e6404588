#ifndef WEFT_SERVICE_OPEN_CONNECTIONS_H_
#define WEFT_SERVICE_OPEN_CONNECTIONS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace weft {

// Counts sockets that were given away and are closed by their new owner, who does not say when. Costs no descriptor:
// a socket has an inode number of its own, so a descriptor that now has another was closed. Not thread-safe.
class OpenConnections {
 public:
  // REQUIRES: `fd` is an open socket of the caller's.
  void Add(int fd);
  // How many are open still, at most; with fewer than `limit` added since the last look, nothing is looked up.
  // O(open) otherwise, about 1 µs each.
  size_t CountUpTo(size_t limit);

 private:
  struct Socket {
    int fd = -1;
    uint64_t inode = 0;
  };
  std::vector<Socket> sockets_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_OPEN_CONNECTIONS_H_
