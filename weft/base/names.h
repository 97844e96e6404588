#ifndef WEFT_BASE_NAMES_H_
#define WEFT_BASE_NAMES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace weft {

// Whether `id` is [A-Za-z0-9][A-Za-z0-9._~-]{0,62}. Ids are case-sensitive.
bool IsValidId(absl::string_view id);
// OK, or INVALID_ARGUMENT that says what is wrong with `id`; `field` names it to the caller.
absl::Status ValidateId(absl::string_view id, absl::string_view field);

// "networks/{network}"
class NetworkName {
 public:
  static absl::StatusOr<NetworkName> Parse(absl::string_view name, absl::string_view field = "name");
  // From a bare id.
  static absl::StatusOr<NetworkName> FromId(absl::string_view network, absl::string_view field = "network");
  const std::string& network() const { return network_; }
  std::string ToString() const;
  bool operator==(const NetworkName& o) const { return network_ == o.network_; }

 private:
  explicit NetworkName(absl::string_view network) : network_(network) {}
  std::string network_;
};

// "networks/{network}/members/{member}"
class MemberName {
 public:
  static absl::StatusOr<MemberName> Parse(absl::string_view name, absl::string_view field = "name");
  static absl::StatusOr<MemberName> FromIds(absl::string_view network, absl::string_view member,
                                            absl::string_view field = "member");
  const std::string& network() const { return network_; }
  const std::string& member() const { return member_; }
  std::string ToString() const;

 private:
  MemberName(absl::string_view network, absl::string_view member) : network_(network), member_(member) {}
  std::string network_;
  std::string member_;
};

}  // namespace weft

#endif  // WEFT_BASE_NAMES_H_
