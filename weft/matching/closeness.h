#ifndef WEFT_MATCHING_CLOSENESS_H_
#define WEFT_MATCHING_CLOSENESS_H_

#include <cstdint>
#include <vector>

#include "weft/matching/seeker.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// How near one seeker is to everybody along ties and through circles, by three kernels over tie strengths s (which
// hold weight and recency) and their sums k:
//   common         two steps: sum over acquaintances u of s(i,u) s(u,j) / ln(1 + max(2, degree u)). Adamic & Adar
//                  2003, weighted.
//   wider          three steps of a random walk: sum over u, v of s(i,u) s(u,v)/k(u) s(v,j)/k(v), over the 200 members
//                  v nearest in two steps. Local random walk, Liu & Lü 2010; that ways of length three predict best
//                  where likeness does not make ties: Kovács et al. 2019.
//   circle_out     one step through a circle c of the seeker, one along a tie: sum over c, u in c of
//                  1/size(c) s(u,j)/k(u). Ties form around what people share (focal closure, Kossinets & Watts 2006).
//   circle_in      the same from the other: sum over u, circles c of j with u in c of s(i,u)/k(u) 1/size(c).
// How many ties the other has apart from these ways raises none of them, and members whom everybody knows count little
// as go-betweens. Values of members tied to the seeker are of no use and not meant to be.
//
// Costs one look at the ties of: acquaintances, their 200 nearest, and at most kCircleSampleMax members of each circle
// (of larger circles an even sample), plus O(view.size()) to clear. Const calls may run concurrently.
class Closeness {
 public:
  // Both must outlive it.
  Closeness(const NetworkView& view, const Seeker& seeker);

  float common(uint32_t other) const { return common_[other]; }
  float wider(uint32_t other) const { return wider_[other]; }
  float circle_out(uint32_t other) const { return circle_out_[other]; }
  float circle_in(absl::Span<const uint32_t> circles_of_other) const;

  // At most `limit` members with the highest values above 0 by one kernel; equals by ordinal. Includes the seeker's own
  // acquaintances.
  std::vector<uint32_t> NearestByCommon(size_t limit) const { return Nearest(common_, limit); }
  std::vector<uint32_t> NearestByWider(size_t limit) const { return Nearest(wider_, limit); }
  std::vector<uint32_t> NearestByCircles(size_t limit) const { return Nearest(circle_out_, limit); }

  static constexpr size_t kWayPointsMax = 200;
  static constexpr size_t kCircleSampleMax = 500;

 private:
  void WalkTies();
  void WalkCircles();
  std::vector<uint32_t> Nearest(const std::vector<float>& values, size_t limit) const;

  const NetworkView& view_;
  const Seeker& seeker_;
  std::vector<float> common_, wider_, circle_out_;        // By ordinal.
  std::vector<std::pair<uint32_t, float>> into_circles_;  // By circle, ascending: what circle_in adds up.
};

// What a close pair of the network typically has by each kernel: parts of fit are value / (value + typical), so that
// networks of few and of many ties are read alike. The median over a seeded sample of members of the best value each
// has to somebody not tied to it; the defaults where too few have any.
struct ClosenessScales {
  float common = 0.7f;
  float wider = 0.05f;
  float circle = 0.03f;
};
ClosenessScales MeasureClosenessScales(const NetworkView& view, uint64_t seed);
// Those that the view's snapshot holds, or the defaults.
ClosenessScales ClosenessScalesOf(const NetworkView& view);

}  // namespace weft

#endif  // WEFT_MATCHING_CLOSENESS_H_
