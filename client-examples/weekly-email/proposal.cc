#include "client-examples/weekly-email/proposal.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client-examples/weekly-email/letter_frame.h"
#include "client-examples/weekly-email/person_card.h"
#include "client-examples/weekly-email/sides.h"

namespace weft::weekly_email {
namespace {

std::string Question(const v1::Message& message) {
  return absl::StrCat("Would you like to meet ",
                      NamesOf(OtherSides(message.proposals(0), message.recipients(0).member())), "?");
}

// The strongest reason, for the list of mails.
std::string FirstReason(const v1::Message& message) {
  const v1::Introduction::Side* own = OwnSide(message.proposals(0), message.recipients(0).member());
  return own == nullptr || own->reasons_size() == 0 ? "" : own->reasons(0).text();
}

void AddProposal(const v1::Message& message, Letter* letter) {
  for (Block& block : ProposedPeople(message, 0, /*several=*/false)) letter->blocks.push_back(std::move(block));
  letter->blocks.push_back(WhatAnAnswerMeans());
}

}  // namespace

Block WhatAnAnswerMeans() {
  return Small(
      "Each opens a page; nothing changes before you press the button there. Contact details pass only when "
      "all have said yes. If it does not come about, nobody reads whose answer that was, or why.");
}

Letter ProposalLetter(const v1::Message& message) {
  Letter letter = FramedLetter(message, Question(message));
  letter.preview = FirstReason(message);
  letter.blocks.push_back(Paragraph("Here is somebody you might like to meet, and why."));
  AddProposal(message, &letter);
  return letter;
}

Letter ReminderLetter(const v1::Message& message) {
  Letter letter = FramedLetter(message, Question(message));
  letter.subject = absl::StrCat("Re: ", letter.subject);
  letter.preview = "A short reminder, the only one.";
  letter.blocks.push_back(Paragraph("A short reminder, the only one: this is still open."));
  AddProposal(message, &letter);
  return letter;
}

}  // namespace weft::weekly_email
