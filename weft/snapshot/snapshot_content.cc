#include "weft/snapshot/snapshot_content.h"

namespace weft {

SnapshotArrays SnapshotContent::View() const {
  SnapshotArrays arrays;
  arrays.ids = ids.view();
  arrays.display_names = display_names.view();
  arrays.settings = settings;
  arrays.by_key = by_key;
  arrays.bios = bios;
  arrays.circles = circles.view();
  arrays.organizations = organizations;
  arrays.languages = languages.view();
  arrays.refused = refused.view();
  arrays.phrase_texts = phrase_texts.view();
  arrays.phrase_rows = phrase_rows.view();
  arrays.circle_names = circle_names.view();
  arrays.organization_names = organization_names.view();
  arrays.language_tags = language_tags.view();
  arrays.circle_members = circle_members.view();
  for (int f = 0; f < kFacetCount; ++f) {
    arrays.phrases[f] = phrases[f].view();
    arrays.facet_rows[f] = facet_rows[f].view();
    arrays.facet_ordinals[f] = facet_ordinals[f];
  }
  arrays.tie_offsets = tie_offsets;
  arrays.tie_neighbors = tie_neighbors;
  arrays.tie_strengths = tie_strengths;
  arrays.tie_times_micros = tie_times_micros;
  arrays.clusters = clusters;
  arrays.cluster_ids = cluster_ids;
  arrays.cluster_members = cluster_members.view();
  arrays.fine_clusters = fine_clusters;
  arrays.fine_cluster_ids = fine_cluster_ids;
  arrays.fine_cluster_members = fine_cluster_members.view();
  arrays.core_numbers = core_numbers;
  arrays.constraints = constraints;
  arrays.effective_sizes = effective_sizes;
  arrays.clustering_coefficients = clustering_coefficients;
  arrays.betweenness = betweenness;
  arrays.exposure = exposure;
  arrays.bridges = bridges;
  arrays.closeness_scales = closeness_scales;
  arrays.median_weight = median_weight;
  arrays.as_of_micros = as_of_micros;
  return arrays;
}

}  // namespace weft
