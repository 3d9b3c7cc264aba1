# A department as a shared library: <build>/departments/<name>.so, exporting one symbol.
#
#   engross_add_department(dfe DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
#   engross_add_department(home DIRECTORY home SOURCES home.cpp)
#
# DIRECTORY holds what the department consists of: department.yaml, style.yaml, forms-of-address.yaml, approvers.yaml,
# forwarding.yaml, paragraphs/, partials/, templates/, pictures/ (png, jpg), fonts/ (ttf, otf), hyphenation/ (hyph_*.dic), trust/ (pem,
# crl). All of it is compiled in as data; an edited, added or removed file rebuilds. Hidden files and those that end in "~" are left out, as when the
# directory is loaded directly.
# SOURCES are for a department that decides in C++ (engross/department.hpp); one that does not writes no code. What its
# class decides stands in department.yaml, on one line: `decides: [derive, select]`.
# OUTPUT dir puts the library elsewhere. The target is called department_<name>, and all that go to <build>/departments are
# built by the target `departments`; <name> must be the id in department.yaml.
function(engross_add_department name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "DIRECTORY;OUTPUT" "SOURCES")
  if(NOT ARG_DIRECTORY OR ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "engross_add_department(${name}): usage: engross_add_department(NAME DIRECTORY dir "
                        "[SOURCES …] [OUTPUT dir])")
  endif()
  get_filename_component(directory "${ARG_DIRECTORY}" ABSOLUTE)
  get_filename_component(sdk "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../sdk" ABSOLUTE)
  _engross_department_files("${directory}" files)
  _engross_department_identity(${name} "${directory}" version)
  _engross_department_decides("${directory}" features)
  if(features AND NOT ARG_SOURCES)
    message(FATAL_ERROR "${directory}/department.yaml says that the department decides in C++ (decides:), but no SOURCES "
                        "do; name them, or take the line away")
  endif()
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/department_${name}")
  _engross_write_embedded("${sdk}" ${name} "${version}" "${features}" "${directory}" "${files}" "${generated}")

  if(NOT ARG_SOURCES)
    set(ARG_SOURCES "${sdk}/src/content_department.c")
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
  target_include_directories(${target} PRIVATE "${sdk}/include")
  target_compile_features(${target} PRIVATE c_std_11)
  set_target_properties(${target} PROPERTIES
    PREFIX "" SUFFIX ".so" OUTPUT_NAME ${name} LIBRARY_OUTPUT_DIRECTORY "${ARG_OUTPUT}"
    C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    LINK_DEPENDS "${sdk}/src/department.map")
  target_link_options(${target} PRIVATE
    "LINKER:--version-script=${sdk}/src/department.map" LINKER:-z,noexecstack)
endfunction()

# The files of a department, relative to its directory, sorted by bytes: the same set that read_directory takes.
function(_engross_department_files directory result)
  set(files)
  foreach(file IN ITEMS department.yaml style.yaml forms-of-address.yaml approvers.yaml forwarding.yaml)
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
    if(file MATCHES "(^|/)\\." OR file MATCHES "~$")
      continue()
    endif()
    if(IS_SYMLINK "${directory}/${file}")
      _engross_refuse_link("${directory}/${file}")
    endif()
    if(NOT file MATCHES "^[A-Za-z0-9._/-]+$")
      message(FATAL_ERROR "${directory}/${file}: the name of a department's file is made of letters, digits, '.', '_' and "
                          "'-'; rename it")
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
function(_engross_write_embedded sdk name version features directory files generated)
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
  configure_file("${sdk}/src/embedded.c.in" "${generated}/embedded.c" @ONLY)
  set_source_files_properties("${generated}/embedded.c" PROPERTIES OBJECT_DEPENDS "${inputs}")
endfunction()
