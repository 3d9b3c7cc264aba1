// What SQLite said of a ledger, as a diagnostic with a remedy. Private to this room.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <filesystem>

#include "base/result.hpp"

namespace engross {

Diagnostic of_ledger(const std::filesystem::path& file, const SQLite::Exception& why);

// "ledger.damaged", with what is wrong with it.
Diagnostic damaged_ledger(const std::filesystem::path& file, std::string_view how);

// "ledger.busy".
Diagnostic busy_ledger(const std::filesystem::path& file);

// "ledger.exists".
Diagnostic ledger_exists(const std::filesystem::path& file);

// What `work` returns, or what SQLite had against it.
template <class Work>
auto asking(const std::filesystem::path& file, Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& why) {
    return fail(of_ledger(file, why));
  }
}

}  // namespace engross
