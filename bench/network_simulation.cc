#include "bench/network_simulation.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bench/eval/parallel.h"
#include "bench/living_network.h"
#include "bench/round_simulation.h"
#include "weft/base/error.h"
#include "weft/base/random.h"
#include "weft/index/int8_rows.h"
#include "weft/introductions/draft_planning.h"
#include "weft/introductions/life_cycle.h"
#include "weft/introductions/proposal.h"
#include "weft/introductions/round_draft.h"
#include "weft/introductions/round_input.h"
#include "weft/introductions/ties_made.h"
#include "weft/matching/balance.h"
#include "weft/matching/recommender.h"

namespace weft {
namespace {

using Side = v1::Introduction::Side;

constexpr absl::Duration kWeek = absl::Hours(24 * 7);
constexpr absl::Duration kMonth = absl::Hours(24 * 30);
constexpr absl::Duration kAnswersAfter = absl::Hours(24 * 2);
constexpr absl::Duration kMeetsAfter = absl::Hours(24 * 3);
constexpr int kBlocksDrawn = 3;

// What a member has said and lived through, by the simulation's own account.
struct Life {
  int first_week = 0;
  bool refuses = false;
  int paused_weeks = 0;        // From the first one on.
  std::set<uint32_t> avoided;  // Blocked, or never to be paired with.
  absl::Duration period = 2 * kWeek;
  int per_month = 2;
  std::vector<absl::Time> asked;
};

class NetworkSimulation {
 public:
  NetworkSimulation(LivingNetwork* network, const Embedder& embedder, RoundMethod method,
                    const NetworkSimulationOptions& options)
      : network_(*network),
        recommender_(&embedder),
        method_(method),
        options_(options),
        start_(network->start()),
        lives_(network->view()->size()),
        tally_(method, ClustersOf(*network->view()),
               [view = network->view()](uint32_t a, uint32_t b) { return view->ClusterPairTies(a, b) > 0; }) {}

  absl::StatusOr<SimulationResult> Run() {
    WEFT_RETURN_IF_ERROR(HaveTheirSay());
    for (int week = 0; week < options_.weeks; ++week) WEFT_RETURN_IF_ERROR(RunWeek(week));
    const double share =
        BalanceOf(network_.view()->policy(), MemberSettings(), absl::nullopt, v1::Balance()).weak_tie_share;
    return tally_.Finish(share);
  }

 private:
  static std::vector<uint32_t> ClustersOf(const NetworkView& view) {
    std::vector<uint32_t> out;
    for (uint32_t ordinal = 0; ordinal < view.size(); ++ordinal) out.push_back(view.cluster(ordinal));
    return out;
  }

  std::string IdOf(uint32_t ordinal) const { return std::string(network_.view()->member(ordinal).id); }
  Moment MomentAt(absl::Time now) const { return {RulesOf(network_.view()->policy()), now}; }

  // Draws what members say, and puts it into their profiles.
  absl::Status HaveTheirSay() {
    std::vector<Mutation> mutations;
    for (uint32_t ordinal = 0; ordinal < lives_.size(); ++ordinal) {
      const std::string id = IdOf(ordinal);
      Random random(Random::Mix(options_.seed ^ Random::Mix(IdHash(id))));
      Life& life = lives_[ordinal];
      life.first_week = static_cast<int>(random.Below(2));
      if (random.Uniform() >= options_.outspoken) continue;
      PutMemberMutation put;
      WEFT_ASSIGN_OR_RETURN(StoredMember stored, network_.store().GetMember(network_.name(), id));
      put.network = network_.name();
      put.member_id = id;
      put.member = std::move(stored.member);
      Say(&random, &life, put.member.mutable_participation());
      mutations.push_back(std::move(put));
    }
    return network_.Write(std::move(mutations));
  }

  void Say(Random* random, Life* life, v1::Participation* word) const {
    switch (random->Below(6)) {
      case 0:
        word->set_rhythm(v1::Participation::RHYTHM_WEEKLY);
        life->period = kWeek;
        return;
      case 1:
        word->set_rhythm(v1::Participation::RHYTHM_MONTHLY);
        life->period = 4 * kWeek;
        return;
      case 2:
        word->set_introductions_per_month(1);
        life->per_month = 1;
        return;
      case 3:
        life->paused_weeks = static_cast<int>(1 + random->Below(static_cast<uint64_t>(options_.weeks)));
        word->mutable_paused_until()->set_seconds(absl::ToUnixSeconds(start_ + life->paused_weeks * kWeek));
        return;
      case 4:
        word->set_being_introduced(v1::Participation::WORD_REFUSED);
        life->refuses = true;
        return;
      default:
        for (int i = 0; i < kBlocksDrawn; ++i) {
          const uint32_t other = static_cast<uint32_t>(random->Below(lives_.size()));
          if (!life->avoided.insert(other).second) continue;
          if (i % 2 == 0) {
            word->add_blocked(IdOf(other));
          } else {
            word->add_never_pair(IdOf(other));
          }
        }
    }
  }

  absl::Status RunWeek(int week) {
    const absl::Time planned = start_ + week * kWeek;
    network_.SetTime(planned);
    const Moment moment = MomentAt(planned);
    const auto begin = std::chrono::steady_clock::now();
    const std::shared_ptr<const NetworkView> held = network_.view();
    const NetworkView& view = *held;
    tally_.SetClusters(ClustersOf(view));
    const DraftRequest request = RequestFor(week);
    const auto go = [] { return absl::OkStatus(); };
    WEFT_ASSIGN_OR_RETURN(RoundDraft draft, DraftRound(view, recommender_, request, moment, go));
    const PairCloseness closeness = [&](uint32_t a, uint32_t b) {
      const Int8Row row = view.facet_row(draft.members[a], Facet::kInterests);
      return Dot(row, view.facet_row(draft.members[b], Facet::kInterests), view.dimension());
    };
    SimulatedRound round;
    if (method_ == RoundMethod::kPlanned) {
      WEFT_ASSIGN_OR_RETURN(const RoundPlan plan, PlanDraft(view, recommender_, request, moment, go, &draft));
      round = ToSimulatedRound(plan);
    } else {
      const uint64_t seed = Random::Mix(options_.seed + static_cast<uint64_t>(week));
      WEFT_ASSIGN_OR_RETURN(round, PlanSimulatedRound(draft.problem, method_, closeness, draft.options, seed));
    }
    SimulationResult& result = tally_.result();
    result.worst_gap = std::max(result.worst_gap, round.gap);
    result.worst_seconds =
        std::max(result.worst_seconds, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());

    WEFT_RETURN_IF_ERROR(Open(week, draft, &round.made, planned + moment.rules.review_window));
    std::vector<uint32_t> with_candidates;
    for (const RoundCandidate& candidate : draft.problem.candidates) {
      // Newcomers get no weak ties at first: who has nothing else could not have been served by any method.
      if (IsTooNew(draft.problem, candidate, draft.options.newcomer_patience)) continue;
      with_candidates.insert(with_candidates.end(), {draft.members[candidate.a], draft.members[candidate.b]});
    }
    std::set<uint32_t> contested;
    for (uint32_t member : round.contested) contested.insert(draft.members[member]);
    tally_.EndRound(draft.members, with_candidates, contested);
    AddExposure(week);
    Report(options_.progress, "weeks", static_cast<uint64_t>(week) + 1, static_cast<uint64_t>(options_.weeks));
    return absl::OkStatus();
  }

  // For the plan as the product would; for a baseline with everybody whom the members may meet.
  DraftRequest RequestFor(int week) const {
    const NetworkView& view = *network_.view();
    DraftRequest request;
    for (uint32_t ordinal = 0; ordinal < view.size(); ++ordinal) {
      if (view.IsGone(ordinal) || lives_[ordinal].first_week > week) continue;
      request.scope.push_back(ordinal);
      if (tally_.rounds_waited(ordinal) > 0) {
        request.waits.emplace_back(view.member(ordinal).settings.key, tally_.rounds_waited(ordinal));
      }
    }
    request.seed = options_.seed + static_cast<uint64_t>(week);
    if (method_ != RoundMethod::kPlanned) request.per_member = static_cast<int>(view.size());
    request.runner = [this](size_t count, const std::function<void(size_t)>& work) {
      InParallel(count, options_.threads, "", nullptr, [&work](size_t i) {
        work(i);
        return absl::OkStatus();
      }).IgnoreError();
    };
    return request;
  }

  // Makes the introductions, lives them through and writes what came of them.
  absl::Status Open(int week, const RoundDraft& draft, std::vector<MadeIntroduction>* made, absl::Time now) {
    const std::shared_ptr<const NetworkView> view = network_.view();
    std::vector<Mutation> mutations;
    for (size_t i = 0; i < made->size(); ++i) {
      MadeIntroduction& introduction = (*made)[i];
      for (uint32_t& member : introduction.members) member = draft.members[member];
      CheckRules(introduction.members, now, week);
      WEFT_ASSIGN_OR_RETURN(const std::vector<uint32_t> met,
                            Live(*view, introduction, absl::StrCat("w", week, "-", i), now, &mutations));
      tally_.Introduce(introduction, met);
      for (uint32_t member : introduction.members) lives_[member].asked.push_back(now);
    }
    network_.SetTime(now + kAnswersAfter + kMeetsAfter);
    return network_.Write(std::move(mutations));
  }

  void CheckRules(const std::vector<uint32_t>& members, absl::Time now, int week) {
    SimulationResult& result = tally_.result();
    for (uint32_t member : members) {
      const Life& life = lives_[member];
      result.against_word += life.refuses || life.paused_weeks > week || life.first_week > week;
      for (uint32_t other : members) result.against_word += life.avoided.count(other) > 0;
      const auto this_month =
          std::count_if(life.asked.begin(), life.asked.end(), [now](absl::Time asked) { return asked > now - kMonth; });
      const bool too_soon = !life.asked.empty() && life.asked.back() + life.period > now;
      result.over_capacity += this_month >= life.per_month || too_soon;
    }
  }

  // An introduction from its proposal to its end. Returns who has met.
  absl::StatusOr<std::vector<uint32_t>> Live(const NetworkView& view, const MadeIntroduction& made,
                                             const std::string& id, absl::Time now, std::vector<Mutation>* mutations) {
    const Moment asked = MomentAt(now);
    const Moment answered = MomentAt(now + kAnswersAfter);
    const Moment met = MomentAt(now + kAnswersAfter + kMeetsAfter);
    ProposalMaker::RoundPlan plan;
    for (uint32_t member : made.members) plan.members.push_back(IdOf(member));
    WEFT_ASSIGN_OR_RETURN(LifeStep step, ProposalMaker(&view, &recommender_, &asked).MakeForRound(plan, id));
    PutIntroductionMutation put;
    put.network = network_.name();
    std::vector<v1::Tie> ties;
    const auto take = [&](LifeStep next, absl::Time at) {
      put.events.insert(put.events.end(), next.events.begin(), next.events.end());
      for (v1::Tie& tie : TiesMadeBy(next, at)) ties.push_back(std::move(tie));
      put.introduction = std::move(next.after);
    };
    take(std::move(step), now);
    for (size_t s = 0; s < made.members.size(); ++s) {
      if (AllowsAct(put.introduction.introduction.state(), Act::kAnswer) != Allowed::kYes) break;
      SideAnswer answer;
      answer.answer = SaysYes(made.members[s], now) ? Side::ANSWER_ACCEPTED : Side::ANSWER_DECLINED;
      WEFT_ASSIGN_OR_RETURN(LifeStep next,
                            Answer(put.introduction, static_cast<int>(s), answer, /*may_meet=*/true, answered));
      take(std::move(next), answered.now);
    }
    std::vector<uint32_t> out;
    if (IsMutual(put.introduction.introduction.state())) {
      for (size_t s = 0; s < made.members.size(); ++s) {
        if (put.introduction.introduction.sides(static_cast<int>(s)).gone()) continue;
        out.push_back(made.members[s]);
        v1::Outcome outcome;
        outcome.set_kind(v1::Outcome::KIND_USEFUL);
        WEFT_ASSIGN_OR_RETURN(LifeStep next, RecordOutcome(put.introduction, static_cast<int>(s), outcome, met));
        take(std::move(next), met.now);
      }
    }
    put.introduction.version = 0;
    mutations->push_back(std::move(put));
    for (v1::Tie& tie : ties) mutations->push_back(PutTieMutation{network_.name(), std::move(tie)});
    return out;
  }

  // By member and week, whoever the other is.
  bool SaysYes(uint32_t member, absl::Time now) const {
    const uint64_t day = static_cast<uint64_t>(absl::ToUnixSeconds(now) / 86400);
    return Random(Random::Mix(options_.seed ^ Random::Mix(static_cast<uint64_t>(member) << 32 | day))).Uniform() <
           options_.accepting;
  }

  // In thousandths of what each member's rhythm and month had room for by now. Who could not have had any is left out.
  void AddExposure(int week) {
    std::vector<uint64_t> exposures;
    for (const Life& life : lives_) {
      const int weeks = week + 1 - std::max(life.first_week, life.paused_weeks);
      if (life.refuses || weeks <= 0) continue;
      const absl::Duration passed = (weeks - 1) * kWeek;
      const double room = std::min(1 + absl::FDivDuration(passed, life.period),
                                   life.per_month * (1 + absl::FDivDuration(passed, kMonth)));
      exposures.push_back(static_cast<uint64_t>(1000 * static_cast<double>(life.asked.size()) / room));
    }
    tally_.AddExposure(exposures);
  }

  LivingNetwork& network_;
  const Recommender recommender_;
  const RoundMethod method_;
  const NetworkSimulationOptions& options_;
  const absl::Time start_;
  std::vector<Life> lives_;
  SimulationTally tally_;
};

}  // namespace

absl::StatusOr<SimulationResult> SimulateNetwork(const std::string& data_directory, const std::string& network,
                                                 const Embedder& embedder, RoundMethod method,
                                                 const NetworkSimulationOptions& options) {
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<LivingNetwork> living,
                        LivingNetwork::Copy(data_directory, network, embedder));
  return NetworkSimulation(living.get(), embedder, method, options).Run();
}

}  // namespace weft
