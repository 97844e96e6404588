#include "bench/eval/scratch_directory.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"

namespace weft {

absl::StatusOr<std::unique_ptr<ScratchDirectory>> ScratchDirectory::Make() {
  std::error_code error;
  const std::filesystem::path parent = std::filesystem::temp_directory_path(error);
  std::string path = (parent / "weft-eval-XXXXXX").string();
  if (error || mkdtemp(&path[0]) == nullptr) {
    return Error(absl::StatusCode::kFailedPrecondition, "NO_SCRATCH_DIRECTORY",
                 absl::StrCat("cannot make a temporary folder ", path, ": ",
                              error ? error.message() : std::strerror(errno), "; set TMPDIR to one with room"),
                 {{"path", path}});
  }
  return std::unique_ptr<ScratchDirectory>(new ScratchDirectory(std::move(path)));
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace weft
