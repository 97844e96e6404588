#include "weft/profile/tie_reader.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/quoted.h"
#include "weft/profile/csv_reader.h"
#include "weft/profile/field_check.h"
#include "weft/profile/line_reader.h"
#include "weft/profile/profile.h"
#include "weft/profile/tie_time.h"

namespace weft {
namespace {

// Where the columns are; -1: the file has none.
struct Columns {
  int a = -1;
  int b = -1;
  int weight = -1;
  int time = -1;
  int kind = -1;
  size_t count = 0;

  // Reads the header. Returns what is wrong with it, or an empty string.
  std::string Find(const std::vector<std::string>& header) {
    count = header.size();
    const std::pair<absl::string_view, int*> known[] = {
        {"a", &a}, {"b", &b}, {"weight", &weight}, {"time", &time}, {"kind", &kind}};
    for (size_t i = 0; i < header.size(); ++i) {
      for (const auto& column : known) {
        if (header[i] != column.first) continue;
        if (*column.second >= 0) return absl::StrCat("the header names the column ", column.first, " twice");
        *column.second = static_cast<int>(i);
      }
    }
    if (a >= 0 && b >= 0) return "";
    const bool semicolons = header.size() == 1 && absl::StrContains(header[0], ';');
    return absl::StrCat("the header lacks the column ", a < 0 ? (b < 0 ? "a and the column b" : "a") : "b",
                        "; expected a,b and optionally weight,time,kind",
                        semicolons ? ", separated by commas, not semicolons" : "");
  }
};

// Remembers pairs, in either order or (directed) in each, and the line each was first seen in.
class SeenPairs {
 public:
  explicit SeenPairs(bool directed) : directed_(directed) {}

  // The line a pair was remembered with before, or else 0 after remembering it.
  int64_t FirstLine(const std::string& a, const std::string& b, int64_t line) {
    uint64_t low = OrdinalOf(a);
    uint64_t high = OrdinalOf(b);
    if (!directed_ && high < low) std::swap(low, high);
    auto inserted = lines_.emplace(high << 32 | low, line);
    return inserted.second ? 0 : inserted.first->second;
  }

 private:
  uint64_t OrdinalOf(const std::string& id) { return ordinals_.emplace(id, ordinals_.size()).first->second; }

  const bool directed_;
  absl::flat_hash_map<std::string, uint64_t> ordinals_;
  absl::flat_hash_map<uint64_t, int64_t> lines_;
};

// Turns the cells of a row into a tie, normalized and validated. INVALID_FIELD names columns.
absl::Status ToTie(const Columns& columns, const std::vector<std::string>& cells, const NetworkName& network,
                   v1::Tie* tie) {
  std::vector<FieldViolation> violations;
  auto fail = [&violations](absl::string_view column, const absl::Status& status) {
    for (FieldViolation& violation : ViolationsOf(status)) {
      violations.push_back({std::string(column), std::move(violation.description)});
    }
  };
  absl::StatusOr<MemberName> a = MemberName::FromIds(network.network(), cells[columns.a], "a");
  absl::StatusOr<MemberName> b = MemberName::FromIds(network.network(), cells[columns.b], "b");
  if (!a.ok()) fail("a", a.status());
  if (!b.ok()) fail("b", b.status());
  if (a.ok() && b.ok() && a->member() == b->member()) {
    violations.push_back({"b", absl::StrCat("is ", Quoted(b->member()), " as a is; a tie joins two members")});
  }
  if (columns.weight >= 0 && !cells[columns.weight].empty()) {
    double weight = 0;
    if (!absl::SimpleAtod(cells[columns.weight], &weight) || !std::isfinite(weight) || weight <= 0) {
      violations.push_back(
          {"weight", absl::StrCat("is ", Quoted(cells[columns.weight]), "; expected a finite number above 0")});
    } else {
      tie->set_weight(weight);
    }
  }
  if (columns.time >= 0 && !cells[columns.time].empty()) {
    absl::Status status = ParseTieTime(cells[columns.time], tie);
    if (!status.ok()) fail("time", status);
  }
  if (columns.kind >= 0) tie->set_kind(cells[columns.kind]);
  if (a.ok() && b.ok()) {
    tie->set_member_a(a->ToString());
    tie->set_member_b(b->ToString());
  }
  NormalizeTie(tie);
  if (violations.empty()) return ValidateTie(*tie, "");
  return InvalidFields(std::move(violations));
}

}  // namespace

absl::StatusOr<ReadSummary> ReadTies(std::istream* in, const NetworkName& network,
                                     const std::function<absl::Status(TieRow)>& on_tie,
                                     const std::function<void(ImportError)>& on_error,
                                     const TieReaderOptions& options) {
  ReadSummary summary;
  CsvReader records(in, kImportLineBytesMax);
  CsvReader::Record record;
  Columns columns;
  if (!records.Next(&record)) {
    WEFT_RETURN_IF_ERROR(records.status());
    on_error({1, "", "the file is empty; expected a header with a,b and optionally weight,time,kind"});
    return summary;
  }
  const std::string header_problem =
      record.problem.empty() ? columns.Find(record.cells) : absl::StrCat("the header ", record.problem);
  if (!header_problem.empty()) {
    on_error({record.line, "", header_problem});
    return summary;
  }

  SeenPairs pairs(options.directed);
  while (records.Next(&record)) {
    ++summary.row_count;
    TieRow row;
    row.line = record.line;
    std::vector<FieldViolation> violations;
    ImportError::Kind kind = ImportError::Kind::kMalformed;
    if (!record.problem.empty()) {
      violations.push_back({"", record.problem});
    } else if (record.cells.size() != columns.count) {
      violations.push_back({"", absl::StrCat("has ", record.cells.size(), record.cells.size() == 1 ? " cell" : " cells",
                                             "; the header has ", columns.count)});
    } else {
      violations = ViolationsOf(ToTie(columns, record.cells, network, &row.tie));
      const std::string& a = record.cells[columns.a];
      const std::string& b = record.cells[columns.b];
      row.reversed = b < a;
      // The one thing wrong is that both ends are the same, and that end is a good id.
      if (violations.size() == 1 && violations[0].field == "b" && a == b) kind = ImportError::Kind::kSelfTie;
    }
    if (violations.empty()) {
      const std::string& a = row.tie.member_a();
      const std::string& b = row.tie.member_b();
      const int64_t first = pairs.FirstLine(row.reversed ? b : a, row.reversed ? a : b, row.line);
      if (first > 0) kind = ImportError::Kind::kRepeatedPair;
      if (first > 0) violations.push_back({"", absl::StrCat("is the same pair as in line ", first)});
    }
    if (violations.empty()) {
      WEFT_RETURN_IF_ERROR(on_tie(std::move(row)));
      continue;
    }
    ++summary.bad_row_count;
    for (FieldViolation& violation : violations) {
      on_error({record.line, std::move(violation.field), std::move(violation.description), kind});
    }
  }
  WEFT_RETURN_IF_ERROR(records.status());
  return summary;
}

absl::StatusOr<ReadSummary> ReadTiesFile(const std::string& path, const NetworkName& network,
                                         const std::function<absl::Status(TieRow)>& on_tie,
                                         const std::function<void(ImportError)>& on_error,
                                         const TieReaderOptions& options) {
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<std::istream> in, OpenForReading(path));
  return ReadTies(in.get(), network, on_tie, on_error, options);
}

}  // namespace weft
