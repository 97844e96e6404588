#include "tests/testing/paths.h"

namespace weft {

std::string SourcePath(const std::string& relative) { return WEFT_SOURCE_DIR "/" + relative; }
std::string BuildPath(const std::string& relative) { return WEFT_BINARY_DIR "/" + relative; }
std::string DepsPath(const std::string& relative) { return WEFT_DEPS_DIR "/" + relative; }

}  // namespace weft
