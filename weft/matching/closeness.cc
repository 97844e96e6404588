#include "weft/matching/closeness.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/container/btree_map.h"
#include "weft/base/random.h"
#include "weft/graph/structure.h"

namespace weft {
namespace {

constexpr size_t kScaleSample = 400;
// Below so many members with any value a typical one cannot be told.
constexpr size_t kScaleValuesMin = 5;

float SumOf(absl::Span<const float> strengths) { return std::accumulate(strengths.begin(), strengths.end(), 0.0f); }

float Median(std::vector<float> values) {
  const auto middle = values.begin() + static_cast<ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

Closeness::Closeness(const NetworkView& view, const Seeker& seeker)
    : view_(view), seeker_(seeker), common_(view.size()), wider_(view.size()), circle_out_(view.size()) {
  WalkTies();
  WalkCircles();
}

void Closeness::WalkTies() {
  std::vector<float> reached(view_.size());  // Two steps of the walk.
  std::vector<uint32_t> way_points;
  for (size_t i = 0; i < seeker_.ties.size(); ++i) {
    const TiesView theirs = view_.ties(seeker_.ties.neighbors[i]);
    const float strength = seeker_.ties.strengths[i];
    const float adamic_adar = strength * static_cast<float>(AdamicAdarTerm(static_cast<uint32_t>(theirs.size())));
    const float walk = strength / SumOf(theirs.strengths);
    for (size_t j = 0; j < theirs.size(); ++j) {
      const uint32_t to = theirs.neighbors[j];
      common_[to] += adamic_adar * theirs.strengths[j];
      if (to == seeker_.ordinal) continue;
      if (reached[to] == 0) way_points.push_back(to);
      reached[to] += walk * theirs.strengths[j];
    }
  }
  if (way_points.size() > kWayPointsMax) {
    std::nth_element(
        way_points.begin(), way_points.begin() + kWayPointsMax, way_points.end(),
        [&reached](uint32_t a, uint32_t b) { return reached[a] != reached[b] ? reached[a] > reached[b] : a < b; });
    way_points.resize(kWayPointsMax);
    std::sort(way_points.begin(), way_points.end());  // One order of summing.
  }
  for (uint32_t way_point : way_points) {
    const TiesView theirs = view_.ties(way_point);
    const float walk = reached[way_point] / SumOf(theirs.strengths);
    for (size_t j = 0; j < theirs.size(); ++j) wider_[theirs.neighbors[j]] += walk * theirs.strengths[j];
  }
}

void Closeness::WalkCircles() {
  for (uint32_t circle : seeker_.member.circles) {
    const std::vector<uint32_t> members = view_.CircleMembers(circle);
    const size_t stride = members.size() / kCircleSampleMax + 1;
    const float step = static_cast<float>(stride) / static_cast<float>(std::max<size_t>(1, members.size()));
    for (size_t m = 0; m < members.size(); m += stride) {
      if (members[m] == seeker_.ordinal) continue;
      const TiesView theirs = view_.ties(members[m]);
      if (theirs.size() == 0) continue;
      const float walk = step / SumOf(theirs.strengths);
      for (size_t j = 0; j < theirs.size(); ++j) circle_out_[theirs.neighbors[j]] += walk * theirs.strengths[j];
    }
  }
  absl::btree_map<uint32_t, float> into;
  for (size_t i = 0; i < seeker_.ties.size(); ++i) {
    const uint32_t acquaintance = seeker_.ties.neighbors[i];
    if (view_.IsGone(acquaintance)) continue;
    const float walk = seeker_.ties.strengths[i] / SumOf(view_.ties(acquaintance).strengths);
    for (uint32_t circle : view_.member(acquaintance).circles) {
      into[circle] += walk / static_cast<float>(std::max(1u, view_.CircleSize(circle)));
    }
  }
  into_circles_.assign(into.begin(), into.end());
}

float Closeness::circle_in(absl::Span<const uint32_t> circles_of_other) const {
  float sum = 0;
  auto place = into_circles_.begin();
  for (uint32_t circle : circles_of_other) {
    place = std::lower_bound(place, into_circles_.end(), circle,
                             [](const std::pair<uint32_t, float>& entry, uint32_t c) { return entry.first < c; });
    if (place == into_circles_.end()) break;
    if (place->first == circle) sum += place->second;
  }
  return sum;
}

std::vector<uint32_t> Closeness::Nearest(const std::vector<float>& values, size_t limit) const {
  std::vector<uint32_t> out;
  for (uint32_t ordinal = 0; ordinal < values.size(); ++ordinal) {
    if (values[ordinal] > 0) out.push_back(ordinal);
  }
  const size_t count = std::min(limit, out.size());
  std::partial_sort(
      out.begin(), out.begin() + static_cast<ptrdiff_t>(count), out.end(),
      [&values](uint32_t a, uint32_t b) { return values[a] != values[b] ? values[a] > values[b] : a < b; });
  out.resize(count);
  return out;
}

ClosenessScales MeasureClosenessScales(const NetworkView& view, uint64_t seed) {
  std::vector<uint32_t> sample;
  for (uint32_t ordinal = 0; ordinal < view.size(); ++ordinal) {
    if (!view.IsGone(ordinal)) sample.push_back(ordinal);
  }
  Random random(seed);
  const size_t wanted = std::min(sample.size(), kScaleSample);
  for (size_t i = 0; i < wanted; ++i) std::swap(sample[i], sample[i + random.Below(sample.size() - i)]);
  sample.resize(wanted);

  std::vector<float> best[3];
  for (uint32_t ordinal : sample) {
    const Seeker seeker = SeekerFromProfile(view, ordinal);
    const Closeness closeness(view, seeker);
    float values[3] = {};
    for (uint32_t other = 0; other < view.size(); ++other) {
      if (other == ordinal || std::binary_search(seeker.ties.neighbors.begin(), seeker.ties.neighbors.end(), other)) {
        continue;
      }
      values[0] = std::max(values[0], closeness.common(other));
      values[1] = std::max(values[1], closeness.wider(other));
      values[2] = std::max(values[2], closeness.circle_out(other));
    }
    for (int kernel = 0; kernel < 3; ++kernel) {
      if (values[kernel] > 0) best[kernel].push_back(values[kernel]);
    }
  }
  ClosenessScales out;
  float* const scales[3] = {&out.common, &out.wider, &out.circle};
  for (int kernel = 0; kernel < 3; ++kernel) {
    if (best[kernel].size() >= kScaleValuesMin) *scales[kernel] = Median(std::move(best[kernel]));
  }
  return out;
}

ClosenessScales ClosenessScalesOf(const NetworkView& view) {
  const absl::Span<const float> stored = view.snapshot().arrays().closeness_scales;
  ClosenessScales out;
  if (stored.size() == 3) out = {stored[0], stored[1], stored[2]};
  return out;
}

}  // namespace weft
