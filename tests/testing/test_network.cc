#include "tests/testing/test_network.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "weft/snapshot/member_settings.h"
#include "weft/snapshot/snapshot_content.h"

namespace weft {
namespace {

// Numbers names in the order of first use.
class Dictionary {
 public:
  uint32_t Number(const std::string& name) {
    auto inserted = numbers_.emplace(name, static_cast<uint32_t>(names_.size()));
    if (inserted.second) names_.push_back(name);
    return inserted.first->second;
  }
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::map<std::string, uint32_t> numbers_;
  std::vector<std::string> names_;
};

template <typename Range>
std::vector<uint32_t> Numbers(Dictionary* dictionary, const Range& names) {
  std::set<uint32_t> out;
  for (const std::string& name : names) out.insert(dictionary->Number(name));
  return {out.begin(), out.end()};
}

}  // namespace

v1::Member& TestNetwork::Add(const std::string& id) {
  keys_.emplace(id, static_cast<int64_t>(keys_.size()) + 1);
  v1::Member& member = members_[id];
  member.set_name("networks/test/members/" + id);
  return member;
}

void TestNetwork::Tie(const std::string& a, const std::string& b, double weight, int64_t time_micros) {
  assert(members_.count(a) && members_.count(b) && a != b);
  ties_[std::minmax(a, b)] = {weight, time_micros};
}

MemberIntroductions& TestNetwork::IntroductionsOf(const std::string& id) {
  MemberIntroductions& introductions = introductions_[KeyOf(id)];
  introductions.key = KeyOf(id);
  return introductions;
}

void TestNetwork::Cluster(const std::vector<std::string>& ids) { clusters_.push_back(ids); }
void TestNetwork::FineCluster(const std::vector<std::string>& ids) { fine_clusters_.push_back(ids); }

std::shared_ptr<const NetworkView> TestNetwork::Snapshot() const {
  auto content = std::make_shared<SnapshotContent>(kDimension);
  std::map<std::string, uint32_t> ordinals;
  for (const auto& entry : members_) ordinals.emplace(entry.first, static_cast<uint32_t>(ordinals.size()));

  Dictionary phrases, circles, organizations, languages;
  std::map<uint32_t, std::vector<uint32_t>> circle_members;
  auto embed = [this](const std::string& text) {
    std::vector<float> row(kDimension);
    const absl::Status status = embedder_.Embed({text}, absl::MakeSpan(row));
    assert(status.ok());
    return row;
  };
  for (const auto& entry : members_) {
    const v1::Member& member = entry.second;
    const uint32_t ordinal = ordinals.at(entry.first);
    content->ids.Add(entry.first);
    content->display_names.Add(member.display_name());
    content->settings.push_back(SettingsOf(keys_.at(entry.first), member.participation()));
    content->refused.Add(RefusedBy(member.participation()));
    const google::protobuf::RepeatedPtrField<std::string>* lists[kFacetCount] = {&member.interests(), &member.offers(),
                                                                                 &member.needs()};
    for (int f = 0; f < kFacetCount; ++f) {
      std::vector<uint32_t> numbers;
      Int8Rows rows(kDimension);
      for (const std::string& text : *lists[f]) {
        numbers.push_back(phrases.Number(text));
        rows.Add(embed(text));
      }
      if (f == 0 && !member.bio().empty()) rows.Add(embed(member.bio()));
      content->phrases[f].Add(numbers);
      if (rows.size() == 0) continue;
      std::vector<Int8Row> views;
      for (size_t i = 0; i < rows.size(); ++i) views.push_back(rows.view().row(i));
      content->facet_rows[f].Add(NormalizedSum(views, kDimension));
      content->facet_ordinals[f].push_back(ordinal);
    }
    content->bios.push_back(member.bio().empty() ? kNone : phrases.Number(member.bio()));
    const std::vector<uint32_t> own_circles = Numbers(&circles, member.circles());
    for (uint32_t circle : own_circles) circle_members[circle].push_back(ordinal);
    content->circles.Add(own_circles);
    content->organizations.push_back(member.organization().empty() ? kNone
                                                                   : organizations.Number(member.organization()));
    content->languages.Add(Numbers(&languages, member.languages()));
  }
  for (const std::string& text : phrases.names()) {
    content->phrase_texts.Add(text);
    content->phrase_rows.Add(embed(text));
  }
  for (const std::string& name : circles.names()) {
    content->circle_members.Add(circle_members[static_cast<uint32_t>(content->circle_names.size())]);
    content->circle_names.Add(name);
  }
  for (const std::string& name : organizations.names()) content->organization_names.Add(name);
  for (const std::string& tag : languages.names()) content->language_tags.Add(tag);

  std::vector<std::map<uint32_t, TieData>> rows(members_.size());
  for (const auto& tie : ties_) {
    rows[ordinals.at(tie.first.first)][ordinals.at(tie.first.second)] = tie.second;
    rows[ordinals.at(tie.first.second)][ordinals.at(tie.first.first)] = tie.second;
  }
  for (const std::map<uint32_t, TieData>& row : rows) {
    for (const auto& tie : row) {
      content->tie_neighbors.push_back(tie.first);
      content->tie_strengths.push_back(static_cast<float>(tie.second.weight / (tie.second.weight + 1)));
      content->tie_times_micros.push_back(tie.second.time_micros);
    }
    content->tie_offsets.push_back(content->tie_neighbors.size());
  }
  const auto fill_clusters = [&](const std::vector<std::vector<std::string>>& from, std::vector<uint32_t>* clusters,
                                 std::vector<uint64_t>* ids, Lists<uint32_t>* members) {
    clusters->assign(members_.size(), kNone);
    for (size_t c = 0; c < from.size(); ++c) {
      std::set<uint32_t> in;
      for (const std::string& id : from[c]) in.insert(ordinals.at(id));
      for (uint32_t ordinal : in) (*clusters)[ordinal] = static_cast<uint32_t>(c);
      members->Add(std::vector<uint32_t>(in.begin(), in.end()));
      ids->push_back(c + 1);
    }
  };
  fill_clusters(clusters_, &content->clusters, &content->cluster_ids, &content->cluster_members);
  fill_clusters(fine_clusters_, &content->fine_clusters, &content->fine_cluster_ids, &content->fine_cluster_members);
  content->core_numbers.assign(members_.size(), 0);
  for (uint32_t i = 0; i < members_.size(); ++i) content->by_key.push_back(i);
  std::sort(content->by_key.begin(), content->by_key.end(),
            [&](uint32_t a, uint32_t b) { return content->settings[a].key < content->settings[b].key; });

  Manifest manifest;
  manifest.network = "test";
  manifest.version = "test-1";
  manifest.change_sequence = 1;
  manifest.embedder = embedder_.fingerprint();
  manifest.dimension = kDimension;
  const SnapshotArrays arrays = content->View();
  std::shared_ptr<const NetworkView> view =
      NetworkView::Create(weft::Snapshot::FromArrays(std::move(manifest), arrays, content), policy_);
  if (introductions_.empty()) return view;
  ViewDelta delta;
  delta.sequence = 1;
  delta.policy = policy_;
  for (const auto& entry : introductions_) delta.introductions.push_back(entry.second);
  absl::StatusOr<std::shared_ptr<const NetworkView>> laid_over = view->Apply(delta, embedder_);
  assert(laid_over.ok());
  return *laid_over;
}

ViewDelta TestNetwork::Delta(int64_t sequence) const {
  ViewDelta delta;
  delta.sequence = sequence;
  delta.policy = policy_;
  for (const auto& entry : members_) delta.members.push_back({keys_.at(entry.first), entry.second});
  std::map<int64_t, ViewDelta::Neighborhood> neighborhoods;
  for (const auto& tie : ties_) {
    const int64_t a = keys_.at(tie.first.first);
    const int64_t b = keys_.at(tie.first.second);
    neighborhoods[a].ties.push_back({b, tie.second.weight, tie.second.time_micros});
    neighborhoods[b].ties.push_back({a, tie.second.weight, tie.second.time_micros});
  }
  for (auto& entry : neighborhoods) {
    entry.second.key = entry.first;
    delta.neighborhoods.push_back(std::move(entry.second));
  }
  for (const auto& entry : introductions_) delta.introductions.push_back(entry.second);
  return delta;
}

std::shared_ptr<const NetworkView> TestNetwork::Live() const {
  const std::shared_ptr<const NetworkView> empty =
      NetworkView::Empty("test", embedder_.fingerprint(), kDimension, policy_);
  absl::StatusOr<std::shared_ptr<const NetworkView>> view = empty->Apply(Delta(1), embedder_);
  assert(view.ok());
  return *view;
}

}  // namespace weft
