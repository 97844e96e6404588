#include "indexer/network_data.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "weft/base/error.h"

namespace weft {
namespace {

struct KeyTie {
  int64_t a;
  int64_t b;
  double weight;
  absl::optional<TieTime> time;
};

// Period numbers do not decay and name no date: as if absent.
absl::optional<TieTime> TimeOf(const v1::Tie& tie) {
  if (!tie.has_last_contact()) return absl::nullopt;
  const int64_t micros = tie.last_contact().seconds() * 1000000 + tie.last_contact().nanos() / 1000;
  if (micros <= 0) return absl::nullopt;
  return TieTime::FromMicros(micros);
}

}  // namespace

std::string MemberId(const v1::Member& member) { return member.name().substr(member.name().rfind('/') + 1); }

absl::StatusOr<NetworkData> ReadNetworkData(const Store& store, const std::string& network) {
  NetworkData data;
  std::vector<KeyTie> ties;
  Store::Visitor visitor;
  visitor.network = [&data](const v1::Network& found) {
    data.network = found;
    return absl::OkStatus();
  };
  visitor.member = [&data](const StoredMember& member) {
    data.members.push_back(member);
    return absl::OkStatus();
  };
  visitor.tie = [&ties](const StoredTie& tie) {
    ties.push_back({tie.key_a, tie.key_b, tie.tie.weight() > 0 ? tie.tie.weight() : 1, TimeOf(tie.tie)});
    return absl::OkStatus();
  };
  WEFT_RETURN_IF_ERROR(store.ReadNetwork(network, visitor));
  std::sort(data.members.begin(), data.members.end(),
            [](const StoredMember& a, const StoredMember& b) { return a.member.name() < b.member.name(); });
  absl::flat_hash_map<int64_t, uint32_t> ordinals;
  for (uint32_t i = 0; i < data.members.size(); ++i) ordinals[data.members[i].key] = i;
  for (const KeyTie& tie : ties) {
    data.ties.push_back({ordinals.at(tie.a), ordinals.at(tie.b), tie.weight, tie.time});
  }
  return data;
}

}  // namespace weft
