#include "cli/index_text.h"

#include "gtest/gtest.h"

namespace weft::cli {
namespace {

TEST(IndexTextTest, ShowsStatesAndRefusals) {
  google::protobuf::RepeatedPtrField<v1::IndexStatus> statuses;
  v1::IndexStatus* loaded = statuses.Add();
  loaded->set_network("networks/a");
  loaded->set_state(v1::IndexStatus::STATE_LOADED);
  loaded->set_snapshot_version("7");
  loaded->set_change_sequence(12);
  loaded->set_member_count(60);
  loaded->set_overlay_member_count(2);
  loaded->set_tie_count(123);
  loaded->set_isolate_count(4);
  loaded->set_cluster_count(6);
  loaded->set_fine_cluster_count(11);
  loaded->set_largest_cluster_share(0.304);
  loaded->set_index_type("exact");
  loaded->set_recall(1);
  v1::IndexStatus* refused = statuses.Add();
  refused->set_network("networks/b");
  refused->set_state(v1::IndexStatus::STATE_REFUSED);
  refused->set_refusal("rows.bin: checksum differs");
  EXPECT_EQ(IndexStatusesText(statuses),
            "NETWORK     STATE    SNAPSHOT  CHANGE  MEMBERS  SINCE SNAPSHOT  TIES  ISOLATES  CLUSTERS  FINE CLUSTERS  "
            "LARGEST  INDEX  RECALL\n"
            "networks/a  loaded   7         12      60       2               123   4         6         11             "
            "30 %     exact  1.000\n"
            "networks/b  REFUSED            0       0        0               0     0\n"
            "networks/b: newest snapshot refused: rows.bin: checksum differs\n");
  EXPECT_EQ(IndexStatusesText({}), "No networks.\n");
}

}  // namespace
}  // namespace weft::cli
