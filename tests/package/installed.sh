# Sourced by the scripts of this folder, with their arguments OUT and SOURCE: the installed engross of make.sh is on PATH and found
# by CMake, and the directory is an empty one that goes when the script ends.
set -euo pipefail
out=$1 source=$2
export PATH=$out/root/usr/bin:$PATH CMAKE_PREFIX_PATH=$out/root/usr CMAKE_GENERATOR=Ninja
unset ENGROSS_DEPARTMENT_PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work/home XDG_DATA_HOME=$work/home/data
cd "$work"
says() { grep -qE -- "$1" "$2" || { echo "expected $1 in:"; cat "$2"; exit 1; }; }
exports_one_symbol() {
  [ "$(nm -D --defined-only "$1" | awk '{print $3}')" = engross_department_open ] || { nm -D --defined-only "$1"; exit 1; }
}
# issues LIBRARY CASE REFERENCE WORDS: the letter is written, holds the words, and is known afterwards
issues() {
  engross issue --unsigned --department "$1" "$2" -o letter.pdf --force
  pdftotext letter.pdf text
  says "$4" text
  engross records list >records
  says "^$3 " records
  engross explain letter.pdf >explained
  says "$3" explained
}
