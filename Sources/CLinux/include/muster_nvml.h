#pragma once

/* NVIDIA's management library (NVML, libnvidia-ml.so.1), found while the program runs: a server without it needs nothing. What
 * is used of it is declared here, as of "NVML API Reference Guide"; the names with _v2 are those that all drivers since
 * 2012 have. Any call may take long, or for ever where the driver hangs: use it on a thread that nobody waits for.
 *
 * One thread at a time. */

/* A session with the library. */
struct muster_nvml;

/* What the driver tells of one GPU; what it does not tell is negative, or empty. */
struct muster_gpu_reading {
    /* As the driver counts. */
    unsigned int index;
    /* `GPU-...`. */
    char uuid[96];
    /* Of the newest sample period (up to a second), in how much time something ran on it; percent. */
    double busy_percent;
    /* Bytes in use by everything. */
    double memory_used_bytes;
    /* Of the whole board. */
    double power_watts;
    double temperature_celsius;
};

/* How an attempt to open a session ended. */
enum muster_nvml_opening {
    MUSTER_NVML_OPEN = 0,
    /* There is no such library. */
    MUSTER_NVML_ABSENT = 1,
    /* It is there and lacks a function, or does not start; *code says why. */
    MUSTER_NVML_FAILED = 2,
};

/* Loads the library and begins a session; *code is NVML's (0 where a function is missing). */
enum muster_nvml_opening muster_nvml_open(const char *library, struct muster_nvml **session, int *code);
/* Reads at most `capacity` GPUs. Returns how many answered, or -1 with *code where the library tells nothing any more. *failures
 * counts the GPUs that could not be read, as after a reset or where one is lost; *code is then of the first of them. */
int muster_nvml_read(
    struct muster_nvml *session, struct muster_gpu_reading *readings, int capacity, int *failures, int *code);
/* Ends the session and unloads the library: after an update of the driver only the new one's works. */
void muster_nvml_close(struct muster_nvml *session);
