# A department as a shared library: <build>/departments/<name>.so, exporting one symbol.
#
#   engross_add_department(dfe DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
#   engross_add_department(home DIRECTORY home SOURCES home.cpp)
#
# DIRECTORY holds what the department consists of: department.yaml, style.yaml, forms-of-address.yaml, paragraphs/,
# partials/, templates/, pictures/, fonts/. All of it is compiled in as data; an edited, added or removed file rebuilds.
# Hidden files and those that end in "~" are left out, as they are when the directory is loaded directly.
# SOURCES are for a department that decides in C++ (engross/department.hpp); one that does not writes no code.
# The target is called department_<name>; <name> must be the id in department.yaml.
function(engross_add_department name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "DIRECTORY" "SOURCES")
  if(NOT ARG_DIRECTORY OR ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "engross_add_department(${name}): usage: engross_add_department(NAME DIRECTORY dir [SOURCES …])")
  endif()
  get_filename_component(directory "${ARG_DIRECTORY}" ABSOLUTE)
  get_filename_component(sdk "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../sdk" ABSOLUTE)
  _engross_department_files("${directory}" files)
  _engross_department_identity(${name} "${directory}" version)
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/department_${name}")
  _engross_write_embedded("${sdk}" ${name} "${version}" "${directory}" "${files}" "${generated}")

  if(NOT ARG_SOURCES)
    set(ARG_SOURCES "${sdk}/src/content_department.c")
  endif()
  set(target department_${name})
  add_library(${target} MODULE ${ARG_SOURCES} "${generated}/embedded.c" "${generated}/files.S")
  target_include_directories(${target} PRIVATE "${sdk}/include")
  target_compile_features(${target} PRIVATE c_std_11)
  set_target_properties(${target} PROPERTIES
    PREFIX "" SUFFIX ".so" OUTPUT_NAME ${name} LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/departments"
    C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    LINK_DEPENDS "${sdk}/src/department.map")
  target_link_options(${target} PRIVATE
    "LINKER:--version-script=${sdk}/src/department.map" LINKER:-z,noexecstack)
endfunction()

# The files of a department, relative to its directory, sorted by bytes: the same set that read_directory takes.
function(_engross_department_files directory result)
  set(files)
  foreach(file IN ITEMS department.yaml style.yaml forms-of-address.yaml)
    if(EXISTS "${directory}/${file}" AND NOT IS_SYMLINK "${directory}/${file}")
      list(APPEND files "${file}")
    endif()
  endforeach()
  set(patterns)
  foreach(folder IN ITEMS paragraphs partials templates pictures fonts)
    list(APPEND patterns "${directory}/${folder}/*")
  endforeach()
  file(GLOB_RECURSE found LIST_DIRECTORIES false RELATIVE "${directory}" CONFIGURE_DEPENDS ${patterns})
  foreach(file IN LISTS found)
    if(file MATCHES "(^|/)\\." OR file MATCHES "~$" OR IS_SYMLINK "${directory}/${file}")
      continue()
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

# embedded.c: the table, the identity and the manifest section. files.S: the bytes, taken in by the assembler.
function(_engross_write_embedded sdk name version directory files generated)
  set(symbols "")
  set(rows "")
  set(bytes "")
  set(inputs)
  set(i 0)
  foreach(file IN LISTS files)
    string(APPEND symbols "extern ENGROSS_HIDDEN const unsigned char engross_file_${i}[], engross_file_${i}_end[];\n")
    string(APPEND rows "    {\"${file}\", engross_file_${i}, engross_file_${i}_end},\n")
    string(REPLACE "\\" "\\\\" path "${directory}/${file}")
    string(REPLACE "\"" "\\\"" path "${path}")
    string(APPEND bytes "\t.globl engross_file_${i}, engross_file_${i}_end\n"
                        "\t.hidden engross_file_${i}, engross_file_${i}_end\n"
                        "engross_file_${i}:\n\t.incbin \"${path}\"\nengross_file_${i}_end:\n\t.byte 0\n")
    list(APPEND inputs "${directory}/${file}")
    math(EXPR i "${i} + 1")
  endforeach()
  set(ENGROSS_NAME "${name}")
  set(ENGROSS_VERSION "${version}")
  set(ENGROSS_SYMBOLS "${symbols}")
  set(ENGROSS_ROWS "${rows}")
  set(ENGROSS_BYTES "${bytes}")
  configure_file("${sdk}/src/embedded.c.in" "${generated}/embedded.c" @ONLY)
  configure_file("${sdk}/src/files.S.in" "${generated}/files.S" @ONLY)
  set_source_files_properties("${generated}/files.S" PROPERTIES LANGUAGE C OBJECT_DEPENDS "${inputs}")
endfunction()
