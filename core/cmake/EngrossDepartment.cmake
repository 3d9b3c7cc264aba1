# A department as a shared library: <build>/departments/<name>.so, exporting one symbol.
#
#   engross_add_department(dfe DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
#   engross_add_department(home DIRECTORY home SOURCES home.cpp)
#
# DIRECTORY holds what the department consists of: department.yaml, style.yaml, envelopes.yaml, forms-of-address.yaml,
# approvers.yaml, forwarding.yaml, deadlines.yaml, bank-holidays.json, checks.yaml, words.txt, paragraphs/, partials/,
# templates/, pictures/ (png, jpg), fonts/ (ttf, otf), hyphenation/ (hyph_*.dic), trust/ (pem, crl). All of it is compiled
# in as data; an edited, added or removed file rebuilds. Hidden files and those that end in "~" are left out, as when the
# directory is loaded directly.
# SOURCES are for a department that decides in C++ (engross/department.hpp); one that does not writes no code. What its
# class decides stands in department.yaml, on one line: `decides: [derive, select]`.
# OUTPUT dir puts the library elsewhere. The target is called department_<name>, and all that go to <build>/departments are
# built by the target `departments`; <name> must be the id in department.yaml.
#
# The project must have enabled the language C, and CXX for SOURCES in C++ (C++17 or later).
#
# This file needs only itself, `sdk/src` and `include/engross`: each is the nearest one at or above it, which holds in the
# source tree and in an installed one. A project includes it by find_package(engross), or by its path.
function(engross_add_department name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "DIRECTORY;OUTPUT" "SOURCES")
  if(NOT ARG_DIRECTORY OR ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "engross_add_department(${name}): usage: engross_add_department(NAME DIRECTORY dir "
                        "[SOURCES …] [OUTPUT dir])")
  endif()
  get_filename_component(directory "${ARG_DIRECTORY}" ABSOLUTE)
  _engross_need_languages(${name} "${ARG_SOURCES}")
  _engross_nearest(sdk/src "${CMAKE_CURRENT_FUNCTION_LIST_DIR}" sources)
  _engross_nearest(include/engross "${sources}" headers)
  get_filename_component(include "${headers}" DIRECTORY)
  _engross_department_files("${directory}" files)
  _engross_department_identity(${name} "${directory}" version)
  _engross_department_decides("${directory}" features)
  if(features AND NOT ARG_SOURCES)
    message(FATAL_ERROR "${directory}/department.yaml says that the department decides in C++ (decides:), but no SOURCES "
                        "do; name them, or take the line away")
  endif()
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/department_${name}")
  _engross_write_embedded("${sources}" ${name} "${version}" "${features}" "${directory}" "${files}" "${generated}")

  if(NOT ARG_SOURCES)
    set(ARG_SOURCES "${sources}/content_department.c")
  endif()
  set(target department_${name})
  if(NOT ARG_OUTPUT)
    set(ARG_OUTPUT "${CMAKE_BINARY_DIR}/departments")
    if(NOT TARGET departments)
      add_custom_target(departments ALL)
    endif()
    add_dependencies(departments ${target})
  endif()
  add_library(${target} MODULE ${ARG_SOURCES} "${generated}/embedded.c")
  target_include_directories(${target} PRIVATE "${include}")
  target_compile_features(${target} PRIVATE c_std_11)
  if(CMAKE_CXX_COMPILER)
    target_compile_features(${target} PRIVATE cxx_std_17)
  endif()
  set_target_properties(${target} PROPERTIES
    ENGROSS_DEPARTMENT_DIRECTORY "${directory}"  # for engross_check_department
    PREFIX "" SUFFIX ".so" OUTPUT_NAME ${name} LIBRARY_OUTPUT_DIRECTORY "${ARG_OUTPUT}"
    C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    LINK_DEPENDS "${sources}/department.map")
  target_link_options(${target} PRIVATE
    "LINKER:--version-script=${sources}/department.map" LINKER:-z,noexecstack)
endfunction()

# What is written to be compiled needs its language: CMake would leave out a source of another one without a word.
function(_engross_need_languages name sources)
  set(needed C)
  if(sources MATCHES "\\.(cpp|cc|cxx|C)(;|$)")
    list(APPEND needed CXX)
  endif()
  foreach(language IN LISTS needed)
    if(NOT CMAKE_${language}_COMPILER)
      list(JOIN needed " " languages)
      message(FATAL_ERROR "engross_add_department(${name}): the project has not enabled the language ${language}; write "
                          "project(${PROJECT_NAME} LANGUAGES ${languages})")
    endif()
  endforeach()
endfunction()

# The nearest `path` at or above the folder `from`, links resolved.
function(_engross_nearest path from result)
  get_filename_component(folder "${from}" REALPATH)
  while(NOT EXISTS "${folder}/${path}")
    get_filename_component(above "${folder}" DIRECTORY)
    if(above STREQUAL folder)
      message(FATAL_ERROR "there is no ${path} at or above ${from}; install the package engross-dev again, whole")
    endif()
    set(folder "${above}")
  endwhile()
  set(${result} "${folder}/${path}" PARENT_SCOPE)
endfunction()

# The files of a department, relative to its directory, sorted by bytes: the same set that read_directory takes.
function(_engross_department_files directory result)
  set(files)
  foreach(file IN ITEMS department.yaml style.yaml envelopes.yaml forms-of-address.yaml approvers.yaml forwarding.yaml
                        deadlines.yaml bank-holidays.json checks.yaml words.txt)
    if(IS_SYMLINK "${directory}/${file}")
      _engross_refuse_link("${directory}/${file}")
    elseif(EXISTS "${directory}/${file}")
      list(APPEND files "${file}")
    endif()
  endforeach()
  set(patterns)
  foreach(kind IN ITEMS paragraphs/* partials/* templates/* trust/* pictures/*.png pictures/*.jpg pictures/*.jpeg fonts/*.ttf
                        fonts/*.otf hyphenation/hyph_*.dic)
    list(APPEND patterns "${directory}/${kind}")
  endforeach()
  foreach(folder IN ITEMS paragraphs partials templates pictures fonts hyphenation trust)
    if(IS_SYMLINK "${directory}/${folder}")
      _engross_refuse_link("${directory}/${folder}")
    endif()
  endforeach()
  file(GLOB_RECURSE found LIST_DIRECTORIES false RELATIVE "${directory}" CONFIGURE_DEPENDS ${patterns})
  foreach(file IN LISTS found)
    if(file MATCHES "(^|/)\\." OR file MATCHES "~$" OR file MATCHES "^hyphenation/.*/")
      continue()
    endif()
    if(IS_SYMLINK "${directory}/${file}")
      _engross_refuse_link("${directory}/${file}")
    endif()
    string(LENGTH "${file}" length)
    if(NOT file MATCHES "^[A-Za-z0-9._/-]+$" OR file MATCHES "\\.\\." OR length GREATER 255)
      message(FATAL_ERROR "${directory}/${file}: the name of a department's file is made of letters, digits, '.', '_' and "
                          "'-', has no '..', and is at most 255 characters long; rename it")
    endif()
    list(APPEND files "${file}")
  endforeach()
  list(SORT files COMPARE STRING)
  set(${result} "${files}" PARENT_SCOPE)
endfunction()

function(_engross_refuse_link file)
  message(FATAL_ERROR "${file} is a symbolic link; a department consists of files: put a copy of what it leads to in its "
                      "place, or take the link away")
endfunction()

# Reads id and version of department.yaml; refuses an id that is not the name.
function(_engross_department_identity name directory version)
  if(NOT EXISTS "${directory}/department.yaml")
    message(FATAL_ERROR "engross_add_department(${name}): there is no ${directory}/department.yaml")
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${directory}/department.yaml")
  foreach(key IN ITEMS id version)
    file(STRINGS "${directory}/department.yaml" line REGEX "^${key}:" LIMIT_COUNT 1)
    if(NOT line MATCHES "^${key}:[ ]+[\"']?([A-Za-z0-9._+-]+)[\"']?[ ]*(#.*)?$")
      message(FATAL_ERROR "${directory}/department.yaml: expected a line such as '${key}: ${name}', of letters, digits, "
                          "'.', '_', '+' and '-'; found '${line}'")
    endif()
    set(${key} "${CMAKE_MATCH_1}")
  endforeach()
  if(NOT id STREQUAL name)
    message(FATAL_ERROR "${directory}/department.yaml says 'id: ${id}', but the library is called ${name}; use one name")
  endif()
  set(version "${version}" PARENT_SCOPE)
endfunction()

# What department.yaml says that the department's code decides, as JSON strings with escaped quotes: \"derive\", \"select\".
function(_engross_department_decides directory result)
  file(STRINGS "${directory}/department.yaml" line REGEX "^decides:" LIMIT_COUNT 1)
  set(features)
  if(line)
    if(NOT line MATCHES "^decides:[ ]*\\[([a-z, ]*)\\][ ]*(#.*)?$")
      message(FATAL_ERROR "${directory}/department.yaml: expected a line such as 'decides: [derive, select]'; found '${line}'")
    endif()
    string(REGEX MATCHALL "[a-z]+" words "${CMAKE_MATCH_1}")
    foreach(word IN LISTS words)
      if(NOT word STREQUAL "derive" AND NOT word STREQUAL "select")
        message(FATAL_ERROR "${directory}/department.yaml: decides: a department's code can derive and select; found "
                            "'${word}'")
      endif()
      list(APPEND features "\\\"${word}\\\"")
    endforeach()
  endif()
  list(JOIN features ", " features)
  set(${result} "${features}" PARENT_SCOPE)
endfunction()

# embedded.c: the bytes, taken in by the assembler; the table of files; the identity; the manifest section.
function(_engross_write_embedded sources name version features directory files generated)
  set(ENGROSS_BYTES "")
  set(ENGROSS_ROWS "")
  set(inputs)
  set(i 0)
  foreach(file IN LISTS files)
    # The path goes through a C string and then an assembler string.
    string(REGEX REPLACE "[\\\"]" "\\\\\\0" path "${directory}/${file}")
    string(REGEX REPLACE "[\\\"]" "\\\\\\0" path "${path}")
    string(APPEND ENGROSS_BYTES "ENGROSS_FILE(engross_file_${i}, \"${path}\")\n")
    string(APPEND ENGROSS_ROWS "    {\"${file}\", engross_file_${i}, engross_file_${i}_end},\n")
    list(APPEND inputs "${directory}/${file}")
    math(EXPR i "${i} + 1")
  endforeach()
  set(ENGROSS_NAME "${name}")
  set(ENGROSS_VERSION "${version}")
  set(ENGROSS_FEATURES "${features}")
  configure_file("${sources}/embedded.c.in" "${generated}/embedded.c" @ONLY)
  set_source_files_properties("${generated}/embedded.c" PROPERTIES OBJECT_DEPENDS "${inputs}")
endfunction()

# A test department_check_<name> that checks the built department with `engross department check`:
#
#   engross_add_department(housing DIRECTORY housing)
#   engross_check_department(housing)
#   engross_check_department(housing ARGS --strict --today 2026-04-01)
#
# The library is checked, and --source is the directory that engross_add_department was given, so that its samples,
# rules tests and golden letters are too. ARGS are given to the command; `engross department check --help` tells them.
# Say enable_testing() first. The program is the one of this build (target engross) or of the package that was found
# (engross::engross), else the one on PATH.
function(engross_check_department name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "ARGS")
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "engross_check_department(${name}): usage: engross_check_department(NAME [ARGS word…])")
  endif()
  if(NOT TARGET department_${name})
    message(FATAL_ERROR "engross_check_department(${name}): there is no department ${name}; say "
                        "engross_add_department(${name} DIRECTORY dir) before it")
  endif()
  if(TARGET engross::engross)
    set(program "$<TARGET_FILE:engross::engross>")
  elseif(DEFINED engross_SOURCE_DIR)
    set(program "$<TARGET_FILE:engross>")  # of this very build; it may come later
  else()
    find_program(ENGROSS_PROGRAM engross REQUIRED)
    set(program "${ENGROSS_PROGRAM}")
  endif()
  get_target_property(source department_${name} ENGROSS_DEPARTMENT_DIRECTORY)
  add_test(NAME department_check_${name}
    COMMAND "${program}" department check "$<TARGET_FILE:department_${name}>" --source "${source}" ${ARG_ARGS})
  set_tests_properties(department_check_${name} PROPERTIES LABELS department TIMEOUT 600)
endfunction()
