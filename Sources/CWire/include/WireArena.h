#pragma once
#include <protobuf-c/protobuf-c.h>
#include <stddef.h>

/* An allocator with a cap that is freed whole. Each allocation remembers its size, which is how a string with a NUL
 * inside is noticed although protobuf-c hands out plain C strings. One thread at a time. */
typedef struct wire_arena wire_arena;

/* NULL if memory is short. `cap` bounds the sum of all allocations with their headers, in bytes. */
wire_arena *wire_arena_create(size_t cap);
void wire_arena_destroy(wire_arena *arena);
/* 16-byte aligned memory, not cleared; NULL beyond the cap. */
void *wire_arena_allocate(wire_arena *arena, size_t size);
/* Nonzero once an allocation was refused. */
int wire_arena_exhausted(const wire_arena *arena);
/* protobuf-c's face of the arena; lives as long as the arena. */
ProtobufCAllocator *wire_arena_allocator(wire_arena *arena);
/* Nonzero if the string, unpacked through an arena or protobuf-c's static default, has a NUL before its end. */
int wire_string_is_cut(const char *string);
