#!/usr/bin/env bash
# contents.sh OUT SOURCE: what the packages of make.sh say of themselves and hold. Every line that is wrong is printed.
set -euo pipefail
out=$1 source=$2 faults=0
root=$out/root
fault() { echo "FAULT: $*"; faults=$((faults + 1)); }
# want WHAT PATTERN TEXT
want() { grep -qE -- "$2" <<<"$3" || fault "$1: expected $2, found: $3"; }

program=$(echo "$out"/engross_*_"$(dpkg --print-architecture)".deb)
sdk=$(echo "$out"/engross-dev_*_all.deb)
version=$(dpkg-deb -f "$program" Version)
depends=$(dpkg-deb -f "$program" Depends)
want "engross depends" '(^|, )libc6 \(>=' "$depends"
want "engross depends" '(^|, )libhpdf' "$depends"
want "engross depends" '(^|, )fonts-liberation(,|$)' "$depends"
want "engross recommends" 'hyphen-en-gb' "$(dpkg-deb -f "$program" Recommends)"
! grep -q libcurl <<<"$depends" || fault "engross is to open libcurl when it is needed, not to depend on it: $depends"
want "engross-dev depends" "^engross \(= $version\)" "$(dpkg-deb -f "$sdk" Depends)"
want "version of the program" "^engross $version\$" "$("$root/usr/bin/engross" --version)"

for package in "$program" "$sdk"; do
  name=$(dpkg-deb -f "$package" Package)
  sums=$(dpkg-deb --ctrl-tarfile "$package" | tar -xO ./md5sums)
  (cd "$root" && md5sum --quiet -c <<<"$sums") || fault "$name: md5sums do not hold"
  files=$(dpkg-deb -c "$package")
  [ "$(wc -l <<<"$sums")" = "$(grep -c '^-' <<<"$files")" ] || fault "$name: md5sums does not name every file"
  odd=$(grep -vE '^(drwxr-xr-x|-rwxr-xr-x|-rw-r--r--) root/root ' <<<"$files" || true)
  [ -z "$odd" ] || fault "$name: permissions or owners: $odd"
  grep -q "./usr/share/doc/$name/copyright\$" <<<"$files" || fault "$name: no copyright"
  grep -q "./usr/share/doc/$name/changelog.gz\$" <<<"$files" || fault "$name: no change log"
done

for file in usr/libexec/engross/engross-department-child usr/libexec/engross/engross-department-probe usr/libexec/engross/engross-verifier \
  usr/share/engross/templates/reply.mustache usr/share/engross/schemas/case.schema.json \
  usr/share/man/man1/engross.1.gz usr/share/man/man1/engross-issue.1.gz usr/share/bash-completion/completions/engross \
  usr/share/zsh/vendor-completions/_engross usr/share/fish/vendor_completions.d/engross.fish \
  usr/share/engross/cluster/shard.sh usr/share/engross/cluster/letters.sbatch usr/share/engross/cluster/letters.yaml \
  usr/share/doc/engross/README.md usr/share/doc/engross/plugin-guide.md \
  usr/include/engross/abi.h usr/include/engross/department.hpp usr/share/cmake/engross/engrossConfig.cmake; do
  [ -f "$root/$file" ] || fault "there is no $file"
done

# Nothing that is installed leads back to where it was built, and what is a program has been stripped.
back=$(grep -rIl -- "$source" "$root" || true)
[ -z "$back" ] || fault "names the source tree: $back"
for program in "$root"/usr/bin/engross "$root"/usr/libexec/engross/* "$root"/usr/lib/engross/departments/*.so; do
  ! readelf -SW "$program" | grep -q ' \.symtab ' || fault "$program is not stripped"
  ! readelf -dW "$program" | grep -qE 'RPATH|RUNPATH' || fault "$program has a run path"
done

# Every department of the tree is there and exports one symbol.
for folder in "$source"/plugins/*/department.yaml; do
  id=$(sed -n 's/^id: *//p' "$folder")
  library=$root/usr/lib/engross/departments/$id.so
  [ -f "$library" ] || { fault "the department $id is not installed"; continue; }
  exported=$(nm -D --defined-only "$library" | awk '{print $3}')
  [ "$exported" = engross_department_open ] || fault "$id.so exports: $exported"
done

# The fonts that the departments' styles name come with packages that engross depends on.
for font in $(sed -nE 's/^ *(regular|bold|italic|bold_italic): *([a-z-]+\/.*\.[to]tf) *$/\2/p; s/^ *fallback: *\[([^]]*)\].*/\1/p' \
  "$source"/plugins/*/style.yaml | tr -d ',' | tr ' ' '\n' | grep -v '^fonts/' | sort -u); do
  owner=$(dpkg -S "/usr/share/fonts/truetype/$font" | cut -d: -f1)
  grep -qE "(^|, )$owner(,|\$)" <<<"$depends" || fault "a style names $font of $owner, which engross does not depend on"
done

doctor=$(env -u ENGROSS_DEPARTMENT_PATH HOME="$out/home" "$root/usr/bin/engross" doctor) || fault "doctor: $doctor"
want "doctor" "^ok +dfe +$root/usr/lib/engross/departments/dfe.so" "$doctor"
want "doctor" "^ok +templates +$root/usr/share/engross/templates" "$doctor"
exit $((faults > 0))
