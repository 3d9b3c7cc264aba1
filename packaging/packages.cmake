# ./dev package: engross and engross-dev for Debian, and one archive of the installed tree.
set(CPACK_GENERATOR "DEB;TGZ")
set(CPACK_PACKAGE_NAME engross)
set(CPACK_PACKAGE_VENDOR "the engross authors")
set(CPACK_PACKAGE_CONTACT "The engross authors <authors@engross.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")  # it would stand before each description of a package
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS ${CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS})
set(CPACK_VERBATIM_VARIABLES ON)

set(CPACK_COMPONENTS_ALL program sdk)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME engross)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
# The departments' fonts: without them no letter is drawn. What is only opened when it is needed is recommended.
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "fonts-liberation, fonts-dejavu-core")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS
    "hyphen-en-gb, libcurl4, ca-certificates, libcairo2, libenchant-2-2, hunspell-en-gb, aspell-cy")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "engross-dev, libengine-pkcs11-openssl, softhsm2")
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION "drafts and issues official letters
A department keeps its paragraphs, its rules and its house style in a plugin;
a case arrives as JSON; engross chooses the paragraphs, merges them, lays the
letter out and writes a signed PDF that people can read, screen readers can
read aloud and archives can keep. A record says why every word is there.")

set(CPACK_DEBIAN_SDK_PACKAGE_NAME engross-dev)
set(CPACK_DEBIAN_SDK_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_SDK_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_SDK_PACKAGE_DEPENDS
  "engross (= ${PROJECT_VERSION}), cmake (>= 3.25), gcc | c-compiler, make | ninja-build")
# For departments with C++ of their own.
set(CPACK_DEBIAN_SDK_PACKAGE_RECOMMENDS "g++ | c++-compiler, nlohmann-json3-dev")
set(CPACK_DEBIAN_SDK_DESCRIPTION "builds departments for engross
What a department's developer needs: a CMake function that makes a library of
a folder of paragraphs, and the headers for a department with C++ of its own.")
include(CPack)
