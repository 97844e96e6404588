#ifndef WEFT_SNAPSHOT_OVERLAY_H_
#define WEFT_SNAPSHOT_OVERLAY_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "weft/snapshot/network_view.h"
#include "weft/snapshot/persistent_map.h"

namespace weft {

// A member that is new, changed or gone since the snapshot.
struct OverlayMember {
  bool gone = false;
  std::string id;
  std::string display_name;
  MemberSettings settings;
  std::vector<uint32_t> phrases[kFacetCount];
  uint32_t bio = kNone;
  std::vector<uint32_t> circles;
  uint32_t organization = kNone;
  std::vector<uint32_t> languages;
  std::vector<uint64_t> refused;
  std::vector<int8_t> facet_data[kFacetCount];  // Empty: no row.
  float facet_scale[kFacetCount] = {0, 0, 0};

  Int8Row row(Facet facet) const {
    const int f = static_cast<int>(facet);
    return facet_data[f].empty() ? Int8Row{} : Int8Row{facet_data[f].data(), facet_scale[f]};
  }
};

// All ties of a member any tie of which changed since the snapshot.
struct OverlayTies {
  std::vector<uint32_t> neighbors;  // Ascending.
  std::vector<float> strengths;
  std::vector<int64_t> times_micros;
};

struct OverlayPhrase {
  std::string text;
  std::vector<int8_t> data;
  float scale = 0;
};

// Names that the snapshot's dictionary does not have: numbers go on from its size.
class OverlayNames {
 public:
  // REQUIRES: `first` is the size of the snapshot's dictionary, the same at every call.
  uint32_t Intern(const std::string& name, uint32_t first);
  const uint32_t* Find(const std::string& name) const { return numbers_.Find(name); }
  const std::string& name(uint32_t index) const { return **names_.Find(index); }

 private:
  PersistentMap<std::string, uint32_t> numbers_;
  PersistentMap<uint32_t, std::shared_ptr<const std::string>> names_;  // By number less `first`.
};

// What changed since a snapshot. Immutable once published in a view; a successor shares all it did not touch.
struct Overlay {
  uint32_t size = 0;                                                      // Ordinals in all, the snapshot's included.
  uint32_t gone_count = 0;                                                // Of them gone.
  PersistentMap<uint32_t, std::shared_ptr<const OverlayMember>> members;  // By ordinal.
  PersistentMap<std::string, uint32_t> ordinals_by_id;                    // Members that are not the snapshot's.
  PersistentMap<int64_t, uint32_t> ordinals_by_key;                       // Likewise.
  PersistentMap<uint32_t, std::shared_ptr<const OverlayTies>> ties;       // By ordinal.
  PersistentMap<uint32_t, uint32_t> clusters;                             // Of members that are not the snapshot's.
  PersistentMap<uint32_t, uint32_t> fine_clusters;                        // Likewise.
  PersistentMap<std::string, uint32_t> phrase_numbers;                    // By NormalizePhrase.
  PersistentMap<uint32_t, std::shared_ptr<const OverlayPhrase>> phrases;  // By number less the snapshot's count.
  OverlayNames circles, organizations, languages;
  PersistentMap<uint32_t, std::shared_ptr<const std::vector<uint32_t>>> circle_members;  // Of changed circles, whole.
  PersistentMap<int64_t, std::shared_ptr<const MemberIntroductions>> introductions;      // By member's key.
};

}  // namespace weft

#endif  // WEFT_SNAPSHOT_OVERLAY_H_
