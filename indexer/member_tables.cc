#include "indexer/member_tables.h"

#include <algorithm>
#include <numeric>

#include "indexer/phrase_dictionary.h"
#include "weft/base/error.h"
#include "weft/snapshot/member_settings.h"

namespace weft {
namespace {

using TextList = google::protobuf::RepeatedPtrField<std::string>;

NameDictionary CollectNames(const NetworkData& data, const TextList& (v1::Member::*list)() const) {
  std::vector<std::string> names;
  for (const StoredMember& stored : data.members) {
    const TextList& own = (stored.member.*list)();
    names.insert(names.end(), own.begin(), own.end());
  }
  return NameDictionary(std::move(names));
}

std::vector<uint32_t> AscendingNumbers(const NameDictionary& dictionary, const TextList& names) {
  std::vector<uint32_t> numbers;
  for (const std::string& name : names) numbers.push_back(dictionary.Find(name));
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

std::vector<uint32_t> DistinctPhrases(const TextList& texts, PhraseDictionary* dictionary) {
  std::vector<uint32_t> numbers;
  for (const std::string& text : texts) {
    const uint32_t number = dictionary->Add(text);
    if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.push_back(number);
  }
  return numbers;
}

}  // namespace

void FillMembers(const NetworkData& data, SnapshotContent* content) {
  SnapshotContent& c = *content;
  const NameDictionary circles = CollectNames(data, &v1::Member::circles);
  const NameDictionary languages = CollectNames(data, &v1::Member::languages);
  std::vector<std::string> organization_names;
  for (const StoredMember& stored : data.members) {
    if (!stored.member.organization().empty()) organization_names.push_back(stored.member.organization());
  }
  const NameDictionary organizations(std::move(organization_names));
  PhraseDictionary phrases;
  std::vector<std::vector<uint32_t>> circle_members(circles.names().size());
  for (uint32_t i = 0; i < data.members.size(); ++i) {
    const v1::Member& member = data.members[i].member;
    c.ids.Add(MemberId(member));
    c.display_names.Add(member.display_name());
    c.settings.push_back(SettingsOf(data.members[i].key, member.participation()));
    c.refused.Add(RefusedBy(member.participation()));
    c.phrases[static_cast<int>(Facet::kInterests)].Add(DistinctPhrases(member.interests(), &phrases));
    c.phrases[static_cast<int>(Facet::kOffers)].Add(DistinctPhrases(member.offers(), &phrases));
    c.phrases[static_cast<int>(Facet::kNeeds)].Add(DistinctPhrases(member.needs(), &phrases));
    c.bios.push_back(member.bio().empty() ? kNone : phrases.Add(member.bio()));
    const std::vector<uint32_t> own_circles = AscendingNumbers(circles, member.circles());
    for (const uint32_t circle : own_circles) circle_members[circle].push_back(i);
    c.circles.Add(own_circles);
    c.languages.Add(AscendingNumbers(languages, member.languages()));
    c.organizations.push_back(member.organization().empty() ? kNone : organizations.Find(member.organization()));
  }
  c.by_key.resize(data.members.size());
  std::iota(c.by_key.begin(), c.by_key.end(), 0u);
  std::sort(c.by_key.begin(), c.by_key.end(),
            [&c](uint32_t a, uint32_t b) { return c.settings[a].key < c.settings[b].key; });
  for (const std::string& text : phrases.texts()) c.phrase_texts.Add(text);
  for (const std::string& name : circles.names()) c.circle_names.Add(name);
  for (const std::string& name : organizations.names()) c.organization_names.Add(name);
  for (const std::string& tag : languages.names()) c.language_tags.Add(tag);
  for (const std::vector<uint32_t>& members : circle_members) c.circle_members.Add(members);
}

absl::Status FillRows(const Embedder& embedder, const Progress& progress, SnapshotContent* content) {
  constexpr size_t kBatch = 1024;
  const size_t dimension = static_cast<size_t>(embedder.dimension());
  const StringsView texts = content->phrase_texts.view();
  std::vector<float> rows;
  for (size_t begin = 0; begin < texts.size(); begin += kBatch) {
    std::vector<std::string> batch;
    for (size_t i = begin; i < std::min(texts.size(), begin + kBatch); ++i) batch.emplace_back(texts[i]);
    rows.assign(batch.size() * dimension, 0);
    WEFT_RETURN_IF_ERROR(embedder.Embed(batch, absl::MakeSpan(rows)));
    for (size_t i = 0; i < batch.size(); ++i) {
      content->phrase_rows.Add(absl::MakeConstSpan(rows).subspan(i * dimension, dimension));
    }
    Report(progress, "embedding phrases", begin + batch.size(), texts.size());
  }
  const Int8RowsView phrase_rows = content->phrase_rows.view();
  std::vector<int8_t> quantized(dimension);
  for (int f = 0; f < kFacetCount; ++f) {
    const ListsView<uint32_t> phrases = content->phrases[f].view();
    for (uint32_t i = 0; i < phrases.size(); ++i) {
      std::vector<Int8Row> own;
      for (const uint32_t phrase : phrases[i]) own.push_back(phrase_rows.row(phrase));
      if (f == static_cast<int>(Facet::kInterests) && content->bios[i] != kNone) {
        own.push_back(phrase_rows.row(content->bios[i]));
      }
      const std::vector<float> sum = NormalizedSum(own, embedder.dimension());
      const float scale = QuantizeRow(sum, absl::MakeSpan(quantized));
      if (scale == 0) continue;
      content->facet_rows[f].Add(Int8Row{quantized.data(), scale});
      content->facet_ordinals[f].push_back(i);
    }
  }
  return absl::OkStatus();
}

}  // namespace weft
