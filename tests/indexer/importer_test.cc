#include "indexer/importer.h"

#include <thread>

#include "absl/strings/str_cat.h"
#include "tests/indexer/small_import.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ImporterTest : public SmallImport {};

TEST_F(ImporterTest, CreatesNetworkMembersAndTies) {
  ASSERT_OK_AND_ASSIGN(ImportResult result, Import(kFoodMembers, kFoodTies));
  EXPECT_TRUE(result.AllGood());
  EXPECT_TRUE(result.written);
  EXPECT_TRUE(result.network_created);
  EXPECT_EQ(result.members.created_count, 4);
  EXPECT_EQ(result.ties.created_count, 2);
  EXPECT_EQ(result.change_sequence, 7);
  ASSERT_OK_AND_ASSIGN(v1::Network network, store_->GetNetwork("food"));
  EXPECT_EQ(network.policy().unspoken(), v1::Policy::UNSPOKEN_ASK_FIRST);
  ASSERT_OK_AND_ASSIGN(StoredMember ann, store_->GetMember("food", "ann"));
  EXPECT_EQ(ann.member.interests_size(), 1);
}

TEST_F(ImporterTest, RepeatingChangesNothing) {
  ASSERT_OK(Import(kFoodMembers, kFoodTies));
  ASSERT_OK_AND_ASSIGN(ImportResult again, Import(kFoodMembers, kFoodTies));
  EXPECT_FALSE(again.network_created);
  EXPECT_EQ(again.members.unchanged_count, 4);
  EXPECT_EQ(again.ties.unchanged_count, 2);
  EXPECT_EQ(again.change_sequence, 7);
}

TEST_F(ImporterTest, ShowIsRecordedWithItsGround) {
  ImportOptions options;
  options.unspoken = v1::Policy::UNSPOKEN_SHOW;
  ASSERT_OK_AND_ASSIGN(ImportResult first, Import(kFoodMembers, "", options));
  EXPECT_FALSE(first.unspoken_disregarded);
  ASSERT_OK_AND_ASSIGN(v1::Network network, store_->GetNetwork("food"));
  EXPECT_EQ(network.policy().unspoken(), v1::Policy::UNSPOKEN_SHOW);
  EXPECT_EQ(network.policy().unspoken_ground(), "import: stated by the operator with --unspoken show");
  options.unspoken = v1::Policy::UNSPOKEN_HIDE;
  ASSERT_OK_AND_ASSIGN(ImportResult second, Import(kFoodMembers, "", options));
  EXPECT_TRUE(second.unspoken_disregarded);
  ASSERT_OK_AND_ASSIGN(network, store_->GetNetwork("food"));
  EXPECT_EQ(network.policy().unspoken(), v1::Policy::UNSPOKEN_SHOW);
}

TEST_F(ImporterTest, BadLinesAreNamedAndTheRestImported) {
  ASSERT_OK_AND_ASSIGN(ImportResult result, Import("{\"id\":\"ann\"}\nrubbish\n{\"id\":\"bob\",\"title\":\"Chief\"}\n",
                                                   "a,b\nann,bob\nann,nobody\nnowhere,nobody\nann,ann\n"));
  EXPECT_FALSE(result.AllGood());
  EXPECT_TRUE(result.written);
  EXPECT_EQ(result.members.created_count, 2);
  EXPECT_EQ(result.members.read.unknown_keys.counts().at("title"), 1);
  ASSERT_EQ(result.members.errors.size(), 1u);
  EXPECT_EQ(result.members.errors[0].line, 2);
  EXPECT_EQ(result.ties.created_count, 1);
  EXPECT_EQ(result.ties.read.bad_row_count, 3);
  bool named = false;
  for (const ImportError& error : result.ties.errors) {
    named |= error.line == 3 && error.description.find("nobody") != std::string::npos;
  }
  EXPECT_TRUE(named);
}

TEST_F(ImporterTest, StrictImportsNothingIfALineIsBad) {
  ImportOptions options;
  options.strict = true;
  for (const auto& files :
       std::vector<std::pair<std::string, std::string>>{{"{\"id\":\"ann\"}\nrubbish\n", ""},
                                                        {"{\"id\":\"ann\",\"title\":\"Chief\"}\n", ""},
                                                        {"{\"id\":\"ann\"}\n", "a,b\nann,nobody\n"}}) {
    ASSERT_OK_AND_ASSIGN(ImportResult result, Import(files.first, files.second, options));
    EXPECT_FALSE(result.AllGood());
    EXPECT_FALSE(result.written);
    EXPECT_THAT(store_->GetNetwork("food").status(), HasReason("NETWORK_NOT_FOUND"));
  }
  ASSERT_OK_AND_ASSIGN(ImportResult good, Import(kFoodMembers, kFoodTies, options));
  EXPECT_TRUE(good.AllGood());
  EXPECT_TRUE(good.written);
  EXPECT_EQ(good.members.created_count, 4);
  EXPECT_EQ(good.ties.created_count, 2);
}

TEST_F(ImporterTest, ADryRunCountsAndWritesNothing) {
  ImportOptions dry;
  dry.dry_run = true;
  ASSERT_OK_AND_ASSIGN(ImportResult first, Import(kFoodMembers, kFoodTies, dry));
  EXPECT_TRUE(first.AllGood());
  EXPECT_FALSE(first.written);
  EXPECT_TRUE(first.network_created);
  EXPECT_EQ(first.members.created_count, 4);
  EXPECT_THAT(store_->GetNetwork("food").status(), HasReason("NETWORK_NOT_FOUND"));
  ASSERT_OK(Import(kFoodMembers, ""));
  ASSERT_OK_AND_ASSIGN(ImportResult second,
                       Import("{\"id\":\"ann\",\"bio\":\"new\"}\n{\"id\":\"cid\"}\n{\"id\":\"eve\"}\n", "", dry));
  EXPECT_EQ(second.members.updated_count, 1);
  EXPECT_EQ(second.members.unchanged_count, 1);
  EXPECT_EQ(second.members.created_count, 1);
  ASSERT_OK_AND_ASSIGN(StoredMember ann, store_->GetMember("food", "ann"));
  EXPECT_EQ(ann.member.bio(), "I grow old varieties.");
}

TEST_F(ImporterTest, WhatTheMemberSaidStaysAndIsListed) {
  ASSERT_OK(Import("{\"id\":\"ann\",\"introductions_per_month\":4}\n{\"id\":\"bob\"}\n", "a,b\nann,bob\n"));
  ASSERT_OK_AND_ASSIGN(StoredMember ann, store_->GetMember("food", "ann"));
  ann.member.mutable_participation()->set_introductions_per_month(1);
  ann.member.mutable_participation()->set_being_introduced(v1::Participation::WORD_REFUSED);
  ann.member.mutable_participation()->add_spoken_fields("being_introduced");
  ann.member.mutable_participation()->add_spoken_fields("introductions_per_month");
  WriteBatch said;
  said.caller.speaks_for_member = true;
  said.mutations.push_back(PutMemberMutation{"food", "ann", ann.member});
  said.mutations.push_back(DeleteTieMutation{"food", "ann", "bob"});
  ASSERT_OK(store_->Apply(said).status());

  ASSERT_OK_AND_ASSIGN(
      ImportResult result,
      Import("{\"id\":\"ann\",\"bio\":\"new\",\"introductions_per_month\":8,\"rhythm\":\"weekly\"}\n{\"id\":\"bob\"}\n",
             "a,b\nann,bob\n"));
  EXPECT_TRUE(result.AllGood());
  ASSERT_EQ(result.members.kept.size(), 1u);
  EXPECT_EQ(result.members.kept[0].member, "ann");
  EXPECT_THAT(result.members.kept[0].fields, ElementsAre("introductions_per_month"));
  EXPECT_EQ(result.ties.kept_count, 1);
  ASSERT_OK_AND_ASSIGN(ann, store_->GetMember("food", "ann"));
  EXPECT_EQ(ann.member.bio(), "new");
  EXPECT_EQ(ann.member.participation().introductions_per_month(), 1);
  EXPECT_EQ(ann.member.participation().being_introduced(), v1::Participation::WORD_REFUSED);
  EXPECT_EQ(ann.member.participation().rhythm(), v1::Participation::RHYTHM_WEEKLY);
  EXPECT_EQ(ann.member.participation().spoken_fields_size(), 2);
}

TEST_F(ImporterTest, ImportsBesideEachOtherLoseNothing) {
  std::string members;
  for (int i = 0; i < 1200; ++i) absl::StrAppend(&members, "{\"id\":\"m", i, "\",\"bio\":\"text ", i, "\"}\n");
  ASSERT_TRUE(OverwriteFile(files_.File("many"), members));
  ImportOptions options;
  options.members_path = files_.File("many");
  std::vector<absl::Status> statuses(3);
  std::vector<std::thread> threads;
  for (absl::Status& status : statuses) {
    threads.emplace_back([&] { status = Importer(store_.get(), &embedder_, network_).Run(options).status(); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const absl::Status& status : statuses) EXPECT_OK(status);
  ASSERT_OK_AND_ASSIGN(v1::Network network, store_->GetNetwork("food"));
  EXPECT_EQ(network.member_count(), 1200);
  EXPECT_EQ(network.change_sequence(), 1201);
}

// Notes what it is asked to embed, and what the store held then.
class WatchingEmbedder : public HashEmbedder {
 public:
  explicit WatchingEmbedder(const Store* store) : HashEmbedder(64), store_(store) {}
  absl::Status Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const override {
    texts_seen.insert(texts_seen.end(), texts.begin(), texts.end());
    members_then = (*store_->GetNetwork("food")).member_count();
    return HashEmbedder::Embed(texts, rows);
  }
  mutable std::vector<std::string> texts_seen;
  mutable int64_t members_then = -1;

 private:
  const Store* const store_;
};

TEST_F(ImporterTest, EmbedsBeforeItApplies) {
  const WatchingEmbedder watching(store_.get());
  ASSERT_TRUE(OverwriteFile(files_.File("members"), kFoodMembers));
  ImportOptions options;
  options.members_path = files_.File("members");
  ASSERT_OK(Importer(store_.get(), &watching, network_).Run(options).status());
  EXPECT_EQ(watching.members_then, 0);
  EXPECT_THAT(watching.texts_seen, testing::UnorderedElementsAre("Grant Writing", "seed saving", "grant writing",
                                                                 "I grow old varieties.", "web design"));
}

TEST_F(ImporterTest, AMissingFileIsNamed) {
  ImportOptions options;
  options.members_path = files_.File("absent.jsonl");
  EXPECT_THAT(Importer(store_.get(), &embedder_, network_).Run(options).status(),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("absent.jsonl")));
}

}  // namespace
}  // namespace weft
