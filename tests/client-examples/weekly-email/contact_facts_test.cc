#include "client-examples/weekly-email/contact_facts.h"

#include "client-examples/weekly-email/letter_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::weekly_email {
namespace {

TEST(ContactFactsTest, WhatIsShared) {
  v1::Contact contact;
  contact.set_email("tuuli@member.test");
  contact.add_handles()->set_service("signal");
  contact.mutable_handles(0)->set_address("tuuli.42");
  contact.set_note("By phone after five.");
  Letter letter;
  letter.blocks = {Facts(ContactFacts(contact))};
  EXPECT_THAT(LetterText(letter), testing::HasSubstr("E-mail: tuuli@member.test\n"
                                                     "Signal: tuuli.42\n"
                                                     "To reach them: By phone after five.\n"));
}

TEST(ContactFactsTest, NothingShared) { EXPECT_THAT(ContactFacts(v1::Contact()), testing::IsEmpty()); }

}  // namespace
}  // namespace weft::weekly_email
