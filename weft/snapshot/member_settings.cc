#include "weft/snapshot/member_settings.h"

#include <algorithm>

namespace weft {

MemberSettings SettingsOf(int64_t key, const v1::Participation& participation) {
  MemberSettings settings;
  settings.key = key;
  settings.being_found = static_cast<uint8_t>(participation.being_found());
  settings.being_introduced = static_cast<uint8_t>(participation.being_introduced());
  settings.introducing = static_cast<uint8_t>(participation.introducing());
  settings.rhythm = static_cast<uint8_t>(participation.rhythm());
  if (participation.has_paused_until()) {
    settings.paused_until_micros =
        participation.paused_until().seconds() * 1000000 + participation.paused_until().nanos() / 1000;
  }
  if (participation.has_introductions_per_month()) {
    settings.introductions_per_month = static_cast<int16_t>(participation.introductions_per_month());
  }
  if (participation.has_weak_tie_share()) settings.weak_tie_share = static_cast<float>(participation.weak_tie_share());
  return settings;
}

std::vector<uint64_t> RefusedBy(const v1::Participation& participation) {
  std::vector<uint64_t> refused;
  for (const auto* list : {&participation.never_pair(), &participation.blocked()}) {
    for (const std::string& other : *list) refused.push_back(IdHash(other));
  }
  std::sort(refused.begin(), refused.end());
  refused.erase(std::unique(refused.begin(), refused.end()), refused.end());
  return refused;
}

}  // namespace weft
