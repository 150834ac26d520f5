#define _GNU_SOURCE
#include "muster_process.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int muster_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0U); }

int muster_pidfd_send_signal(int pidfd, int signal) {
    return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0U);
}

int muster_wait_status(int status, int *value) {
    if (WIFEXITED(status)) {
        *value = WEXITSTATUS(status);
        return 1;
    }
    *value = WTERMSIG(status);
    return 0;
}

int muster_signalfd(const int *signals, int count) {
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < count; i++) sigaddset(&set, signals[i]);
    int error = pthread_sigmask(SIG_BLOCK, &set, NULL);
    if (error != 0) {
        errno = error;
        return -1;
    }
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int muster_signalfd_read(int descriptor, int *sender) {
    struct signalfd_siginfo info;
    ssize_t count = read(descriptor, &info, sizeof info);
    if (count == (ssize_t)sizeof info) {
        *sender = (int)info.ssi_pid;
        return (int)info.ssi_signo;
    }
    return count < 0 && errno != EAGAIN && errno != EINTR ? -1 : 0;
}

int muster_timerfd(void) { return timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK); }

int muster_timerfd_arm(int timer, uint64_t nanoseconds) {
    struct itimerspec spec;
    memset(&spec, 0, sizeof spec);
    spec.it_value.tv_sec = (time_t)(nanoseconds / 1000000000);
    spec.it_value.tv_nsec = (long)(nanoseconds % 1000000000);
    return timerfd_settime(timer, 0, &spec, NULL);
}

int muster_private_proc(void) {
    if (mount(NULL, "/", NULL, MS_SLAVE | MS_REC, NULL) < 0) return -1;
    return mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
}

int muster_lock_memory(void) {
    /* The first call brings the whole program in, so that no later step waits for a disk; the second keeps large reserved
     * areas (stacks) from being filled. */
    int whole = mlockall(MCL_CURRENT);
    int later = mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT);
    return whole < 0 || later < 0 ? -1 : 0;
}

int muster_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1L); }

int muster_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int muster_epoll(void) { return epoll_create1(EPOLL_CLOEXEC); }

int muster_epoll_add(int set, int descriptor) {
    struct epoll_event event;
    memset(&event, 0, sizeof event);
    event.events = EPOLLIN;
    event.data.fd = descriptor;
    return epoll_ctl(set, EPOLL_CTL_ADD, descriptor, &event);
}
