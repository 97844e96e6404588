#ifndef WEFT_STORE_CONTACT_TABLE_H_
#define WEFT_STORE_CONTACT_TABLE_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "weft/store/database.h"
#include "weft/store/stored_contact.h"

namespace weft {

// The table `contacts` on one connection.
class ContactTable {
 public:
  explicit ContactTable(Database* db) : db_(db) {}

  // With spoken, etag and time filled in, the name not; empty but for the etag if the member has set none.
  absl::StatusOr<v1::Contact> Get(int64_t member) const;
  // The etag of a contact that was never written.
  static std::string EmptyEtag(int64_t member);
  absl::Status Put(int64_t member, const v1::Contact& contact, bool spoken, int64_t now);
  absl::Status Delete(int64_t member);

 private:
  Database* db_;
};

// As stored and compared: without name, etag, time and spoken.
std::string ContactBytes(const v1::Contact& contact);

}  // namespace weft

#endif  // WEFT_STORE_CONTACT_TABLE_H_
