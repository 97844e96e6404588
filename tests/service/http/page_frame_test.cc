#include "service/http/page_frame.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kEvil[] = "<script>alert(\"1\")</script>'&";
constexpr char kHarmless[] = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;";

TEST(PageFrameTest, EverythingIsEscaped) {
  EXPECT_EQ(Escaped(kEvil), kHarmless);
  for (const std::string& html :
       {Paragraph(kEvil), Heading(kEvil), List({kEvil}), TextField({"n", kEvil, kEvil}), CheckBox("n", {kEvil, kEvil}),
        Banner({kEvil}), Quote(kEvil), Choices("n", kEvil, {{kEvil, kEvil}}), Page(kEvil, kEvil, ""),
        FormOf({kEvil, kEvil, true, ""})}) {
    EXPECT_THAT(html, HasSubstr(kHarmless));
    EXPECT_THAT(html, Not(HasSubstr("<script")));
  }
}

TEST(PageFrameTest, APageReadsAloudAndOnAPhone) {
  const std::string page = Page("Food Network", "Title", "<p>x</p>");
  EXPECT_THAT(page, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(page, HasSubstr("width=device-width"));
  EXPECT_THAT(page, HasSubstr("<title>Title · Food Network</title>"));
  EXPECT_THAT(page, HasSubstr("<main>\n<h1>Title</h1>"));
  EXPECT_THAT(page, HasSubstr("prefers-color-scheme:dark"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
}

TEST(PageFrameTest, FieldsHaveLabels) {
  EXPECT_EQ(TextField({"note", "A line", "Hello"}),
            "<label>A line\n<input type=\"text\" name=\"note\" value=\"Hello\" maxlength=\"166\" autocomplete=\"off\">"
            "</label>\n");
  TextLine why = {"why", "Why?"};
  why.required = true;
  EXPECT_THAT(TextField(why), HasSubstr(" required "));
  EXPECT_THAT(Choices("c", "Which?", {{"1", "One"}, {"2", "Two"}}),
              HasSubstr("<fieldset><legend>Which?</legend>\n<label class=\"pick\"><input type=\"radio\" name=\"c\" "
                        "value=\"1\" checked><span>One</span></label>"));
  EXPECT_THAT(Choices("c", "Which?", {{"1", "One"}, {"2", "Two", true}}), HasSubstr("value=\"2\" checked>"));
  EXPECT_THAT(CheckBox("c", {"1", "One", true}), HasSubstr("value=\"1\" checked>"));
  EXPECT_EQ(List({}), "");
  EXPECT_EQ(Banner({}), "");
}

TEST(PageFrameTest, NothingButTheStyleMayBeLoaded) {
  const std::string policy = PageSecurityPolicy();
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy, HasSubstr("style-src 'sha256-"));
  EXPECT_THAT(policy, HasSubstr("form-action 'self'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
}

}  // namespace
}  // namespace weft
