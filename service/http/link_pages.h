#ifndef WEFT_SERVICE_HTTP_LINK_PAGES_H_
#define WEFT_SERVICE_HTTP_LINK_PAGES_H_

#include <string>
#include <vector>

#include "service/http/page_frame.h"
#include "weft/v1/introduction.pb.h"
#include "weft/v1/member.pb.h"
#include "weft/v1/message.pb.h"

// The pages behind the links of messages, as HTML. Pure: what there is to show goes in, a document comes out. Members
// read plain words: "looking for", "can offer", "close match", "a wider circle".
namespace weft {

// An introduction as its reader sees it (`reader`: a member's full name), with what they can do about it now. `first`:
// what they came to do stands first. `acquaintances`: whom they may ask instead.
std::string IntroductionPage(const std::string& network, const v1::Introduction& introduction,
                             const std::string& reader, v1::Link::Action first,
                             const std::vector<Choice>& acquaintances);

// What is held about a member, and whether they want to be found and introduced.
std::string ProfilePage(const std::string& network, const v1::Member& member, v1::Link::Action first);

std::string UnsubscribePage(const std::string& network);

// "Whom of these do you know?" Values are what the form sends back.
std::string AcquaintancesPage(const std::string& network, const std::vector<Choice>& people);

std::string GoOnPage(const std::string& network);

// Something happened, or cannot.
std::string NoticePage(const std::string& network, const std::string& title, const std::vector<std::string>& lines);

}  // namespace weft

#endif  // WEFT_SERVICE_HTTP_LINK_PAGES_H_
