#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_LETTER_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_LETTER_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

// What a mail says, apart from how it looks: written once, rendered twice (letter_text.h, letter_html.h), so that both
// forms are always complete. Texts are UTF-8 and unescaped.
namespace weft::weekly_email {

// A run of words in one style.
struct Span {
  enum class Style { kPlain, kStrong, kLink };
  Style style = Style::kPlain;
  std::string text;
  std::string url;  // Of kLink.
};

// Words in a line, some of them strong or linked: Words("Write to ").Link("amara@example.org", "mailto:…").
class Words {
 public:
  Words() = default;
  Words(absl::string_view text) { Plain(text); }   // NOLINT(google-explicit-constructor)
  Words(const char* text) { Plain(text); }         // NOLINT(google-explicit-constructor)
  Words(const std::string& text) { Plain(text); }  // NOLINT(google-explicit-constructor)

  Words& Plain(absl::string_view text);
  Words& Strong(absl::string_view text);
  Words& Link(absl::string_view label, absl::string_view url);

  const std::vector<Span>& spans() const { return spans_; }
  bool empty() const { return spans_.empty(); }

 private:
  std::vector<Span> spans_;
};

// Something to click on.
struct Button {
  std::string label;    // "Not now"
  std::string url;      // Empty: left out of the letter.
  std::string context;  // Whom it is about, for readers who hear links out of their place; may be empty.
  bool primary = false;
};

// "You can offer": "grafting courses; surplus apples".
struct Fact {
  std::string label;
  Words value;
};

// A part of a letter, from top to bottom. Which fields are set depends on the kind.
struct Block {
  enum class Kind { kParagraph, kHeading, kBullets, kFacts, kQuote, kButtons, kSmall, kCard };
  Kind kind;
  std::string title;            // kHeading, kCard.
  std::string mark;             // kCard: "close match"; may be empty.
  Words words;                  // kParagraph, kQuote, kSmall.
  std::vector<Words> bullets;   // kBullets.
  std::vector<Fact> facts;      // kFacts.
  std::vector<Button> buttons;  // kButtons.
  std::vector<Block> blocks;    // kCard; no cards in it.
};

Block Paragraph(Words words);
Block Heading(std::string title);
Block Bullets(std::vector<Words> bullets);
Block Facts(std::vector<Fact> facts);
// Somebody's own words.
Block Quote(Words words);
Block Buttons(std::vector<Button> buttons);
// What need not be read by all.
Block Small(Words words);
// Somebody, or something that belongs together.
Block Card(std::string title, std::string mark, std::vector<Block> blocks);

struct Letter {
  std::string subject;
  std::string preview;   // What a list of mails shows beside the subject.
  std::string masthead;  // The network.
  std::string title;
  std::vector<Block> blocks;
  std::vector<Block> footer;
};

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_LETTER_H_
