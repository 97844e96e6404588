#include "indexer/parallel_embedder.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include "weft/base/error.h"

namespace weft {

absl::Status ParallelEmbedder::Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const {
  constexpr size_t kSlice = 32;  // Texts a thread takes at once: long ones must not leave the others idle.
  if (threads_ == 1 || texts.size() <= kSlice) return embedder_->Embed(texts, rows);
  WEFT_RETURN_IF_ERROR(CheckRows(*this, texts, rows));
  const size_t dimension = static_cast<size_t>(this->dimension());
  const size_t slices = (texts.size() + kSlice - 1) / kSlice;
  std::vector<absl::Status> statuses(slices);
  std::atomic<size_t> next{0};
  const auto work = [&] {
    for (size_t slice = next++; slice < slices; slice = next++) {
      const size_t begin = slice * kSlice;
      const size_t count = std::min(kSlice, texts.size() - begin);
      statuses[slice] =
          embedder_->Embed(texts.subspan(begin, count), rows.subspan(begin * dimension, count * dimension));
    }
  };
  std::vector<std::thread> helpers;
  for (int i = 1; i < threads_ && static_cast<size_t>(i) < slices; ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
  for (const absl::Status& status : statuses) WEFT_RETURN_IF_ERROR(status);
  return absl::OkStatus();
}

}  // namespace weft
