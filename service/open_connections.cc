#include "service/open_connections.h"

#include <sys/stat.h>

#include <algorithm>

namespace weft {
namespace {

// 0 if it is not open.
uint64_t InodeOf(int fd) {
  struct stat status;
  return fstat(fd, &status) == 0 ? static_cast<uint64_t>(status.st_ino) : 0;
}

}  // namespace

void OpenConnections::Add(int fd) { sockets_.push_back({fd, InodeOf(fd)}); }

size_t OpenConnections::CountUpTo(size_t limit) {
  if (sockets_.size() < limit) return sockets_.size();
  sockets_.erase(std::remove_if(sockets_.begin(), sockets_.end(),
                                [](const Socket& socket) { return InodeOf(socket.fd) != socket.inode; }),
                 sockets_.end());
  return sockets_.size();
}

}  // namespace weft
