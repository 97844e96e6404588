#ifndef WEFT_SERVICE_INTRODUCTION_NAMES_H_
#define WEFT_SERVICE_INTRODUCTION_NAMES_H_

#include <memory>
#include <string>

#include "service/network_registry.h"
#include "weft/introductions/reader_view.h"
#include "weft/store/store.h"

namespace weft {

// Looks names up in the view of the network, or in the store while it is being loaded; contacts in the store. For the
// length of one call. `store` must outlive what it returns.
Lookups LookupsIn(const std::string& network, const Store* store, const NetworkRegistry* registry);

}  // namespace weft

#endif  // WEFT_SERVICE_INTRODUCTION_NAMES_H_
