#include "cli/network_commands.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/network_text.h"
#include "cli/policy_flags.h"
#include "cli/request_id.h"
#include "cli/resource_argument.h"
#include "weft/v1/network_service.grpc.pb.h"

namespace weft::cli {
namespace {

constexpr int kPageSizeMax = 1000;

void AddCreate(CLI::App* parent, CommandLine* line) {
  struct Flags {
    std::string name;
    std::string display_name;
    PolicyFlags policy;
  };
  auto flags = std::make_shared<Flags>();
  CLI::App* command = AddCommand(parent, "create", "Creates a network",
                                 "weftctl network create networks/food --display-name 'Lind Valley Food Network'");
  command->add_option("NETWORK", flags->name, "networks/N, or N")->required()->transform(AsNetworkName());
  command->add_option("--display-name", flags->display_name, "How people call it");
  flags->policy.AddTo(command);
  AddJsonFlag(command, line);
  command->callback([line, flags] {
    line->action = [flags](Session* session) {
      v1::CreateNetworkRequest request;
      request.set_network_id(LastId(flags->name));
      request.mutable_network()->set_display_name(flags->display_name);
      if (flags->policy.given()) flags->policy.ApplyTo(request.mutable_network()->mutable_policy());
      request.set_request_id(NewRequestId());
      auto network = session->connection->Call<v1::NetworkService>(&v1::NetworkService::Stub::CreateNetwork, request);
      if (!network.ok()) return network.status();
      return session->Print(*network, NetworkText(*network));
    };
  });
}

absl::StatusOr<v1::Network> GetNetwork(const std::string& name, Session* session) {
  v1::GetNetworkRequest request;
  request.set_name(name);
  return session->connection->Call<v1::NetworkService>(&v1::NetworkService::Stub::GetNetwork, request);
}

void AddGet(CLI::App* parent, CommandLine* line) {
  auto name = std::make_shared<std::string>();
  CLI::App* command = AddCommand(parent, "get", "Shows a network and its policy", "weftctl network get food");
  command->add_option("NETWORK", *name, "networks/N, or N")->required()->transform(AsNetworkName());
  AddJsonFlag(command, line);
  command->callback([line, name] {
    line->action = [name](Session* session) {
      auto network = GetNetwork(*name, session);
      if (!network.ok()) return network.status();
      return session->Print(*network, NetworkText(*network));
    };
  });
}

absl::Status List(Session* session) {
  v1::ListNetworksResponse all;
  absl::Status status = ForEachPage(
      0, [] { return 0; },
      [&](const std::string& token) -> absl::StatusOr<std::string> {
        v1::ListNetworksRequest request;
        request.set_page_size(kPageSizeMax);
        request.set_page_token(token);
        auto page = session->connection->Call<v1::NetworkService>(&v1::NetworkService::Stub::ListNetworks, request);
        if (!page.ok()) return page.status();
        all.mutable_networks()->MergeFrom(page->networks());
        return page->next_page_token();
      });
  if (!status.ok()) return status;
  return session->Print(all, NetworksText(all.networks()));
}

void AddList(CLI::App* parent, CommandLine* line) {
  CLI::App* command = AddCommand(parent, "list", "Lists networks by id", "weftctl network list");
  AddJsonFlag(command, line);
  command->callback([line] { line->action = List; });
}

struct SetPolicyFlags {
  std::string name;
  std::string reason;
  std::string etag;
  bool replace = false;
  PolicyFlags policy;
};

absl::Status SetPolicy(const SetPolicyFlags& flags, Session* session) {
  if (!flags.policy.given() && !flags.replace) {
    return absl::InvalidArgumentError("nothing to change: state a field of the policy, see --help");
  }
  v1::UpdatePolicyRequest request;
  request.set_name(flags.name);
  request.set_reason(flags.reason);
  request.set_etag(flags.etag);
  request.set_request_id(NewRequestId());
  if (!flags.replace) {
    // The API takes the policy whole: start from the present one, and fail if it changes in between.
    auto network = GetNetwork(flags.name, session);
    if (!network.ok()) return network.status();
    *request.mutable_policy() = network->policy();
    if (flags.etag.empty()) request.set_etag(network->etag());
  }
  flags.policy.ApplyTo(request.mutable_policy());
  auto network = session->connection->Call<v1::NetworkService>(&v1::NetworkService::Stub::UpdatePolicy, request);
  if (!network.ok()) return network.status();
  return session->Print(*network, NetworkText(*network));
}

void AddSetPolicy(CLI::App* parent, CommandLine* line) {
  auto flags = std::make_shared<SetPolicyFlags>();
  CLI::App* command =
      AddCommand(parent, "set-policy", "Changes how a network matches; fields that are not named stay as they are",
                 "weftctl network set-policy food --weak-tie-share 0.5 --reason 'the clusters seldom meet'\n"
                 "weftctl network set-policy food --unset fit_floor --reason 'back to the default'");
  command->add_option("NETWORK", flags->name, "networks/N, or N")->required()->transform(AsNetworkName());
  command->add_option("--reason", flags->reason, "Why; every member can read it")->required();
  command->add_flag("--replace", flags->replace, "All other fields go back to their defaults");
  command->add_option("--etag", flags->etag, "Only if the network has not changed since this etag was read");
  flags->policy.AddTo(command);
  AddJsonFlag(command, line);
  command->callback([line, flags] { line->action = [flags](Session* session) { return SetPolicy(*flags, session); }; });
}

absl::Status History(const std::string& network, int limit, Session* session) {
  v1::ListPolicyChangesResponse all;
  absl::Status status = ForEachPage(
      limit, [&all] { return all.policy_changes_size(); },
      [&](const std::string& token) -> absl::StatusOr<std::string> {
        v1::ListPolicyChangesRequest request;
        request.set_parent(network);
        request.set_page_size(limit == 0 ? kPageSizeMax : std::min(limit - all.policy_changes_size(), kPageSizeMax));
        request.set_page_token(token);
        auto page =
            session->connection->Call<v1::NetworkService>(&v1::NetworkService::Stub::ListPolicyChanges, request);
        if (!page.ok()) return page.status();
        all.mutable_policy_changes()->MergeFrom(page->policy_changes());
        all.set_next_page_token(page->next_page_token());
        return page->next_page_token();
      });
  if (!status.ok()) return status;
  return session->Print(all, PolicyChangesText(all.policy_changes()));
}

void AddHistory(CLI::App* parent, CommandLine* line) {
  auto name = std::make_shared<std::string>();
  auto limit = std::make_shared<int>(0);
  CLI::App* command = AddCommand(parent, "policy-history", "Who changed the policy, when, what and why",
                                 "weftctl network policy-history food");
  command->add_option("NETWORK", *name, "networks/N, or N")->required()->transform(AsNetworkName());
  command->add_option("--limit", *limit, "At most this many (default: all)")->check(AsNumberAboveZero());
  AddJsonFlag(command, line);
  command->callback([line, name, limit] {
    line->action = [name, limit](Session* session) { return History(*name, *limit, session); };
  });
}

}  // namespace

void AddNetworkCommands(CommandLine* line) {
  CLI::App* network = AddCommand(line->app, "network", "Shows and changes networks and their policy", "");
  AddCreate(network, line);
  AddGet(network, line);
  AddList(network, line);
  AddSetPolicy(network, line);
  AddHistory(network, line);
}

}  // namespace weft::cli
