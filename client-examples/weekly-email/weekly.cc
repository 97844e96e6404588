#include "client-examples/weekly-email/weekly.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client-examples/weekly-email/letter_frame.h"
#include "client-examples/weekly-email/network_news.h"
#include "client-examples/weekly-email/person_card.h"
#include "client-examples/weekly-email/proposal.h"
#include "client-examples/weekly-email/recipient_links.h"
#include "client-examples/weekly-email/sides.h"
#include "client-examples/weekly-email/wording.h"

namespace weft::weekly_email {
namespace {

std::string Subject(const v1::Message& message, bool has_news) {
  if (message.proposals_size() == 0) {
    return absl::StrCat("This week in ", ShortName(message.network_display_name()));
  }
  std::vector<std::string> names;
  for (const v1::Introduction& proposal : message.proposals()) {
    names.push_back(NamesOf(OtherSides(proposal, message.recipients(0).member())));
  }
  if (message.proposals_size() > 1) return absl::StrCat("People you might like to meet: ", InWords(names));
  return absl::StrCat("Would you like to meet ", names[0], "?", has_news ? " And this week’s news" : "");
}

std::string Opening(int people, bool has_news) {
  if (people == 0 && !has_news) return "A quiet week: nobody new for you to meet, and no news.";
  if (people == 0) return "Nobody new for you to meet this week. Here is what is going on.";
  return absl::StrCat(people == 1 ? "Here is somebody you might like to meet, and why."
                                  : "Here are people you might like to meet, and why.",
                      has_news ? " Below: the news." : "");
}

}  // namespace

Letter WeeklyLetter(const v1::Message& message) {
  const v1::Message::Recipient& reader = message.recipients(0);
  const int people = message.proposals_size();
  std::vector<Block> news = NetworkNews(message.digest(), reader.timezone());
  const bool has_news = !news.empty();
  Letter letter = FramedLetter(message, absl::StrCat("This week in ", ShortName(message.network_display_name())));
  letter.subject = Subject(message, has_news);
  letter.preview = people == 0 ? "What is going on, and who is new." : "Whom, and why the two of you.";

  letter.blocks.push_back(Paragraph(Opening(people, has_news)));
  if (people > 0) {
    letter.blocks.push_back(Heading(people == 1 ? "Somebody to meet" : "People to meet"));
    for (int i = 0; i < people; ++i) {
      for (Block& block : ProposedPeople(message, i, /*several=*/people > 1)) letter.blocks.push_back(std::move(block));
    }
    letter.blocks.push_back(WhatAnAnswerMeans());
  }
  for (Block& block : news) letter.blocks.push_back(std::move(block));
  if (message.digest().has_next_round_time()) {
    letter.blocks.push_back(Small(absl::StrCat("The next introductions come on ",
                                               Day(message.digest().next_round_time(), reader.timezone()), ".")));
  }
  const std::string whom = LinkUrl(message, v1::Link::ACTION_WHOM_DO_YOU_KNOW);
  if (!whom.empty()) {
    letter.blocks.push_back(Paragraph(Words("A minute to spare? ")
                                          .Link("Say whom in the network you know already", whom)
                                          .Plain(", so that you are not introduced to friends.")));
  }
  return letter;
}

}  // namespace weft::weekly_email
