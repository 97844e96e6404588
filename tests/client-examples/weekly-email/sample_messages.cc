#include "tests/client-examples/weekly-email/sample_messages.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

namespace weft::weekly_email {
namespace {

using Reason = v1::Reason;

constexpr char kAmara[] = "fn-amara";
constexpr char kTuuli[] = "fn-tuuli";
constexpr char kJohan[] = "fn-johan";
constexpr char kLeila[] = "fn-leila";

google::protobuf::Timestamp At(const char* time) {
  absl::Time parsed;
  std::string error;
  absl::ParseTime(absl::RFC3339_full, time, &parsed, &error);
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(absl::ToUnixSeconds(parsed));
  return timestamp;
}

std::string MemberName(const std::string& id) { return absl::StrCat("networks/food/members/", id); }

std::string DisplayName(const std::string& id) {
  if (id == kAmara) return "Amara, seed saver";
  if (id == kTuuli) return "Tuuli, seed grower";
  if (id == kJohan) return "Johan, head gardener";
  return "Leila, librarian";
}

v1::Message NewMessage(v1::Message::Kind kind, const std::string& id) {
  v1::Message message;
  message.set_name(absl::StrCat("networks/food/messages/", id));
  message.set_kind(kind);
  message.set_state(v1::Message::STATE_CLAIMED);
  message.set_channel(v1::Message::CHANNEL_EMAIL);
  message.set_network_display_name("Lind Valley Food Network");
  message.set_email_message_id(absl::StrCat("<", id, "@weft.example>"));
  message.set_email_list_id("food.weft.example");
  return message;
}

v1::Message::Recipient* AddRecipient(const std::string& id, v1::Message* message) {
  v1::Message::Recipient* recipient = message->add_recipients();
  recipient->set_member(MemberName(id));
  recipient->set_display_name(DisplayName(id));
  recipient->set_email(absl::StrCat(id.substr(3), "@member.test"));
  recipient->set_timezone("Europe/Lisbon");
  return recipient;
}

void AddLinks(const std::vector<v1::Link::Action>& actions, v1::Message::Recipient* recipient) {
  for (v1::Link::Action action : actions) {
    v1::Link* link = recipient->add_links();
    link->set_action(action);
    link->set_token(absl::StrCat("t", recipient->links_size(), "-", action));
    link->set_url(absl::StrCat("https://weft.example/i/", link->token()));
  }
}

const std::vector<v1::Link::Action>& AnswerActions() {
  static const auto& actions = *new std::vector<v1::Link::Action>{v1::Link::ACTION_ACCEPT, v1::Link::ACTION_SNOOZE,
                                                                  v1::Link::ACTION_DECLINE, v1::Link::ACTION_PASS_ON};
  return actions;
}

void AddReason(Reason::Type type, const std::string& text, const std::string& own, const std::string& other,
               v1::Introduction::Side* side) {
  Reason* reason = side->add_reasons();
  reason->set_type(type);
  reason->set_text(text);
  reason->set_own_phrase(own);
  reason->set_other_phrase(other);
}

v1::Introduction::Side* AddSide(const std::string& id, const std::vector<std::string>& brings,
                                v1::Introduction* introduction) {
  v1::Introduction::Side* side = introduction->add_sides();
  side->set_member(MemberName(id));
  side->set_display_name(DisplayName(id));
  for (const std::string& phrase : brings) side->add_brings(phrase);
  return side;
}

v1::Introduction AmaraAndTuuli() {
  v1::Introduction introduction;
  introduction.set_name("networks/food/introductions/i1");
  introduction.set_state(v1::Introduction::STATE_PROPOSED);
  introduction.set_origin(v1::Introduction::ORIGIN_ROUND);
  introduction.set_kind(v1::Recommendation::KIND_STRONG_FIT);
  v1::Introduction::Side* amara =
      AddSide(kAmara, {"bean and tomato seed to share", "seed saving workshops"}, &introduction);
  AddReason(Reason::TYPE_NEED_MET,
            "You are looking for “people to grow out rare varieties”; they can offer “growing out and testing seed”.",
            "people to grow out rare varieties", "growing out and testing seed", amara);
  AddReason(Reason::TYPE_SHARED_INTEREST, "You both care about “old vegetable varieties”.", "old vegetable varieties",
            "old vegetable varieties", amara);
  v1::Introduction::Side* tuuli = AddSide(kTuuli, {"growing out and testing seed", "germination tests"}, &introduction);
  AddReason(Reason::TYPE_OFFER_WANTED,
            "They are looking for “people to grow out rare varieties”; you can offer “growing out and testing seed”.",
            "growing out and testing seed", "people to grow out rare varieties", tuuli);
  AddReason(Reason::TYPE_SHARED_INTEREST, "You both care about “old vegetable varieties”.", "old vegetable varieties",
            "old vegetable varieties", tuuli);
  *introduction.mutable_expire_time() = At("2026-12-06T09:00:00Z");
  return introduction;
}

// As Amara may see it: reasons of her side only.
v1::Introduction ForAmara(v1::Introduction introduction) {
  introduction.mutable_sides(1)->clear_reasons();
  return introduction;
}

v1::Introduction AmaraAndJohan() {
  v1::Introduction introduction;
  introduction.set_name("networks/food/introductions/i2");
  introduction.set_state(v1::Introduction::STATE_PROPOSED);
  introduction.set_origin(v1::Introduction::ORIGIN_ROUND);
  introduction.set_kind(v1::Recommendation::KIND_WEAK_TIE);
  introduction.set_introducer(MemberName(kLeila));
  introduction.set_introducer_display_name(DisplayName(kLeila));
  introduction.set_note("Johan has walls and no seed, you have seed and no walls. Have a cup of tea!");
  v1::Introduction::Side* amara = AddSide(kAmara, {"bean and tomato seed to share"}, &introduction);
  AddReason(Reason::TYPE_OFFER_WANTED,
            "They are looking for “seed for a walled garden”; you can offer “bean and tomato seed to share”.",
            "bean and tomato seed to share", "seed for a walled garden", amara);
  AddReason(Reason::TYPE_WIDER_CIRCLE, "A wider circle: this may not be the right person, but may know who is.", "", "",
            amara);
  AddSide(kJohan, {"an empty walled garden", "a greenhouse in winter"}, &introduction);
  *introduction.mutable_expire_time() = At("2026-12-06T09:00:00Z");
  return introduction;
}

v1::Introduction Mutual() {
  v1::Introduction introduction = AmaraAndTuuli();
  introduction.set_state(v1::Introduction::STATE_MUTUAL);
  *introduction.mutable_mutual_time() = At("2026-11-20T14:00:00Z");
  introduction.set_first_question("Which variety would you be saddest to lose?");
  v1::Introduction::Side* amara = introduction.mutable_sides(0);
  amara->set_answer(v1::Introduction::Side::ANSWER_ACCEPTED);
  amara->set_note("I have 40 jars and one pair of hands.");
  amara->mutable_contact()->set_email("amara@member.test");
  v1::Introduction::Side* tuuli = introduction.mutable_sides(1);
  tuuli->set_answer(v1::Introduction::Side::ANSWER_ACCEPTED);
  tuuli->mutable_contact()->set_email("tuuli@member.test");
  v1::Contact::Handle* handle = tuuli->mutable_contact()->add_handles();
  handle->set_service("signal");
  handle->set_address("tuuli.42");
  tuuli->mutable_contact()->set_note("By phone after five: 555 0142.");
  return introduction;
}

}  // namespace

v1::Message InvitationMessage() {
  v1::Message message = NewMessage(v1::Message::KIND_INVITATION, "m-invitation");
  AddLinks({v1::Link::ACTION_OPEN, v1::Link::ACTION_AGREE, v1::Link::ACTION_NOT_NOW, v1::Link::ACTION_REFUSE,
            v1::Link::ACTION_UNSUBSCRIBE},
           AddRecipient(kAmara, &message));
  v1::Message::Invitation* invitation = message.mutable_invitation();
  invitation->set_held_because("An import by local-operator on 2 November 2026: the list of the seed swap of 2026.");
  invitation->set_member_count(60);
  v1::Member* member = invitation->mutable_member();
  member->set_name(MemberName(kAmara));
  member->set_display_name(DisplayName(kAmara));
  member->set_bio("I have kept beans and tomatoes true to type for twenty years, most of them in jars under my bed.");
  for (const char* phrase : {"seed libraries", "old vegetable varieties"}) member->add_interests(phrase);
  for (const char* phrase : {"seed saving workshops", "bean and tomato seed to share"}) member->add_offers(phrase);
  for (const char* phrase : {"a dry room for storing seed", "people to grow out rare varieties"}) {
    member->add_needs(phrase);
  }
  member->add_circles("seed-stewards");
  member->set_organization("Old Orchard Seed Circle");
  member->add_languages("en");
  member->add_languages("ig");
  member->set_timezone("Europe/Lisbon");
  member->mutable_participation()->set_introductions_per_month(3);
  *member->mutable_create_time() = At("2026-11-02T10:00:00Z");
  return message;
}

v1::Message ProposalMessage() {
  v1::Message message = NewMessage(v1::Message::KIND_PROPOSAL, "m-proposal");
  v1::Message::Recipient* amara = AddRecipient(kAmara, &message);
  AddLinks({v1::Link::ACTION_OPEN}, amara);
  AddLinks(AnswerActions(), amara);
  AddLinks({v1::Link::ACTION_UNSUBSCRIBE}, amara);
  *message.add_proposals() = ForAmara(AmaraAndTuuli());
  return message;
}

v1::Message ReminderMessage() {
  v1::Message message = ProposalMessage();
  message.set_name("networks/food/messages/m-reminder");
  message.set_kind(v1::Message::KIND_REMINDER);
  message.set_email_message_id("<m-reminder@weft.example>");
  message.add_email_references("<m-proposal@weft.example>");
  return message;
}

v1::Message IntroducerRequestMessage() {
  v1::Message message = NewMessage(v1::Message::KIND_INTRODUCER_REQUEST, "m-introducer");
  v1::Message::Recipient* leila = AddRecipient(kLeila, &message);
  AddLinks({v1::Link::ACTION_OPEN, v1::Link::ACTION_ACCEPT, v1::Link::ACTION_DECLINE, v1::Link::ACTION_UNSUBSCRIBE},
           leila);
  v1::Introduction introduction = AmaraAndJohan();
  introduction.set_state(v1::Introduction::STATE_AWAITING_INTRODUCER);
  introduction.clear_note();
  introduction.mutable_sides(0)->clear_reasons();
  *message.add_proposals() = introduction;
  return message;
}

v1::Message MutualMessage() {
  v1::Message message = NewMessage(v1::Message::KIND_MUTUAL, "m-mutual");
  AddLinks({v1::Link::ACTION_OPEN}, AddRecipient(kAmara, &message));
  AddLinks({v1::Link::ACTION_OPEN}, AddRecipient(kTuuli, &message));
  message.add_email_references("<m-proposal@weft.example>");
  *message.mutable_mutual() = Mutual();
  return message;
}

v1::Message MutualMessageToOne() {
  v1::Message message = NewMessage(v1::Message::KIND_MUTUAL, "m-mutual-one");
  AddLinks({v1::Link::ACTION_OPEN, v1::Link::ACTION_UNSUBSCRIBE}, AddRecipient(kAmara, &message));
  *message.mutable_mutual() = ForAmara(Mutual());
  message.mutable_mutual()->mutable_sides(1)->clear_contact();
  return message;
}

v1::Message DidYouMeetMessage() {
  v1::Message message = NewMessage(v1::Message::KIND_DID_YOU_MEET, "m-meet");
  AddLinks({v1::Link::ACTION_OPEN, v1::Link::ACTION_MET, v1::Link::ACTION_DID_NOT_MEET, v1::Link::ACTION_UNSUBSCRIBE},
           AddRecipient(kAmara, &message));
  message.add_email_references("<m-proposal@weft.example>");
  message.add_email_references("<m-mutual@weft.example>");
  *message.mutable_mutual() = ForAmara(Mutual());
  return message;
}

v1::Message WeeklyMessage() {
  v1::Message message = NewMessage(v1::Message::KIND_WEEKLY, "m-weekly");
  v1::Message::Recipient* amara = AddRecipient(kAmara, &message);
  AddLinks({v1::Link::ACTION_OPEN}, amara);
  AddLinks(AnswerActions(), amara);
  AddLinks(AnswerActions(), amara);
  AddLinks({v1::Link::ACTION_WHOM_DO_YOU_KNOW, v1::Link::ACTION_UNSUBSCRIBE}, amara);
  *message.add_proposals() = ForAmara(AmaraAndTuuli());
  *message.add_proposals() = AmaraAndJohan();
  v1::Digest* digest = message.mutable_digest();
  v1::Digest::LastRound* last = digest->mutable_last_round();
  *last->mutable_open_time() = At("2026-11-19T08:00:00Z");
  last->set_served_count(42);
  last->set_introduction_count(20);
  last->set_mutual_count(14);
  last->set_met_count(6);
  last->set_cluster_pairs_joined(3);
  v1::Digest::NewMember* noor = digest->add_new_members();
  noor->set_member("networks/food/members/fn-noor");
  noor->set_display_name("Noor, web builder");
  noor->add_phrases("online catalogues");
  noor->add_phrases("gardening lessons for beginners");
  v1::Digest::NewMember* olena = digest->add_new_members();
  olena->set_member("networks/food/members/fn-olena");
  olena->set_display_name("Olena, teaches gardening");
  olena->add_phrases("seed for small gardens");
  digest->set_new_member_count(5);
  digest->add_lessons("A greenhouse is a fine place to talk. Nobody looks at a screen in there.");
  digest->add_lessons("Ask what they throw away before you ask what they sell.");
  digest->add_needs_you_may_meet("seed for a school garden");
  digest->add_needs_you_may_meet("somebody who can tell beans apart");
  *digest->mutable_next_round_time() = At("2026-12-03T08:00:00Z");
  return message;
}

v1::Message StillWelcomeMessage() {
  v1::Message message = NewMessage(v1::Message::KIND_STILL_WELCOME, "m-welcome");
  AddLinks({v1::Link::ACTION_OPEN, v1::Link::ACTION_GO_ON, v1::Link::ACTION_UNSUBSCRIBE},
           AddRecipient(kAmara, &message));
  return message;
}

v1::Message NumberedMessage(int number) {
  v1::Message message = ProposalMessage();
  const std::string id = absl::StrCat("m", number);
  message.set_name(absl::StrCat("networks/food/messages/", id));
  message.set_email_message_id(absl::StrCat("<", id, "@weft.example>"));
  v1::Message::Recipient* recipient = message.mutable_recipients(0);
  recipient->set_member(MemberName(id));
  recipient->set_email(absl::StrCat(id, "@member.test"));
  message.mutable_proposals(0)->mutable_sides(0)->set_member(MemberName(id));
  return message;
}

}  // namespace weft::weekly_email
