#ifndef WEFT_SNAPSHOT_NETWORK_VIEW_H_
#define WEFT_SNAPSHOT_NETWORK_VIEW_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "weft/embedding/embedder.h"
#include "weft/index/candidate_source.h"
#include "weft/profile/member_introductions.h"
#include "weft/snapshot/facet.h"
#include "weft/snapshot/snapshot.h"
#include "weft/v1/member.pb.h"
#include "weft/v1/network.pb.h"

namespace weft {

struct Overlay;

// What matching reads of one member. Points into a view and lives as long as it.
struct MemberView {
  absl::string_view id;
  absl::string_view display_name;  // May be empty.
  MemberSettings settings;
  absl::Span<const uint32_t> phrases[kFacetCount];  // Distinct phrase numbers; without the bio.
  uint32_t bio = kNone;                             // Phrase number.
  absl::Span<const uint32_t> circles;               // Ascending circle numbers.
  uint32_t organization = kNone;
  absl::Span<const uint32_t> languages;  // Ascending language numbers.
  absl::Span<const uint64_t> refused;    // Ascending IdHash of never_pair and blocked.
  uint32_t cluster = kNone;
  const MemberIntroductions* introductions = nullptr;  // Null: has had none.
};

// The ties of one member, neighbours ascending by ordinal.
struct TiesView {
  absl::Span<const uint32_t> neighbors;
  absl::Span<const float> strengths;
  absl::Span<const int64_t> times_micros;  // Last contact; 0 where not known.
  size_t size() const { return neighbors.size(); }
};

// A member's place in the ties at the snapshot, as weft/graph measures it. The defaults are those of somebody without
// ties, and of a member who came after the snapshot.
struct StructuralMeasures {
  uint32_t core_number = 0;  // See CoreNumbers.
  float constraint = 1;      // Burt's; see BurtConstraints. Low: stands between people who do not know one another.
  float effective_size = 0;  // See EffectiveSizes. In acquaintances.
  float clustering_coefficient = 0;  // See ClusteringCoefficients. 0 to 1.
  float betweenness = 0;             // Share of the pairs of others that this member lies between, 0 to 1, sampled.
};

// What has changed since a view, in the state of `sequence`.
struct ViewDelta {
  struct ChangedMember {
    int64_t key = 0;
    v1::Member member;
  };
  struct Tie {
    int64_t other_key = 0;
    double weight = 1;
    int64_t time_micros = 0;  // 0: none, no decay.
  };
  struct Neighborhood {
    int64_t key = 0;
    std::vector<Tie> ties;  // All ties of the member.
  };
  int64_t sequence = 0;
  v1::Policy policy;
  std::vector<ChangedMember> members;  // New and changed.
  std::vector<int64_t> deleted;
  std::vector<Neighborhood> neighborhoods;  // Of every member any tie of which changed.
  // Of every member any introduction of whom changed, or who spoke after one. They are in no snapshot: the first delta
  // applied to one must bring all there are.
  std::vector<MemberIntroductions> introductions;
};

// One network at one change sequence: a snapshot and an overlay of what changed since. Immutable and thread-safe;
// readers hold it by shared_ptr, so that no reload or write can change an answer midway.
//
// Members have ordinals: the snapshot's first, then those of new members. An ordinal stays with its member as long as
// the snapshot does. Overlay ties count at once in ties(); clusters and structural measures are the snapshot's, and a
// new member takes the majority cluster of its ties, at each resolution.
class NetworkView {
 public:
  // The view of a snapshot alone.
  static std::shared_ptr<const NetworkView> Create(std::shared_ptr<const Snapshot> snapshot, const v1::Policy& policy);
  // For a network without a snapshot: everything comes by Apply.
  static std::shared_ptr<const NetworkView> Empty(const std::string& network, const std::string& embedder,
                                                  int dimension, const v1::Policy& policy);
  // The next view; this one stays as it is. Embeds phrases it has not seen (through `embedder`'s cache). Deltas that
  // were applied before, wholly or in part, do no harm. Only one thread may apply to the newest view of a network.
  // O(changes + size of the touched parts).
  absl::StatusOr<std::shared_ptr<const NetworkView>> Apply(const ViewDelta& delta, const Embedder& embedder) const;
  ~NetworkView();

  const Snapshot& snapshot() const { return *snapshot_; }
  const std::string& network() const { return snapshot_->manifest().network; }
  const std::string& snapshot_version() const { return snapshot_->manifest().version; }
  int64_t change_sequence() const { return change_sequence_; }
  const v1::Policy& policy() const { return policy_; }
  int dimension() const { return dimension_; }

  // Ordinals are [0, size()), those of gone members included.
  uint32_t size() const;
  // Members that are not gone.
  uint32_t member_count() const;
  // Members new or changed since the snapshot.
  uint32_t overlay_member_count() const;
  bool IsGone(uint32_t ordinal) const;
  struct TieCounts {
    uint64_t ties = 0;
    uint32_t isolates = 0;  // Members without ties.
  };
  // As they are now, changes since the snapshot included. O(changes).
  TieCounts CountTies() const;
  // NOT gone members only. O(log n).
  absl::optional<uint32_t> Find(absl::string_view member_id) const;
  // By the store's key. O(log n).
  absl::optional<uint32_t> FindKey(int64_t member_key) const;
  // Every member who has had introductions, in no order that may be relied on; gone ones included.
  void ForEachIntroduced(const std::function<void(const MemberIntroductions&)>& visitor) const;
  // REQUIRES: not gone.
  MemberView member(uint32_t ordinal) const;
  uint32_t cluster(uint32_t ordinal) const;
  // At the finer resolution: 0 .. fine_cluster_count()-1, or kNone. Fine clusters need not lie inside clusters.
  uint32_t fine_cluster(uint32_t ordinal) const;
  StructuralMeasures measures(uint32_t ordinal) const;
  TiesView ties(uint32_t ordinal) const;
  uint32_t degree(uint32_t ordinal) const { return static_cast<uint32_t>(ties(ordinal).size()); }
  // The least-tied quarter of the members, isolates included, have at most so many ties, at the snapshot.
  uint32_t periphery_degree_max() const;
  // Row of a facet; absent if the member has none.
  Int8Row facet_row(uint32_t ordinal, Facet facet) const;

  absl::string_view phrase_text(uint32_t phrase) const;
  Int8Row phrase_row(uint32_t phrase) const;
  // Members who had the phrase in a facet at the snapshot; 1 for a phrase that came later.
  uint32_t PhraseCount(uint32_t phrase) const;
  absl::string_view circle_name(uint32_t circle) const;
  absl::string_view organization_name(uint32_t organization) const;
  absl::string_view language_tag(uint32_t language) const;
  // Number of a circle, organization or language by name, or kNone.
  uint32_t FindCircle(absl::string_view name) const;
  uint32_t FindOrganization(absl::string_view name) const;
  uint32_t FindLanguage(absl::string_view tag) const;
  // Ordinals of a circle's members, gone ones left out, ascending.
  std::vector<uint32_t> CircleMembers(uint32_t circle) const;
  uint32_t CircleSize(uint32_t circle) const;

  uint32_t cluster_count() const { return static_cast<uint32_t>(snapshot_->arrays().cluster_ids.size()); }
  // No ties were there to find clusters in: clusters, if there are any, come of circles, organizations and interests.
  // So until the first build with a tie.
  bool HasProvisionalClusters() const { return cluster_count() == 0 || snapshot_->manifest().provisional_clusters; }
  absl::Span<const uint32_t> ClusterMembers(uint32_t cluster) const {
    return snapshot_->arrays().cluster_members[cluster];
  }
  uint32_t fine_cluster_count() const { return static_cast<uint32_t>(snapshot_->arrays().fine_cluster_ids.size()); }
  absl::Span<const uint32_t> FineClusterMembers(uint32_t cluster) const {
    return snapshot_->arrays().fine_cluster_members[cluster];
  }
  // The largest cluster's part of all members, at the snapshot, 0 to 1. O(clusters).
  double LargestClusterShare() const;
  // Ties between two clusters, at the snapshot. O(1).
  uint32_t ClusterPairTies(uint32_t a, uint32_t b) const;
  // What joins two clusters: their ties, and the pairs that the dry run's strong fits bring together. O(1).
  double ClusterPairJoined(uint32_t a, uint32_t b) const;
  // Every two clusters that are joined at all, a < b, with ClusterPairJoined; in no order that may be relied on.
  void ForEachJoinedClusters(const std::function<void(uint32_t a, uint32_t b, double joined)>& visitor) const;
  // How under-joined two clusters are, at the snapshot: the share of all pairs of clusters that are joined at least as
  // much, in (0, 1]; 1 for the least joined. One more tie raises CEGC by the more, the higher this is. O(log pairs).
  // REQUIRES: a != b.
  double ClusterPairGain(uint32_t a, uint32_t b) const;
  // Where the places kept for weak-tie introductions in the lists of a cluster's members lead, by the build's plan.
  absl::Span<const ClusterBridge> BridgesFrom(uint32_t cluster) const;

  // Nearest members by one facet, gone ones left out, overlay included, nearest first. REQUIRES: limit > 0.
  absl::StatusOr<std::vector<Candidate>> Nearest(Facet facet, Int8Row query, int limit) const;

 private:
  struct Derived;
  NetworkView() = default;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const Overlay> overlay_;
  std::shared_ptr<const Derived> derived_;  // From the snapshot, once.
  v1::Policy policy_;
  int64_t change_sequence_ = 0;
  int dimension_ = 0;
};

}  // namespace weft

#endif  // WEFT_SNAPSHOT_NETWORK_VIEW_H_
