#ifndef WEFT_TESTS_TESTING_RANDOM_ROWS_H_
#define WEFT_TESTS_TESTING_RANDOM_ROWS_H_

#include <cmath>
#include <vector>

#include "weft/base/random.h"
#include "weft/index/int8_rows.h"

namespace weft {

// A seeded unit vector, evenly spread enough for tests: the sum of four uniform numbers a place.
inline std::vector<float> RandomUnitVector(int dimension, Random* random) {
  std::vector<float> vector(static_cast<size_t>(dimension));
  double square = 0;
  for (float& value : vector) {
    double sum = -2;
    for (int i = 0; i < 4; ++i) sum += random->Uniform();
    value = static_cast<float>(sum);
    square += sum * sum;
  }
  for (float& value : vector) value = static_cast<float>(value / std::sqrt(square));
  return vector;
}

// Seeded rows that lie in `topics` groups, as profiles do: a row is its topic's direction plus `noise` of its own.
inline Int8Rows RandomRows(size_t count, int dimension, size_t topics, float noise, uint64_t seed) {
  Random random(seed);
  std::vector<std::vector<float>> centers;
  for (size_t i = 0; i < topics; ++i) centers.push_back(RandomUnitVector(dimension, &random));
  Int8Rows rows(dimension);
  for (size_t i = 0; i < count; ++i) {
    const std::vector<float>& center = centers[random.Below(topics)];
    std::vector<float> row = RandomUnitVector(dimension, &random);
    double square = 0;
    for (size_t d = 0; d < row.size(); ++d) {
      row[d] = center[d] + noise * row[d];
      square += static_cast<double>(row[d]) * row[d];
    }
    for (float& value : row) value = static_cast<float>(value / std::sqrt(square));
    rows.Add(row);
  }
  return rows;
}

}  // namespace weft

#endif  // WEFT_TESTS_TESTING_RANDOM_ROWS_H_
