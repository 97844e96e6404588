#include "cli/round_plan_command.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/member_list_file.h"
#include "cli/needs_a_hand_text.h"
#include "cli/request_id.h"
#include "cli/resource_argument.h"
#include "cli/round_entry_text.h"
#include "cli/round_next.h"
#include "cli/round_text.h"
#include "cli/time_text.h"
#include "weft/v1/round_service.grpc.pb.h"

namespace weft::cli {
namespace {

using Service = v1::RoundService;
using Plan = v1::PlanRoundResponse;

constexpr int kPageSizeMax = 1000;
constexpr int kEntriesOnAPage = 50;

struct PlanFlags {
  std::string network;
  std::string circle;
  std::string members_file;
  std::vector<std::string> members;
  bool dry_run = false;
  int64_t seed = 0;
  std::string name;
  std::string as_member;
  std::string open_at;
  int limit = 0;
  bool reasons = false;
};

struct ShowFlags {
  std::string name;
  std::string as_member;
  std::string member;
  int limit = 0;
  bool reasons = false;
};

// How many of `all` are not on the page that was printed, and how to see them.
std::string MoreText(int shown, int all, const std::string& how) {
  return shown < all ? absl::StrCat("… and ", all - shown, " more", how.empty() ? "" : ": ", how, "\n") : "";
}

absl::Status FillScope(const PlanFlags& flags, const Terminal& terminal, v1::Round::Scope* scope) {
  if (!flags.circle.empty()) {
    scope->set_circle(flags.circle);
    return absl::OkStatus();
  }
  if (flags.members.empty() && flags.members_file.empty()) {
    scope->set_whole_network(true);
    return absl::OkStatus();
  }
  std::vector<std::string> members;
  if (!flags.members_file.empty()) {
    absl::StatusOr<std::vector<std::string>> listed = ReadMemberList(flags.members_file, flags.network, terminal);
    if (!listed.ok()) return listed.status();
    members = *std::move(listed);
  }
  for (const std::string& member : flags.members) members.push_back(MemberIn(flags.network, member));
  for (const std::string& member : members) scope->mutable_members()->add_members(member);
  return absl::OkStatus();
}

absl::Status MakePlan(const PlanFlags& flags, Session* session) {
  v1::PlanRoundRequest request;
  request.set_parent(flags.network);
  absl::Status status = FillScope(flags, session->terminal, request.mutable_scope());
  if (!status.ok()) return status;
  request.set_seed(flags.seed);
  request.set_validate_only(flags.dry_run);
  if (!flags.as_member.empty()) request.set_as_member(MemberIn(flags.network, flags.as_member));
  request.set_display_name(flags.name);
  request.set_page_size(flags.limit > 0 ? flags.limit : session->json ? kPageSizeMax : kEntriesOnAPage);
  if (!flags.open_at.empty()) *request.mutable_open_time() = ToProto(*ParseTimeText(flags.open_at));
  request.set_request_id(NewRequestId());
  absl::StatusOr<Plan> plan = session->connection->Call<Service>(&Service::Stub::PlanRound, request, /*is_long=*/true);
  if (!plan.ok()) return plan.status();

  const v1::Round& round = plan->round();
  const v1::Round::Summary& summary = round.summary();
  const std::string all_of_it =
      flags.dry_run ? "--limit 1000 shows more" : session->Next(absl::StrCat("round show ", ShortName(round.name())));
  std::string text =
      absl::StrCat(RoundText(round), "\n", RoundEntriesText(plan->entries(), flags.reasons),
                   MoreText(plan->entries_size(), summary.pair_count() + summary.group_count(), all_of_it));
  if (!plan->unserved().empty()) {
    absl::StrAppend(&text, "\nNOTHING THIS TIME, AND WHY\n", NeedsAHandText(plan->unserved()),
                    MoreText(plan->unserved_size(), summary.eligible_count() - summary.served_count(),
                             flags.dry_run ? all_of_it : ""));
  }
  absl::StrAppend(&text, flags.dry_run ? "\nNext: the same command without --dry-run plans it\n"
                                       : RoundNextText(round, /*shown=*/true, *session));
  return session->Print(*plan, text);
}

absl::StatusOr<Plan> FetchPlan(const ShowFlags& flags, Session* session) {
  const std::string as_member = flags.as_member.empty() ? "" : MemberIn(NetworkOf(flags.name), flags.as_member);
  Plan plan;
  v1::GetRoundRequest get;
  get.set_name(flags.name);
  get.set_as_member(as_member);
  absl::StatusOr<v1::Round> round = session->connection->Call<Service>(&Service::Stub::GetRound, get);
  if (!round.ok()) return round.status();
  *plan.mutable_round() = *std::move(round);

  v1::ListRoundEntriesRequest list;
  list.set_parent(flags.name);
  list.set_as_member(as_member);
  if (!flags.member.empty()) list.set_member(MemberIn(NetworkOf(flags.name), flags.member));
  absl::Status status = ForEachPage(
      flags.limit, [&plan] { return plan.entries_size(); },
      [&](const std::string& token) -> absl::StatusOr<std::string> {
        list.set_page_size(flags.limit == 0 ? kPageSizeMax : std::min(flags.limit - plan.entries_size(), kPageSizeMax));
        list.set_page_token(token);
        auto page = session->connection->Call<Service>(&Service::Stub::ListRoundEntries, list);
        if (!page.ok()) return page.status();
        plan.mutable_entries()->MergeFrom(page->entries());
        return page->next_page_token();
      });
  if (!status.ok()) return status;
  if (!flags.member.empty()) return plan;

  v1::ListMembersNeedingAHandRequest needing;
  needing.set_parent(NetworkOf(flags.name));
  needing.set_round(flags.name);
  needing.set_as_member(as_member);
  status = ForEachPage(
      /*limit=*/0, [] { return 0; },
      [&](const std::string& token) -> absl::StatusOr<std::string> {
        needing.set_page_size(kPageSizeMax);
        needing.set_page_token(token);
        auto page = session->connection->Call<Service>(&Service::Stub::ListMembersNeedingAHand, needing);
        if (!page.ok()) return page.status();
        plan.mutable_unserved()->MergeFrom(page->members());
        return page->next_page_token();
      });
  if (!status.ok()) return status;
  return plan;
}

absl::Status Show(const ShowFlags& flags, Session* session) {
  absl::StatusOr<Plan> plan = FetchPlan(flags, session);
  if (!plan.ok()) return plan.status();
  std::string text = absl::StrCat(RoundText(plan->round()), "\n", RoundEntriesText(plan->entries(), flags.reasons));
  if (!plan->unserved().empty()) {
    absl::StrAppend(&text, "\nNEED A HAND\n", NeedsAHandText(plan->unserved()));
  }
  absl::StrAppend(&text, RoundNextText(plan->round(), /*shown=*/true, *session));
  return session->Print(*plan, text);
}

}  // namespace

void AddRoundPlanCommand(CLI::App* round, CommandLine* line) {
  auto flags = std::make_shared<PlanFlags>();
  CLI::App* command = AddCommand(round, "plan",
                                 "Plans a round: introductions for everybody in the scope at once. Nobody is asked "
                                 "before it opens",
                                 "weftctl round plan food --dry-run\n"
                                 "weftctl round plan food --name 'First of May' --open-at 2026-05-01T09:00:00Z\n"
                                 "weftctl round plan food --circle seed-stewards --as fn-amara\n"
                                 "weftctl round plan food --members volunteers.txt --seed 2");
  command->add_option("NETWORK", flags->network, "networks/N or N")->required()->transform(AsNetworkName());
  CLI::Option* circle = command->add_option("--circle", flags->circle, "Only members of this circle (default: all)");
  command
      ->add_option("--members", flags->members_file,
                   "Only the members in this file: one id a line, or members.jsonl; - is the input")
      ->excludes(circle);
  command->add_option("--member", flags->members, "Only this member, and others named so (repeatable)")
      ->allow_extra_args(false)
      ->excludes(circle);
  command->add_flag("--dry-run", flags->dry_run, "Plans and shows, stores nothing");
  command->add_option("--seed", flags->seed, "Breaks ties between equals; the same seed gives the same plan");
  command->add_option("--name", flags->name, "What to call it");
  command->add_option("--as", flags->as_member, "The weaver: a member, who may plan in a circle of theirs");
  command
      ->add_option("--open-at", flags->open_at,
                   "When it opens by itself, at most 7 days ahead (default: after the policy's review window, a day)")
      ->check(AsTime());
  command
      ->add_option("--limit", flags->limit,
                   "At most this many entries (default 50; with --json 1000, the most there is)")
      ->check(CLI::Range(1, kPageSizeMax));
  command->add_flag("--reasons", flags->reasons, "Everything that is told to each of them");
  AddJsonFlag(command, line);
  command->callback([line, flags] { line->action = [flags](Session* session) { return MakePlan(*flags, session); }; });
}

void AddRoundShowCommand(CLI::App* round, CommandLine* line) {
  auto flags = std::make_shared<ShowFlags>();
  CLI::App* command = AddCommand(round, "show", "Shows a round: its plan, who needs a hand, and what can be done next",
                                 "weftctl round show networks/food/rounds/r1\n"
                                 "weftctl round show food/r1 --reasons\n"
                                 "weftctl round show food/r1 --member fn-amara");
  command->add_option("ROUND", flags->name, "networks/N/rounds/R or N/R")->required()->transform(AsRoundName());
  command->add_option("--as", flags->as_member, "Reads with the eyes of this member");
  command->add_option("--member", flags->member, "Only entries with this member");
  command->add_option("--limit", flags->limit, "At most this many entries (default: all)")->check(CLI::PositiveNumber);
  command->add_flag("--reasons", flags->reasons, "Everything that is told to each of them");
  AddJsonFlag(command, line);
  command->callback([line, flags] { line->action = [flags](Session* session) { return Show(*flags, session); }; });
}

}  // namespace weft::cli
