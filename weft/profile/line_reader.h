#ifndef WEFT_PROFILE_LINE_READER_H_
#define WEFT_PROFILE_LINE_READER_H_

#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace weft {

// Opens a file for reading line by line. NOT_FOUND (FILE_NOT_FOUND), INVALID_ARGUMENT (NOT_A_FILE) for a folder, else
// FILE_FAILED; each names the file. Pipes are welcome.
absl::StatusOr<std::unique_ptr<std::istream>> OpenForReading(const std::string& path);

// Splits a stream into lines without ever holding more than one of the allowed length. Not thread-safe.
class LineReader {
 public:
  struct Line {
    int64_t number = 0;      // From 1.
    absl::string_view text;  // Without LF or CRLF, valid until the next call; empty if the line is too long.
    uint64_t size = 0;       // In bytes, also of a line too long.
    bool too_long = false;
  };

  // Lines above `bytes_max` are skipped. REQUIRES: `in` outlives the reader.
  LineReader(std::istream* in, size_t bytes_max) : in_(in), bytes_max_(bytes_max), buffer_(1 << 16) {}
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  // False at the end of the stream or when reading failed. A byte order mark before the first line is skipped; the
  // last line needs no line break.
  bool Next(Line* line);

  // OK unless the stream could not be read to its end.
  absl::Status status() const;

 private:
  bool Fill();

  std::istream* const in_;
  const size_t bytes_max_;
  std::vector<char> buffer_;
  size_t begin_ = 0;  // What is left of the buffer.
  size_t end_ = 0;
  std::string line_;  // A line that lies across two buffers.
  int64_t number_ = 0;
};

}  // namespace weft

#endif  // WEFT_PROFILE_LINE_READER_H_
