#ifndef WEFT_CLI_INTRODUCTION_TEXT_H_
#define WEFT_CLI_INTRODUCTION_TEXT_H_

#include <string>

#include "google/protobuf/repeated_field.h"
#include "weft/v1/introduction.pb.h"
#include "weft/v1/introduction_service.pb.h"

namespace weft::cli {

// One introduction in full, as its reader sees it. Whole lines.
std::string IntroductionText(const v1::Introduction& introduction);
// Many, one line each.
std::string IntroductionsText(const google::protobuf::RepeatedPtrField<v1::Introduction>& introductions);
// What a member's answers have changed, one line each.
std::string EffectsText(const google::protobuf::RepeatedPtrField<v1::Effect>& effects);
// Who did what and when, one line each.
std::string IntroductionAuditText(
    const google::protobuf::RepeatedPtrField<v1::ListIntroductionAuditResponse::Entry>& entries);

}  // namespace weft::cli

#endif  // WEFT_CLI_INTRODUCTION_TEXT_H_
