#include "weft/profile/line_reader.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "weft/base/error.h"

namespace weft {

absl::StatusOr<std::unique_ptr<std::istream>> OpenForReading(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return Error(absl::StatusCode::kInvalidArgument, "NOT_A_FILE", absl::StrCat("not a file: ", path),
                 {{"path", path}});
  }
  errno = 0;
  auto in = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (!in->is_open()) {
    const int error = errno;
    const bool missing = error == ENOENT;
    return Error(missing ? absl::StatusCode::kNotFound : absl::StatusCode::kInternal,
                 missing ? "FILE_NOT_FOUND" : "FILE_FAILED",
                 absl::StrCat("cannot open ", path, ": ", std::strerror(error)), {{"path", path}});
  }
  return std::unique_ptr<std::istream>(std::move(in));
}

bool LineReader::Fill() {
  if (!in_->good()) return false;
  in_->read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  begin_ = 0;
  end_ = static_cast<size_t>(in_->gcount());
  return end_ > 0;
}

bool LineReader::Next(Line* line) {
  if (begin_ == end_ && !Fill()) return false;
  ++number_;
  *line = Line();
  line->number = number_;
  line_.clear();
  bool ended = false;
  while (!ended && (begin_ < end_ || Fill())) {
    const char* start = buffer_.data() + begin_;
    const void* found = std::memchr(start, '\n', end_ - begin_);
    ended = found != nullptr;
    const size_t length = ended ? static_cast<const char*>(found) - start : end_ - begin_;
    begin_ += length + (ended ? 1 : 0);
    line->size += length;
    if (ended && line->size == length) {
      line->text = absl::string_view(start, length);  // Whole within the buffer: no copy.
    } else if (line->size <= bytes_max_ + 4) {        // Room for a byte order mark and CR.
      line_.append(start, length);
      line->text = line_;
    }
  }
  if (line->text.size() == line->size) {
    if (number_ == 1 && absl::ConsumePrefix(&line->text, "\xef\xbb\xbf")) line->size -= 3;
    if (absl::ConsumeSuffix(&line->text, "\r")) --line->size;
  }
  line->too_long = line->size > bytes_max_;
  if (line->too_long) line->text = absl::string_view();
  return true;
}

absl::Status LineReader::status() const {
  if (!in_->bad()) return absl::OkStatus();
  return Error(absl::StatusCode::kInternal, "FILE_FAILED", absl::StrCat("reading failed after line ", number_));
}

}  // namespace weft
