# The headers that nearly every file reads are read once for each target of some size: half a second of what a file costs to compile.
# Only with ENGROSS_PRECOMPILE, which ./dev test sets: a file that forgets to include one of them compiles with it, and the
# builds of ./dev soak tell. Not under a compiler cache, which does not know such files again.
function(_engross_precompile target sources)
  list(LENGTH sources count)
  if(NOT ENGROSS_PRECOMPILE OR CMAKE_CXX_COMPILER_LAUNCHER OR count LESS 5)
    return()
  endif()
  target_precompile_headers(${target} PRIVATE <algorithm> <array> <functional> <map> <memory> <optional> <set>
                            <string> <string_view> <variant> <vector> <fmt/format.h> <tl/expected.hpp> ${ARGN})
endfunction()

# A room is one folder of core/: a static library engross_<name> whose public headers are reached as "<name>/file.hpp".
#
#   engross_room(merge SOURCES renderer.cpp template.cpp DEPS data letter LIBS ICU::uc)
#
# DEPS are rooms above this one in docs/architecture.md; LIBS are libraries from outside.
function(engross_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;DEPS;LIBS" ${ARGN})
  list(TRANSFORM ROOM_DEPS PREPEND engross_)
  if(ROOM_SOURCES)
    add_library(engross_${name} STATIC ${ROOM_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(engross_${name} PRIVATE engross_warnings)
    set_target_properties(engross_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    _engross_precompile(engross_${name} "${ROOM_SOURCES}")
  else()
    add_library(engross_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(engross::${name} ALIAS engross_${name})
  target_include_directories(engross_${name} ${scope} "${PROJECT_SOURCE_DIR}/core")
  target_compile_features(engross_${name} ${scope} cxx_std_20)
  target_link_libraries(engross_${name} ${scope} ${ROOM_DEPS} ${ROOM_LIBS})
endfunction()

# The tests of one room: an executable test_<name> whose cases ctest lists one by one, labelled with the room.
#
#   engross_test(merge SOURCES spec_test.cpp DEPS merge)
#
# TIMEOUT, in seconds, is that of each case: 300 unless told.
function(engross_test name)
  cmake_parse_arguments(TEST "" "TIMEOUT" "SOURCES;DEPS;LIBS" ${ARGN})
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT 300)
  endif()
  list(TRANSFORM TEST_DEPS PREPEND engross_)
  add_executable(test_${name} ${TEST_SOURCES})
  target_link_libraries(test_${name} PRIVATE engross_warnings ${TEST_DEPS} ${TEST_LIBS}
    engross_test_support GTest::gtest GTest::gmock GTest::gtest_main)
  target_compile_definitions(test_${name} PRIVATE
    ENGROSS_SOURCE_DIR="${PROJECT_SOURCE_DIR}" ENGROSS_BINARY_DIR="${PROJECT_BINARY_DIR}")
  _engross_precompile(test_${name} "${TEST_SOURCES}" <gmock/gmock.h> <gtest/gtest.h>)
  gtest_discover_tests(test_${name} DISCOVERY_MODE PRE_TEST NO_PRETTY_VALUES PROPERTIES LABELS ${name} TIMEOUT ${TEST_TIMEOUT})
endfunction()

# A fuzz target. Under ENGROSS_FUZZ it is a libFuzzer program fuzz_<name>; in every other build it is the same function
# behind a replayer that runs the corpus tests/fuzz/corpus/<name>/ once as a test.
function(engross_fuzz name)
  cmake_parse_arguments(FUZZ "" "" "DEPS;LIBS" ${ARGN})
  list(TRANSFORM FUZZ_DEPS PREPEND engross_)
  add_executable(fuzz_${name} ${name}.cpp)
  target_link_libraries(fuzz_${name} PRIVATE engross_warnings ${FUZZ_DEPS} ${FUZZ_LIBS})
  if(ENGROSS_FUZZ)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(fuzz_${name} PRIVATE replay_main.cpp)
    add_test(NAME fuzz_replay_${name} COMMAND fuzz_${name} "${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name}")
    set_tests_properties(fuzz_replay_${name} PROPERTIES LABELS fuzz TIMEOUT 300)
  endif()
endfunction()
