#pragma once
#include <stdint.h>

/* Limits of this process, and the state of the calendar clock. Results as of the system calls: -1 and errno. */

/* UINT64_MAX is no limit. */
struct muster_limit {
    uint64_t soft;
    uint64_t hard;
};

/* How many descriptors may be open. */
int muster_descriptor_limit(struct muster_limit *limit);
/* How many bytes may be locked in memory by who has not CAP_IPC_LOCK. */
int muster_memory_lock_limit(struct muster_limit *limit);
/* Raises the soft limit of descriptors to the hard one. Programs that muster_spawn starts get back the soft limit that this
 * process was given: many wait with select, which knows 1024 descriptors. To be called before there are other threads. */
int muster_raise_descriptor_limit(void);
/* In a child of muster_spawn: gives back what muster_raise_descriptor_limit raised. Async-signal-safe. */
void muster_restore_descriptor_limit(void);

/* What the kernel knows of the calendar clock (adjtimex). */
struct muster_clock_state {
    /* Whether something keeps it in time. */
    int is_synchronised;
    /* By how much it is off, as whoever keeps it says; nanoseconds. */
    int64_t offset_ns;
    /* The estimated error, in nanoseconds. */
    int64_t error_ns;
};
int muster_read_clock_state(struct muster_clock_state *state);
