#include "weft/embedding/blended_embedder.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"

namespace weft {
namespace {

bool IsZero(absl::Span<const float> row) {
  return std::all_of(row.begin(), row.end(), [](float x) { return x == 0; });
}

}  // namespace

BlendedEmbedder::BlendedEmbedder(std::unique_ptr<Embedder> first, double first_share, std::unique_ptr<Embedder> second)
    : first_(std::move(first)),
      second_(std::move(second)),
      first_share_(first_share),
      fingerprint_(
          absl::StrCat("blend(", first_share, " ", first_->fingerprint(), " + ", second_->fingerprint(), ")")) {
  assert(first_share > 0 && first_share < 1);
}

absl::Status BlendedEmbedder::Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const {
  WEFT_RETURN_IF_ERROR(CheckRows(*this, texts, rows));
  const size_t left = first_->dimension();
  const size_t right = second_->dimension();
  std::vector<float> first(texts.size() * left);
  std::vector<float> second(texts.size() * right);
  WEFT_RETURN_IF_ERROR(first_->Embed(texts, absl::MakeSpan(first)));
  WEFT_RETURN_IF_ERROR(second_->Embed(texts, absl::MakeSpan(second)));
  for (size_t i = 0; i < texts.size(); ++i) {
    const absl::Span<const float> a(first.data() + i * left, left);
    const absl::Span<const float> b(second.data() + i * right, right);
    const double share = IsZero(b) ? 1.0 : IsZero(a) ? 0.0 : first_share_;
    const float weight_a = static_cast<float>(std::sqrt(share));
    const float weight_b = static_cast<float>(std::sqrt(1 - share));
    float* row = rows.data() + i * (left + right);
    std::transform(a.begin(), a.end(), row, [weight_a](float x) { return weight_a * x; });
    std::transform(b.begin(), b.end(), row + left, [weight_b](float x) { return weight_b * x; });
  }
  return absl::OkStatus();
}

}  // namespace weft
