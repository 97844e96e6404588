#ifndef WEFT_TESTS_SERVICE_HUNDREDFOLD_H_
#define WEFT_TESTS_SERVICE_HUNDREDFOLD_H_

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include "grpcpp/support/status.h"

namespace weft {

constexpr int kHundred = 100;

// Makes a call a hundred times at once, ten threads ten times each; how many succeeded.
inline int Hundredfold(const std::function<grpc::Status()>& call) {
  constexpr int kThreads = 10;
  std::atomic<int> succeeded{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < kHundred / kThreads; ++i) succeeded += call().ok();
    });
  }
  for (std::thread& thread : threads) thread.join();
  return succeeded;
}

}  // namespace weft

#endif  // WEFT_TESTS_SERVICE_HUNDREDFOLD_H_
