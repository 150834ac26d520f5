#pragma once
#include <fcntl.h>
#include <sys/file.h>
#include <sys/types.h>

/* The variadic open calls, and flags whose macros Swift cannot import. All descriptors are close-on-exec. */

static inline int muster_open(const char *path, int flags, mode_t mode) { return open(path, flags | O_CLOEXEC, mode); }

static inline int muster_openat(int directory, const char *path, int flags, mode_t mode) {
    return openat(directory, path, flags | O_CLOEXEC, mode);
}

/* Takes an exclusive flock without waiting: 0, or -1 with errno EWOULDBLOCK when another description holds it. */
static inline int muster_try_lock(int descriptor) { return flock(descriptor, LOCK_EX | LOCK_NB); }

/* A pipe, close-on-exec at both ends; the read end does not block. */
int muster_pipe(int ends[2]);
