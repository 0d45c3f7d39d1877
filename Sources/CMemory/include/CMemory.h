#ifndef BAUTA_MEMORY_H
#define BAUTA_MEMORY_H

/// Lets all threads of the process take memory from one heap, before there are any. Each thread has a
/// heap of its own otherwise, and what one gives back no other can have: images of several megabytes
/// stay behind in each. Changes nothing where the environment says how many heaps there are.
void bauta_share_one_heap(void);

#endif
