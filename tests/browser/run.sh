#!/usr/bin/env bash
# Every HTML page that engross writes, looked at in a real browser (look.cjs).
#
#   tests/browser/run.sh PROGRAM FOLDER   the installation's program; where node modules and pages may lie
#
# Ends with 77, and says why, where the browser or the modules cannot be had.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
engross=$(realpath "$1")
source=$here/../..
mkdir -p "$2"
folder=$(realpath "$2")

chromium=$(command -v chromium || true)
for program in "${chromium:-chromium}" node npm; do
  command -v "$program" >/dev/null || { echo "skipped: $program is not installed (packages/browser.txt)"; exit 77; }
done
cp "$here"/package.json "$here"/package-lock.json "$here"/.npmrc "$folder"
if ! cmp -s "$folder/package-lock.json" "$folder/fetched.json"; then
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1) ||
    { tail -3 "$folder/npm.log"; echo "skipped: npm cannot fetch axe-core and puppeteer-core (is there a network?)"; exit 77; }
  cp "$folder/package-lock.json" "$folder/fetched.json"
fi

look() { NODE_PATH=$folder/node_modules node "$here/look.cjs" "$chromium" "$@"; }

# First a page that is wrong in every way that is looked for: it must be found.
found=$(look "$here/bad.html") && { echo "a page with faults passes:"; echo "$found"; exit 1; }
for fault in image-alt color-contrast html-has-lang "is wider than 400"; do
  grep -q "$fault" <<<"$found" || { echo "$fault is not found in a page that has it:"; echo "$found"; exit 1; }
done

pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
run() { XDG_CACHE_HOME=$pages/cache "$engross" "$@" --store "$pages/store" --at 2026-07-01T09:00:00Z --quiet >/dev/null 2>>"$pages/said" ||
  { echo "engross $* failed:"; cat "$pages/said"; exit 1; }; }

# Explanations of a case, a draft with an officer's hand in it, an issued letter, of two languages, tables and values.
for sample in "$source"/plugins/*/samples/*.json; do
  run explain "$sample" --as html -o "$pages/why-$(basename "$sample" .json).html"
done
# Words that are too long for a narrow window, a table with many columns, a list.
long=$(printf 'w%.0s' {1..400})
cat >"$pages/awkward.json" <<JSON
{"reference": "2016-0099999", "department": "dfe", "date": "2016-10-26", "subject": "$long", "incoming": {"dated": "2016-09-30"},
 "correspondent": {"title": "Ms", "surname": "Watling", "address": ["$long"], "postcode": "TF3 4NT"},
 "paragraphs": [{"text": "$long & <script>alert(1)</script>"}, {"markdown":
 "| One heading | Another heading | A third heading | A fourth heading | A fifth heading | A sixth heading |\\n|-|-|-|-|-|-|\\n| 1 | 2 | 3 | 4 | 5 | 6 |\\n\\n1. first\\n2. [second](https://www.gov.uk/)\\n\\n## A heading"}]}
JSON
run explain "$pages/awkward.json" --as html -o "$pages/why-awkward.html"
run explain "$source/samples/dfe/parent-unnamed.draft.md" --as html -o "$pages/why-a-draft.html"
run explain "$source/samples/dfe/2016-0046030.json" --find PSHE --as html -o "$pages/why-found.html"
run issue "$source/samples/dfe/2016-0046030.json" --unsigned -o "$pages/issued.pdf"
run explain "$pages/issued.pdf" --as html -o "$pages/why-an-issued-letter.html"

# Two editions of a department: paragraphs changed, added and gone, in two languages.
for department in dfe cyngor-bro-helyg; do
  cp -r "$source/plugins/$department" "$pages/"
  chmod -R u+w "$pages/$department"
done
sed -i 's/Thank you/We are grateful/; s/^revision: 3/revision: 4/' "$pages"/dfe/paragraphs/thanks*.md
rm "$pages/dfe/paragraphs/sre-law.md"
sed 's/^title: .*/title: Added/' "$source/plugins/dfe/paragraphs/sre-parents.md" >"$pages/dfe/paragraphs/sre-more.md"
sed -i 's/llythyr/lythyr/g' "$pages"/cyngor-bro-helyg/paragraphs/*.md
for department in dfe cyngor-bro-helyg; do
  run department diff "$source/plugins/$department" "$pages/$department" --as html -o "$pages/diff-$department.html"
  run department diff "$source/plugins/$department" "$source/plugins/$department" --as html -o "$pages/same-$department.html"
done
look "$pages"/*.html
