#ifndef WEFT_CLI_POLICY_FLAGS_H_
#define WEFT_CLI_POLICY_FLAGS_H_

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "weft/v1/network.pb.h"

namespace weft::cli {

// The flags that state a network's policy, one for each field.
class PolicyFlags {
 public:
  // REQUIRES: *this outlives the parsing and does not move.
  void AddTo(CLI::App* command);
  // Changes what was given; fields of --unset go back to their defaults.
  void ApplyTo(v1::Policy* policy) const;
  // Whether any was given.
  bool given() const;

 private:
  std::vector<CLI::Option*> all_;
  CLI::Option* unspoken_ = nullptr;
  CLI::Option* unspoken_ground_ = nullptr;
  CLI::Option* weak_tie_share_ = nullptr;
  CLI::Option* fit_floor_ = nullptr;
  CLI::Option* bridging_peak_ = nullptr;
  CLI::Option* bridging_width_ = nullptr;
  CLI::Option* periphery_reserve_ = nullptr;
  CLI::Option* exploration_share_ = nullptr;
  CLI::Option* introductions_per_month_ = nullptr;
  CLI::Option* reconnect_after_ = nullptr;
  CLI::Option* same_organization_ = nullptr;
  CLI::Option* excluded_circles_ = nullptr;
  CLI::Option* common_language_ = nullptr;
  CLI::Option* tie_half_life_ = nullptr;
  CLI::Option* introduction_words_ = nullptr;
  std::string unspoken_word_;
  std::string ground_;
  double share_ = 0;
  double floor_ = 0;
  double peak_ = 0;
  double width_ = 0;
  double periphery_ = 0;
  double exploration_ = 0;
  int introductions_ = 0;
  std::string reconnect_;
  bool exclude_same_organization_ = false;
  std::vector<std::string> circles_;
  bool require_common_language_ = false;
  std::string half_life_;
  std::vector<std::string> words_;
  std::vector<std::string> unset_;
};

}  // namespace weft::cli

#endif  // WEFT_CLI_POLICY_FLAGS_H_
