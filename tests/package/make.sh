#!/usr/bin/env bash
# make.sh BUILD OUT: makes the packages of a build, and unpacks them into OUT/root as dpkg would, without its scripts (they
# have none). What the other tests of this folder start from.
set -euo pipefail
build=$1 out=$2
rm -rf "$out"
mkdir -p "$out/root"
cd "$build"
cpack -G DEB -B "$out" -D CPACK_DEBIAN_COMPRESSION_TYPE=gzip >"$out/log" 2>&1 || { cat "$out/log"; exit 1; }
rm -rf "$out/_CPack_Packages"
for package in "$out"/*.deb; do dpkg-deb -x "$package" "$out/root"; done
ls "$out"/*.deb
