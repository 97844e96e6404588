#include "indexer/embedding_store.h"

#include <cmath>
#include <cstring>

#include "weft/base/error.h"
#include "weft/index/int8_rows.h"

namespace weft {

std::string EncodeRow(absl::Span<const float> row) {
  std::vector<int8_t> data(row.size());
  const float scale = QuantizeRow(row, absl::MakeSpan(data));
  std::string bytes(sizeof(scale) + data.size(), '\0');
  std::memcpy(&bytes[0], &scale, sizeof(scale));
  std::memcpy(&bytes[sizeof(scale)], data.data(), data.size());
  return bytes;
}

absl::optional<std::vector<float>> DecodeRow(absl::string_view bytes, int dimension) {
  float scale = 0;
  if (bytes.size() != sizeof(scale) + static_cast<size_t>(dimension)) return absl::nullopt;
  std::memcpy(&scale, bytes.data(), sizeof(scale));
  if (!std::isfinite(scale) || scale < 0) return absl::nullopt;
  const int8_t* data = reinterpret_cast<const int8_t*>(bytes.data() + sizeof(scale));
  std::vector<float> row(static_cast<size_t>(dimension));
  for (int i = 0; i < dimension; ++i) row[i] = scale * static_cast<float>(data[i]);
  return row;
}

VectorCache CacheInStore(EmbeddingCache* cache, const std::string& fingerprint, int dimension) {
  VectorCache functions;
  functions.lookup =
      [cache, fingerprint, dimension](
          absl::Span<const std::string> texts) -> absl::StatusOr<std::vector<absl::optional<std::vector<float>>>> {
    WEFT_ASSIGN_OR_RETURN(const std::vector<std::string> values, cache->Lookup(fingerprint, texts));
    std::vector<absl::optional<std::vector<float>>> rows;
    rows.reserve(values.size());
    for (const std::string& value : values) rows.push_back(DecodeRow(value, dimension));
    return rows;
  };
  functions.store = [cache, fingerprint, dimension](absl::Span<const std::string> texts, absl::Span<const float> rows) {
    const size_t row_size = static_cast<size_t>(dimension);
    std::vector<std::string> values;
    values.reserve(texts.size());
    for (size_t i = 0; i < texts.size(); ++i) values.push_back(EncodeRow(rows.subspan(i * row_size, row_size)));
    return cache->Insert(fingerprint, texts, values);
  };
  return functions;
}

}  // namespace weft
