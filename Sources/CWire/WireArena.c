#include "WireArena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct chunk {
    struct chunk *next;
    size_t size;
};

struct wire_arena {
    ProtobufCAllocator allocator;
    struct chunk *chunks;
    size_t remaining; /* of the cap */
    uint8_t *free;
    size_t available; /* in the newest chunk */
    int exhausted;
};

enum { HEADER = 16, FIRST_CHUNK = 4096 };

static void *allocate(void *data, size_t size) { return wire_arena_allocate(data, size); }
static void release(void *data, void *pointer) {
    (void)data;
    (void)pointer;
}

wire_arena *wire_arena_create(size_t cap) {
    wire_arena *arena = calloc(1, sizeof *arena);
    if (!arena) return NULL;
    arena->allocator.alloc = allocate;
    arena->allocator.free = release;
    arena->allocator.allocator_data = arena;
    arena->remaining = cap;
    return arena;
}

void wire_arena_destroy(wire_arena *arena) {
    if (!arena) return;
    struct chunk *chunk = arena->chunks;
    while (chunk) {
        struct chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    free(arena);
}

void *wire_arena_allocate(wire_arena *arena, size_t size) {
    if (size > SIZE_MAX / 2) {
        arena->exhausted = 1;
        return NULL;
    }
    size_t need = HEADER + ((size + 15) & ~(size_t)15);
    if (need > arena->remaining) {
        arena->exhausted = 1;
        return NULL;
    }
    if (need > arena->available) {
        size_t wanted = arena->chunks ? arena->chunks->size * 2 : FIRST_CHUNK;
        if (wanted < need) wanted = need;
        struct chunk *chunk = malloc(((sizeof *chunk + 15) & ~(size_t)15) + wanted);
        if (!chunk) {
            arena->exhausted = 1;
            return NULL;
        }
        chunk->next = arena->chunks;
        chunk->size = wanted;
        arena->chunks = chunk;
        arena->free = (uint8_t *)chunk + ((sizeof *chunk + 15) & ~(size_t)15);
        arena->available = wanted;
    }
    uint8_t *start = arena->free;
    arena->free += need;
    arena->available -= need;
    arena->remaining -= need;
    memcpy(start, &size, sizeof size);
    return start + HEADER;
}

int wire_arena_exhausted(const wire_arena *arena) { return arena->exhausted; }
ProtobufCAllocator *wire_arena_allocator(wire_arena *arena) { return &arena->allocator; }

int wire_string_is_cut(const char *string) {
    if (!string || string == protobuf_c_empty_string) return 0;
    size_t size;
    memcpy(&size, string - HEADER, sizeof size);
    return strlen(string) + 1 != size;
}
