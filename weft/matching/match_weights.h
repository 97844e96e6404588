#ifndef WEFT_MATCHING_MATCH_WEIGHTS_H_
#define WEFT_MATCHING_MATCH_WEIGHTS_H_

#include <array>
#include <cstddef>

namespace weft {

// What fit is made of. A part that either side lacks is left out of a pair's fit, never counted as zero.
enum class FitPart {
  kNeeds,            // My needs met by their offers; the other way round, theirs by mine.
  kInterests,        // Interests and bio.
  kCircles,          // Circles in common, rare ones more.
  kOrganization,     // The same organization.
  kProximity,        // Acquaintances in common: two steps along ties.
  kWiderProximity,   // Three steps along ties.
  kCircleProximity,  // One step through a circle and one along a tie: my circles' people know them, or theirs me.
};
constexpr size_t kFitPartCount = 7;
constexpr const char* kFitPartNames[kFitPartCount] = {"needs",     "interests",       "circles",         "organization",
                                                      "proximity", "wider_proximity", "circle_proximity"};

// A weight for each part, 0 or above: more of a part never lowers fit.
struct PartWeights {
  std::array<double, kFitPartCount> values;
  double operator[](FitPart part) const { return values[static_cast<size_t>(part)]; }
  double& operator[](FitPart part) { return values[static_cast<size_t>(part)]; }
};

// Every number of the engine that is not policy, in one place. All parts and scores are in 0..1.
//
// Provenance. The weights of the parts and of the prior: `weft-eval --tune` (2026-11-26) on two networks, and a value
// between what the two ask for, because quality is judged on networks that are neither. samples/debian-maintainers with
// its later ties asks for interests .27, circles .13, proximity .10, wider_proximity .16, circle_proximity .80, prior
// 1.02 (nDCG@10 by fit alone .158; the shipped ones .155); RELISON's Twitter sample, which has ties alone, leaves
// proximity .12 and wider_proximity .32 where they are (.140). needs, organization and purposes, of which neither has a
// word, are set by hand on samples/food-network: a need that is met must outweigh being near. What five-fold
// cross-validation from neutral weights gives stands in CONTRIBUTING.md. The numbers of selection below were chosen on
// the same two networks for the figures there.
struct MatchWeights {
  // Fit, one direction: the mean of the parts there are and of the prior, by these weights. Order as in FitPart.
  PartWeights parts = {{2.00, 0.20, 0.10, 0.05, 0.12, 0.30, 0.80}};
  // The same for a purpose, which stands in for the profile: its text decides, and who is near hardly counts.
  PartWeights purpose_parts = {{0.45, 0.30, 0.03, 0.00, 0.05, 0.00, 0.00}};
  // With little to go by, fit leans towards what a random pair has: as if `prior_weight` of evidence said `prior_fit`.
  // Without it a pair with one circle in common and nothing else known would fit perfectly. Lies below the floor of
  // fit for weak-tie introductions: somebody of whom nothing is known is no introduction.
  double prior_fit = 0.01;
  double prior_weight = 0.8;
  double purpose_prior_weight = 0.20;
  // The two directions are floored here before their harmonic mean.
  double direction_floor = 0.01;

  // Needs and purposes. Cosines of unrelated short phrases lie around 0.25 to 0.4: below the floor a pair of phrases
  // counts as nothing.
  double cosine_floor = 0.35;
  // How much the best pair of phrases counts beside the mean over all my phrases: one need that is met well is worth
  // a meeting, however many others are not met.
  double best_pair_share = 0.5;
  // Interests in common count as s / (s + half), s the sum of what meets above the floor: the more the two share, the
  // nearer they are, whatever else each cares about.
  double shared_cosine_floor = 0.5;
  double shared_half = 4;
  // A phrase pair is given as a reason from this cosine on.
  double reason_cosine = 0.52;

  // Circles: 1 - exp(-sum of ln(members / size) / scale).
  double circle_scale = 3.0;

  // Bridging = share * tie weakness + (1 - share) * cluster gain.
  double tie_weakness_share = 0.4;
  // Who takes a place kept for weak-tie introductions: drawn by fit^exponent * bridging / (1 + (damping * exposure)^2).
  // Among members who are all not the obvious fit, whom few lists show counts for more than a little more fit. The draw
  // (luck 1; 0 would always take the greatest) keeps the many who see the same gap from all being sent to the same few
  // members beyond it.
  double weak_fit_exponent = 0.3;
  double weak_exposure_damping = 8;
  double weak_luck = 1;
  // Each place looks at so many of the next clusters where weak-tie introductions should lead. Raise for fit, lower to
  // follow the plan.
  int weak_targets_a_place = 4;
  // Where the plan has nobody: what each member taken from the same cluster takes off the logarithm above.
  double weak_crowding = 2.3;

  // Each member of a list already chosen from the same circles lowers a strong fit by this factor at most.
  double diversity_penalty = 0.12;
  // Members shown more often than the mean in the build's dry run are damped: 1 / (1 + d * ln(min(exposure, cap))),
  // with d = damping * max(0, 1 - share / damping_ends): the kept places even exposure out at hardly any cost of fit,
  // so the more of them there are, the less the strong fits have to.
  double exposure_damping = 0.35;
  double exposure_damping_ends = 1.5;
  double exposure_cap = 2.5;
};

}  // namespace weft

#endif  // WEFT_MATCHING_MATCH_WEIGHTS_H_
