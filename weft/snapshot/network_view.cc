#include "weft/snapshot/network_view.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "weft/snapshot/overlay.h"

namespace weft {
namespace {

std::shared_ptr<const OverlayMember> Changed(const Overlay& overlay, uint32_t ordinal) {
  const std::shared_ptr<const OverlayMember>* found = overlay.members.Find(ordinal);
  return found == nullptr ? nullptr : *found;
}

uint64_t PairKey(uint32_t a, uint32_t b) { return static_cast<uint64_t>(std::min(a, b)) << 32 | std::max(a, b); }

// Place of a name in strings in ascending order, or kNone.
uint32_t FindSorted(const StringsView& dictionary, absl::string_view name) {
  size_t low = 0;
  size_t high = dictionary.size();
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (dictionary[middle] < name) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < dictionary.size() && dictionary[low] == name ? static_cast<uint32_t>(low) : kNone;
}

using NumbersByName = absl::flat_hash_map<absl::string_view, uint32_t>;

NumbersByName Numbers(const StringsView& dictionary) {
  NumbersByName out;
  out.reserve(dictionary.size());
  for (uint32_t i = 0; i < dictionary.size(); ++i) out.emplace(dictionary[i], i);
  return out;
}

uint32_t FindName(const NumbersByName& numbers, const OverlayNames& names, absl::string_view name) {
  auto found = numbers.find(name);
  if (found != numbers.end()) return found->second;
  const uint32_t* number = names.Find(std::string(name));
  return number == nullptr ? kNone : *number;
}

absl::string_view NameOf(const StringsView& dictionary, const OverlayNames& names, uint32_t number) {
  if (number < dictionary.size()) return dictionary[number];
  return names.name(static_cast<uint32_t>(number - dictionary.size()));
}

// The snapshot's cluster of a member, or that of most of its ties.
uint32_t OwnOrMajority(absl::Span<const uint32_t> own, const PersistentMap<uint32_t, uint32_t>& majorities,
                       uint32_t ordinal) {
  if (ordinal < own.size() && own[ordinal] != kNone) return own[ordinal];
  const uint32_t* majority = majorities.Find(ordinal);
  return majority == nullptr ? kNone : *majority;
}

}  // namespace

struct NetworkView::Derived {
  NumbersByName circles, organizations, languages;
  std::vector<uint32_t> phrase_counts;                   // Members by phrase.
  absl::flat_hash_map<uint64_t, uint32_t> cluster_ties;  // Ties between two clusters, by PairKey.
  absl::flat_hash_map<uint64_t, double> cluster_joined;  // ClusterPairJoined, by PairKey.
  std::vector<double> joined_ascending;                  // Its values.
  uint32_t periphery_degree_max = 0;
  uint32_t isolates = 0;  // Members without ties.
};

NetworkView::~NetworkView() = default;

std::shared_ptr<const NetworkView> NetworkView::Create(std::shared_ptr<const Snapshot> snapshot,
                                                       const v1::Policy& policy) {
  auto view = std::shared_ptr<NetworkView>(new NetworkView());
  const SnapshotArrays& arrays = snapshot->arrays();
  view->snapshot_ = snapshot;
  view->policy_ = policy;
  view->change_sequence_ = snapshot->manifest().change_sequence;
  view->dimension_ = snapshot->manifest().dimension;
  auto overlay = std::make_shared<Overlay>();
  overlay->size = static_cast<uint32_t>(arrays.ids.size());
  view->overlay_ = std::move(overlay);

  auto derived = std::make_shared<Derived>();
  derived->circles = Numbers(arrays.circle_names);
  derived->organizations = Numbers(arrays.organization_names);
  derived->languages = Numbers(arrays.language_tags);
  derived->phrase_counts.resize(arrays.phrase_texts.size());
  for (const ListsView<uint32_t>& lists : arrays.phrases) {
    for (uint32_t phrase : lists.values) ++derived->phrase_counts[phrase];
  }
  for (uint32_t u = 0; u + 1 < arrays.tie_offsets.size(); ++u) {
    derived->isolates += arrays.tie_offsets[u] == arrays.tie_offsets[u + 1];
    if (arrays.clusters[u] == kNone) continue;
    for (uint64_t i = arrays.tie_offsets[u]; i < arrays.tie_offsets[u + 1]; ++i) {
      const uint32_t v = arrays.tie_neighbors[i];
      if (v < u || arrays.clusters[v] == kNone || arrays.clusters[v] == arrays.clusters[u]) continue;
      ++derived->cluster_ties[PairKey(arrays.clusters[u], arrays.clusters[v])];
    }
  }
  for (const auto& entry : derived->cluster_ties) derived->cluster_joined[entry.first] += entry.second;
  for (const ClusterBridge& bridge : arrays.bridges) {
    if (bridge.from < bridge.to && bridge.joined > 0) {
      derived->cluster_joined[PairKey(bridge.from, bridge.to)] += bridge.joined;
    }
  }
  for (const auto& entry : derived->cluster_joined) derived->joined_ascending.push_back(entry.second);
  std::sort(derived->joined_ascending.begin(), derived->joined_ascending.end());
  if (arrays.tie_offsets.size() > 1) {
    std::vector<uint32_t> degrees;
    for (size_t u = 0; u + 1 < arrays.tie_offsets.size(); ++u) {
      degrees.push_back(static_cast<uint32_t>(arrays.tie_offsets[u + 1] - arrays.tie_offsets[u]));
    }
    const auto quarter = degrees.begin() + static_cast<ptrdiff_t>((degrees.size() - 1) / 4);
    std::nth_element(degrees.begin(), quarter, degrees.end());
    derived->periphery_degree_max = *quarter;
  }
  view->derived_ = std::move(derived);
  return view;
}

std::shared_ptr<const NetworkView> NetworkView::Empty(const std::string& network, const std::string& embedder,
                                                      int dimension, const v1::Policy& policy) {
  Manifest manifest;
  manifest.network = network;
  manifest.embedder = embedder;
  manifest.dimension = dimension;
  SnapshotArrays arrays;
  arrays.phrase_rows.dimension = dimension;
  for (Int8RowsView& rows : arrays.facet_rows) rows.dimension = dimension;
  return Create(Snapshot::FromArrays(std::move(manifest), arrays, nullptr), policy);
}

uint32_t NetworkView::size() const { return overlay_->size; }
uint32_t NetworkView::member_count() const { return overlay_->size - overlay_->gone_count; }
uint32_t NetworkView::overlay_member_count() const { return static_cast<uint32_t>(overlay_->members.size()); }

bool NetworkView::IsGone(uint32_t ordinal) const {
  const std::shared_ptr<const OverlayMember>* changed = overlay_->members.Find(ordinal);
  return changed != nullptr && (*changed)->gone;
}

absl::optional<uint32_t> NetworkView::Find(absl::string_view member_id) const {
  const uint32_t* added = overlay_->ordinals_by_id.Find(std::string(member_id));
  if (added != nullptr && !IsGone(*added)) return *added;
  const uint32_t found = FindSorted(snapshot_->arrays().ids, member_id);
  if (found == kNone || IsGone(found)) return absl::nullopt;
  return found;
}

absl::optional<uint32_t> NetworkView::FindKey(int64_t member_key) const {
  uint32_t ordinal = kNone;
  if (const uint32_t* added = overlay_->ordinals_by_key.Find(member_key)) {
    ordinal = *added;
  } else {
    const SnapshotArrays& arrays = snapshot_->arrays();
    auto found = std::lower_bound(arrays.by_key.begin(), arrays.by_key.end(), member_key,
                                  [&arrays](uint32_t o, int64_t key) { return arrays.settings[o].key < key; });
    if (found != arrays.by_key.end() && arrays.settings[*found].key == member_key) ordinal = *found;
  }
  if (ordinal == kNone || IsGone(ordinal)) return absl::nullopt;
  return ordinal;
}

void NetworkView::ForEachIntroduced(const std::function<void(const MemberIntroductions&)>& visitor) const {
  overlay_->introductions.ForEach(
      [&visitor](int64_t, const std::shared_ptr<const MemberIntroductions>& had) { visitor(*had); });
}

MemberView NetworkView::member(uint32_t ordinal) const {
  MemberView out;
  if (const std::shared_ptr<const OverlayMember> changed = Changed(*overlay_, ordinal)) {
    assert(!changed->gone);
    out.id = changed->id;
    out.display_name = changed->display_name;
    out.settings = changed->settings;
    for (int f = 0; f < kFacetCount; ++f) out.phrases[f] = changed->phrases[f];
    out.bio = changed->bio;
    out.circles = changed->circles;
    out.organization = changed->organization;
    out.languages = changed->languages;
    out.refused = changed->refused;
  } else {
    const SnapshotArrays& arrays = snapshot_->arrays();
    assert(ordinal < arrays.ids.size());
    out.id = arrays.ids[ordinal];
    out.display_name = arrays.display_names[ordinal];
    out.settings = arrays.settings[ordinal];
    for (int f = 0; f < kFacetCount; ++f) out.phrases[f] = arrays.phrases[f][ordinal];
    out.bio = arrays.bios[ordinal];
    out.circles = arrays.circles[ordinal];
    out.organization = arrays.organizations[ordinal];
    out.languages = arrays.languages[ordinal];
    out.refused = arrays.refused[ordinal];
  }
  out.cluster = cluster(ordinal);
  if (const std::shared_ptr<const MemberIntroductions>* had = overlay_->introductions.Find(out.settings.key)) {
    out.introductions = had->get();
  }
  return out;
}

uint32_t NetworkView::cluster(uint32_t ordinal) const {
  return OwnOrMajority(snapshot_->arrays().clusters, overlay_->clusters, ordinal);
}

uint32_t NetworkView::fine_cluster(uint32_t ordinal) const {
  return OwnOrMajority(snapshot_->arrays().fine_clusters, overlay_->fine_clusters, ordinal);
}

StructuralMeasures NetworkView::measures(uint32_t ordinal) const {
  const SnapshotArrays& arrays = snapshot_->arrays();
  StructuralMeasures out;
  if (ordinal < arrays.core_numbers.size()) out.core_number = arrays.core_numbers[ordinal];
  if (ordinal < arrays.constraints.size()) out.constraint = arrays.constraints[ordinal];
  if (ordinal < arrays.effective_sizes.size()) out.effective_size = arrays.effective_sizes[ordinal];
  if (ordinal < arrays.clustering_coefficients.size()) {
    out.clustering_coefficient = arrays.clustering_coefficients[ordinal];
  }
  if (ordinal < arrays.betweenness.size()) out.betweenness = arrays.betweenness[ordinal];
  return out;
}

double NetworkView::LargestClusterShare() const {
  const SnapshotArrays& arrays = snapshot_->arrays();
  size_t largest = 0;
  for (size_t c = 0; c < arrays.cluster_members.size(); ++c) {
    largest = std::max(largest, arrays.cluster_members[c].size());
  }
  return arrays.ids.size() == 0 ? 0 : static_cast<double>(largest) / static_cast<double>(arrays.ids.size());
}

NetworkView::TieCounts NetworkView::CountTies() const {
  const SnapshotArrays& arrays = snapshot_->arrays();
  uint64_t ends = arrays.tie_neighbors.size();
  uint32_t isolates = derived_->isolates;
  const auto degree_at_snapshot = [&arrays](uint32_t ordinal) {
    return ordinal + 1 < arrays.tie_offsets.size() ? arrays.tie_offsets[ordinal + 1] - arrays.tie_offsets[ordinal] : 0;
  };
  overlay_->ties.ForEach([&](uint32_t ordinal, const std::shared_ptr<const OverlayTies>& changed) {
    ends += changed->neighbors.size() - degree_at_snapshot(ordinal);
  });
  // Whoever came, went or has other ties now: taken out as they were, put in as they are.
  const auto recount = [&](uint32_t ordinal) {
    if (ordinal < arrays.ids.size() && degree_at_snapshot(ordinal) == 0) --isolates;
    if (!IsGone(ordinal) && ties(ordinal).size() == 0) ++isolates;
  };
  overlay_->members.ForEach([&](uint32_t ordinal, const auto&) { recount(ordinal); });
  overlay_->ties.ForEach([&](uint32_t ordinal, const auto&) {
    if (overlay_->members.Find(ordinal) == nullptr) recount(ordinal);
  });
  return {ends / 2, isolates};
}

TiesView NetworkView::ties(uint32_t ordinal) const {
  if (const std::shared_ptr<const OverlayTies>* changed = overlay_->ties.Find(ordinal)) {
    return {(*changed)->neighbors, (*changed)->strengths, (*changed)->times_micros};
  }
  const SnapshotArrays& arrays = snapshot_->arrays();
  if (ordinal + 1 >= arrays.tie_offsets.size()) return {};
  const uint64_t begin = arrays.tie_offsets[ordinal];
  const uint64_t count = arrays.tie_offsets[ordinal + 1] - begin;
  return {arrays.tie_neighbors.subspan(begin, count), arrays.tie_strengths.subspan(begin, count),
          arrays.tie_times_micros.subspan(begin, count)};
}

Int8Row NetworkView::facet_row(uint32_t ordinal, Facet facet) const {
  if (const std::shared_ptr<const OverlayMember> changed = Changed(*overlay_, ordinal)) return changed->row(facet);
  const SnapshotArrays& arrays = snapshot_->arrays();
  const absl::Span<const uint32_t> ordinals = arrays.facet_ordinals[static_cast<int>(facet)];
  auto found = std::lower_bound(ordinals.begin(), ordinals.end(), ordinal);
  if (found == ordinals.end() || *found != ordinal) return {};
  return arrays.facet_rows[static_cast<int>(facet)].row(static_cast<size_t>(found - ordinals.begin()));
}

absl::string_view NetworkView::phrase_text(uint32_t phrase) const {
  const StringsView& texts = snapshot_->arrays().phrase_texts;
  if (phrase < texts.size()) return texts[phrase];
  return (*overlay_->phrases.Find(static_cast<uint32_t>(phrase - texts.size())))->text;
}

Int8Row NetworkView::phrase_row(uint32_t phrase) const {
  const Int8RowsView& rows = snapshot_->arrays().phrase_rows;
  if (phrase < rows.size()) return rows.row(phrase);
  const OverlayPhrase& added = **overlay_->phrases.Find(static_cast<uint32_t>(phrase - rows.size()));
  return {added.data.data(), added.scale};
}

uint32_t NetworkView::PhraseCount(uint32_t phrase) const {
  return phrase < derived_->phrase_counts.size() ? std::max(1u, derived_->phrase_counts[phrase]) : 1;
}

absl::string_view NetworkView::circle_name(uint32_t circle) const {
  return NameOf(snapshot_->arrays().circle_names, overlay_->circles, circle);
}
absl::string_view NetworkView::organization_name(uint32_t organization) const {
  return NameOf(snapshot_->arrays().organization_names, overlay_->organizations, organization);
}
absl::string_view NetworkView::language_tag(uint32_t language) const {
  return NameOf(snapshot_->arrays().language_tags, overlay_->languages, language);
}
uint32_t NetworkView::FindCircle(absl::string_view name) const {
  return FindName(derived_->circles, overlay_->circles, name);
}
uint32_t NetworkView::FindOrganization(absl::string_view name) const {
  return FindName(derived_->organizations, overlay_->organizations, name);
}
uint32_t NetworkView::FindLanguage(absl::string_view tag) const {
  return FindName(derived_->languages, overlay_->languages, tag);
}

std::vector<uint32_t> NetworkView::CircleMembers(uint32_t circle) const {
  if (const std::shared_ptr<const std::vector<uint32_t>>* changed = overlay_->circle_members.Find(circle)) {
    return **changed;
  }
  const ListsView<uint32_t>& members = snapshot_->arrays().circle_members;
  if (circle >= members.size()) return {};
  return {members[circle].begin(), members[circle].end()};
}

uint32_t NetworkView::CircleSize(uint32_t circle) const {
  if (const std::shared_ptr<const std::vector<uint32_t>>* changed = overlay_->circle_members.Find(circle)) {
    return static_cast<uint32_t>((*changed)->size());
  }
  const ListsView<uint32_t>& members = snapshot_->arrays().circle_members;
  return circle < members.size() ? static_cast<uint32_t>(members[circle].size()) : 0;
}

uint32_t NetworkView::periphery_degree_max() const { return derived_->periphery_degree_max; }

uint32_t NetworkView::ClusterPairTies(uint32_t a, uint32_t b) const {
  auto found = derived_->cluster_ties.find(PairKey(a, b));
  return found == derived_->cluster_ties.end() ? 0 : found->second;
}

double NetworkView::ClusterPairJoined(uint32_t a, uint32_t b) const {
  auto found = derived_->cluster_joined.find(PairKey(a, b));
  return found == derived_->cluster_joined.end() ? 0 : found->second;
}

void NetworkView::ForEachJoinedClusters(
    const std::function<void(uint32_t a, uint32_t b, double joined)>& visitor) const {
  for (const auto& [key, joined] : derived_->cluster_joined) {
    visitor(static_cast<uint32_t>(key >> 32), static_cast<uint32_t>(key), joined);
  }
}

double NetworkView::ClusterPairGain(uint32_t a, uint32_t b) const {
  assert(a != b);
  const double joined = ClusterPairJoined(a, b);
  if (joined <= 0) return 1;
  const std::vector<double>& ascending = derived_->joined_ascending;
  const auto as_much = ascending.end() - std::lower_bound(ascending.begin(), ascending.end(), joined);
  const double clusters = cluster_count();
  return static_cast<double>(as_much) / (clusters * (clusters - 1) / 2);
}

absl::Span<const ClusterBridge> NetworkView::BridgesFrom(uint32_t cluster) const {
  const absl::Span<const ClusterBridge> all = snapshot_->arrays().bridges;
  const auto begin = std::lower_bound(all.begin(), all.end(), cluster,
                                      [](const ClusterBridge& bridge, uint32_t from) { return bridge.from < from; });
  auto end = begin;
  while (end != all.end() && end->from == cluster) ++end;
  return all.subspan(static_cast<size_t>(begin - all.begin()), static_cast<size_t>(end - begin));
}

absl::StatusOr<std::vector<Candidate>> NetworkView::Nearest(Facet facet, Int8Row query, int limit) const {
  assert(limit > 0);
  if (!query || query.scale == 0) return std::vector<Candidate>();
  std::vector<Candidate> out;
  const CandidateSource& source = snapshot_->source(facet);
  const size_t changed_count = overlay_->members.size();
  if (source.size() > 0) {
    // Changed members may stand in the snapshot's answer with their old rows: ask for that many more.
    const size_t asked = std::min(source.size(), static_cast<size_t>(limit) + changed_count);
    absl::StatusOr<std::vector<Candidate>> found = source.Nearest(query, static_cast<int>(asked));
    if (!found.ok()) return found.status();
    for (const Candidate& candidate : *found) {
      if (overlay_->members.Find(candidate.ordinal) == nullptr) out.push_back(candidate);
    }
  }
  overlay_->members.ForEach([&](uint32_t ordinal, const std::shared_ptr<const OverlayMember>& member) {
    if (member->gone) return;
    const Int8Row row = member->row(facet);
    if (row) out.push_back({ordinal, Dot(query, row, dimension_)});
  });
  const size_t kept = std::min(out.size(), static_cast<size_t>(limit));
  std::partial_sort(out.begin(), out.begin() + static_cast<ptrdiff_t>(kept), out.end(), Nearer);
  out.resize(kept);
  return out;
}

}  // namespace weft
