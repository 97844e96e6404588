#ifndef WEFT_STORE_STORE_H_
#define WEFT_STORE_STORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "absl/types/variant.h"
#include "weft/base/caller.h"
#include "weft/base/clock.h"
#include "weft/store/introduction_reads.h"
#include "weft/store/message_reads.h"
#include "weft/store/round_reads.h"
#include "weft/store/stored_contact.h"
#include "weft/store/stored_introduction.h"
#include "weft/store/stored_message.h"
#include "weft/store/stored_round.h"
#include "weft/v1/member.pb.h"
#include "weft/v1/network.pb.h"
#include "weft/v1/tie.pb.h"

namespace weft {

// A member as stored. `member` has name, etag and times filled in.
struct StoredMember {
  int64_t key = 0;  // Internal id: given once, never reused.
  v1::Member member;
};

// A tie as stored: a.key's id sorts before b's.
struct StoredTie {
  int64_t key_a = 0;
  int64_t key_b = 0;
  v1::Tie tie;
};

// What a write asks for. Mutations of one batch are carried out in their order, all or none.
struct CreateNetworkMutation {
  std::string network;  // Id.
  std::string display_name;
  v1::Policy policy;
};
struct SetPolicyMutation {
  std::string network;
  v1::Policy policy;
  std::string reason;
  std::string etag;  // Empty: whatever it is.
};
// Writes a member whole. The caller has validated and merged; the store keeps `spoken_fields` as given.
struct PutMemberMutation {
  enum class Expect {
    kAnything,  // Create or replace.
    kAbsent,    // ALREADY_EXISTS otherwise.
    kEtag,      // ABORTED (ETAG_MISMATCH) unless member.etag is the present one; NOT_FOUND if absent.
  };
  std::string network;
  std::string member_id;
  v1::Member member;  // name, etag (but for kEtag) and times are ignored.
  Expect expect = Expect::kAnything;
};
struct DeleteMemberMutation {
  std::string network;
  std::string member_id;
  std::string etag;  // Empty: whatever it is.
  bool allow_missing = false;
};
// Creates or replaces. A tie that a member removed stays removed unless the caller speaks for a member.
struct PutTieMutation {
  std::string network;
  v1::Tie tie;  // Ends by full name. NOT_FOUND (MEMBER_NOT_FOUND) if either is missing.
};
struct DeleteTieMutation {
  std::string network;
  std::string member_a;  // Ids, in any order.
  std::string member_b;
};
using Mutation = absl::variant<CreateNetworkMutation, SetPolicyMutation, PutMemberMutation, DeleteMemberMutation,
                               PutTieMutation, DeleteTieMutation, PutContactMutation, MemberSpokeMutation,
                               PutIntroductionMutation, PutRoundMutation, PutMessageMutation>;

struct WriteBatch {
  Caller caller;
  std::string request_id;           // Empty: not repeatable.
  std::vector<Mutation> mutations;  // All of one network.
  // What tells this request from another that carries the same request_id by mistake (INVALID_ARGUMENT,
  // REQUEST_ID_REUSED). Empty: the mutations. Set it to the request as it came in where the mutations depend on what
  // was stored when they were made: a repeat of it makes others.
  std::string request_fingerprint;
};

struct ApplyResult {
  int64_t sequence = 0;  // Of the last change of the batch (or the present one if nothing changed).
  // True: this request_id was applied within the last 24 hours; nothing was written now and `outcomes` are the first's.
  bool repeated = false;
  enum class Outcome { kCreated = 0, kUpdated = 1, kUnchanged = 2, kDeleted = 3, kKept = 4, kMissing = 5 };
  std::vector<Outcome> outcomes;  // One a mutation. kKept: a tie left removed. kMissing: allowed to be.
};

// One entry of a network's log. The reader looks up what the subject is now; several changes of one subject may be
// read as one.
struct Change {
  enum class Kind {
    kNetwork = 1,
    kPolicy = 2,
    kMember = 3,
    kMemberDeleted = 4,
    kTie = 5,
    kTieDeleted = 6,
    kIntroduction = 7,
    kContact = 8,
    kRound = 9,
  };
  int64_t sequence = 0;
  Kind kind = Kind::kNetwork;
  int64_t key = 0;        // Member (also of a contact), one end of a tie, introduction or round; else 0.
  int64_t other_key = 0;  // Other end of a tie; else 0.
};

struct AuditEntry {
  int64_t sequence = 0;
  absl::Time time;
  std::string caller;
  bool spoke_for_member = false;
  // "network.create", "policy.set", "member.put", "member.delete", "tie.put", "tie.delete", "introduction.put",
  // "contact.put", "round.put".
  std::string action;
  std::string subject;  // Resource name (of a tie: of both ends, a space between), empty after erasure of a member.
};

// What must never be lost: networks, members, ties, contact details, introductions, rounds, messages, policy and its
// history, audit, in `weft.db` of the data directory. Every acknowledged write survives kill -9 and power loss. Several
// processes may open one store; a write waits up to 10 s for another's to end, then is UNAVAILABLE (STORE_BUSY). Times
// are int64 microseconds UTC.
//
// Thread-safe. Reads run beside each other and beside a write; writes one after the other. Knows no business rule:
// who may change what is decided by its callers.
class Store {
 public:
  struct Options {
    bool create = true;                               // Create directory and database if missing; else NOT_FOUND.
    int read_connections = 4;                         // Reads beside each other; about 2 MB each.
    absl::Duration busy_timeout = absl::Seconds(10);  // How long a write waits for another process's to end.
  };
  // Opens the store and brings an older schema up to date. Errors: FAILED_PRECONDITION (SCHEMA_TOO_NEW) for a
  // database of a later Weft, FAILED_PRECONDITION (STORE_FOREIGN) for a SQLite file that is not Weft's, DATA_LOSS
  // (STORE_CORRUPT) for a damaged one; each names the file. Damage found later gives the same error.
  // `clock` must outlive the store.
  static absl::StatusOr<std::unique_ptr<Store>> Open(const std::string& data_directory, const Clock* clock,
                                                     const Options& options);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // Writes. One batch is one transaction; a group is one transaction on disk in which each batch succeeds or fails by
  // itself; if that cannot be committed, all of it fails. The network's change sequence grows by one with every change
  // and has no gaps. A batch without mutations does nothing and has sequence 0.
  //
  // Errors: NOT_FOUND (NETWORK_NOT_FOUND, MEMBER_NOT_FOUND, TIE_NOT_FOUND), ALREADY_EXISTS (NETWORK_EXISTS,
  // MEMBER_EXISTS, INTRODUCTION_EXISTS), ABORTED (ETAG_MISMATCH, INTRODUCTION_CHANGED, ROUND_CHANGED,
  // MESSAGE_CHANGED), INVALID_ARGUMENT (INVALID_FIELD, REQUEST_ID_REUSED), UNAVAILABLE
  // (STORE_BUSY), RESOURCE_EXHAUSTED (DISK_FULL), DATA_LOSS (STORE_CORRUPT).
  absl::StatusOr<ApplyResult> Apply(const WriteBatch& batch);
  std::vector<absl::StatusOr<ApplyResult>> ApplyGroup(absl::Span<const WriteBatch> batches);

  // Reads. NOT_FOUND with reason NETWORK_NOT_FOUND or MEMBER_NOT_FOUND names what is missing.
  absl::StatusOr<v1::Network> GetNetwork(absl::string_view network) const;
  // Pages are by id: those after `after_id` (empty: from the start), at most `limit`.
  absl::StatusOr<std::vector<v1::Network>> ListNetworks(absl::string_view after_id, int limit) const;
  absl::StatusOr<StoredMember> GetMember(absl::string_view network, absl::string_view member_id) const;
  absl::StatusOr<std::vector<StoredMember>> ListMembers(absl::string_view network, absl::string_view after_id,
                                                        int limit) const;
  // Ties of a network, or of one member if `member_id` is not empty, by the ids of both ends, after the pair `after`.
  absl::StatusOr<std::vector<StoredTie>> ListTies(absl::string_view network, absl::string_view member_id,
                                                  std::pair<std::string, std::string> after, int limit) const;
  // None if they have no tie, or a member has removed it.
  absl::StatusOr<absl::optional<v1::Tie>> FindTie(absl::string_view network, absl::string_view member_a,
                                                  absl::string_view member_b) const;
  // The newest first, before sequence `before` (0: from the newest). A policy set when the network was created counts
  // as a change.
  absl::StatusOr<std::vector<v1::PolicyChange>> ListPolicyChanges(absl::string_view network, int64_t before,
                                                                  int limit) const;
  absl::StatusOr<std::vector<AuditEntry>> ListAudit(absl::string_view network, int64_t after, int limit) const;

  // Contact details, by themselves; an empty one, but for name and etag, of a member who has set none.
  absl::StatusOr<v1::Contact> GetContact(absl::string_view network, absl::string_view member_id) const;
  const IntroductionReads& introductions() const;
  const RoundReads& rounds() const;
  const MessageReads& messages() const;

  // The secret of that name, for signing; the first caller's `fresh` becomes it.
  absl::StatusOr<std::string> KeepSecret(absl::string_view name, absl::string_view fresh);

  // Following the log. `Sequence` is cheap enough to ask every 100 ms.
  absl::StatusOr<int64_t> Sequence(absl::string_view network) const;
  // Members and ties changed in (after, sequence], read in one transaction, as they are at the time of reading: at
  // `sequence` if complete. If cut, they may be ahead of `sequence`; what comes next then brings them once more, which
  // changes nothing. Every member named by a tie is known to a reader who has applied all deltas up to this one.
  // `after` above the network's sequence (a store restored from an older copy) gives an empty delta with `sequence`
  // below `after`.
  struct Delta {
    int64_t sequence = 0;
    bool complete = true;               // False: cut at `limit` changes; call again from `sequence`.
    v1::Network network;                // With its policy; change_sequence is that of the time of reading.
    std::vector<StoredMember> members;  // New and changed.
    std::vector<int64_t> deleted_members;
    struct Neighborhood {
      int64_t key = 0;
      std::vector<StoredTie> ties;  // All ties of the member now.
    };
    std::vector<Neighborhood> neighborhoods;  // Of every member any tie of which changed.
    // Whole, of every member who has any and who or any of whose introductions changed. May name members the reader has
    // not heard of, if cut.
    std::vector<MemberIntroductions> introductions;
  };
  // REQUIRES: limit > 0.
  absl::StatusOr<Delta> ReadDelta(absl::string_view network, int64_t after, int limit) const;
  // Everything of one network at one sequence, in one transaction: `network` once, then each member by key, then each
  // tie. A callback that returns an error ends the reading with it. Callbacks must not call the store: each reading
  // holds one of `read_connections`. Holds one member at a time in memory.
  struct Visitor {
    std::function<absl::Status(const v1::Network&)> network;  // change_sequence says which.
    std::function<absl::Status(const StoredMember&)> member;
    std::function<absl::Status(const StoredTie&)> tie;
  };
  absl::Status ReadNetwork(absl::string_view network, const Visitor& visitor) const;

 private:
  class Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace weft

#endif  // WEFT_STORE_STORE_H_
