// In: the programs and departments of this build. Out: an installation of them that can be changed.
// Refuses: departments that cannot be built.
#include "remaking/house.hpp"

#include <filesystem>
#include <stdexcept>

#include "remaking/editions.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

const std::string source = ENGROSS_SOURCE_DIR;

// A link where one can be had: a debug build has programs of hundreds of megabytes.
void install(const fs::path& program, const fs::path& to) {
  std::error_code code;
  fs::create_hard_link(program, to, code);
  if (code) fs::copy_file(program, to);
}

void must(const std::vector<std::string>& command) {
  const Outcome outcome = run(command);
  if (outcome.exit_code != 0) throw std::runtime_error(command[0] + ": " + outcome.out + outcome.err);
}

}  // namespace

House::House() {
  for (const char* name : {"bin", "source", "share/engross", "fonts/liberation", "fonts/dejavu", "hyphen", "cases"})
    fs::create_directories(in(name));
  for (const char* name : {"engross", "engross-department-child", "engross-department-probe", "engross-verifier"})
    install(fs::path(ENGROSS_BINARY_DIR) / "bin" / name, in(std::string("bin/") + name));
  const auto all = fs::copy_options::recursive;
  fs::copy(source + "/templates", in("share/engross/templates"), all);
  fs::copy(source + "/plugins", in("source/plugins"), all);
  fs::copy(source + "/tests/remaking/house/CMakeLists.txt", in("source/CMakeLists.txt"));
  for (const char* family : {"LiberationSans-", "LiberationSerif-"})
    for (const char* name : {"Regular", "Bold", "Italic", "BoldItalic"}) {
      const std::string file = std::string("liberation/") + family + name + ".ttf";
      fs::copy("/usr/share/fonts/truetype/" + file, in("fonts/" + file));
    }
  fs::copy("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", in("fonts/dejavu/DejaVuSans.ttf"));
  fs::copy(fs::canonical("/usr/share/hyphen/hyph_en_GB.dic"), in("hyphen/hyph_en_GB.dic"));
  for (const std::string& department : house_departments) write_first_edition(folder_of(department));
  must({"cmake", "-G", "Ninja", "-S", in("source"), "-B", in("build"), "-DENGROSS_CMAKE=" + source + "/core/cmake"});
  build();
}

void House::build() const {
  must({"cmake", "--build", in("build")});
  fs::create_directories(in("lib/engross/departments"));
  for (const std::string& department : house_departments)
    fs::copy_file(in("build/departments/" + department + ".so"), in("lib/engross/departments/" + department + ".so"),
                  fs::copy_options::overwrite_existing);
}

Outcome House::engross(std::vector<std::string> words) const {
  words.insert(words.begin(), in("bin/engross"));
  words.insert(words.end(), {"--store", in("store")});
  return run(words, {},
             {"ENGROSS_FONT_PATH=" + in("fonts"), "ENGROSS_HYPHEN_PATH=" + in("hyphen"), "ENGROSS_DEPARTMENT_PATH="},
             folder_.path());
}

std::vector<std::string> House::change() {
  std::vector<std::string> changed;
  for (const char* place : {"source/plugins", "share/engross/templates", "fonts", "hyphen"}) {
    const std::vector<std::string> some = write_second_edition(in(place));
    changed.insert(changed.end(), some.begin(), some.end());
  }
  build();
  return changed;
}

void House::clear() const {
  for (const char* name : {"source", "build", "lib", "share", "fonts", "hyphen", "cases"}) fs::remove_all(in(name));
}

}  // namespace engross::test
