/* A PKCS#11 module for tests: all that SoftHSM does, but with one fault that ENGROSS_TOKEN_FAULT names: "locked"
 * refuses every PIN as the token of somebody who tried too many, "removed" is gone when it is asked to sign. The module
 * behind it is ENGROSS_TOKEN_MODULE. Only the order of the functions is known here (PKCS#11 2.40, 6.1), not their
 * types. */
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned long (*function)(void);

enum { functions = 68, get_function_list = 3, login = 18, sign = 43 };

struct list {
  unsigned char version[2];
  function all[functions];
};

enum { general_error = 0x05, device_removed = 0x32, pin_locked = 0xA4 };

static struct list faulty;

static unsigned long refuse_login(void) {
  return pin_locked;
}
static unsigned long refuse_to_sign(void) {
  return device_removed;
}

unsigned long C_GetFunctionList(struct list** to);

unsigned long C_GetFunctionList(struct list** to) {
  const char* module = getenv("ENGROSS_TOKEN_MODULE");
  const char* fault = getenv("ENGROSS_TOKEN_FAULT");
  void* library = module == NULL || fault == NULL ? NULL : dlopen(module, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return general_error;
  unsigned long (*real)(struct list**) = NULL;
  *(void**)&real = dlsym(library, "C_GetFunctionList");
  struct list* good = NULL;
  if (real == NULL || real(&good) != 0) return general_error;
  faulty = *good;
  if (strcmp(fault, "locked") == 0) faulty.all[login] = refuse_login;
  if (strcmp(fault, "removed") == 0) faulty.all[sign] = refuse_to_sign;
  *to = &faulty;
  return 0;
}
