#!/usr/bin/env bash
# outside.sh OUT SOURCE: departments built by projects that have only the installed packages (make.sh), in an empty
# directory. Prints what it does; stops at the first thing that is not so.
source "$(dirname "$0")/installed.sh" "$@"

echo "== two departments, written by hand, found by find_package(engross)"
cp -r "$source/tests/package/outside" by-hand
cmake -S by-hand -B by-hand/build >log 2>&1 || { cat log; exit 1; }
cmake --build by-hand/build >log 2>&1 || { cat log; exit 1; }
! grep -q -- "$source/core" by-hand/build/build.ninja || { echo "the build reaches into the source tree"; exit 1; }
ctest --test-dir by-hand/build >log 2>&1 || { cat log; exit 1; }
exports_one_symbol by-hand/build/departments/parks.so
exports_one_symbol by-hand/build/departments/fines.so
issues by-hand/build/departments/parks.so by-hand/parks.json PARKS-1 'from dawn to dusk'
issues by-hand/build/departments/fines.so by-hand/fines.json FINES-1 'You owe £75.00'

echo "== the same by include(), as a project does that does not look for packages"
mkdir included
cp -r by-hand/parks included/parks
cat >included/CMakeLists.txt <<TEXT
cmake_minimum_required(VERSION 3.25)
project(included LANGUAGES C)
include("$out/root/usr/share/cmake/engross/EngrossDepartment.cmake")
engross_add_department(parks DIRECTORY parks OUTPUT "\${CMAKE_CURRENT_BINARY_DIR}/here")
TEXT
env -u CMAKE_PREFIX_PATH cmake -S included -B included/build >log 2>&1 || { cat log; exit 1; }
cmake --build included/build >log 2>&1 || { cat log; exit 1; }
exports_one_symbol included/build/here/parks.so
engross department show included/build/here/parks.so >shown
says 'version +1.0.0' shown

for project in $(grep -lE '^ *project\(' "$source"/plugins/*/CMakeLists.txt); do
  id=$(basename "$(dirname "$project")")
  echo "== $id of this project, from a copied folder"
  cp -r "$(dirname "$project")" copied
  cmake -S copied -B copied/build >log 2>&1 || { cat log; exit 1; }
  cmake --build copied/build >log 2>&1 || { cat log; exit 1; }
  exports_one_symbol "copied/build/departments/$id.so"
  engross department show "copied/build/departments/$id.so" >shown
  says "^$id: " shown
  for letter in "$source/samples/$id"/*.json "$source/plugins/$id/samples"/*.json; do
    [ -f "$letter" ] || continue
    engross issue --unsigned --department "copied/build/departments/$id.so" "$letter" -o letter.pdf --force
  done
  rm -rf copied
done

echo "== what a project gets wrong is said before anything is built"
mkdir wrong
cp -r by-hand/fines wrong/fines
printf '%s\n' 'cmake_minimum_required(VERSION 3.25)' 'project(wrong LANGUAGES C)' 'find_package(engross REQUIRED)' \
  'engross_add_department(fines DIRECTORY fines SOURCES fines/fines.cpp)' >wrong/CMakeLists.txt
! cmake -S wrong -B wrong/build >log 2>&1 || { echo "a project without C++ was configured"; exit 1; }
tr -s ' \n' ' ' <log >flat
says 'the project has not enabled the language CXX; write project\(wrong LANGUAGES C CXX\)' flat
printf '%s\n' 'cmake_minimum_required(VERSION 3.25)' 'project(wrong LANGUAGES C)' 'find_package(engross 7 REQUIRED)' \
  >wrong/CMakeLists.txt
! cmake -S wrong -B wrong/later >log 2>&1 || { echo "another major version was taken"; exit 1; }
says 'requested version "7"' log
