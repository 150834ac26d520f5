#pragma once
#include <stdint.h>
#include <sys/types.h>

/* Starting programs in namespaces of their own, from a process that may have threads: between clone and exec only
 * async-signal-safe calls are made. */

/* What failed in the child before the program ran. */
enum muster_spawn_stage {
    MUSTER_SPAWN_CLONE = 1,
    MUSTER_SPAWN_PIPE = 2,
    MUSTER_SPAWN_DESCRIPTORS = 3,
    MUSTER_SPAWN_MOUNT = 4,
    MUSTER_SPAWN_CGROUP = 5,
    MUSTER_SPAWN_GROUPS = 6,
    MUSTER_SPAWN_GID = 7,
    MUSTER_SPAWN_UID = 8,
    MUSTER_SPAWN_DIRECTORY = 9,
    MUSTER_SPAWN_EXEC = 10,
    MUSTER_SPAWN_FORK = 11,
};

struct muster_spawn_options {
    /* Path of the program; no search in PATH. */
    const char *path;
    /* Both end with NULL. */
    char *const *argv;
    char *const *envp;
    /* The child's descriptors 0, 1, ...; all others are closed. */
    const int *descriptors;
    int descriptor_count;
    /* Whether the child begins PID and mount namespaces of its own. */
    int new_pid_namespace;
    int new_mount_namespace;
    /* Whether a minimal init is PID 1 of the new PID namespace: it mounts /proc, starts the program as its child, reaps,
     * writes the program's wait status (int) to status_descriptor, and ends, which ends the namespace. */
    int with_init;
    int status_descriptor;
    /* A signal that the child gets when the thread that started it ends; 0 for none. */
    int parent_death_signal;
    /* Whether identity is changed: supplementary groups, then gid, then uid. */
    int set_identity;
    uid_t uid;
    gid_t gid;
    const gid_t *groups;
    int group_count;
    /* Working directory, entered with the new identity; NULL to leave it. */
    const char *directory;
    /* Files named cgroup.procs that the child writes itself into; ends with NULL; may be NULL. */
    const char *const *cgroup_procs;
    /* Written to the child's oom_score_adj if set_oom_score_adj; failure is tolerated. */
    int set_oom_score_adj;
    int oom_score_adj;
};

struct muster_spawn_result {
    pid_t pid;
    /* Close-on-exec. */
    int pidfd;
    /* 0, or a muster_spawn_stage and its errno. */
    int failed_stage;
    int error;
};

/* Starts a program in a session of its own with default signal handling and the limit of descriptors that this process was
 * given (see muster_raise_descriptor_limit), and returns when exec has succeeded or failed.
 * On failure no child and no descriptor is left. Returns 0, or -1 with failed_stage and error set. */
int muster_spawn(const struct muster_spawn_options *options, struct muster_spawn_result *result);
