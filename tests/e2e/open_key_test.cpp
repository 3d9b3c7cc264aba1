// Keys without a passphrase, which are in memory though nobody was asked for anything.
#include "approving.hpp"

namespace engross::test {
namespace {

// The file of certificates that it waits for is read after the key.
TEST_F(Approve, AnOpenKeyIsNotDumpedEither) {
  std::string command;
  for (const std::string& word :
       words({std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "approve", draft, "--as", "drafter", "--key",
              desk.folder / "ada.pem", "--chain", desk.folder / "pipe", "--at", "2016-10-26T09:00:00Z"}))
    command += "'" + word + "' ";
  write_file(
      desk.folder / "script",
      "ulimit -c unlimited; cd '" + desk.folder.path() + "'; mkfifo pipe; exec 7<>pipe\n" + command +
          "7>&- > said 2>&1 & child=$!\n" +
          "for i in $(seq 100); do sleep 0.1; grep -q '^Max core file size *0 *0 ' /proc/$child/limits && break; "
          "done\n" +
          "grep '^Max core file size' /proc/$child/limits\ncat ada.pem >&7; exec 7>&-; wait $child; echo ended $?\n");
  const Outcome seen = run({"bash", desk.folder / "script"});
  EXPECT_TRUE(holds(seen.out, "Max core file size        0                    0 ")) << seen.out << seen.err;
  EXPECT_TRUE(holds(seen.out, "ended 0\n")) << seen.out << read_file(desk.folder / "said");
}

}  // namespace
}  // namespace engross::test
