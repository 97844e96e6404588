#ifndef WEFT_SERVICE_HTTP_FORM_H_
#define WEFT_SERVICE_HTTP_FORM_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace weft {

// What a form sends: application/x-www-form-urlencoded, or multipart/form-data without files, as some mail services
// send a one-click unsubscribe (RFC 8058).
class Form {
 public:
  // INVALID_ARGUMENT for another type, for broken escapes and for text that is not UTF-8.
  static absl::StatusOr<Form> Parse(absl::string_view content_type, absl::string_view body);

  // The first field of that name; empty if there is none.
  std::string Get(absl::string_view name) const;
  // All fields of that name.
  std::vector<std::string> GetAll(absl::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_HTTP_FORM_H_
