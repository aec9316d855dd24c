// Swift's module of the C library leaves out the header of its allocator.
#ifdef __linux__
#include <malloc.h>
#endif

/// Has all threads share so many heaps. The C library of Linux gives each thread one, up to eight for every core: what
/// one of them freed is of no use to another, and a server that computes on threads of its own keeps several times what it
/// holds. Only counts before the first thread.
static inline void share_heaps(int count) {
#ifdef M_ARENA_MAX
  mallopt(M_ARENA_MAX, count);
#endif
}

/// Has a process that ends soon keep what it freed. The C library of Linux gives the end of a heap back as soon as it is
/// free and takes it again for the next block: a tenth of the time of a stream of plans.
static inline void keep_freed_memory(void) {
#ifdef M_TRIM_THRESHOLD
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_MMAP_THRESHOLD, 16 << 20);
  mallopt(M_TOP_PAD, 4 << 20);
#endif
}
