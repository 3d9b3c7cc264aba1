/* The boundary between engross and a department library: plain C11, one exported symbol.
 *
 * Rules that hold for every function and pointer below:
 *  - Nothing that one side allocates is freed by the other. The library speaks through sinks that the host owns;
 *    whatever it passes to a sink is copied before the call returns.
 *  - Pointers given to the library are valid until its function returns, unless the comment says longer.
 *  - No exception, longjmp or signal handler crosses. engross/department.hpp catches C++ exceptions for you.
 *  - One thread at a time calls into a library; it may be a different thread each time. A library starts no thread and
 *    no process of its own.
 *  - Same input, same output: no clock, files, network, environment or mutable globals. The host's kernel sees to it
 *    that no file is opened and nothing outside is reached, from the library's first initialiser on; docs/isolation.md
 *    says what is left. Standard output and standard error are not yours: a library that writes to them is refused.
 *  - A library may need others of the system's (DT_NEEDED), by name; whatever else it uses is linked into it.
 *  - Text is UTF-8. A length is in bytes and does not count a terminating zero, which texts with a length need not
 * have.
 *
 * The question that select and derive are asked is the case in its canonical form (one line, members sorted), with one
 * more member, "letter": {"date": "2016-10-26", "today": "2016-10-24"}; for select also "derived",
 * what derive answered. Dates come from there: a library has no clock.
 *
 * The answers: of derive, a JSON object of at most 1 MiB, 16 levels deep; of select, {"add": [{"id": "foi-refusal",
 * "because": "section 40 is claimed"}, …], "leave_out": [the same]}, either of which may be missing. A paragraph that
 * is added skips its own topics and `when`, and nothing else; "because" is kept in the letter's record.
 *
 * How it grows: a struct starts with struct_size, set by whoever fills it in; new members are added at the end only,
 * and are read only when struct_size says that they are there (ENGROSS_HAS). Majors that differ refuse each other. A
 * higher minor on either side is fine: what the older side does not know is not used. Whole families of functions are
 * extensions, asked for by id.
 *
 * How a maintainer extends it: give the struct a member at its end, with a comment that says who calls it, when, and
 * who owns what; raise ENGROSS_ABI_MINOR; read the member behind ENGROSS_HAS and behind a check for null, and go on
 * without it. A family of functions that few libraries have is an extension with an id and a table of its own. A
 * constant keeps its number. Then add the member's offset to tests/sdk/abi_is_c11.c and store the new boundary with
 * `cmake --build build/dev --target refresh_boundary`; the tests compare every later one with it, and fail with what
 * abidiff says. A change of any other kind needs another ENGROSS_ABI_MAJOR, and every library built again. */
#ifndef ENGROSS_ABI_H
#define ENGROSS_ABI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ENGROSS_ABI_MAJOR 1
#define ENGROSS_ABI_MINOR 0

/* Is `member` within the struct as its maker knew it? */
#define ENGROSS_HAS(pointer, type, member) \
  ((pointer)->struct_size >= offsetof(type, member) + sizeof((pointer)->member))

#if defined(__GNUC__)
#define ENGROSS_EXPORT __attribute__((visibility("default")))
#else
#define ENGROSS_EXPORT
#endif

/* What a function of a library returns. */
typedef int32_t engross_status;
#define ENGROSS_OK 0
#define ENGROSS_FAILED 1      /* the reason was given to report() */
#define ENGROSS_UNSUPPORTED 2 /* this library does not do that */

/* How grave a report is. */
#define ENGROSS_NOTE 0
#define ENGROSS_WARNING 1
#define ENGROSS_ERROR 2

/* What is put into a sink. */
#define ENGROSS_PUT_RESOURCE \
  1 /* a file of the department: name is its path ("paragraphs/pshe.md"), bytes its content */
#define ENGROSS_PUT_SELECTION 2 /* the answer of select: name is "selection", bytes as "The answers" above say */
#define ENGROSS_PUT_DERIVED 3   /* the answer of derive: name is "derived", bytes likewise */

/* Where a library puts its answers. Owned by the host, valid until the function it was given to returns. */
typedef struct engross_sink {
  uint32_t struct_size;
  uint32_t reserved; /* 0 */
  void* host;        /* passed back as the first argument; means nothing to the library */
  /* Takes a copy of name and bytes. Anything but ENGROSS_OK: the host wants no more; return ENGROSS_FAILED. */
  engross_status (*put)(void* host, uint32_t kind, const char* name, size_t name_length, const void* bytes,
                        size_t size);
  /* Takes a copy of the message, one sentence. An ENGROSS_ERROR, for the department's developer, fails the call. Notes
   * and warnings of select and derive are shown to whoever drafts the letter; those of other calls go nowhere. */
  void (*report)(void* host, int32_t severity, const char* message, size_t length);
} engross_sink;

/* Who loads the library. Owned by the host, valid from engross_department_open until close returns. */
typedef struct engross_host {
  uint32_t struct_size;
  uint32_t abi_major;
  uint32_t abi_minor;
  uint32_t reserved; /* 0 */
  void* host;
  /* For what goes wrong while opening, when there is no sink yet. As engross_sink.report. */
  void (*report)(void* host, int32_t severity, const char* message, size_t length);
} engross_host;

/* A department. Made by engross_department_open and owned by the library; valid until close returns. The host reads it
 * and never writes to it. */
typedef struct engross_department {
  uint32_t struct_size;
  uint32_t abi_major; /* the header that the library was built with */
  uint32_t abi_minor;
  uint32_t reserved; /* 0 */
  const char* id;    /* zero-terminated, as department.yaml and the manifest say it; lives as long as the department */
  const char* version; /* the same */
  void* self;          /* passed back as the first argument; means nothing to the host */
  /* Puts every file of the department, each once, in any order. Required. May be called more than once, with the same
   * outcome. */
  engross_status (*resources)(void* self, const engross_sink* sink);
  /* Changes what the rules chose: puts one ENGROSS_PUT_SELECTION. Optional: null when rules are enough. `question` is
   * JSON, `length` bytes, not zero-terminated, valid until the function returns (see "The question" above). Called
   * after resources, any number of times, for cases that do not list their own paragraphs. */
  engross_status (*select)(void* self, const char* question, size_t length, const engross_sink* sink);
  /* An extension's table, or null for an id that this library does not know. Optional. The table is owned by the
   * library and lives as long as the department. */
  const void* (*get_extension)(void* self, const char* id);
  /* Called once, last; the department and its tables are gone when it returns. Optional. */
  void (*close)(void* self);
} engross_department;

/* The extension that adds computed fields to the case, seen by rules and templates as derived.*. Asked for each letter
 * before select. */
#define ENGROSS_EXTENSION_DERIVE "engross.derive/1"
typedef struct engross_derive {
  uint32_t struct_size;
  uint32_t reserved; /* 0 */
  /* Puts one ENGROSS_PUT_DERIVED. `question` as for select, without "derived". */
  engross_status (*derive)(void* self, const char* question, size_t length, const engross_sink* sink);
} engross_derive;

/* The one symbol that a library exports. Null when it cannot serve this host (it then says why to host->report).
 * Called once after loading, before anything else. */
ENGROSS_EXPORT const engross_department* engross_department_open(const engross_host* host);

/* The manifest that a library carries in this section, as JSON: read without opening the library, and it must agree
 * with the department that engross_department_open returns. engross_add_department writes it. */
#define ENGROSS_MANIFEST_SECTION ".engross.manifest"

#ifdef __cplusplus
}
#endif

#endif
