#ifndef WEFT_BASE_FILE_H_
#define WEFT_BASE_FILE_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace weft {

// Reads a whole file. NOT_FOUND if it is missing; every error names the file.
absl::StatusOr<std::string> ReadFile(const std::string& path);

// Writes `content` and fsyncs the file (not its folder). Overwrites.
absl::Status WriteFileDurably(const std::string& path, absl::string_view content);
// The same with content that lies in pieces, so that large files need not be joined in memory first.
absl::Status WritePiecesDurably(const std::string& path, absl::Span<const absl::string_view> pieces);

// Replaces `path` by a temporary file beside it and rename, both fsynced: after a crash the old or the new content
// stands there, whole.
absl::Status ReplaceFileDurably(const std::string& path, absl::string_view content);

absl::Status SyncDirectory(const std::string& path);
absl::Status MakeDirectories(const std::string& path);

// XXH3-128 in 32 hexadecimal digits.
std::string Checksum(absl::string_view bytes);

// A file mapped for reading. Thread-safe once built.
class MappedFile {
 public:
  static absl::StatusOr<std::unique_ptr<MappedFile>> Open(const std::string& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  absl::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }
  const std::string& path() const { return path_; }

 private:
  MappedFile(std::string path, const void* data, size_t size) : path_(std::move(path)), data_(data), size_(size) {}
  const std::string path_;
  const void* const data_;
  const size_t size_;
};

// An exclusive flock on a file that holds pid and host of its owner; released when destroyed or when the process dies.
class FileLock {
 public:
  // FAILED_PRECONDITION with reason LOCKED, naming the holder, if another process has it.
  static absl::StatusOr<std::unique_ptr<FileLock>> Acquire(const std::string& path);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  explicit FileLock(int fd) : fd_(fd) {}
  const int fd_;
};

}  // namespace weft

#endif  // WEFT_BASE_FILE_H_
