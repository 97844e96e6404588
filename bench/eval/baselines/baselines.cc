#include "bench/eval/baselines/baselines.h"

#include <cassert>
#include <memory>

#include "bench/eval/baselines/chance.h"
#include "bench/eval/baselines/circle_overlap.h"
#include "bench/eval/baselines/graph_bm25.h"
#include "bench/eval/baselines/neighbor_overlap.h"
#include "bench/eval/baselines/personalized_pagerank.h"
#include "bench/eval/baselines/popularity.h"
#include "bench/eval/baselines/profile_terms.h"
#include "bench/eval/baselines/score_mix.h"
#include "bench/eval/baselines/text_bm25.h"
#include "bench/eval/baselines/text_tfidf.h"

namespace weft {
namespace {

constexpr double kCirclesWeight = 0.5;
constexpr double kContentWeight = 0.3;

// What several methods read, prepared once.
struct Prepared {
  Prepared(const EvalNetwork& network, const ProfileVectors& vectors)
      : network(network),
        vectors(vectors),
        graph_bm25(network),
        pagerank(network),
        terms(network),
        text_bm25(terms),
        text_tfidf(terms),
        circles(network) {}

  const EvalNetwork& network;
  const ProfileVectors& vectors;
  const GraphBm25 graph_bm25;
  const PersonalizedPageRank pagerank;
  const ProfileTerms terms;
  const TextBm25 text_bm25;
  const TextTfidf text_tfidf;
  const CircleOverlap circles;
};

MemberScores Mix(const Prepared& prepared, uint32_t member, const MemberScores& circles) {
  ScoreMix mix(prepared.network.members.size(), member);
  mix.Add(1, AdamicAdar(prepared.network, member));
  mix.Add(kCirclesWeight, circles);
  mix.Add(kContentWeight, prepared.text_tfidf.Scores(member));
  return mix.scores();
}

}  // namespace

std::vector<Baseline> Baselines(const EvalNetwork& network, const ProfileVectors& vectors, uint64_t seed) {
  assert(vectors.size() == network.members.size());
  const auto prepared = std::make_shared<const Prepared>(network, vectors);
  const auto of_network = [&network](MemberScores (*scores)(const EvalNetwork&, uint32_t)) {
    return [&network, scores](uint32_t member) { return scores(network, member); };
  };
  return {
      {"random", "uniform chance", false, [&network, seed](uint32_t member) { return Chance(network, member, seed); }},
      {"popularity", "Barabási & Albert 1999: degree, with direction in-degree", true,
       [&network](uint32_t) { return Popularity(network); }},
      {"common_neighbours", "Newman 2001", false, of_network(&CommonNeighbors)},
      {"adamic_adar", "Adamic & Adar 2003", false, of_network(&AdamicAdar)},
      {"resource_allocation", "Zhou, Lü & Zhang 2009", false, of_network(&ResourceAllocation)},
      {"personalized_pagerank", "White & Smyth 2003, restart 0.3", false,
       [prepared](uint32_t member) { return prepared->pagerank.Scores(member); }},
      {"graph_bm25", "Sanz-Cruzado, Castells, Macdonald & Ounis 2020: BM25, b 0.1, k 0.1", false,
       [prepared](uint32_t member) { return prepared->graph_bm25.Scores(member); }},
      {"content_embedding", "cosine of the profiles' embeddings", false,
       [prepared](uint32_t member) { return prepared->vectors.Scores(member); }},
      {"content_bm25", "Spärck Jones, Walker & Robertson 2000: BM25, b 0.75, k 1.2", false,
       [prepared](uint32_t member) { return prepared->text_bm25.Scores(member); }},
      {"content_tfidf", "Salton & Buckley 1988: cosine of TF-IDF", false,
       [prepared](uint32_t member) { return prepared->text_tfidf.Scores(member); }},
      {"circles", "Feld 1981: circles in common, weighted by rarity", false,
       [prepared](uint32_t member) { return prepared->circles.Scores(member); }},
      {"circles_popularity", "circles, times ln(2 + degree of the candidate)", true,
       [prepared](uint32_t member) { return prepared->circles.ScoresWithPopularity(member); }},
      {"mix", "Adamic-Adar + 0.5 circles + 0.3 content, each divided by its maximum", false,
       [prepared](uint32_t member) { return Mix(*prepared, member, prepared->circles.Scores(member)); }},
      {"mix_popularity", "Adamic-Adar + 0.5 circles with popularity + 0.3 content, each divided by its maximum", true,
       [prepared](uint32_t member) { return Mix(*prepared, member, prepared->circles.ScoresWithPopularity(member)); }},
  };
}

}  // namespace weft
