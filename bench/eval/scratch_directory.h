#ifndef WEFT_BENCH_EVAL_SCRATCH_DIRECTORY_H_
#define WEFT_BENCH_EVAL_SCRATCH_DIRECTORY_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace weft {

// A fresh folder among the temporary ones (TMPDIR, else /tmp), removed with everything in it when destroyed.
class ScratchDirectory {
 public:
  static absl::StatusOr<std::unique_ptr<ScratchDirectory>> Make();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  const std::string& path() const { return path_; }

 private:
  explicit ScratchDirectory(std::string path) : path_(std::move(path)) {}
  const std::string path_;
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_SCRATCH_DIRECTORY_H_
