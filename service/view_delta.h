#ifndef WEFT_SERVICE_VIEW_DELTA_H_
#define WEFT_SERVICE_VIEW_DELTA_H_

#include "weft/snapshot/network_view.h"
#include "weft/store/store.h"

namespace weft {

// What the store says has changed, as a view takes it in.
ViewDelta ToViewDelta(Store::Delta delta);

}  // namespace weft

#endif  // WEFT_SERVICE_VIEW_DELTA_H_
