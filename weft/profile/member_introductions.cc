#include "weft/profile/member_introductions.h"

#include <algorithm>

namespace weft {
namespace {

using Side = v1::Introduction::Side;

bool SaidNo(const MemberIntroductions::Entry& entry) {
  return entry.answer == Side::ANSWER_DECLINED || entry.answer == Side::ANSWER_PASSED_ON;
}

}  // namespace

bool IsOpen(const MemberIntroductions::Entry& entry) {
  if (entry.gone || SaidNo(entry)) return false;
  if (entry.state == v1::Introduction::STATE_MUTUAL) return entry.outcome == v1::Outcome::KIND_UNSPECIFIED;
  return entry.state == v1::Introduction::STATE_AWAITING_INTRODUCER || entry.state == v1::Introduction::STATE_PROPOSED;
}

int CountOpen(const MemberIntroductions& introductions) {
  return static_cast<int>(std::count_if(introductions.entries.begin(), introductions.entries.end(), IsOpen));
}

int CountAskedSince(const MemberIntroductions& introductions, int64_t micros) {
  return static_cast<int>(
      std::count_if(introductions.entries.begin(), introductions.entries.end(), [micros](const auto& entry) {
        return !entry.proposed && entry.propose_micros != 0 && entry.propose_micros >= micros;
      }));
}

int64_t LastAskedMicros(const MemberIntroductions& introductions) {
  int64_t last = 0;
  for (const MemberIntroductions::Entry& entry : introductions.entries) last = std::max(last, entry.propose_micros);
  return last;
}

int CountSilences(const MemberIntroductions& introductions) {
  int silences = 0;
  for (auto entry = introductions.entries.rbegin(); entry != introductions.entries.rend(); ++entry) {
    if (entry->end_micros == 0) continue;  // Still to be answered.
    if (entry->end_micros <= introductions.spoke_micros) return silences;
    // One that the other side ended before this member answered says nothing about them.
    if (entry->answer == Side::ANSWER_SILENT) ++silences;
  }
  return silences;
}

PairRest RestWith(const MemberIntroductions& introductions, int64_t other_key) {
  PairRest rest;
  for (const MemberIntroductions::Entry& entry : introductions.entries) {
    if (std::find(entry.other_keys.begin(), entry.other_keys.end(), other_key) == entry.other_keys.end()) continue;
    if (IsOpen(entry)) rest.open = true;
    if (entry.rest_until_micros < rest.until_micros || entry.rest_until_micros == 0) continue;
    rest.until_micros = entry.rest_until_micros;
    rest.ends_if_i_ask = SaidNo(entry);
  }
  if (rest.open) rest.until_micros = kRestsForEver;
  return rest;
}

}  // namespace weft
