#ifndef WEFT_STORE_MEMBER_INTRODUCTION_READER_H_
#define WEFT_STORE_MEMBER_INTRODUCTION_READER_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "weft/profile/member_introductions.h"
#include "weft/store/database.h"

namespace weft {

// Reads on one connection what introductions members had, as matching goes by it.
class MemberIntroductionReader {
 public:
  explicit MemberIntroductionReader(Database* db) : db_(db) {}

  // Empty, but for the key, of a member who has had none. O(their introductions).
  absl::StatusOr<MemberIntroductions> OfMember(int64_t member) const;
  // Of every member of a network who has had any, by key; in one pass.
  absl::StatusOr<std::vector<MemberIntroductions>> OfAll(int64_t network) const;

 private:
  Database* db_;
};

}  // namespace weft

#endif  // WEFT_STORE_MEMBER_INTRODUCTION_READER_H_
