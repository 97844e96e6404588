#include "client-examples/weekly-email/letter_choice.h"

#include <functional>
#include <regex>
#include <string>

#include "client-examples/weekly-email/letter_html.h"
#include "client-examples/weekly-email/letter_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/sample_messages.h"
#include "tests/testing/status_matchers.h"

namespace weft::weekly_email {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

std::vector<v1::Message> AllMessages() {
  return {InvitationMessage(),  ProposalMessage(),   ReminderMessage(), IntroducerRequestMessage(), MutualMessage(),
          MutualMessageToOne(), DidYouMeetMessage(), WeeklyMessage(),   StillWelcomeMessage()};
}

TEST(LetterChoiceTest, EveryKindHasALetterOfItsOwn) {
  EXPECT_THAT(LetterKinds(), SizeIs(v1::Message::Kind_ARRAYSIZE - 1));
  std::set<std::string> subjects;
  for (const v1::Message& message : AllMessages()) {
    ASSERT_OK_AND_ASSIGN(Letter letter, LetterFor(message));
    subjects.insert(letter.subject);
  }
  EXPECT_THAT(subjects, SizeIs(AllMessages().size()));
}

TEST(LetterChoiceTest, MembersReadPlainWords) {
  static const std::regex& jargon = *new std::regex(
      R"(\b(scores?|weak[- ]?ties?|rounds?|clusters?|bridging|weavers?|CEGC|mutual|facets?|snapshot|fit)\b|%)",
      std::regex::icase);
  for (const v1::Message& message : AllMessages()) {
    ASSERT_OK_AND_ASSIGN(Letter letter, LetterFor(message));
    const std::string text = letter.subject + "\n" + letter.preview + "\n" + LetterText(letter);
    std::smatch match;
    EXPECT_FALSE(std::regex_search(text, match, jargon)) << KindName(message.kind()) << ": " << match.str();
  }
}

TEST(LetterChoiceTest, BothFormsHoldTheSameLinks) {
  static const std::regex& url = *new std::regex(R"(https://weft\.example/i/[A-Za-z0-9_-]+)");
  for (const v1::Message& message : AllMessages()) {
    ASSERT_OK_AND_ASSIGN(Letter letter, LetterFor(message));
    std::vector<std::set<std::string>> links;
    for (const std::string& form : {LetterText(letter), LetterHtml(letter)}) {
      links.emplace_back();
      for (std::sregex_iterator at(form.begin(), form.end(), url), end; at != end; ++at) links.back().insert(at->str());
    }
    EXPECT_EQ(links[0], links[1]) << KindName(message.kind());
    const size_t expected = message.recipients_size() > 1 ? 0 : message.recipients(0).links_size();
    EXPECT_THAT(links[0], SizeIs(expected)) << KindName(message.kind());
  }
}

struct LackingCase {
  const char* name;
  v1::Message message;
  const char* says;
};

std::vector<LackingCase> LackingCases() {
  std::vector<LackingCase> cases;
  auto add = [&](const char* name, v1::Message message, const char* says,
                 const std::function<void(v1::Message*)>& change) {
    change(&message);
    cases.push_back({name, message, says});
  };
  using M = v1::Message;
  add("Recipient", ProposalMessage(), "has no recipient", [](M* m) { m->clear_recipients(); });
  add("SingleRecipient", ProposalMessage(), "single recipient", [](M* m) { *m->add_recipients() = m->recipients(0); });
  add("Invitation", InvitationMessage(), "has no invitation", [](M* m) { m->clear_invitation(); });
  add("PublicAddress", ProposalMessage(), "link to say yes", [](M* m) {
    for (v1::Link& link : *m->mutable_recipients(0)->mutable_links()) link.clear_url();
  });
  add("Proposal", ReminderMessage(), "single proposal", [](M* m) { m->clear_proposals(); });
  add("OneToMeet", WeeklyMessage(), "one to meet",
      [](M* m) { m->mutable_proposals(1)->mutable_sides(1)->clear_member(); });
  add("Mutual", MutualMessage(), "introduction", [](M* m) { m->clear_mutual(); });
  add("Meeting", DidYouMeetMessage(), "introduction", [](M* m) { m->clear_mutual(); });
  add("MeetLink", DidYouMeetMessage(), "link", [](M* m) { m->mutable_recipients(0)->clear_links(); });
  add("GoOnLink", StillWelcomeMessage(), "link", [](M* m) { m->mutable_recipients(0)->clear_links(); });
  add("KnownKind", StillWelcomeMessage(), "letter", [](M* m) { m->clear_kind(); });
  return cases;
}

class LackingTest : public testing::TestWithParam<LackingCase> {};

TEST_P(LackingTest, IsNotWritten) {
  EXPECT_THAT(LetterFor(GetParam().message), StatusIs(absl::StatusCode::kInternal, HasSubstr(GetParam().says)));
}

INSTANTIATE_TEST_SUITE_P(All, LackingTest, testing::ValuesIn(LackingCases()),
                         [](const auto& info) { return info.param.name; });

TEST(LetterChoiceTest, KindNames) {
  EXPECT_EQ(KindName(v1::Message::KIND_DID_YOU_MEET), "did-you-meet");
  EXPECT_EQ(KindName(v1::Message::KIND_WEEKLY), "weekly");
}

}  // namespace
}  // namespace weft::weekly_email
