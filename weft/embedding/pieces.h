#ifndef WEFT_EMBEDDING_PIECES_H_
#define WEFT_EMBEDDING_PIECES_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "weft/embedding/model_file.h"

namespace weft {

// Splits text into the pieces the encoder knows: the likeliest sequence under a unigram model (Kudo 2018), found by
// Viterbi's algorithm, exactly as the encoder's reference implementation does it: text in NFKC, U+2581 for a space and
// one in front; of equal paths the one whose last piece is shorter; a character outside the vocabulary is piece
// kUnknown, a run of them one piece. O(characters * longest piece). Immutable; concurrent calls are safe.
class Pieces {
 public:
  static constexpr int kUnknown = 0;
  static constexpr int kReserved = 6;  // The first so many pieces stand for no text.

  // Copies what it needs. REQUIRES: more than kReserved pieces.
  explicit Pieces(absl::Span<const ModelPiece> vocabulary);

  int size() const { return static_cast<int>(lengths_.size()); }
  // Invalid bytes are unknown characters. Empty text has no pieces.
  std::vector<int> Encode(absl::string_view text) const;
  // The piece that stands for a space alone.
  int space() const { return space_; }

  // Natural logarithm of how likely a word (no spaces) is under the model, rare words being spelled from pieces.
  // An unknown character counts as the rarest piece.
  double LogProbability(absl::string_view word) const;

 private:
  static uint64_t Edge(uint32_t node, char32_t c) { return static_cast<uint64_t>(node) << 32 | c; }
  // The last piece of the likeliest sequence that ends at each place, and how likely it is.
  void Search(const std::vector<char32_t>& symbols, double unknown, std::vector<int>* last,
              std::vector<double>* best) const;

  std::vector<int> lengths_;  // Of each piece, in code points.
  std::vector<double> log_probabilities_;
  double rarest_ = 0;
  int space_ = -1;
  std::vector<int> piece_of_node_;  // A trie; -1: no piece ends here.
  absl::flat_hash_map<uint64_t, uint32_t> edges_;
};

}  // namespace weft

#endif  // WEFT_EMBEDDING_PIECES_H_
