#include "bench/network_copies.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <sstream>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "nlohmann/json.hpp"
#include "weft/base/error.h"
#include "weft/base/file.h"
#include "weft/base/random.h"
#include "weft/profile/tie_reader.h"

namespace weft {
namespace {

using Json = nlohmann::ordered_json;

// As in DESIGN section 4: the two names of the field.
constexpr const char* kCircleKeys[] = {"circles", "groups"};

absl::StatusOr<std::vector<Json>> ReadMembers(const std::string& path) {
  WEFT_ASSIGN_OR_RETURN(const std::string content, ReadFile(path));
  std::istringstream lines(content);
  std::vector<Json> out;
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.empty()) continue;
    Json row = Json::parse(line, nullptr, /*allow_exceptions=*/false);
    const auto id = row.is_object() ? row.find("id") : row.end();
    if (id == row.end() || !id->is_string()) {
      return absl::InvalidArgumentError(absl::StrCat(path, ":", number, ": not a JSON object with an id"));
    }
    out.push_back(std::move(row));
  }
  if (out.empty()) return absl::InvalidArgumentError(absl::StrCat(path, ": no member"));
  return out;
}

struct Tie {
  uint32_t a = 0;  // Index of a member of the real network.
  uint32_t b = 0;
  double weight = 0;
};

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

absl::StatusOr<std::vector<Tie>> ReadAllTies(const std::string& path, const std::vector<Json>& members) {
  absl::flat_hash_map<std::string, uint32_t> index;
  for (uint32_t m = 0; m < members.size(); ++m) index[members[m]["id"].get<std::string>()] = m;
  WEFT_ASSIGN_OR_RETURN(const NetworkName network, NetworkName::Parse("networks/copies", "network"));
  std::vector<Tie> out;
  absl::Status bad;
  const auto on_tie = [&](TieRow row) -> absl::Status {
    const auto a = index.find(IdOf(row.tie.member_a()));
    const auto b = index.find(IdOf(row.tie.member_b()));
    if (a != index.end() && b != index.end()) out.push_back({a->second, b->second, row.tie.weight()});
    return absl::OkStatus();
  };
  const auto on_error = [&](ImportError error) {
    if (error.kind != ImportError::Kind::kMalformed) return;
    bad.Update(
        absl::InvalidArgumentError(absl::StrCat(path, ":", error.line, ": ", error.field, " ", error.description)));
  };
  WEFT_RETURN_IF_ERROR(ReadTiesFile(path, network, on_tie, on_error).status());
  WEFT_RETURN_IF_ERROR(bad);
  return out;
}

std::string InCopy(size_t copy, const std::string& name) { return absl::StrCat("c", copy, "-", name); }

}  // namespace

absl::StatusOr<NetworkCopies> WriteNetworkCopies(const NetworkCopiesOptions& options) {
  WEFT_ASSIGN_OR_RETURN(const std::vector<Json> members, ReadMembers(options.members));
  WEFT_ASSIGN_OR_RETURN(const std::vector<Tie> ties, ReadAllTies(options.ties, members));
  const size_t count = static_cast<size_t>(options.count);
  const size_t copies = (count + members.size() - 1) / members.size();
  const auto id_of = [&](size_t m) {
    return InCopy(m / members.size(), members[m % members.size()]["id"].get<std::string>());
  };

  std::string member_lines;
  for (size_t m = 0; m < count; ++m) {
    Json row = members[m % members.size()];
    row["id"] = id_of(m);
    for (const char* key : kCircleKeys) {
      if (!row.contains(key) || !row[key].is_array()) continue;
      for (Json& circle : row[key]) {
        if (circle.is_string()) circle = InCopy(m / members.size(), circle.get<std::string>());
      }
    }
    absl::StrAppend(&member_lines, row.dump(), "\n");
  }

  Random random(options.seed);
  absl::flat_hash_set<std::pair<size_t, size_t>> seen;
  std::string tie_lines = "a,b,weight\n";
  for (size_t copy = 0; copy < copies; ++copy) {
    for (const Tie& tie : ties) {
      const size_t a = copy * members.size() + tie.a;
      size_t b = copy * members.size() + tie.b;
      if (random.Uniform() < options.rewired) b = random.Below(count);
      if (a >= count || b >= count || a == b || !seen.insert(std::minmax(a, b)).second) continue;
      absl::StrAppendFormat(&tie_lines, "%s,%s,%g\n", id_of(a), id_of(b), tie.weight);
    }
  }

  std::error_code failed;
  std::filesystem::create_directories(options.output_dir, failed);
  if (failed) return absl::UnavailableError(absl::StrCat(options.output_dir, ": ", failed.message()));
  WEFT_RETURN_IF_ERROR(WriteFileDurably(absl::StrCat(options.output_dir, "/members.jsonl"), member_lines));
  WEFT_RETURN_IF_ERROR(WriteFileDurably(absl::StrCat(options.output_dir, "/ties.csv"), tie_lines));
  return NetworkCopies{static_cast<int64_t>(count), static_cast<int64_t>(seen.size())};
}

int RunNetworkCopies(const NetworkCopiesOptions& options) {
  const absl::StatusOr<NetworkCopies> written = WriteNetworkCopies(options);
  if (!written.ok()) {
    absl::FPrintF(stderr, "weft-bench: %s\n", written.status().message());
    return 1;
  }
  absl::FPrintF(stderr, "%d members and %d ties in %s\n", written->members, written->ties, options.output_dir);
  return 0;
}

}  // namespace weft
