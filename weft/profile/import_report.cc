#include "weft/profile/import_report.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "weft/base/limits.h"
#include "weft/base/quoted.h"

namespace weft {

void UnknownKeys::Add(absl::string_view key) {
  // Shortened and escaped at once: it is only ever shown.
  std::string shown = Quoted(key);
  shown = shown.substr(1, shown.size() - 2);
  auto found = counts_.find(shown);
  if (found != counts_.end()) {
    ++found->second;
  } else if (counts_.size() < kDistinctMax) {
    counts_.emplace(std::move(shown), 1);
  } else {
    ++other_count_;
  }
}

std::string UnknownKeys::ToString() const {
  std::vector<std::pair<std::string, int64_t>> sorted(counts_.begin(), counts_.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text = absl::StrJoin(sorted, ", ", [](std::string* out, const auto& entry) {
    absl::StrAppend(out, entry.first, " (", entry.second, ")");
  });
  if (other_count_ > 0) absl::StrAppend(&text, ", others (", other_count_, ")");
  return text;
}

void ImportReport::AddError(ImportError error) {
  ++error_count;
  if (errors.size() < kImportErrorsShownMax) errors.push_back(std::move(error));
}

void ImportReport::AddKept(Kept entry) {
  ++kept_count;
  if (kept.size() < kImportErrorsShownMax) kept.push_back(std::move(entry));
}

std::string ToLine(absl::string_view file, const ImportError& error) {
  return absl::StrCat(file, ":", error.line, ": ", error.field, error.field.empty() ? "" : ": ", error.description);
}

std::vector<std::string> ToLines(const ImportReport& report) {
  std::vector<std::string> lines;
  for (const ImportError& error : report.errors) lines.push_back(ToLine(report.file, error));
  if (report.error_count > static_cast<int64_t>(report.errors.size())) {
    const int64_t more = report.error_count - static_cast<int64_t>(report.errors.size());
    lines.push_back(absl::StrCat(report.file, ": ", more, more == 1 ? " more error" : " more errors"));
  }
  if (!report.read.unknown_keys.empty()) {
    lines.push_back(absl::StrCat(report.file, ": unknown keys: ", report.read.unknown_keys.ToString()));
  }
  for (const ImportReport::Kept& kept : report.kept) {
    lines.push_back(absl::StrCat(report.file, ": ", kept.member,
                                 ": kept what the member has set: ", absl::StrJoin(kept.fields, ", ")));
  }
  if (report.kept_count > static_cast<int64_t>(report.kept.size())) {
    lines.push_back(
        absl::StrCat(report.file, ": kept what ", report.kept_count - report.kept.size(), " more members have set"));
  }
  lines.push_back(absl::StrCat(report.file, ": ", report.read.row_count, " rows, ", report.read.bad_row_count,
                               " of them bad; ", report.created_count, " created, ", report.updated_count, " updated, ",
                               report.unchanged_count, " unchanged"));
  return lines;
}

}  // namespace weft
