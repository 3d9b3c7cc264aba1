/* A library that others need and the system has not. */
int engross_absent(void);
int engross_absent(void) {
  return 0;
}
