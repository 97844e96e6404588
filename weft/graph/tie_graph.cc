#include "weft/graph/tie_graph.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"

namespace weft {
namespace {

bool IsStrength(float strength) { return strength > 0 && strength <= 1; }  // False for NaN.

absl::Status BadTie(absl::string_view reason, size_t index, const DerivedTie& tie, absl::string_view why) {
  return Error(absl::StatusCode::kInvalidArgument, reason,
               absl::StrCat("tie ", index, " (", tie.a, ", ", tie.b, ") ", why), {{"tie", absl::StrCat(index)}});
}

absl::Status BadGraph(absl::string_view what) {
  return Error(absl::StatusCode::kDataLoss, "BAD_TIE_GRAPH", absl::StrCat("tie graph: ", what));
}

absl::Status ValidateShape(const TieGraphView& graph) {
  if (graph.offsets.empty()) {
    return graph.neighbors.empty() && graph.strengths.empty() ? absl::OkStatus() : BadGraph("has ties but no offsets");
  }
  if (graph.offsets.size() - 1 > std::numeric_limits<uint32_t>::max()) return BadGraph("has more than 2^32 - 1 nodes");
  if (graph.neighbors.size() != graph.strengths.size()) {
    return BadGraph(
        absl::StrCat("has ", graph.neighbors.size(), " neighbors, but ", graph.strengths.size(), " strengths"));
  }
  if (graph.offsets.front() != 0 || graph.offsets.back() != graph.neighbors.size()) {
    return BadGraph(absl::StrCat("offsets run from ", graph.offsets.front(), " to ", graph.offsets.back(),
                                 ", expected 0 to ", graph.neighbors.size()));
  }
  for (size_t u = 0; u + 1 < graph.offsets.size(); ++u) {
    if (graph.offsets[u] > graph.offsets[u + 1]) return BadGraph(absl::StrCat("offsets fall after node ", u));
  }
  return absl::OkStatus();
}

absl::Status ValidateRows(const TieGraphView& graph) {
  for (uint32_t u = 0; u < graph.size(); ++u) {
    const absl::Span<const uint32_t> row = graph.Neighbors(u);
    for (size_t i = 0; i < row.size(); ++i) {
      if (row[i] >= graph.size()) {
        return BadGraph(absl::StrCat("node ", u, " has neighbor ", row[i], " of ", graph.size()));
      }
      if (row[i] == u) return BadGraph(absl::StrCat("node ", u, " is its own neighbor"));
      if (i > 0 && row[i - 1] >= row[i]) return BadGraph(absl::StrCat("neighbors of node ", u, " do not ascend"));
      const float strength = graph.Strengths(u)[i];
      if (!IsStrength(strength)) {
        return BadGraph(absl::StrCat("strength of (", u, ", ", row[i], ") is ", strength, ", outside (0, 1]"));
      }
    }
  }
  return absl::OkStatus();
}

// Walks all rows at once: going through u ascending, each neighbor's row must have u as its next unread entry.
absl::Status ValidateSymmetry(const TieGraphView& graph) {
  std::vector<uint64_t> next(graph.offsets.begin(), graph.offsets.end());
  for (uint32_t u = 0; u < graph.size(); ++u) {
    for (uint64_t i = graph.offsets[u]; i < graph.offsets[u + 1]; ++i) {
      const uint32_t v = graph.neighbors[i];
      const uint64_t j = next[v]++;
      if (j >= graph.offsets[v + 1] || graph.neighbors[j] != u) {
        return BadGraph(absl::StrCat("ties of nodes ", u, " and ", v, " disagree"));
      }
      if (graph.strengths[i] != graph.strengths[j]) {
        return BadGraph(absl::StrCat("(", u, ", ", v, ") has two strengths"));
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace

bool TieGraphView::HasTie(uint32_t u, uint32_t v) const {
  if (Degree(u) > Degree(v)) std::swap(u, v);
  const absl::Span<const uint32_t> row = Neighbors(u);
  return std::binary_search(row.begin(), row.end(), v);
}

absl::StatusOr<TieGraph> TieGraph::FromTies(uint32_t size, absl::Span<const DerivedTie> ties) {
  TieGraph graph;
  graph.offsets_.assign(static_cast<size_t>(size) + 1, 0);
  for (size_t i = 0; i < ties.size(); ++i) {
    const DerivedTie& tie = ties[i];
    if (tie.a >= size || tie.b >= size) {
      return BadTie("UNKNOWN_TIE_END", i, tie, absl::StrCat("names a member beyond the ", size, " there are"));
    }
    if (tie.a == tie.b) return BadTie("SELF_TIE", i, tie, "ties a member to itself");
    if (!IsStrength(tie.strength)) {
      return BadTie("BAD_TIE_STRENGTH", i, tie, absl::StrCat("has strength ", tie.strength, ", outside (0, 1]"));
    }
    ++graph.offsets_[tie.a + 1];
    ++graph.offsets_[tie.b + 1];
  }
  for (size_t u = 0; u < size; ++u) graph.offsets_[u + 1] += graph.offsets_[u];

  using Entry = std::pair<uint32_t, float>;
  std::vector<Entry> entries(graph.offsets_.back());
  std::vector<uint64_t> next(graph.offsets_.begin(), graph.offsets_.end());
  for (const DerivedTie& tie : ties) {
    entries[next[tie.a]++] = {tie.b, tie.strength};
    entries[next[tie.b]++] = {tie.a, tie.strength};
  }

  graph.neighbors_.reserve(entries.size());
  graph.strengths_.reserve(entries.size());
  uint64_t begin = 0;
  for (size_t u = 0; u < size; ++u) {
    const uint64_t end = graph.offsets_[u + 1];
    const size_t row = graph.neighbors_.size();
    std::sort(entries.begin() + begin, entries.begin() + end);
    for (uint64_t i = begin; i < end; ++i) {
      if (graph.neighbors_.size() > row && graph.neighbors_.back() == entries[i].first) {
        graph.strengths_.back() = entries[i].second;  // Sorted: the largest comes last.
      } else {
        graph.neighbors_.push_back(entries[i].first);
        graph.strengths_.push_back(entries[i].second);
      }
    }
    begin = end;
    graph.offsets_[u + 1] = graph.neighbors_.size();
  }
  return graph;
}

absl::Status ValidateTieGraph(const TieGraphView& graph) {
  WEFT_RETURN_IF_ERROR(ValidateShape(graph));
  WEFT_RETURN_IF_ERROR(ValidateRows(graph));
  return ValidateSymmetry(graph);
}

}  // namespace weft
