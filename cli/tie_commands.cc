#include "cli/tie_commands.h"

#include <algorithm>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/member_text.h"
#include "cli/request_id.h"
#include "cli/resource_argument.h"
#include "cli/tie_record.h"
#include "weft/v1/tie_service.grpc.pb.h"

namespace weft::cli {
namespace {

constexpr int kPageSizeMax = 1000;

struct TieFlags {
  std::string a;
  std::string b;
  double weight = 0;  // 0: not given; the server reads it as 1.
  std::string last_contact;
  std::string kind;
  bool as_member = false;

  void AddEnds(CLI::App* command) {
    command->add_option("A", a, "One end, networks/N/members/M or N/M")->required()->transform(AsMemberName());
    command->add_option("B", b, "The other end, of the same network")->required()->transform(AsMemberName());
    command->add_flag("--as-member", as_member, "Passes on what one of the two has just said");
  }
  v1::Speaker speaker() const { return as_member ? v1::SPEAKER_MEMBER : v1::SPEAKER_UNSPECIFIED; }
};

absl::Status Put(const TieFlags& flags, Session* session) {
  v1::BatchUpsertTiesRequest request;
  request.set_parent(NetworkOf(flags.a));
  request.set_speaker(flags.speaker());
  request.set_request_id(NewRequestId());
  v1::Tie* tie = request.add_ties();
  tie->set_member_a(flags.a);
  tie->set_member_b(flags.b);
  tie->set_weight(flags.weight);
  tie->set_kind(flags.kind);
  if (!flags.last_contact.empty()) {
    absl::Status status = SetTieTime(flags.last_contact, tie);
    if (!status.ok()) return status;
  }
  auto response = session->connection->Call<v1::TieService>(&v1::TieService::Stub::BatchUpsertTies, request);
  if (!response.ok()) return response.status();
  const std::string pair = absl::StrCat(ShortName(flags.a), " and ", ShortName(flags.b));
  return session->Print(*response, response->kept_count() > 0
                                       ? absl::StrCat("Left removed, as one of them wished: ", pair, "\n")
                                       : absl::StrCat("Tied ", pair, "\n"));
}

void AddPut(CLI::App* parent, CommandLine* line) {
  auto flags = std::make_shared<TieFlags>();
  CLI::App* command = AddCommand(parent, "put", "Says that two members know each other",
                                 "weftctl tie put food/fn-amara food/fn-tuuli --weight 3 --last-contact 2026-05-01 "
                                 "--kind 'worked together'");
  flags->AddEnds(command);
  command->add_option("--weight", flags->weight, "How often or how much, above 0 (default 1)")
      ->check(AsNumberAboveZero());
  command->add_option("--last-contact", flags->last_contact, "Date, date-time, Unix seconds or number of a period");
  command->add_option("--kind", flags->kind, "In your words");
  AddJsonFlag(command, line);
  command->callback([line, flags] { line->action = [flags](Session* session) { return Put(*flags, session); }; });
}

absl::Status List(const std::string& parent, int limit, Session* session) {
  v1::ListTiesResponse all;
  absl::Status status = ForEachPage(
      limit, [&all] { return all.ties_size(); },
      [&](const std::string& token) -> absl::StatusOr<std::string> {
        v1::ListTiesRequest request;
        request.set_parent(parent);
        request.set_page_size(limit == 0 ? kPageSizeMax : std::min(limit - all.ties_size(), kPageSizeMax));
        request.set_page_token(token);
        auto page = session->connection->Call<v1::TieService>(&v1::TieService::Stub::ListTies, request);
        if (!page.ok()) return page.status();
        all.mutable_ties()->MergeFrom(page->ties());
        all.set_next_page_token(page->next_page_token());
        return page->next_page_token();
      });
  if (!status.ok()) return status;
  return session->Print(all, TiesText(all.ties()));
}

void AddList(CLI::App* parent, CommandLine* line) {
  auto name = std::make_shared<std::string>();
  auto limit = std::make_shared<int>(0);
  CLI::App* command = AddCommand(parent, "list", "Lists the ties of a network or of one member",
                                 "weftctl tie list food\nweftctl tie list food/fn-amara --json");
  command->add_option("PARENT", *name, "A network or a member")->required()->transform(AsNetworkOrMemberName());
  command->add_option("--limit", *limit, "At most this many (default: all)")->check(AsNumberAboveZero());
  AddJsonFlag(command, line);
  command->callback(
      [line, name, limit] { line->action = [name, limit](Session* session) { return List(*name, *limit, session); }; });
}

void AddDelete(CLI::App* parent, CommandLine* line) {
  auto flags = std::make_shared<TieFlags>();
  CLI::App* command = AddCommand(parent, "delete", "Removes a tie; with --as-member, no import brings it back",
                                 "weftctl tie delete food/fn-amara food/fn-tuuli");
  flags->AddEnds(command);
  command->callback([line, flags] {
    line->action = [flags](Session* session) {
      v1::DeleteTieRequest request;
      request.set_member_a(flags->a);
      request.set_member_b(flags->b);
      request.set_speaker(flags->speaker());
      request.set_request_id(NewRequestId());
      auto empty = session->connection->Call<v1::TieService>(&v1::TieService::Stub::DeleteTie, request);
      if (!empty.ok()) return empty.status();
      *session->terminal.out << "Removed the tie of " << ShortName(flags->a) << " and " << ShortName(flags->b) << "\n";
      return absl::OkStatus();
    };
  });
}

}  // namespace

void AddTieCommands(CommandLine* line) {
  CLI::App* tie = AddCommand(line->app, "tie", "Shows and changes who knows whom", "");
  AddPut(tie, line);
  AddList(tie, line);
  AddDelete(tie, line);
}

}  // namespace weft::cli
