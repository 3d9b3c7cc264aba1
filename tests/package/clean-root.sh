#!/usr/bin/env bash
# clean-root.sh PACKAGES SOURCE: installs the packages of a folder with apt into a Debian that has nothing else, and follows the
# plugin guide there to the letter. Needs root, debootstrap and a mirror; says so and ends with 77 where one is missing.
set -euo pipefail
packages=$(realpath "$1") source=$(realpath "$2")
skip() { echo "skipped: $*"; exit 77; }
[ "$(id -u)" = 0 ] || skip "a clean root is made by root"
command -v debootstrap >/dev/null || skip "debootstrap is not installed (packages/soak.txt)"
root=$(mktemp -d)
leave() {
  mountpoint -q "$root/proc" && umount "$root/proc"
  rm -rf --one-file-system "$root"
}
trap leave EXIT
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
debootstrap --variant=minbase "$suite" "$root" >"$root.log" 2>&1 ||
  { tail -3 "$root.log"; rm -f "$root.log"; skip "debootstrap cannot make a clean root here"; }
rm -f "$root.log"
mount -t proc proc "$root/proc" || skip "proc cannot be mounted in a clean root here"
chmod 755 "$root"
mkdir "$root/guide"
cp "$packages"/engross*.deb "$source/docs/plugin-guide.md" "$source/tests/package/guide.sh" "$root/guide"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
  sh -euc "cd /guide; $*"; }
inside "apt-get update -qq >/dev/null"
inside "./guide.sh plugin-guide.md install"
inside "engross doctor; apt-get remove -y -qq engross >/dev/null 2>&1"
left=$(cd "$root/usr" &&
  find bin/engross libexec/engross lib/engross share/engross share/cmake/engross include/engross 2>/dev/null || true)
[ -z "$left" ] || { echo "left behind after removal: $left"; exit 1; }
