#include "tests/introductions/drafted_network.h"

#include "weft/base/random.h"

namespace weft {

using Intro = v1::Introduction;
using Side = v1::Introduction::Side;
using Word = v1::Participation;

void Fill(DraftedNetwork* drafted, int members, uint64_t seed) {
  Random random(seed);
  TestNetwork& network = drafted->network();
  const auto id = [](uint64_t i) { return absl::StrCat("m", 1000 + i); };
  const auto one_in = [&random](uint64_t n) { return random.Below(n) == 0; };
  const auto anybody = [&] { return id(random.Below(static_cast<uint64_t>(members))); };
  network.policy().set_unspoken(one_in(2) ? v1::Policy::UNSPOKEN_SHOW : v1::Policy::UNSPOKEN_ASK_FIRST);
  network.policy().set_exclude_same_organization(one_in(2));
  network.policy().set_require_common_language(one_in(2));
  network.policy().add_excluded_circles("circle 0");
  if (one_in(2)) network.policy().mutable_reconnect_after()->set_seconds(30 * 86400);
  network.policy().mutable_introductions()->set_open_introductions_max(static_cast<int>(1 + random.Below(2)));
  std::vector<std::vector<std::string>> clusters(4);
  for (int i = 0; i < members; ++i) {
    v1::Member& member = network.Add(id(i));
    member.add_interests(absl::StrCat("topic ", random.Below(5)));
    if (one_in(2)) member.add_needs(absl::StrCat("help ", random.Below(5)));
    if (one_in(2)) member.add_offers(absl::StrCat("help ", random.Below(5)));
    if (one_in(3)) member.add_circles(absl::StrCat("circle ", random.Below(3)));
    if (one_in(3)) member.set_organization(absl::StrCat("works ", random.Below(3)));
    if (one_in(2)) member.add_languages(one_in(2) ? "en" : "fr");
    Word* word = member.mutable_participation();
    if (!one_in(3)) word->set_being_found(one_in(9) ? Word::WORD_REFUSED : Word::WORD_AGREED);
    if (!one_in(3)) word->set_being_introduced(one_in(9) ? Word::WORD_REFUSED : Word::WORD_AGREED);
    if (one_in(9)) word->mutable_paused_until()->set_seconds(drafted->Ahead(kDay) / 1000000);
    if (one_in(9)) word->set_introductions_per_month(static_cast<int>(random.Below(3)));
    if (one_in(3)) word->set_rhythm(static_cast<Word::Rhythm>(1 + random.Below(4)));
    clusters[random.Below(clusters.size())].push_back(id(i));
  }
  for (const std::vector<std::string>& cluster : clusters) network.Cluster(cluster);
  for (int i = 0; i < members; ++i) {
    if (one_in(4)) drafted->WordOf(id(i))->add_blocked(anybody());
    if (one_in(4)) drafted->WordOf(id(i))->add_never_pair(anybody());
    const std::string tied = anybody();
    if (tied != id(i)) network.Tie(id(i), tied, 1, drafted->Ahead(-kDay * static_cast<int>(1 + random.Below(60))));
    const std::string met = anybody();
    if (met == id(i) || one_in(3)) continue;
    const absl::Duration ago = kDay * static_cast<int>(random.Below(60));
    for (const auto& [own, other] : {std::make_pair(id(i), met), std::make_pair(met, id(i))}) {
      MemberIntroductions::Entry& entry = drafted->Had(own, other, ago);
      entry.weak_tie = one_in(2);
      if (one_in(4)) entry.state = Intro::STATE_PROPOSED;
      if (one_in(4)) entry.answer = Side::ANSWER_SILENT;
      if (one_in(2)) entry.rest_until_micros = drafted->Ahead(kDay * static_cast<int>(random.Below(9)) - 4 * kDay);
    }
  }
}

}  // namespace weft
