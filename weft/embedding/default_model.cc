#include "weft/embedding/default_model.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "weft/base/error.h"
#include "weft/embedding/blended_embedder.h"
#include "weft/embedding/lexical_encoder.h"
#include "weft/embedding/model_file.h"
#include "weft/embedding/sentence_encoder.h"

namespace weft {

std::string DefaultModelPath() {
  const char* named = std::getenv("WEFT_MODEL");
  if (named != nullptr && *named != '\0') return named;
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  const std::filesystem::path folder = error ? std::filesystem::path(".") : program.parent_path().parent_path();
  return (folder / "share" / "weft" / "encoder.int8.weft").string();
}

absl::StatusOr<std::unique_ptr<Embedder>> LoadDefaultEmbedder(const std::string& model_path) {
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<ModelFile> file, ModelFile::Open(model_path));
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<SentenceEncoder> encoder, SentenceEncoder::Create(*file));
  return std::unique_ptr<Embedder>(
      std::make_unique<BlendedEmbedder>(std::move(encoder), kEncoderShare, std::make_unique<LexicalEncoder>(*file)));
}

}  // namespace weft
