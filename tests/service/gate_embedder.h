#ifndef WEFT_TESTS_SERVICE_GATE_EMBEDDER_H_
#define WEFT_TESTS_SERVICE_GATE_EMBEDDER_H_

#include <set>
#include <string>

#include "tests/testing/hash_embedder.h"
#include "weft/base/mutex.h"

namespace weft {

// A HashEmbedder that, while its gate is closed, holds up whoever embeds a text with "gate" in it. So a test has a
// worker, or the writer, busy for as long as it likes.
class GateEmbedder : public Embedder {
 public:
  explicit GateEmbedder(int dimension) : inner_(dimension) {}

  const std::string& fingerprint() const override { return inner_.fingerprint(); }
  int dimension() const override { return inner_.dimension(); }
  absl::Status Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const override {
    {
      MutexLock lock(&mu_);
      bool gated = false;
      for (const std::string& text : texts) {
        seen_.insert(text);
        gated |= text.find("gate") != std::string::npos;
      }
      if (gated && closed_) {
        ++waiting_;
        changed_.notify_all();
        while (closed_) changed_.wait(mu_);
        --waiting_;
      }
    }
    return inner_.Embed(texts, rows);
  }

  void Close() {
    MutexLock lock(&mu_);
    closed_ = true;
  }
  void Open() {
    MutexLock lock(&mu_);
    closed_ = false;
    changed_.notify_all();
  }
  // Returns when `count` threads wait at the gate.
  void AwaitWaiting(int count) {
    MutexLock lock(&mu_);
    while (waiting_ < count) changed_.wait(mu_);
  }
  bool HasSeen(const std::string& text) const {
    MutexLock lock(&mu_);
    return seen_.count(text) > 0;
  }

 private:
  const HashEmbedder inner_;
  mutable Mutex mu_;
  mutable CondVar changed_;
  bool closed_ ABSL_GUARDED_BY(mu_) = false;
  mutable int waiting_ ABSL_GUARDED_BY(mu_) = 0;
  mutable std::set<std::string> seen_ ABSL_GUARDED_BY(mu_);
};

}  // namespace weft

#endif  // WEFT_TESTS_SERVICE_GATE_EMBEDDER_H_
