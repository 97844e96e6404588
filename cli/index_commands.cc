#include "cli/index_commands.h"

#include <memory>
#include <string>

#include "cli/index_text.h"
#include "cli/resource_argument.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "weft/v1/index_service.grpc.pb.h"

namespace weft::cli {
namespace {

constexpr int kPageSizeMax = 1000;

absl::Status PrintOne(const v1::IndexStatus& status, const Session& session) {
  v1::ListIndexStatusesResponse list;
  *list.add_statuses() = status;
  return session.Print(status, IndexStatusesText(list.statuses()));
}

absl::Status StatusOfAll(Session* session) {
  v1::ListIndexStatusesResponse all;
  absl::Status status = ForEachPage(
      0, [] { return 0; },
      [&](const std::string& token) -> absl::StatusOr<std::string> {
        v1::ListIndexStatusesRequest request;
        request.set_page_size(kPageSizeMax);
        request.set_page_token(token);
        auto page = session->connection->Call<v1::IndexService>(&v1::IndexService::Stub::ListIndexStatuses, request);
        if (!page.ok()) return page.status();
        all.mutable_statuses()->MergeFrom(page->statuses());
        return page->next_page_token();
      });
  if (!status.ok()) return status;
  return session->Print(all, IndexStatusesText(all.statuses()));
}

absl::Status StatusOfOne(const std::string& network, Session* session) {
  v1::GetIndexStatusRequest request;
  request.set_name(network);
  auto status = session->connection->Call<v1::IndexService>(&v1::IndexService::Stub::GetIndexStatus, request);
  if (!status.ok()) return status.status();
  return PrintOne(*status, *session);
}

void AddStatus(CLI::App* parent, CommandLine* line) {
  auto network = std::make_shared<std::string>();
  CLI::App* command = AddCommand(parent, "status", "What is loaded, of all networks or of one",
                                 "weftctl index status\nweftctl index status food --json");
  command->add_option("NETWORK", *network, "networks/N, or N")->transform(AsNetworkName());
  AddJsonFlag(command, line);
  command->callback([line, network] {
    line->action = [network](Session* session) {
      return network->empty() ? StatusOfAll(session) : StatusOfOne(*network, session);
    };
  });
}

void AddReload(CLI::App* parent, CommandLine* line) {
  auto network = std::make_shared<std::string>();
  CLI::App* command =
      AddCommand(parent, "reload", "Takes up a newly published snapshot now", "weftctl index reload food");
  command->add_option("NETWORK", *network, "networks/N, or N")->required()->transform(AsNetworkName());
  AddJsonFlag(command, line);
  command->callback([line, network] {
    line->action = [network](Session* session) {
      v1::ReloadIndexRequest request;
      request.set_name(*network);
      auto status = session->connection->Call<v1::IndexService>(&v1::IndexService::Stub::ReloadIndex, request);
      if (!status.ok()) return status.status();
      return PrintOne(*status, *session);
    };
  });
}

absl::Status Health(Session* session) {
  namespace health = grpc::health::v1;
  // One attempt: whoever asks wants to know how it is now.
  Connection::Options options = session->connection->options();
  options.attempts = 1;
  auto response = Connection(options).Call<health::Health>(&health::Health::Stub::Check, health::HealthCheckRequest());
  if (!response.ok()) return response.status();
  absl::Status printed =
      session->Print(*response, health::HealthCheckResponse::ServingStatus_Name(response->status()) + "\n");
  if (!printed.ok()) return printed;
  if (response->status() == health::HealthCheckResponse::SERVING) return absl::OkStatus();
  return absl::UnavailableError("the server answers, but does not serve yet: see 'weftctl index status'");
}

void AddHealth(CommandLine* line) {
  CLI::App* command = AddCommand(line->app, "health", "Whether the server can take calls; exits 0 only if it serves",
                                 "weftctl --server 127.0.0.1:7700 health");
  AddJsonFlag(command, line);
  command->callback([line] { line->action = Health; });
}

}  // namespace

void AddIndexCommands(CommandLine* line) {
  CLI::App* index = AddCommand(line->app, "index", "What the server has loaded", "");
  AddStatus(index, line);
  AddReload(index, line);
  AddHealth(line);
}

}  // namespace weft::cli
