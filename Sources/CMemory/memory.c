#include "CMemory.h"

#include <malloc.h>
#include <stdlib.h>

void bauta_share_one_heap(void) {
  if (getenv("MALLOC_ARENA_MAX") == NULL) mallopt(M_ARENA_MAX, 1);
}
