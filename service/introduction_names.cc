#include "service/introduction_names.h"

#include <utility>

namespace weft {
namespace {

std::string IdOf(const std::string& member) { return member.substr(member.rfind('/') + 1); }

}  // namespace

Lookups LookupsIn(const std::string& network, const Store* store, const NetworkRegistry* registry) {
  absl::StatusOr<std::shared_ptr<const NetworkView>> view = registry->View(network);
  Lookups lookups;
  lookups.display_name = [network, store, view = view.ok() ? *view : nullptr](const std::string& member) {
    const std::string id = IdOf(member);
    if (view != nullptr) {
      if (const absl::optional<uint32_t> ordinal = view->Find(id)) {
        const absl::string_view name = view->member(*ordinal).display_name;
        return name.empty() ? id : std::string(name);
      }
    }
    const absl::StatusOr<StoredMember> stored = store->GetMember(network, id);
    return stored.ok() && !stored->member.display_name().empty() ? stored->member.display_name() : id;
  };
  lookups.contact = [network, store](const std::string& member) {
    absl::StatusOr<v1::Contact> contact = store->GetContact(network, IdOf(member));
    return contact.ok() ? *std::move(contact) : v1::Contact();
  };
  return lookups;
}

}  // namespace weft
