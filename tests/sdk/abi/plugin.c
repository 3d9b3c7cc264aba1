/* The same department as plugin.cpp, in plain C. It uses what a later host offers when it is there. */
#include <engross/abi.h>
#include <stdio.h>
#include <string.h>

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

__attribute__((used, retain, section(ENGROSS_MANIFEST_SECTION))) static const char manifest[] =
    "{\"id\": \"lasting\", \"version\": \"1.0\", \"abi\": \"" TEXT(ENGROSS_ABI_MAJOR) "." TEXT(
        ENGROSS_ABI_MINOR) "\", \"features\": [\"derive\", \"select\"]}";

static engross_status put(const engross_sink* sink, uint32_t kind, const char* name, const char* text) {
  return sink->put(sink->host, kind, name, strlen(name), text, strlen(text));
}

static engross_status resources(void* self, const engross_sink* sink) {
  (void)self;
  if (put(sink, ENGROSS_PUT_RESOURCE, "department.yaml", "id: lasting\n") != ENGROSS_OK) return ENGROSS_FAILED;
#ifdef ENGROSS_TEST_NEXT
  if (ENGROSS_HAS(sink, engross_sink, later)) sink->later(sink->host);
#endif
  return put(sink, ENGROSS_PUT_RESOURCE, "style.yaml", "{}");
}

static engross_status choose(void* self, const char* question, size_t length, const engross_sink* sink) {
  char answer[128];
  (void)self, (void)question;
  snprintf(answer, sizeof answer, "{\"add\": [{\"id\": \"asked\", \"because\": \"of %zu bytes\"}], \"leave_out\": []}",
           length);
  return put(sink, ENGROSS_PUT_SELECTION, "selection", answer);
}

static engross_status derive(void* self, const char* question, size_t length, const engross_sink* sink) {
  char answer[64];
  (void)self, (void)question;
  snprintf(answer, sizeof answer, "{\"length\": %zu}", length);
  return put(sink, ENGROSS_PUT_DERIVED, "derived", answer);
}

#ifdef ENGROSS_TEST_NEXT
static int32_t later(void* self) {
  (void)self;
  return 0;
}
#endif

static const void* get_extension(void* self, const char* id) {
  static const engross_derive table = {.struct_size = sizeof(engross_derive),
                                       .derive = derive,
#ifdef ENGROSS_TEST_NEXT
                                       .later = later
#endif
  };
  (void)self;
  return strcmp(id, ENGROSS_EXTENSION_DERIVE) == 0 ? &table : NULL;
}

static const engross_department department = {.struct_size = sizeof(engross_department),
                                              .abi_major = ENGROSS_ABI_MAJOR,
                                              .abi_minor = ENGROSS_ABI_MINOR,
                                              .id = "lasting",
                                              .version = "1.0",
                                              .resources = resources,
                                              .select = choose,
                                              .get_extension = get_extension,
#ifdef ENGROSS_TEST_NEXT
                                              .later = later
#endif
};

const engross_department* engross_department_open(const engross_host* host) {
  if (host->abi_major != ENGROSS_ABI_MAJOR) return NULL;
#ifdef ENGROSS_TEST_NEXT
  if (ENGROSS_HAS(host, engross_host, later)) host->later(host->host);
#endif
  return &department;
}
