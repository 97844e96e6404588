#include "weft/profile/member_row.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "nlohmann/json.hpp"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/quoted.h"
#include "weft/base/utf8.h"
#include "weft/profile/field_check.h"
#include "weft/profile/phrase.h"
#include "weft/profile/profile.h"
#include "weft/profile/rfc3339.h"

namespace weft {
namespace {

constexpr size_t kDepthMax = 64;
constexpr size_t kViolationsPerRowMax = 100;
// No list that fits its limits has more entries; what a line holds beyond is counted only.
constexpr int kListEntriesKept = 10000;

enum class Kind { kString, kList, kNumber };

// Where a key's value goes. `field` is the path within Member; keys with one field are aliases.
struct Key {
  absl::string_view key;
  absl::string_view field;
  Kind kind;
};

constexpr Key kKeys[] = {
    {"id", "id", Kind::kString},
    {"display_name", "display_name", Kind::kString},
    {"bio", "bio", Kind::kString},
    {"interests", "interests", Kind::kList},
    {"offers", "offers", Kind::kList},
    {"skills", "offers", Kind::kList},
    {"can_offer", "offers", Kind::kList},
    {"needs", "needs", Kind::kList},
    {"asks", "needs", Kind::kList},
    {"looking_for", "needs", Kind::kList},
    {"circles", "circles", Kind::kList},
    {"groups", "circles", Kind::kList},
    {"organization", "organization", Kind::kString},
    {"organisation", "organization", Kind::kString},
    {"languages", "languages", Kind::kList},
    {"timezone", "timezone", Kind::kString},
    {"introductions_per_month", "introductions_per_month", Kind::kNumber},
    {"weak_tie_share", "weak_tie_share", Kind::kNumber},
    {"paused_until", "paused_until", Kind::kString},
    {"rhythm", "rhythm", Kind::kString},
    {"being_found", "being_found", Kind::kString},
    {"being_introduced", "being_introduced", Kind::kString},
    {"introducing", "introducing", Kind::kString},
    {"never_pair", "never_pair", Kind::kList},
};

const Key* FindKey(absl::string_view key) {
  for (const Key& known : kKeys) {
    if (known.key == key) return &known;
  }
  return nullptr;
}

absl::string_view ExpectedOf(Kind kind) {
  switch (kind) {
    case Kind::kString:
      return "a string";
    case Kind::kList:
      return "a list of strings";
    case Kind::kNumber:
      return "a number";
  }
  return "";
}

// Takes the events of nlohmann's parser, which neither recurses nor throws this way, and keeps what the known keys
// hold. Nothing of unknown keys is kept, however large.
class RowEvents {
 public:
  struct Value {
    const Key* key = nullptr;  // As written; of several names, the first.
    bool several_names = false;
    std::string text;               // Strings.
    double number = 0;              // Numbers.
    std::vector<std::string> list;  // Lists.
    int list_size = 0;              // With entries beyond kListEntriesKept.
  };

  // What the line holds for a field, or null.
  Value* Find(absl::string_view field) {
    auto found = values_.find(field);
    return found == values_.end() ? nullptr : &found->second;
  }
  bool HasFailed(absl::string_view field) const {
    return std::any_of(violations_.begin(), violations_.end(),
                       [field](const FieldViolation& violation) { return violation.field == field; });
  }
  std::vector<FieldViolation>& violations() { return violations_; }
  std::vector<std::string>& unknown_keys() { return unknown_keys_; }

  void Fail(absl::string_view field, absl::string_view description) {
    if (violations_.size() < kViolationsPerRowMax)
      violations_.push_back({std::string(field), std::string(description)});
  }

  // The parser's interface; its names are nlohmann's. False stops the parser.
  bool null() {
    if (depth_ == 1) return true;  // As if absent.
    return Other("null");
  }
  bool boolean(bool) { return Other("true or false"); }
  bool number_integer(int64_t value) { return Number(static_cast<double>(value)); }
  bool number_unsigned(uint64_t value) { return Number(static_cast<double>(value)); }
  bool number_float(double value, const std::string&) { return Number(value); }
  bool binary(nlohmann::json::binary_t&) { return false; }  // Not in JSON text.

  bool string(std::string& value) {
    if (depth_ == 0) return Other("a string");
    if (key_ == nullptr || depth_ > 2) return true;
    if (depth_ == 2) return ListEntry(value);
    if (key_->kind != Kind::kString) return Other("a string");
    if (value.empty()) return true;
    Value* into = Take();
    if (into->several_names && !into->text.empty() && into->text != value) {
      Fail(key_->key, absl::StrCat("differs from ", into->key->key, ", which means the same"));
      return true;
    }
    into->text = std::move(value);
    return true;
  }

  bool start_object(std::size_t) {
    if (depth_ > 0 && !Other("an object")) return false;
    return Enter();
  }
  bool end_object() { return Leave(); }
  bool start_array(std::size_t) {
    const bool list_of_known_key = depth_ == 1 && key_ != nullptr && key_->kind == Kind::kList;
    if (list_of_known_key) {
      in_list_ = true;
      index_ = 0;
      Take();
    } else if (!Other("a list")) {
      return false;
    }
    return Enter();
  }
  bool end_array() { return Leave(); }

  bool key(std::string& key) {
    if (depth_ > 1) return true;
    key_ = FindKey(key);
    if (key_ == nullptr) {
      if (seen_unknown_.insert(key).second) unknown_keys_.push_back(std::move(key));
    } else if (!seen_.insert(key_).second) {
      Fail(key_->key, "occurs twice");
      key_ = nullptr;
    }
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) {
    // "[json.exception.parse_error.101] parse error at line 1, column 9: syntax error while …; last read: '…'", of
    // which the part before "last read" is ours to show: the rest may be a megabyte of the line.
    absl::string_view what = error.what();
    const size_t start = what.find("] ");
    if (start != absl::string_view::npos) what.remove_prefix(start + 2);
    if (absl::StartsWith(what, "parse error at line ")) {
      const size_t colon = what.find(": ");
      if (colon != absl::string_view::npos) what.remove_prefix(colon + 2);
    }
    what = what.substr(0, what.find("; last read"));
    Fail("", absl::StrCat("is no valid JSON at byte ", position, ": ", what.substr(0, 160)));
    return false;
  }

 private:
  Value* Take() {
    Value* value = &values_[key_->field];
    if (value->key == nullptr) value->key = key_;
    value->several_names = value->several_names || value->key != key_;
    return value;
  }

  bool Number(double value) {
    if (depth_ == 1 && key_ != nullptr && key_->kind == Kind::kNumber) {
      Take()->number = value;
      return true;
    }
    return Other("a number");
  }

  bool ListEntry(const std::string& value) {
    if (!in_list_) return true;
    Value* into = Take();
    ++into->list_size;
    const int index = index_++;
    // Only texts that are too long as they stand are cleaned here, to name their place in the line.
    if (value.size() > kPhraseBytesMax) {
      absl::optional<std::string> problem = TextProblem(CleanText(value), kPhraseBytesMax);
      if (problem.has_value()) {
        Fail(absl::StrCat(key_->key, "[", index, "]"), *problem);
        return true;
      }
    }
    if (into->list.size() < kListEntriesKept) into->list.push_back(value);
    return true;
  }

  // A value of a type that is not expected here. Only values of known keys matter. False: there is no point in going
  // on.
  bool Other(absl::string_view type) {
    if (depth_ == 0) {
      Fail("", absl::StrCat("is ", type, "; expected an object"));
      return false;
    }
    if (key_ == nullptr) return true;
    if (depth_ == 1) {
      Fail(key_->key, absl::StrCat("is ", type, "; expected ", ExpectedOf(key_->kind)));
    } else if (depth_ == 2 && in_list_) {
      Fail(absl::StrCat(key_->key, "[", index_++, "]"), absl::StrCat("is ", type, "; expected a string"));
    }
    return true;
  }

  bool Enter() {
    if (++depth_ <= kDepthMax) return true;
    Fail("", absl::StrCat("is nested more than ", kDepthMax, " deep"));
    return false;
  }
  bool Leave() {
    if (--depth_ == 1) in_list_ = false;
    return true;
  }

  size_t depth_ = 0;          // 1 inside the row's object.
  const Key* key_ = nullptr;  // The key of the row's object that we are at; null if unknown or repeated.
  bool in_list_ = false;      // At depth 2: inside the list of a known key.
  int index_ = 0;             // Of the next entry of that list.
  std::map<absl::string_view, Value> values_;  // By field.
  absl::flat_hash_set<const Key*> seen_;
  absl::flat_hash_set<std::string> seen_unknown_;
  std::vector<std::string> unknown_keys_;
  std::vector<FieldViolation> violations_;
};

// Moves what the events hold into the fields of a member.
class RowFields {
 public:
  explicit RowFields(RowEvents* events) : events_(*events) {}

  void Text(absl::string_view field, std::string* out) {
    if (RowEvents::Value* value = events_.Find(field)) *out = std::move(value->text);
  }

  void List(absl::string_view field, FieldCheck::Strings* out) {
    RowEvents::Value* value = events_.Find(field);
    if (value == nullptr) return;
    if (value->list_size > kListEntriesKept) {
      events_.Fail(value->key->key, absl::StrCat("holds ", value->list_size, " entries"));
    }
    for (std::string& entry : value->list) *out->Add() = std::move(entry);
  }

  void Word(absl::string_view field, void (v1::Participation::*set)(v1::Participation::Word), v1::Member* member) {
    absl::optional<v1::Participation::Word> word = OneOf<v1::Participation::Word>(
        field, {{"agreed", v1::Participation::WORD_AGREED}, {"refused", v1::Participation::WORD_REFUSED}});
    if (word.has_value()) (member->mutable_participation()->*set)(*word);
  }

  void Rhythm(v1::Member* member) {
    absl::optional<v1::Participation::Rhythm> rhythm =
        OneOf<v1::Participation::Rhythm>("rhythm", {{"weekly", v1::Participation::RHYTHM_WEEKLY},
                                                    {"fortnightly", v1::Participation::RHYTHM_FORTNIGHTLY},
                                                    {"monthly", v1::Participation::RHYTHM_MONTHLY},
                                                    {"on_request", v1::Participation::RHYTHM_ON_REQUEST}});
    if (rhythm.has_value()) member->mutable_participation()->set_rhythm(*rhythm);
  }

  void IntroductionsPerMonth(v1::Member* member) {
    const RowEvents::Value* value = events_.Find("introductions_per_month");
    if (value == nullptr) return;
    // Spreadsheets write 2.0; the range is ValidateMember's, within what an int32 can hold.
    if (value->number != std::floor(value->number) || std::abs(value->number) > 1e9) {
      events_.Fail("introductions_per_month", absl::StrCat("is ", value->number, "; expected a whole number, 0 to 31"));
      return;
    }
    member->mutable_participation()->set_introductions_per_month(static_cast<int32_t>(value->number));
  }

  void WeakTieShare(v1::Member* member) {
    const RowEvents::Value* value = events_.Find("weak_tie_share");
    if (value != nullptr) member->mutable_participation()->set_weak_tie_share(value->number);
  }

  void PausedUntil(v1::Member* member) {
    const RowEvents::Value* value = events_.Find("paused_until");
    if (value == nullptr || value->text.empty()) return;
    const absl::optional<absl::Time> time = ParseRfc3339(CleanText(value->text));
    if (!time.has_value()) {
      events_.Fail("paused_until", absl::StrCat("is ", Quoted(value->text),
                                                "; expected a date (2026-08-14) or date-time (2026-08-14T10:00:00Z)"));
      return;
    }
    google::protobuf::Timestamp* out = member->mutable_participation()->mutable_paused_until();
    const absl::Duration since = *time - absl::UnixEpoch();
    const int64_t seconds = absl::ToInt64Seconds(absl::Floor(since, absl::Seconds(1)));
    out->set_seconds(seconds);
    out->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(since - absl::Seconds(seconds))));
  }

  // The name the line uses for a path of ValidateMember: "offers[3]" is "skills[3]" if that is where it came from.
  std::string NameInLine(absl::string_view path) const {
    absl::ConsumePrefix(&path, "participation.");
    const absl::string_view field = path.substr(0, path.find('['));
    const RowEvents::Value* value = events_.Find(field);
    if (value == nullptr || value->several_names) return std::string(path);
    return absl::StrCat(value->key->key, path.substr(field.size()));
  }

 private:
  template <typename Enum>
  absl::optional<Enum> OneOf(absl::string_view field, std::initializer_list<std::pair<absl::string_view, Enum>> words) {
    const RowEvents::Value* value = events_.Find(field);
    if (value == nullptr || value->text.empty()) return absl::nullopt;
    std::string expected;
    for (const auto& word : words) {
      if (word.first == value->text) return word.second;
      absl::StrAppend(&expected, expected.empty() ? "" : ", ", word.first);
    }
    events_.Fail(field, absl::StrCat("is ", Quoted(value->text), "; expected one of ", expected));
    return absl::nullopt;
  }

  RowEvents& events_;
};

}  // namespace

absl::Status ParseMemberRow(absl::string_view line, const NetworkName& network, v1::Member* member,
                            std::vector<std::string>* unknown_keys) {
  member->Clear();
  unknown_keys->clear();
  const size_t valid = Utf8PrefixLength(line);
  if (valid < line.size()) return InvalidField("", absl::StrCat("is not UTF-8 (byte ", valid + 1, ")"));
  // The parser would take a NUL for the end of the line and never look at the rest.
  const size_t nul = line.find('\0');
  if (nul != absl::string_view::npos) {
    return InvalidField("", absl::StrCat("is no valid JSON at byte ", nul + 1, ": a NUL byte"));
  }

  RowEvents events;
  const bool parsed = nlohmann::json::sax_parse(line.begin(), line.end(), &events);
  *unknown_keys = std::move(events.unknown_keys());
  if (!parsed) return InvalidFields(std::move(events.violations()));

  RowFields fields(&events);
  std::string id;
  fields.Text("id", &id);
  if (id.empty()) {
    if (!events.HasFailed("id")) events.Fail("id", "is missing");
  } else {
    absl::StatusOr<MemberName> name = MemberName::FromIds(network.network(), id, "id");
    if (name.ok()) member->set_name(name->ToString());
    if (!name.ok()) events.Fail("id", ViolationsOf(name.status())[0].description);
  }
  fields.Text("display_name", member->mutable_display_name());
  fields.Text("bio", member->mutable_bio());
  fields.List("interests", member->mutable_interests());
  fields.List("offers", member->mutable_offers());
  fields.List("needs", member->mutable_needs());
  fields.List("circles", member->mutable_circles());
  fields.Text("organization", member->mutable_organization());
  fields.List("languages", member->mutable_languages());
  fields.Text("timezone", member->mutable_timezone());
  fields.Word("being_found", &v1::Participation::set_being_found, member);
  fields.Word("being_introduced", &v1::Participation::set_being_introduced, member);
  fields.Word("introducing", &v1::Participation::set_introducing, member);
  fields.PausedUntil(member);
  fields.IntroductionsPerMonth(member);
  fields.Rhythm(member);
  fields.WeakTieShare(member);
  if (events.Find("never_pair") != nullptr) {
    fields.List("never_pair", member->mutable_participation()->mutable_never_pair());
  }

  NormalizeMember(member);
  for (const FieldViolation& violation : ViolationsOf(ValidateMember(*member, ""))) {
    events.Fail(fields.NameInLine(violation.field), violation.description);
  }
  if (events.violations().empty()) return absl::OkStatus();
  return InvalidFields(std::move(events.violations()));
}

}  // namespace weft
