#ifndef WEFT_INTRODUCTIONS_READER_VIEW_H_
#define WEFT_INTRODUCTIONS_READER_VIEW_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "weft/store/stored_introduction.h"
#include "weft/v1/contact.pb.h"
#include "weft/v1/introduction.pb.h"

// What each reader may see of an introduction. Everything that leaves the service goes through here:
// - before all who remain have said yes, no side sees another's contact details, note or answer (but that the proposer
//   wants it);
// - declined, expired and withdrawn read alike to everybody but the member whose act it was;
// - that an acquaintance was asked to introduce the sides, and would rather not, is not for the sides to know;
// - a decline, a snooze, an outcome is read by the side that said it, by nobody else, operators included.
namespace weft {

struct Reader {
  std::string member;  // Who reads, by full name; empty: the operator or a weaver.
  bool IsMember() const { return !member.empty(); }
};

// How to find what an introduction does not hold itself. Members are given by full name.
struct Lookups {
  std::function<std::string(const std::string& member)> display_name;  // The id if there is none.
  std::function<v1::Contact(const std::string& member)> contact;       // Asked for sides that may be shown only.
};

// None: the reader has no part in it, or not yet; to them it does not exist.
absl::optional<v1::Introduction> SeenBy(const Reader& reader, const StoredIntroduction& introduction,
                                        const Lookups& lookups);

// For the one message to all sides of a mutual introduction: each side with its contact details and note. Holds nothing
// that any of them may not see. REQUIRES: IsMutual(state).
v1::Introduction SeenTogether(const StoredIntroduction& introduction, const Lookups& lookups);

// Whether a reader is told of something that happened to an introduction they may see.
bool IsToldOf(const Reader& reader, const StoredIntroduction& introduction, const StoredIntroductionEvent& event);

// The state as a reader sees it.
v1::Introduction::State StateSeenBy(const Reader& reader, const StoredIntroduction& introduction);

// True states that read as one of `seen` to some reader: for lists, to be filtered once more by what is seen.
std::vector<v1::Introduction::State> StatesThatMayRead(const std::vector<v1::Introduction::State>& seen);

// A contact as it is handed to others: what is shared of it, and nothing about mail and writes.
v1::Contact SharedContact(const v1::Contact& contact);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_READER_VIEW_H_
