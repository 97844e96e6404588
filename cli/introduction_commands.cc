#include "cli/introduction_commands.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/introduction_text.h"
#include "cli/request_id.h"
#include "cli/resource_argument.h"
#include "cli/time_text.h"
#include "weft/v1/introduction_service.grpc.pb.h"

namespace weft::cli {
namespace {

using Service = v1::IntroductionService;

constexpr int kPageSizeMax = 1000;

// What the commands are about, and what they say.
struct Flags {
  std::string name;                  // Introduction or network.
  std::string as_member;             // Whose word it is; empty: a weaver's.
  std::vector<std::string> members;  // Whom to introduce.
  std::string text;                  // Note, comment, lesson or reason.
  std::string purpose;
  std::string until;
  std::string ask;  // Whom to ask instead; whom it led to.
  std::string word;
  std::string on;
  std::string round;
  std::vector<std::string> states;
  bool share_lesson = false;
  bool waiting = false;
  int limit = 0;

  void AddName(CLI::App* command) {
    command->add_option("INTRODUCTION", name, "networks/N/introductions/I or N/I")
        ->required()
        ->transform(AsIntroductionName());
  }
  void AddSpeaker(CLI::App* command, bool required) {
    CLI::Option* option =
        command->add_option("--as", as_member, "Passes on the word of this member, or reads with their eyes")
            ->transform(AsMemberName());
    if (required) option->required();
  }
  // Of an answer: may be left out, see Answer().
  void AddNameOrNone(CLI::App* command) {
    command
        ->add_option("INTRODUCTION", name,
                     "networks/N/introductions/I or N/I (default: the only one that waits for the member)")
        ->transform(AsIntroductionName());
  }
};

const std::map<std::string, v1::Decline::Reason>& DeclineReasons() {
  static const auto& words =
      *new std::map<std::string, v1::Decline::Reason>{{"topic", v1::Decline::REASON_TOPIC},
                                                      {"person", v1::Decline::REASON_PERSON},
                                                      {"time", v1::Decline::REASON_TIME},
                                                      {"acquainted", v1::Decline::REASON_ALREADY_ACQUAINTED},
                                                      {"other", v1::Decline::REASON_OTHER}};
  return words;
}

const std::map<std::string, v1::Outcome::Kind>& OutcomeKinds() {
  static const auto& words =
      *new std::map<std::string, v1::Outcome::Kind>{{"met", v1::Outcome::KIND_MET},
                                                    {"collaborating", v1::Outcome::KIND_COLLABORATING},
                                                    {"useful", v1::Outcome::KIND_USEFUL},
                                                    {"learned", v1::Outcome::KIND_LEARNED},
                                                    {"led-to-someone", v1::Outcome::KIND_LED_TO_SOMEONE},
                                                    {"not-the-topic", v1::Outcome::KIND_NOT_A_FIT_TOPIC},
                                                    {"not-the-person", v1::Outcome::KIND_NOT_A_FIT_PERSON},
                                                    {"not-the-time", v1::Outcome::KIND_NOT_A_FIT_TIME},
                                                    {"did-not-happen", v1::Outcome::KIND_DID_NOT_HAPPEN}};
  return words;
}

const std::map<std::string, v1::Introduction::State>& States() {
  static const auto& words = *new std::map<std::string, v1::Introduction::State>{
      {"awaiting-introducer", v1::Introduction::STATE_AWAITING_INTRODUCER},
      {"proposed", v1::Introduction::STATE_PROPOSED},
      {"mutual", v1::Introduction::STATE_MUTUAL},
      {"met", v1::Introduction::STATE_MET},
      {"closed", v1::Introduction::STATE_CLOSED},
      {"lapsed", v1::Introduction::STATE_LAPSED},
      {"declined", v1::Introduction::STATE_DECLINED},
      {"withdrawn", v1::Introduction::STATE_WITHDRAWN}};
  return words;
}

template <typename Enum>
std::vector<std::string> KeysOf(const std::map<std::string, Enum>& words) {
  std::vector<std::string> keys;
  for (const auto& entry : words) keys.push_back(entry.first);
  return keys;
}

// Declares a subcommand that runs `action` with what was given.
using FlagAction = absl::Status (*)(const Flags& flags, Session* session);
std::shared_ptr<Flags> Declare(CLI::App* command, FlagAction action, CommandLine* line) {
  auto flags = std::make_shared<Flags>();
  AddJsonFlag(command, line);
  command->callback(
      [line, flags, action] { line->action = [flags, action](Session* session) { return action(*flags, session); }; });
  return flags;
}

// The only introduction that waits for the member's answer.
absl::StatusOr<std::string> WaitingFor(const std::string& member, Session* session) {
  v1::ListIntroductionsRequest request;
  request.set_parent(NetworkOf(member));
  request.set_as_member(member);
  request.set_waiting_for_me(true);
  request.add_states(v1::Introduction::STATE_AWAITING_INTRODUCER);
  request.add_states(v1::Introduction::STATE_PROPOSED);
  auto waiting = session->connection->Call<Service>(&Service::Stub::ListIntroductions, request);
  if (!waiting.ok()) return waiting.status();
  if (waiting->introductions_size() == 1) return waiting->introductions(0).name();
  if (waiting->introductions().empty()) {
    return absl::NotFoundError(absl::StrCat("no introduction waits for an answer of ", ShortName(member)));
  }
  std::string all;
  for (const v1::Introduction& introduction : waiting->introductions()) {
    absl::StrAppend(&all, all.empty() ? "" : ", ", ShortName(introduction.name()));
  }
  return absl::FailedPreconditionError(
      absl::StrCat("several introductions wait for ", ShortName(member), ", say which: ", all));
}

// The answer to the introduction that is named, or to the only one that waits for the member.
absl::StatusOr<v1::RespondToIntroductionRequest> Answer(const Flags& flags, Session* session) {
  absl::StatusOr<std::string> name = flags.name;
  if (flags.name.empty()) name = WaitingFor(flags.as_member, session);
  if (!name.ok()) return name.status();
  v1::RespondToIntroductionRequest request;
  request.set_name(*name);
  request.set_as_member(flags.as_member);
  request.set_request_id(NewRequestId());
  return request;
}

absl::Status Propose(const Flags& flags, Session* session) {
  v1::ProposeIntroductionRequest request;
  request.set_parent(NetworkOf(flags.members.front()));
  request.set_as_member(flags.as_member);
  for (const std::string& member : flags.members) request.add_members(member);
  request.set_note(flags.text);
  request.set_purpose(flags.purpose);
  request.set_request_id(NewRequestId());
  auto made = session->connection->Call<Service>(&Service::Stub::ProposeIntroduction, request);
  if (!made.ok()) return made.status();
  return session->Print(*made, IntroductionText(*made));
}

absl::Status Show(const Flags& flags, Session* session) {
  v1::GetIntroductionRequest request;
  request.set_name(flags.name);
  request.set_as_member(flags.as_member);
  auto found = session->connection->Call<Service>(&Service::Stub::GetIntroduction, request);
  if (!found.ok()) return found.status();
  return session->Print(*found, IntroductionText(*found));
}

absl::Status List(const Flags& flags, Session* session) {
  v1::ListIntroductionsRequest request;
  request.set_parent(flags.name);
  request.set_as_member(flags.as_member);
  for (const std::string& state : flags.states) request.add_states(States().at(state));
  if (!flags.members.empty()) request.set_member(flags.members.front());
  if (!flags.round.empty()) request.set_round(absl::StrCat(flags.name, "/rounds/", LastId(flags.round)));
  request.set_waiting_for_me(flags.waiting);
  v1::ListIntroductionsResponse all;
  const absl::Status status = ForEachPage(
      flags.limit, [&all] { return all.introductions_size(); },
      [&](const std::string& token) -> absl::StatusOr<std::string> {
        request.set_page_size(flags.limit == 0 ? kPageSizeMax
                                               : std::min(flags.limit - all.introductions_size(), kPageSizeMax));
        request.set_page_token(token);
        auto page = session->connection->Call<Service>(&Service::Stub::ListIntroductions, request);
        if (!page.ok()) return page.status();
        all.mutable_introductions()->MergeFrom(page->introductions());
        all.set_next_page_token(page->next_page_token());
        return page->next_page_token();
      });
  if (!status.ok()) return status;
  return session->Print(all, IntroductionsText(all.introductions()));
}

absl::Status Respond(const absl::StatusOr<v1::RespondToIntroductionRequest>& request, Session* session) {
  if (!request.ok()) return request.status();
  auto response = session->connection->Call<Service>(&Service::Stub::RespondToIntroduction, *request);
  if (!response.ok()) return response.status();
  std::string text = IntroductionText(response->introduction());
  if (!response->effects().empty()) absl::StrAppend(&text, EffectsText(response->effects()));
  return session->Print(*response, text);
}

absl::Status Accept(const Flags& flags, Session* session) {
  absl::StatusOr<v1::RespondToIntroductionRequest> request = Answer(flags, session);
  if (request.ok()) request->mutable_accept()->set_note(flags.text);
  return Respond(request, session);
}

absl::Status Decline(const Flags& flags, Session* session) {
  absl::StatusOr<v1::RespondToIntroductionRequest> request = Answer(flags, session);
  if (request.ok()) {
    request->mutable_decline()->set_comment(flags.text);
    if (!flags.word.empty()) request->mutable_decline()->set_reason(DeclineReasons().at(flags.word));
  }
  return Respond(request, session);
}

absl::Status Snooze(const Flags& flags, Session* session) {
  absl::StatusOr<v1::RespondToIntroductionRequest> request = Answer(flags, session);
  if (request.ok()) {
    request->mutable_snooze();
    if (!flags.until.empty()) *request->mutable_snooze()->mutable_until() = ToProto(*ParseTimeText(flags.until));
  }
  return Respond(request, session);
}

absl::Status NotMe(const Flags& flags, Session* session) {
  absl::StatusOr<v1::RespondToIntroductionRequest> request = Answer(flags, session);
  if (request.ok()) {
    request->mutable_pass_on()->set_member(flags.ask);
    request->mutable_pass_on()->set_note(flags.text);
  }
  return Respond(request, session);
}

absl::Status RecordOutcome(const Flags& flags, Session* session) {
  v1::RecordOutcomeRequest request;
  request.set_name(flags.name);
  request.set_as_member(flags.as_member);
  request.set_request_id(NewRequestId());
  v1::Outcome* outcome = request.mutable_outcome();
  outcome->set_kind(OutcomeKinds().at(flags.word));
  outcome->set_lesson(flags.text);
  outcome->set_share_lesson(flags.share_lesson);
  outcome->set_collaborating_on(flags.on);
  outcome->set_led_to(flags.ask);
  auto response = session->connection->Call<Service>(&Service::Stub::RecordOutcome, request);
  if (!response.ok()) return response.status();
  std::string text = IntroductionText(response->introduction());
  if (!response->effects().empty()) absl::StrAppend(&text, EffectsText(response->effects()));
  return session->Print(*response, text);
}

absl::Status Withdraw(const Flags& flags, Session* session) {
  v1::WithdrawIntroductionRequest request;
  request.set_name(flags.name);
  request.set_as_member(flags.as_member);
  request.set_reason(flags.text);
  request.set_request_id(NewRequestId());
  auto left = session->connection->Call<Service>(&Service::Stub::WithdrawIntroduction, request);
  if (!left.ok()) return left.status();
  return session->Print(*left, IntroductionText(*left));
}

absl::Status Effects(const Flags& flags, Session* session) {
  v1::ListEffectsResponse all;
  const absl::Status status = ForEachPage(
      /*limit=*/0, [&all] { return all.effects_size(); },
      [&](const std::string& token) -> absl::StatusOr<std::string> {
        v1::ListEffectsRequest request;
        request.set_parent(NetworkOf(flags.as_member));
        request.set_as_member(flags.as_member);
        request.set_page_size(kPageSizeMax);
        request.set_page_token(token);
        auto page = session->connection->Call<Service>(&Service::Stub::ListEffects, request);
        if (!page.ok()) return page.status();
        all.mutable_effects()->MergeFrom(page->effects());
        return page->next_page_token();
      });
  if (!status.ok()) return status;
  return session->Print(all, EffectsText(all.effects()));
}

absl::Status Resume(const Flags& flags, Session* session) {
  v1::ResumeIntroductionsRequest request;
  request.set_parent(NetworkOf(flags.as_member));
  request.set_as_member(flags.as_member);
  request.set_request_id(NewRequestId());
  auto empty = session->connection->Call<Service>(&Service::Stub::ResumeIntroductions, request);
  if (!empty.ok()) return empty.status();
  return session->Print(*empty, absl::StrCat(ShortName(flags.as_member), " goes on\n"));
}

absl::Status Audit(const Flags& flags, Session* session) {
  v1::ListIntroductionAuditResponse all;
  const absl::Status status = ForEachPage(
      /*limit=*/0, [&all] { return all.entries_size(); },
      [&](const std::string& token) -> absl::StatusOr<std::string> {
        v1::ListIntroductionAuditRequest request;
        request.set_parent(flags.name);
        request.set_page_size(kPageSizeMax);
        request.set_page_token(token);
        auto page = session->connection->Call<Service>(&Service::Stub::ListIntroductionAudit, request);
        if (!page.ok()) return page.status();
        all.mutable_entries()->MergeFrom(page->entries());
        return page->next_page_token();
      });
  if (!status.ok()) return status;
  return session->Print(all, IntroductionAuditText(all.entries()));
}

void AddProposals(CLI::App* parent, CommandLine* line) {
  CLI::App* propose = AddCommand(parent, "propose", "Proposes an introduction: for oneself, or of two or three others",
                                 "weftctl introductions propose food/fn-tuuli --as food/fn-amara\n"
                                 "weftctl introductions propose food/fn-amara food/fn-tuuli --as food/fn-jo --note "
                                 "'you both keep bees'");
  auto flags = Declare(propose, Propose, line);
  propose->add_option("MEMBER", flags->members, "Who is to meet, networks/N/members/M or N/M")
      ->required()
      ->expected(1, 3)
      ->transform(AsMemberName());
  flags->AddSpeaker(propose, false);
  propose->add_option("--note", flags->text, "Why, in a line; needed to introduce others");
  propose->add_option("--purpose", flags->purpose, "What is to be started");

  CLI::App* list = AddCommand(parent, "list", "Lists introductions, the newest first",
                              "weftctl introductions list food --state proposed\n"
                              "weftctl introductions list food --as food/fn-amara --waiting");
  flags = Declare(list, List, line);
  list->add_option("NETWORK", flags->name, "networks/N or N")->required()->transform(AsNetworkName());
  flags->AddSpeaker(list, false);
  list->add_option("--state", flags->states, "Only in this state (repeatable)")
      ->allow_extra_args(false)
      ->check(CLI::IsMember(KeysOf(States())));
  list->add_option("--member", flags->members, "Only of this member")->expected(1)->transform(AsMemberName());
  list->add_option("--round", flags->round, "Only of this round (r3)");
  list->add_flag("--waiting", flags->waiting, "Only those that wait for the member of --as");
  list->add_option("--limit", flags->limit, "At most this many (default: all)")->check(CLI::PositiveNumber);

  CLI::App* show = AddCommand(parent, "show", "Shows one introduction as its reader sees it",
                              "weftctl introductions show food/4f1c --as food/fn-amara");
  flags = Declare(show, Show, line);
  flags->AddName(show);
  flags->AddSpeaker(show, false);

  CLI::App* withdraw = AddCommand(parent, "withdraw", "Takes an introduction back before it is mutual",
                                  "weftctl introductions withdraw food/4f1c --reason 'mixed up two people'");
  flags = Declare(withdraw, Withdraw, line);
  flags->AddName(withdraw);
  flags->AddSpeaker(withdraw, false);
  withdraw->add_option("--reason", flags->text, "Why; weavers must say it");
}

void AddAnswers(CLI::App* parent, CommandLine* line) {
  CLI::App* accept = AddCommand(parent, "accept", "A side says yes, or an introducer who was asked",
                                "weftctl introductions accept --as food/fn-amara\n"
                                "weftctl introductions accept food/4f1c --as food/fn-amara --note 'looking forward'");
  auto flags = Declare(accept, Accept, line);
  flags->AddNameOrNone(accept);
  flags->AddSpeaker(accept, true);
  accept->add_option("--note", flags->text, "A line for the others, read once all have said yes");

  CLI::App* decline = AddCommand(parent, "decline", "A side says no; the others read that it did not come about",
                                 "weftctl introductions decline food/4f1c --as food/fn-amara --reason topic");
  flags = Declare(decline, Decline, line);
  flags->AddNameOrNone(decline);
  flags->AddSpeaker(decline, true);
  decline->add_option("--reason", flags->word, "Read by the member alone")
      ->check(CLI::IsMember(KeysOf(DeclineReasons())));
  decline->add_option("--comment", flags->text, "Read by the member alone");

  CLI::App* snooze = AddCommand(parent, "snooze", "A side says not now",
                                "weftctl introductions snooze food/4f1c --as food/fn-amara --until 2026-09-01");
  flags = Declare(snooze, Snooze, line);
  flags->AddNameOrNone(snooze);
  flags->AddSpeaker(snooze, true);
  snooze->add_option("--until", flags->until, "Date; default 60 days from now")->check(AsTime());

  CLI::App* not_me = AddCommand(parent, "not-me", "A side says: not me, ask somebody else",
                                "weftctl introductions not-me food/4f1c --as food/fn-amara --ask food/fn-jo --note "
                                "'she knows more about it'");
  flags = Declare(not_me, NotMe, line);
  flags->AddNameOrNone(not_me);
  flags->AddSpeaker(not_me, true);
  not_me->add_option("--ask", flags->ask, "Whom to ask")->required()->transform(AsMemberName());
  not_me->add_option("--note", flags->text, "Why them, in a line")->required();

  CLI::App* outcome = AddCommand(parent, "outcome", "A side says what came of it",
                                 "weftctl introductions outcome food/4f1c learned --as food/fn-amara --lesson 'ask "
                                 "early' --share-lesson");
  flags = Declare(outcome, RecordOutcome, line);
  flags->AddName(outcome);
  outcome->add_option("OUTCOME", flags->word, "What came of it")
      ->required()
      ->check(CLI::IsMember(KeysOf(OutcomeKinds())));
  flags->AddSpeaker(outcome, true);
  outcome->add_option("--lesson", flags->text, "One line");
  outcome->add_flag("--share-lesson", flags->share_lesson, "The network's mail may carry it, without names");
  outcome->add_option("--on", flags->on, "For collaborating: on what");
  outcome->add_option("--led-to", flags->ask, "For led-to-someone: whom")->transform(AsMemberName());
}

void AddReadings(CLI::App* parent, CommandLine* line) {
  CLI::App* effects = AddCommand(parent, "effects", "Lists what a member's answers have changed for them",
                                 "weftctl introductions effects --as food/fn-amara");
  Declare(effects, Effects, line)->AddSpeaker(effects, true);
  CLI::App* resume = AddCommand(parent, "resume", "A member who rests after silences would like to go on",
                                "weftctl introductions resume --as food/fn-amara");
  Declare(resume, Resume, line)->AddSpeaker(resume, true);
  CLI::App* audit = AddCommand(parent, "audit", "Lists who did what to an introduction and when",
                               "weftctl introductions audit food/4f1c");
  Declare(audit, Audit, line)->AddName(audit);
}

}  // namespace

void AddIntroductionCommands(CommandLine* line) {
  CLI::App* introductions = AddCommand(line->app, "introductions", "Proposes, answers and shows introductions", "");
  AddProposals(introductions, line);
  AddAnswers(introductions, line);
  AddReadings(introductions, line);
}

}  // namespace weft::cli
