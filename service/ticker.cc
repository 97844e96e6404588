#include "service/ticker.h"

#include <utility>

namespace weft {

Ticker::Ticker(absl::Duration period, std::function<void()> tick) : period_(period), tick_(std::move(tick)) {
  thread_ = std::thread([this] { Run(); });
}

Ticker::~Ticker() { Stop(); }

void Ticker::Stop() {
  {
    MutexLock lock(&mu_);
    stopped_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Ticker::Run() {
  for (;;) {
    tick_();
    MutexLock lock(&mu_);
    if (!stopped_) wake_.wait_for(mu_, absl::ToChronoMilliseconds(period_));
    if (stopped_) return;
  }
}

}  // namespace weft
