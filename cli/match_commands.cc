#include "cli/match_commands.h"

#include <memory>
#include <string>
#include <vector>

#include "cli/match_text.h"
#include "cli/resource_argument.h"
#include "weft/v1/match_service.grpc.pb.h"

namespace weft::cli {
namespace {

struct FilterFlags {
  std::vector<std::string> languages;
  std::vector<std::string> circles;
  std::vector<std::string> organizations;
  std::vector<std::string> excluded;

  void AddTo(CLI::App* command) {
    command->add_option("--language", languages, "Only members with one of these languages")->allow_extra_args(false);
    command->add_option("--circle", circles, "Only members of one of these circles")->allow_extra_args(false);
    command->add_option("--organization", organizations, "Only members of one of these organizations")
        ->allow_extra_args(false);
    command->add_option("--exclude", excluded, "Never this member")->allow_extra_args(false);
  }

  // Members to exclude may be named by id within `network`.
  void Fill(const std::string& network, v1::MemberFilter* filter) const {
    for (const std::string& value : languages) filter->add_languages(value);
    for (const std::string& value : circles) filter->add_circles(value);
    for (const std::string& value : organizations) filter->add_organizations(value);
    for (const std::string& value : excluded) filter->add_excluded_members(network + "/members/" + LastId(value));
  }
  bool empty() const { return languages.empty() && circles.empty() && organizations.empty() && excluded.empty(); }
};

// Knobs of the balance, for one call.
struct BalanceFlags {
  struct Knob {
    const char* flag;
    const char* help;
    void (v1::Balance::*set)(double);
    double value = 0;
    CLI::Option* option = nullptr;
  };
  std::vector<Knob> knobs = {
      {"--fit-floor", "Least fit of a weak-tie introduction, 0 to 1", &v1::Balance::set_fit_floor},
      {"--bridging-peak", "Best share of acquaintances in common, 0 to 1", &v1::Balance::set_bridging_peak},
      {"--bridging-width", "Width of the curve around it, above 0 to 1", &v1::Balance::set_bridging_width},
      {"--periphery-reserve", "Part of those places for the least-tied first, 0 to 1",
       &v1::Balance::set_periphery_reserve},
      {"--exploration-share", "Part of those places filled at random, 0 to 1", &v1::Balance::set_exploration_share}};

  void AddTo(CLI::App* command) {
    for (Knob& knob : knobs) knob.option = command->add_option(knob.flag, knob.value, knob.help);
  }
  void Fill(v1::RecommendCollaboratorsRequest* request) const {
    for (const Knob& knob : knobs) {
      if (knob.option->count() > 0) (request->mutable_balance()->*knob.set)(knob.value);
    }
  }
};

struct RecommendFlags {
  std::string member;
  int page_size = 0;
  double share = 0;
  CLI::Option* share_option = nullptr;
  std::string purpose;
  int group_size = 0;
  std::vector<std::string> with;
  int64_t seed = 0;
  BalanceFlags balance;
  FilterFlags filter;
};

v1::RecommendCollaboratorsRequest ToRequest(const RecommendFlags& flags) {
  const std::string network = NetworkOf(flags.member);
  v1::RecommendCollaboratorsRequest request;
  request.set_member(flags.member);
  request.set_page_size(flags.page_size);
  if (flags.share_option->count() > 0) request.set_weak_tie_share(flags.share);
  if (!flags.purpose.empty()) {
    request.mutable_purpose()->set_text(flags.purpose);
    request.mutable_purpose()->set_group_size(flags.group_size);
    for (const std::string& member : flags.with) {
      request.mutable_purpose()->add_members(network + "/members/" + LastId(member));
    }
  }
  if (!flags.filter.empty()) flags.filter.Fill(network, request.mutable_filter());
  request.set_seed(flags.seed);
  flags.balance.Fill(&request);
  return request;
}

void AddRecommend(CommandLine* line) {
  auto flags = std::make_shared<RecommendFlags>();
  CLI::App* command =
      AddCommand(line->app, "recommend", "People a member may like to meet, and why",
                 "weftctl recommend networks/food/members/fn-amara\n"
                 "weftctl recommend food/fn-amara --weak-tie-share 0.5 --page-size 6\n"
                 "weftctl recommend food/fn-amara --purpose 'start a seed library' --group-size 4 --with fn-leila");
  command->add_option("MEMBER", flags->member, "networks/N/members/M, or N/M")->required()->transform(AsMemberName());
  command->add_option("--page-size", flags->page_size, "How many, at most 100 (default 10)");
  flags->share_option =
      command->add_option("--weak-tie-share", flags->share, "Part of the list kept for a wider circle, 0 to 1");
  CLI::Option* purpose = command->add_option("--purpose", flags->purpose, "What the member wants to start");
  command->add_option("--group-size", flags->group_size, "People the group shall have in all, 2 to 6")->needs(purpose);
  command->add_option("--with", flags->with, "A member already in (repeatable)")
      ->needs(purpose)
      ->allow_extra_args(false);
  flags->balance.AddTo(command);
  flags->filter.AddTo(command);
  command->add_option("--seed", flags->seed, "Breaks ties between equals; the same seed gives the same answer");
  AddJsonFlag(command, line);
  command->callback([line, flags] {
    line->action = [flags](Session* session) {
      auto response = session->connection->Call<v1::MatchService>(&v1::MatchService::Stub::RecommendCollaborators,
                                                                  ToRequest(*flags));
      if (!response.ok()) return response.status();
      return session->Print(*response, RecommendationsText(flags->member, *response));
    };
  });
}

void AddSearch(CommandLine* line) {
  struct Flags {
    std::string network;
    std::string query;
    int page_size = 0;
    FilterFlags filter;
  };
  auto flags = std::make_shared<Flags>();
  CLI::App* command = AddCommand(line->app, "search", "Members who fit a free text",
                                 "weftctl search networks/food 'someone who can help with grant writing'");
  command->add_option("NETWORK", flags->network, "networks/N, or N")->required()->transform(AsNetworkName());
  command->add_option("TEXT", flags->query, "What is looked for, in anybody's words")->required();
  command->add_option("--page-size", flags->page_size, "How many, at most 100 (default 10)");
  flags->filter.AddTo(command);
  AddJsonFlag(command, line);
  command->callback([line, flags] {
    line->action = [flags](Session* session) {
      v1::SearchMembersRequest request;
      request.set_parent(flags->network);
      request.set_query(flags->query);
      request.set_page_size(flags->page_size);
      if (!flags->filter.empty()) flags->filter.Fill(flags->network, request.mutable_filter());
      auto response = session->connection->Call<v1::MatchService>(&v1::MatchService::Stub::SearchMembers, request);
      if (!response.ok()) return response.status();
      return session->Print(*response, SearchText(*response));
    };
  });
}

void AddExplain(CommandLine* line) {
  CLI::App* command = AddCommand(line->app, "explain", "How two members fit, and whether they can be introduced now",
                                 "weftctl explain food/fn-amara food/fn-tuuli");
  auto names = std::make_shared<std::pair<std::string, std::string>>();
  command->add_option("MEMBER", names->first, "To whom it is explained")->required()->transform(AsMemberName());
  command->add_option("OTHER", names->second, "The other member")->required()->transform(AsMemberName());
  AddJsonFlag(command, line);
  command->callback([line, names] {
    line->action = [names](Session* session) {
      v1::ExplainMatchRequest request;
      request.set_member(names->first);
      request.set_other(names->second);
      auto response = session->connection->Call<v1::MatchService>(&v1::MatchService::Stub::ExplainMatch, request);
      if (!response.ok()) return response.status();
      return session->Print(*response, ExplanationText(names->first, names->second, *response));
    };
  });
}

}  // namespace

void AddMatchCommands(CommandLine* line) {
  AddRecommend(line);
  AddSearch(line);
  AddExplain(line);
}

}  // namespace weft::cli
