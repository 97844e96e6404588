#include "bench/openblas_encoder.h"

#include <cblas.h>

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/embedding/unicode.h"

namespace weft {

absl::StatusOr<std::unique_ptr<OpenBlasEncoder>> OpenBlasEncoder::Create(const ModelFile& file) {
  openblas_set_num_threads(1);
  std::unique_ptr<OpenBlasEncoder> encoder(new OpenBlasEncoder(file));
  WEFT_RETURN_IF_ERROR(encoder->Load(file, "embedding", encoder->pieces_.size() + 2, kInputWidth));
  WEFT_RETURN_IF_ERROR(encoder->Load(file, "timing", 1, kInputWidth / 2));
  WEFT_RETURN_IF_ERROR(encoder->Load(file, "output.weight", kWidth, kWidth));
  WEFT_RETURN_IF_ERROR(encoder->Load(file, "output.bias", 1, kWidth));
  WEFT_RETURN_IF_ERROR(encoder->Load(file, "layer0.residual.weight", kInputWidth, kWidth));
  WEFT_RETURN_IF_ERROR(encoder->Load(file, "layer0.residual.bias", 1, kWidth));
  for (int i = 0; i < 2; ++i) {
    const int width = i == 0 ? kInputWidth : kWidth;
    const std::string layer = absl::StrCat("layer", i);
    WEFT_RETURN_IF_ERROR(encoder->Load(file, layer + ".attention.norm.gain", 1, width));
    WEFT_RETURN_IF_ERROR(encoder->Load(file, layer + ".attention.norm.bias", 1, width));
    WEFT_RETURN_IF_ERROR(encoder->Load(file, layer + ".attention.qkv.weight", width, 3 * width));
    WEFT_RETURN_IF_ERROR(encoder->Load(file, layer + ".attention.qkv.bias", 1, 3 * width));
    WEFT_RETURN_IF_ERROR(encoder->Load(file, layer + ".attention.output.weight", width, kWidth));
    WEFT_RETURN_IF_ERROR(encoder->Load(file, layer + ".attention.output.bias", 1, kWidth));
    WEFT_RETURN_IF_ERROR(encoder->Load(file, layer + ".ffn.norm.gain", 1, kWidth));
    WEFT_RETURN_IF_ERROR(encoder->Load(file, layer + ".ffn.norm.bias", 1, kWidth));
    WEFT_RETURN_IF_ERROR(encoder->Load(file, layer + ".ffn.in.weight", kWidth, kHidden));
    WEFT_RETURN_IF_ERROR(encoder->Load(file, layer + ".ffn.in.bias", 1, kHidden));
    WEFT_RETURN_IF_ERROR(encoder->Load(file, layer + ".ffn.out.weight", kHidden, kWidth));
    WEFT_RETURN_IF_ERROR(encoder->Load(file, layer + ".ffn.out.bias", 1, kWidth));
  }
  return encoder;
}

absl::Status OpenBlasEncoder::Load(const ModelFile& file, const std::string& name, int rows, int columns) {
  using Kind = ModelTensor::Kind;
  const Kind int8_kind = name == "embedding" ? Kind::kInt8ScaleARow : Kind::kInt8ScaleAColumn;
  WEFT_ASSIGN_OR_RETURN(ModelTensor tensor, file.Tensor(name, rows, columns, int8_kind));
  Matrix& out = tensors_[name];
  if (tensor.kind == Kind::kFloat32) {
    out = tensor.FloatValues();
    return absl::OkStatus();
  }
  const std::vector<float> scales = tensor.Scales();
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) {
      out.push_back(tensor.Int8Values()[static_cast<size_t>(r) * columns + c] *
                    scales[tensor.kind == Kind::kInt8ScaleARow ? r : c]);
    }
  }
  return absl::OkStatus();
}

void OpenBlasEncoder::Linear(const std::string& name, const Matrix& x, int rows, int inputs, int outputs, bool add,
                             Matrix* out) const {
  const Matrix& bias = tensors_.at(name + ".bias");
  out->resize(static_cast<size_t>(rows) * outputs);
  for (int r = 0; r < rows; ++r) {
    float* row = out->data() + static_cast<size_t>(r) * outputs;
    for (int c = 0; c < outputs; ++c) row[c] = add ? row[c] + bias[c] : bias[c];
  }
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, outputs, inputs, 1.0f, x.data(), inputs,
              tensors_.at(name + ".weight").data(), outputs, 1.0f, out->data(), outputs);
}

OpenBlasEncoder::Matrix OpenBlasEncoder::Norm(const std::string& name, const Matrix& x, int rows, int width) const {
  const float* gain = tensors_.at(name + ".gain").data();
  const float* bias = tensors_.at(name + ".bias").data();
  Matrix out(static_cast<size_t>(rows) * width);
  for (int r = 0; r < rows; ++r) {
    const float* in = x.data() + static_cast<size_t>(r) * width;
    float* to = out.data() + static_cast<size_t>(r) * width;
    float sum = 0, squares = 0;
    for (int i = 0; i < width; ++i) sum += in[i];
    const float mean = sum / width;
    for (int i = 0; i < width; ++i) squares += (in[i] - mean) * (in[i] - mean);
    const float inverse = 1 / std::sqrt(squares / width + 1e-6f);
    for (int i = 0; i < width; ++i) to[i] = (in[i] - mean) * inverse * gain[i] + bias[i];
  }
  return out;
}

OpenBlasEncoder::Matrix OpenBlasEncoder::Attention(const Matrix& qkv, const std::vector<std::vector<int>>& texts,
                                                   int width) const {
  const int head = width / kHeads;
  const int stride = 3 * width;
  Matrix out(qkv.size() / 3);
  Matrix weights;
  size_t row = 0;
  for (const std::vector<int>& text : texts) {
    const int n = static_cast<int>(text.size());
    weights.resize(static_cast<size_t>(n) * n);
    for (int h = 0; h < kHeads; ++h) {
      const float* query = qkv.data() + row * stride + h * head;
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, head, 1 / std::sqrt(static_cast<float>(head)), query,
                  stride, query + width, stride, 0.0f, weights.data(), n);
      for (int i = 0; i < n; ++i) {
        float* w = weights.data() + static_cast<size_t>(i) * n;
        const float largest = *std::max_element(w, w + n);
        float total = 0;
        for (int j = 0; j < n; ++j) total += w[j] = std::exp(w[j] - largest);
        for (int j = 0; j < n; ++j) w[j] /= total;
      }
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, head, n, 1.0f, weights.data(), n, query + 2 * width,
                  stride, 0.0f, out.data() + row * width + h * head, width);
    }
    row += text.size();
  }
  return out;
}

OpenBlasEncoder::Matrix OpenBlasEncoder::Layer(int layer, const Matrix& x, const std::vector<std::vector<int>>& texts,
                                               int rows) const {
  const std::string name = absl::StrCat("layer", layer);
  const int width = layer == 0 ? kInputWidth : kWidth;
  Matrix wide;
  Linear(name + ".attention.qkv", Norm(name + ".attention.norm", x, rows, width), rows, width, 3 * width, false, &wide);
  const Matrix heads = Attention(wide, texts, width);
  Matrix out = x;
  if (layer == 0) Linear(name + ".residual", x, rows, width, kWidth, false, &out);
  Linear(name + ".attention.output", heads, rows, width, kWidth, true, &out);
  Linear(name + ".ffn.in", Norm(name + ".ffn.norm", out, rows, kWidth), rows, kWidth, kHidden, false, &wide);
  for (float& v : wide) v = std::max(v, 0.0f);
  Linear(name + ".ffn.out", wide, rows, kHidden, kWidth, true, &out);
  return out;
}

absl::Status OpenBlasEncoder::Embed(absl::Span<const std::string> texts, absl::Span<float> rows_out) const {
  WEFT_RETURN_IF_ERROR(CheckRows(*this, texts, rows_out));
  std::fill(rows_out.begin(), rows_out.end(), 0.0f);
  std::vector<std::vector<int>> known;
  std::vector<size_t> place;
  int rows = 0;
  for (size_t i = 0; i < texts.size(); ++i) {
    std::vector<int> pieces = pieces_.Encode(LowerCase(texts[i]));
    if (pieces.empty()) continue;
    pieces.resize(std::min(pieces.size(), kPiecesMax));
    rows += static_cast<int>(pieces.size());
    known.push_back(std::move(pieces));
    place.push_back(i);
  }
  if (known.empty()) return absl::OkStatus();

  const Matrix& embedding = tensors_.at("embedding");
  const Matrix& timing = tensors_.at("timing");
  Matrix x(static_cast<size_t>(rows) * kInputWidth);
  float* at = x.data();
  for (const std::vector<int>& pieces : known) {
    for (size_t t = 0; t < pieces.size(); ++t, at += kInputWidth) {
      const float* vector = embedding.data() + static_cast<size_t>(pieces[t]) * kInputWidth;
      for (int i = 0; i < kInputWidth / 2; ++i) {
        const float angle = static_cast<float>(t) * timing[i];
        at[i] = 2 * vector[i] + std::sin(angle);
        at[i + kInputWidth / 2] = 2 * vector[i + kInputWidth / 2] + std::cos(angle);
      }
    }
  }
  x = Layer(1, Layer(0, x, known, rows), known, rows);

  Matrix means(known.size() * kWidth);
  const float* row = x.data();
  for (size_t i = 0; i < known.size(); ++i) {
    float* mean = means.data() + i * kWidth;
    for (size_t t = 0; t < known[i].size(); ++t, row += kWidth) {
      for (int d = 0; d < kWidth; ++d) mean[d] += row[d] / static_cast<float>(known[i].size());
    }
  }
  Matrix out;
  Linear("output", means, static_cast<int>(known.size()), kWidth, kWidth, false, &out);
  for (size_t i = 0; i < known.size(); ++i) {
    float squares = 0;
    float* vector = out.data() + i * kWidth;
    for (int d = 0; d < kWidth; ++d) {
      vector[d] = std::tanh(vector[d]);
      squares += vector[d] * vector[d];
    }
    for (int d = 0; d < kWidth; ++d) rows_out[place[i] * kWidth + d] = vector[d] / std::sqrt(squares);
  }
  return absl::OkStatus();
}

}  // namespace weft
