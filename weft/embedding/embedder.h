#ifndef WEFT_EMBEDDING_EMBEDDER_H_
#define WEFT_EMBEDDING_EMBEDDER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/types/span.h"

namespace weft {

// Turns texts into vectors whose dot product says how alike they mean. Const calls may run concurrently.
class Embedder {
 public:
  virtual ~Embedder() = default;

  // Model, weights and options in one line of ASCII: vectors of equal fingerprints may be compared and cached, others
  // never. Constant.
  virtual const std::string& fingerprint() const = 0;

  // Floats a vector. Constant.
  virtual int dimension() const = 0;

  // Writes one row of unit length for each text, row-major; a row of zeros for a text with nothing in it (empty,
  // blank, punctuation only where that means nothing to the model). A text's row doesn't depend on the others'. Any
  // bytes are allowed; those that aren't UTF-8 count as unknown characters. Many texts at once are faster than one
  // after the other; the calling thread does all the work, so spread large batches over threads.
  // INVALID_ARGUMENT unless rows.size() == texts.size() * dimension(); the built-in embedders fail in no other way.
  virtual absl::Status Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const = 0;
};

// What every Embed begins with.
absl::Status CheckRows(const Embedder& embedder, absl::Span<const std::string> texts, absl::Span<const float> rows);

}  // namespace weft

#endif  // WEFT_EMBEDDING_EMBEDDER_H_
