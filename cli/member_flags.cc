#include "cli/member_flags.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "cli/request_id.h"
#include "cli/resource_argument.h"
#include "cli/text_file.h"
#include "cli/time_text.h"
#include "google/protobuf/descriptor.h"

namespace weft::cli {
namespace {

void AddPath(const std::string& path, std::vector<std::string>* paths) {
  if (std::find(paths->begin(), paths->end(), path) == paths->end()) paths->push_back(path);
}

}  // namespace

void MemberFlags::AddWord(CLI::App* command, const std::string& what, CLI::Option** agree, CLI::Option** refuse) {
  *agree = command->add_flag_callback(
      "--agree-" + what, [] {}, "The member agrees to being " + what);
  *refuse = command
                ->add_flag_callback(
                    "--refuse-" + what, [] {}, "The member refuses being " + what)
                ->excludes(*agree);
}

void MemberFlags::AddTo(CLI::App* command) {
  struct Declared {
    const char* path;
    const char* flag;
    const char* what;
  };
  constexpr Declared kTexts[] = {{"display_name", "--display-name", "How others see the member"},
                                 {"bio", "--bio", "Free text about the member"},
                                 {"organization", "--organization", "Whom the member works or speaks for"},
                                 {"timezone", "--timezone", "IANA name, such as Europe/Berlin"}};
  constexpr Declared kLists[] = {{"interests", "--interest", "What the member cares about"},
                                 {"offers", "--offer", "What the member can give"},
                                 {"needs", "--need", "What the member looks for"},
                                 {"circles", "--circle", "Standing groups the member belongs to"},
                                 {"languages", "--language", "BCP 47 tags, such as en"}};
  // First all entries, then their options, which point into them.
  for (const Declared& text : kTexts) texts_.push_back({text.path, nullptr, ""});
  for (const Declared& list : kLists) lists_.push_back({list.path, nullptr, {}});
  for (size_t i = 0; i < texts_.size(); ++i) {
    texts_[i].option = command->add_option(kTexts[i].flag, texts_[i].value, kTexts[i].what);
  }
  for (size_t i = 0; i < lists_.size(); ++i) {
    const std::string what = absl::StrCat(kLists[i].what, " (repeatable; replaces the list, '' empties it)");
    lists_[i].option = command->add_option(kLists[i].flag, lists_[i].values, what)->allow_extra_args(false);
  }
  AddWord(command, "found", &agree_found_, &refuse_found_);
  AddWord(command, "introduced", &agree_introduced_, &refuse_introduced_);
  pause_until_ =
      command->add_option("--pause-until", pause_until_text_, "No recommendations before this date")->check(AsTime());
  resume_ = command->add_flag("--resume", "Ends a pause")->excludes(pause_until_);
  introductions_ =
      command->add_option("--introductions-per-month", introductions_per_month_, "0 to 31; 0: none for now");
  share_ =
      command->add_option("--weak-tie-share", weak_tie_share_, "Part of the lists kept for a wider circle, 0 to 1");
  never_pair_ = command->add_option("--never-pair", never_pair_ids_, "Never with this member (repeatable)")
                    ->allow_extra_args(false);
  as_member_ = command->add_flag("--as-member", "Passes on what the member has just said");
  etag_ = command->add_option("--etag", etag_text_, "Only if the member has not changed since this etag was read");
  json_ = command
              ->add_option("--json", file_,
                           "With a file (- is the input): write what it states; in any case, print the answer as JSON")
              ->expected(0, 1)
              ->type_name("[FILE|-]");
}

absl::StatusOr<MemberRecord> MemberFlags::Base(const Terminal& terminal) const {
  if (file_.empty()) return MemberRecord();
  absl::StatusOr<std::string> text = ReadText(file_, terminal);
  if (!text.ok()) return text.status();
  absl::StatusOr<MemberRecord> record = ParseMemberRecord(*text);
  if (!record.ok()) {
    return absl::Status(record.status().code(),
                        absl::StrCat(file_ == "-" ? "the input" : file_, ": ", record.status().message()));
  }
  for (const std::string& key : record->unknown_keys) {
    *terminal.err << "weftctl: warning: unknown key " << key << " is ignored\n";
  }
  return record;
}

void MemberFlags::ApplyParticipation(v1::Participation* participation, std::vector<std::string>* paths) const {
  using Participation = v1::Participation;
  auto given = [paths](const CLI::Option* option, const std::string& field) {
    if (option->count() == 0) return false;
    AddPath("participation." + field, paths);
    return true;
  };
  if (given(agree_found_, "being_found")) participation->set_being_found(Participation::WORD_AGREED);
  if (given(refuse_found_, "being_found")) participation->set_being_found(Participation::WORD_REFUSED);
  if (given(agree_introduced_, "being_introduced")) participation->set_being_introduced(Participation::WORD_AGREED);
  if (given(refuse_introduced_, "being_introduced")) participation->set_being_introduced(Participation::WORD_REFUSED);
  if (given(pause_until_, "paused_until"))
    *participation->mutable_paused_until() = ToProto(*ParseTimeText(pause_until_text_));
  if (given(resume_, "paused_until")) participation->clear_paused_until();
  if (given(introductions_, "introductions_per_month")) {
    participation->set_introductions_per_month(introductions_per_month_);
  }
  if (given(share_, "weak_tie_share")) participation->set_weak_tie_share(weak_tie_share_);
  if (given(never_pair_, "never_pair")) {
    participation->clear_never_pair();
    for (const std::string& id : never_pair_ids_) {
      if (!id.empty()) participation->add_never_pair(LastId(id));
    }
  }
}

absl::StatusOr<v1::UpdateMemberRequest> MemberFlags::ToRequest(const std::string& name,
                                                               const Terminal& terminal) const {
  absl::StatusOr<MemberRecord> record = Base(terminal);
  if (!record.ok()) return record.status();
  v1::Member& member = record->member;
  std::vector<std::string>& paths = record->paths;
  if (!member.name().empty() && member.name() != name && member.name() != LastId(name)) {
    return absl::InvalidArgumentError(
        absl::StrCat("the profile is that of ", ShortName(member.name()), ", not of ", ShortName(name)));
  }
  member.set_name(name);
  const google::protobuf::Reflection* reflection = member.GetReflection();
  for (const TextFlag& flag : texts_) {
    if (flag.option->count() == 0) continue;
    AddPath(flag.path, &paths);
    reflection->SetString(&member, v1::Member::descriptor()->FindFieldByName(flag.path), flag.value);
  }
  for (const ListFlag& flag : lists_) {
    if (flag.option->count() == 0) continue;
    AddPath(flag.path, &paths);
    const google::protobuf::FieldDescriptor* field = v1::Member::descriptor()->FindFieldByName(flag.path);
    reflection->ClearField(&member, field);
    for (const std::string& value : flag.values) {
      if (!value.empty()) reflection->AddString(&member, field, value);
    }
  }
  v1::Participation participation = member.participation();
  ApplyParticipation(&participation, &paths);
  if (participation.ByteSizeLong() > 0) *member.mutable_participation() = participation;
  if (etag_->count() > 0) member.set_etag(etag_text_);

  v1::UpdateMemberRequest request;
  *request.mutable_member() = member;
  for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
  // With an etag, a member that is gone meanwhile must not come back.
  request.set_allow_missing(member.etag().empty());
  if (as_member_->count() > 0) request.set_speaker(v1::SPEAKER_MEMBER);
  request.set_request_id(NewRequestId());
  return request;
}

}  // namespace weft::cli
