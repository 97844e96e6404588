#include "cli/round_commands.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/needs_a_hand_text.h"
#include "cli/request_id.h"
#include "cli/resource_argument.h"
#include "cli/round_edit_command.h"
#include "cli/round_next.h"
#include "cli/round_plan_command.h"
#include "cli/round_report_text.h"
#include "cli/round_text.h"
#include "cli/time_text.h"
#include "weft/v1/round_service.grpc.pb.h"

namespace weft::cli {
namespace {

using Service = v1::RoundService;

constexpr int kPageSizeMax = 1000;

struct Flags {
  std::string name;  // Round or network.
  std::string as_member;
  std::string reason;
  std::string until;
  std::string etag;
  std::string round;
  std::vector<std::string> states;
  int limit = 0;

  void AddRound(CLI::App* command) {
    command->add_option("ROUND", name, "networks/N/rounds/R or N/R")->required()->transform(AsRoundName());
  }
  void AddNetwork(CLI::App* command) {
    command->add_option("NETWORK", name, "networks/N or N")->required()->transform(AsNetworkName());
  }
  void AddReader(CLI::App* command) { command->add_option("--as", as_member, "Reads with the eyes of this member"); }
  void AddWeaver(CLI::App* command) {
    command->add_option("--as", as_member, "The weaver, a member (default: the operator)");
    command->add_option("--etag", etag, "Only if the round has not changed since this etag was read");
  }
  void AddReason(CLI::App* command) {
    command->add_option("--reason", reason, "Why; readable by every member")->required();
  }
  void AddLimit(CLI::App* command) {
    command->add_option("--limit", limit, "At most this many (default: all)")->check(CLI::PositiveNumber);
  }
  std::string AsMember() const { return as_member.empty() ? "" : MemberIn(NetworkOf(name), as_member); }
  int PageSize(int have) const { return limit == 0 ? kPageSizeMax : std::min(limit - have, kPageSizeMax); }
};

using FlagAction = absl::Status (*)(const Flags& flags, Session* session);
std::shared_ptr<Flags> Declare(CLI::App* command, FlagAction action, CommandLine* line) {
  auto flags = std::make_shared<Flags>();
  AddJsonFlag(command, line);
  command->callback(
      [line, flags, action] { line->action = [flags, action](Session* session) { return action(*flags, session); }; });
  return flags;
}

const std::map<std::string, v1::Round::State>& States() {
  static const auto& words = *new std::map<std::string, v1::Round::State>{{"planned", v1::Round::STATE_PLANNED},
                                                                          {"held", v1::Round::STATE_HELD},
                                                                          {"open", v1::Round::STATE_OPEN},
                                                                          {"closed", v1::Round::STATE_CLOSED},
                                                                          {"cancelled", v1::Round::STATE_CANCELLED}};
  return words;
}

absl::Status List(const Flags& flags, Session* session) {
  v1::ListRoundsRequest request;
  request.set_parent(flags.name);
  request.set_as_member(flags.AsMember());
  for (const std::string& state : flags.states) request.add_states(States().at(state));
  v1::ListRoundsResponse all;
  const absl::Status status = ForEachPage(
      flags.limit, [&all] { return all.rounds_size(); },
      [&](const std::string& token) -> absl::StatusOr<std::string> {
        request.set_page_size(flags.PageSize(all.rounds_size()));
        request.set_page_token(token);
        auto page = session->connection->Call<Service>(&Service::Stub::ListRounds, request);
        if (!page.ok()) return page.status();
        all.mutable_rounds()->MergeFrom(page->rounds());
        all.set_next_page_token(page->next_page_token());
        return page->next_page_token();
      });
  if (!status.ok()) return status;
  return session->Print(all, RoundsText(all.rounds()));
}

absl::Status PrintRound(const absl::StatusOr<v1::Round>& round, Session* session) {
  if (!round.ok()) return round.status();
  return session->Print(*round, absl::StrCat(RoundText(*round), RoundNextText(*round, /*shown=*/false, *session)));
}

absl::Status Hold(const Flags& flags, Session* session) {
  v1::HoldRoundRequest request;
  request.set_name(flags.name);
  request.set_reason(flags.reason);
  request.set_as_member(flags.AsMember());
  request.set_etag(flags.etag);
  request.set_request_id(NewRequestId());
  if (!flags.until.empty()) *request.mutable_end_time() = ToProto(*ParseTimeText(flags.until));
  return PrintRound(session->connection->Call<Service>(&Service::Stub::HoldRound, request), session);
}

absl::Status Open(const Flags& flags, Session* session) {
  v1::OpenRoundRequest request;
  request.set_name(flags.name);
  request.set_as_member(flags.AsMember());
  request.set_etag(flags.etag);
  request.set_request_id(NewRequestId());
  return PrintRound(session->connection->Call<Service>(&Service::Stub::OpenRound, request, /*is_long=*/true), session);
}

absl::Status Close(const Flags& flags, Session* session) {
  v1::CloseRoundRequest request;
  request.set_name(flags.name);
  request.set_reason(flags.reason);
  request.set_as_member(flags.AsMember());
  request.set_etag(flags.etag);
  request.set_request_id(NewRequestId());
  return PrintRound(session->connection->Call<Service>(&Service::Stub::CloseRound, request), session);
}

absl::Status Report(const Flags& flags, Session* session) {
  v1::ReportRoundRequest request;
  request.set_name(flags.name);
  request.set_as_member(flags.AsMember());
  absl::StatusOr<v1::RoundReport> report =
      session->connection->Call<Service>(&Service::Stub::ReportRound, request, /*is_long=*/true);
  if (!report.ok()) return report.status();
  return session->Print(*report, RoundReportText(*report));
}

absl::Status NeedsAHand(const Flags& flags, Session* session) {
  v1::ListMembersNeedingAHandRequest request;
  request.set_parent(flags.name);
  request.set_as_member(flags.AsMember());
  if (!flags.round.empty()) request.set_round(absl::StrCat(flags.name, "/rounds/", LastId(flags.round)));
  v1::ListMembersNeedingAHandResponse all;
  const absl::Status status = ForEachPage(
      flags.limit, [&all] { return all.members_size(); },
      [&](const std::string& token) -> absl::StatusOr<std::string> {
        request.set_page_size(flags.PageSize(all.members_size()));
        request.set_page_token(token);
        auto page = session->connection->Call<Service>(&Service::Stub::ListMembersNeedingAHand, request);
        if (!page.ok()) return page.status();
        all.mutable_members()->MergeFrom(page->members());
        all.set_next_page_token(page->next_page_token());
        return page->next_page_token();
      });
  if (!status.ok()) return status;
  return session->Print(all, all.members().empty() ? "Nobody needs a hand.\n" : NeedsAHandText(all.members()));
}

void AddReadings(CLI::App* round, CommandLine* line) {
  CLI::App* list = AddCommand(round, "list", "Lists rounds, the newest first",
                              "weftctl round list food\n"
                              "weftctl round list food --state planned --state held");
  auto flags = Declare(list, List, line);
  flags->AddNetwork(list);
  std::vector<std::string> states;
  for (const auto& state : States()) states.push_back(state.first);
  list->add_option("--state", flags->states, "Only in this state (repeatable)")
      ->allow_extra_args(false)
      ->check(CLI::IsMember(states));
  flags->AddReader(list);
  flags->AddLimit(list);

  CLI::App* report =
      AddCommand(round, "report", "Says what came of a round, beside the rounds before it: a page for a meeting",
                 "weftctl round report food/r1\n"
                 "weftctl round report food/r1 --json");
  flags = Declare(report, Report, line);
  flags->AddRound(report);
  flags->AddReader(report);
}

void AddSteps(CLI::App* round, CommandLine* line) {
  CLI::App* hold = AddCommand(round, "hold", "Puts the opening of a planned round off, once",
                              "weftctl round hold food/r1 --reason 'everybody is out harvesting' --until 2026-05-03");
  auto flags = Declare(hold, Hold, line);
  flags->AddRound(hold);
  flags->AddReason(hold);
  hold->add_option("--until", flags->until, "Date or date-time (default: as long as the policy lets, 3 days)")
      ->check(AsTime());
  flags->AddWeaver(hold);

  CLI::App* open = AddCommand(round, "open", "Opens a round now: its entries become introductions, members are asked",
                              "weftctl round open food/r1");
  flags = Declare(open, Open, line);
  flags->AddRound(open);
  flags->AddWeaver(open);

  CLI::App* close =
      AddCommand(round, "close", "Cancels a planned round; closes an open one, whose introductions go on by themselves",
                 "weftctl round close food/r1 --reason 'planned over the wrong circle'");
  flags = Declare(close, Close, line);
  flags->AddRound(close);
  flags->AddReason(close);
  flags->AddWeaver(close);
}

}  // namespace

void AddRoundCommands(CommandLine* line) {
  CLI::App* round = AddCommand(line->app, "round", "Plans, shows, changes, opens and reports rounds", "");
  AddRoundPlanCommand(round, line);
  AddRoundShowCommand(round, line);
  AddRoundEditCommand(round, line);
  AddSteps(round, line);
  AddReadings(round, line);

  CLI::App* hand = AddCommand(line->app, "needs-a-hand", "Lists members whom rounds cannot serve, and what would help",
                              "weftctl needs-a-hand networks/food\n"
                              "weftctl needs-a-hand food --round r1");
  auto flags = Declare(hand, NeedsAHand, line);
  flags->AddNetwork(hand);
  hand->add_option("--round", flags->round, "Only those of this round (r1)");
  flags->AddReader(hand);
  flags->AddLimit(hand);
}

}  // namespace weft::cli
