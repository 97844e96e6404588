#include "client-examples/weekly-email/proposal.h"

#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/rendered_letter.h"
#include "tests/client-examples/weekly-email/sample_messages.h"

namespace weft::weekly_email {
namespace {

TEST(ProposalTest, Letter) { ExpectLetter("proposal", ProposalLetter(ProposalMessage())); }

TEST(ProposalTest, Reminder) { ExpectLetter("reminder", ReminderLetter(ReminderMessage())); }

TEST(ProposalTest, AReminderContinuesTheSubject) {
  EXPECT_EQ(ReminderLetter(ReminderMessage()).subject, "Re: " + ProposalLetter(ProposalMessage()).subject);
}

}  // namespace
}  // namespace weft::weekly_email
