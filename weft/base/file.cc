#include "weft/base/file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "weft/base/error.h"
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace weft {
namespace {

absl::Status FileError(absl::string_view what, const std::string& path, int error) {
  std::string message = absl::StrCat("cannot ", what, " ", path, ": ", std::strerror(error));
  switch (error) {
    case ENOENT:
      return Error(absl::StatusCode::kNotFound, "FILE_NOT_FOUND", message, {{"path", path}});
    case ENOSPC:
    case EDQUOT:
      return Error(absl::StatusCode::kResourceExhausted, "DISK_FULL", message, {{"path", path}});
    case EACCES:
    case EPERM:
    case EROFS:
      return Error(absl::StatusCode::kPermissionDenied, "FILE_NOT_PERMITTED", message, {{"path", path}});
    default:
      return Error(absl::StatusCode::kInternal, "FILE_FAILED", message, {{"path", path}});
  }
}

absl::Status WriteAll(int fd, absl::string_view content, const std::string& path) {
  while (!content.empty()) {
    ssize_t n = write(fd, content.data(), content.size());
    if (n < 0) {
      if (errno == EINTR) continue;
      return FileError("write", path, errno);
    }
    content.remove_prefix(static_cast<size_t>(n));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return FileError("open", path, errno);
  absl::Cleanup closer = [fd] { close(fd); };
  std::string content;
  char buffer[1 << 16];
  for (;;) {
    ssize_t n = read(fd, buffer, sizeof(buffer));
    if (n < 0) {
      if (errno == EINTR) continue;
      return FileError("read", path, errno);
    }
    if (n == 0) return content;
    content.append(buffer, static_cast<size_t>(n));
  }
}

absl::Status WriteFileDurably(const std::string& path, absl::string_view content) {
  return WritePiecesDurably(path, absl::MakeConstSpan(&content, 1));
}

absl::Status WritePiecesDurably(const std::string& path, absl::Span<const absl::string_view> pieces) {
  int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return FileError("create", path, errno);
  absl::Cleanup closer = [fd] { close(fd); };
  for (absl::string_view piece : pieces) WEFT_RETURN_IF_ERROR(WriteAll(fd, piece, path));
  if (fsync(fd) != 0) return FileError("sync", path, errno);
  return absl::OkStatus();
}

absl::Status ReplaceFileDurably(const std::string& path, absl::string_view content) {
  const std::string temporary = absl::StrCat(path, ".new.", getpid());
  WEFT_RETURN_IF_ERROR(WriteFileDurably(temporary, content));
  if (std::rename(temporary.c_str(), path.c_str()) != 0) {
    int error = errno;
    unlink(temporary.c_str());
    return FileError("replace", path, error);
  }
  return SyncDirectory(std::filesystem::path(path).parent_path().string());
}

absl::Status SyncDirectory(const std::string& path) {
  const std::string folder = path.empty() ? "." : path;
  int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return FileError("open", folder, errno);
  absl::Cleanup closer = [fd] { close(fd); };
  if (fsync(fd) != 0) return FileError("sync", folder, errno);
  return absl::OkStatus();
}

absl::Status MakeDirectories(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return FileError("create the folder", path, error.value());
  return absl::OkStatus();
}

std::string Checksum(absl::string_view bytes) {
  XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return absl::StrFormat("%016x%016x", hash.high64, hash.low64);
}

absl::StatusOr<std::unique_ptr<MappedFile>> MappedFile::Open(const std::string& path) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return FileError("open", path, errno);
  absl::Cleanup closer = [fd] { close(fd); };
  struct stat info;
  if (fstat(fd, &info) != 0) return FileError("inspect", path, errno);
  if (!S_ISREG(info.st_mode)) {
    return Error(absl::StatusCode::kInvalidArgument, "NOT_A_FILE", absl::StrCat(path, " is not a regular file"),
                 {{"path", path}});
  }
  const size_t size = static_cast<size_t>(info.st_size);
  const void* data = "";
  if (size > 0) {
    data = mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
    if (data == MAP_FAILED) return FileError("map", path, errno);
  }
  return std::unique_ptr<MappedFile>(new MappedFile(path, data, size));
}

MappedFile::~MappedFile() {
  if (size_ > 0) munmap(const_cast<void*>(data_), size_);
}

absl::StatusOr<std::unique_ptr<FileLock>> FileLock::Acquire(const std::string& path) {
  int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return FileError("open", path, errno);
  if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
    int error = errno;
    char holder[256] = {};
    ssize_t n = pread(fd, holder, sizeof(holder) - 1, 0);
    close(fd);
    if (error != EWOULDBLOCK) return FileError("lock", path, error);
    absl::string_view who = n > 0 ? absl::StripAsciiWhitespace(absl::string_view(holder, n)) : "an unknown process";
    return Error(absl::StatusCode::kFailedPrecondition, "LOCKED",
                 absl::StrCat(path, " is held by ", who, "; stop it, or use another data directory"),
                 {{"path", path}, {"holder", std::string(who)}});
  }
  char host[256] = {};
  gethostname(host, sizeof(host) - 1);
  const std::string content = absl::StrCat("pid ", getpid(), " on ", host, "\n");
  if (ftruncate(fd, 0) != 0 || pwrite(fd, content.data(), content.size(), 0) < 0) {
    int error = errno;
    close(fd);
    return FileError("write", path, error);
  }
  return std::unique_ptr<FileLock>(new FileLock(fd));
}

FileLock::~FileLock() { close(fd_); }

}  // namespace weft
