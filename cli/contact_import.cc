#include "cli/contact_import.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/request_id.h"
#include "cli/resource_argument.h"
#include "cli/rpc_error.h"
#include "cli/text_file.h"
#include "cli/text_table.h"
#include "cli/tie_record.h"
#include "weft/v1/member_service.grpc.pb.h"

namespace weft::cli {
namespace {

struct Columns {
  size_t id = 0;
  size_t email = 0;
};

absl::StatusOr<std::vector<std::string>> CellsOf(const std::string& line) {
  absl::StatusOr<std::vector<std::string>> cells = SplitCsvLine(line);
  if (cells.ok()) {
    for (std::string& cell : *cells) cell = std::string(absl::StripAsciiWhitespace(cell));
  }
  return cells;
}

absl::StatusOr<Columns> ParseHeader(const std::string& line) {
  absl::StatusOr<std::vector<std::string>> cells = CellsOf(line);
  if (!cells.ok()) return cells.status();
  const auto id = std::find(cells->begin(), cells->end(), "id");
  const auto email = std::find(cells->begin(), cells->end(), "email");
  if (id == cells->end() || email == cells->end()) {
    return absl::InvalidArgumentError("the first line must name the columns id and email: id,email");
  }
  return Columns{static_cast<size_t>(id - cells->begin()), static_cast<size_t>(email - cells->begin())};
}

absl::StatusOr<v1::UpdateContactRequest> ParseRow(const std::string& line, const Columns& columns,
                                                  const std::string& network) {
  if (!IsUtf8(line)) return absl::InvalidArgumentError("is not UTF-8");
  absl::StatusOr<std::vector<std::string>> cells = CellsOf(line);
  if (!cells.ok()) return cells.status();
  if (cells->size() <= std::max(columns.id, columns.email)) return absl::InvalidArgumentError("has too few fields");
  v1::UpdateContactRequest request;
  request.mutable_contact()->set_name(absl::StrCat(MemberIn(network, (*cells)[columns.id]), "/contact"));
  request.mutable_contact()->set_email((*cells)[columns.email]);
  request.mutable_update_mask()->add_paths("email");
  request.set_request_id(NewRequestId());
  return request;
}

// Whether the row is at fault, and the next one may do better.
bool IsOfTheRow(const absl::Status& status) {
  return ServerAnswered(status) &&
         (status.code() == absl::StatusCode::kInvalidArgument || status.code() == absl::StatusCode::kNotFound);
}

bool IsKept(const absl::Status& status) {
  const absl::optional<v1::ErrorInfo> info = ErrorInfoOf(status);
  return info.has_value() && info->reason() == "MEMBER_HAS_SPOKEN";
}

std::string WhatIsWrong(const absl::Status& status) {
  const absl::optional<v1::BadRequest> bad = BadRequestOf(status);
  if (!bad.has_value() || bad->field_violations().empty()) return std::string(status.message());
  return absl::StrCat(bad->field_violations(0).field(), " ", bad->field_violations(0).description());
}

}  // namespace

absl::StatusOr<ContactImportCounts> ImportContacts(const std::string& path, const std::string& network,
                                                   Connection* connection, const Terminal& terminal) {
  ContactImportCounts counts;
  absl::optional<Columns> columns;
  absl::Status failure;
  const auto say_bad = [&](int64_t number, absl::string_view what) {
    ++counts.failed;
    *terminal.err << path << ":" << number << ": " << Printable(what) << "\n";
  };
  const absl::Status read = ForEachLine(path, terminal, [&](int64_t number, const std::string& line) {
    if (!failure.ok() || absl::StripAsciiWhitespace(line).empty()) return;
    if (!columns.has_value()) {
      absl::StatusOr<Columns> header = ParseHeader(line);
      if (header.ok()) {
        columns = *header;
      } else {
        failure = absl::InvalidArgumentError(absl::StrCat(path, ": ", header.status().message()));
      }
      return;
    }
    absl::StatusOr<v1::UpdateContactRequest> request = ParseRow(line, *columns, network);
    if (!request.ok()) {
      say_bad(number, request.status().message());
      return;
    }
    absl::Status status =
        connection->Call<v1::MemberService>(&v1::MemberService::Stub::UpdateContact, *request).status();
    if (status.ok()) {
      ++counts.written;
    } else if (IsKept(status)) {
      ++counts.kept;
    } else if (IsOfTheRow(status)) {
      say_bad(number, WhatIsWrong(status));
    } else {
      failure = status;
    }
  });
  if (!read.ok()) return read;
  if (!failure.ok()) return failure;
  return counts;
}

}  // namespace weft::cli
