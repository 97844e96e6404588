#ifndef WEFT_BASE_CHILD_NAME_H_
#define WEFT_BASE_CHILD_NAME_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace weft {

// "networks/{network}/{collection}/{id}": what a network holds beside its members.
class ChildName {
 public:
  // `collection`: "introductions", "rounds", "messages". INVALID_FIELD names what was expected.
  static absl::StatusOr<ChildName> Parse(absl::string_view name, absl::string_view collection,
                                         absl::string_view field = "name");
  const std::string& network() const { return network_; }
  const std::string& id() const { return id_; }

 private:
  ChildName(absl::string_view network, absl::string_view id) : network_(network), id_(id) {}
  std::string network_;
  std::string id_;
};

}  // namespace weft

#endif  // WEFT_BASE_CHILD_NAME_H_
