#include "client-examples/weekly-email/network_news.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "client-examples/weekly-email/wording.h"

namespace weft::weekly_email {
namespace {

void AddNewMembers(const v1::Digest& digest, std::vector<Block>* blocks) {
  if (digest.new_members().empty()) return;
  blocks->push_back(Heading("New, and near to what you care about"));
  std::vector<Words> people;
  for (const v1::Digest::NewMember& member : digest.new_members()) {
    Words line = Words().Strong(ShortName(member.display_name()));
    if (member.phrases_size() > 0) line.Plain(absl::StrCat(": ", Phrases(member.phrases())));
    people.push_back(std::move(line));
  }
  blocks->push_back(Bullets(std::move(people)));
  if (digest.new_member_count() > digest.new_members_size()) {
    blocks->push_back(
        Small(absl::StrCat(Counted(digest.new_member_count(), "person is", "people are"), " new in all.")));
  }
}

void AddNeeds(const v1::Digest& digest, std::vector<Block>* blocks) {
  if (digest.needs_you_may_meet().empty()) return;
  blocks->push_back(Heading("Others are looking for"));
  std::vector<Words> needs(digest.needs_you_may_meet().begin(), digest.needs_you_may_meet().end());
  blocks->push_back(Bullets(std::move(needs)));
  blocks->push_back(Small("You might be able to offer one of these."));
}

void AddLessons(const v1::Digest& digest, std::vector<Block>* blocks) {
  if (digest.lessons().empty()) return;
  blocks->push_back(Heading("What people learned from each other"));
  for (const std::string& lesson : digest.lessons()) blocks->push_back(Quote(lesson));
}

void AddNumbers(const v1::Digest& digest, const std::string& timezone, std::vector<Block>* blocks) {
  if (!digest.has_last_round()) return;
  const v1::Digest::LastRound& last = digest.last_round();
  blocks->push_back(Heading("The last introductions, in numbers"));
  std::vector<Words> lines;
  const std::string since =
      last.has_open_time() ? absl::StrCat("Since ", Day(last.open_time(), timezone), ", ") : std::string();
  lines.emplace_back(absl::StrCat(since, Counted(last.introduction_count(), "introduction was", "introductions were"),
                                  " proposed to ", Counted(last.served_count(), "member.", "members.")));
  if (last.has_mutual_count()) lines.emplace_back(absl::StrCat("To ", last.mutual_count(), " of them all said yes."));
  if (last.has_met_count())
    lines.emplace_back(absl::StrCat("After ", last.met_count(), " of them people have met so far."));
  if (last.cluster_pairs_joined() > 0) {
    const std::string times =
        last.cluster_pairs_joined() == 1 ? "once" : absl::StrCat(last.cluster_pairs_joined(), " times");
    lines.emplace_back(
        absl::StrCat("Parts of the network that had not been in touch before came together ", times, "."));
  }
  blocks->push_back(Bullets(std::move(lines)));
}

}  // namespace

std::vector<Block> NetworkNews(const v1::Digest& digest, const std::string& timezone) {
  std::vector<Block> blocks;
  AddNewMembers(digest, &blocks);
  AddNeeds(digest, &blocks);
  AddLessons(digest, &blocks);
  AddNumbers(digest, timezone, &blocks);
  return blocks;
}

}  // namespace weft::weekly_email
