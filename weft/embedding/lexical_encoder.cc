#include "weft/embedding/lexical_encoder.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/random.h"
#include "weft/embedding/stemmer.h"
#include "weft/embedding/unicode.h"

namespace weft {
namespace {

constexpr size_t kGram = 4;

// Counts changes of this code that change vectors. Never reuse a number.
constexpr int kRevision = 1;

enum class FeatureKind : uint64_t { kStem = 1, kGram = 2 };

uint64_t Hash(FeatureKind kind, absl::string_view bytes) {
  uint64_t hash = 0xcbf29ce484222325ULL ^ static_cast<uint64_t>(kind);  // FNV-1a, mixed below.
  for (char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return Random::Mix(hash);
}

void AddFeature(FeatureKind kind, absl::string_view bytes, double weight, int dimension, float* row) {
  const uint64_t hash = Hash(kind, bytes);
  const float signed_weight = static_cast<float>((hash >> 63) != 0 ? -weight : weight);
  row[(hash & 0xffffffff) % static_cast<uint64_t>(dimension)] += signed_weight;
}

}  // namespace

std::vector<std::string> LexicalWords(absl::string_view text) {
  std::vector<std::string> words;
  std::vector<char32_t> word;
  auto finish = [&] {
    if (!word.empty()) words.push_back(Utf8(word));
    word.clear();
  };
  for (char32_t c : CodePoints(LowerCase(Nfkc(text)))) {
    const bool sign = (c == U'+' || c == U'#') && !word.empty();
    if (!sign && (!IsWordCharacter(c) || (!word.empty() && (word.back() == U'+' || word.back() == U'#')))) finish();
    if (sign || IsWordCharacter(c)) word.push_back(c);
  }
  finish();
  return words;
}

LexicalEncoder::LexicalEncoder(const ModelFile& file, const LexicalEncoderOptions& options)
    : options_(options),
      pieces_(file.pieces()),
      log_probability_common_(file.log_probability_common()),
      log_probability_rare_(file.log_probability_rare()),
      fingerprint_(absl::StrCat("lexical.", kRevision, "-", options.dimension, "-", options.gram_share, "-",
                                options.common_weight, "-", options.power, "-", file.checksum())) {}

double LexicalEncoder::WordWeight(absl::string_view word) const {
  const double rarity =
      (log_probability_common_ - pieces_.LogProbability(word)) / (log_probability_common_ - log_probability_rare_);
  const double share = std::pow(std::min(1.0, std::max(0.0, rarity)), options_.power);
  return options_.common_weight + (1 - options_.common_weight) * share;
}

void LexicalEncoder::EmbedOne(const std::string& text, float* row) const {
  std::fill_n(row, options_.dimension, 0.0f);
  for (const std::string& word : LexicalWords(text)) {
    const double weight = WordWeight(word);
    AddFeature(FeatureKind::kStem, Stem(word), weight * std::sqrt(1 - options_.gram_share), options_.dimension, row);
    // The ends count as characters: ^word$.
    std::vector<char32_t> letters = CodePoints(word);
    letters.insert(letters.begin(), U'^');
    letters.push_back(U'$');
    const size_t grams = letters.size() < kGram ? 1 : letters.size() - kGram + 1;
    const double gram_weight = weight * std::sqrt(options_.gram_share / static_cast<double>(grams));
    for (size_t i = 0; i < grams; ++i) {
      const auto begin = letters.begin() + static_cast<ptrdiff_t>(i);
      const auto end = letters.begin() + static_cast<ptrdiff_t>(std::min(i + kGram, letters.size()));
      AddFeature(FeatureKind::kGram, Utf8(std::vector<char32_t>(begin, end)), gram_weight, options_.dimension, row);
    }
  }
  double squares = 0;
  for (int i = 0; i < options_.dimension; ++i) squares += static_cast<double>(row[i]) * row[i];
  if (squares == 0) return;
  const float inverse = static_cast<float>(1 / std::sqrt(squares));
  for (int i = 0; i < options_.dimension; ++i) row[i] *= inverse;
}

absl::Status LexicalEncoder::Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const {
  WEFT_RETURN_IF_ERROR(CheckRows(*this, texts, rows));
  for (size_t i = 0; i < texts.size(); ++i) EmbedOne(texts[i], rows.data() + i * options_.dimension);
  return absl::OkStatus();
}

}  // namespace weft
