#ifndef WEFT_BASE_LIMITS_H_
#define WEFT_BASE_LIMITS_H_

#include <cstddef>
#include <cstdint>

// Every limit of the API and the files, in one place. Enforced at the edge, stated in the proto comments.
namespace weft {

// Text, in bytes of UTF-8.
constexpr size_t kIdBytesMax = 63;
constexpr size_t kDisplayNameBytesMax = 200;
constexpr size_t kPhraseBytesMax = 200;
constexpr size_t kBioBytesMax = 4000;
constexpr size_t kPurposeBytesMax = 1000;
constexpr size_t kQueryBytesMax = 1000;
constexpr size_t kReasonBytesMax = 500;  // A weaver's or operator's reason for a change.
constexpr size_t kContactBytesMax = 320;
constexpr size_t kContactServiceBytesMax = 64;
constexpr size_t kLineBytesMax = 500;     // One line of an introduction: why, a note, a lesson.
constexpr size_t kLanguageBytesMax = 35;  // BCP 47
constexpr size_t kTimezoneBytesMax = 64;  // IANA name
constexpr size_t kRequestIdBytesMax = 64;

// Lists.
constexpr size_t kPhrasesPerFacetMax = 64;
constexpr size_t kCirclesPerMemberMax = 64;
constexpr size_t kLanguagesPerMemberMax = 16;
constexpr size_t kNeverPairPerMemberMax = 500;
constexpr size_t kTiesPerBatchMax = 1000;
constexpr size_t kFilterValuesMax = 100;
constexpr size_t kContactHandlesMax = 8;
constexpr size_t kIntroductionSidesMax = 4;
constexpr size_t kRoundMembersMax = 1000;  // Of a scope that is a list.
constexpr size_t kRoundEditsMax = 100;
constexpr size_t kMembersPerImportMessageMax = 500;

// Calls.
constexpr size_t kMessageBytesMax = 4 << 20;  // One gRPC message in.
constexpr int kPageSizeDefault = 10;          // Recommendations and searches.
constexpr int kPageSizeMax = 100;
constexpr int kListPageSizeDefault = 50;  // Lists of resources.
constexpr int kListPageSizeMax = 1000;
constexpr int kGroupSizeMin = 2;  // A purpose's group.
constexpr int kGroupSizeMax = 6;
constexpr int kPurposeMembersMax = kGroupSizeMax - 1;

// Files people bring.
constexpr size_t kImportLineBytesMax = 1 << 20;
constexpr size_t kImportErrorsShownMax = 1000;  // Further bad lines are counted, not listed.

// Candidates looked at for one call.
constexpr int kCandidatesMax = 400;
static_assert(kPageSizeMax <= kCandidatesMax, "a page must fit one search");

}  // namespace weft

#endif  // WEFT_BASE_LIMITS_H_
