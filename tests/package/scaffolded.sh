#!/usr/bin/env bash
# scaffolded.sh OUT SOURCE: from the installed packages (make.sh), in an empty directory: a new department, built, proved, locked,
# and a letter issued from it; of content alone, and with C++. Stops at the first thing that is not so.
source "$(dirname "$0")/installed.sh" "$@"

# scaffolded NAME WORDS…: department new, built, proved by its own ctest, locked; then a letter from the locked library
scaffolded() {
  local name=$1 library=$work/departments/$1.so
  echo "== department new $*"
  engross department new "$@" >said
  cmake -S "$name" -B "$name/build" >log 2>&1 || { cat log; exit 1; }
  cmake --build "$name/build" >log 2>&1 || { cat log; exit 1; }
  ctest --test-dir "$name/build" --output-on-failure >log 2>&1 || { cat log; exit 1; }
  says '100% tests passed' log
  exports_one_symbol "$name/build/departments/$name.so"
  engross department check "$name/build/departments/$name.so" --source "$name" >log 2>&1 || { cat log; exit 1; }
  mkdir -p departments
  cp "$name/build/departments/$name.so" departments
  engross department lock "$library" --by "Ada Quay"
  engross department lock --check "$library"
  export ENGROSS_DEPARTMENT_PATH=$work/departments
  issues "$name" "$name/samples/$sample.json" "$reference" "$words"
  unset ENGROSS_DEPARTMENT_PATH
  printf x >>"$library"
  ! engross department show "$library" >log 2>&1 || { echo "a library that was changed after it was locked was used"; exit 1; }
  says 'lock.changed' log
}
sample=repairs reference=S-1 words='will be done by' scaffolded housing
sample=again reference=S-3 words='2 earlier letters' scaffolded fines --with-code
