#include "bench/eval/baselines/profile_vectors.h"

#include <cassert>
#include <cmath>

namespace weft {
namespace {

constexpr size_t kLanes = 8;  // Sums kept apart, so that the compiler may add them side by side.

float Dot(const float* a, const float* b, size_t dimension) {
  float lanes[kLanes] = {};
  size_t i = 0;
  for (; i + kLanes <= dimension; i += kLanes) {
    for (size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += a[i + lane] * b[i + lane];
  }
  float sum = 0;
  for (; i < dimension; ++i) sum += a[i] * b[i];
  for (float lane : lanes) sum += lane;
  return sum;
}

}  // namespace

ProfileVectors::ProfileVectors(absl::Span<const float> rows, size_t dimension)
    : dimension_(dimension), rows_(rows.begin(), rows.end()) {
  assert(dimension > 0 && rows.size() % dimension == 0);
  for (float* row = rows_.data(); row != rows_.data() + rows_.size(); row += dimension) {
    double square = 0;
    for (size_t i = 0; i < dimension; ++i) square += static_cast<double>(row[i]) * row[i];
    assert(std::isfinite(square));
    is_zero_.push_back(square == 0);
    const double scale = square > 0 ? 1 / std::sqrt(square) : 0;
    for (size_t i = 0; i < dimension; ++i) row[i] = static_cast<float>(row[i] * scale);
  }
}

double ProfileVectors::Cosine(uint32_t a, uint32_t b) const {
  if (is_zero_[a] || is_zero_[b]) return 0;
  return Dot(&rows_[a * dimension_], &rows_[b * dimension_], dimension_);
}

MemberScores ProfileVectors::Scores(uint32_t member) const {
  MemberScores scores(size(), 0);
  if (is_zero_[member]) return scores;
  for (uint32_t other = 0; other < scores.size(); ++other) scores[other] = Cosine(member, other);
  return scores;
}

}  // namespace weft
