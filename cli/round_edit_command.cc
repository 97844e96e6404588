#include "cli/round_edit_command.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/request_id.h"
#include "cli/resource_argument.h"
#include "cli/round_next.h"
#include "cli/round_text.h"
#include "weft/v1/round_service.grpc.pb.h"

namespace weft::cli {
namespace {

using Service = v1::RoundService;
using Request = v1::EditRoundRequest;

constexpr size_t kGroupMax = 4;

enum class EditKind { kDrop, kSwap, kPin };

struct Edit {
  EditKind kind;
  std::string text;  // As it was written.
};

struct EditFlags {
  std::string name;
  std::string reason;
  std::string as_member;
  std::string etag;
  std::map<EditKind, std::vector<std::string>> given;
  std::vector<Edit> edits;  // In the order in which they were given.
};

// Refuses what is not `least` to `most` members with commas between them.
CLI::Validator AsMembers(size_t least, size_t most, const std::string& example) {
  return CLI::Validator(
      [=](std::string& text) {
        const std::vector<std::string> members = absl::StrSplit(text, ',');
        bool whole = members.size() >= least && members.size() <= most;
        for (const std::string& member : members) whole = whole && !member.empty();
        return whole ? std::string() : absl::StrCat("'", text, "': write members with commas between, as ", example);
      },
      "");
}

Request ToRequest(const EditFlags& flags) {
  const std::string network = NetworkOf(flags.name);
  Request request;
  request.set_name(flags.name);
  if (!flags.as_member.empty()) request.set_as_member(MemberIn(network, flags.as_member));
  request.set_etag(flags.etag);
  request.set_request_id(NewRequestId());
  for (const Edit& edit : flags.edits) {
    Request::Edit* out = request.add_edits();
    out->set_reason(flags.reason);
    const std::vector<std::string> members = absl::StrSplit(edit.text, ',');
    switch (edit.kind) {
      case EditKind::kDrop:
        out->mutable_drop()->set_entry(
            absl::StrContains(edit.text, '/') ? edit.text : absl::StrCat(flags.name, "/entries/", edit.text));
        break;
      case EditKind::kSwap:
        out->mutable_swap()->set_member_a(MemberIn(network, members[0]));
        out->mutable_swap()->set_member_b(MemberIn(network, members[1]));
        break;
      case EditKind::kPin:
        for (const std::string& member : members) out->mutable_pin()->add_members(MemberIn(network, member));
        break;
    }
  }
  return request;
}

absl::Status Change(const EditFlags& flags, Session* session) {
  if (flags.edits.empty()) {
    return absl::InvalidArgumentError("nothing to change: give --drop ENTRY, --swap A,B or --pin A,B");
  }
  absl::StatusOr<v1::Round> round =
      session->connection->Call<Service>(&Service::Stub::EditRound, ToRequest(flags), /*is_long=*/true);
  if (!round.ok()) return round.status();
  return session->Print(*round, absl::StrCat(RoundText(*round), RoundNextText(*round, /*shown=*/false, *session)));
}

}  // namespace

void AddRoundEditCommand(CLI::App* round, CommandLine* line) {
  auto flags = std::make_shared<EditFlags>();
  CLI::App* command =
      AddCommand(round, "edit", "Changes a planned or held round: all changes in their order, or none",
                 "weftctl round edit food/r1 --drop 3 --reason 'they share a house'\n"
                 "weftctl round edit food/r1 --swap fn-amara,fn-jonas --reason 'speak the same language'\n"
                 "weftctl round edit food/r1 --pin fn-amara,fn-tuuli --reason 'both asked me about seed'");
  command->add_option("ROUND", flags->name, "networks/N/rounds/R or N/R")->required()->transform(AsRoundName());
  std::map<CLI::Option*, EditKind> kinds;
  kinds[command
            ->add_option("--drop", flags->given[EditKind::kDrop],
                         "Takes this entry out, numbered as `round show` does (repeatable)")
            ->allow_extra_args(false)] = EditKind::kDrop;
  kinds[command
            ->add_option("--swap", flags->given[EditKind::kSwap],
                         "A,B: exchanges two members of two entries (repeatable)")
            ->allow_extra_args(false)
            ->check(AsMembers(2, 2, "--swap fn-amara,fn-jonas"))] = EditKind::kSwap;
  kinds[command
            ->add_option("--pin", flags->given[EditKind::kPin],
                         "A,B or up to four: puts them in; entries that hold one of them are dropped (repeatable)")
            ->allow_extra_args(false)
            ->check(AsMembers(2, kGroupMax, "--pin fn-amara,fn-tuuli"))] = EditKind::kPin;
  command->add_option("--reason", flags->reason, "Why; reported, readable by weavers")->required();
  command->add_option("--as", flags->as_member, "The weaver, a member (default: the operator)");
  command->add_option("--etag", flags->etag, "Only if the round has not changed since this etag was read");
  AddJsonFlag(command, line);
  command->callback([line, command, kinds, flags] {
    // Each kind's values come in their order, and the options in the order in which they stood.
    std::map<EditKind, size_t> taken;
    for (CLI::Option* option : command->parse_order()) {
      const auto kind = kinds.find(option);
      if (kind == kinds.end()) continue;
      flags->edits.push_back({kind->second, flags->given[kind->second][taken[kind->second]++]});
    }
    line->action = [flags](Session* session) { return Change(*flags, session); };
  });
}

}  // namespace weft::cli
