/* A program that misbehaves as its first argument says; channel is descriptor 3. */
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

static void say(const char* text) {
  const uint32_t size = (uint32_t)strlen(text);
  const unsigned char header[4] = {(unsigned char)size, (unsigned char)(size >> 8), (unsigned char)(size >> 16),
                                   (unsigned char)(size >> 24)};
  if (write(3, header, 4) != 4 || write(3, text, size) != (ssize_t)size) _exit(90);
}

static int echo(void) {
  char buffer[256];
  ssize_t n = 0;
  while ((n = read(3, buffer, sizeof buffer)) > 0)
    if (write(3, buffer, (size_t)n) != n) return 1;
  return 0;
}

static int print_without_end(void) {
  char block[4096];
  memset(block, 'x', sizeof block);
  for (int i = 0; i < 4096; ++i)
    if (write(1, block, sizeof block) < 0) return 1;
  return 0;
}

static int allocate(size_t bytes) {
  char* memory = malloc(bytes);
  if (memory == NULL) return 12;
  memset(memory, 1, bytes);
  printf("%d\n", memory[bytes / 2]);
  return 0;
}

static int leave_a_grandchild(void) {
  int said[2];
  char byte = 0;
  if (pipe(said) != 0) return 1;
  if (fork() == 0) {
    say("still here");
    if (write(said[1], &byte, 1) != 1) _exit(1);
    for (;;) pause();
  }
  return read(said[0], &byte, 1) == 1 ? 5 : 1;  // not before it has spoken
}

static int list_descriptors(void) {
  char list[256] = "";
  for (int fd = 0; fd < 40; ++fd)
    if (fcntl(fd, F_GETFD) >= 0) snprintf(list + strlen(list), sizeof list - strlen(list), "%d ", fd);
  say(list);
  return 0;
}

static int read_descriptor_four(void) {
  char text[64] = "";
  const ssize_t n = read(4, text, sizeof text - 1);
  if (n < 0) return 1;
  say(text);
  return 0;
}

extern char** environ;

static int list_environment(void) {
  for (char** variable = environ; *variable != NULL; ++variable) say(*variable);
  return 0;
}

int main(int argc, char** argv) {
  const char* mode = argc > 1 ? argv[1] : "";
  if (strcmp(mode, "hello") == 0) return say("hello"), say(""), say(argc > 2 ? argv[2] : "again"), 0;
  if (strcmp(mode, "echo") == 0) return echo();
  if (strcmp(mode, "exit") == 0) return 66;
  if (strcmp(mode, "abort") == 0) abort();
  if (strcmp(mode, "bus") == 0) raise(SIGBUS);
  if (strcmp(mode, "hang") == 0)
    for (;;) pause();
  if (strcmp(mode, "hang-closed") == 0) {
    close(3);
    for (;;) pause();
  }
  if (strcmp(mode, "spin") == 0)
    for (volatile int i = 0;; ++i) {
    }
  if (strcmp(mode, "print") == 0) return print_without_end();
  if (strcmp(mode, "words") == 0) return puts("out"), fputs("err\n", stderr), 3;
  if (strcmp(mode, "file") == 0) {
    const int fd = open(argv[2], O_CREAT | O_WRONLY | O_TRUNC, 0600);
    return fd < 0 ? 2 : write(fd, "x", 1) == 1 ? 0 : 1;
  }
  if (strcmp(mode, "memory") == 0) return allocate((size_t)4 << 30);
  if (strcmp(mode, "half") == 0) return write(3, "\x10\0\0\0half", 8) == 8 ? 0 : 1;
  if (strcmp(mode, "boast") == 0) return write(3, "\xff\xff\xff\xff", 4) == 4 ? 0 : 1;
  if (strcmp(mode, "flood") == 0)
    for (;;) say("and another thing");
  if (strcmp(mode, "grandchild") == 0) return leave_a_grandchild();
  if (strcmp(mode, "descriptors") == 0) return list_descriptors();
  if (strcmp(mode, "four") == 0) return read_descriptor_four();
  if (strcmp(mode, "environment") == 0) return list_environment();
  return 99;
}
