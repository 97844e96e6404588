#include "cli/tie_record.h"

#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/text_table.h"
#include "cli/time_text.h"

namespace weft::cli {
namespace {

constexpr double kFirstUnixSecond = 1e6;            // Smaller numbers count periods.
constexpr double kLastUnixSecond = 253402300799.0;  // The end of the year 9999.

absl::Status Bad(absl::string_view field, absl::string_view text, absl::string_view expected) {
  return absl::InvalidArgumentError(absl::StrCat(field, ": '", Clipped(Printable(text), 40), "' is not ", expected));
}

std::string Cell(const std::vector<std::string>& cells, int column) {
  if (column < 0 || column >= cells.size()) return "";
  return std::string(absl::StripAsciiWhitespace(cells[column]));
}

}  // namespace

absl::StatusOr<std::vector<std::string>> SplitCsvLine(absl::string_view line) {
  std::vector<std::string> cells(1);
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == ',') {
      cells.emplace_back();
    } else if (line[i] == '"' && cells.back().empty()) {
      for (++i;; ++i) {
        if (i >= line.size()) return absl::InvalidArgumentError("a quoted field does not end on its line");
        if (line[i] != '"') {
          cells.back().push_back(line[i]);
        } else if (i + 1 < line.size() && line[i + 1] == '"') {
          cells.back().push_back(line[i++]);
        } else {
          break;
        }
      }
    } else {
      cells.back().push_back(line[i]);
    }
  }
  return cells;
}

absl::StatusOr<TieColumns> ParseTieHeader(absl::string_view line) {
  absl::StatusOr<std::vector<std::string>> cells = SplitCsvLine(line);
  if (!cells.ok()) return cells.status();
  TieColumns columns;
  for (int i = 0; i < cells->size(); ++i) {
    const std::string name = Cell(*cells, i);
    if (name == "a") columns.a = i;
    if (name == "b") columns.b = i;
    if (name == "weight") columns.weight = i;
    if (name == "time") columns.time = i;
    if (name == "kind") columns.kind = i;
  }
  if (columns.a < 0 || columns.b < 0) {
    return absl::InvalidArgumentError("the first line must name the columns, a and b at least: a,b,weight,time,kind");
  }
  return columns;
}

absl::StatusOr<v1::Tie> ParseTieLine(absl::string_view line, const TieColumns& columns, absl::string_view network) {
  absl::StatusOr<std::vector<std::string>> cells = SplitCsvLine(line);
  if (!cells.ok()) return cells.status();
  v1::Tie tie;
  tie.set_member_a(absl::StrCat(network, "/members/", Cell(*cells, columns.a)));
  tie.set_member_b(absl::StrCat(network, "/members/", Cell(*cells, columns.b)));
  tie.set_kind(Cell(*cells, columns.kind));
  const std::string weight = Cell(*cells, columns.weight);
  double value = 1;
  // Zero would be read as 1 by the API, where it means that no weight was given.
  if (!weight.empty() && (!absl::SimpleAtod(weight, &value) || !std::isfinite(value) || value <= 0)) {
    return Bad("weight", weight, "a finite number above 0");
  }
  tie.set_weight(value);
  const std::string time = Cell(*cells, columns.time);
  if (!time.empty()) {
    absl::Status status = SetTieTime(time, &tie);
    if (!status.ok()) return status;
  }
  return tie;
}

absl::Status SetTieTime(absl::string_view text, v1::Tie* tie) {
  double number = 0;
  if (absl::SimpleAtod(text, &number)) {
    if (number >= 0 && number < kFirstUnixSecond && number == std::floor(number)) {
      tie->set_period(static_cast<int64_t>(number));
      return absl::OkStatus();
    }
    if (number >= kFirstUnixSecond && number <= kLastUnixSecond) {
      *tie->mutable_last_contact() = ToProto(absl::UnixEpoch() + absl::Seconds(number));
      return absl::OkStatus();
    }
  } else if (absl::optional<absl::Time> time = ParseTimeText(text)) {
    *tie->mutable_last_contact() = ToProto(*time);
    return absl::OkStatus();
  }
  return Bad("time", text, "a date, a date-time, Unix seconds or the number of a period");
}

}  // namespace weft::cli
