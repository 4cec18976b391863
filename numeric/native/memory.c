#include "memory.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif

/* In front of what is handed out; as long as a line of the cache, so that the alignment stays. */
#define LINE 64
struct head {
    size_t capacity;
};

/* Smaller blocks are left to malloc, which keeps them itself; from PAGE on they begin with a large page. */
#define SMALLEST ((size_t)1 << 20)
#define PAGE ((size_t)1 << 21)
#define MOST_BLOCKS 16

static struct {
    atomic_flag busy; /* who finds it set does without the cache: nobody waits, and a fork leaves no lock behind */
    size_t limit;
    atomic_size_t bytes; /* of all blocks */
    int count;
    struct head *block[MOST_BLOCKS]; /* the oldest first */
} kept = {.busy = ATOMIC_FLAG_INIT};

static int enter(void) { return !atomic_flag_test_and_set_explicit(&kept.busy, memory_order_acquire); }
static void leave(void) { atomic_flag_clear_explicit(&kept.busy, memory_order_release); }

size_t kept_memory(void) { return kept.bytes; }

static struct head *remove_block(int place) {
    struct head *found = kept.block[place];
    kept.bytes -= found->capacity;
    memmove(kept.block + place, kept.block + place + 1, (size_t)(--kept.count - place) * sizeof(found));
    return found;
}

/* The smallest block with so much room, unless an eighth of it would be idle. */
static struct head *kept_block(size_t capacity) {
    int best = -1;
    if (capacity < SMALLEST || !enter()) return NULL;
    for (int place = 0; place < kept.count; place++) {
        const size_t has = kept.block[place]->capacity;
        if (has >= capacity && has - capacity <= has / 8 && (best < 0 || has < kept.block[best]->capacity)) best = place;
    }
    struct head *found = best < 0 ? NULL : remove_block(best);
    leave();
    return found;
}

/* Until so few bytes are left, and fewer blocks than there is place for. */
static void drop_to(size_t bytes) {
    while (kept.count > 0 && (kept.count == MOST_BLOCKS || kept.bytes > bytes)) free(remove_block(0));
}

void keep_at_most(size_t bytes) {
    if (!enter()) return;
    kept.limit = bytes;
    drop_to(bytes);
    leave();
}

static struct head *new_block(size_t capacity) {
    const size_t align = capacity >= PAGE ? PAGE : LINE;
    void *memory = NULL;
    if (capacity > SIZE_MAX - align || posix_memalign(&memory, align, capacity) != 0) return NULL;
#if defined(__linux__)
    if (capacity >= PAGE) madvise(memory, capacity, MADV_HUGEPAGE);
#endif
    return memory;
}

void *take_memory(void *context, size_t bytes) {
    (void)context;
    if (bytes > SIZE_MAX - 2 * LINE) return NULL;
    const size_t capacity = (bytes + LINE - 1) / LINE * LINE + LINE;
    struct head *found = kept_block(capacity);
    if (found == NULL) {
        found = new_block(capacity);
        if (found == NULL && enter()) {
            drop_to(0); /* there may be memory after all */
            leave();
            found = new_block(capacity);
        }
        if (found == NULL) return NULL;
        found->capacity = capacity;
    }
    return (char *)found + LINE;
}

void *take_zeros(void *context, size_t count, size_t bytes) {
    if (bytes != 0 && count > SIZE_MAX / bytes) return NULL;
    void *memory = take_memory(context, count * bytes);
    return memory ? memset(memory, 0, count * bytes) : NULL;
}

void give_memory(void *context, void *memory, size_t bytes) {
    (void)context, (void)bytes;
    if (memory == NULL) return;
    struct head *block = (struct head *)((char *)memory - LINE);
    if (block->capacity >= SMALLEST && enter()) {
        if (block->capacity <= kept.limit) {
            drop_to(kept.limit - block->capacity);
            kept.block[kept.count++] = block;
            kept.bytes += block->capacity;
            block = NULL;
        }
        leave();
    }
    free(block);
}

void *resize_memory(void *context, void *memory, size_t bytes) {
    if (memory == NULL) return take_memory(context, bytes);
    const size_t room = ((struct head *)((char *)memory - LINE))->capacity - LINE;
    void *made = take_memory(context, bytes);
    if (made == NULL) return NULL;
    memcpy(made, memory, room < bytes ? room : bytes);
    give_memory(context, memory, room);
    return made;
}
