#ifndef WEFT_EMBEDDING_DEFAULT_MODEL_H_
#define WEFT_EMBEDDING_DEFAULT_MODEL_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "weft/embedding/embedder.h"

namespace weft {

// Part of the default embedder's fingerprint: cosine = 0.7 meaning + 0.3 words.
constexpr double kEncoderShare = 0.7;

// Where the binaries find the model: the environment's WEFT_MODEL if it is set and not empty, else
// ../share/weft/encoder.int8.weft beside the folder of the running program. The file needn't exist.
std::string DefaultModelPath();

// The embedder that Weft ships: SentenceEncoder blended with LexicalEncoder, 1,024-d, about 9 MB of memory, there in
// some 20 ms. Errors are ModelFile::Open's.
absl::StatusOr<std::unique_ptr<Embedder>> LoadDefaultEmbedder(const std::string& model_path);

}  // namespace weft

#endif  // WEFT_EMBEDDING_DEFAULT_MODEL_H_
