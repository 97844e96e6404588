#include "weft/snapshot/manifest.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/file.h"
#include "weft/base/names.h"
#include "weft/snapshot/snapshot_error.h"

namespace weft {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kMagic[] = "weft-snapshot ";
constexpr int kDimensionMax = 65536;

// Takes typed values out of an object without exceptions; remembers the first key that was missing or of another type.
class Fields {
 public:
  explicit Fields(const Json& object) : object_(object) {}

  std::string String(const char* key) {
    const Json* value = Find(key);
    if (value != nullptr && value->is_string()) return value->get<std::string>();
    return Bad<std::string>(key);
  }
  int64_t Int64(const char* key) {
    const Json* value = Find(key);
    if (value == nullptr || !value->is_number_integer()) return Bad<int64_t>(key);
    if (value->is_number_unsigned() && value->get<uint64_t>() > std::numeric_limits<int64_t>::max()) {
      return Bad<int64_t>(key);
    }
    return value->get<int64_t>();
  }
  uint64_t Uint64(const char* key) {
    const Json* value = Find(key);
    if (value != nullptr && value->is_number_unsigned()) return value->get<uint64_t>();
    return Bad<uint64_t>(key);
  }
  double Double(const char* key) {
    const Json* value = Find(key);
    if (value != nullptr && value->is_number() && std::isfinite(value->get<double>())) return value->get<double>();
    return Bad<double>(key);
  }
  bool Bool(const char* key) {
    const Json* value = Find(key);
    if (value != nullptr && value->is_boolean()) return value->get<bool>();
    return Bad<bool>(key);
  }
  // An empty array if it is none.
  const Json& Array(const char* key, size_t size_min, size_t size_max) {
    static const Json* const empty = new Json(Json::array());
    const Json* value = Find(key);
    if (value != nullptr && value->is_array() && value->size() >= size_min && value->size() <= size_max) return *value;
    Bad<int>(key);
    return *empty;
  }
  const std::string& bad() const { return bad_; }

 private:
  const Json* Find(const char* key) const {
    const auto it = object_.find(key);
    return it == object_.end() ? nullptr : &*it;
  }
  template <typename T>
  T Bad(const char* key) {
    if (bad_.empty()) bad_ = key;
    return T();
  }
  const Json& object_;
  std::string bad_;
};

// The JSON of a manifest whose magic word and checksum are right, or what is wrong.
absl::StatusOr<Json> ParseBody(absl::string_view text, const std::string& path) {
  const size_t line_end = text.find('\n');
  const absl::string_view magic = kMagic;
  if (text.substr(0, magic.size()) != magic || line_end == absl::string_view::npos) {
    return SnapshotCorrupt(path, "it is no manifest");
  }
  const absl::string_view checksum = text.substr(magic.size(), line_end - magic.size());
  const absl::string_view body = text.substr(line_end + 1);
  if (checksum != Checksum(body)) return SnapshotCorrupt(path, "its checksum does not match");
  Json json = Json::parse(body.begin(), body.end(), nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return SnapshotCorrupt(path, "it holds no JSON object");
  return json;
}

// A file name that stays inside its folder.
bool IsPlainName(const std::string& name) { return IsValidId(name); }

}  // namespace

std::string Manifest::Serialize() const {
  Json json;
  json["format"] = format;
  json["network"] = network;
  json["version"] = version;
  json["change_sequence"] = change_sequence;
  json["as_of_micros"] = as_of_micros;
  json["build_time_micros"] = build_time_micros;
  json["median_weight"] = median_weight;
  json["embedder"] = embedder;
  json["dimension"] = dimension;
  json["member_count"] = member_count;
  json["tie_count"] = tie_count;
  json["phrase_count"] = phrase_count;
  json["cluster_count"] = cluster_count;
  json["fine_cluster_count"] = fine_cluster_count;
  json["provisional_clusters"] = provisional_clusters;
  json["next_cluster_id"] = next_cluster_id;
  json["index_type"] = {index_type[0], index_type[1], index_type[2]};
  json["recall"] = {recall[0], recall[1], recall[2]};
  json["files"] = Json::array();
  for (const File& file : files) {
    json["files"].push_back({{"name", file.name}, {"size", file.size}, {"checksum", file.checksum}});
  }
  const std::string body = json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  return absl::StrCat(kMagic, Checksum(body), "\n", body);
}

absl::StatusOr<Manifest> Manifest::Parse(absl::string_view text, const std::string& path) {
  WEFT_ASSIGN_OR_RETURN(const Json json, ParseBody(text, path));
  Fields fields(json);
  Manifest manifest;
  const int64_t format = fields.Int64("format");
  if (!fields.bad().empty()) return SnapshotCorrupt(path, "it names no format");
  if (format != kSnapshotFormat) {
    return SnapshotForeign(path, absl::StrCat("it has format ", format, ", this program reads ", kSnapshotFormat));
  }
  manifest.network = fields.String("network");
  manifest.version = fields.String("version");
  manifest.change_sequence = fields.Int64("change_sequence");
  manifest.as_of_micros = fields.Int64("as_of_micros");
  manifest.build_time_micros = fields.Int64("build_time_micros");
  manifest.median_weight = fields.Double("median_weight");
  manifest.embedder = fields.String("embedder");
  const int64_t dimension = fields.Int64("dimension");
  manifest.member_count = fields.Uint64("member_count");
  manifest.tie_count = fields.Uint64("tie_count");
  manifest.phrase_count = fields.Uint64("phrase_count");
  manifest.cluster_count = fields.Uint64("cluster_count");
  manifest.fine_cluster_count = fields.Uint64("fine_cluster_count");
  manifest.provisional_clusters = fields.Bool("provisional_clusters");
  manifest.next_cluster_id = fields.Uint64("next_cluster_id");
  size_t at = 0;
  for (const Json& type : fields.Array("index_type", 3, 3)) {
    if (!type.is_string()) return SnapshotCorrupt(path, "index_type is no list of names");
    manifest.index_type[at++] = type.get<std::string>();
  }
  at = 0;
  for (const Json& recall : fields.Array("recall", 3, 3)) {
    if (!recall.is_number()) return SnapshotCorrupt(path, "recall is no list of numbers");
    manifest.recall[at++] = recall.get<double>();
  }
  constexpr size_t kFilesMax = 64;
  for (const Json& entry : fields.Array("files", 1, kFilesMax)) {
    if (!entry.is_object()) return SnapshotCorrupt(path, "files is no list of objects");
    Fields file_fields(entry);
    File file;
    file.name = file_fields.String("name");
    file.size = file_fields.Uint64("size");
    file.checksum = file_fields.String("checksum");
    if (!file_fields.bad().empty() || !IsPlainName(file.name)) {
      return SnapshotCorrupt(path, "files has an entry without proper name, size and checksum");
    }
    manifest.files.push_back(std::move(file));
  }
  if (!fields.bad().empty()) return SnapshotCorrupt(path, absl::StrCat("it has no proper ", fields.bad()));
  if (dimension <= 0 || dimension > kDimensionMax || dimension % 32 != 0) {
    return SnapshotCorrupt(path, absl::StrCat("dimension is ", dimension));
  }
  manifest.dimension = static_cast<int>(dimension);
  if (!(manifest.median_weight > 0)) return SnapshotCorrupt(path, "median_weight is not above 0");
  if (!IsValidId(manifest.network) || !IsValidId(manifest.version)) {
    return SnapshotCorrupt(path, "network or version is no proper name");
  }
  return manifest;
}

absl::optional<uint64_t> Manifest::NextClusterId(absl::string_view text) {
  const absl::StatusOr<Json> json = ParseBody(text, "");
  if (!json.ok()) return absl::nullopt;
  Fields fields(*json);
  const int64_t next = fields.Int64("next_cluster_id");
  if (!fields.bad().empty() || next < 1) return absl::nullopt;
  return static_cast<uint64_t>(next);
}

}  // namespace weft
