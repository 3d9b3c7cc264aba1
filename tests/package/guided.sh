#!/usr/bin/env bash
# guided.sh OUT SOURCE: follows docs/plugin-guide.md to the letter, with the installed packages (make.sh), in an empty directory.
source "$(dirname "$0")/installed.sh" "$@"
"$source/tests/package/guide.sh" "$source/docs/plugin-guide.md"
