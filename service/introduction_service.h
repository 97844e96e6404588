#ifndef WEFT_SERVICE_INTRODUCTION_SERVICE_H_
#define WEFT_SERVICE_INTRODUCTION_SERVICE_H_

#include <functional>
#include <string>
#include <vector>

#include "service/call_runner.h"
#include "service/introduction_access.h"
#include "service/introduction_feed.h"
#include "service/introduction_step.h"
#include "service/network_registry.h"
#include "weft/matching/recommender.h"
#include "weft/store/store.h"
#include "weft/v1/introduction_service.grpc.pb.h"

namespace weft {

// Introductions: what members, introducers and weavers do to them, and what each of them may see.
class IntroductionService : public v1::IntroductionService::CallbackService {
 public:
  // All must outlive the service.
  IntroductionService(const CallRunner* runner, const Store* store, const NetworkRegistry* registry,
                      const Recommender* recommender, IntroductionFeed* feed)
      : runner_(*runner), store_(*store), registry_(*registry), recommender_(*recommender), feed_(*feed) {}

  grpc::ServerUnaryReactor* ProposeIntroduction(grpc::CallbackServerContext* context,
                                                const v1::ProposeIntroductionRequest* request,
                                                v1::Introduction* response) override;
  grpc::ServerUnaryReactor* GetIntroduction(grpc::CallbackServerContext* context,
                                            const v1::GetIntroductionRequest* request,
                                            v1::Introduction* response) override;
  grpc::ServerUnaryReactor* ListIntroductions(grpc::CallbackServerContext* context,
                                              const v1::ListIntroductionsRequest* request,
                                              v1::ListIntroductionsResponse* response) override;
  grpc::ServerUnaryReactor* RespondToIntroduction(grpc::CallbackServerContext* context,
                                                  const v1::RespondToIntroductionRequest* request,
                                                  v1::RespondToIntroductionResponse* response) override;
  grpc::ServerUnaryReactor* RecordOutcome(grpc::CallbackServerContext* context, const v1::RecordOutcomeRequest* request,
                                          v1::RecordOutcomeResponse* response) override;
  grpc::ServerUnaryReactor* WithdrawIntroduction(grpc::CallbackServerContext* context,
                                                 const v1::WithdrawIntroductionRequest* request,
                                                 v1::Introduction* response) override;
  grpc::ServerWriteReactor<v1::IntroductionEvent>* WatchIntroductions(
      grpc::CallbackServerContext* context, const v1::WatchIntroductionsRequest* request) override;
  grpc::ServerUnaryReactor* ResumeIntroductions(grpc::CallbackServerContext* context,
                                                const v1::ResumeIntroductionsRequest* request,
                                                google::protobuf::Empty* response) override;
  grpc::ServerUnaryReactor* ListEffects(grpc::CallbackServerContext* context, const v1::ListEffectsRequest* request,
                                        v1::ListEffectsResponse* response) override;
  grpc::ServerUnaryReactor* ListIntroductionAudit(grpc::CallbackServerContext* context,
                                                  const v1::ListIntroductionAuditRequest* request,
                                                  v1::ListIntroductionAuditResponse* response) override;

 private:
  // Adds what a speaker who sees an introduction does to it. Runs on the writer thread.
  using Change = std::function<absl::Status(const IntroductionStep& step, const SeenIntroduction& found,
                                            std::vector<Mutation>* mutations)>;
  // The write of one request about one introduction; `answer` is left to the caller.
  template <typename Request>
  absl::StatusOr<WriteJob> JobFor(const Request& request, const ChildName& name, const Reader& speaker,
                                  Change change) const;

  const CallRunner& runner_;
  const Store& store_;
  const NetworkRegistry& registry_;
  const Recommender& recommender_;
  IntroductionFeed& feed_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_INTRODUCTION_SERVICE_H_
