#ifndef WEFT_SNAPSHOT_SNAPSHOT_CHECK_H_
#define WEFT_SNAPSHOT_SNAPSHOT_CHECK_H_

#include <string>

#include "absl/status/status.h"
#include "weft/snapshot/manifest.h"
#include "weft/snapshot/snapshot_arrays.h"

namespace weft {

// Checks that every number in the arrays of a file is in range and that lengths agree, so that a file with a right
// checksum and wrong content (a fault of the builder's memory, a forged file) is refused instead of crashing a server.
// Offsets of lists and strings must have been checked before (ArrayFileReader does). O(size).
class SnapshotCheck {
 public:
  // All must outlive the check. Errors are SNAPSHOT_CORRUPT and name `path`.
  SnapshotCheck(const SnapshotArrays& arrays, const Manifest& manifest, const std::string& path)
      : arrays_(arrays), manifest_(manifest), path_(path) {}

  absl::Status Phrases() const;
  absl::Status Members() const;  // After Phrases.
  absl::Status Facets() const;   // After Members.
  absl::Status Graph() const;    // After Members.

 private:
  absl::Status Corrupt(absl::string_view what) const;
  absl::Status Length(absl::string_view name, uint64_t found, uint64_t owed) const;
  absl::Status Below(absl::string_view name, absl::Span<const uint32_t> values, uint64_t bound, bool may_be_none) const;
  // Each list ascending without repeats and below `bound`.
  absl::Status Ascending(absl::string_view name, const ListsView<uint32_t>& lists, uint64_t bound) const;
  absl::Status Rows(absl::string_view name, const Int8RowsView& rows) const;
  absl::Status Keys() const;
  absl::Status Bridges() const;
  // One a member, each a number from 0 to `most`.
  absl::Status Measure(absl::string_view name, absl::Span<const float> values, double most) const;
  // One partition: its three arrays named `name`s, `name`_ids and `name`_members.
  absl::Status Clusters(absl::string_view name, absl::Span<const uint32_t> clusters, absl::Span<const uint64_t> ids,
                        const ListsView<uint32_t>& members, uint64_t count) const;

  const SnapshotArrays& arrays_;
  const Manifest& manifest_;
  const std::string& path_;
};

}  // namespace weft

#endif  // WEFT_SNAPSHOT_SNAPSHOT_CHECK_H_
