#include "bench/eval/rerankers/reserved_places.h"

#include <set>
#include <vector>

#include "gtest/gtest.h"

namespace weft {
namespace {

struct PlacesCase {
  const char* name;
  std::vector<uint32_t> candidates;  // Best first; 100 and above cross.
  size_t length, reserved;
  RankedList expected;
};

class ReservedPlacesTest : public testing::TestWithParam<PlacesCase> {};

TEST_P(ReservedPlacesTest, KeepsPlaces) {
  ScoredList list;
  list.member = 7;
  double score = 1;
  for (uint32_t candidate : GetParam().candidates) list.candidates.push_back({candidate, score /= 2});
  EXPECT_EQ(ReservePlaces(list, GetParam().length, GetParam().reserved,
                          [](uint32_t member, uint32_t candidate) {
                            EXPECT_EQ(member, 7u);
                            return candidate >= 100;
                          }),
            GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    All, ReservedPlacesTest,
    testing::Values(PlacesCase{"NoneKept", {1, 2, 3, 100}, 3, 0, {1, 2, 3}},
                    PlacesCase{"OneKept", {1, 2, 3, 100}, 3, 1, {1, 2, 100}},
                    PlacesCase{"TheBestWhoCross", {1, 2, 100, 3, 101}, 2, 1, {1, 100}},
                    PlacesCase{"WhoCrossesAnywayTakesTheKeptPlace", {100, 1, 2, 3, 101}, 3, 1, {100, 1, 2}},
                    PlacesCase{"OthersWhoCrossMayHaveMore", {100, 101, 102, 1}, 3, 1, {100, 101, 102}},
                    PlacesCase{"InTheOrderOfTheList", {1, 100, 2, 101}, 4, 2, {1, 100, 2, 101}},
                    PlacesCase{"AllKept", {1, 2, 100, 101}, 2, 2, {100, 101}},
                    PlacesCase{"TooFewCross", {1, 2, 3, 100}, 3, 3, {1, 2, 100}},
                    PlacesCase{"NobodyCrosses", {1, 2, 3}, 2, 2, {1, 2}},
                    PlacesCase{"ShortList", {1, 100}, 10, 3, {1, 100}}, PlacesCase{"Nobody", {}, 10, 3, {}}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
