#include "service/http/link_pages.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "weft/base/clock.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

using Intro = v1::Introduction;
using Link = v1::Link;

template <typename Texts>
std::vector<std::string> Copy(const Texts& texts) {
  return {texts.begin(), texts.end()};
}

template <typename Enum>
std::string NumberOf(Enum value) {
  return absl::StrCat(static_cast<int>(value));
}

bool Can(const Intro& introduction, Intro::Action action) {
  return std::find(introduction.actions().begin(), introduction.actions().end(), action) !=
         introduction.actions().end();
}

// The sides but the reader's own.
std::vector<const Intro::Side*> Others(const Intro& introduction, const std::string& reader) {
  std::vector<const Intro::Side*> others;
  for (const Intro::Side& side : introduction.sides()) {
    if (side.member() != reader && !side.gone() && !side.display_name().empty()) others.push_back(&side);
  }
  return others;
}

std::string NamesOf(const std::vector<const Intro::Side*>& sides) {
  if (sides.empty()) return "somebody";
  return absl::StrJoin(sides, " and ",
                       [](std::string* out, const Intro::Side* side) { absl::StrAppend(out, side->display_name()); });
}

std::string WholePage(const PageFacts& facts, const std::string& title, const std::string& main) {
  return Page(facts.network, title, absl::StrCat(Banner(facts.banner), main));
}

std::string ContactLines(const v1::Contact& contact) {
  std::vector<std::string> lines;
  if (!contact.email().empty()) lines.push_back(absl::StrCat("E-mail: ", contact.email()));
  for (const v1::Contact::Handle& handle : contact.handles()) {
    lines.push_back(absl::StrCat(handle.service(), ": ", handle.address()));
  }
  if (!contact.note().empty()) lines.push_back(contact.note());
  return List(lines);
}

std::string About(const Intro& introduction, const std::vector<const Intro::Side*>& others, bool is_side) {
  std::string out;
  if (is_side && introduction.kind() == v1::Recommendation::KIND_WEAK_TIE) {
    out += Paragraph("A wider circle: this may not be the right person, but may know who is.");
  } else if (is_side && introduction.kind() == v1::Recommendation::KIND_STRONG_FIT) {
    out += Paragraph("A close match.");
  }
  if (is_side && introduction.origin() != Intro::ORIGIN_SELF && !introduction.introducer_display_name().empty()) {
    out += Paragraph(absl::StrCat("Introduced by ", introduction.introducer_display_name(),
                                  introduction.note().empty() ? "." : ", who writes:"));
    if (!introduction.note().empty()) out += Quote(introduction.note());
  }
  if (!introduction.purpose().empty()) out += Paragraph(absl::StrCat("It is about: ", introduction.purpose()));
  if (is_side && !introduction.sides(0).reasons().empty()) {
    std::vector<std::string> reasons;
    for (const v1::Reason& reason : introduction.sides(0).reasons()) reasons.push_back(reason.text());
    out += Heading("Why") + List(reasons);
  }
  for (const Intro::Side* side : others) {
    if (side->brings().empty()) continue;
    out += Heading(absl::StrCat("What ", side->display_name(), " brings")) + List(Copy(side->brings()));
  }
  return out;
}

// Forms with that of `first` at the beginning, which stands out unless it has been answered.
using LinkForms = std::vector<std::pair<Link::Action, FormAction>>;
std::string Forms(LinkForms forms, Link::Action first, bool answered = false) {
  std::stable_partition(forms.begin(), forms.end(), [first](const auto& form) { return form.first == first; });
  std::string out;
  for (size_t f = 0; f < forms.size(); ++f) {
    forms[f].second.primary = f == 0 && !answered;
    out += FormOf(forms[f].second);
  }
  return out;
}

std::string DeclineReasons() {
  using Decline = v1::Decline;
  return Choices("reason", "If no: why? They will not be told.",
                 {{NumberOf(Decline::REASON_UNSPECIFIED), "I would rather not say"},
                  {NumberOf(Decline::REASON_TOPIC), "The topic is not mine"},
                  {NumberOf(Decline::REASON_TIME), "I have no time"},
                  {NumberOf(Decline::REASON_ALREADY_ACQUAINTED), "We know each other"},
                  {NumberOf(Decline::REASON_PERSON), "Not with this person"}});
}

// What a side may answer now.
std::string Answers(const Intro& introduction, Link::Action first, const std::vector<Choice>& acquaintances) {
  const bool answered = introduction.sides(0).answer() == Intro::Side::ANSWER_ACCEPTED;
  LinkForms forms;
  if (Can(introduction, Intro::ACTION_ACCEPT)) {
    forms.push_back(
        {Link::ACTION_ACCEPT,
         {"accept", "Yes, introduce us", false, TextField({"note", "If yes: a line for them (may stay empty)"})}});
  }
  if (Can(introduction, Intro::ACTION_SNOOZE)) {
    forms.push_back({Link::ACTION_SNOOZE, {"snooze", "Not now", false, ""}});
  }
  if (Can(introduction, Intro::ACTION_DECLINE)) {
    forms.push_back({Link::ACTION_DECLINE, {"decline", "No, thank you", false, DeclineReasons()}});
  }
  if (Can(introduction, Intro::ACTION_PASS_ON) && !acquaintances.empty()) {
    TextLine why = {"note", "Why them? Both will read it."};
    why.required = true;
    forms.push_back({Link::ACTION_PASS_ON,
                     {"pass_on", "Not me, ask them", false,
                      Choices("whom", "Do you know somebody who would be better?", acquaintances) + TextField(why)}});
  }
  if (forms.empty()) return "";
  const std::string all = introduction.sides_size() > 2 ? "all of you have" : "both of you have";
  return Heading(answered ? "Have you changed your mind?" : "Your answer") +
         Paragraph(absl::StrCat("Nobody gets your address before ", all, " said yes.")) +
         Forms(std::move(forms), first, answered);
}

// What the member who is asked to introduce the sides may answer.
std::string IntroducerAnswers(const Intro& introduction, Link::Action first) {
  LinkForms forms;
  if (Can(introduction, Intro::ACTION_ACCEPT)) {
    forms.push_back({Link::ACTION_ACCEPT,
                     {"accept", "Yes, I introduce them", false,
                      TextField({"note", "If yes: why should they meet? Both will read it (may stay empty)"})}});
  }
  if (Can(introduction, Intro::ACTION_DECLINE)) {
    forms.push_back({Link::ACTION_DECLINE, {"decline", "No, ask them without me", false, ""}});
  }
  return Heading("Your answer") +
         Paragraph(
             "We then ask them whether they want to meet. If you say no, they do not learn that you were asked.") +
         Forms(std::move(forms), first);
}

struct OutcomeLabel {
  v1::Outcome::Kind kind;
  const char* label;
};
constexpr OutcomeLabel kMetLabels[] = {
    {v1::Outcome::KIND_MET, "We met"},
    {v1::Outcome::KIND_USEFUL, "It was useful"},
    {v1::Outcome::KIND_LEARNED, "I learned something"},
    {v1::Outcome::KIND_LED_TO_SOMEONE, "It led me to somebody else"},
    {v1::Outcome::KIND_COLLABORATING, "We do something together"},
    {v1::Outcome::KIND_NOT_A_FIT_TOPIC, "Not a fit: the topic"},
    {v1::Outcome::KIND_NOT_A_FIT_TIME, "Not a fit: the time"},
    {v1::Outcome::KIND_NOT_A_FIT_PERSON, "Not a fit: the person"},
};

// What was said before is filled in, so that saying one thing more takes none of it back.
std::string OutcomeForms(const v1::Outcome& said, Link::Action first) {
  std::vector<Choice> choices;
  for (const OutcomeLabel& outcome : kMetLabels) {
    choices.push_back({NumberOf(outcome.kind), outcome.label, outcome.kind == said.kind()});
  }
  const bool spoken = said.kind() != v1::Outcome::KIND_UNSPECIFIED;
  const bool missed = said.kind() == v1::Outcome::KIND_DID_NOT_HAPPEN;
  LinkForms forms;
  forms.push_back(
      {Link::ACTION_MET,
       {"met", spoken && !missed ? "Save" : "Yes, we met", false,
        Choices("outcome", "What came of it? They will not be told.", choices) +
            TextField({"lesson", "One line: what did you learn? (may stay empty)", said.lesson()}) +
            CheckBox("share", {"yes", "May stand in the weekly news, without names", said.share_lesson()})}});
  if (!missed) forms.push_back({Link::ACTION_DID_NOT_MEET, {"did_not_meet", "No, we did not meet", false, ""}});
  if (missed) {
    return Heading("Have you met after all?") + Paragraph("You have told us that you did not.") +
           Forms(std::move(forms), first, /*answered=*/true);
  }
  if (spoken) {
    return Heading("Did you meet?") + Paragraph("You have told us. You may say more, or something else.") +
           Forms(std::move(forms), first);
  }
  const bool asked = first == Link::ACTION_MET || first == Link::ACTION_DID_NOT_MEET;
  return Heading(asked ? "Did you meet?" : "When you have met") + Forms(std::move(forms), first, !asked);
}

std::string MutualPage(const PageFacts& facts, const Intro& introduction,
                       const std::vector<const Intro::Side*>& others) {
  const std::string names = NamesOf(others);
  std::string main;
  if (introduction.state() == Intro::STATE_MUTUAL) {
    main += Paragraph(others.size() > 1 ? "You have all said yes." : "You have both said yes.");
  }
  if (Can(introduction, Intro::ACTION_TRY_AGAIN)) {
    main += Paragraph("You have not met. It is not too late.") +
            FormOf({"try_again", absl::StrCat("Ask ", names, " once more"), true, ""});
  }
  std::string outcome;
  if (Can(introduction, Intro::ACTION_RECORD_OUTCOME)) {
    outcome = OutcomeForms(introduction.sides(0).outcome(), facts.first);
  }
  const bool asked = facts.first == Link::ACTION_MET || facts.first == Link::ACTION_DID_NOT_MEET;
  if (asked) main += outcome;
  for (const Intro::Side* side : others) {
    main += Heading(absl::StrCat("How to reach ", side->display_name()));
    const std::string lines = ContactLines(side->contact());
    main += lines.empty() ? Paragraph("They have left no address here. They may write to you.") : lines;
    if (!side->note().empty()) {
      main += Paragraph(absl::StrCat(side->display_name(), " writes:")) + Quote(side->note());
    }
  }
  if (!introduction.first_question().empty()) {
    main += Heading("A question to begin with") + Paragraph(introduction.first_question());
  }
  const std::string about = About(introduction, others, /*is_side=*/true);
  if (!about.empty()) main += Heading("How it came about") + about;
  if (!asked) main += outcome;
  return WholePage(facts, absl::StrCat("You and ", names), main);
}

// An introduction that came to nothing. Says of the others only that it has ended: whose doing it was is theirs to
// tell.
std::string EndedPage(const PageFacts& facts, const Intro& introduction, bool is_side, const std::string& names) {
  const Intro::Side::Answer said = is_side ? introduction.sides(0).answer() : Intro::Side::ANSWER_UNSPECIFIED;
  const std::string nothing_left = Paragraph("There is nothing left to answer. Thank you.");
  switch (said) {
    case Intro::Side::ANSWER_DECLINED:
      return WholePage(facts, absl::StrCat("You have said no to meeting ", names), nothing_left);
    case Intro::Side::ANSWER_PASSED_ON:
      return WholePage(facts, absl::StrCat("You have passed ", names, " on"),
                       Paragraph("We ask whether the two want to meet. Thank you."));
    case Intro::Side::ANSWER_SNOOZED:
      return WholePage(facts, "You have said not now",
                       Paragraph(absl::StrCat(names, " will not be proposed to you before ",
                                              DateText(introduction.sides(0).snoozed_until()), ".")));
    default:
      return WholePage(facts, "This introduction has ended",
                       Paragraph("There is nothing left to answer, and nobody minds. Thank you."));
  }
}

}  // namespace

std::string DateText(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%-d %B %Y", FromMicros(MicrosOf(time)), absl::UTCTimeZone());
}

std::string IntroductionPage(const PageFacts& facts, const Intro& introduction, const std::string& reader,
                             const std::vector<Choice>& acquaintances) {
  const std::vector<const Intro::Side*> others = Others(introduction, reader);
  const bool is_side = !introduction.sides().empty() && introduction.sides(0).member() == reader;
  const std::string names = NamesOf(others);
  if (!is_side && introduction.has_propose_time()) {
    return WholePage(facts, absl::StrCat("You have introduced ", names),
                     Paragraph("Thank you. They have been told that you think they should meet."));
  }
  switch (introduction.state()) {
    case Intro::STATE_AWAITING_INTRODUCER:
      return WholePage(facts, absl::StrCat("Would you introduce ", names, "?"),
                       About(introduction, others, is_side) + IntroducerAnswers(introduction, facts.first));
    case Intro::STATE_PROPOSED: {
      const Intro::Side& own = introduction.sides(0);
      std::string main;
      std::string title = absl::StrCat("Would you like to meet ", names, "?");
      if (own.answer() == Intro::Side::ANSWER_ACCEPTED) {
        title = absl::StrCat("You would like to meet ", names);
        main = Paragraph("You have said yes. We tell you when everybody has.");
      } else if (own.answer() == Intro::Side::ANSWER_SNOOZED) {
        main =
            Paragraph(absl::StrCat("You have said not now. We ask you again on ", DateText(own.snoozed_until()), "."));
      }
      return WholePage(facts, title,
                       main + About(introduction, others, is_side) + Answers(introduction, facts.first, acquaintances));
    }
    case Intro::STATE_MUTUAL:
    case Intro::STATE_MET:
    case Intro::STATE_CLOSED:
      return MutualPage(facts, introduction, others);
    default:
      return EndedPage(facts, introduction, is_side, names);
  }
}

std::string ProfilePage(const PageFacts& facts, const ProfileFacts& profile) {
  const v1::Member& member = profile.member;
  std::string main;
  LinkForms forms = {{Link::ACTION_AGREE, {"agree", "Yes, introduce me", false, ""}},
                     {Link::ACTION_NOT_NOW, {"not_now", "Not now", false, ""}},
                     {Link::ACTION_REFUSE, {"refuse", "No, and let nobody find me", false, ""}}};
  if (member.participation().being_introduced() == v1::Participation::WORD_AGREED) {
    main += Paragraph("You have said yes: we may introduce you to others.");
  } else if (member.participation().being_introduced() == v1::Participation::WORD_REFUSED) {
    main += Paragraph("You have said no: nobody is introduced to you.");
  }
  if (profile.is_paused) {
    main += Paragraph(absl::StrCat("You have said not now: nobody is introduced to you before ",
                                   DateText(member.participation().paused_until()), "."));
  }
  constexpr char kQuestion[] = "May we introduce you to other members?";
  constexpr char kHeld[] = "What we know about you";
  // Who came to answer is asked first, who came to look last.
  const bool asked = facts.first != Link::ACTION_OPEN;
  const bool spoken = member.participation().being_introduced() != v1::Participation::WORD_UNSPECIFIED;
  const std::string answers = Forms(std::move(forms), facts.first, spoken);
  if (asked) main += answers + Heading(kHeld);
  main += Paragraph(profile.held_because);
  const auto add = [&main](const std::string& title, const std::vector<std::string>& items) {
    if (!items.empty()) main += Heading(title) + List(items);
  };
  if (!member.display_name().empty()) main += Heading("Name") + Paragraph(member.display_name());
  if (!member.bio().empty()) main += Heading("About") + Paragraph(member.bio());
  add("Cares about", Copy(member.interests()));
  add("Can offer", Copy(member.offers()));
  add("Is looking for", Copy(member.needs()));
  add("Circles", Copy(member.circles()));
  if (!member.organization().empty()) main += Heading("Organization") + Paragraph(member.organization());
  add("Languages", Copy(member.languages()));
  if (!member.timezone().empty()) main += Heading("Time zone") + Paragraph(member.timezone());
  const std::string contact = ContactLines(profile.contact);
  if (!contact.empty()) {
    main += Heading("How to reach you") + contact + Paragraph("Others get this only once you both have said yes.");
  }
  if (!asked) main += Heading(kQuestion) + answers;
  return WholePage(facts, asked ? kQuestion : kHeld, main);
}

std::string MailPage(const PageFacts& facts, v1::Contact::Mail mail) {
  const FormAction none = {"unsubscribe", "Send me no more mail", true, ""};
  const FormAction own = {"no_news", "Only what concerns my own introductions", false, ""};
  const FormAction all = {"mail_again", "Send me the news as well", false, ""};
  switch (mail) {
    case v1::Contact::MAIL_NONE:
      return WholePage(facts, "You get no mail from us",
                       Heading("Have you changed your mind?") + FormOf(own) +
                           FormOf({"mail_again", "Introductions and the weekly news", false, ""}));
    case v1::Contact::MAIL_INTRODUCTIONS:
      return WholePage(
          facts, "No more mail?",
          Paragraph("You get mail only when it is about your own introductions.") + FormOf(none) + FormOf(all));
    default:
      return WholePage(
          facts, "No more mail?",
          Paragraph("You get mail about your introductions, and the weekly news.") + FormOf(none) + FormOf(own));
  }
}

std::string AcquaintancesPage(const PageFacts& facts, const std::vector<Choice>& people) {
  constexpr char kTitle[] = "Whom of these do you know?";
  if (people.empty()) return WholePage(facts, kTitle, Paragraph("There is nobody to ask you about at the moment."));
  std::string boxes = "<fieldset><legend>I know</legend>\n";
  for (const Choice& person : people) boxes += CheckBox("know", person);
  boxes += "</fieldset>\n";
  return WholePage(
      facts, kTitle,
      Paragraph("Whom you know already we need not introduce. They see that you said so, and may take it away.") +
          FormOf({"know", "Save", true, boxes}));
}

std::string GoOnPage(const PageFacts& facts) {
  return WholePage(facts, "Shall we go on?",
                   Paragraph("We have not heard from you lately, which is fine. Until you say so, nobody is introduced "
                             "to you.") +
                       FormOf({"go_on", "Yes, go on", true, ""}));
}

std::string NoticePage(const std::string& network, const std::string& title, const std::vector<std::string>& lines) {
  std::string main;
  for (const std::string& line : lines) main += Paragraph(line);
  return Page(network, title, main);
}

}  // namespace weft
