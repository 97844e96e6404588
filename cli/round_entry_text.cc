#include "cli/round_entry_text.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/resource_argument.h"
#include "cli/text_table.h"
#include "cli/words.h"

namespace weft::cli {
namespace {

using Person = v1::RoundEntry::Person;

std::string KindText(v1::Recommendation::Kind kind) {
  switch (kind) {
    case v1::Recommendation::KIND_STRONG_FIT:
      return "strong fit";
    case v1::Recommendation::KIND_WEAK_TIE:
      return "weak tie";
    default:
      return "";
  }
}

// "Amara" of "Amara, seed saver": what follows the comma makes no sentence.
std::string ShortNameOf(const Person& person) {
  const std::string name = NameOrId(person.display_name(), person.member());
  return name.substr(0, std::min(name.find(','), name.size()));
}

// A reason that was written to `own` about `other`, said to a third person.
std::string Retold(const v1::Reason& reason, const std::string& own, const std::string& other) {
  const std::string mine = Quoted(reason.own_phrase());
  const std::string theirs = Quoted(reason.other_phrase());
  const bool quotes = !reason.own_phrase().empty() && !reason.other_phrase().empty();
  switch (reason.type()) {
    case v1::Reason::TYPE_NEED_MET:
      return quotes ? absl::StrCat(own, " looks for ", mine, ", ", other, " offers ", theirs)
                    : absl::StrCat(other, " may offer something close to what ", own, " looks for");
    case v1::Reason::TYPE_OFFER_WANTED:
      return quotes ? absl::StrCat(other, " looks for ", theirs, ", ", own, " offers ", mine)
                    : absl::StrCat(own, " may offer something close to what ", other, " looks for");
    case v1::Reason::TYPE_SHARED_INTEREST:
      if (!quotes) return "they care about kindred things";
      return mine == theirs ? absl::StrCat("both care about ", mine)
                            : absl::StrCat(own, " cares about ", mine, ", ", other, " about ", theirs);
    case v1::Reason::TYPE_SHARED_CIRCLE:
      return "they are in the same circle";
    case v1::Reason::TYPE_SHARED_ORGANIZATION:
      return "they belong to the same organization";
    case v1::Reason::TYPE_MUTUAL_ACQUAINTANCES:
      return "they have acquaintances in common";
    case v1::Reason::TYPE_WIDER_CIRCLE:
      return "a wider circle for both";
    case v1::Reason::TYPE_RECONNECT:
      return "they know each other, but have not been in contact for long";
    case v1::Reason::TYPE_COLD_START:
      return "little is known yet of what they have in common";
    case v1::Reason::TYPE_NEARBY:
      return "people they know are near each other";
    case v1::Reason::TYPE_NEARBY_CIRCLES:
      return "they move in neighbouring circles";
    default:
      return Printable(reason.text());
  }
}

// The other of two; of three or four, reasons do not say whom they are about.
std::string OtherName(const v1::RoundEntry& entry, int own) {
  return entry.members_size() == 2 ? ShortNameOf(entry.members(1 - own)) : "another of them";
}

// What edits call an entry; in a dry run, which has no names, what they would call it.
std::string EntryId(const google::protobuf::RepeatedPtrField<v1::RoundEntry>& entries, int i) {
  return entries[i].name().empty() ? absl::StrCat(i + 1) : Printable(LastId(entries[i].name()));
}

void AppendBelow(const std::string& indent, const std::string& line, std::string* text) {
  if (!line.empty()) absl::StrAppend(text, indent, line, "\n");
}

}  // namespace

std::string WhyInOneLine(const v1::RoundEntry& entry) {
  std::string first;
  for (int i = 0; i < entry.members_size(); ++i) {
    const Person& person = entry.members(i);
    for (const v1::Reason& reason : person.reasons()) {
      const std::string retold = Retold(reason, ShortNameOf(person), OtherName(entry, i));
      // What they can say to each other says more than who is near to whom.
      if (!reason.own_phrase().empty() && !reason.other_phrase().empty()) return retold;
      if (first.empty()) first = retold;
    }
  }
  return first;
}

std::string StandingText(const v1::RoundEntry& entry) {
  if (entry.standing() == v1::RoundEntry::STANDING_NOT_OPENED) {
    return "not opened: by then one of them could not be introduced any more";
  }
  if (entry.standing() == v1::RoundEntry::STANDING_PLANNED ||
      entry.standing() == v1::RoundEntry::STANDING_UNSPECIFIED) {
    return "";
  }
  return absl::StrCat(EnumWords(v1::RoundEntry::Standing_Name(entry.standing()), "STANDING_"), " by ",
                      entry.weaver().empty() ? "the operator" : Printable(LastId(entry.weaver())), ": ",
                      Quoted(entry.reason()));
}

std::string WhoText(const v1::RoundEntry& entry) {
  std::vector<std::string> names;
  for (const Person& person : entry.members()) names.push_back(NameAndId(person.display_name(), person.member()));
  return absl::StrJoin(names, " + ");
}

std::string RoundEntriesText(const google::protobuf::RepeatedPtrField<v1::RoundEntry>& entries, bool reasons) {
  if (entries.empty()) return "No introductions.\n";
  constexpr char kEntry[] = "ENTRY";
  constexpr char kKind[] = "KIND      ";  // As wide as "strong fit".
  const int width = std::max(DisplayWidth(kEntry), DisplayWidth(EntryId(entries, entries.size() - 1)));
  const auto padded = [](const std::string& text, int columns) {
    return absl::StrCat(text, std::string(std::max(0, columns - DisplayWidth(text)), ' '), "  ");
  };
  const int kind_width = DisplayWidth(kKind);
  const std::string indent(width + kind_width + 4, ' ');
  std::string text = absl::StrCat(padded(kEntry, width), padded(kKind, kind_width), "WHO, AND WHY\n");
  for (int i = 0; i < entries.size(); ++i) {
    const v1::RoundEntry& entry = entries[i];
    absl::StrAppend(&text, padded(EntryId(entries, i), width), padded(KindText(entry.kind()), kind_width),
                    WhoText(entry), "\n");
    AppendBelow(indent, StandingText(entry), &text);
    if (!reasons) AppendBelow(indent, WhyInOneLine(entry), &text);
    for (const Person& person : entry.members()) {
      if (!reasons) break;
      absl::StrAppend(&text, indent, "to ", NameOrId(person.display_name(), person.member()), ":\n");
      for (const v1::Reason& reason : person.reasons()) {
        absl::StrAppend(&text, indent, "  - ", Printable(reason.text()), "\n");
      }
    }
    if (!entry.introducer().empty()) {
      AppendBelow(indent, absl::StrCat(Printable(LastId(entry.introducer())), " is asked to introduce them first"),
                  &text);
    }
    if (!entry.introduction().empty()) {
      AppendBelow(indent, absl::StrCat("introduction ", Printable(ShortName(entry.introduction()))), &text);
    }
  }
  return text;
}

}  // namespace weft::cli
