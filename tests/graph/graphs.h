#ifndef WEFT_TESTS_GRAPH_GRAPHS_H_
#define WEFT_TESTS_GRAPH_GRAPHS_H_

// Networks that the tests of this folder share.

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "weft/graph/tie_graph.h"
#include "weft/graph/tie_time.h"

namespace weft {

struct NamedGraph {
  std::string name;  // Letters and digits, for test names.
  TieGraph graph;
};

// What a failing test prints.
inline void PrintTo(const NamedGraph& named, std::ostream* os) { *os << named.name; }

// As people write it in files of ties: "2021-08-14", or "3" for a period. Aborts on anything else.
TieTime TimeOf(absl::string_view text);

// Aborts on bad ties: these are the tests' own.
TieGraph MakeGraph(uint32_t size, const std::vector<std::pair<uint32_t, uint32_t>>& pairs, float strength = 0.5f);
TieGraph MakeWeightedGraph(uint32_t size, const std::vector<DerivedTie>& ties);

// Zachary's karate club: 34 members, 78 ties, unweighted.
TieGraph Karate();
// One member who knows all others, who know nobody else.
TieGraph Star(uint32_t size);
// Everybody knows everybody.
TieGraph Clique(uint32_t size);
// Each knows the next.
TieGraph Path(uint32_t size);
// Groups of equal size; each pair inside is tied with `inside`, others with `across`. Strengths are drawn.
TieGraph PlantedPartition(uint32_t groups, uint32_t group_size, double inside, double across, uint64_t seed);
// `ties` drawn pairs with drawn strengths, skewed: some members know many. Leaves isolates.
TieGraph Skewed(uint32_t size, uint32_t ties, uint64_t seed);
// samples/debian-maintainers: 2,752 members, 5,949 ties, with derived strengths.
TieGraph DebianMaintainers();

// The hostile and the ordinary, all small enough for slow references.
std::vector<NamedGraph> SmallGraphs();

}  // namespace weft

#endif  // WEFT_TESTS_GRAPH_GRAPHS_H_
