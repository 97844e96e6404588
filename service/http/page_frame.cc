#include "service/http/page_frame.h"

#include <openssl/evp.h>

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "weft/base/limits.h"

namespace weft {
namespace {

// Contrast of text to ground is at least 7 to 1 in both schemes.
constexpr char kStyle[] =
    ":root{color-scheme:light dark;--ink:#1d2021;--soft:#4a4f52;--ground:#fbfaf7;--card:#fff;--line:#c9c6bd;"
    "--edge:#6b6f72;--act:#0b5345;--on-act:#fff;--told:#e3f1ec}"
    "@media(prefers-color-scheme:dark){:root{--ink:#f0eee9;--soft:#c3c0b8;--ground:#16181a;--card:#212427;"
    "--line:#50555a;--edge:#9a9fa3;--act:#8fe0c8;--on-act:#0d1f1a;--told:#1d3029}}"
    "*{box-sizing:border-box}"
    "body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif;"
    "accent-color:var(--act)}"
    "header,main{max-width:38rem;margin:0 auto;padding:1rem 1.25rem}header{color:var(--soft);padding-bottom:0}"
    "main{padding-bottom:3rem}"
    "h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 1rem}h2{font-size:1.15rem;margin:1.75rem 0 .5rem}"
    "ul{padding-left:1.25rem;margin:.5rem 0}li{margin:.25rem 0}p,li,h1,h2,label{overflow-wrap:anywhere}"
    "form{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin:1rem 0}"
    "form.bare{background:none;border:0;padding:0}"
    "label{display:block;margin:0 0 .75rem}fieldset{border:0;padding:0;margin:0 0 .75rem;min-width:0}"
    "legend{padding:0;margin:0 0 .5rem}"
    ".pick{display:flex;align-items:flex-start;gap:.6rem;margin:0;padding:.4rem 0}"
    ".pick input{flex:none;width:1.25rem;height:1.25rem;margin:.2rem 0 0}"
    "input[type=text]{display:block;width:100%;font:inherit;padding:.6rem;margin:.35rem 0 0;color:inherit;"
    "background:var(--ground);border:1px solid var(--edge);border-radius:.5rem}"
    "button{font:inherit;font-weight:600;min-height:2.9rem;width:100%;padding:.5rem 1rem;border-radius:.5rem;"
    "border:2px solid var(--act);background:transparent;color:var(--act);cursor:pointer}"
    ".pick+button{margin-top:.6rem}"
    "button.first{background:var(--act);color:var(--on-act)}"
    "blockquote{margin:.5rem 0;padding:0 0 0 1rem;border-left:3px solid var(--line)}"
    ".banner{background:var(--told);border-left:4px solid var(--act);border-radius:.25rem;padding:.75rem 1rem;margin:0 "
    "0 "
    "1.25rem}.banner p{margin:.25rem 0}"
    ":focus-visible{outline:3px solid var(--act);outline-offset:3px}";

// Bytes of UTF-8 that one unit of a browser's maxlength (UTF-16) may take.
constexpr size_t kBytesPerUnitMax = 3;

}  // namespace

std::string Escaped(absl::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

std::string Paragraph(absl::string_view text) { return absl::StrCat("<p>", Escaped(text), "</p>\n"); }
std::string Heading(absl::string_view text) { return absl::StrCat("<h2>", Escaped(text), "</h2>\n"); }

std::string List(const std::vector<std::string>& items) {
  if (items.empty()) return "";
  std::string out = "<ul>\n";
  for (const std::string& item : items) absl::StrAppend(&out, "<li>", Escaped(item), "</li>\n");
  return out + "</ul>\n";
}

std::string FormOf(const FormAction& action) {
  return absl::StrCat("<form method=\"post\"", action.fields.empty() ? " class=\"bare\"" : "", ">\n", action.fields,
                      "<button name=\"do\" value=\"", Escaped(action.value), "\"",
                      action.primary ? " class=\"first\"" : "", ">", Escaped(action.label), "</button>\n</form>\n");
}

std::string TextField(const TextLine& line) {
  // Inside its label, so that it needs no id: a page may have several of one name.
  return absl::StrCat("<label>", Escaped(line.label), "\n<input type=\"text\" name=\"", Escaped(line.name),
                      "\" value=\"", Escaped(line.value), "\" maxlength=\"", kLineBytesMax / kBytesPerUnitMax, "\"",
                      line.required ? " required" : "", " autocomplete=\"off\"></label>\n");
}

std::string CheckBox(absl::string_view name, const Choice& choice) {
  return absl::StrCat("<label class=\"pick\"><input type=\"checkbox\" name=\"", Escaped(name), "\" value=\"",
                      Escaped(choice.value), "\"", choice.chosen ? " checked" : "", "><span>", Escaped(choice.label),
                      "</span></label>\n");
}

std::string Choices(absl::string_view name, absl::string_view legend, const std::vector<Choice>& choices) {
  std::string out = absl::StrCat("<fieldset><legend>", Escaped(legend), "</legend>\n");
  const bool any = std::any_of(choices.begin(), choices.end(), [](const Choice& choice) { return choice.chosen; });
  for (size_t c = 0; c < choices.size(); ++c) {
    const bool checked = any ? choices[c].chosen : c == 0;
    absl::StrAppend(&out, "<label class=\"pick\"><input type=\"radio\" name=\"", Escaped(name), "\" value=\"",
                    Escaped(choices[c].value), "\"", checked ? " checked" : "", "><span>", Escaped(choices[c].label),
                    "</span></label>\n");
  }
  return out + "</fieldset>\n";
}

std::string Banner(const std::vector<std::string>& lines) {
  if (lines.empty()) return "";
  std::string out = "<div class=\"banner\" role=\"status\">\n";
  for (const std::string& line : lines) out += Paragraph(line);
  return out + "</div>\n";
}

std::string Quote(absl::string_view text) { return absl::StrCat("<blockquote>", Escaped(text), "</blockquote>\n"); }

std::string Page(absl::string_view network, absl::string_view title, absl::string_view main) {
  return absl::StrCat(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
      Escaped(title), network.empty() ? "" : " · ", Escaped(network), "</title>\n<style>", kStyle,
      "</style>\n</head>\n<body>\n", network.empty() ? "" : "<header>", Escaped(network),
      network.empty() ? "" : "</header>\n", "<main>\n<h1>", Escaped(title), "</h1>\n", main,
      "</main>\n</body>\n</html>\n");
}

std::string PageSecurityPolicy() {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(kStyle, sizeof(kStyle) - 1, digest, &size, EVP_sha256(), nullptr);
  const std::string hash =
      absl::Base64Escape(absl::string_view(reinterpret_cast<const char*>(digest), static_cast<size_t>(size)));
  return absl::StrCat("default-src 'none'; style-src 'sha256-", hash,
                      "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
}

}  // namespace weft
