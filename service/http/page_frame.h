#ifndef WEFT_SERVICE_HTTP_PAGE_FRAME_H_
#define WEFT_SERVICE_HTTP_PAGE_FRAME_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

// What the pages of members have in common: plain HTML that needs no script, reads well on a phone, in the dark and
// aloud. Everything that is not written here goes through Escaped.
namespace weft {

// Text for an element or a quoted attribute.
std::string Escaped(absl::string_view text);

// A paragraph of plain text.
std::string Paragraph(absl::string_view text);
std::string Heading(absl::string_view text);
// Nothing for an empty list. Items are plain text.
std::string List(const std::vector<std::string>& items);

// A form that posts to the page itself. `fields` is HTML.
struct FormAction {
  std::string value;  // Of the field "do".
  std::string label;
  bool primary = false;
  std::string fields;
};
std::string FormOf(const FormAction& action);
// One line of text.
struct TextLine {
  std::string name;
  std::string label;
  std::string value;
  bool required = false;
};
// Takes as much as fits kLineBytesMax in any script.
std::string TextField(const TextLine& line);
struct Choice {
  std::string value;
  std::string label;
  bool chosen = false;
};
std::string CheckBox(absl::string_view name, const Choice& choice);
// One of several; the first is chosen if none is said to be.
std::string Choices(absl::string_view name, absl::string_view legend, const std::vector<Choice>& choices);

// What has just happened, or could not: stands above the rest of a page. Nothing without lines.
std::string Banner(const std::vector<std::string>& lines);
// What somebody has written.
std::string Quote(absl::string_view text);

// The whole document. `network`: how the members know it; may be empty. `main` is HTML.
std::string Page(absl::string_view network, absl::string_view title, absl::string_view main);

// For the header Content-Security-Policy: nothing but the style in the page, and forms to the page's own server.
std::string PageSecurityPolicy();

}  // namespace weft

#endif  // WEFT_SERVICE_HTTP_PAGE_FRAME_H_
