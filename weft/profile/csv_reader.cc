#include "weft/profile/csv_reader.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace weft {
namespace {

// Reads a record line by line.
class RecordParser {
 public:
  explicit RecordParser(std::vector<std::string>* cells) : cells_(cells) {}

  // Takes the record's next line. Returns what is wrong, or an empty string.
  std::string Take(absl::string_view text) {
    if (in_quotes_) cell_.push_back('\n');
    size_t i = 0;
    for (;;) {
      if (in_quotes_) {
        const size_t quote = text.find('"', i);
        cell_.append(text.data() + i, (quote == absl::string_view::npos ? text.size() : quote) - i);
        if (quote == absl::string_view::npos) return "";
        if (quote + 1 < text.size() && text[quote + 1] == '"') {
          cell_.push_back('"');
          i = quote + 2;
          continue;
        }
        in_quotes_ = false;
        size_t after = quote + 1;
        while (after < text.size() && IsBlank(text[after])) ++after;
        if (after < text.size() && text[after] != ',') return "has text after a closing quote";
        cells_->push_back(std::move(cell_));
        cell_.clear();
        if (after == text.size()) return "";
        i = after + 1;
      }
      while (i < text.size() && IsBlank(text[i])) ++i;
      if (i < text.size() && text[i] == '"') {
        in_quotes_ = true;
        ++i;
        continue;
      }
      const size_t comma = text.find(',', i);
      const absl::string_view cell = absl::StripAsciiWhitespace(text.substr(i, comma - i));
      if (cell.find('"') != absl::string_view::npos) return "has a quote inside an unquoted cell";
      cells_->emplace_back(cell);
      if (comma == absl::string_view::npos) return "";
      i = comma + 1;
    }
  }

  bool in_quotes() const { return in_quotes_; }

 private:
  static bool IsBlank(char c) { return c == ' ' || c == '\t'; }

  std::vector<std::string>* const cells_;
  std::string cell_;
  bool in_quotes_ = false;
};

}  // namespace

bool CsvReader::LookAhead(size_t count) {
  LineReader::Line line;
  while (ahead_.size() < count) {
    if (!lines_.Next(&line)) return false;
    ahead_.push_back({line.number, line.size, line.too_long, std::string(line.text)});
  }
  return true;
}

bool CsvReader::Next(Record* record) {
  *record = Record();
  for (;; ahead_.pop_front()) {
    if (!LookAhead(1)) return false;
    if (ahead_[0].too_long || !absl::StripAsciiWhitespace(ahead_[0].text).empty()) break;
  }
  record->line = ahead_[0].number;
  size_t line_count = 1;
  uint64_t size = ahead_[0].size;
  RecordParser parser(&record->cells);
  if (size <= bytes_max_) record->problem = parser.Take(ahead_[0].text);
  while (record->problem.empty() && size <= bytes_max_ && parser.in_quotes()) {
    if (!LookAhead(line_count + 1)) {
      record->problem = "has a quote that is never closed";
      break;
    }
    size += ahead_[line_count].size + 1;
    if (size <= bytes_max_) record->problem = parser.Take(ahead_[line_count].text);
    ++line_count;
  }
  if (size > bytes_max_) {
    record->problem = line_count == 1 ? absl::StrCat("is ", size, " bytes long; at most ", bytes_max_, " are allowed")
                                      : absl::StrCat("has a quote that is not closed within ", bytes_max_, " bytes");
  }
  if (!record->problem.empty()) {
    record->cells.clear();
    line_count = 1;
  }
  ahead_.erase(ahead_.begin(), ahead_.begin() + static_cast<std::ptrdiff_t>(line_count));
  return true;
}

}  // namespace weft
