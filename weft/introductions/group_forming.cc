#include "weft/introductions/group_forming.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "weft/base/error.h"
#include "weft/introductions/pair_graph.h"
#include "weft/introductions/pair_matcher.h"
#include "weft/introductions/trio_forming.h"

namespace weft {
namespace {

std::vector<uint32_t> Ascending(std::vector<uint32_t> members) {
  std::sort(members.begin(), members.end());
  return members;
}

// What the four may gain from meeting across the two pairs; below 0 if any two of them may not meet.
double AcrossValue(const PermittedPartners& partners, const MemberPair& x, const MemberPair& y) {
  double sum = 0;
  for (uint32_t u : {x.a, x.b}) {
    for (uint32_t v : {y.a, y.b}) {
      const RoundCandidate* candidate = partners.Find(u, v);
      if (candidate == nullptr) return -1;
      sum += candidate->value;
    }
  }
  return sum;
}

absl::StatusOr<Grouping> FormFours(const PermittedPartners& partners, const std::vector<MemberPair>& pairs,
                                   int exact_members_max) {
  absl::flat_hash_map<uint32_t, uint32_t> pair_of;
  for (uint32_t i = 0; i < pairs.size(); ++i) pair_of[pairs[i].a] = pair_of[pairs[i].b] = i;
  std::vector<PairGraph::Pair> links;
  std::vector<int64_t> weights;
  for (uint32_t i = 0; i < pairs.size(); ++i) {
    std::vector<uint32_t> others;
    for (const PermittedPartners::Partner& partner : partners.Of(pairs[i].a)) {
      const auto other = pair_of.find(partner.member);
      if (other != pair_of.end() && other->second > i) others.push_back(other->second);
    }
    std::sort(others.begin(), others.end());
    others.erase(std::unique(others.begin(), others.end()), others.end());
    for (uint32_t other : others) {
      const double value = AcrossValue(partners, pairs[i], pairs[other]);
      if (value < 0) continue;
      links.push_back({i, other});
      weights.push_back(ToUnits(value));
    }
  }
  const PairGraph graph(std::vector<uint8_t>(pairs.size(), 1), std::vector<int64_t>(pairs.size(), 0),
                        std::vector<bool>(pairs.size(), false), links);
  WEFT_ASSIGN_OR_RETURN(const PairSelection selection, PairMatcher(graph, exact_members_max).Solve(weights));
  Grouping out;
  std::vector<bool> joined(pairs.size(), false);
  for (uint32_t link : selection.pairs) {
    const MemberPair& x = pairs[links[link].a];
    const MemberPair& y = pairs[links[link].b];
    joined[links[link].a] = joined[links[link].b] = true;
    out.groups.push_back(Ascending({x.a, x.b, y.a, y.b}));
  }
  for (size_t i = 0; i < pairs.size(); ++i) {
    if (!joined[i]) out.pairs.push_back(pairs[i]);
  }
  return out;
}

// A pair on the way to groups of three.
struct Parting {
  MemberPair pair;
  double value = 0;
  bool stuck = false;  // It parted once, and either could not join anybody.
};

// Lets up to a third of the pairs part, those worth least first, so that their members join others: a third of the
// pairs has as many members as the other two thirds are pairs. Adds the groups; returns whether any pair was tried.
absl::StatusOr<bool> PartOnce(const RoundProblem& problem, const RoundInput& input, const PermittedPartners& partners,
                              int exact_members_max, std::vector<Parting>* pairs,
                              std::vector<std::vector<uint32_t>>* groups) {
  std::vector<std::pair<double, size_t>> by_value;
  for (size_t i = 0; i < pairs->size(); ++i) {
    if (!(*pairs)[i].stuck) by_value.push_back({(*pairs)[i].value, i});
  }
  std::sort(by_value.begin(), by_value.end());
  by_value.resize(std::min(by_value.size(), pairs->size() / 3));
  if (by_value.empty()) return false;
  std::vector<bool> parts(pairs->size(), false);
  for (const auto& entry : by_value) parts[entry.second] = true;
  std::vector<MemberPair> staying;
  std::vector<size_t> staying_index;
  std::vector<uint32_t> odd;
  for (size_t i = 0; i < pairs->size(); ++i) {
    const MemberPair& pair = (*pairs)[i].pair;
    if (parts[i]) {
      odd.insert(odd.end(), {pair.a, pair.b});
    } else {
      staying.push_back(pair);
      staying_index.push_back(i);
    }
  }
  WEFT_ASSIGN_OR_RETURN(const std::vector<Joining> joinings,
                        JoinPairs(problem, input, partners, staying, odd, exact_members_max));
  absl::flat_hash_map<uint32_t, uint32_t> joined;  // Third -> pair.
  for (const Joining& joining : joinings) joined[joining.third] = joining.pair;
  std::vector<bool> grouped(pairs->size(), false);
  for (size_t i = 0; i < pairs->size(); ++i) {
    const MemberPair& pair = (*pairs)[i].pair;
    if (!parts[i]) continue;
    if (!joined.contains(pair.a) || !joined.contains(pair.b)) {
      (*pairs)[i].stuck = true;
      continue;
    }
    grouped[i] = true;
    for (uint32_t third : {pair.a, pair.b}) {
      const uint32_t at = joined[third];
      grouped[staying_index[at]] = true;
      groups->push_back(Ascending({staying[at].a, staying[at].b, third}));
    }
  }
  std::vector<Parting> left;
  for (size_t i = 0; i < pairs->size(); ++i) {
    if (!grouped[i]) left.push_back((*pairs)[i]);
  }
  *pairs = std::move(left);
  return true;
}

absl::StatusOr<Grouping> FormThrees(const RoundProblem& problem, const RoundInput& input,
                                    const PermittedPartners& partners, const std::vector<MemberPair>& pairs,
                                    int exact_members_max) {
  std::vector<Parting> left;
  for (const MemberPair& pair : pairs) left.push_back({pair, partners.Find(pair.a, pair.b)->value});
  Grouping out;
  for (bool tried = true; tried;) {
    WEFT_ASSIGN_OR_RETURN(tried, PartOnce(problem, input, partners, exact_members_max, &left, &out.groups));
  }
  for (const Parting& parting : left) out.pairs.push_back(parting.pair);
  return out;
}

}  // namespace

absl::StatusOr<Grouping> FormGroups(const RoundProblem& problem, const RoundInput& input,
                                    const PermittedPartners& partners, std::vector<MemberPair> pairs, int size,
                                    int exact_members_max) {
  assert(size == 3 || size == 4);
  std::sort(pairs.begin(), pairs.end(),
            [&input](const MemberPair& x, const MemberPair& y) { return input.place[x.a] < input.place[y.a]; });
  WEFT_ASSIGN_OR_RETURN(Grouping out, size == 4 ? FormFours(partners, pairs, exact_members_max)
                                                : FormThrees(problem, input, partners, pairs, exact_members_max));
  std::sort(out.groups.begin(), out.groups.end());
  return out;
}

}  // namespace weft
