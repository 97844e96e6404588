#ifndef WEFT_STORE_STORE_SCHEMA_H_
#define WEFT_STORE_STORE_SCHEMA_H_

#include "weft/store/schema.h"

namespace weft {

// The tables of `weft.db`.
const Schema& StoreSchema();

}  // namespace weft

#endif  // WEFT_STORE_STORE_SCHEMA_H_
