#ifndef WEFT_BASE_CALLER_H_
#define WEFT_BASE_CALLER_H_

#include <string>

namespace weft {

// Who makes a call. Stands in the audit beside every change.
struct Caller {
  std::string id = "local-operator";  // Until there are keys.
  // True if the call passes on what the member has just said; only then may the member's own word change.
  bool speaks_for_member = false;
};

}  // namespace weft

#endif  // WEFT_BASE_CALLER_H_
