#!/usr/bin/env bash
# operated.sh OUT SOURCE: follows docs/operator-guide.md to the letter, with the installed packages (make.sh), in an empty directory.
source "$(dirname "$0")/installed.sh" "$@"
sed "s|/usr/share/doc/engross|$out/root&|" "$source/docs/operator-guide.md" >"$work/operator-guide.md"
mkdir night && cd night
"$source/tests/package/guide.sh" "$work/operator-guide.md"
