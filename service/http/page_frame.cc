#include "service/http/page_frame.h"

#include <openssl/evp.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace weft {
namespace {

// Contrast of text to ground is at least 7 to 1 in both schemes.
constexpr char kStyle[] =
    ":root{color-scheme:light dark;--ink:#1d2021;--soft:#4a4f52;--ground:#fbfaf7;--card:#fff;--line:#c9c6bd;"
    "--act:#0b5345;--on-act:#fff}"
    "@media(prefers-color-scheme:dark){:root{--ink:#f0eee9;--soft:#c3c0b8;--ground:#16181a;--card:#212427;"
    "--line:#50555a;--act:#8fe0c8;--on-act:#0d1f1a}}"
    "*{box-sizing:border-box}"
    "body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif}"
    "header,main{max-width:40rem;margin:0 auto;padding:1rem 1.25rem}header{color:var(--soft);padding-bottom:0}"
    "h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 1rem}h2{font-size:1.15rem;margin:1.75rem 0 .5rem}"
    "ul{padding-left:1.25rem}li{margin:.25rem 0}p,li{overflow-wrap:anywhere}"
    "form{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin:1rem 0}"
    "label{display:block;margin:.25rem 0}fieldset{border:0;padding:0;margin:0 0 .75rem}legend{padding:0}"
    "input[type=text]{width:100%;font:inherit;padding:.6rem;margin:.25rem 0 .75rem;color:inherit;"
    "background:var(--ground);border:1px solid var(--soft);border-radius:.5rem}"
    "input[type=radio],input[type=checkbox]{width:1.2rem;height:1.2rem;vertical-align:-.2rem;margin:0 .5rem 0 0}"
    "button{font:inherit;font-weight:600;min-height:2.9rem;width:100%;padding:.5rem 1rem;border-radius:.5rem;"
    "border:2px solid var(--act);background:transparent;color:var(--act);cursor:pointer}"
    "button.first{background:var(--act);color:var(--on-act)}"
    ":focus-visible{outline:3px solid var(--act);outline-offset:3px}";

std::string FieldId(absl::string_view name, absl::string_view value) {
  return absl::StrCat("f-", Escaped(name), value.empty() ? "" : "-", Escaped(value));
}

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
  return absl::StrCat("<form method=\"post\">\n", action.fields, "<button name=\"do\" value=\"", Escaped(action.value),
                      "\"", action.primary ? " class=\"first\"" : "", ">", Escaped(action.label),
                      "</button>\n</form>\n");
}

std::string TextField(absl::string_view name, absl::string_view label, size_t bytes_max) {
  const std::string id = FieldId(name, "");
  return absl::StrCat("<label for=\"", id, "\">", Escaped(label), "</label>\n<input type=\"text\" id=\"", id,
                      "\" name=\"", Escaped(name), "\" maxlength=\"", bytes_max, "\" autocomplete=\"off\">\n");
}

std::string CheckBox(absl::string_view name, absl::string_view value, absl::string_view label) {
  return absl::StrCat("<label><input type=\"checkbox\" name=\"", Escaped(name), "\" value=\"", Escaped(value), "\">",
                      Escaped(label), "</label>\n");
}

std::string Choices(absl::string_view name, absl::string_view legend, const std::vector<Choice>& choices) {
  std::string out = absl::StrCat("<fieldset><legend>", Escaped(legend), "</legend>\n");
  for (size_t c = 0; c < choices.size(); ++c) {
    absl::StrAppend(&out, "<label><input type=\"radio\" name=\"", Escaped(name), "\" value=\"",
                    Escaped(choices[c].value), "\"", c == 0 ? " checked" : "", ">", Escaped(choices[c].label),
                    "</label>\n");
  }
  return out + "</fieldset>\n";
}

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
