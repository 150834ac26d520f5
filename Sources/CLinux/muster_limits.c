#define _GNU_SOURCE
#include "muster_limits.h"

#include <sys/resource.h>
#include <sys/timex.h>

/* The soft limit that this process was given; 0 as long as it has not been raised. */
static rlim_t given;

static uint64_t number(rlim_t value) { return value == RLIM_INFINITY ? UINT64_MAX : (uint64_t)value; }

static int read_limit(int resource, struct muster_limit *limit) {
    struct rlimit own;
    if (getrlimit(resource, &own) < 0) return -1;
    limit->soft = number(own.rlim_cur);
    limit->hard = number(own.rlim_max);
    return 0;
}

int muster_descriptor_limit(struct muster_limit *limit) { return read_limit(RLIMIT_NOFILE, limit); }

int muster_memory_lock_limit(struct muster_limit *limit) { return read_limit(RLIMIT_MEMLOCK, limit); }

int muster_raise_descriptor_limit(void) {
    struct rlimit own;
    if (getrlimit(RLIMIT_NOFILE, &own) < 0) return -1;
    if (own.rlim_cur == own.rlim_max) return 0;
    rlim_t before = own.rlim_cur;
    own.rlim_cur = own.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &own) < 0) return -1;
    given = before;
    return 0;
}

void muster_restore_descriptor_limit(void) {
    struct rlimit own;
    if (given == 0 || getrlimit(RLIMIT_NOFILE, &own) < 0) return;
    own.rlim_cur = given < own.rlim_max ? given : own.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &own);
}

int muster_read_clock_state(struct muster_clock_state *state) {
    struct timex time = {0};
    int result = adjtimex(&time);
    if (result < 0) return -1;
    state->is_synchronised = result != TIME_ERROR && !(time.status & STA_UNSYNC);
    state->offset_ns = time.status & STA_NANO ? (int64_t)time.offset : (int64_t)time.offset * 1000;
    state->error_ns = (int64_t)time.esterror * 1000;
    return 0;
}
