#ifndef WEFT_TESTS_TESTING_SMALL_SNAPSHOT_H_
#define WEFT_TESTS_TESTING_SMALL_SNAPSHOT_H_

#include <memory>

#include "weft/snapshot/manifest.h"
#include "weft/snapshot/snapshot_content.h"

namespace weft {

// Four members, ann to dan, in dimension 32: ann-bob and bob-cid are tied, dan knows nobody. Every array has something
// in it. Phrases: 0 "seed saving", 1 "grant writing", 2 "web design", 3 ann's bio.
inline std::unique_ptr<SnapshotContent> SmallContent() {
  constexpr int kDimension = 32;
  auto content = std::make_unique<SnapshotContent>(kDimension);
  const auto unit = [](int place) {
    std::vector<float> vector(kDimension, 0.0f);
    vector[place] = 1;
    return vector;
  };
  SnapshotContent& c = *content;
  const char* const ids[] = {"ann", "bob", "cid", "dan"};
  const int64_t keys[] = {40, 10, 30, 20};
  for (int i = 0; i < 4; ++i) {
    c.ids.Add(ids[i]);
    c.display_names.Add(i == 0 ? "Ann" : "");
    MemberSettings settings;
    settings.key = keys[i];
    settings.being_found = i % 3;
    c.settings.push_back(settings);
  }
  c.by_key = {1, 3, 2, 0};
  const char* const texts[] = {"seed saving", "grant writing", "web design", "I grow old varieties."};
  for (const char* text : texts) c.phrase_texts.Add(text);
  for (int i = 0; i < 4; ++i) c.phrase_rows.Add(unit(i));
  const std::vector<uint32_t> none;
  c.phrases[0].Add({0});
  c.phrases[0].Add({0, 2});
  c.phrases[0].Add(none);
  c.phrases[0].Add(none);
  c.phrases[1].Add({1});
  for (int i = 0; i < 3; ++i) c.phrases[1].Add(none);
  c.phrases[2].Add({2});
  c.phrases[2].Add({1});
  c.phrases[2].Add(none);
  c.phrases[2].Add(none);
  c.bios = {3, kNone, kNone, kNone};
  c.circle_names.Add("garden");
  c.circle_names.Add("board");
  c.circles.Add({0, 1});
  c.circles.Add({0});
  c.circles.Add({1});
  c.circles.Add(none);
  c.circle_members.Add({0, 1});
  c.circle_members.Add({0, 2});
  c.organization_names.Add("Seed Bank");
  c.organizations = {0, kNone, 0, kNone};
  c.language_tags.Add("en");
  for (int i = 0; i < 3; ++i) c.languages.Add({0});
  c.languages.Add(none);
  c.refused.Add({IdHash("cid")});
  for (int i = 0; i < 3; ++i) c.refused.Add({});
  c.facet_rows[0].Add(unit(0));
  c.facet_rows[0].Add(unit(2));
  c.facet_ordinals[0] = {0, 1};
  c.facet_rows[1].Add(unit(1));
  c.facet_ordinals[1] = {0};
  c.facet_rows[2].Add(unit(2));
  c.facet_rows[2].Add(unit(1));
  c.facet_ordinals[2] = {0, 1};
  c.tie_offsets = {0, 1, 3, 4, 4};
  c.tie_neighbors = {1, 0, 2, 1};
  c.tie_strengths = {0.5f, 0.5f, 0.25f, 0.25f};
  c.tie_times_micros = {0, 0, 7, 7};
  c.clusters = {0, 0, 0, kNone};
  c.cluster_ids = {12};
  c.cluster_members.Add({0, 1, 2});
  c.fine_clusters = {0, 0, 1, kNone};
  c.fine_cluster_ids = {14, 13};
  c.fine_cluster_members.Add({0, 1});
  c.fine_cluster_members.Add({2});
  c.core_numbers = {1, 1, 1, 0};
  c.constraints = {1.0f, 0.5f, 1.0f, 1.0f};
  c.effective_sizes = {1.0f, 2.0f, 1.0f, 0.0f};
  c.clustering_coefficients = {0.0f, 0.25f, 0.0f, 0.0f};
  c.betweenness = {0.0f, 1.0f, 0.0f, 0.0f};
  c.exposure = {0.1f, 0.2f, 0.3f, 0.0f};
  c.closeness_scales = {0.5f, 0.25f, 0.125f};
  c.median_weight = 2;
  c.as_of_micros = 7;
  return content;
}

// A manifest that fits the content, of network "food" and embedder "test".
inline Manifest SmallManifest(const SnapshotContent& content, const std::string& version) {
  Manifest manifest;
  manifest.network = "food";
  manifest.version = version;
  manifest.change_sequence = 9;
  manifest.as_of_micros = content.as_of_micros;
  manifest.build_time_micros = 1767225600000000;
  manifest.median_weight = content.median_weight;
  manifest.embedder = "test";
  manifest.dimension = content.phrase_rows.dimension();
  manifest.member_count = content.ids.size();
  manifest.tie_count = content.tie_neighbors.size() / 2;
  manifest.phrase_count = content.phrase_texts.size();
  manifest.cluster_count = content.cluster_ids.size();
  manifest.fine_cluster_count = content.fine_cluster_ids.size();
  manifest.next_cluster_id = 15;
  for (std::string& type : manifest.index_type) type = "exact";
  return manifest;
}

}  // namespace weft

#endif  // WEFT_TESTS_TESTING_SMALL_SNAPSHOT_H_
