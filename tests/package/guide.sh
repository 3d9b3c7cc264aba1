#!/usr/bin/env bash
# guide.sh GUIDE [install]: follows a guide (docs/officer-guide.md, docs/plugin-guide.md, docs/operator-guide.md) to the letter, in the current
# directory, with the engross that is on PATH. Its fences:
#   ```sh            commands, run in order in one shell; each must succeed
#   ```sh 4          commands of which the last must end with 4; the others are not looked at
#   ```sh install    commands that install the packages, run only when this script is told `install`
#   ```text          what the commands before said: each line is in it, where … stands for anything
#   ```<any> FILE    a file, written as it stands
# Anything else is a fault of the guide.
set -euo pipefail
guide=$(realpath "$1")
export GUIDE_INSTALL=${2:-}
script=$(mktemp)
trap 'rm -f "$script"' EXIT

# One shell script of all fences. What a step says goes to $said; when it fails the script ends, and the trap tells.
awk -v q="'" '
  function quoted(text) { gsub(q, q "\\" q q, text); return q text q }
  BEGIN {
    print "set -euo pipefail; said=$(mktemp); step=0; exec 3>&1 4>&2"
    print "end() { code=$?; exec >&3 2>&4; [ $code = 0 ] || { echo \"guide: line $step fails with $code\"; cat \"$said\"; }; rm -f \"$said\"; }"
    print "trap end EXIT"
    print "expect() { grep -qE -- \"$1\" \"$said\" || { echo \"guide: line $2 promises: $3\"; exec >>\"$said\"; exit 1; }; }"
  }
  !inside && /^```/ {
    inside = NR; kind = $1; name = $2
    if ($0 == "```sh" || $0 == "```sh install" || $0 ~ /^```sh [0-9]+$/) {
      kind = "sh"
      code = name ~ /^[0-9]+$/ ? name : ""
      print "step=" NR "; echo \"-- line $step\" >&3; exec >\"$said\" 2>&1"
      if (name == "install") print "if [ -n \"$GUIDE_INSTALL\" ]; then"
      if (code != "") print "set +e"
    } else if ($0 == "```text") {
      kind = "text"
      print "exec >&3 2>&4"
    } else if (NF == 2) {
      kind = "file"
      delimiter = "END_OF_FILE_" NR
      print "step=" NR "; mkdir -p \"$(dirname " quoted(name) ")\"; cat >" quoted(name) " <<" q delimiter q
    } else {
      print "guide: line " NR ": what is this fence? " $0 >"/dev/stderr"
      exit 1
    }
    next
  }
  inside && /^```$/ {
    if (kind == "sh" && code != "")
      print "ended=$?; set -e; [ $ended = " code " ] || { echo \"guide: line $step ends with $ended, not " code "\"; exit 1; }"
    if (kind == "sh") print (name == "install" ? ":; fi\n" : "") "exec >&3 2>&4"
    if (kind == "file") print delimiter
    inside = 0
    next
  }
  inside && kind == "text" && NF {
    pattern = $0
    gsub(/[][\\.*^$+?(){}|]/, "\\\\&", pattern)
    gsub(/ *… */, ".*", pattern)
    print "expect " quoted(pattern) " " NR " " quoted($0)
    next
  }
  inside { print }
' "$guide" >"$script"
bash "$script"
