#include "weft/embedding/pieces.h"

#include <algorithm>
#include <cassert>
#include <string>

#include "weft/embedding/unicode.h"

namespace weft {
namespace {

constexpr char32_t kSpace = 0x2581;

// NFKC, spaces replaced, and one in front.
std::vector<char32_t> Symbols(absl::string_view text) {
  std::vector<char32_t> symbols = CodePoints(Nfkc(text));
  if (symbols.empty()) return symbols;
  std::replace(symbols.begin(), symbols.end(), U' ', kSpace);
  symbols.insert(symbols.begin(), kSpace);
  return symbols;
}

}  // namespace

Pieces::Pieces(absl::Span<const ModelPiece> vocabulary) {
  assert(vocabulary.size() > kReserved);
  piece_of_node_.push_back(-1);
  for (size_t id = 0; id < vocabulary.size(); ++id) {
    const std::vector<char32_t> symbols = CodePoints(vocabulary[id].text);
    lengths_.push_back(static_cast<int>(symbols.size()));
    log_probabilities_.push_back(vocabulary[id].log_probability);
    rarest_ = std::min(rarest_, vocabulary[id].log_probability);
    if (id < kReserved) continue;
    uint32_t node = 0;
    for (char32_t c : symbols) {
      auto [edge, added] = edges_.try_emplace(Edge(node, c), static_cast<uint32_t>(piece_of_node_.size()));
      if (added) piece_of_node_.push_back(-1);
      node = edge->second;
    }
    piece_of_node_[node] = static_cast<int>(id);
    if (symbols.size() == 1 && symbols[0] == kSpace) space_ = static_cast<int>(id);
  }
  lengths_[kUnknown] = 1;
}

void Pieces::Search(const std::vector<char32_t>& symbols, double unknown, std::vector<int>* last,
                    std::vector<double>* best) const {
  last->assign(symbols.size() + 1, kUnknown);
  best->assign(symbols.size() + 1, 0.0);
  std::vector<bool> reached(symbols.size() + 1, false);
  // Going through the starts in order offers every end its candidates from the longest to the shortest; `>=` lets the
  // shorter win a tie, as the reference does.
  for (size_t start = 0; start < symbols.size(); ++start) {
    if (start > 0 && !reached[start]) (*best)[start] = unknown == 0 ? 0 : (*best)[start - 1] + unknown;
    uint32_t node = 0;
    for (size_t end = start; end < symbols.size();) {
      auto edge = edges_.find(Edge(node, symbols[end]));
      if (edge == edges_.end()) break;
      node = edge->second;
      ++end;
      const int piece = piece_of_node_[node];
      if (piece < 0) continue;
      const double score = (*best)[start] + log_probabilities_[piece];
      if (!reached[end] || score >= (*best)[end]) {
        reached[end] = true;
        (*best)[end] = score;
        (*last)[end] = piece;
      }
    }
  }
  const size_t end = symbols.size();
  if (end > 0 && !reached[end]) (*best)[end] = (*best)[end - 1] + unknown;
}

std::vector<int> Pieces::Encode(absl::string_view text) const {
  const std::vector<char32_t> symbols = Symbols(text);
  std::vector<int> last;
  std::vector<double> best;
  // The reference starts anew, at 0, behind an unknown character.
  Search(symbols, 0.0, &last, &best);
  std::vector<int> pieces;
  for (int end = static_cast<int>(symbols.size()); end > 0; end -= lengths_[last[end]]) {
    if (last[end] == kUnknown && !pieces.empty() && pieces.back() == kUnknown) continue;
    pieces.push_back(last[end]);
  }
  std::reverse(pieces.begin(), pieces.end());
  return pieces;
}

double Pieces::LogProbability(absl::string_view word) const {
  const std::vector<char32_t> symbols = Symbols(word);
  std::vector<int> last;
  std::vector<double> best;
  Search(symbols, rarest_, &last, &best);
  return best.back();
}

}  // namespace weft
