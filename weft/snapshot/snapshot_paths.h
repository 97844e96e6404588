#ifndef WEFT_SNAPSHOT_SNAPSHOT_PATHS_H_
#define WEFT_SNAPSHOT_SNAPSHOT_PATHS_H_

#include <string>

namespace weft {

// Where snapshots lie in a data directory. Nothing else lies under snapshots/.
// snapshots/
std::string SnapshotsDirectory(const std::string& data_directory);
// snapshots/{network}/
std::string NetworkSnapshots(const std::string& data_directory, const std::string& network);
// snapshots/{network}/{version}/
std::string SnapshotDirectory(const std::string& data_directory, const std::string& network,
                              const std::string& version);
// snapshots/{network}/current
std::string CurrentFile(const std::string& data_directory, const std::string& network);
// Where things are made before they are renamed into place. May be emptied while no build runs.
std::string TemporaryDirectory(const std::string& data_directory);

}  // namespace weft

#endif  // WEFT_SNAPSHOT_SNAPSHOT_PATHS_H_
