#include "client-examples/weekly-email/letter_text.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace weft::weekly_email {
namespace {

constexpr size_t kRuleMax = 60;

// Letters, not bytes, for a line below a title.
size_t Length(absl::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string Underlined(absl::string_view title, char rule) {
  return absl::StrCat(title, "\n", std::string(std::min(kRuleMax, Length(title)), rule), "\n");
}

std::string Text(const Words& words) {
  std::string text;
  for (const Span& span : words.spans()) {
    absl::StrAppend(&text, span.text);
    // An address that is its own label is not written twice.
    if (span.style == Span::Style::kLink && !absl::EndsWith(span.url, span.text)) {
      absl::StrAppend(&text, " <", span.url, ">");
    }
  }
  return text;
}

std::string Buttons(const Block& block) {
  std::string text;
  for (const Button& button : block.buttons) {
    absl::StrAppend(&text, text.empty() ? "" : "\n", button.label,
                    button.context.empty() ? "" : absl::StrCat(" (", button.context, ")"), ":\n", button.url, "\n");
  }
  return text;
}

// One block, ended by "\n"; blocks are parted by an empty line.
std::string BlockText(const Block& block) {
  std::string text;
  switch (block.kind) {
    case Block::Kind::kParagraph:
    case Block::Kind::kSmall:
      return absl::StrCat(Text(block.words), "\n");
    case Block::Kind::kHeading:
      return Underlined(block.title, '-');
    case Block::Kind::kBullets:
      for (const Words& words : block.bullets) absl::StrAppend(&text, "- ", Text(words), "\n");
      return text;
    case Block::Kind::kFacts:
      for (const Fact& fact : block.facts) absl::StrAppend(&text, fact.label, ": ", Text(fact.value), "\n");
      return text;
    case Block::Kind::kQuote:
      return absl::StrCat("> ", absl::StrReplaceAll(Text(block.words), {{"\n", "\n> "}}), "\n");
    case Block::Kind::kButtons:
      return Buttons(block);
    case Block::Kind::kCard:
      text = absl::StrCat("* ", block.title, block.mark.empty() ? "" : absl::StrCat(" (", block.mark, ")"), "\n");
      for (const Block& inner : block.blocks) absl::StrAppend(&text, "\n", BlockText(inner));
      return text;
  }
  return text;
}

}  // namespace

std::string LetterText(const Letter& letter) {
  std::string text = absl::StrCat(letter.masthead, "\n\n", Underlined(letter.title, '='));
  for (const Block& block : letter.blocks) absl::StrAppend(&text, "\n", BlockText(block));
  // By custom, what follows a line of two hyphens and a blank is not quoted in answers.
  if (!letter.footer.empty()) absl::StrAppend(&text, "\n-- ");
  for (const Block& block : letter.footer) absl::StrAppend(&text, "\n", BlockText(block));
  return text;
}

}  // namespace weft::weekly_email
