/* The files that engross_add_department compiled into this library, and who it is. Generated definitions; hidden, so
 * that two departments in one process never see each other's. C11. */
#ifndef ENGROSS_EMBEDDED_H
#define ENGROSS_EMBEDDED_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ENGROSS_HIDDEN __attribute__((visibility("hidden")))
#else
#define ENGROSS_HIDDEN
#endif

typedef struct engross_embedded_file {
  const char* path; /* "paragraphs/pshe.md" */
  const unsigned char* begin;
  const unsigned char* end;
} engross_embedded_file;

extern ENGROSS_HIDDEN const engross_embedded_file engross_embedded_files[]; /* sorted by path */
extern ENGROSS_HIDDEN const size_t engross_embedded_count;
extern ENGROSS_HIDDEN const char engross_embedded_id[];
extern ENGROSS_HIDDEN const char engross_embedded_version[];

#ifdef __cplusplus
}
#endif

#endif
