#pragma once
#include <stdatomic.h>
#include <stdint.h>

/* Atomic access to aligned 64-bit words of memory that several processes map. */

/* Loads with acquire order. */
static inline uint64_t muster_load64(const void *address) {
    return atomic_load_explicit((const _Atomic uint64_t *)address, memory_order_acquire);
}

/* Stores with release order. */
static inline void muster_store64(void *address, uint64_t value) {
    atomic_store_explicit((_Atomic uint64_t *)address, value, memory_order_release);
}

/* A full fence. */
static inline void muster_fence(void) { atomic_thread_fence(memory_order_seq_cst); }
