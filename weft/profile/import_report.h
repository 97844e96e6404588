#ifndef WEFT_PROFILE_IMPORT_REPORT_H_
#define WEFT_PROFILE_IMPORT_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace weft {

// One thing wrong in a file people brought. A bad line may have several.
struct ImportError {
  // Beside what is malformed: rows that are whole and say nothing new. Who measures counts these and goes on.
  enum class Kind { kMalformed, kSelfTie, kRepeatedPair };
  int64_t line = 0;         // From 1.
  std::string field;        // As the file names it: "skills[3]"; empty if it is the whole line.
  std::string description;  // "is 512 bytes long; at most 200 are allowed"
  Kind kind = Kind::kMalformed;
};

// Keys that no field has, and how often each occurred.
class UnknownKeys {
 public:
  // So many are told apart; further ones are counted together, so that a hostile file cannot fill the memory.
  static constexpr size_t kDistinctMax = 100;

  void Add(absl::string_view key);
  bool empty() const { return counts_.empty(); }
  const std::map<std::string, int64_t>& counts() const { return counts_; }
  int64_t other_count() const { return other_count_; }
  // "packages (2752), title (3)": the most frequent first, then by name.
  std::string ToString() const;

 private:
  std::map<std::string, int64_t> counts_;
  int64_t other_count_ = 0;
};

// What a reader says about a file when it is done. Blank lines are no rows.
struct ReadSummary {
  int64_t row_count = 0;
  int64_t bad_row_count = 0;
  UnknownKeys unknown_keys;
};

// What an import did with one file. A plain value, not thread-safe. Errors and kept fields are listed up to
// kImportErrorsShownMax each and counted beyond.
struct ImportReport {
  struct Kept {
    std::string member;  // Id.
    std::vector<std::string> fields;
  };

  std::string file;  // As the lines of the report name it: "members.jsonl".
  ReadSummary read;
  int64_t created_count = 0;
  int64_t updated_count = 0;
  int64_t unchanged_count = 0;
  std::vector<ImportError> errors;
  int64_t error_count = 0;  // With those not listed.
  std::vector<Kept> kept;
  int64_t kept_count = 0;  // With those not listed.

  void AddError(ImportError error);
  void AddKept(Kept entry);
};

// "members.jsonl:17: offers[3]: is 512 bytes long; at most 200 are allowed"
std::string ToLine(absl::string_view file, const ImportError& error);

// The report in lines without line breaks: errors, the warning about unknown keys, what was kept, and the counts last.
std::vector<std::string> ToLines(const ImportReport& report);

}  // namespace weft

#endif  // WEFT_PROFILE_IMPORT_REPORT_H_
