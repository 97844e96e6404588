#ifndef WEFT_SNAPSHOT_FACET_H_
#define WEFT_SNAPSHOT_FACET_H_

#include <cstdint>

namespace weft {

// The three lists of a profile. The numbers stand in snapshots; never reuse them.
enum class Facet : uint8_t { kInterests = 0, kOffers = 1, kNeeds = 2 };
constexpr int kFacetCount = 3;

constexpr uint32_t kNone = 0xffffffff;  // No phrase, circle, organization, cluster or ordinal.

}  // namespace weft

#endif  // WEFT_SNAPSHOT_FACET_H_
