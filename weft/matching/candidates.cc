#include "weft/matching/candidates.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "weft/base/error.h"
#include "weft/base/random.h"
#include "weft/matching/bridging.h"

namespace weft {
namespace {

// Members looked at before a sample is given up: bounds the work where hardly anybody is eligible.
constexpr int kTriesPerMember = 8;

class Gatherer {
 public:
  Gatherer(const NetworkView& view, const Seeker& seeker, const Eligibility& eligibility, uint64_t seed)
      : view_(view),
        seeker_(seeker),
        eligibility_(eligibility),
        random_(Random::Mix(seed ^ IdHash(seeker.member.id))) {}

  absl::Status AddNearest(const CandidateLimits& limits);
  void AddClosest(const Closeness& closeness, const CandidateLimits& limits);
  void AddCircles(int limit);
  void AddOrganization(int limit);
  void AddBeyond(const std::vector<uint32_t>& targets, const CandidateLimits& limits);
  void AddReserve(int limit);
  std::vector<uint32_t> Take() {
    std::vector<uint32_t> out(chosen_.begin(), chosen_.end());
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  // True if the member was not yet there and is eligible.
  bool Add(uint32_t ordinal) {
    return !view_.IsGone(ordinal) && !chosen_.contains(ordinal) && eligibility_.IsEligible(ordinal) &&
           chosen_.insert(ordinal).second;
  }
  // Adds the first `limit` of the members that are new and eligible.
  void AddFirst(const std::vector<uint32_t>& members, int limit);
  // Adds up to `limit` of the members, at random if there are more.
  void AddAny(std::vector<uint32_t> members, int limit) {
    for (size_t i = 0; i < members.size() && limit > 0; ++i) {
      std::swap(members[i], members[i + random_.Below(members.size() - i)]);
      if (Add(members[i])) --limit;
    }
  }

  const NetworkView& view_;
  const Seeker& seeker_;
  const Eligibility& eligibility_;
  Random random_;
  absl::flat_hash_set<uint32_t> chosen_;
};

absl::Status Gatherer::AddNearest(const CandidateLimits& limits) {
  // Deeper than needed for strong fits: the tail holds those near my interests in other clusters. Any of them will do,
  // so that not everybody with the same interests is sent to the same few.
  const int depth = limits.per_facet + limits.depth_beyond;
  if (depth == 0) return absl::OkStatus();
  struct Search {
    Facet own;    // Whose row asks
    Facet other;  // whose rows.
  };
  for (const Search& search : {Search{Facet::kInterests, Facet::kInterests}, Search{Facet::kNeeds, Facet::kOffers},
                               Search{Facet::kOffers, Facet::kNeeds}}) {
    const Int8Row query = seeker_.facet_rows[static_cast<int>(search.own)];
    if (!query) continue;
    WEFT_ASSIGN_OR_RETURN(std::vector<Candidate> found, view_.Nearest(search.other, query, depth));
    int near = limits.per_facet;
    std::vector<uint32_t> beyond;
    for (const Candidate& candidate : found) {
      if (near > 0) {
        near -= Add(candidate.ordinal);
      } else if (CrossesClusters(seeker_.member, view_.member(candidate.ordinal))) {
        beyond.push_back(candidate.ordinal);
      }
    }
    AddAny(std::move(beyond), limits.other_clusters);
  }
  return absl::OkStatus();
}

void Gatherer::AddFirst(const std::vector<uint32_t>& members, int limit) {
  for (size_t i = 0; i < members.size() && limit > 0; ++i) limit -= Add(members[i]);
}

void Gatherer::AddClosest(const Closeness& closeness, const CandidateLimits& limits) {
  // Acquaintances are among the nearest and not eligible: look past them.
  const size_t tied = seeker_.ties.size() + 1;
  AddFirst(closeness.NearestByCommon(static_cast<size_t>(limits.by_common) + tied), limits.by_common);
  AddFirst(closeness.NearestByWider(static_cast<size_t>(limits.by_wider) + tied), limits.by_wider);
  AddFirst(closeness.NearestByCircles(static_cast<size_t>(limits.by_circles) + tied), limits.by_circles);
}

void Gatherer::AddCircles(int limit) {
  // The smallest circles first: they say most.
  std::vector<std::pair<uint32_t, uint32_t>> order;
  for (uint32_t circle : seeker_.member.circles) order.emplace_back(view_.CircleSize(circle), circle);
  std::sort(order.begin(), order.end());
  for (const auto& entry : order) {
    if (limit <= 0) break;
    const size_t before = chosen_.size();
    AddAny(view_.CircleMembers(entry.second), limit);
    limit -= static_cast<int>(chosen_.size() - before);
  }
}

// Needs a look at every member, so it is done only for those of whom nothing else is known.
void Gatherer::AddOrganization(int limit) {
  if (seeker_.member.organization == kNone) return;
  std::vector<uint32_t> colleagues;
  for (uint32_t ordinal = 0; ordinal < view_.size(); ++ordinal) {
    if (!view_.IsGone(ordinal) && view_.member(ordinal).organization == seeker_.member.organization) {
      colleagues.push_back(ordinal);
    }
  }
  AddAny(std::move(colleagues), limit);
}

void Gatherer::AddBeyond(const std::vector<uint32_t>& targets, const CandidateLimits& limits) {
  const size_t clusters = std::min(targets.size(), static_cast<size_t>(limits.target_clusters));
  for (size_t t = 0; t < clusters; ++t) {
    const absl::Span<const uint32_t> members = view_.ClusterMembers(targets[t]);
    AddAny({members.begin(), members.end()}, limits.per_target);
  }
}

void Gatherer::AddReserve(int limit) {
  if (view_.size() == 0) return;
  // The one shown less (or, unmeasured, with fewer ties) of two picked at random: leans to those whom few introductions
  // reach without a sorted list of all.
  const absl::Span<const float> exposure = view_.snapshot().arrays().exposure;
  const auto reached = [&](uint32_t ordinal) {
    return ordinal < exposure.size() ? exposure[ordinal] : static_cast<float>(view_.degree(ordinal));
  };
  for (int tries = limit * kTriesPerMember; tries > 0 && limit > 0; --tries) {
    const uint32_t a = static_cast<uint32_t>(random_.Below(view_.size()));
    const uint32_t b = static_cast<uint32_t>(random_.Below(view_.size()));
    limit -= Add(reached(a) <= reached(b) ? a : b);
  }
}

}  // namespace

absl::StatusOr<std::vector<uint32_t>> GatherCandidates(const NetworkView& view, const Seeker& seeker,
                                                       const Closeness& closeness, const Eligibility& eligibility,
                                                       const std::vector<uint32_t>& targets, uint64_t seed,
                                                       const CandidateLimits& limits) {
  Gatherer gatherer(view, seeker, eligibility, seed);
  WEFT_RETURN_IF_ERROR(gatherer.AddNearest(limits));
  gatherer.AddClosest(closeness, limits);
  gatherer.AddCircles(limits.circle_members);
  if (!seeker.HasText() && seeker.ties.size() == 0) gatherer.AddOrganization(limits.circle_members);
  gatherer.AddBeyond(targets, limits);
  gatherer.AddReserve(limits.reserve);
  return gatherer.Take();
}

}  // namespace weft
