#pragma once
#include <signal.h>
#include <stdint.h>
#include <sys/types.h>

/* Process descriptors, signals as descriptors, mounts and memory locks. Results as of the system calls: -1 and errno. */

/* A close-on-exec descriptor for a process; readable when the process has ended. */
int muster_pidfd_open(pid_t pid);
/* Sends a signal to exactly the process that the descriptor stands for. */
int muster_pidfd_send_signal(int pidfd, int signal);
/* Whether the wait status is an exit (1) or a signal (0); the code or the signal in *value. */
int muster_wait_status(int status, int *value);
/* Blocks the signals for the calling thread and returns a close-on-exec, non-blocking signalfd for them. */
int muster_signalfd(const int *signals, int count);
/* Takes one signal from a signalfd: its number, or 0 if there is none, or -1. *sender is the sender's pid as this process's
 * namespace numbers it; 0 for a sender outside. */
int muster_signalfd_read(int descriptor, int *sender);
/* A close-on-exec, non-blocking timerfd on CLOCK_BOOTTIME: time in suspend counts. */
int muster_timerfd(void);
/* Arms the timer to fire once in so many nanoseconds (at least 1); 0 disarms it. */
int muster_timerfd_arm(int timer, uint64_t nanoseconds);

/* Makes all mounts slaves of their peers and mounts a fresh /proc: for a process in new PID and mount namespaces. */
int muster_private_proc(void);
/* Locks all that is mapped now, and what is mapped later as it is touched. */
int muster_lock_memory(void);
/* Ends of orphaned descendants come to this process. */
int muster_become_subreaper(void);
/* An anonymous event counter: close-on-exec, non-blocking. */
int muster_eventfd(void);

/* A close-on-exec set of descriptors that is itself a descriptor: readable while one of its members is. */
int muster_epoll(void);
/* Adds a member, watched for input; closing its last copy removes it. */
int muster_epoll_add(int set, int descriptor);
