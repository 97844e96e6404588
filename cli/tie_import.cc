#include "cli/tie_import.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "cli/request_id.h"
#include "cli/resource_argument.h"
#include "cli/rpc_error.h"
#include "cli/text_file.h"
#include "cli/text_table.h"
#include "cli/tie_record.h"
#include "weft/v1/tie_service.grpc.pb.h"

namespace weft::cli {
namespace {

constexpr int kTiesPerBatch = 1000;

struct Row {
  int64_t line;
  v1::Tie tie;
};
using BadRows = std::map<int, std::string>;  // Number in the batch -> what is wrong.

// "ties[17].weight" -> 17
absl::optional<int> RowOf(absl::string_view field) {
  int row = 0;
  if (!absl::ConsumePrefix(&field, "ties[") || !absl::SimpleAtoi(field.substr(0, field.find(']')), &row)) {
    return absl::nullopt;
  }
  return row;
}

// Which rows an error of the server is about. Empty if it is about the call.
BadRows FindBadRows(const absl::Status& status, const std::vector<Row>& batch) {
  BadRows bad;
  if (absl::optional<v1::BadRequest> request = BadRequestOf(status)) {
    for (const v1::BadRequest::FieldViolation& violation : request->field_violations()) {
      absl::optional<int> row = RowOf(violation.field());
      if (!row.has_value() || *row < 0 || *row >= batch.size()) continue;
      absl::string_view field = violation.field();
      field.remove_prefix(std::min(field.find(']') + 1, field.size()));
      absl::ConsumePrefix(&field, ".");
      std::string& text = bad[*row];
      absl::StrAppend(&text, text.empty() ? "" : "; ", field, " ", violation.description());
    }
  }
  absl::optional<v1::ErrorInfo> info = ErrorInfoOf(status);
  if (bad.empty() && info.has_value() && info->reason() == "MEMBER_NOT_FOUND" && info->metadata().count("member") > 0) {
    const std::string id = LastId(info->metadata().at("member"));
    for (int i = 0; i < batch.size(); ++i) {
      if (LastId(batch[i].tie.member_a()) == id || LastId(batch[i].tie.member_b()) == id) {
        bad[i] = absl::StrCat("no member '", id, "'");
      }
    }
  }
  return bad;
}

// Sends batches of one file and counts.
class TieSender {
 public:
  TieSender(std::string path, std::string network, Connection* connection, const Terminal& terminal)
      : path_(std::move(path)), network_(std::move(network)), connection_(connection), terminal_(terminal) {}

  absl::Status Add(Row row) {
    batch_.push_back(std::move(row));
    return batch_.size() >= kTiesPerBatch ? Flush() : absl::OkStatus();
  }

  absl::Status Flush() {
    while (!batch_.empty()) {
      v1::BatchUpsertTiesRequest request;
      request.set_parent(network_);
      request.set_request_id(NewRequestId());
      for (const Row& row : batch_) *request.add_ties() = row.tie;
      auto response = connection_->Call<v1::TieService>(&v1::TieService::Stub::BatchUpsertTies, request);
      if (response.ok()) {
        counts_.upserted += response->upserted_count();
        counts_.kept += response->kept_count();
        batch_.clear();
        return absl::OkStatus();
      }
      const BadRows bad = FindBadRows(response.status(), batch_);
      if (bad.empty()) return response.status();
      std::vector<Row> good;
      for (int i = 0; i < batch_.size(); ++i) {
        auto found = bad.find(i);
        if (found == bad.end()) {
          good.push_back(std::move(batch_[i]));
        } else {
          SayBadLine(batch_[i].line, found->second);
        }
      }
      batch_ = std::move(good);
    }
    return absl::OkStatus();
  }

  void SayBadLine(int64_t line, absl::string_view what) {
    ++counts_.failed;
    *terminal_.err << path_ << ":" << line << ": " << Printable(what) << "\n";
  }

  const TieImportCounts& counts() const { return counts_; }

 private:
  const std::string path_;
  const std::string network_;
  Connection* const connection_;
  const Terminal terminal_;
  std::vector<Row> batch_;
  TieImportCounts counts_;
};

}  // namespace

absl::StatusOr<TieImportCounts> ImportTies(const std::string& path, const std::string& network, Connection* connection,
                                           const Terminal& terminal) {
  TieSender sender(path, network, connection, terminal);
  absl::optional<TieColumns> columns;
  std::map<std::pair<std::string, std::string>, int64_t> line_of;  // By both ends, in order.
  absl::Status failure;
  absl::Status status = ForEachLine(path, terminal, [&](int64_t line, const std::string& text) {
    if (!failure.ok() || absl::StripAsciiWhitespace(text).empty()) return;
    if (!columns.has_value()) {
      absl::StatusOr<TieColumns> header = ParseTieHeader(text);
      if (header.ok()) {
        columns = *header;
      } else {
        failure = absl::InvalidArgumentError(absl::StrCat(path, ": ", header.status().message()));
      }
      return;
    }
    absl::StatusOr<v1::Tie> tie =
        IsUtf8(text) ? ParseTieLine(text, *columns, network) : absl::InvalidArgumentError("is not UTF-8");
    if (tie.ok()) {
      const auto first = line_of.emplace(std::minmax(tie->member_a(), tie->member_b()), line);
      if (!first.second) {
        tie = absl::InvalidArgumentError(absl::StrCat("is the same pair as in line ", first.first->second));
      }
    }
    if (!tie.ok()) {
      sender.SayBadLine(line, tie.status().message());
      return;
    }
    failure = sender.Add({line, *std::move(tie)});
  });
  if (!status.ok()) return status;
  if (!failure.ok()) return failure;
  status = sender.Flush();
  if (!status.ok()) return status;
  return sender.counts();
}

}  // namespace weft::cli
