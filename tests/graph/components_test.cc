#include "weft/graph/components.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/graphs.h"

namespace weft {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ComponentsTest, OrderedBySizeThenSmallest) {
  const TieGraph graph = MakeGraph(8, {{1, 5}, {2, 6}, {6, 7}, {3, 4}});
  const Components components = FindComponents(graph.view());
  EXPECT_THAT(components.sizes, ElementsAre(3, 2, 2, 1));
  EXPECT_THAT(components.labels, ElementsAre(3, 1, 0, 2, 2, 1, 0, 0));
}

TEST(ComponentsTest, EqualTheSpreadingOfLabels) {
  for (const NamedGraph& named : SmallGraphs()) {
    const TieGraphView graph = named.graph.view();
    std::vector<uint32_t> smallest(graph.size());  // Of the component, by letting the smaller label win over each tie.
    for (uint32_t u = 0; u < graph.size(); ++u) smallest[u] = u;
    for (bool changed = true; changed;) {
      changed = false;
      for (uint32_t u = 0; u < graph.size(); ++u) {
        for (uint32_t v : graph.Neighbors(u)) {
          if (smallest[v] >= smallest[u]) continue;
          smallest[u] = smallest[v];
          changed = true;
        }
      }
    }
    const Components components = FindComponents(graph);
    for (uint32_t u = 0; u < graph.size(); ++u) {
      EXPECT_EQ(components.labels[u], components.labels[smallest[u]]) << named.name;
      EXPECT_EQ(components.sizes[components.labels[u]], std::count(smallest.begin(), smallest.end(), smallest[u]));
    }
  }
}

TEST(IsolatesTest, EqualThoseInNobodysRow) {
  for (const NamedGraph& named : SmallGraphs()) {
    const TieGraphView graph = named.graph.view();
    std::vector<uint32_t> alone;
    for (uint32_t u = 0; u < graph.size(); ++u) {
      bool known = false;
      for (uint32_t v = 0; v < graph.size(); ++v) known |= v != u && graph.HasTie(v, u);
      if (!known) alone.push_back(u);
    }
    EXPECT_EQ(FindIsolates(graph), alone) << named.name;
  }
}

TEST(IsolatesTest, AreThoseWithoutTies) {
  EXPECT_THAT(FindIsolates(MakeGraph(5, {{3, 1}}).view()), ElementsAre(0, 2, 4));
  EXPECT_THAT(FindIsolates(MakeGraph(0, {}).view()), IsEmpty());
  EXPECT_THAT(FindIsolates(Clique(4).view()), IsEmpty());
  EXPECT_EQ(FindIsolates(DebianMaintainers().view()).size(), 818u);
}

}  // namespace
}  // namespace weft
