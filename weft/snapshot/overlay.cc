#include "weft/snapshot/overlay.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "weft/base/clock.h"
#include "weft/profile/phrase.h"
#include "weft/snapshot/member_settings.h"

namespace weft {

uint32_t OverlayNames::Intern(const std::string& name, uint32_t first) {
  if (const uint32_t* known = numbers_.Find(name)) return *known;
  const uint32_t index = static_cast<uint32_t>(names_.size());
  names_.Set(index, std::make_shared<const std::string>(name));
  numbers_.Set(name, first + index);
  return first + index;
}

namespace {

// Collects what one delta adds to an overlay. Phrases are numbered first and embedded together at the end.
class OverlayEditor {
 public:
  OverlayEditor(const NetworkView& base, const Snapshot& snapshot, std::shared_ptr<Overlay> overlay)
      : base_(base), arrays_(snapshot.arrays()), overlay_(std::move(overlay)) {}

  absl::Status Apply(const ViewDelta& delta, const Embedder& embedder);

 private:
  uint32_t OrdinalOfKey(int64_t key) const;  // kNone if unknown.
  const OverlayMember* Changed(uint32_t ordinal) const {
    const std::shared_ptr<const OverlayMember>* found = overlay_->members.Find(ordinal);
    return found == nullptr ? nullptr : found->get();
  }
  absl::Status EmbedNewPhrases(const std::vector<ViewDelta::ChangedMember>& members, const Embedder& embedder);
  uint32_t PhraseNumber(const std::string& text) const;
  Int8Row PhraseRow(uint32_t number) const;
  void Put(const ViewDelta::ChangedMember& changed);
  void Remove(uint32_t ordinal);
  void SetCircles(uint32_t ordinal, absl::Span<const uint32_t> before, absl::Span<const uint32_t> after);
  void SetTies(const ViewDelta::Neighborhood& neighborhood, double half_life_micros);
  // Sets in `majorities` the cluster that most ties of a member have at the snapshot, if it has none there itself.
  void SetMajorityCluster(uint32_t ordinal, absl::Span<const uint32_t> clusters,
                          PersistentMap<uint32_t, uint32_t>* majorities);

  const NetworkView& base_;
  const SnapshotArrays& arrays_;
  const std::shared_ptr<Overlay> overlay_;
};

uint32_t OverlayEditor::OrdinalOfKey(int64_t key) const {
  if (const uint32_t* added = overlay_->ordinals_by_key.Find(key)) return *added;
  auto found = std::lower_bound(arrays_.by_key.begin(), arrays_.by_key.end(), key,
                                [this](uint32_t ordinal, int64_t k) { return arrays_.settings[ordinal].key < k; });
  if (found == arrays_.by_key.end() || arrays_.settings[*found].key != key) return kNone;
  return *found;
}

std::vector<std::string> TextsOf(const v1::Member& member) {
  std::vector<std::string> out;
  for (const auto* list : {&member.interests(), &member.offers(), &member.needs()}) {
    out.insert(out.end(), list->begin(), list->end());
  }
  if (!member.bio().empty()) out.push_back(member.bio());
  return out;
}

absl::Status OverlayEditor::EmbedNewPhrases(const std::vector<ViewDelta::ChangedMember>& members,
                                            const Embedder& embedder) {
  std::vector<std::string> texts;
  std::set<std::string> seen;
  for (const ViewDelta::ChangedMember& changed : members) {
    for (std::string& text : TextsOf(changed.member)) {
      std::string key = NormalizePhrase(text);
      if (overlay_->phrase_numbers.Find(key) != nullptr || !seen.insert(std::move(key)).second) continue;
      texts.push_back(std::move(text));
    }
  }
  if (texts.empty()) return absl::OkStatus();
  const size_t dimension = static_cast<size_t>(base_.dimension());
  std::vector<float> rows(texts.size() * dimension);
  absl::Status status = embedder.Embed(texts, absl::MakeSpan(rows));
  if (!status.ok()) return status;
  const uint32_t first = static_cast<uint32_t>(arrays_.phrase_texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    auto phrase = std::make_shared<OverlayPhrase>();
    phrase->data.resize(dimension);
    phrase->scale =
        QuantizeRow(absl::MakeConstSpan(rows).subspan(i * dimension, dimension), absl::MakeSpan(phrase->data));
    const uint32_t index = static_cast<uint32_t>(overlay_->phrases.size());
    overlay_->phrase_numbers.Set(NormalizePhrase(texts[i]), first + index);
    phrase->text = std::move(texts[i]);
    overlay_->phrases.Set(index, std::move(phrase));
  }
  return absl::OkStatus();
}

uint32_t OverlayEditor::PhraseNumber(const std::string& text) const {
  const uint32_t* number = overlay_->phrase_numbers.Find(NormalizePhrase(text));
  assert(number != nullptr);  // EmbedNewPhrases came first.
  return *number;
}

Int8Row OverlayEditor::PhraseRow(uint32_t number) const {
  const OverlayPhrase& phrase = **overlay_->phrases.Find(static_cast<uint32_t>(number - arrays_.phrase_texts.size()));
  return {phrase.data.data(), phrase.scale};
}

void OverlayEditor::SetCircles(uint32_t ordinal, absl::Span<const uint32_t> before, absl::Span<const uint32_t> after) {
  std::set<uint32_t> touched(before.begin(), before.end());
  touched.insert(after.begin(), after.end());
  for (uint32_t circle : touched) {
    const bool was = std::binary_search(before.begin(), before.end(), circle);
    const bool is = std::binary_search(after.begin(), after.end(), circle);
    if (was == is) continue;
    auto members = std::make_shared<std::vector<uint32_t>>();
    if (const std::shared_ptr<const std::vector<uint32_t>>* changed = overlay_->circle_members.Find(circle)) {
      *members = **changed;
    } else if (circle < arrays_.circle_members.size()) {
      members->assign(arrays_.circle_members[circle].begin(), arrays_.circle_members[circle].end());
    }
    auto place = std::lower_bound(members->begin(), members->end(), ordinal);
    if (is) {
      members->insert(place, ordinal);
    } else if (place != members->end() && *place == ordinal) {
      members->erase(place);
    }
    overlay_->circle_members.Set(circle, std::move(members));
  }
}

void OverlayEditor::Put(const ViewDelta::ChangedMember& changed) {
  const v1::Member& from = changed.member;
  const std::string id = from.name().substr(from.name().rfind('/') + 1);
  auto to = std::make_shared<OverlayMember>();
  to->id = id;
  to->display_name = from.display_name();
  to->settings = SettingsOf(changed.key, from.participation());
  to->refused = RefusedBy(from.participation());

  const google::protobuf::RepeatedPtrField<std::string>* lists[kFacetCount] = {&from.interests(), &from.offers(),
                                                                               &from.needs()};
  if (!from.bio().empty()) to->bio = PhraseNumber(from.bio());
  for (int f = 0; f < kFacetCount; ++f) {
    std::vector<Int8Row> rows;
    for (const std::string& text : *lists[f]) {
      const uint32_t number = PhraseNumber(text);
      if (std::find(to->phrases[f].begin(), to->phrases[f].end(), number) != to->phrases[f].end()) continue;
      to->phrases[f].push_back(number);
      rows.push_back(PhraseRow(number));
    }
    if (f == static_cast<int>(Facet::kInterests) && to->bio != kNone) rows.push_back(PhraseRow(to->bio));
    if (rows.empty()) continue;
    const std::vector<float> sum = NormalizedSum(rows, base_.dimension());
    to->facet_data[f].resize(sum.size());
    to->facet_scale[f] = QuantizeRow(sum, absl::MakeSpan(to->facet_data[f]));
    if (to->facet_scale[f] == 0) to->facet_data[f].clear();
  }

  auto number_of = [](uint32_t known, OverlayNames* names, const std::string& name, size_t first) {
    return known != kNone ? known : names->Intern(name, static_cast<uint32_t>(first));
  };
  for (const std::string& circle : from.circles()) {
    to->circles.push_back(number_of(base_.FindCircle(circle), &overlay_->circles, circle, arrays_.circle_names.size()));
  }
  for (const std::string& language : from.languages()) {
    to->languages.push_back(
        number_of(base_.FindLanguage(language), &overlay_->languages, language, arrays_.language_tags.size()));
  }
  for (std::vector<uint32_t>* numbers : {&to->circles, &to->languages}) {
    std::sort(numbers->begin(), numbers->end());
    numbers->erase(std::unique(numbers->begin(), numbers->end()), numbers->end());
  }
  if (!from.organization().empty()) {
    to->organization = number_of(base_.FindOrganization(from.organization()), &overlay_->organizations,
                                 from.organization(), arrays_.organization_names.size());
  }

  uint32_t ordinal = OrdinalOfKey(changed.key);
  std::vector<uint32_t> circles_before;
  if (ordinal == kNone) {
    ordinal = overlay_->size++;
    overlay_->ordinals_by_key.Set(changed.key, ordinal);
    overlay_->ordinals_by_id.Set(id, ordinal);
  } else if (const OverlayMember* before = Changed(ordinal)) {
    if (before->gone) return;  // A delta that was applied before; keys never come back.
    circles_before = before->circles;
  } else {
    circles_before.assign(arrays_.circles[ordinal].begin(), arrays_.circles[ordinal].end());
  }
  SetCircles(ordinal, circles_before, to->circles);
  overlay_->members.Set(ordinal, std::move(to));
}

void OverlayEditor::Remove(uint32_t ordinal) {
  std::vector<uint32_t> circles;
  if (const OverlayMember* before = Changed(ordinal)) {
    if (before->gone) return;
    circles = before->circles;
  } else {
    circles.assign(arrays_.circles[ordinal].begin(), arrays_.circles[ordinal].end());
  }
  SetCircles(ordinal, circles, {});
  auto gone = std::make_shared<OverlayMember>();
  gone->gone = true;
  overlay_->members.Set(ordinal, std::move(gone));
  ++overlay_->gone_count;
  overlay_->ties.Set(ordinal, std::make_shared<const OverlayTies>());
}

void OverlayEditor::SetTies(const ViewDelta::Neighborhood& neighborhood, double half_life_micros) {
  const uint32_t ordinal = OrdinalOfKey(neighborhood.key);
  if (ordinal == kNone) return;
  std::map<uint32_t, const ViewDelta::Tie*> by_neighbor;
  for (const ViewDelta::Tie& tie : neighborhood.ties) {
    const uint32_t other = OrdinalOfKey(tie.other_key);
    if (other == kNone) continue;
    const OverlayMember* changed = Changed(other);
    if (changed == nullptr || !changed->gone) by_neighbor[other] = &tie;
  }
  auto to = std::make_shared<OverlayTies>();
  for (const auto& entry : by_neighbor) {
    const ViewDelta::Tie& tie = *entry.second;
    double strength = tie.weight / (tie.weight + arrays_.median_weight);
    if (tie.time_micros != 0 && tie.time_micros < arrays_.as_of_micros) {
      strength *= std::exp2(-static_cast<double>(arrays_.as_of_micros - tie.time_micros) / half_life_micros);
    }
    to->neighbors.push_back(entry.first);
    to->strengths.push_back(static_cast<float>(strength));
    to->times_micros.push_back(tie.time_micros);
  }
  overlay_->ties.Set(ordinal, std::move(to));
  SetMajorityCluster(ordinal, arrays_.clusters, &overlay_->clusters);
  SetMajorityCluster(ordinal, arrays_.fine_clusters, &overlay_->fine_clusters);
}

// Clusters are the snapshot's until the next build; a member without one takes the cluster of most of its ties, the
// lowest of several.
void OverlayEditor::SetMajorityCluster(uint32_t ordinal, absl::Span<const uint32_t> clusters,
                                       PersistentMap<uint32_t, uint32_t>* majorities) {
  if (ordinal < clusters.size() && clusters[ordinal] != kNone) return;
  std::map<uint32_t, int> votes;
  for (uint32_t neighbor : (*overlay_->ties.Find(ordinal))->neighbors) {
    if (neighbor < clusters.size() && clusters[neighbor] != kNone) ++votes[clusters[neighbor]];
  }
  uint32_t best = kNone;
  int most = 0;
  for (const auto& vote : votes) {
    if (vote.second > most) {
      best = vote.first;
      most = vote.second;
    }
  }
  majorities->Set(ordinal, best);
}

absl::Status OverlayEditor::Apply(const ViewDelta& delta, const Embedder& embedder) {
  absl::Status status = EmbedNewPhrases(delta.members, embedder);
  if (!status.ok()) return status;
  std::vector<const ViewDelta::ChangedMember*> members;
  for (const ViewDelta::ChangedMember& changed : delta.members) members.push_back(&changed);
  // New members get ordinals in the order of their keys, so that a view does not depend on how a delta was read.
  std::sort(members.begin(), members.end(), [](const auto* a, const auto* b) { return a->key < b->key; });
  for (int64_t key : delta.deleted) {
    const uint32_t ordinal = OrdinalOfKey(key);
    if (ordinal != kNone) Remove(ordinal);
  }
  for (const ViewDelta::ChangedMember* changed : members) Put(*changed);
  double half_life_micros = 730.0 * 24 * 3600 * 1e6;
  if (delta.policy.has_tie_half_life() && delta.policy.tie_half_life().seconds() > 0) {
    half_life_micros = static_cast<double>(delta.policy.tie_half_life().seconds()) * 1e6;
  }
  for (const ViewDelta::Neighborhood& neighborhood : delta.neighborhoods) SetTies(neighborhood, half_life_micros);
  for (const MemberIntroductions& introductions : delta.introductions) {
    overlay_->introductions.Set(introductions.key, std::make_shared<const MemberIntroductions>(introductions));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::shared_ptr<const NetworkView>> NetworkView::Apply(const ViewDelta& delta,
                                                                      const Embedder& embedder) const {
  assert(embedder.dimension() == dimension_);
  auto overlay = std::make_shared<Overlay>(*overlay_);
  OverlayEditor editor(*this, *snapshot_, overlay);
  absl::Status status = editor.Apply(delta, embedder);
  if (!status.ok()) return status;
  auto next = std::shared_ptr<NetworkView>(new NetworkView(*this));
  next->overlay_ = std::move(overlay);
  next->policy_ = delta.policy;
  next->change_sequence_ = std::max(change_sequence_, delta.sequence);
  return std::shared_ptr<const NetworkView>(std::move(next));
}

}  // namespace weft
