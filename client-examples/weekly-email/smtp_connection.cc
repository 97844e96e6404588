#include "client-examples/weekly-email/smtp_connection.h"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"

namespace weft::weekly_email {
namespace {

// One mail on its way out, for libcurl's callbacks.
struct Transfer {
  const Mail* mail = nullptr;
  bool without_late_ones = false;
  const std::function<absl::Status()>* at_end = nullptr;
  SmtpDialogue dialogue;
  absl::Time deadline;
  absl::Duration answer_timeout;
  const std::set<curl_socket_t>* sockets = nullptr;
  size_t position = 0;
  std::string stopped_because;  // Why we ended it ourselves.
};

int Follow(CURL*, curl_infotype type, char* data, size_t size, void* transfer) {
  SmtpDialogue& dialogue = static_cast<Transfer*>(transfer)->dialogue;
  if (type == CURLINFO_HEADER_OUT) dialogue.Out({data, size});
  if (type == CURLINFO_HEADER_IN) dialogue.In({data, size});
  return 0;
}

size_t Read(char* buffer, size_t size, size_t count, void* transfer_pointer) {
  Transfer& transfer = *static_cast<Transfer*>(transfer_pointer);
  if (transfer.position == 0 && !transfer.without_late_ones && transfer.dialogue.HasRecipientForLater()) {
    return CURL_READFUNC_ABORT;
  }
  const std::string& bytes = transfer.mail->bytes;
  const size_t n = std::min(size * count, bytes.size() - transfer.position);
  if (n > 0) {
    std::memcpy(buffer, bytes.data() + transfer.position, n);
    transfer.position += n;
    return n;
  }
  // To return 0 makes libcurl send the end of the mail, after which the server may take it.
  absl::Status status = (*transfer.at_end)();
  if (!status.ok()) {
    transfer.stopped_because = std::string(status.message());
    return CURL_READFUNC_ABORT;
  }
  transfer.dialogue.EndOfMail();
  transfer.deadline = absl::Now() + transfer.answer_timeout;
  return 0;
}

// Called about once a second while anything is waited for.
int Watch(void* transfer_pointer, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  Transfer& transfer = *static_cast<Transfer*>(transfer_pointer);
  if (absl::Now() < transfer.deadline) return 0;
  transfer.stopped_because = "the mail server took too long to answer";
  // Otherwise libcurl would take its leave of the server, and wait for an answer to that, too.
  for (curl_socket_t socket : *transfer.sockets) shutdown(socket, SHUT_RDWR);
  return 1;
}

curl_socket_t OpenSocket(void* sockets, curlsocktype, curl_sockaddr* address) {
  const curl_socket_t opened = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (opened != CURL_SOCKET_BAD) static_cast<std::set<curl_socket_t>*>(sockets)->insert(opened);
  return opened;
}

int CloseSocket(void* sockets, curl_socket_t opened) {
  static_cast<std::set<curl_socket_t>*>(sockets)->erase(opened);
  return close(opened);
}

bool IsSmtpUrl(absl::string_view url) {
  const bool has_scheme = absl::ConsumePrefix(&url, "smtp://") || absl::ConsumePrefix(&url, "smtps://");
  absl::ConsumeSuffix(&url, "/");
  return has_scheme && !url.empty() && !absl::StrContains(url, '/') && !absl::StrContains(url, '@');
}

}  // namespace

struct SmtpConnection::Curl {
  ~Curl() { curl_easy_cleanup(easy); }

  template <typename Value>
  void Set(CURLoption option, Value value) {
    curl_easy_setopt(easy, option, value);
  }

  // Runs what is set up, as `transfer`; returns what it ended with, "" for success.
  std::string Perform(Transfer* transfer) {
    transfer->deadline = absl::Now() + options.timeout;
    transfer->answer_timeout = options.answer_timeout;
    transfer->sockets = &sockets;
    Set(CURLOPT_DEBUGDATA, transfer);
    Set(CURLOPT_READDATA, transfer);
    Set(CURLOPT_XFERINFODATA, transfer);
    char message[CURL_ERROR_SIZE] = "";
    Set(CURLOPT_ERRORBUFFER, message);
    const CURLcode code = curl_easy_perform(easy);
    Set(CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));
    if (code == CURLE_OK) return "";
    if (!transfer->stopped_because.empty()) return transfer->stopped_because;
    return message[0] != '\0' ? message : curl_easy_strerror(code);
  }

  SmtpOptions options;
  CURL* easy = nullptr;
  std::set<curl_socket_t> sockets;  // Open ones.
};

SmtpConnection::SmtpConnection(std::unique_ptr<Curl> curl) : curl_(std::move(curl)) {}
SmtpConnection::~SmtpConnection() = default;

absl::StatusOr<std::unique_ptr<SmtpConnection>> SmtpConnection::Open(const SmtpOptions& options) {
  if (!IsSmtpUrl(options.url)) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", options.url, "' is no mail server such as smtp://host:587 or smtps://host:465"));
  }
  curl_global_init(CURL_GLOBAL_DEFAULT);
  auto curl = std::make_unique<Curl>();
  curl->options = options;
  curl->easy = curl_easy_init();
  if (curl->easy == nullptr) return absl::ResourceExhaustedError("libcurl has no room");
  curl->Set(CURLOPT_URL, options.url.c_str());
  curl->Set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl->Set(CURLOPT_PROXY, "");  // A proxy meant for web pages is not on the way to a mail server.
  curl->Set(CURLOPT_NOSIGNAL, 1L);
  const bool opportunistic = options.starttls == SmtpOptions::Starttls::kOpportunistic;
  curl->Set(CURLOPT_USE_SSL,
            static_cast<long>(opportunistic ? CURLUSESSL_TRY : CURLUSESSL_ALL));  // NOLINT(runtime/int)
  curl->Set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));      // NOLINT(runtime/int)
  if (opportunistic && absl::StartsWith(options.url, "smtp://")) {
    curl->Set(CURLOPT_SSL_VERIFYPEER, 0L);
    curl->Set(CURLOPT_SSL_VERIFYHOST, 0L);
  }
  if (!options.ca_file.empty()) curl->Set(CURLOPT_CAINFO, options.ca_file.c_str());
  if (!options.user.empty()) {
    curl->Set(CURLOPT_USERNAME, options.user.c_str());
    curl->Set(CURLOPT_PASSWORD, options.password.c_str());
  }
  // The deadlines are Watch's: they differ before and after the end of a mail.
  const int64_t longest = absl::ToInt64Seconds(options.timeout + options.answer_timeout) + 60;
  curl->Set(CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(longest));  // NOLINT(runtime/int)
  curl->Set(CURLOPT_CONNECTTIMEOUT_MS,
            static_cast<long>(absl::ToInt64Milliseconds(options.timeout)));  // NOLINT(runtime/int)
  curl->Set(CURLOPT_OPENSOCKETFUNCTION, &OpenSocket);
  curl->Set(CURLOPT_OPENSOCKETDATA, &curl->sockets);
  curl->Set(CURLOPT_CLOSESOCKETFUNCTION, &CloseSocket);
  curl->Set(CURLOPT_CLOSESOCKETDATA, &curl->sockets);
  curl->Set(CURLOPT_NOPROGRESS, 0L);
  curl->Set(CURLOPT_XFERINFOFUNCTION, &Watch);
  curl->Set(CURLOPT_READFUNCTION, &Read);
  curl->Set(CURLOPT_VERBOSE, 1L);  // Only so that Follow is called; nothing is printed.
  curl->Set(CURLOPT_DEBUGFUNCTION, &Follow);
  curl->Set(CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
  return std::unique_ptr<SmtpConnection>(new SmtpConnection(std::move(curl)));
}

absl::Status SmtpConnection::Check() {
  curl_->Set(CURLOPT_UPLOAD, 0L);
  curl_->Set(CURLOPT_NOBODY, 1L);
  curl_->Set(CURLOPT_MAIL_FROM, static_cast<char*>(nullptr));
  curl_->Set(CURLOPT_MAIL_RCPT, static_cast<curl_slist*>(nullptr));
  curl_->Set(CURLOPT_CUSTOMREQUEST, "NOOP");
  Transfer transfer;
  const std::string error = curl_->Perform(&transfer);
  if (error.empty()) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("no mail can be handed over at ", curl_->options.url, ": ", error));
}

SmtpResult SmtpConnection::Send(const Mail& mail, bool without_late_ones, const std::function<absl::Status()>& at_end) {
  curl_slist* recipients = nullptr;
  for (const Mail::Recipient& recipient : mail.recipients) {
    recipients = curl_slist_append(recipients, absl::StrCat("<", recipient.address, ">").c_str());
  }
  curl_->Set(CURLOPT_CUSTOMREQUEST, static_cast<char*>(nullptr));
  curl_->Set(CURLOPT_NOBODY, 0L);
  curl_->Set(CURLOPT_UPLOAD, 1L);
  curl_->Set(CURLOPT_MAIL_FROM, absl::StrCat("<", mail.envelope_from, ">").c_str());
  curl_->Set(CURLOPT_MAIL_RCPT, recipients);
  Transfer transfer;
  transfer.mail = &mail;
  transfer.without_late_ones = without_late_ones;
  transfer.at_end = &at_end;
  const std::string error = curl_->Perform(&transfer);
  curl_->Set(CURLOPT_MAIL_RCPT, static_cast<curl_slist*>(nullptr));
  curl_slist_free_all(recipients);
  return transfer.dialogue.Result(error);
}

}  // namespace weft::weekly_email
