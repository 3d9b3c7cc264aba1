// Where approvals are kept: in a file, never in a stream.
#include "approving.hpp"

namespace engross::test {
namespace {

TEST_F(Approve, AreNotKeptInAFileCalledDash) {
  const Outcome refused =
      engross({"approve", draft, "--as", "drafter", "--key", desk.folder / "ada.pem", "--approvals", "-"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_TRUE(holds(refused.err, "approvals are kept in a file, and \"-\" is none [options.approvals]")) << refused.err;
  EXPECT_EQ(engross({"approvals", draft, "--approvals", "-"}).exit_code, 2);
}

}  // namespace
}  // namespace engross::test
