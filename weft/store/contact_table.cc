#include "weft/store/contact_table.h"

#include <string>

#include "weft/base/error.h"
#include "weft/store/etag.h"
#include "weft/store/message_bytes.h"
#include "weft/store/timestamp.h"

namespace weft {

std::string ContactBytes(const v1::Contact& contact) {
  v1::Contact stored = contact;
  stored.clear_name();
  stored.clear_etag();
  stored.clear_update_time();
  stored.clear_spoken();
  return DeterministicBytes(stored);
}

std::string ContactTable::EmptyEtag(int64_t member) { return EtagOf(member, 0); }

absl::StatusOr<v1::Contact> ContactTable::Get(int64_t member) const {
  WEFT_ASSIGN_OR_RETURN(Statement find, db_->Prepare("SELECT version, updated, spoken, contact FROM contacts WHERE "
                                                     "member = ?1",
                                                     member));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  v1::Contact contact;
  if (!found) {
    contact.set_etag(EmptyEtag(member));
    return contact;
  }
  const absl::string_view bytes = find.Bytes(3);
  if (!contact.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return db_->Corrupt("the contact details of a member are unreadable");
  }
  contact.set_spoken(find.Int(2) != 0);
  contact.set_etag(EtagOf(member, find.Int(0)));
  *contact.mutable_update_time() = TimestampOf(find.Int(1));
  return contact;
}

absl::Status ContactTable::Put(int64_t member, const v1::Contact& contact, bool spoken, int64_t now) {
  return db_->Run(
      "INSERT INTO contacts (member, version, updated, spoken, contact) VALUES (?1, 1, ?2, ?3, ?4) ON CONFLICT "
      "(member) DO UPDATE SET version = contacts.version + 1, updated = excluded.updated, spoken = excluded.spoken, "
      "contact = excluded.contact",
      member, now, spoken, Blob{ContactBytes(contact)});
}

absl::Status ContactTable::Delete(int64_t member) { return db_->Run("DELETE FROM contacts WHERE member = ?1", member); }

}  // namespace weft
