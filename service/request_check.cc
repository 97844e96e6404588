#include "service/request_check.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/profile/field_check.h"

namespace weft {

absl::StatusOr<Caller> CallerOf(v1::Speaker speaker) {
  if (!v1::Speaker_IsValid(speaker)) {
    return InvalidField("speaker", absl::StrCat("is ", static_cast<int>(speaker), ", no known speaker"));
  }
  Caller caller;
  caller.speaks_for_member = speaker == v1::SPEAKER_MEMBER;
  return caller;
}

absl::Status CheckRequestId(absl::string_view request_id) {
  FieldCheck check("");
  check.Text("request_id", request_id, kRequestIdBytesMax);
  return check.Result();
}

absl::Status CheckRequiredText(absl::string_view field, absl::string_view text, size_t bytes_max) {
  if (text.empty()) return InvalidField(field, "is empty; it is required");
  absl::optional<std::string> problem = PhraseProblem(text, bytes_max);
  return problem.has_value() ? InvalidField(field, *problem) : absl::OkStatus();
}

absl::Status CheckShare(absl::string_view field, double share) {
  FieldCheck check("");
  check.Share(field, share);
  return check.Result();
}

absl::StatusOr<MemberName> ParseMemberOf(absl::string_view network, absl::string_view name, absl::string_view field) {
  WEFT_ASSIGN_OR_RETURN(MemberName member, MemberName::Parse(name, field));
  if (member.network() != network) {
    return InvalidField(field, absl::StrCat("is of another network than networks/", network));
  }
  return member;
}

absl::Status CheckEtagOf(absl::string_view etag, absl::string_view name, absl::string_view present) {
  if (etag.empty() || etag == present) return absl::OkStatus();
  return Error(absl::StatusCode::kAborted, "ETAG_MISMATCH",
               absl::StrCat(name, " has changed since it was read; read it again"),
               {{"name", std::string(name)}, {"etag", std::string(etag)}});
}

std::string FingerprintOfRequest(const google::protobuf::Message& request) {
  std::unique_ptr<google::protobuf::Message> copy(request.New());
  copy->CopyFrom(request);
  const google::protobuf::FieldDescriptor* request_id = copy->GetDescriptor()->FindFieldByName("request_id");
  if (request_id != nullptr) copy->GetReflection()->ClearField(copy.get(), request_id);
  std::string bytes = absl::StrCat(copy->GetTypeName(), "\n");
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream out(&stream);
    out.SetSerializationDeterministic(true);
    copy->SerializeToCodedStream(&out);
  }
  return bytes;
}

}  // namespace weft
