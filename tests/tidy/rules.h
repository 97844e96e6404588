#ifndef WEFT_TESTS_TIDY_RULES_H_
#define WEFT_TESTS_TIDY_RULES_H_

#include <string>
#include <vector>

#include "tests/tidy/source_tree.h"

namespace weft::tidy {

// What is wrong, one string each: "weft/base/x.h:3: …". Empty: nothing. Rules about text leave tests/tidy alone, whose
// examples break them on purpose.
using Problems = std::vector<std::string>;

// Includes follow the arrows between the folders; weft/ and indexer/ see resource messages only, no gRPC.
Problems CheckArrows(const SourceTree& tree);
// Faiss, SQLite and LEMON are included where they live and nowhere else.
Problems CheckLibraryEdges(const SourceTree& tree);
// Exceptions are thrown and caught at the edges of throwing libraries only.
Problems CheckExceptions(const SourceTree& tree);
// Headers use absl's string_view and optional, not std's.
Problems CheckAbslTypes(const SourceTree& tree);
// Every a/b.cc has a tests/a/b_test.cc or tests/a/b_*_test.cc.
Problems CheckTestsMirror(const SourceTree& tree);
// No file or folder is a dumping ground by its name.
Problems CheckNames(const SourceTree& tree);
// Header guards follow the path.
Problems CheckHeaderGuards(const SourceTree& tree);
// No path of somebody's machine, no host of a package registry.
Problems CheckMachinesAndHosts(const SourceTree& tree);
// No file of code is longer than 450 lines.
Problems CheckLength(const SourceTree& tree);
// Tests wait for conditions, never for time to pass.
Problems CheckTestsDoNotSleep(const SourceTree& tree);
// Nothing is left for later in a comment.
Problems CheckNothingLeftForLater(const SourceTree& tree);

}  // namespace weft::tidy

#endif  // WEFT_TESTS_TIDY_RULES_H_
