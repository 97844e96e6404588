#include "weft/profile/member_reader.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/quoted.h"
#include "weft/profile/field_check.h"
#include "weft/profile/line_reader.h"
#include "weft/profile/member_row.h"

namespace weft {
namespace {

constexpr size_t kUnknownKeysNamedPerRow = 10;

std::vector<FieldViolation> UnknownKeyViolations(const std::vector<std::string>& keys) {
  std::vector<FieldViolation> violations;
  for (size_t i = 0; i < keys.size() && i < kUnknownKeysNamedPerRow; ++i) {
    violations.push_back({"", absl::StrCat("has an unknown key ", Quoted(keys[i]))});
  }
  if (keys.size() > kUnknownKeysNamedPerRow) {
    violations.push_back({"", absl::StrCat("has ", keys.size() - kUnknownKeysNamedPerRow, " more unknown keys")});
  }
  return violations;
}

}  // namespace

absl::StatusOr<ReadSummary> ReadMembers(std::istream* in, const NetworkName& network,
                                        const MemberReaderOptions& options,
                                        const std::function<absl::Status(MemberRow)>& on_member,
                                        const std::function<void(ImportError)>& on_error) {
  ReadSummary summary;
  absl::flat_hash_map<std::string, int64_t> first_lines;  // Of good rows, by resource name.
  std::vector<std::string> unknown_keys;
  LineReader lines(in, kImportLineBytesMax);
  LineReader::Line line;
  while (lines.Next(&line)) {
    if (!line.too_long && absl::StripAsciiWhitespace(line.text).empty()) continue;
    ++summary.row_count;
    MemberRow row;
    row.line = line.number;
    std::vector<FieldViolation> violations;
    if (line.too_long) {
      violations.push_back(
          {"", absl::StrCat("is ", line.size, " bytes long; at most ", kImportLineBytesMax, " are allowed")});
    } else {
      violations = ViolationsOf(ParseMemberRow(line.text, network, &row.member, &unknown_keys));
      for (const std::string& key : unknown_keys) summary.unknown_keys.Add(key);
      if (options.strict) {
        for (FieldViolation& violation : UnknownKeyViolations(unknown_keys)) violations.push_back(std::move(violation));
      }
    }
    if (violations.empty()) {
      auto inserted = first_lines.emplace(row.member.name(), line.number);
      if (!inserted.second) {
        violations.push_back({"id", absl::StrCat("is the same as in line ", inserted.first->second)});
      }
    }
    if (violations.empty()) {
      WEFT_RETURN_IF_ERROR(on_member(std::move(row)));
      continue;
    }
    ++summary.bad_row_count;
    for (FieldViolation& violation : violations) {
      on_error({line.number, std::move(violation.field), std::move(violation.description)});
    }
  }
  WEFT_RETURN_IF_ERROR(lines.status());
  return summary;
}

absl::StatusOr<ReadSummary> ReadMembersFile(const std::string& path, const NetworkName& network,
                                            const MemberReaderOptions& options,
                                            const std::function<absl::Status(MemberRow)>& on_member,
                                            const std::function<void(ImportError)>& on_error) {
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<std::istream> in, OpenForReading(path));
  return ReadMembers(in.get(), network, options, on_member, on_error);
}

}  // namespace weft
