#ifndef WEFT_EMBEDDING_MODEL_FILE_H_
#define WEFT_EMBEDDING_MODEL_FILE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "weft/base/file.h"

namespace weft {

// Written in every model file. New layout, new number; never reuse.
constexpr uint32_t kModelFormatVersion = 1;

// A tensor of the file. Values lie in the mapped file, unaligned: copy them.
struct ModelTensor {
  int rows = 0;
  int columns = 0;
  // Written in files; never reuse a number.
  enum class Kind : uint32_t { kFloat32 = 0, kInt8ScaleAColumn = 1, kInt8ScaleARow = 2 };
  Kind kind = Kind::kFloat32;
  absl::string_view scales;  // A float for each column or row, or nothing.
  absl::string_view values;  // rows * columns int8 or float32, row-major.

  std::vector<float> Scales() const;
  // REQUIRES: an int8 kind.
  absl::Span<const int8_t> Int8Values() const;
  // REQUIRES: kFloat32.
  std::vector<float> FloatValues() const;
};

// A piece of the vocabulary; its id is its place.
struct ModelPiece {
  double log_probability = 0;  // 0 for the reserved ones. One piece (":30") has 30: a slip of the model, kept.
  absl::string_view text;
};

// A model file (encoder.int8.weft), mapped and verified: the whole file against its checksum before anything in it is
// believed, then every count and length against the file's end. scripts/encoder/convert.mjs writes it and describes
// the layout. Views are valid as long as the file. Immutable; concurrent use is safe.
class ModelFile {
 public:
  // FILE_NOT_FOUND (what to do about it is in the message); FAILED_PRECONDITION with reason MODEL_FOREIGN (not a model
  // file), MODEL_VERSION (another format), or DATA_LOSS with MODEL_CORRUPT (truncated or changed). All name the file.
  static absl::StatusOr<std::unique_ptr<ModelFile>> Open(const std::string& path);

  const std::string& path() const { return file_->path(); }
  // Where the weights come from.
  absl::string_view source() const { return source_; }
  // Of the whole file, in 16 hexadecimal digits.
  const std::string& checksum() const { return checksum_; }
  bool int8() const { return int8_; }

  // Log-probabilities of the commonest whole word and of the rarest piece: the bounds of the lexical part's weights.
  float log_probability_common() const { return log_probability_common_; }
  float log_probability_rare() const { return log_probability_rare_; }

  absl::Span<const ModelPiece> pieces() const { return pieces_; }
  // MODEL_CORRUPT if the tensor is missing, has another shape, or is int8 with its scales the other way. It is kFloat32
  // or `int8_kind`.
  absl::StatusOr<ModelTensor> Tensor(absl::string_view name, int rows, int columns, ModelTensor::Kind int8_kind) const;
  // The only row of a float tensor.
  absl::StatusOr<std::vector<float>> Vector(absl::string_view name, int size) const;

 private:
  explicit ModelFile(std::unique_ptr<MappedFile> file) : file_(std::move(file)) {}
  absl::Status Parse();
  absl::Status Corrupt(absl::string_view what) const;

  const std::unique_ptr<MappedFile> file_;
  absl::string_view source_;
  std::string checksum_;
  bool int8_ = false;
  float log_probability_common_ = 0;
  float log_probability_rare_ = 0;
  std::vector<ModelPiece> pieces_;
  absl::flat_hash_map<absl::string_view, ModelTensor> tensors_;
};

}  // namespace weft

#endif  // WEFT_EMBEDDING_MODEL_FILE_H_
