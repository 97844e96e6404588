#include "cli/import_command.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/member_import.h"
#include "cli/resource_argument.h"
#include "cli/text_table.h"
#include "cli/tie_import.h"

namespace weft::cli {
namespace {

struct ImportFlags {
  std::string network;
  std::string members;
  std::string ties;
};

std::string BadLines(int64_t count) { return absl::StrCat(count, count == 1 ? " bad line" : " bad lines"); }

std::string MembersLine(const v1::ImportMembersResponse& response, int64_t failed) {
  return absl::StrCat("Members: ", response.created_count(), " created, ", response.updated_count(), " changed, ",
                      response.unchanged_count(), " unchanged, ", BadLines(failed), "\n");
}

void SayKept(const v1::ImportMembersResponse& response, const Terminal& terminal) {
  for (const v1::ImportMembersResponse::Kept& kept : response.kept()) {
    *terminal.err << "weftctl: kept what " << ShortName(kept.member())
                  << " has said: " << Printable(absl::StrJoin(kept.fields(), ", ")) << "\n";
  }
}

absl::Status Import(const ImportFlags& flags, Session* session) {
  const Terminal& terminal = session->terminal;
  absl::StatusOr<MemberImport> import = MemberImport::Read(flags.members, terminal);
  if (!import.ok()) return import.status();
  absl::StatusOr<v1::ImportMembersResponse> response = import->Send(flags.network, session->connection, terminal);
  if (!response.ok()) return response.status();
  SayKept(*response, terminal);
  int64_t failed = response->failed_count() + import->bad_line_count();
  std::string text = MembersLine(*response, failed);
  absl::Status ties_status;
  if (!flags.ties.empty()) {
    absl::StatusOr<TieImportCounts> ties = ImportTies(flags.ties, flags.network, session->connection, terminal);
    if (ties.ok()) {
      failed += ties->failed;
      absl::StrAppend(&text, "Ties: ", ties->upserted, " written, ", ties->kept, " left removed as members wished, ",
                      BadLines(ties->failed), "\n");
    } else {
      ties_status = ties.status();
    }
  }
  // Also when the ties failed: the members are written by now.
  absl::Status printed = session->Print(*response, text);
  if (!printed.ok()) return printed;
  if (!ties_status.ok()) return ties_status;
  if (failed == 0) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(failed, failed == 1 ? " line was" : " lines were", " not imported, see above; all others were"));
}

}  // namespace

void AddImportCommand(CommandLine* line) {
  auto flags = std::make_shared<ImportFlags>();
  CLI::App* command =
      AddCommand(line->app, "import", "Brings members and ties into a network; exits 1 if any line was bad",
                 "weftctl import networks/food members.jsonl --ties ties.csv");
  command->add_option("NETWORK", flags->network, "networks/N, or N")->required()->transform(AsNetworkName());
  command->add_option("MEMBERS", flags->members, "members.jsonl, one object a line; - is the input")->required();
  command->add_option("--ties", flags->ties, "ties.csv, with columns a,b and perhaps weight,time,kind");
  AddJsonFlag(command, line);
  command->callback([line, flags] { line->action = [flags](Session* session) { return Import(*flags, session); }; });
}

}  // namespace weft::cli
