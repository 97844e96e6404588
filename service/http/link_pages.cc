#include "service/http/link_pages.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "weft/base/limits.h"

namespace weft {
namespace {

using Intro = v1::Introduction;
using Link = v1::Link;

template <typename Texts>
std::vector<std::string> Copy(const Texts& texts) {
  return {texts.begin(), texts.end()};
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
  return absl::StrJoin(sides, " and ",
                       [](std::string* out, const Intro::Side* side) { absl::StrAppend(out, side->display_name()); });
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

std::string About(const Intro& introduction, const std::vector<const Intro::Side*>& others) {
  std::string out;
  if (introduction.kind() == v1::Recommendation::KIND_WEAK_TIE) {
    out += Paragraph("A wider circle: this may not be the right person, but may know who is.");
  } else if (introduction.kind() == v1::Recommendation::KIND_STRONG_FIT) {
    out += Paragraph("A close match.");
  }
  if (!introduction.introducer_display_name().empty()) {
    out += Paragraph(absl::StrCat("Introduced by ", introduction.introducer_display_name(),
                                  introduction.note().empty() ? "." : ": “" + introduction.note() + "”"));
  }
  if (!introduction.purpose().empty()) out += Paragraph(absl::StrCat("It is about: ", introduction.purpose()));
  if (introduction.sides_size() > 0 && !introduction.sides(0).reasons().empty()) {
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

// Forms with that of `first` at the beginning, as the only one that stands out.
std::string Forms(std::vector<std::pair<Link::Action, FormAction>> forms, Link::Action first) {
  std::stable_partition(forms.begin(), forms.end(), [first](const auto& form) { return form.first == first; });
  std::string out;
  for (size_t f = 0; f < forms.size(); ++f) {
    forms[f].second.primary = f == 0;
    out += FormOf(forms[f].second);
  }
  return out;
}

std::string Answers(const Intro& introduction, Link::Action first, const std::vector<Choice>& acquaintances) {
  std::vector<std::pair<Link::Action, FormAction>> forms;
  if (Can(introduction, Intro::ACTION_ACCEPT)) {
    forms.push_back({Link::ACTION_ACCEPT,
                     {"accept", "Yes, introduce us", false,
                      TextField("note", "A line for them to read (may stay empty)", kLineBytesMax)}});
  }
  if (Can(introduction, Intro::ACTION_SNOOZE)) {
    forms.push_back({Link::ACTION_SNOOZE, {"snooze", "Not now", false, ""}});
  }
  if (Can(introduction, Intro::ACTION_DECLINE)) {
    forms.push_back({Link::ACTION_DECLINE,
                     {"decline", "No, thank you", false,
                      Choices("reason", "Why? Only you will ever read it.",
                              {{"0", "I would rather not say"},
                               {"1", "The topic is not mine"},
                               {"3", "I have no time"},
                               {"4", "We know each other"},
                               {"2", "Not with this person"}})}});
  }
  if (Can(introduction, Intro::ACTION_PASS_ON) && !acquaintances.empty()) {
    forms.push_back({Link::ACTION_PASS_ON,
                     {"pass_on", "Not me, ask them", false,
                      Choices("whom", "Somebody you know who would be better", acquaintances) +
                          TextField("note", "Why them? Both will read it.", kLineBytesMax)}});
  }
  std::string out;
  if (!forms.empty()) {
    out += Heading("Your answer") + Paragraph("Nobody gets your address before both of you have said yes.");
    out += Forms(std::move(forms), first);
  }
  return out;
}

std::string OutcomeForms(Link::Action first) {
  const std::string lesson = TextField("lesson", "One line: what did you learn? (may stay empty)", kLineBytesMax) +
                             CheckBox("share", "yes", "May stand in the weekly news, without names");
  return Heading("Did you meet?") +
         Forms({{Link::ACTION_MET,
                 {"met", "Yes, we met", false,
                  Choices("outcome", "What came of it? Only you will ever read it.",
                          {{"1", "We met"},
                           {"3", "It was useful"},
                           {"4", "I learned something"},
                           {"2", "We do something together"},
                           {"6", "Not a fit: the topic"},
                           {"8", "Not a fit: the time"},
                           {"7", "Not a fit: the person"}}) +
                      lesson}},
                {Link::ACTION_DID_NOT_MEET, {"did_not_meet", "No, we did not meet", false, ""}}},
               first);
}

}  // namespace

std::string IntroductionPage(const std::string& network, const Intro& introduction, const std::string& reader,
                             Link::Action first, const std::vector<Choice>& acquaintances) {
  const std::vector<const Intro::Side*> others = Others(introduction, reader);
  const bool is_side = others.size() < static_cast<size_t>(introduction.sides_size());
  const std::string names = others.empty() ? "somebody" : NamesOf(others);
  if (!is_side && introduction.state() != Intro::STATE_AWAITING_INTRODUCER) {
    return NoticePage(network, absl::StrCat("You have introduced ", names),
                      {"Thank you. They have been told that you think they should meet."});
  }
  switch (introduction.state()) {
    case Intro::STATE_AWAITING_INTRODUCER:
      return Page(network, absl::StrCat("Would you introduce ", names, "?"),
                  About(introduction, others) + Answers(introduction, first, acquaintances));
    case Intro::STATE_PROPOSED: {
      const bool said_yes = introduction.sides(0).answer() == Intro::Side::ANSWER_ACCEPTED;
      const std::string waiting = said_yes ? Paragraph("You have said yes. We tell you when there is an answer.") : "";
      return Page(network, absl::StrCat("Would you like to meet ", names, "?"),
                  waiting + About(introduction, others) + Answers(introduction, first, acquaintances));
    }
    case Intro::STATE_MUTUAL:
    case Intro::STATE_MET:
    case Intro::STATE_CLOSED: {
      std::string main;
      for (const Intro::Side* side : others) {
        main += Heading(side->display_name()) + ContactLines(side->contact());
        if (!side->note().empty()) main += Paragraph(absl::StrCat("“", side->note(), "”"));
      }
      if (!introduction.first_question().empty()) {
        main += Heading("A question to begin with") + Paragraph(introduction.first_question());
      }
      main += About(introduction, others);
      if (Can(introduction, Intro::ACTION_RECORD_OUTCOME)) main += OutcomeForms(first);
      return Page(network, absl::StrCat("You and ", names), main);
    }
    default:
      return NoticePage(network, "This introduction has ended", {"There is nothing left to answer. Thank you."});
  }
}

std::string ProfilePage(const std::string& network, const v1::Member& member, Link::Action first) {
  std::string main = Paragraph("This is all that is kept about you.");
  if (!member.display_name().empty()) main += Heading("Name") + Paragraph(member.display_name());
  if (!member.bio().empty()) main += Heading("About") + Paragraph(member.bio());
  const auto add = [&main](const std::string& title, const std::vector<std::string>& items) {
    if (!items.empty()) main += Heading(title) + List(items);
  };
  add("Cares about", Copy(member.interests()));
  add("Can offer", Copy(member.offers()));
  add("Is looking for", Copy(member.needs()));
  add("Circles", Copy(member.circles()));
  if (!member.organization().empty()) main += Heading("Organization") + Paragraph(member.organization());
  add("Languages", Copy(member.languages()));
  if (!member.timezone().empty()) main += Heading("Time zone") + Paragraph(member.timezone());
  main += Heading("May we introduce you to other members?");
  main += Forms({{Link::ACTION_AGREE, {"agree", "Yes, introduce me", false, ""}},
                 {Link::ACTION_NOT_NOW, {"not_now", "Not now", false, ""}},
                 {Link::ACTION_REFUSE, {"refuse", "No, and let nobody find me", false, ""}}},
                first);
  return Page(network, "What we know about you", main);
}

std::string UnsubscribePage(const std::string& network) {
  return Page(network, "No more mail?",
              FormOf({"unsubscribe", "Send me no more mail", true, ""}) +
                  FormOf({"no_news", "Only what concerns my own introductions", false, ""}));
}

std::string AcquaintancesPage(const std::string& network, const std::vector<Choice>& people) {
  if (people.empty()) {
    return NoticePage(network, "Whom of these do you know?", {"There is nobody to ask you about at the moment."});
  }
  std::string boxes;
  for (const Choice& person : people) boxes += CheckBox("know", person.value, person.label);
  return Page(
      network, "Whom of these do you know?",
      Paragraph("Whom you know already we need not introduce. They see that you said so, and may take it away.") +
          FormOf({"know", "These I know", true, boxes}));
}

std::string GoOnPage(const std::string& network) {
  return Page(network, "Shall we go on?",
              Paragraph("We have not heard from you lately, which is fine. Until you say so, nobody is introduced to "
                        "you.") +
                  FormOf({"go_on", "Yes, go on", true, ""}));
}

std::string NoticePage(const std::string& network, const std::string& title, const std::vector<std::string>& lines) {
  std::string main;
  for (const std::string& line : lines) main += Paragraph(line);
  return Page(network, title, main);
}

}  // namespace weft
