#include "weft/embedding/transformer.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"

namespace weft {
namespace {

template <typename T>
void Grow(std::vector<T>* v, size_t size) {
  if (v->size() < size) v->resize(size);
}

// `name`.weight and `name`.bias.
absl::StatusOr<PackedMatrix> LoadMatrix(const ModelFile& file, const std::string& name, int inputs, int outputs) {
  WEFT_ASSIGN_OR_RETURN(ModelTensor weight, file.Tensor(absl::StrCat(name, ".weight"), inputs, outputs,
                                                        ModelTensor::Kind::kInt8ScaleAColumn));
  WEFT_ASSIGN_OR_RETURN(std::vector<float> bias, file.Vector(absl::StrCat(name, ".bias"), outputs));
  if (weight.kind == ModelTensor::Kind::kFloat32)
    return PackedMatrix::Float(inputs, outputs, weight.FloatValues(), bias);
  return PackedMatrix::Int8(inputs, outputs, weight.Int8Values(), weight.Scales(), bias);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Transformer>> Transformer::Load(const ModelFile& file) {
  static_assert(3 * kWidth <= kHidden, "Workspace::wide holds both");
  static_assert(kHidden <= kMatrixInputsMax, "the kernels' sums must not overflow");
  std::unique_ptr<Transformer> model(new Transformer);

  // The reference's table is longer than its vocabulary by two rows that no piece has.
  model->vocabulary_ = static_cast<int>(file.pieces().size());
  WEFT_ASSIGN_OR_RETURN(ModelTensor embedding, file.Tensor("embedding", model->vocabulary_ + 2, kInputWidth,
                                                           ModelTensor::Kind::kInt8ScaleARow));
  if (embedding.kind == ModelTensor::Kind::kFloat32) {
    model->embedding_floats_ = embedding.FloatValues();
  } else {
    absl::Span<const int8_t> values = embedding.Int8Values();
    model->embedding_int8_.assign(values.begin(), values.end());
    model->embedding_scales_ = embedding.Scales();
  }

  WEFT_ASSIGN_OR_RETURN(std::vector<float> frequencies, file.Vector("timing", kInputWidth / 2));
  model->positions_.resize(static_cast<size_t>(kPiecesMax) * kInputWidth);
  for (int t = 0; t < kPiecesMax; ++t) {
    float* row = model->positions_.data() + static_cast<size_t>(t) * kInputWidth;
    for (int i = 0; i < kInputWidth / 2; ++i) {
      // In double and rounded once, so that the machine's mathematical library makes no difference.
      const double angle = static_cast<float>(t) * frequencies[i];
      row[i] = static_cast<float>(std::sin(angle));
      row[i + kInputWidth / 2] = static_cast<float>(std::cos(angle));
    }
  }

  for (int i = 0; i < 2; ++i) {
    Layer& layer = model->layers_[i];
    const std::string name = absl::StrCat("layer", i);
    const int width = i == 0 ? kInputWidth : kWidth;
    layer.input_width = width;
    WEFT_ASSIGN_OR_RETURN(layer.attention_norm.gain, file.Vector(name + ".attention.norm.gain", width));
    WEFT_ASSIGN_OR_RETURN(layer.attention_norm.bias, file.Vector(name + ".attention.norm.bias", width));
    WEFT_ASSIGN_OR_RETURN(layer.qkv, LoadMatrix(file, name + ".attention.qkv", width, 3 * width));
    WEFT_ASSIGN_OR_RETURN(layer.attention_output, LoadMatrix(file, name + ".attention.output", width, kWidth));
    layer.has_residual = width != kWidth;
    if (layer.has_residual) {
      WEFT_ASSIGN_OR_RETURN(layer.residual, LoadMatrix(file, name + ".residual", width, kWidth));
    }
    WEFT_ASSIGN_OR_RETURN(layer.ffn_norm.gain, file.Vector(name + ".ffn.norm.gain", kWidth));
    WEFT_ASSIGN_OR_RETURN(layer.ffn_norm.bias, file.Vector(name + ".ffn.norm.bias", kWidth));
    WEFT_ASSIGN_OR_RETURN(layer.ffn_in, LoadMatrix(file, name + ".ffn.in", kWidth, kHidden));
    WEFT_ASSIGN_OR_RETURN(layer.ffn_out, LoadMatrix(file, name + ".ffn.out", kHidden, kWidth));
  }
  WEFT_ASSIGN_OR_RETURN(model->output_, LoadMatrix(file, "output", kWidth, kDimension));
  return model;
}

void Transformer::Embed(absl::Span<const int> pieces, float* x) const {
  for (size_t t = 0; t < pieces.size(); ++t, x += kInputWidth) {
    const int piece = pieces[t];
    assert(piece >= 0 && piece < vocabulary_);
    const float* position = positions_.data() + t * kInputWidth;
    const size_t at = static_cast<size_t>(piece) * kInputWidth;
    for (int i = 0; i < kInputWidth; ++i) {
      const float value =
          embedding_int8_.empty() ? embedding_floats_[at + i] : embedding_int8_[at + i] * embedding_scales_[piece];
      x[i] = 2 * value + position[i];  // The graph adds the embedding twice.
    }
  }
}

void Transformer::Run(const Kernel& kernel, const Layer& layer, absl::Span<const absl::Span<const int>> texts, int rows,
                      Workspace* w) const {
  const int width = layer.input_width;
  auto linear = [&](const PackedMatrix& matrix, const float* in, Activation activation, bool accumulate, float* out) {
    kernel.linear(matrix.view(), in, rows, activation, accumulate, w->quantized.data(), out);
  };

  kernel.layer_norm(w->x.data(), rows, width, layer.attention_norm.gain.data(), layer.attention_norm.bias.data(),
                    w->norm.data());
  linear(layer.qkv, w->norm.data(), Activation::kNone, false, w->wide.data());
  size_t row = 0;
  for (const absl::Span<const int>& text : texts) {
    kernel.attention(w->wide.data() + row * 3 * width, static_cast<int>(text.size()), kHeads, width / kHeads,
                     w->attention.data(), w->norm.data() + row * width);
    row += text.size();
  }
  if (layer.has_residual) {
    linear(layer.residual, w->x.data(), Activation::kNone, false, w->next.data());
    w->x.swap(w->next);
  }
  linear(layer.attention_output, w->norm.data(), Activation::kNone, true, w->x.data());

  kernel.layer_norm(w->x.data(), rows, kWidth, layer.ffn_norm.gain.data(), layer.ffn_norm.bias.data(), w->norm.data());
  linear(layer.ffn_in, w->norm.data(), Activation::kRelu, false, w->wide.data());
  linear(layer.ffn_out, w->wide.data(), Activation::kNone, true, w->x.data());
}

void Transformer::Forward(const Kernel& kernel, absl::Span<const absl::Span<const int>> texts, Workspace* w,
                          absl::Span<float> out) const {
  assert(out.size() == texts.size() * kDimension);
  if (texts.empty()) return;
  size_t rows = 0;
  for (const absl::Span<const int>& text : texts) {
    assert(!text.empty() && text.size() <= kPiecesMax);
    rows += text.size();
  }
  Grow(&w->x, rows * kWidth);
  Grow(&w->next, rows * kWidth);
  Grow(&w->norm, rows * kWidth);
  Grow(&w->wide, rows * kHidden);
  Grow(&w->quantized, rows * (kHidden + 1));
  Grow(&w->attention, kAttentionScratchFloats);
  size_t row = 0;
  for (const absl::Span<const int>& text : texts) {
    Embed(text, w->x.data() + row * kInputWidth);
    row += text.size();
  }
  for (const Layer& layer : layers_) Run(kernel, layer, texts, static_cast<int>(rows), w);

  row = 0;
  for (size_t i = 0; i < texts.size(); ++i) {
    kernel.mean(w->x.data() + row * kWidth, static_cast<int>(texts[i].size()), kWidth, w->norm.data() + i * kWidth);
    row += texts[i].size();
  }
  kernel.linear(output_.view(), w->norm.data(), static_cast<int>(texts.size()), Activation::kNone, false,
                w->quantized.data(), out.data());
  for (size_t i = 0; i < texts.size(); ++i) {
    kernel.tanh(out.data() + i * kDimension, kDimension);
    kernel.normalize(out.data() + i * kDimension, kDimension);
  }
}

}  // namespace weft
