/* Memory for large results: what has been freed is kept for the next result of that size, up to a bound.
 *
 * The system hands out pages one by one, zeroed, when they are written to first; for a result of many megabytes that takes longer
 * than computing it.  Memory that was in use a moment ago has its pages. */
#ifndef PROOFNOTES_MEMORY_H
#define PROOFNOTES_MEMORY_H

#include <stddef.h>

/* Once, when the module is loaded: how many bytes may be kept.  0 turns it off. */
void keep_at_most(size_t bytes);

/* As malloc, calloc, realloc and free, but aligned to 64 bytes; the context is not used.  They go together: what one of them made
 * is freed by these. */
void *take_memory(void *context, size_t bytes);
void *take_zeros(void *context, size_t count, size_t bytes);
void *resize_memory(void *context, void *memory, size_t bytes);
void give_memory(void *context, void *memory, size_t bytes);

/* How many bytes are kept at present. */
size_t kept_memory(void);

#endif
