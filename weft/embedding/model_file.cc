#include "weft/embedding/model_file.h"

#include <cassert>
#include <cmath>
#include <cstring>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "weft/base/error.h"
#define XXH_INLINE_ALL
#include <xxhash.h>

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the model file is little-endian");

namespace weft {
namespace {

constexpr absl::string_view kMagic = "WEFTENC\n";
constexpr size_t kChecksumBytes = 8;
constexpr uint32_t kFloatWeights = 0;
constexpr uint32_t kInt8Weights = 1;

// Generous bounds, so that a count is never trusted for an allocation.
constexpr uint32_t kPiecesMax = 1 << 20;
constexpr uint32_t kTensorsMax = 1 << 10;
constexpr uint32_t kTensorSideMax = 1 << 20;
constexpr uint32_t kTextBytesMax = 1 << 10;

// Takes values off the front of some bytes; after the first one that is not there, everything is zero and !ok().
class Reader {
 public:
  explicit Reader(absl::string_view bytes) : bytes_(bytes) {}

  bool ok() const { return ok_; }
  bool at_end() const { return bytes_.empty(); }
  absl::string_view Bytes(uint64_t n) {
    if (n > bytes_.size()) {
      ok_ = false;
      bytes_ = {};
      return {};
    }
    absl::string_view taken = bytes_.substr(0, n);
    bytes_.remove_prefix(n);
    return taken;
  }
  uint32_t U32() { return Value<uint32_t>(); }
  float F32() { return Value<float>(); }
  double F64() { return Value<double>(); }
  absl::string_view Text() {
    uint32_t n = U32();
    if (n > kTextBytesMax) ok_ = false;
    return ok_ ? Bytes(n) : absl::string_view();
  }

 private:
  template <typename T>
  T Value() {
    absl::string_view raw = Bytes(sizeof(T));
    T value = {};
    if (!raw.empty()) std::memcpy(&value, raw.data(), sizeof(T));
    return value;
  }

  absl::string_view bytes_;
  bool ok_ = true;
};

std::vector<float> ToFloats(absl::string_view bytes) {
  std::vector<float> out(bytes.size() / sizeof(float));
  if (!out.empty()) std::memcpy(out.data(), bytes.data(), bytes.size());
  return out;
}

bool AllFinite(absl::string_view floats) {
  for (size_t at = 0; at < floats.size(); at += sizeof(float)) {
    float value;
    std::memcpy(&value, floats.data() + at, sizeof(float));
    if (!std::isfinite(value)) return false;
  }
  return true;
}

}  // namespace

std::vector<float> ModelTensor::Scales() const { return ToFloats(scales); }

absl::Span<const int8_t> ModelTensor::Int8Values() const {
  assert(kind != Kind::kFloat32);
  return {reinterpret_cast<const int8_t*>(values.data()), values.size()};
}

std::vector<float> ModelTensor::FloatValues() const {
  assert(kind == Kind::kFloat32);
  return ToFloats(values);
}

absl::StatusOr<std::unique_ptr<ModelFile>> ModelFile::Open(const std::string& path) {
  absl::StatusOr<std::unique_ptr<MappedFile>> file = MappedFile::Open(path);
  if (absl::IsNotFound(file.status())) {
    return Error(absl::StatusCode::kNotFound, "FILE_NOT_FOUND",
                 absl::StrCat("there is no encoder model at ", path,
                              " (scripts/bootstrap fetches it; WEFT_MODEL names another place)"),
                 {{"path", path}});
  }
  WEFT_RETURN_IF_ERROR(file.status());
  std::unique_ptr<ModelFile> model(new ModelFile(*std::move(file)));
  WEFT_RETURN_IF_ERROR(model->Parse());
  return model;
}

absl::Status ModelFile::Corrupt(absl::string_view what) const {
  return Error(absl::StatusCode::kDataLoss, "MODEL_CORRUPT", absl::StrCat("encoder model ", path(), " ", what),
               {{"path", path()}});
}

absl::Status ModelFile::Parse() {
  const absl::string_view bytes = file_->bytes();
  if (bytes.empty()) return Corrupt("is empty");
  if (!absl::StartsWith(bytes, kMagic.substr(0, bytes.size()))) {
    return Error(absl::StatusCode::kFailedPrecondition, "MODEL_FOREIGN",
                 absl::StrCat(path(), " is not an encoder model: it does not begin with WEFTENC"), {{"path", path()}});
  }
  if (bytes.size() < kMagic.size() + sizeof(uint32_t) + kChecksumBytes) return Corrupt("is truncated");
  Reader reader(bytes.substr(0, bytes.size() - kChecksumBytes));
  reader.Bytes(kMagic.size());
  const uint32_t version = reader.U32();

  uint64_t recorded;
  std::memcpy(&recorded, bytes.data() + bytes.size() - kChecksumBytes, kChecksumBytes);
  const uint64_t actual = XXH64(bytes.data(), bytes.size() - kChecksumBytes, 0);
  // The version first: another format may have another checksum. A flipped bit in it reads as another format, too.
  if (version != kModelFormatVersion) {
    return Error(absl::StatusCode::kFailedPrecondition, "MODEL_VERSION",
                 absl::StrFormat("encoder model %s has format version %u; this program reads version %u "
                                 "(run scripts/bootstrap again)",
                                 path(), version, kModelFormatVersion),
                 {{"path", path()}});
  }
  if (recorded != actual) {
    return Corrupt(absl::StrFormat("is truncated or damaged: its %u bytes have checksum %016x, not %016x", bytes.size(),
                                   actual, recorded));
  }
  checksum_ = absl::StrFormat("%016x", actual);

  // From here on the file is as the converter wrote it; what is still checked protects from a wrong converter.
  const uint32_t kind = reader.U32();
  if (kind != kFloatWeights && kind != kInt8Weights) return Corrupt(absl::StrCat("has weights of unknown kind ", kind));
  int8_ = kind == kInt8Weights;
  source_ = reader.Text();
  log_probability_common_ = reader.F32();
  log_probability_rare_ = reader.F32();
  if (!std::isfinite(log_probability_common_) || !std::isfinite(log_probability_rare_) ||
      !(log_probability_rare_ < log_probability_common_ && log_probability_common_ < 0)) {
    return Corrupt("has wrong bounds for the frequency of words");
  }

  const uint32_t piece_count = reader.U32();
  if (!reader.ok() || piece_count == 0 || piece_count > kPiecesMax) return Corrupt("has a wrong count of pieces");
  for (uint32_t i = 0; i < piece_count; ++i) {
    ModelPiece piece;
    piece.log_probability = reader.F64();
    piece.text = reader.Text();
    if (!reader.ok() || piece.text.empty() || !std::isfinite(piece.log_probability)) {
      return Corrupt(absl::StrCat("has a wrong piece ", i));
    }
    pieces_.push_back(piece);
  }

  const uint32_t tensor_count = reader.U32();
  if (!reader.ok() || tensor_count > kTensorsMax) return Corrupt("has a wrong count of tensors");
  for (uint32_t i = 0; i < tensor_count; ++i) {
    const absl::string_view name = reader.Text();
    const uint32_t tensor_kind = reader.U32();
    const uint32_t rows = reader.U32();
    const uint32_t columns = reader.U32();
    if (!reader.ok() || rows == 0 || columns == 0 || rows > kTensorSideMax || columns > kTensorSideMax ||
        tensor_kind > static_cast<uint32_t>(ModelTensor::Kind::kInt8ScaleARow)) {
      return Corrupt(absl::StrCat("has a wrong header of tensor ", i));
    }
    ModelTensor tensor;
    tensor.rows = static_cast<int>(rows);
    tensor.columns = static_cast<int>(columns);
    tensor.kind = static_cast<ModelTensor::Kind>(tensor_kind);
    const bool floats = tensor.kind == ModelTensor::Kind::kFloat32;
    if (tensor.kind == ModelTensor::Kind::kInt8ScaleAColumn) tensor.scales = reader.Bytes(columns * sizeof(float));
    if (tensor.kind == ModelTensor::Kind::kInt8ScaleARow) tensor.scales = reader.Bytes(rows * sizeof(float));
    tensor.values = reader.Bytes(static_cast<uint64_t>(rows) * columns * (floats ? sizeof(float) : 1));
    if (!reader.ok()) return Corrupt(absl::StrCat("ends inside tensor ", name));
    if (!AllFinite(tensor.scales) || (floats && !AllFinite(tensor.values))) {
      return Corrupt(absl::StrCat("has values in tensor ", name, " that are not finite"));
    }
    if (!tensors_.emplace(name, tensor).second) return Corrupt(absl::StrCat("has tensor ", name, " twice"));
  }
  if (!reader.at_end()) return Corrupt("has bytes after its last tensor");
  return absl::OkStatus();
}

absl::StatusOr<ModelTensor> ModelFile::Tensor(absl::string_view name, int rows, int columns,
                                              ModelTensor::Kind int8_kind) const {
  auto found = tensors_.find(name);
  if (found == tensors_.end()) return Corrupt(absl::StrCat("has no tensor ", name));
  const ModelTensor& tensor = found->second;
  if (tensor.rows != rows || tensor.columns != columns) {
    return Corrupt(
        absl::StrFormat("has tensor %s as %d x %d, not %d x %d", name, tensor.rows, tensor.columns, rows, columns));
  }
  if (tensor.kind != ModelTensor::Kind::kFloat32 && tensor.kind != int8_kind) {
    return Corrupt(absl::StrCat("has tensor ", name, " with its scales the wrong way"));
  }
  return tensor;
}

absl::StatusOr<std::vector<float>> ModelFile::Vector(absl::string_view name, int size) const {
  WEFT_ASSIGN_OR_RETURN(ModelTensor tensor, Tensor(name, 1, size, ModelTensor::Kind::kFloat32));
  return tensor.FloatValues();
}

}  // namespace weft
