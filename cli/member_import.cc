#include "cli/member_import.h"

#include <map>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cli/member_record.h"
#include "cli/request_id.h"
#include "cli/resource_argument.h"
#include "cli/text_file.h"
#include "cli/text_table.h"
#include "weft/v1/member_service.grpc.pb.h"

namespace weft::cli {
namespace {

// Messages stay well below the server's 4 MiB, however long the profiles.
constexpr size_t kMessageBytesMax = 1 << 20;
constexpr int kRowsPerMessageMax = 500;

void SayBadLine(const std::string& path, int64_t line, absl::string_view what, const Terminal& terminal) {
  *terminal.err << path << ":" << line << ": " << Printable(what) << "\n";
}

}  // namespace

absl::StatusOr<MemberImport> MemberImport::Read(const std::string& path, const Terminal& terminal) {
  MemberImport import;
  import.path_ = path;
  std::map<std::string, int64_t> unknown_keys;
  absl::flat_hash_map<std::string, int64_t> line_of;  // By id.
  absl::Status status = ForEachLine(path, terminal, [&](int64_t line, const std::string& text) {
    if (absl::StripAsciiWhitespace(text).empty()) return;
    absl::StatusOr<MemberRecord> record =
        IsUtf8(text) ? ParseMemberRecord(text) : absl::InvalidArgumentError("is not UTF-8");
    if (record.ok() && record->member.name().empty()) record = absl::InvalidArgumentError("id: is missing");
    if (record.ok() && record->member.ByteSizeLong() > kMessageBytesMax) {
      record = absl::InvalidArgumentError(absl::StrCat("is a profile of ", record->member.ByteSizeLong(),
                                                       " bytes; at most ", kMessageBytesMax, " can be sent"));
    }
    if (record.ok()) {
      const auto first = line_of.emplace(LastId(record->member.name()), line);
      if (!first.second) {
        record = absl::InvalidArgumentError(absl::StrCat("id: is the same as in line ", first.first->second));
      }
    }
    if (!record.ok()) {
      ++import.bad_line_count_;
      SayBadLine(path, line, record.status().message(), terminal);
      return;
    }
    for (const std::string& key : record->unknown_keys) ++unknown_keys[key];
    record->member.clear_etag();
    import.members_.push_back(std::move(record->member));
    import.lines_.push_back(line);
  });
  if (!status.ok()) return status;
  for (const auto& entry : unknown_keys) {
    *terminal.err << "weftctl: warning: unknown key " << Printable(entry.first) << " is ignored (on " << entry.second
                  << (entry.second == 1 ? " line)\n" : " lines)\n");
  }
  return import;
}

absl::StatusOr<v1::ImportMembersResponse> MemberImport::Send(const std::string& network, Connection* connection,
                                                             const Terminal& terminal) const {
  const std::string request_id = NewRequestId();
  v1::ImportMembersResponse response;
  auto stub = v1::MemberService::NewStub(connection->channel());
  absl::Status status = connection->Retry(
      [&](grpc::ClientContext* context) {
        response.Clear();
        auto writer = stub->ImportMembers(context, &response);
        v1::ImportMembersRequest request;
        request.set_parent(network);
        request.set_request_id(request_id);
        size_t bytes = 0;
        for (const v1::Member& member : members_) {
          const size_t more = member.ByteSizeLong();
          if (request.members_size() == kRowsPerMessageMax ||
              (request.members_size() > 0 && bytes + more > kMessageBytesMax)) {
            if (!writer->Write(request)) return writer->Finish();
            request.Clear();
            bytes = 0;
          }
          *request.add_members() = member;
          bytes += more;
        }
        writer->WriteLast(request, grpc::WriteOptions());
        return writer->Finish();
      },
      /*is_long=*/true);
  if (!status.ok()) return status;
  for (const v1::ImportMembersResponse::RowError& error : response.errors()) {
    const bool known = error.row() >= 0 && error.row() < lines_.size();
    SayBadLine(path_, known ? lines_[error.row()] : 0,
               absl::StrCat(error.member(), ": ", error.field(), error.field().empty() ? "" : " ", error.description()),
               terminal);
  }
  if (response.failed_count() > response.errors_size()) {
    *terminal.err << path_ << ": and " << response.failed_count() - response.errors_size() << " more bad lines\n";
  }
  return response;
}

}  // namespace weft::cli
