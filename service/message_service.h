#ifndef WEFT_SERVICE_MESSAGE_SERVICE_H_
#define WEFT_SERVICE_MESSAGE_SERVICE_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "service/call_runner.h"
#include "service/message_contents.h"
#include "service/network_news.h"
#include "service/network_registry.h"
#include "weft/base/child_name.h"
#include "weft/introductions/link_token.h"
#include "weft/store/store.h"
#include "weft/v1/message_service.grpc.pb.h"

namespace weft {

// What members have to be told, for those who deliver it: each message once.
class MessageService : public v1::MessageService::CallbackService {
 public:
  // All must outlive the service.
  struct Parts {
    const CallRunner* runner = nullptr;
    const Store* store = nullptr;
    const NetworkRegistry* registry = nullptr;
    const LinkTokens* tokens = nullptr;
    const MessageContents* contents = nullptr;
    NewsDesk* news = nullptr;
  };
  explicit MessageService(const Parts& parts)
      : runner_(*parts.runner),
        store_(*parts.store),
        registry_(*parts.registry),
        tokens_(*parts.tokens),
        contents_(*parts.contents),
        news_(*parts.news) {}

  grpc::ServerUnaryReactor* ClaimMessages(grpc::CallbackServerContext* context, const v1::ClaimMessagesRequest* request,
                                          v1::ClaimMessagesResponse* response) override;
  grpc::ServerUnaryReactor* BeginDelivery(grpc::CallbackServerContext* context, const v1::BeginDeliveryRequest* request,
                                          v1::Message* response) override;
  grpc::ServerUnaryReactor* ConfirmDelivery(grpc::CallbackServerContext* context,
                                            const v1::ConfirmDeliveryRequest* request, v1::Message* response) override;
  grpc::ServerUnaryReactor* ResolveMessage(grpc::CallbackServerContext* context,
                                           const v1::ResolveMessageRequest* request, v1::Message* response) override;
  grpc::ServerUnaryReactor* RecordBounce(grpc::CallbackServerContext* context, const v1::RecordBounceRequest* request,
                                         v1::Message* response) override;
  grpc::ServerUnaryReactor* ListMessages(grpc::CallbackServerContext* context, const v1::ListMessagesRequest* request,
                                         v1::ListMessagesResponse* response) override;
  grpc::ServerUnaryReactor* PreviewMessages(grpc::CallbackServerContext* context,
                                            const v1::PreviewMessagesRequest* request,
                                            v1::PreviewMessagesResponse* response) override;
  grpc::ServerUnaryReactor* InviteMembers(grpc::CallbackServerContext* context, const v1::InviteMembersRequest* request,
                                          v1::InviteMembersResponse* response) override;
  grpc::ServerUnaryReactor* ResolveLink(grpc::CallbackServerContext* context, const v1::ResolveLinkRequest* request,
                                        v1::ResolveLinkResponse* response) override;

 private:
  // What becomes of one message; runs on the writer thread.
  using Change = std::function<absl::Status(StoredMessage message, std::vector<Mutation>* mutations)>;
  // The write of one message, answered by its outline.
  WriteJob JobFor(const ChildName& name, Change change, v1::Message* response) const;
  // Those that the claim of a request said before holds still.
  absl::StatusOr<std::vector<StoredMessage>> HeldBy(const std::string& network, const std::string& claim) const;
  absl::Status AddSamples(const std::string& network, const v1::PreviewMessagesRequest& request, int limit,
                          const NetworkNews& news, v1::PreviewMessagesResponse* response) const;

  const CallRunner& runner_;
  const Store& store_;
  const NetworkRegistry& registry_;
  const LinkTokens& tokens_;
  const MessageContents& contents_;
  NewsDesk& news_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_MESSAGE_SERVICE_H_
