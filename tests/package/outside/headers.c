/* The boundary's header as a C program sees it. */
#include <engross/abi.h>

int major_of(const engross_department* department);
int major_of(const engross_department* department) { return (int)department->abi_major; }
