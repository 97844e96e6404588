#include "client-examples/weekly-email/letter.h"

namespace weft::weekly_email {
namespace {

Block OfKind(Block::Kind kind) {
  Block block;
  block.kind = kind;
  return block;
}

}  // namespace

Words& Words::Plain(absl::string_view text) {
  if (!text.empty()) spans_.push_back({Span::Style::kPlain, std::string(text), ""});
  return *this;
}

Words& Words::Strong(absl::string_view text) {
  if (!text.empty()) spans_.push_back({Span::Style::kStrong, std::string(text), ""});
  return *this;
}

Words& Words::Link(absl::string_view label, absl::string_view url) {
  if (url.empty()) return Plain(label);
  spans_.push_back({Span::Style::kLink, std::string(label), std::string(url)});
  return *this;
}

Block Paragraph(Words words) {
  Block block = OfKind(Block::Kind::kParagraph);
  block.words = std::move(words);
  return block;
}

Block Heading(std::string title) {
  Block block = OfKind(Block::Kind::kHeading);
  block.title = std::move(title);
  return block;
}

Block Bullets(std::vector<Words> bullets) {
  Block block = OfKind(Block::Kind::kBullets);
  block.bullets = std::move(bullets);
  return block;
}

Block Facts(std::vector<Fact> facts) {
  Block block = OfKind(Block::Kind::kFacts);
  block.facts = std::move(facts);
  return block;
}

Block Quote(Words words) {
  Block block = OfKind(Block::Kind::kQuote);
  block.words = std::move(words);
  return block;
}

Block Buttons(std::vector<Button> buttons) {
  Block block = OfKind(Block::Kind::kButtons);
  for (Button& button : buttons) {
    if (!button.url.empty()) block.buttons.push_back(std::move(button));
  }
  return block;
}

Block Small(Words words) {
  Block block = OfKind(Block::Kind::kSmall);
  block.words = std::move(words);
  return block;
}

Block Card(std::string title, std::string mark, std::vector<Block> blocks) {
  Block block = OfKind(Block::Kind::kCard);
  block.title = std::move(title);
  block.mark = std::move(mark);
  block.blocks = std::move(blocks);
  return block;
}

}  // namespace weft::weekly_email
