#ifndef BAUTA_ALLOCATIONS_H
#define BAUTA_ALLOCATIONS_H

/// How often this process has asked for memory so far, by malloc, calloc, realloc or their aligned
/// kin. A program that links this has its own `malloc`, which counts and passes on.
long allocation_count(void);

#endif
