#ifndef WEFT_MATCHING_MATCH_WEIGHTS_H_
#define WEFT_MATCHING_MATCH_WEIGHTS_H_

namespace weft {

// Every number of the engine that is not policy, in one place. All parts and scores are in 0..1.
//
// Provenance: set by hand on 2026-11-22 on the two sample networks, close to the best untuned mix known for
// debian-maintainers (Adamic-Adar 1, circles 0.5, content 0.3). Not fitted to any later ties.
struct MatchWeights {
  // Fit, one direction. Parts that either side lacks are left out and the rest rescaled.
  double needs_met = 0.30;
  double interests = 0.15;
  double circles = 0.15;
  double organization = 0.05;
  double proximity = 0.30;
  // The same for a purpose, which stands in for the profile: its text decides, and who is near hardly counts.
  double purpose_needs_met = 0.45;
  double purpose_interests = 0.30;
  double purpose_circles = 0.03;
  double purpose_proximity = 0.05;
  // With little to go by, fit leans towards what a random pair has: as if `prior_weight` of evidence said `prior_fit`.
  // Without it a pair with one circle in common and nothing else known would fit perfectly. Lies below the floor of
  // fit for weak-tie introductions: somebody of whom nothing is known is no introduction.
  double prior_fit = 0.02;
  double prior_weight = 0.20;
  // The two directions are floored here before their harmonic mean.
  double direction_floor = 0.01;

  // Cosines of unrelated short phrases lie around 0.25 to 0.4: below the floor a pair of phrases counts as nothing.
  double cosine_floor = 0.35;
  // How much the best pair of phrases counts beside the mean over all my phrases: one need that is met well is worth
  // a meeting, however many others are not met.
  double best_pair_share = 0.5;
  // A phrase pair is given as a reason from this cosine on.
  double reason_cosine = 0.52;

  // Circles: 1 - exp(-sum of ln(members / size) / scale).
  double circle_scale = 3.0;
  // Proximity: aa / (aa + half), aa the Adamic-Adar sum.
  double proximity_half = 1.0;

  // Bridging = share * tie weakness + (1 - share) * cluster gain.
  double tie_weakness_share = 0.4;
  // Order of weak-tie candidates: cluster gain * bridging * fit^exponent. Fit has a say so that of two equally
  // far members the more fitting is met; the floor of fit is policy.
  double weak_fit_exponent = 0.5;

  // Each member of a list already chosen from the same circles lowers a strong fit by this factor at most.
  double diversity_penalty = 0.12;
  // Members shown more often than the mean in the build's dry run are damped: 1 / (1 + damping * ln(exposure)).
  double exposure_damping = 0.15;
};

}  // namespace weft

#endif  // WEFT_MATCHING_MATCH_WEIGHTS_H_
