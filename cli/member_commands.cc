#include "cli/member_commands.h"

#include <algorithm>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/member_flags.h"
#include "cli/member_text.h"
#include "cli/request_id.h"
#include "cli/resource_argument.h"
#include "weft/v1/member_service.grpc.pb.h"

namespace weft::cli {
namespace {

constexpr int kPageSizeMax = 1000;

void AddGet(CLI::App* parent, CommandLine* line) {
  auto name = std::make_shared<std::string>();
  CLI::App* command = AddCommand(parent, "get", "Shows a member", "weftctl member get food/fn-amara --json");
  command->add_option("MEMBER", *name, "networks/N/members/M, or N/M")->required()->transform(AsMemberName());
  AddJsonFlag(command, line);
  command->callback([line, name] {
    line->action = [name](Session* session) {
      v1::GetMemberRequest request;
      request.set_name(*name);
      auto member = session->connection->Call<v1::MemberService>(&v1::MemberService::Stub::GetMember, request);
      if (!member.ok()) return member.status();
      return session->Print(*member, MemberText(*member));
    };
  });
}

absl::Status List(const std::string& network, int limit, Session* session) {
  v1::ListMembersResponse all;
  absl::Status status = ForEachPage(
      limit, [&all] { return all.members_size(); },
      [&](const std::string& token) -> absl::StatusOr<std::string> {
        v1::ListMembersRequest request;
        request.set_parent(network);
        request.set_page_size(limit == 0 ? kPageSizeMax : std::min(limit - all.members_size(), kPageSizeMax));
        request.set_page_token(token);
        auto page = session->connection->Call<v1::MemberService>(&v1::MemberService::Stub::ListMembers, request);
        if (!page.ok()) return page.status();
        all.mutable_members()->MergeFrom(page->members());
        all.set_next_page_token(page->next_page_token());
        return page->next_page_token();
      });
  if (!status.ok()) return status;
  return session->Print(all, MembersText(all.members()));
}

void AddList(CLI::App* parent, CommandLine* line) {
  auto network = std::make_shared<std::string>();
  auto limit = std::make_shared<int>(0);
  CLI::App* command = AddCommand(parent, "list", "Lists members by id", "weftctl member list food --limit 20");
  command->add_option("NETWORK", *network, "networks/N, or N")->required()->transform(AsNetworkName());
  command->add_option("--limit", *limit, "At most this many (default: all)")->check(AsNumberAboveZero());
  AddJsonFlag(command, line);
  command->callback([line, network, limit] {
    line->action = [network, limit](Session* session) { return List(*network, *limit, session); };
  });
}

void AddPut(CLI::App* parent, CommandLine* line) {
  auto flags = std::make_shared<MemberFlags>();
  auto name = std::make_shared<std::string>();
  CLI::App* command = AddCommand(
      parent, "put", "Creates a member, or changes what is given and leaves the rest",
      "weftctl member put food/zoe --display-name 'Zoë, miller' --offer 'stone-ground flour' --need 'old wheat'\n"
      "weftctl member put food/zoe --as-member --refuse-introduced\n"
      "weftctl member put food/zoe --json zoe.json\n"
      "weftctl member get food/zoe --json | sed s/flour/rye/ | weftctl member put food/zoe --json -");
  command->add_option("MEMBER", *name, "networks/N/members/M, or N/M")->required()->transform(AsMemberName());
  flags->AddTo(command);
  command->callback([line, flags, name] {
    line->json = flags->wants_json();
    line->action = [flags, name](Session* session) {
      absl::StatusOr<v1::UpdateMemberRequest> request = flags->ToRequest(*name, session->terminal);
      if (!request.ok()) return request.status();
      auto member = session->connection->Call<v1::MemberService>(&v1::MemberService::Stub::UpdateMember, *request);
      if (!member.ok()) return member.status();
      return session->Print(*member, MemberText(*member));
    };
  });
}

void AddDelete(CLI::App* parent, CommandLine* line) {
  struct Flags {
    std::string name;
    std::string etag;
    bool allow_missing = false;
  };
  auto flags = std::make_shared<Flags>();
  CLI::App* command =
      AddCommand(parent, "delete", "Erases a member with profile and ties, for good", "weftctl member delete food/zoe");
  command->add_option("MEMBER", flags->name, "networks/N/members/M, or N/M")->required()->transform(AsMemberName());
  command->add_option("--etag", flags->etag, "Only if the member has not changed since this etag was read");
  command->add_flag("--allow-missing", flags->allow_missing, "No error if there is no such member");
  command->callback([line, flags] {
    line->action = [flags](Session* session) {
      v1::DeleteMemberRequest request;
      request.set_name(flags->name);
      request.set_etag(flags->etag);
      request.set_allow_missing(flags->allow_missing);
      request.set_request_id(NewRequestId());
      auto empty = session->connection->Call<v1::MemberService>(&v1::MemberService::Stub::DeleteMember, request);
      if (!empty.ok()) return empty.status();
      *session->terminal.out << "Deleted " << flags->name << "\n";
      return absl::OkStatus();
    };
  });
}

}  // namespace

void AddMemberCommands(CommandLine* line) {
  CLI::App* member = AddCommand(line->app, "member", "Shows and changes members", "");
  AddGet(member, line);
  AddList(member, line);
  AddPut(member, line);
  AddDelete(member, line);
}

}  // namespace weft::cli
