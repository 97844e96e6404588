#ifndef WEFT_SERVICE_INTRODUCTION_ACCESS_H_
#define WEFT_SERVICE_INTRODUCTION_ACCESS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "weft/base/child_name.h"
#include "weft/introductions/reader_view.h"
#include "weft/store/store.h"
#include "weft/v1/introduction_service.pb.h"

// Reading introductions for a reader: what they have no part in does not exist for them.
namespace weft {

// Who speaks or reads. INVALID_FIELD (as_member) for a name that does not parse or is of another network.
absl::StatusOr<Reader> ReaderOf(const std::string& as_member, const std::string& network);

// Who makes the reader's calls: they pass on what a member says if there is one.
Caller CallerFor(const Reader& reader);

// An introduction as stored and as its reader sees it. INTRODUCTION_NOT_FOUND if there is none, or none for them.
struct SeenIntroduction {
  StoredIntroduction stored;
  v1::Introduction seen;
};
absl::StatusOr<SeenIntroduction> FindFor(const Reader& reader, const ChildName& name, const Store& store,
                                         const Lookups& lookups);

// ABORTED (ETAG_MISMATCH) if `etag` is set and not that of what the reader sees.
absl::Status CheckEtag(const std::string& etag, const v1::Introduction& seen);

// One page of a list.
struct IntroductionPage {
  std::vector<v1::Introduction> introductions;
  int64_t next_before = 0;  // Key to go on from; 0: the end.
};
absl::StatusOr<IntroductionPage> ListFor(const Reader& reader, const std::string& network,
                                         const v1::ListIntroductionsRequest& request, int64_t before, int size,
                                         const Store& store, const Lookups& lookups);

}  // namespace weft

#endif  // WEFT_SERVICE_INTRODUCTION_ACCESS_H_
