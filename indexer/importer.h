#ifndef WEFT_INDEXER_IMPORTER_H_
#define WEFT_INDEXER_IMPORTER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "indexer/progress.h"
#include "weft/base/names.h"
#include "weft/embedding/embedder.h"
#include "weft/profile/import_report.h"
#include "weft/profile/member_reader.h"
#include "weft/profile/tie_reader.h"
#include "weft/store/store.h"

namespace weft {

struct ImportOptions {
  std::string members_path;  // Empty: no members.
  std::string ties_path;     // Empty: no ties.
  // What it means that a member has not said yes or no, where the import creates the network. Default: ask first.
  absl::optional<v1::Policy::Unspoken> unspoken;
  bool strict = false;   // Unknown keys are errors, and one error means that nothing is imported.
  bool dry_run = false;  // Report what an import would do; write nothing.
  Progress progress;
};

struct ImportResult {
  ImportReport members;
  ImportReport ties;
  bool network_created = false;       // Or would be.
  bool unspoken_disregarded = false;  // The network was there, and its policy says something else.
  bool written = false;               // False for a dry run, and for a strict import with an error.
  int64_t change_sequence = 0;
  bool AllGood() const { return members.error_count == 0 && ties.error_count == 0; }
};

// Brings members and ties from files into the store. Good rows are imported in batches of kImportBatch, each one
// transaction; bad ones are reported. A row replaces the member's profile; what members have said themselves about
// participation stays and is reported as kept. A tie that a member removed stays removed. Repeating an import changes
// nothing. May run beside a server and other imports: a batch that meets another's write is read and made again.
// The phrases of a batch are embedded before it is applied, so that a server that follows the store finds them cached.
class Importer {
 public:
  // Both must outlive the importer; `embedder` has the cache of the store's data directory, or is null: no embedding.
  Importer(Store* store, const Embedder* embedder, NetworkName network)
      : store_(store), embedder_(embedder), network_(std::move(network)) {}

  // Errors of files that cannot be read and of the store; bad lines are no errors.
  absl::StatusOr<ImportResult> Run(const ImportOptions& options);

 private:
  // How one member row is to be written.
  struct PlannedMember {
    PutMemberMutation mutation;
    std::vector<std::string> kept_fields;
    bool exists = false;
    bool unchanged = false;
  };
  absl::Status EnsureNetwork(const ImportOptions& options, ImportResult* result);
  absl::Status ReadMemberFile(const ImportOptions& options, ImportResult* result);
  absl::Status ReadTieFile(const ImportOptions& options, ImportResult* result);
  absl::StatusOr<PlannedMember> Plan(const v1::Member& row) const;
  absl::Status EmbedPhrases(const std::vector<MemberRow>& rows) const;
  absl::Status ImportMembers(std::vector<MemberRow>* rows, bool write, ImportResult* result);
  absl::Status ImportTies(std::vector<TieRow>* rows, bool write, ImportResult* result);
  absl::StatusOr<absl::flat_hash_set<std::string>> StoredIds() const;
  // Takes out the rows with unknown ends and reports them.
  void DropUnknownEnds(std::vector<TieRow>* rows, ImportResult* result);

  Store* const store_;
  const Embedder* const embedder_;
  const NetworkName network_;
  absl::flat_hash_set<std::string> known_ids_;  // Of the store, and of the file's good rows.
  int64_t dropped_tie_rows_ = 0;
  std::vector<MemberRow> held_members_;  // Strict: until all lines are seen to be good.
  std::vector<TieRow> held_ties_;
};

constexpr size_t kImportBatch = 500;

}  // namespace weft

#endif  // WEFT_INDEXER_IMPORTER_H_
