#!/usr/bin/env bash
# operated.sh OUT SOURCE: follows docs/officer-guide.md and docs/operator-guide.md to the letter, with the installed packages (make.sh),
# each in an empty directory.
source "$(dirname "$0")/installed.sh" "$@"
for guide in officer-guide operator-guide; do
  sed "s|/usr/share/doc/engross|$out/root&|" "$source/docs/$guide.md" >"$work/$guide.md"
  mkdir "$work/$guide"
  (cd "$work/$guide" && "$source/tests/package/guide.sh" "$work/$guide.md")
done
