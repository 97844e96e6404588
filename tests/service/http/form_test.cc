#include "service/http/form.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kUrlencoded[] = "application/x-www-form-urlencoded";

TEST(FormTest, ReadsFields) {
  ASSERT_OK_AND_ASSIGN(const Form form, Form::Parse("Application/X-WWW-form-urlencoded; charset=utf-8",
                                                    "do=accept&note=Caf%C3%A9+%26+cake&know=a&know=b&empty=&flag"));
  EXPECT_EQ(form.Get("do"), "accept");
  EXPECT_EQ(form.Get("note"), "Café & cake");
  EXPECT_THAT(form.GetAll("know"), ElementsAre("a", "b"));
  EXPECT_EQ(form.Get("empty"), "");
  EXPECT_EQ(form.Get("absent"), "");
  EXPECT_THAT(form.GetAll("absent"), IsEmpty());
}

TEST(FormTest, ReadsTheOneClickOfMailServices) {
  ASSERT_OK_AND_ASSIGN(const Form plain, Form::Parse(kUrlencoded, "List-Unsubscribe=One-Click"));
  EXPECT_EQ(plain.Get("List-Unsubscribe"), "One-Click");
  ASSERT_OK_AND_ASSIGN(const Form parts,
                       Form::Parse("multipart/form-data; boundary=\"xyz\"",
                                   "--xyz\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n"
                                   "One-Click\r\n--xyz--\r\n"));
  EXPECT_EQ(parts.Get("List-Unsubscribe"), "One-Click");
}

TEST(FormTest, RefusesWhatIsNone) {
  EXPECT_FALSE(Form::Parse("application/json", "{}").ok());
  EXPECT_FALSE(Form::Parse("", "a=b").ok());
  EXPECT_FALSE(Form::Parse(kUrlencoded, "a=%4").ok());
  EXPECT_FALSE(Form::Parse(kUrlencoded, "a=%zz").ok());
  EXPECT_FALSE(Form::Parse(kUrlencoded, "a=%ff").ok());
  EXPECT_FALSE(Form::Parse("multipart/form-data", "--\r\n\r\n").ok());
  EXPECT_FALSE(Form::Parse("multipart/form-data; boundary=x", "--xno header").ok());
  std::string many;
  for (int i = 0; i < 100; ++i) many += "a=b&";
  EXPECT_FALSE(Form::Parse(kUrlencoded, many).ok());
}

}  // namespace
}  // namespace weft
