#include "tests/client-examples/weekly-email/rendered_letter.h"

#include "absl/strings/str_cat.h"
#include "client-examples/weekly-email/letter_html.h"
#include "client-examples/weekly-email/letter_text.h"
#include "tests/client-examples/weekly-email/golden_file.h"

namespace weft::weekly_email {

void ExpectLetter(const std::string& name, const Letter& letter) {
  ExpectGolden(name + ".txt",
               absl::StrCat("Subject: ", letter.subject, "\nPreview: ", letter.preview, "\n\n", LetterText(letter)));
  ExpectGolden(name + ".html", LetterHtml(letter));
}

}  // namespace weft::weekly_email
