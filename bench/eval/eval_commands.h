#ifndef WEFT_BENCH_EVAL_EVAL_COMMANDS_H_
#define WEFT_BENCH_EVAL_EVAL_COMMANDS_H_

#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "bench/eval/evaluation.h"
#include "weft/embedding/embedder.h"

namespace weft {

// What the commands take from outside.
struct EvalEnvironment {
  std::function<absl::StatusOr<std::unique_ptr<Embedder>>()> load_embedder;
  OtherMethods others;  // Beside Weft's; may be empty.
};

// Runs weft-eval's command line. Results on standard output, everything else on standard error. Returns the exit code:
// 0 only on success, 2 for a wrong command line.
int RunEvalCommands(int argc, const char* const* argv, const EvalEnvironment& environment);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_EVAL_COMMANDS_H_
