#include "weft/embedding/caching_embedder.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "weft/base/error.h"

namespace weft {

CachingEmbedder::CachingEmbedder(const Embedder* embedder, VectorCache cache,
                                 std::function<void(const absl::Status&)> on_cache_error)
    : embedder_(embedder), cache_(std::move(cache)), on_cache_error_(std::move(on_cache_error)) {}

void CachingEmbedder::Report(const absl::Status& status) const {
  if (!status.ok() && on_cache_error_) on_cache_error_(status);
}

std::vector<size_t> CachingEmbedder::Lookup(absl::Span<const std::string> texts, absl::Span<float> rows) const {
  const size_t width = dimension();
  auto found = cache_.lookup(texts);
  if (found.ok() && found->size() != texts.size()) {
    found = Error(absl::StatusCode::kInternal, "CACHE_FAILED",
                  absl::StrCat("the cache gave ", found->size(), " entries for ", texts.size(), " texts"));
  }
  Report(found.status());
  std::vector<size_t> missing;
  for (size_t i = 0; i < texts.size(); ++i) {
    if (found.ok() && (*found)[i].has_value() && (*found)[i]->size() == width) {
      std::copy((*found)[i]->begin(), (*found)[i]->end(), rows.begin() + static_cast<ptrdiff_t>(i * width));
    } else {
      missing.push_back(i);
    }
  }
  return missing;
}

absl::Status CachingEmbedder::Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const {
  WEFT_RETURN_IF_ERROR(CheckRows(*this, texts, rows));
  const size_t width = dimension();
  std::vector<std::string> distinct;
  std::vector<size_t> place(texts.size());  // Of each text among the distinct ones.
  absl::flat_hash_map<absl::string_view, size_t> seen;
  for (size_t i = 0; i < texts.size(); ++i) {
    auto [entry, added] = seen.try_emplace(texts[i], distinct.size());
    if (added) distinct.push_back(texts[i]);
    place[i] = entry->second;
  }
  if (distinct.empty()) return absl::OkStatus();

  std::vector<float> vectors(distinct.size() * width);
  const std::vector<size_t> missing = Lookup(distinct, absl::MakeSpan(vectors));
  if (!missing.empty()) {
    std::vector<std::string> fresh;
    fresh.reserve(missing.size());
    for (size_t i : missing) fresh.push_back(distinct[i]);
    std::vector<float> fresh_rows(fresh.size() * width);
    WEFT_RETURN_IF_ERROR(embedder_->Embed(fresh, absl::MakeSpan(fresh_rows)));
    const absl::Status stored = cache_.store(fresh, fresh_rows);
    Report(stored);
    // What the cache doesn't give back stays as embedded.
    if (stored.ok()) Lookup(fresh, absl::MakeSpan(fresh_rows));
    for (size_t i = 0; i < missing.size(); ++i) {
      std::copy_n(fresh_rows.begin() + static_cast<ptrdiff_t>(i * width), width,
                  vectors.begin() + static_cast<ptrdiff_t>(missing[i] * width));
    }
  }
  for (size_t i = 0; i < texts.size(); ++i) {
    std::copy_n(vectors.begin() + static_cast<ptrdiff_t>(place[i] * width), width,
                rows.begin() + static_cast<ptrdiff_t>(i * width));
  }
  return absl::OkStatus();
}

}  // namespace weft
