// Documents of the repository and of a test, read as the program reads them.
#pragma once

#include <gtest/gtest.h>

#include <map>

#include "base/world.hpp"
#include "data/read.hpp"

namespace engross::test {

inline Document yaml(std::string text, std::string name = "test.yaml") {
  auto read = read_yaml(make_source(std::move(name), std::move(text)));
  if (!read) ADD_FAILURE() << print(read.error());
  return read ? *read : Document{};
}

inline std::string file_text(const std::string& path) {
  auto text = SystemWorld().read_file(std::string(ENGROSS_SOURCE_DIR "/") + path, 1U << 22U);
  if (!text) ADD_FAILURE() << print(text.error());
  return text ? *text : std::string();
}

inline Document yaml_file(const std::string& path) {
  return yaml(file_text(path), path);
}

inline const std::map<std::string, Document, std::less<>>& presets() {
  static const auto all = [] {
    std::map<std::string, Document, std::less<>> made;
    for (const char* name : {"notify-2.4", "uk-dl-bs4264", "uk-c5", "din-5008-a", "din-5008-b"})
      made.emplace(name, yaml_file(std::string("templates/geometry/") + name + ".yaml"));
    return made;
  }();
  return all;
}

}  // namespace engross::test
