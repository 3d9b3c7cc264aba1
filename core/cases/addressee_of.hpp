// A person of a case as the forms of address see one.
#pragma once

#include "cases/case.hpp"
#include "style/address.hpp"

namespace engross {

inline Addressee addressee_of(const Person& person) {
  return {.title = person.title,
          .forename = person.forename,
          .surname = person.surname,
          .role = person.role,
          .office = person.office,
          .suffix = person.suffix,
          .organisation = person.organisation,
          .address = person.address,
          .postcode = person.postcode,
          .country = person.country};
}

}  // namespace engross
