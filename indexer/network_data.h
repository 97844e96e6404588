#ifndef WEFT_INDEXER_NETWORK_DATA_H_
#define WEFT_INDEXER_NETWORK_DATA_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "weft/graph/tie_strength.h"
#include "weft/store/store.h"

namespace weft {

// One network as a build reads it from the store, at one change sequence.
struct NetworkData {
  v1::Network network;
  std::vector<StoredMember> members;  // In ascending order of id; a member's place is its ordinal.
  std::vector<RawTie> ties;           // By ordinals.
};

// Id of a stored member: the last part of its name.
std::string MemberId(const v1::Member& member);

// Reads a network in one transaction. NOT_FOUND (NETWORK_NOT_FOUND).
absl::StatusOr<NetworkData> ReadNetworkData(const Store& store, const std::string& network);

}  // namespace weft

#endif  // WEFT_INDEXER_NETWORK_DATA_H_
