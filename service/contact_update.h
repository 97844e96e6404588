#ifndef WEFT_SERVICE_CONTACT_UPDATE_H_
#define WEFT_SERVICE_CONTACT_UPDATE_H_

#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/field_mask.pb.h"
#include "weft/base/names.h"
#include "weft/v1/contact.pb.h"

namespace weft {

// "networks/{network}/members/{member}/contact".
absl::StatusOr<MemberName> ParseContactName(const std::string& name, absl::string_view field);

// `present` with the fields of the mask (empty: those that are set in `wanted`) as in `wanted`, normalized and valid.
// An address written anew no longer counts as bouncing. INVALID_FIELD under "contact" and "update_mask".
absl::StatusOr<v1::Contact> UpdatedContact(const v1::Contact& present, const v1::Contact& wanted,
                                           const google::protobuf::FieldMask& mask);

}  // namespace weft

#endif  // WEFT_SERVICE_CONTACT_UPDATE_H_
