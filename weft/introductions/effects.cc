#include "weft/introductions/effects.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "weft/base/clock.h"
#include "weft/introductions/life_cycle.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

using Side = v1::Introduction::Side;

std::string DateText(int64_t micros) { return absl::FormatTime("%-d %B %Y", FromMicros(micros), absl::UTCTimeZone()); }

// Collects what one side's words changed.
class EffectWriter {
 public:
  EffectWriter(const StoredIntroduction& introduction, int own, const Lookups& lookups, absl::Time now)
      : stored_(introduction), own_(own), lookups_(lookups), now_(now) {}

  std::vector<v1::Effect> Write() {
    const Side& side = Own();
    const v1::Outcome::Kind outcome = side.outcome().kind();
    switch (side.answer()) {
      case Side::ANSWER_DECLINED:
      case Side::ANSWER_PASSED_ON:
        AddNotAgain("unless you ask for it");
        break;
      case Side::ANSWER_SNOOZED:
      case Side::ANSWER_SILENT:
        if (side.gone()) AddRests();
        break;
      default:
        break;
    }
    if (side.decline().reason() == v1::Decline::REASON_TOPIC || outcome == v1::Outcome::KIND_NOT_A_FIT_TOPIC) {
      AddTopic();
    }
    if (outcome == v1::Outcome::KIND_NOT_A_FIT_PERSON) AddNotAgain("unless you ask for it");
    const bool no_fit = outcome == v1::Outcome::KIND_NOT_A_FIT_TOPIC || outcome == v1::Outcome::KIND_NOT_A_FIT_PERSON ||
                        outcome == v1::Outcome::KIND_NOT_A_FIT_TIME;
    if (no_fit && stored_.introduction.kind() == v1::Recommendation::KIND_WEAK_TIE) {
      Add(v1::Effect::KIND_BRIDGE_TRIED,
          "This way into a wider circle counts as tried. You will be shown others as before.");
    }
    if ((stored_.introduction.has_meet_time() && !side.gone()) ||
        side.decline().reason() == v1::Decline::REASON_ALREADY_ACQUAINTED) {
      AddTies();
    }
    return std::move(effects_);
  }

 private:
  const Side& Own() const { return stored_.introduction.sides(own_); }

  v1::Effect* Add(v1::Effect::Kind kind, std::string text) {
    v1::Effect effect;
    effect.set_kind(kind);
    effect.set_text(std::move(text));
    effect.set_introduction(stored_.introduction.name());
    effects_.push_back(std::move(effect));
    return &effects_.back();
  }
  // Calls f(name, display name) for each other side that is still there.
  template <typename F>
  void ForOthers(F f) {
    for (int s = 0; s < stored_.introduction.sides_size(); ++s) {
      const std::string& member = stored_.introduction.sides(s).member();
      if (s != own_ && !member.empty()) f(member, lookups_.display_name(member));
    }
  }
  void AddNotAgain(absl::string_view unless) {
    ForOthers([&](const std::string& member, const std::string& name) {
      Add(v1::Effect::KIND_PAIR_NOT_AGAIN, absl::StrCat(name, " will not be proposed to you again, ", unless, "."))
          ->set_member(member);
    });
  }
  void AddRests() {
    const int64_t until = stored_.rest_until_micros;
    if (until <= ToMicros(now_) || until == kRestsForEver) return;
    ForOthers([&](const std::string& member, const std::string& name) {
      v1::Effect* effect = Add(v1::Effect::KIND_PAIR_RESTS,
                               absl::StrCat(name, " will not be proposed to you before ", DateText(until), "."));
      effect->set_member(member);
      *effect->mutable_end_time() = TimestampOf(until);
    });
  }
  void AddTopic() {
    for (const v1::Reason& reason : Own().reasons()) {
      if (reason.own_phrase().empty()) continue;
      Add(v1::Effect::KIND_TOPIC_SHARPENED,
          absl::StrCat("“", reason.own_phrase(), "” counts less when people are looked for you. You can word it ",
                       "more precisely in your profile."))
          ->set_phrase(reason.own_phrase());
      return;
    }
  }
  void AddTies() {
    ForOthers([&](const std::string& member, const std::string& name) {
      Add(v1::Effect::KIND_TIE_MADE,
          absl::StrCat("You and ", name, " count as knowing each other. Each of you can ", "take that back."))
          ->set_member(member);
    });
  }

  const StoredIntroduction& stored_;
  const int own_;
  const Lookups& lookups_;
  const absl::Time now_;
  std::vector<v1::Effect> effects_;
};

}  // namespace

std::vector<v1::Effect> EffectsOf(const StoredIntroduction& introduction, const std::string& member,
                                  const Lookups& lookups, absl::Time now) {
  const int own = SideOf(introduction.introduction, member);
  if (own < 0) return {};
  return EffectWriter(introduction, own, lookups, now).Write();
}

std::vector<v1::Effect> RestingEffect(const MemberIntroductions& introductions, int silences_max) {
  if (CountSilences(introductions) < silences_max) return {};
  v1::Effect effect;
  effect.set_kind(v1::Effect::KIND_RESTING);
  effect.set_text("You will not be introduced to anybody until you say that you would like to go on.");
  return {effect};
}

}  // namespace weft
