#include "weft/matching/reasons.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "weft/profile/phrase.h"

namespace weft {
namespace {

constexpr size_t kReasonsMax = 4;
// A part that carries less than this share of the strongest is left unsaid.
constexpr double kWorthSaying = 0.15;

struct Weighed {
  double contribution = 0;  // How far fit falls without it.
  v1::Reason reason;
};

std::string Quoted(absl::string_view phrase) { return absl::StrCat("“", phrase, "”"); }

v1::Reason Make(v1::Reason::Type type, std::string text, absl::string_view own = {}, absl::string_view other = {}) {
  v1::Reason reason;
  reason.set_type(type);
  reason.set_text(std::move(text));
  reason.set_own_phrase(std::string(own));
  reason.set_other_phrase(std::string(other));
  return reason;
}

// Writes the reasons of one pair: a reason for every part that carries some of the score, each weighed by how far fit
// falls without it. The other's phrase is empty in the sentence where it is a bio: too long to quote; a phrase that is
// not near enough to be quoted is not.
class ReasonWriter {
 public:
  ReasonWriter(const NetworkView& view, const Seeker& seeker, const ScoredCandidate& candidate,
               const MatchWeights& weights)
      : view_(view),
        seeker_(seeker),
        fit_(candidate.fit),
        other_(view.member(candidate.ordinal)),
        weights_(weights),
        joined_(JoinWithout(absl::nullopt)) {}

  std::vector<Weighed> Write() {
    AddNeed();
    if (!seeker_.has_purpose) AddOffer();
    AddInterest();
    if (fit_.shared_circle != kNone) {
      Add({FitPart::kCircles},
          Make(v1::Reason::TYPE_SHARED_CIRCLE,
               absl::StrCat("You are both in the circle ", view_.circle_name(fit_.shared_circle), ".")));
    }
    if (!seeker_.has_purpose && other_.organization != kNone) {
      Add({FitPart::kOrganization},
          Make(v1::Reason::TYPE_SHARED_ORGANIZATION,
               absl::StrCat("You both belong to ", view_.organization_name(other_.organization), ".")));
    }
    Add({FitPart::kProximity},
        Make(v1::Reason::TYPE_MUTUAL_ACQUAINTANCES,
             fit_.mutual_ties == 1 ? "You have an acquaintance in common." : "You have acquaintances in common."));
    Add({FitPart::kWiderProximity}, Make(v1::Reason::TYPE_NEARBY, "People you know are near people they know."));
    Add({FitPart::kCircleProximity}, Make(v1::Reason::TYPE_NEARBY_CIRCLES, "You move in neighbouring circles."));
    return std::move(out_);
  }

 private:
  // What is taken away: a part in both directions or in one.
  struct Removed {
    FitPart part;
    bool forward = true;
    bool backward = true;
  };

  double JoinWithout(absl::optional<Removed> removed) const {
    PartValues parts = fit_.parts;
    if (removed) {
      PartValue& value = parts[static_cast<size_t>(removed->part)];
      if (removed->forward && value.forward) value.forward = 0;
      if (removed->backward && value.backward) value.backward = 0;
    }
    return (seeker_.has_purpose ? JoinParts(parts, weights_.purpose_parts, weights_.purpose_prior_weight, weights_)
                                : JoinParts(parts, weights_.parts, weights_.prior_weight, weights_))
        .fit;
  }

  void Add(const Removed& part, v1::Reason reason) {
    const double carried = joined_ - JoinWithout(part);
    if (carried > 0) out_.push_back({carried, std::move(reason)});
  }

  bool WorthQuoting(const PhrasePair& pair) const { return pair.own >= 0 && pair.cosine >= weights_.reason_cosine; }
  bool Same(absl::string_view a, absl::string_view b) const { return NormalizePhrase(a) == NormalizePhrase(b); }
  const SeekerPhrase& Own(Facet facet, const PhrasePair& pair) const {
    return seeker_.phrases[static_cast<int>(facet)][static_cast<size_t>(pair.own)];
  }

  void AddNeed() {
    // With a purpose both directions are about the same: what they offer for it.
    const Removed part{FitPart::kNeeds, true, seeker_.has_purpose};
    const v1::Reason::Type type = seeker_.has_purpose ? v1::Reason::TYPE_PURPOSE : v1::Reason::TYPE_NEED_MET;
    if (!WorthQuoting(fit_.need_pair)) {
      Add(part, Make(type, seeker_.has_purpose ? "They may be able to offer something close to it."
                                               : "They may be able to offer something close to what you look for."));
      return;
    }
    const SeekerPhrase& own = Own(Facet::kNeeds, fit_.need_pair);
    const absl::string_view theirs = view_.phrase_text(fit_.need_pair.other);
    Add(part,
        Make(type,
             seeker_.has_purpose
                 ? absl::StrCat("For ", Quoted(own.text), ": they can offer ", Quoted(theirs), ".")
                 : absl::StrCat("You are looking for ", Quoted(own.text), "; they can offer ", Quoted(theirs), "."),
             own.text, theirs));
  }

  void AddOffer() {
    const Removed part{FitPart::kNeeds, false, true};
    if (!WorthQuoting(fit_.offer_pair)) {
      Add(part, Make(v1::Reason::TYPE_OFFER_WANTED, "They may be looking for something close to what you can offer."));
      return;
    }
    const SeekerPhrase& own = Own(Facet::kOffers, fit_.offer_pair);
    const absl::string_view theirs = view_.phrase_text(fit_.offer_pair.other);
    Add(part, Make(v1::Reason::TYPE_OFFER_WANTED,
                   absl::StrCat("They are looking for ", Quoted(theirs), "; you can offer ", Quoted(own.text), "."),
                   own.text, theirs));
  }

  void AddInterest() {
    const Removed part{FitPart::kInterests};
    const PhrasePair& pair = fit_.interest_pair;
    if (!WorthQuoting(pair)) {
      Add(part, seeker_.has_purpose ? Make(v1::Reason::TYPE_PURPOSE, "They care about kindred things.")
                                    : Make(v1::Reason::TYPE_SHARED_INTEREST, "You care about kindred things."));
      return;
    }
    const SeekerPhrase& own = Own(Facet::kInterests, pair);
    const bool their_bio = pair.other == other_.bio;
    const absl::string_view theirs = view_.phrase_text(pair.other);
    if (seeker_.has_purpose) {
      Add(part, Make(v1::Reason::TYPE_PURPOSE,
                     their_bio ? absl::StrCat("What they write about themselves is close to ", Quoted(own.text), ".")
                               : absl::StrCat("For ", Quoted(own.text), ": they care about ", Quoted(theirs), "."),
                     own.text, their_bio ? "" : theirs));
      return;
    }
    std::string text;
    if (own.is_bio && their_bio) {
      text = "What you each write about yourselves is close.";
    } else if (own.is_bio) {
      text = absl::StrCat("They care about ", Quoted(theirs), ", close to what you write about yourself.");
    } else if (their_bio) {
      text = absl::StrCat("What they write about themselves is close to your interest in ", Quoted(own.text), ".");
    } else if (Same(own.text, theirs)) {
      text = absl::StrCat("You both care about ", Quoted(own.text), ".");
    } else {
      text = absl::StrCat("You care about ", Quoted(own.text), "; they care about ", Quoted(theirs), ".");
    }
    Add(part,
        Make(v1::Reason::TYPE_SHARED_INTEREST, std::move(text), own.is_bio ? "" : own.text, their_bio ? "" : theirs));
  }

  const NetworkView& view_;
  const Seeker& seeker_;
  const PairFit& fit_;
  const MemberView other_;
  const MatchWeights& weights_;
  const double joined_;
  std::vector<Weighed> out_;
};

}  // namespace

std::vector<v1::Reason> ReasonsFor(const NetworkView& view, const Seeker& seeker, const ScoredCandidate& candidate,
                                   bool weak, const MatchWeights& weights) {
  std::vector<Weighed> weighed = ReasonWriter(view, seeker, candidate, weights).Write();
  std::stable_sort(weighed.begin(), weighed.end(),
                   [](const Weighed& a, const Weighed& b) { return a.contribution > b.contribution; });
  std::vector<v1::Reason> out;
  for (Weighed& entry : weighed) {
    if (out.size() == kReasonsMax || entry.contribution < kWorthSaying * weighed.front().contribution) break;
    out.push_back(std::move(entry.reason));
  }
  // What is in it for each side says more to a reader than who is near to whom.
  std::stable_partition(out.begin(), out.end(), [](const v1::Reason& reason) { return !reason.own_phrase().empty(); });
  if (weak) {
    out.push_back(
        Make(v1::Reason::TYPE_WIDER_CIRCLE, "A wider circle: this may not be the right person, but may know who is."));
  }
  if (candidate.reconnects) {
    out.push_back(Make(v1::Reason::TYPE_RECONNECT, "You know each other, but have not been in contact for long."));
  }
  if (out.empty()) {
    out.push_back(
        Make(v1::Reason::TYPE_COLD_START, "Little is known yet about what you have in common: somebody new to meet."));
  }
  return out;
}

v1::Parts PartsOf(const ScoredCandidate& candidate) {
  const PairFit& fit = candidate.fit;
  v1::Parts out;
  const auto both = [&fit](FitPart part) { return (*fit[part].forward + *fit[part].backward) / 2; };
  if (fit[FitPart::kNeeds].forward) out.set_needs_met(*fit[FitPart::kNeeds].forward);
  if (fit[FitPart::kNeeds].backward) out.set_offers_wanted(*fit[FitPart::kNeeds].backward);
  if (fit[FitPart::kInterests].forward) out.set_interests(both(FitPart::kInterests));
  if (fit[FitPart::kCircles].forward) out.set_circles(both(FitPart::kCircles));
  if (fit[FitPart::kOrganization].forward) out.set_organization(both(FitPart::kOrganization));
  if (fit[FitPart::kProximity].forward) out.set_proximity(both(FitPart::kProximity));
  if (fit[FitPart::kWiderProximity].forward) out.set_wider_proximity(both(FitPart::kWiderProximity));
  if (fit[FitPart::kCircleProximity].forward) out.set_circle_proximity(both(FitPart::kCircleProximity));
  out.set_fit(fit.fit);
  out.set_bridging(candidate.bridging.total);
  out.set_tie_weakness(candidate.bridging.tie_weakness);
  out.set_cluster_gain(candidate.bridging.cluster_gain);
  return out;
}

}  // namespace weft
