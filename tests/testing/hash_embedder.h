#ifndef WEFT_TESTS_TESTING_HASH_EMBEDDER_H_
#define WEFT_TESTS_TESTING_HASH_EMBEDDER_H_

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "weft/base/random.h"
#include "weft/embedding/embedder.h"

namespace weft {

// A small deterministic embedder: every lower-cased word is a fixed random unit direction, a text their normalized
// sum. Texts are alike by the words they share and by nothing else. REQUIRES: dimension is a multiple of 32.
class HashEmbedder : public Embedder {
 public:
  explicit HashEmbedder(int dimension) : dimension_(dimension), fingerprint_(absl::StrCat("hash-", dimension)) {}

  const std::string& fingerprint() const override { return fingerprint_; }
  int dimension() const override { return dimension_; }

  absl::Status Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const override {
    absl::Status status = CheckRows(*this, texts, rows);
    if (!status.ok()) return status;
    const size_t dimension = static_cast<size_t>(dimension_);
    for (size_t i = 0; i < texts.size(); ++i) {
      absl::Span<float> row = rows.subspan(i * dimension, dimension);
      std::fill(row.begin(), row.end(), 0.0f);
      const std::string lower = absl::AsciiStrToLower(texts[i]);
      for (absl::string_view word : absl::StrSplit(lower, absl::ByAnyChar(" ,.;:!?\t\n"), absl::SkipEmpty())) {
        uint64_t seed = 1469598103934665603ULL;
        for (char c : word) seed = (seed ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
        Random random(seed);
        for (float& value : row) value += static_cast<float>(random.Uniform() - 0.5);
      }
      double norm = 0;
      for (float value : row) norm += static_cast<double>(value) * value;
      if (norm == 0) continue;
      for (float& value : row) value = static_cast<float>(value / std::sqrt(norm));
    }
    return absl::OkStatus();
  }

 private:
  int dimension_;
  std::string fingerprint_;
};

}  // namespace weft

#endif  // WEFT_TESTS_TESTING_HASH_EMBEDDER_H_
