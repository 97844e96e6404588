#include "bench/synthetic_network.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "weft/base/random.h"

namespace weft {
namespace {

// Of a member's candidates these are looked for outside their cluster.
constexpr double kAcrossShare = 0.5;
// So many are drawn for each one that is kept.
constexpr int kDrawnPerKept = 6;

// About normal: the sum of twelve uniform numbers has variance 1.
double Normal(Random* random) {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += random->Uniform();
  return sum;
}

template <typename Topics>
Topics Draw(const Topics& centre, double spread, Random* random) {
  Topics out;
  double squares = 0;
  for (size_t i = 0; i < out.size(); ++i) {
    out[i] = static_cast<float>(centre[i] + spread * Normal(random));
    squares += out[i] * out[i];
  }
  for (float& value : out) value = static_cast<float>(value / std::sqrt(squares));
  return out;
}

template <typename Topics>
double Cosine(const Topics& a, const Topics& b) {
  double dot = 0;
  for (size_t i = 0; i < a.size(); ++i) dot += a[i] * b[i];
  return dot;
}

}  // namespace

SyntheticNetwork::SyntheticNetwork(uint32_t members, uint32_t members_per_cluster, uint64_t seed)
    : cluster_count_(std::max<uint32_t>(2, members / members_per_cluster)) {
  Random random(seed);
  std::vector<Topics> centres(cluster_count_);
  for (Topics& centre : centres) centre = Draw(Topics{}, 1, &random);
  for (uint32_t i = 0; i < members; ++i) {
    // The lower of two draws: the first clusters are larger.
    const uint64_t cluster = std::min(random.Below(cluster_count_), random.Below(cluster_count_));
    clusters_.push_back(static_cast<uint32_t>(cluster));
    interests_.push_back(Draw(centres[cluster], 0.25, &random));
    offers_.push_back(Draw(centres[cluster], 0.6, &random));
    needs_.push_back(Draw(Topics{}, 1, &random));
  }
}

RoundCandidate SyntheticNetwork::Pair(uint32_t a, uint32_t b, const ClusterPairCounts& ties) const {
  RoundCandidate out;
  out.a = std::min(a, b);
  out.b = std::max(a, b);
  const double interests = std::max(0.0, Cosine(interests_[a], interests_[b]));
  const double for_a = 0.5 * interests + 0.5 * std::max(0.0, Cosine(needs_[a], offers_[b]));
  const double for_b = 0.5 * interests + 0.5 * std::max(0.0, Cosine(needs_[b], offers_[a]));
  const double floored_a = std::max(0.01, for_a);
  const double floored_b = std::max(0.01, for_b);
  out.fit = 2 * floored_a * floored_b / (floored_a + floored_b);
  const bool crosses = clusters_[a] != clusters_[b];
  out.bridging = crosses ? 0.1 + 0.4 / (1.0 + static_cast<double>(ties.Of(clusters_[a], clusters_[b]))) : 0.05;
  out.value = out.fit + out.bridging;
  out.kind = crosses ? PairKind::kWeakTie : PairKind::kStrongFit;
  return out;
}

double SyntheticNetwork::Closeness(uint32_t a, uint32_t b) const { return Cosine(interests_[a], interests_[b]); }

std::vector<RoundCandidate> SyntheticNetwork::Candidates(int per_member, const ClusterPairCounts& ties,
                                                         uint64_t seed) const {
  Random random(seed);
  std::vector<std::vector<uint32_t>> of_cluster(cluster_count_);
  for (uint32_t i = 0; i < size(); ++i) of_cluster[clusters_[i]].push_back(i);
  absl::flat_hash_set<std::pair<uint32_t, uint32_t>> seen;
  std::vector<RoundCandidate> out;
  const int across = static_cast<int>(kAcrossShare * per_member);
  for (uint32_t member = 0; member < size(); ++member) {
    const std::vector<uint32_t>& near = of_cluster[clusters_[member]];
    for (const bool crosses : {false, true}) {
      const int kept = crosses ? across : per_member - across;
      std::vector<RoundCandidate> drawn;
      for (int i = 0; i < kept * kDrawnPerKept; ++i) {
        const auto other = static_cast<uint32_t>(crosses ? random.Below(size()) : near[random.Below(near.size())]);
        if (other != member) drawn.push_back(Pair(member, other, ties));
      }
      std::sort(drawn.begin(), drawn.end(), [](const RoundCandidate& x, const RoundCandidate& y) {
        if (x.value != y.value) return x.value > y.value;
        return std::make_pair(x.a, x.b) < std::make_pair(y.a, y.b);
      });
      int count = 0;
      for (size_t i = 0; i < drawn.size() && count < kept; ++i) {
        if (i > 0 && drawn[i].a == drawn[i - 1].a && drawn[i].b == drawn[i - 1].b) continue;
        ++count;
        if (seen.insert({drawn[i].a, drawn[i].b}).second) out.push_back(drawn[i]);
      }
    }
  }
  return out;
}

}  // namespace weft
