#ifndef WEFT_MATCHING_MEMBER_FILTER_H_
#define WEFT_MATCHING_MEMBER_FILTER_H_

#include <string>
#include <vector>

namespace weft {

// Narrows who may be recommended or found. Values of one list are alternatives; lists add up; empty lists pass all.
struct MemberFilter {
  std::vector<std::string> languages;  // Members who name no language pass.
  std::vector<std::string> circles;
  std::vector<std::string> organizations;
  std::vector<std::string> excluded_member_ids;
};

}  // namespace weft

#endif  // WEFT_MATCHING_MEMBER_FILTER_H_
