#ifndef WEFT_BENCH_ENCODER_BENCH_H_
#define WEFT_BENCH_ENCODER_BENCH_H_

#include <string>

namespace weft {

struct EncoderBenchOptions {
  std::string model;   // Empty: DefaultModelPath().
  std::string texts;   // A file with one text a line to measure as well; empty: only the built-in ones.
  double seconds = 1;  // For each engine and workload. Raise on a noisy machine.
  bool json = false;   // One document on stdout instead of tables.
};

// Measures the sentence encoder on one thread: loading, and texts a second, one by one and in batches of 32, for every
// kernel this CPU runs and for OpenBLAS (float32, one thread), all in this run and taking turns, by the thread's
// processor time. The ratio is to
// OpenBLAS. Prints to stdout. Returns the exit code: 0, or 1 after a message on stderr.
int RunEncoderBench(const EncoderBenchOptions& options);

}  // namespace weft

#endif  // WEFT_BENCH_ENCODER_BENCH_H_
