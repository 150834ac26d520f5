#define _GNU_SOURCE
#include "muster_spawn.h"
#include "muster_limits.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/close_range.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct failure {
    int stage;
    int error;
};

_Noreturn static void fail(int report, int stage) {
    struct failure failure = {stage, errno};
    ssize_t ignored = write(report, &failure, sizeof failure);
    (void)ignored;
    _exit(127);
}

static void reset_signals(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_DFL;
    for (int number = 1; number < _NSIG; number++) sigaction(number, &action, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Decimal without the C library's formatted output, which is not async-signal-safe. */
static size_t decimal(char *buffer, int value) {
    char digits[12];
    size_t count = 0, length = 0;
    unsigned int rest = value < 0 ? -(unsigned int)value : (unsigned int)value;
    do {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0) buffer[length++] = '-';
    while (count > 0) buffer[length++] = digits[--count];
    return length;
}

static int write_file(const char *path, const char *bytes, size_t count) {
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) return -1;
    ssize_t written = write(file, bytes, count);
    int error = errno;
    close(file);
    errno = error;
    return written == (ssize_t)count ? 0 : -1;
}

/* Raw clone works like fork here: no shared memory, a copy of the stack. */
static pid_t raw_clone(unsigned long flags, int *pidfd) {
    return (pid_t)syscall(SYS_clone, flags | SIGCHLD | (pidfd ? CLONE_PIDFD : 0), 0L, pidfd, 0L, 0L);
}

_Noreturn static void become_program(const struct muster_spawn_options *options, int report) {
    setsid();
    umask(022);
    if (options->set_oom_score_adj) {
        char text[12];
        size_t length = decimal(text, options->oom_score_adj);
        (void)write_file("/proc/self/oom_score_adj", text, length);
    }
    if (options->cgroup_procs) {
        for (const char *const *path = options->cgroup_procs; *path; path++)
            if (write_file(*path, "0", 1) < 0) fail(report, MUSTER_SPAWN_CGROUP);
    }
    if (options->set_identity) {
        /* Raw calls change this only thread; the C library's would signal threads that do not exist here. */
        if (syscall(SYS_setgroups, (size_t)options->group_count, options->groups) < 0)
            fail(report, MUSTER_SPAWN_GROUPS);
        if (syscall(SYS_setresgid, options->gid, options->gid, options->gid) < 0) fail(report, MUSTER_SPAWN_GID);
        if (syscall(SYS_setresuid, options->uid, options->uid, options->uid) < 0) fail(report, MUSTER_SPAWN_UID);
    }
    if (options->directory && chdir(options->directory) < 0) fail(report, MUSTER_SPAWN_DIRECTORY);
    muster_restore_descriptor_limit();
    reset_signals();
    execve(options->path, options->argv, options->envp);
    fail(report, MUSTER_SPAWN_EXEC);
}

/* PID 1 of a command's namespace: everything in it ends when this returns to the kernel. */
_Noreturn static void become_init(pid_t program, int status_descriptor) {
    for (;;) {
        int status = 0;
        pid_t ended = waitpid(-1, &status, 0);
        if (ended == program) {
            ssize_t ignored = write(status_descriptor, &status, sizeof status);
            (void)ignored;
            _exit(0);
        }
        if (ended < 0 && errno != EINTR) _exit(1);
    }
}

static int arrange_descriptors(const struct muster_spawn_options *options, int *report, int *status) {
    int count = options->descriptor_count;
    /* First out of the way of the targets, then into place. */
    int moved = fcntl(*report, F_DUPFD_CLOEXEC, count);
    if (moved < 0) return -1;
    *report = moved;
    if (options->with_init) {
        moved = fcntl(*status, F_DUPFD_CLOEXEC, count);
        if (moved < 0) return -1;
        *status = moved;
    }
    int above[16];
    if (count > 16) {
        errno = EINVAL;
        return -1;
    }
    for (int i = 0; i < count; i++) {
        above[i] = fcntl(options->descriptors[i], F_DUPFD_CLOEXEC, count);
        if (above[i] < 0) return -1;
    }
    for (int i = 0; i < count; i++)
        if (dup2(above[i], i) < 0) return -1;
    return (int)syscall(SYS_close_range, (unsigned int)count, ~0U, CLOSE_RANGE_CLOEXEC);
}

_Noreturn static void run_child(const struct muster_spawn_options *options, int report) {
    int status = options->status_descriptor;
    if (options->parent_death_signal) prctl(PR_SET_PDEATHSIG, options->parent_death_signal);
    if (arrange_descriptors(options, &report, &status) < 0) fail(report, MUSTER_SPAWN_DESCRIPTORS);
    if (!options->with_init) become_program(options, report);

    if (options->new_mount_namespace) {
        if (mount(NULL, "/", NULL, MS_SLAVE | MS_REC, NULL) < 0) fail(report, MUSTER_SPAWN_MOUNT);
        if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0)
            fail(report, MUSTER_SPAWN_MOUNT);
    }
    setsid();
    pid_t program = raw_clone(0, NULL);
    if (program < 0) fail(report, MUSTER_SPAWN_FORK);
    if (program == 0) become_program(options, report);
    /* Nothing of the starter's stays open here but the status. */
    if (status > 0) syscall(SYS_close_range, 0U, (unsigned int)status - 1, 0U);
    syscall(SYS_close_range, (unsigned int)status + 1, ~0U, 0U);
    become_init(program, status);
}

int muster_spawn(const struct muster_spawn_options *options, struct muster_spawn_result *result) {
    result->pid = -1;
    result->pidfd = -1;
    result->failed_stage = 0;
    result->error = 0;

    int report[2];
    if (pipe2(report, O_CLOEXEC) < 0) {
        result->failed_stage = MUSTER_SPAWN_PIPE;
        result->error = errno;
        return -1;
    }

    /* No handler of the parent may run in the child before its handlers are reset. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);

    unsigned long flags = 0;
    if (options->new_pid_namespace) flags |= CLONE_NEWPID;
    if (options->new_mount_namespace) flags |= CLONE_NEWNS;
    int pidfd = -1;
    pid_t pid = raw_clone(flags, &pidfd);
    if (pid == 0) run_child(options, report[1]);
    int clone_error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    if (pid < 0) {
        close(report[0]);
        result->failed_stage = MUSTER_SPAWN_CLONE;
        result->error = clone_error;
        return -1;
    }

    struct failure failure;
    ssize_t count;
    do {
        count = read(report[0], &failure, sizeof failure);
    } while (count < 0 && errno == EINTR);
    close(report[0]);
    if (count == (ssize_t)sizeof failure) {
        while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
        }
        close(pidfd);
        result->failed_stage = failure.stage;
        result->error = failure.error;
        return -1;
    }
    result->pid = pid;
    result->pidfd = pidfd;
    return 0;
}
