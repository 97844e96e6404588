#include "weft/snapshot/snapshot.h"

#include <cassert>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "weft/base/error.h"
#include "weft/snapshot/array_file.h"
#include "weft/snapshot/snapshot_error.h"
#include "weft/snapshot/snapshot_layout.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

constexpr char kExact[] = "exact";
constexpr char kNoRows[] = "none";

// A missing file of a snapshot is damage; other failures (permission, descriptors) are not the snapshot's.
absl::Status MissingIsDamage(const absl::Status& status, const std::string& path) {
  if (absl::IsNotFound(status)) return SnapshotCorrupt(path, "it is missing");
  return status;
}

absl::StatusOr<Manifest> ReadManifest(const std::string& directory, const std::string& checksum) {
  const std::string path = absl::StrCat(directory, "/", kManifestFileName);
  absl::StatusOr<std::string> text = ReadFile(path);
  if (!text.ok()) return MissingIsDamage(text.status(), path);
  WEFT_ASSIGN_OR_RETURN(Manifest manifest, Manifest::Parse(*text, path));
  if (!checksum.empty() && Checksum(*text) != checksum) {
    return SnapshotCorrupt(path, "it is not the manifest that was published");
  }
  return manifest;
}

absl::Status CheckOwner(const Manifest& manifest, const std::string& path, const std::string& network,
                        const std::string& embedder) {
  if (manifest.network != network) {
    return SnapshotForeign(path, absl::StrCat("it is of network ", manifest.network, ", not ", network));
  }
  if (!embedder.empty() && manifest.embedder != embedder) {
    return SnapshotForeign(
        path, absl::StrCat("it was built with embedder ", manifest.embedder, ", this program has ", embedder));
  }
  return absl::OkStatus();
}

// Maps a file and compares size and checksum.
absl::StatusOr<std::unique_ptr<MappedFile>> MapVerified(const Manifest::File& file, const std::string& path) {
  absl::StatusOr<std::unique_ptr<MappedFile>> mapped = MappedFile::Open(path);
  if (!mapped.ok()) return MissingIsDamage(mapped.status(), path);
  const absl::string_view bytes = (*mapped)->bytes();
  if (bytes.size() != file.size) {
    return SnapshotCorrupt(path, absl::StrCat("it has ", bytes.size(), " bytes instead of ", file.size));
  }
  if (Checksum(bytes) != file.checksum) return SnapshotCorrupt(path, "its checksum does not match");
  return mapped;
}

}  // namespace

std::string IndexFileName(Facet facet) {
  switch (facet) {
    case Facet::kInterests:
      return "interests.index";
    case Facet::kOffers:
      return "offers.index";
    case Facet::kNeeds:
      return "needs.index";
  }
  assert(false);
  return "";
}

absl::StatusOr<std::shared_ptr<const Snapshot>> Snapshot::Open(const std::string& directory, const std::string& network,
                                                               const std::string& manifest_checksum,
                                                               const std::string& embedder,
                                                               const SourceLoader& loader) {
  const std::string manifest_path = absl::StrCat(directory, "/", kManifestFileName);
  std::shared_ptr<Snapshot> snapshot(new Snapshot());
  WEFT_ASSIGN_OR_RETURN(snapshot->manifest_, ReadManifest(directory, manifest_checksum));
  const Manifest& manifest = snapshot->manifest_;
  WEFT_RETURN_IF_ERROR(CheckOwner(manifest, manifest_path, network, embedder));

  // Every file is verified before any is used.
  std::vector<const MappedFile*> array_files(kArrayFileNames.size(), nullptr);
  std::array<bool, kFacetCount> has_index = {};
  for (const Manifest::File& file : manifest.files) {
    WEFT_ASSIGN_OR_RETURN(std::unique_ptr<MappedFile> mapped,
                          MapVerified(file, absl::StrCat(directory, "/", file.name)));
    bool is_array_file = false;
    for (size_t i = 0; i < kArrayFileNames.size(); ++i) {
      if (file.name != kArrayFileNames[i]) continue;
      array_files[i] = mapped.get();
      is_array_file = true;
    }
    for (int f = 0; f < kFacetCount; ++f) has_index[f] |= file.name == IndexFileName(static_cast<Facet>(f));
    if (is_array_file) snapshot->files_.push_back(std::move(mapped));
  }
  for (size_t i = 0; i < kArrayFileNames.size(); ++i) {
    if (array_files[i] == nullptr) {
      return SnapshotCorrupt(manifest_path, absl::StrCat("it does not list ", kArrayFileNames[i]));
    }
    const std::string& path = array_files[i]->path();
    WEFT_ASSIGN_OR_RETURN(const ArrayFileReader reader, ArrayFileReader::Parse(array_files[i]->bytes(), path));
    WEFT_RETURN_IF_ERROR(TakeArrays(i, reader, path, manifest, &snapshot->arrays_));
  }
  for (int f = 0; f < kFacetCount; ++f) {
    const std::string& type = manifest.index_type[f];
    const std::string path = absl::StrCat(directory, "/", IndexFileName(static_cast<Facet>(f)));
    if (type == kExact || type == kNoRows) {
      snapshot->sources_[f] =
          std::make_unique<ExactSource>(snapshot->arrays_.facet_rows[f], snapshot->arrays_.facet_ordinals[f]);
      continue;
    }
    if (!has_index[f]) return SnapshotCorrupt(manifest_path, absl::StrCat("it does not list ", path));
    if (loader == nullptr) return SnapshotForeign(path, absl::StrCat("this program reads no index of type ", type));
    WEFT_ASSIGN_OR_RETURN(snapshot->sources_[f], loader(path, static_cast<Facet>(f), manifest, snapshot->arrays_));
  }
  return std::shared_ptr<const Snapshot>(std::move(snapshot));
}

std::shared_ptr<const Snapshot> Snapshot::FromArrays(Manifest manifest, const SnapshotArrays& arrays,
                                                     std::shared_ptr<const void> owner) {
  std::shared_ptr<Snapshot> snapshot(new Snapshot());
  snapshot->manifest_ = std::move(manifest);
  snapshot->arrays_ = arrays;
  snapshot->owner_ = std::move(owner);
  for (int f = 0; f < kFacetCount; ++f) {
    snapshot->sources_[f] = std::make_unique<ExactSource>(arrays.facet_rows[f], arrays.facet_ordinals[f]);
  }
  return snapshot;
}

}  // namespace weft
