#include "bench/serve_bench.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <thread>  // NOLINT(build/c++11)
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "bench/served_process.h"
#include "grpcpp/grpcpp.h"
#include "nlohmann/json.hpp"
#include "weft/v1/match_service.grpc.pb.h"
#include "weft/v1/member_service.grpc.pb.h"

namespace weft {
namespace {

constexpr char kServerTimeKey[] = "weft-server-time-us";
constexpr double kBaseKib = 80 * 1024;

double Quantile(std::vector<double> values, double q) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<size_t>(q * static_cast<double>(values.size())))];
}

absl::StatusOr<std::vector<std::string>> MemberNames(v1::MemberService::Stub* stub, const std::string& network) {
  std::vector<std::string> out;
  v1::ListMembersRequest request;
  request.set_parent(absl::StrCat("networks/", network));
  request.set_page_size(1000);
  do {
    grpc::ClientContext context;
    v1::ListMembersResponse response;
    const grpc::Status status = stub->ListMembers(&context, request, &response);
    if (!status.ok()) return absl::UnavailableError(status.error_message());
    for (const v1::Member& member : response.members()) out.push_back(member.name());
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  if (out.empty()) return absl::NotFoundError(absl::StrCat("network ", network, " has no members"));
  return out;
}

struct Times {
  std::vector<double> server_ms, client_ms;
};

absl::StatusOr<Times> Recommend(v1::MatchService::Stub* stub, const std::vector<std::string>& members, int calls) {
  Times out;
  for (int i = 0; i < calls; ++i) {
    v1::RecommendCollaboratorsRequest request;
    // Steps through all members, near ones of the list far apart in time.
    request.set_member(members[static_cast<size_t>(i) * 7919 % members.size()]);
    grpc::ClientContext context;
    v1::RecommendCollaboratorsResponse response;
    const absl::Time begin = absl::Now();
    const grpc::Status status = stub->RecommendCollaborators(&context, request, &response);
    if (!status.ok()) return absl::UnavailableError(absl::StrCat(request.member(), ": ", status.error_message()));
    out.client_ms.push_back(absl::ToDoubleMilliseconds(absl::Now() - begin));
    const auto& trailing = context.GetServerTrailingMetadata();
    auto found = trailing.find(kServerTimeKey);
    int64_t micros = 0;
    if (found != trailing.end() &&
        absl::SimpleAtoi(absl::string_view(found->second.data(), found->second.size()), &micros)) {
      out.server_ms.push_back(static_cast<double>(micros) / 1000);
    }
  }
  return out;
}

absl::StatusOr<nlohmann::ordered_json> Measure(const ServeBenchOptions& options) {
  const std::string server =
      options.server.empty() ? (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "weft-server").string()
                             : options.server;
  absl::StatusOr<std::unique_ptr<ServedProcess>> process = ServedProcess::Start(server, options.data);
  if (!process.ok()) return process.status();
  const int64_t kib_at_start = (*process)->ResidentKib();
  auto channel = grpc::CreateChannel((*process)->address(), grpc::InsecureChannelCredentials());
  const auto member_stub = v1::MemberService::NewStub(channel);
  const auto match_stub = v1::MatchService::NewStub(channel);
  absl::StatusOr<std::vector<std::string>> members = MemberNames(member_stub.get(), options.network);
  if (!members.ok()) return members.status();
  absl::StatusOr<Times> times = Recommend(match_stub.get(), *members, options.calls);
  if (!times.ok()) return times.status();
  const int64_t kib = (*process)->ResidentKib();
  nlohmann::ordered_json out;
  out["cores"] = std::thread::hardware_concurrency();
  out["members"] = members->size();
  out["calls"] = options.calls;
  out["seconds_to_serving"] = absl::ToDoubleSeconds((*process)->time_to_serve());
  out["server_ms_median"] = Quantile(times->server_ms, 0.5);
  out["server_ms_p90"] = Quantile(times->server_ms, 0.9);
  out["server_ms_p99"] = Quantile(times->server_ms, 0.99);
  out["client_ms_median"] = Quantile(times->client_ms, 0.5);
  out["resident_mib_at_start"] = static_cast<double>(kib_at_start) / 1024;
  out["resident_mib"] = static_cast<double>(kib) / 1024;
  out["kib_a_member_beyond_80_mib"] =
      std::max(0.0, (static_cast<double>(kib) - kBaseKib) / static_cast<double>(members->size()));
  return out;
}

}  // namespace

int RunServeBench(const ServeBenchOptions& options) {
  absl::StatusOr<nlohmann::ordered_json> result = Measure(options);
  if (!result.ok()) {
    std::cerr << "weft-bench: " << result.status().message() << "\n";
    return 1;
  }
  if (options.json) {
    std::cout << result->dump(2) << "\n";
    return 0;
  }
  for (const auto& entry : result->items()) {
    std::cout << absl::StreamFormat("%-28s %10.3f\n", entry.key(), entry.value().get<double>());
  }
  return 0;
}

}  // namespace weft
