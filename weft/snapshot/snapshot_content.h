#ifndef WEFT_SNAPSHOT_SNAPSHOT_CONTENT_H_
#define WEFT_SNAPSHOT_SNAPSHOT_CONTENT_H_

#include <array>
#include <cstdint>
#include <vector>

#include "weft/index/int8_rows.h"
#include "weft/snapshot/snapshot_arrays.h"

namespace weft {

// The owning counterpart of SnapshotArrays, for builders and tests; each field is what its namesake there says.
struct SnapshotContent {
  explicit SnapshotContent(int dimension)
      : phrase_rows(dimension), facet_rows{Int8Rows(dimension), Int8Rows(dimension), Int8Rows(dimension)} {}

  Strings ids;
  Strings display_names;
  std::vector<MemberSettings> settings;
  std::vector<uint32_t> by_key;
  Lists<uint32_t> phrases[kFacetCount];
  std::vector<uint32_t> bios;
  Lists<uint32_t> circles;
  std::vector<uint32_t> organizations;
  Lists<uint32_t> languages;
  Lists<uint64_t> refused;

  Strings phrase_texts;
  Int8Rows phrase_rows;
  Strings circle_names;
  Strings organization_names;
  Strings language_tags;
  Lists<uint32_t> circle_members;

  std::array<Int8Rows, kFacetCount> facet_rows;
  std::vector<uint32_t> facet_ordinals[kFacetCount];

  std::vector<uint64_t> tie_offsets{0};
  std::vector<uint32_t> tie_neighbors;
  std::vector<float> tie_strengths;
  std::vector<int64_t> tie_times_micros;
  std::vector<uint32_t> clusters;
  std::vector<uint64_t> cluster_ids;
  Lists<uint32_t> cluster_members;
  std::vector<uint32_t> fine_clusters;
  std::vector<uint64_t> fine_cluster_ids;
  Lists<uint32_t> fine_cluster_members;
  std::vector<uint32_t> core_numbers;
  std::vector<float> constraints;
  std::vector<float> effective_sizes;
  std::vector<float> clustering_coefficients;
  std::vector<float> betweenness;
  std::vector<float> exposure;
  std::vector<ClusterBridge> bridges;
  std::vector<float> closeness_scales;

  double median_weight = 1;
  int64_t as_of_micros = 0;

  // Views into this content; valid until it changes or goes.
  SnapshotArrays View() const;
};

}  // namespace weft

#endif  // WEFT_SNAPSHOT_SNAPSHOT_CONTENT_H_
