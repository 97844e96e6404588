#include "cli/contact_commands.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/contact_import.h"
#include "cli/request_id.h"
#include "cli/resource_argument.h"
#include "cli/text_table.h"
#include "cli/words.h"
#include "weft/v1/member_service.grpc.pb.h"

namespace weft::cli {
namespace {

using Service = v1::MemberService;

struct Flags {
  std::string member;
  std::string email;
  std::vector<std::string> handles;
  std::string note;
  std::string share;
  std::string mail;
  bool as_member = false;
};

const std::map<std::string, v1::Contact::Mail>& Mails() {
  static const auto& words =
      *new std::map<std::string, v1::Contact::Mail>{{"all", v1::Contact::MAIL_ALL},
                                                    {"introductions", v1::Contact::MAIL_INTRODUCTIONS},
                                                    {"none", v1::Contact::MAIL_NONE}};
  return words;
}

std::string ContactName(const Flags& flags) { return absl::StrCat(flags.member, "/contact"); }

v1::Speaker SpeakerOf(const Flags& flags) { return flags.as_member ? v1::SPEAKER_MEMBER : v1::SPEAKER_UNSPECIFIED; }

std::string ContactText(const Flags& flags, const v1::Contact& contact) {
  std::string text = absl::StrCat("Contact of ", ShortName(flags.member), "\n");
  const auto append = [&text](absl::string_view label, const std::string& value) {
    if (!value.empty()) absl::StrAppend(&text, "  ", label, ": ", Printable(value), "\n");
  };
  append("e-mail", contact.email());
  for (const v1::Contact::Handle& handle : contact.handles()) append(handle.service(), handle.address());
  append("note", contact.note());
  if (contact.has_share_email() && !contact.share_email()) append("e-mail", "is not given to others");
  if (contact.mail() != v1::Contact::MAIL_UNSPECIFIED) {
    append("gets", EnumWords(v1::Contact::Mail_Name(contact.mail()), "MAIL_"));
  }
  if (contact.email_bounced()) append("bounced", "mail came back; write the address again once it works");
  return text;
}

absl::Status Get(const Flags& flags, Session* session) {
  v1::GetContactRequest request;
  request.set_name(ContactName(flags));
  request.set_speaker(SpeakerOf(flags));
  auto contact = session->connection->Call<Service>(&Service::Stub::GetContact, request);
  if (!contact.ok()) return contact.status();
  return session->Print(*contact, ContactText(flags, *contact));
}

absl::Status Put(const Flags& flags, const v1::UpdateContactRequest& request, Session* session) {
  if (request.update_mask().paths().empty()) {
    return absl::InvalidArgumentError("nothing to change: give --email, --handle, --note, --share-email or --mail");
  }
  auto contact = session->connection->Call<Service>(&Service::Stub::UpdateContact, request);
  if (!contact.ok()) return contact.status();
  // Who does not speak for the member gets back nothing to show.
  return session->Print(*contact, flags.as_member ? ContactText(flags, *contact)
                                                  : absl::StrCat("Written for ", ShortName(flags.member), "\n"));
}

absl::Status Import(const std::string& network, const std::string& path, Session* session) {
  absl::StatusOr<ContactImportCounts> counts = ImportContacts(path, network, session->connection, session->terminal);
  if (!counts.ok()) return counts.status();
  *session->terminal.out << "Contacts: " << counts->written << " written, " << counts->kept
                         << " kept as members have set them, " << Counted(counts->failed, "bad line") << "\n";
  if (counts->failed == 0) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(Counted(counts->failed, "line"), " not imported, see above; all others were"));
}

void AddGet(CLI::App* parent, CommandLine* line) {
  auto flags = std::make_shared<Flags>();
  CLI::App* command = AddCommand(parent, "get", "Shows a member what is held to reach them",
                                 "weftctl contact get food/fn-amara --as-member");
  command->add_option("MEMBER", flags->member, "networks/N/members/M, or N/M")->required()->transform(AsMemberName());
  command->add_flag("--as-member", flags->as_member, "Asks for the member; nobody else may see it");
  AddJsonFlag(command, line);
  command->callback([line, flags] { line->action = [flags](Session* session) { return Get(*flags, session); }; });
}

void AddPut(CLI::App* parent, CommandLine* line) {
  auto flags = std::make_shared<Flags>();
  CLI::App* command =
      AddCommand(parent, "put", "Says how a member can be reached: what is given changes, the rest stays",
                 "weftctl contact put food/fn-amara --email amara@example.org\n"
                 "weftctl contact put food/fn-amara --as-member --share-email no --handle slack:U0AMARA\n"
                 "weftctl contact put food/fn-amara --as-member --mail introductions");
  command->add_option("MEMBER", flags->member, "networks/N/members/M, or N/M")->required()->transform(AsMemberName());
  std::map<std::string, CLI::Option*> fields;
  fields["email"] = command->add_option("--email", flags->email, "Where mail goes; '' removes it");
  fields["handles"] = command
                          ->add_option("--handle", flags->handles,
                                       "SERVICE:ADDRESS in a chat (repeatable; replaces the list, '' empties it)")
                          ->allow_extra_args(false)
                          ->check([](const std::string& text) {
                            const bool good = text.empty() || (text.find(':') != std::string::npos && text[0] != ':');
                            return good ? std::string() : absl::StrCat("'", text, "': write slack:U0AMARA");
                          });
  fields["note"] = command->add_option("--note", flags->note, "For people: 'by phone in the morning: …'");
  fields["share_email"] =
      command->add_option("--share-email", flags->share, "Whether others get the address once both have said yes")
          ->check(CLI::IsMember({"yes", "no"}));
  std::vector<std::string> mails;
  for (const auto& mail : Mails()) mails.push_back(mail.first);
  fields["mail"] = command->add_option("--mail", flags->mail, "What to send by e-mail")->check(CLI::IsMember(mails));
  command->add_flag("--as-member", flags->as_member, "Passes on what the member has just said; nobody overwrites it");
  AddJsonFlag(command, line);
  command->callback([line, flags, fields] {
    v1::UpdateContactRequest request;
    v1::Contact* contact = request.mutable_contact();
    contact->set_name(ContactName(*flags));
    contact->set_email(flags->email);
    for (const std::string& text : flags->handles) {
      if (text.empty()) continue;
      const std::vector<std::string> parts = absl::StrSplit(text, absl::MaxSplits(':', 1));
      v1::Contact::Handle* handle = contact->add_handles();
      handle->set_service(parts[0]);
      handle->set_address(parts[1]);
    }
    contact->set_note(flags->note);
    if (!flags->share.empty()) contact->set_share_email(flags->share == "yes");
    if (!flags->mail.empty()) contact->set_mail(Mails().at(flags->mail));
    for (const auto& field : fields) {
      if (field.second->count() > 0) request.mutable_update_mask()->add_paths(field.first);
    }
    request.set_speaker(SpeakerOf(*flags));
    request.set_request_id(NewRequestId());
    line->action = [flags, request](Session* session) { return Put(*flags, request, session); };
  });
}

void AddImport(CLI::App* parent, CommandLine* line) {
  auto network = std::make_shared<std::string>();
  auto path = std::make_shared<std::string>();
  CLI::App* command = AddCommand(parent, "import", "Brings the addresses of many members; exits 1 if any line was bad",
                                 "weftctl contact import food addresses.csv");
  command->add_option("NETWORK", *network, "networks/N, or N")->required()->transform(AsNetworkName());
  command->add_option("FILE", *path, "CSV with the columns id and email; - is the input")->required();
  command->callback([line, network, path] {
    line->action = [network, path](Session* session) { return Import(*network, *path, session); };
  });
}

}  // namespace

void AddContactCommands(CommandLine* line) {
  CLI::App* contact = AddCommand(line->app, "contact", "Says how members can be reached", "");
  AddGet(contact, line);
  AddPut(contact, line);
  AddImport(contact, line);
}

}  // namespace weft::cli
