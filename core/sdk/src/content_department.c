/* In: the files that engross_add_department compiled in. Out: a department with no code of its own.
 * Refuses: a host of another major version. Linked into every department that names no SOURCES. */
#include <string.h>

#include "engross/abi.h"
#include "engross/embedded.h"

static engross_status put_files(void* self, const engross_sink* sink) {
  (void)self;
  for (size_t i = 0; i < engross_embedded_count; ++i) {
    const engross_embedded_file* file = &engross_embedded_files[i];
    const engross_status status = sink->put(sink->host, ENGROSS_PUT_RESOURCE, file->path, strlen(file->path),
                                            file->begin, (size_t)(file->end - file->begin));
    if (status != ENGROSS_OK) return ENGROSS_FAILED;
  }
  return ENGROSS_OK;
}

static const engross_department content_department = {
    .struct_size = sizeof(engross_department),
    .abi_major = ENGROSS_ABI_MAJOR,
    .abi_minor = ENGROSS_ABI_MINOR,
    .id = engross_embedded_id,
    .version = engross_embedded_version,
    .resources = put_files,
};

const engross_department* engross_department_open(const engross_host* host) {
  static const char why[] = "the department was built for another major version of the boundary";
  if (host != NULL && host->abi_major == ENGROSS_ABI_MAJOR) return &content_department;
  if (host != NULL && ENGROSS_HAS(host, engross_host, report) && host->report != NULL)
    host->report(host->host, ENGROSS_ERROR, why, sizeof why - 1);
  return NULL;
}
