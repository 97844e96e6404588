#include "service/view_delta.h"

#include <utility>

namespace weft {
namespace {

constexpr int64_t kMicrosPerSecond = 1000000;

ViewDelta::Tie ToViewTie(const StoredTie& stored, int64_t key) {
  ViewDelta::Tie out;
  out.other_key = stored.key_a == key ? stored.key_b : stored.key_a;
  out.weight = stored.tie.weight();
  // Periods do not decay.
  if (stored.tie.has_last_contact()) {
    out.time_micros = stored.tie.last_contact().seconds() * kMicrosPerSecond + stored.tie.last_contact().nanos() / 1000;
  }
  return out;
}

}  // namespace

ViewDelta ToViewDelta(Store::Delta delta) {
  ViewDelta out;
  out.sequence = delta.sequence;
  out.policy = std::move(*delta.network.mutable_policy());
  out.members.reserve(delta.members.size());
  for (StoredMember& member : delta.members) out.members.push_back({member.key, std::move(member.member)});
  out.deleted = std::move(delta.deleted_members);
  out.introductions = std::move(delta.introductions);
  out.neighborhoods.reserve(delta.neighborhoods.size());
  for (const Store::Delta::Neighborhood& stored : delta.neighborhoods) {
    ViewDelta::Neighborhood neighborhood;
    neighborhood.key = stored.key;
    neighborhood.ties.reserve(stored.ties.size());
    for (const StoredTie& tie : stored.ties) neighborhood.ties.push_back(ToViewTie(tie, stored.key));
    out.neighborhoods.push_back(std::move(neighborhood));
  }
  return out;
}

}  // namespace weft
