/* abi.h and embedded.h are plain C11: this file is compiled with -pedantic-errors and every warning an error. */
#include "engross/abi.h"
#include "engross/embedded.h"

/* The layout that libraries were built against; a member may only ever be added at the end. */
_Static_assert(offsetof(engross_sink, put) == 16, "engross_sink changed");
_Static_assert(offsetof(engross_sink, report) == 24, "engross_sink changed");
_Static_assert(offsetof(engross_host, report) == 24, "engross_host changed");
_Static_assert(offsetof(engross_department, id) == 16, "engross_department changed");
_Static_assert(offsetof(engross_department, self) == 32, "engross_department changed");
_Static_assert(offsetof(engross_department, resources) == 40, "engross_department changed");
_Static_assert(offsetof(engross_department, close) == 64, "engross_department changed");
_Static_assert(sizeof(engross_department) == 72, "engross_department changed");

/* Constants keep their numbers. */
_Static_assert(ENGROSS_OK == 0 && ENGROSS_FAILED == 1 && ENGROSS_UNSUPPORTED == 2, "a status changed");
_Static_assert(ENGROSS_NOTE == 0 && ENGROSS_WARNING == 1 && ENGROSS_ERROR == 2, "a severity changed");
_Static_assert(ENGROSS_PUT_RESOURCE == 1 && ENGROSS_PUT_SELECTION == 2 && ENGROSS_PUT_DERIVED == 3, "a kind changed");

int engross_abi_has_close(const engross_department* department) {
  return ENGROSS_HAS(department, engross_department, close);
}
