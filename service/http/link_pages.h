#ifndef WEFT_SERVICE_HTTP_LINK_PAGES_H_
#define WEFT_SERVICE_HTTP_LINK_PAGES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/http/page_frame.h"
#include "weft/v1/contact.pb.h"
#include "weft/v1/introduction.pb.h"
#include "weft/v1/member.pb.h"
#include "weft/v1/message.pb.h"

// The pages behind the links of messages, as HTML. Pure: what there is to show goes in, a document comes out. Members
// read plain words: "looking for", "can offer", "close match", "a wider circle".
namespace weft {

// What all pages of a link have in common.
struct PageFacts {
  std::string network;  // As members know it; may be empty.
  // What they came to do stands first.
  v1::Link::Action first = v1::Link::ACTION_OPEN;
  // What has just happened, or could not; may be empty.
  std::vector<std::string> banner;
};

// An introduction as its reader sees it (`reader`: a member's full name), with what they can do about it now.
// `acquaintances`: whom they may ask instead; values are ids.
std::string IntroductionPage(const PageFacts& facts, const v1::Introduction& introduction, const std::string& reader,
                             const std::vector<Choice>& acquaintances);

// What is held about a member and why, and whether they want to be found and introduced.
struct ProfileFacts {
  v1::Member member;
  v1::Contact contact;
  std::string held_because;
  bool is_paused = false;  // At this moment.
};
std::string ProfilePage(const PageFacts& facts, const ProfileFacts& profile);

// What a member is sent, and how to get less or more of it.
std::string MailPage(const PageFacts& facts, v1::Contact::Mail mail);

// "Whom of these do you know?" Values are what the form sends back.
std::string AcquaintancesPage(const PageFacts& facts, const std::vector<Choice>& people);

std::string GoOnPage(const PageFacts& facts);

// Something happened, or cannot.
std::string NoticePage(const std::string& network, const std::string& title, const std::vector<std::string>& lines);

// "2 March 2026".
std::string DateText(const google::protobuf::Timestamp& time);

}  // namespace weft

#endif  // WEFT_SERVICE_HTTP_LINK_PAGES_H_
