#include "weft/embedding/embedder.h"

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"

namespace weft {

absl::Status CheckRows(const Embedder& embedder, absl::Span<const std::string> texts, absl::Span<const float> rows) {
  if (rows.size() == texts.size() * embedder.dimension()) return absl::OkStatus();
  return InvalidField("rows", absl::StrCat("hold ", rows.size(), " floats; ", texts.size(), " texts need ",
                                           texts.size() * embedder.dimension()));
}

}  // namespace weft
