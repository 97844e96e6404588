#ifndef WEFT_SNAPSHOT_SNAPSHOT_ARRAYS_H_
#define WEFT_SNAPSHOT_SNAPSHOT_ARRAYS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "weft/index/int8_rows.h"
#include "weft/snapshot/facet.h"

namespace weft {

// Lists of numbers of different lengths, side by side: list i is values[offsets[i] .. offsets[i+1]).
template <typename T>
struct ListsView {
  absl::Span<const uint64_t> offsets;  // size() + 1, ascending; empty for no lists.
  absl::Span<const T> values;
  size_t size() const { return offsets.empty() ? 0 : offsets.size() - 1; }
  absl::Span<const T> operator[](size_t i) const { return values.subspan(offsets[i], offsets[i + 1] - offsets[i]); }
};

// Strings side by side.
struct StringsView {
  absl::Span<const uint64_t> offsets;
  absl::Span<const char> bytes;
  size_t size() const { return offsets.empty() ? 0 : offsets.size() - 1; }
  absl::string_view operator[](size_t i) const {
    return absl::string_view(bytes.data() + offsets[i], offsets[i + 1] - offsets[i]);
  }
};

// The owning counterparts, for builders and tests.
template <typename T>
class Lists {
 public:
  void Add(absl::Span<const T> list) {
    values_.insert(values_.end(), list.begin(), list.end());
    offsets_.push_back(values_.size());
  }
  ListsView<T> view() const { return {offsets_, values_}; }

 private:
  std::vector<uint64_t> offsets_{0};
  std::vector<T> values_;
};

class Strings {
 public:
  void Add(absl::string_view s) {
    bytes_.insert(bytes_.end(), s.begin(), s.end());
    offsets_.push_back(bytes_.size());
  }
  size_t size() const { return offsets_.size() - 1; }
  StringsView view() const { return {offsets_, bytes_}; }

 private:
  std::vector<uint64_t> offsets_{0};
  std::vector<char> bytes_;
};

// One member's settings, of fixed size. Stands in snapshots: new layout, new snapshot format number.
struct MemberSettings {
  int64_t key = 0;  // The store's.
  int64_t paused_until_micros = 0;
  float weak_tie_share = -1;             // Below 0: not set.
  int16_t introductions_per_month = -1;  // Below 0: not set.
  uint8_t being_found = 0;               // v1::Participation::Word
  uint8_t being_introduced = 0;
  uint8_t introducing = 0;
  uint8_t rhythm = 0;  // v1::Participation::Rhythm
  uint8_t unused[6] = {};
};
static_assert(sizeof(MemberSettings) == 32, "written as it stands");

// Two clusters, seen from one of them. Stands in snapshots: new layout, new snapshot format number.
struct ClusterBridge {
  uint32_t from = 0;
  uint32_t to = 0;
  float joined = 0;  // Pairs of the two clusters that the strong fits of everybody's lists bring together (dry run).
  float flow = 0;    // Of the places kept for weak-tie introductions in the lists of `from`, those planned for `to`.
};
static_assert(sizeof(ClusterBridge) == 16, "written as it stands");

// Everything a snapshot holds, as views: into mapped files, or into SnapshotContent. Members are in ascending order of
// id, and their place in it is their ordinal. n members, p distinct phrases, c clusters, f fine clusters.
struct SnapshotArrays {
  // Members.
  StringsView ids;                            // n, ascending
  StringsView display_names;                  // n, may be empty strings
  absl::Span<const MemberSettings> settings;  // n
  absl::Span<const uint32_t> by_key;          // n ordinals in ascending order of key
  ListsView<uint32_t> phrases[kFacetCount];   // n lists of distinct phrase numbers, in the profile's order
  absl::Span<const uint32_t> bios;            // n phrase numbers or kNone; not part of phrases[]
  ListsView<uint32_t> circles;                // n ascending lists of circle numbers
  absl::Span<const uint32_t> organizations;   // n organization numbers or kNone
  ListsView<uint32_t> languages;              // n ascending lists of language numbers
  ListsView<uint64_t> refused;                // n ascending lists of IdHash of never_pair and blocked
  // Dictionaries.
  StringsView phrase_texts;  // p, as first written; equal under NormalizePhrase means one number
  Int8RowsView phrase_rows;  // p; scale 0 for a text without vector
  StringsView circle_names;
  StringsView organization_names;
  StringsView language_tags;
  ListsView<uint32_t> circle_members;  // Ascending ordinals a circle.
  // Facet vectors: rows of those members who have the facet (interests include the bio).
  Int8RowsView facet_rows[kFacetCount];
  absl::Span<const uint32_t> facet_ordinals[kFacetCount];  // One a row, ascending.
  // Graph, both directions of each tie, neighbours ascending.
  absl::Span<const uint64_t> tie_offsets;  // n + 1
  absl::Span<const uint32_t> tie_neighbors;
  absl::Span<const float> tie_strengths;       // (0, 1]
  absl::Span<const int64_t> tie_times_micros;  // Last contact; 0 where not known.
  absl::Span<const uint32_t> clusters;         // n cluster places (0..c-1) or kNone
  absl::Span<const uint64_t> cluster_ids;      // c ids, stable across builds
  ListsView<uint32_t> cluster_members;         // c ascending lists of ordinals
  // The same at the finer resolution, f clusters. Ids of both come from one count: a number names one cluster.
  absl::Span<const uint32_t> fine_clusters;     // n places (0..f-1) or kNone
  absl::Span<const uint64_t> fine_cluster_ids;  // f
  ListsView<uint32_t> fine_cluster_members;     // f
  // Structural measures, n each; see StructuralMeasures (weft/snapshot/network_view.h).
  absl::Span<const uint32_t> core_numbers;
  absl::Span<const float> constraints;
  absl::Span<const float> effective_sizes;
  absl::Span<const float> clustering_coefficients;
  absl::Span<const float> betweenness;
  absl::Span<const float> exposure;         // n: times shown among the dry run's strong fits, over the mean; or empty
  absl::Span<const ClusterBridge> bridges;  // By from, to; pairs with nothing to say left out. May be empty.
  // Three, or empty: what a close pair typically has by each kernel of closeness (weft/matching/closeness.h).
  absl::Span<const float> closeness_scales;
  // What new ties need to get a strength: w / (w + median) * 0.5^(age / half-life), age up to as_of.
  double median_weight = 1;
  int64_t as_of_micros = 0;  // 0: no tie has a time.
};

// How `refused` names a member: 64 bits of XXH3 of the id, so that members who do not exist yet can be named.
uint64_t IdHash(absl::string_view id);

}  // namespace weft

#endif  // WEFT_SNAPSHOT_SNAPSHOT_ARRAYS_H_
