#include "client-examples/weekly-email/letter_html.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace weft::weekly_email {
namespace {

// Light colours stand inline. Where a device asks for dark ones, these rules win over them by !important. Contrast of
// text is 5.5:1 or more in both.
constexpr char kDark[] = R"(:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #15181d !important; }
  .sheet, .card { background: #1e232a !important; border-color: #3a424d !important; }
  .footer { border-color: #3a424d !important; }
  .text, .title { color: #e9ecf0 !important; }
  .quiet { color: #b3bcc8 !important; }
  .accent { color: #86d6b3 !important; border-color: #86d6b3 !important; }
  .mark { color: #86d6b3 !important; background: #26332f !important; }
  .quote { border-color: #86d6b3 !important; }
  .button { color: #86d6b3 !important; border-color: #6f7b89 !important; background: #1e232a !important; }
  .button-first { color: #10241b !important; border-color: #86d6b3 !important; background: #86d6b3 !important; }
}
@media (max-width: 480px) {
  .sheet { padding: 20px 18px !important; border-radius: 0 !important; border-width: 0 !important; }
  .outside { padding: 0 !important; }
  .card { padding: 14px !important; }
  .button-first { display: block !important; margin-right: 0 !important; text-align: center !important; }
}
)";

constexpr char kFont[] =
    "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
constexpr char kText[] = "margin:0 0 14px;font-size:16px;line-height:1.5;color:#1d2430;overflow-wrap:anywhere";
constexpr char kList[] = "margin:0 0 14px;padding-left:22px;font-size:16px;line-height:1.5;color:#1d2430";
constexpr char kItem[] = "margin:0 0 6px;overflow-wrap:anywhere";
constexpr char kTitle[] = "margin:0 0 18px;font-size:24px;line-height:1.25;font-weight:700;color:#1d2430";
constexpr char kHeading[] = "margin:28px 0 12px;font-size:18px;line-height:1.3;font-weight:700;color:#1d2430";
constexpr char kCardTitle[] = "margin:0 0 10px;font-size:18px;line-height:1.3;font-weight:700;color:#1d2430";
constexpr char kCard[] =
    "margin:0 0 18px;padding:16px 18px 4px;border:1px solid #d9d6cc;border-radius:10px;background:#fbfaf7";
constexpr char kMark[] =
    "margin:0 0 8px;display:inline-block;padding:2px 10px;border-radius:12px;font-size:13px;line-height:1.5;"
    "background:#e4f1ea;color:#185a41";
constexpr char kFact[] = "margin:0;font-size:14px;line-height:1.5;color:#545d6b";
constexpr char kFactValue[] = "margin:0 0 12px;font-size:16px;line-height:1.5;color:#1d2430;overflow-wrap:anywhere";
constexpr char kQuote[] = "margin:0 0 14px;padding:2px 0 2px 14px;border-left:3px solid #1f6b4f";
constexpr char kQuoteText[] =
    "margin:0;font-size:16px;line-height:1.5;font-style:italic;color:#1d2430;overflow-wrap:anywhere";
constexpr char kSmall[] = "margin:0 0 12px;font-size:14px;line-height:1.5;color:#545d6b;overflow-wrap:anywhere";
constexpr char kLink[] = "color:#1a5c44;text-decoration:underline";
constexpr char kButton[] =
    "display:inline-block;margin:0 8px 10px 0;padding:12px 16px;border-radius:8px;font-size:16px;line-height:20px;"
    "text-decoration:none;";
constexpr char kButtonFirst[] = "border:1px solid #1f6b4f;background:#1f6b4f;color:#ffffff;font-weight:600";
constexpr char kButtonOther[] = "border:1px solid #7f8c86;background:#ffffff;color:#1a5c44";

bool IsLink(absl::string_view url) {
  return absl::StartsWith(url, "https://") || absl::StartsWith(url, "http://") || absl::StartsWith(url, "mailto:");
}

std::string Html(const Words& words) {
  std::string html;
  for (const Span& span : words.spans()) {
    const std::string text = absl::StrReplaceAll(EscapeHtml(span.text), {{"\n", "<br>"}});
    if (span.style == Span::Style::kStrong) {
      absl::StrAppend(&html, "<strong>", text, "</strong>");
    } else if (span.style == Span::Style::kLink && IsLink(span.url)) {
      absl::StrAppend(&html, "<a class=\"accent\" href=\"", EscapeHtml(span.url), "\" style=\"", kLink, "\">", text,
                      "</a>");
    } else {
      absl::StrAppend(&html, text);
    }
  }
  return html;
}

std::string Element(absl::string_view tag, absl::string_view class_name, absl::string_view style,
                    absl::string_view inner) {
  return absl::StrCat("<", tag, " class=\"", class_name, "\" style=\"", style, "\">", inner, "</", tag, ">\n");
}

std::string ButtonHtml(const Button& button) {
  if (!IsLink(button.url)) return "";
  const std::string label = button.context.empty() ? ""
                                                   : absl::StrCat(" aria-label=\"", EscapeHtml(button.label), ": ",
                                                                  EscapeHtml(button.context), "\"");
  return absl::StrCat("<a class=\"", button.primary ? "button button-first" : "button", "\" href=\"",
                      EscapeHtml(button.url), "\"", label, " style=\"", kButton,
                      button.primary ? kButtonFirst : kButtonOther, "\">", EscapeHtml(button.label), "</a>\n");
}

// Renders blocks; card titles are one level below the heading that stands above them.
class BlockWriter {
 public:
  std::string Write(const std::vector<Block>& blocks) {
    std::string html;
    for (const Block& block : blocks) absl::StrAppend(&html, Write(block));
    return html;
  }

 private:
  std::string Write(const Block& block) {
    std::string inner;
    switch (block.kind) {
      case Block::Kind::kParagraph:
        return Element("p", "text", kText, Html(block.words));
      case Block::Kind::kSmall:
        return Element("p", "quiet", kSmall, Html(block.words));
      case Block::Kind::kHeading:
        under_heading_ = true;
        return Element("h2", "title", kHeading, EscapeHtml(block.title));
      case Block::Kind::kBullets:
        for (const Words& words : block.bullets) absl::StrAppend(&inner, Element("li", "text", kItem, Html(words)));
        return Element("ul", "text", kList, absl::StrCat("\n", inner));
      case Block::Kind::kFacts:
        for (const Fact& fact : block.facts) {
          absl::StrAppend(&inner, Element("dt", "quiet", kFact, EscapeHtml(fact.label)),
                          Element("dd", "text", kFactValue, Html(fact.value)));
        }
        return absl::StrCat("<dl style=\"margin:0\">\n", inner, "</dl>\n");
      case Block::Kind::kQuote:
        return Element("blockquote", "quote", kQuote,
                       absl::StrCat("\n", Element("p", "text", kQuoteText, Html(block.words))));
      case Block::Kind::kButtons:
        for (const Button& button : block.buttons) absl::StrAppend(&inner, ButtonHtml(button));
        return absl::StrCat("<div style=\"margin:18px 0 8px\">\n", inner, "</div>\n");
      case Block::Kind::kCard:
        return WriteCard(block);
    }
    return "";
  }

  std::string WriteCard(const Block& block) {
    std::string inner = Element(under_heading_ ? "h3" : "h2", "title", kCardTitle, EscapeHtml(block.title));
    if (!block.mark.empty()) {
      absl::StrAppend(&inner, "<p style=\"margin:0\"><span class=\"mark\" style=\"", kMark, "\">",
                      EscapeHtml(block.mark), "</span></p>\n");
    }
    absl::StrAppend(&inner, Write(block.blocks));
    return Element("div", "card", kCard, absl::StrCat("\n", inner));
  }

  bool under_heading_ = false;
};

}  // namespace

std::string EscapeHtml(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

std::string LetterHtml(const Letter& letter) {
  BlockWriter body;
  BlockWriter footer;
  const std::string subject = EscapeHtml(letter.subject);
  std::string html = absl::StrCat(
      "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta name=\"supported-color-schemes\" content=\"light dark\">\n<title>",
      subject, "</title>\n<style>\n", kDark, "</style>\n</head>\n",
      "<body class=\"page\" style=\"margin:0;padding:0;background:#f3f1ea;", kFont,
      ";-webkit-text-size-adjust:100%\">\n");
  absl::StrAppend(&html, "<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all\">",
                  EscapeHtml(letter.preview), "</div>\n");
  // One table, for programs that give no other element a width.
  absl::StrAppend(&html,
                  "<table class=\"page\" role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
                  "border=\"0\" style=\"background:#f3f1ea\">\n<tr><td class=\"outside\" align=\"center\" "
                  "style=\"padding:24px 12px\">\n",
                  "<div class=\"sheet\" role=\"article\" aria-label=\"", subject,
                  "\" style=\"max-width:560px;margin:0 auto;padding:28px 32px;box-sizing:border-box;text-align:left;"
                  "background:#ffffff;border:1px solid #e2dfd5;border-radius:12px\">\n");
  absl::StrAppend(&html,
                  Element("p", "accent", "margin:0 0 6px;font-size:14px;line-height:1.4;font-weight:600;color:#1f6b4f",
                          EscapeHtml(letter.masthead)),
                  Element("h1", "title", kTitle, EscapeHtml(letter.title)), body.Write(letter.blocks));
  if (!letter.footer.empty()) {
    absl::StrAppend(&html,
                    "<div class=\"footer\" style=\"margin:24px 0 0;padding:16px 0 0;border-top:1px solid #e2dfd5\">\n",
                    footer.Write(letter.footer), "</div>\n");
  }
  absl::StrAppend(&html, "</div>\n</td></tr>\n</table>\n</body>\n</html>\n");
  return html;
}

}  // namespace weft::weekly_email
