#include "muster_nvml.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

/* nvmlReturn_t */
enum { SUCCESS = 0, NOT_SUPPORTED = 3, NO_PERMISSION = 4, NO_DATA = 21 };
/* nvmlTemperatureSensors_t: the die. */
enum { TEMPERATURE_GPU = 0 };

typedef struct device *device_t;
/* nvmlUtilization_t, percent. */
struct utilization {
    unsigned int gpu, memory;
};
/* nvmlMemory_t, bytes. */
struct memory {
    unsigned long long total, free, used;
};

struct muster_nvml {
    void *handle;
    int (*shutdown)(void);
    int (*count)(unsigned int *);
    int (*device)(unsigned int, device_t *);
    int (*uuid)(device_t, char *, unsigned int);
    int (*utilization)(device_t, struct utilization *);
    int (*memory)(device_t, struct memory *);
    int (*power)(device_t, unsigned int *);
    int (*temperature)(device_t, int, unsigned int *);
};

enum muster_nvml_opening muster_nvml_open(const char *library, struct muster_nvml **session, int *code) {
    *session = NULL;
    *code = 0;
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) return MUSTER_NVML_ABSENT;
    struct muster_nvml found;
    int (*init)(void);
    struct {
        const char *name;
        void *place;
    } functions[] = {
        {"nvmlInit_v2", &init},
        {"nvmlShutdown", &found.shutdown},
        {"nvmlDeviceGetCount_v2", &found.count},
        {"nvmlDeviceGetHandleByIndex_v2", &found.device},
        {"nvmlDeviceGetUUID", &found.uuid},
        {"nvmlDeviceGetUtilizationRates", &found.utilization},
        {"nvmlDeviceGetMemoryInfo", &found.memory},
        {"nvmlDeviceGetPowerUsage", &found.power},
        {"nvmlDeviceGetTemperature", &found.temperature},
    };
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        void *symbol = dlsym(handle, functions[i].name);
        if (symbol == NULL) {
            dlclose(handle);
            return MUSTER_NVML_FAILED;
        }
        memcpy(functions[i].place, &symbol, sizeof symbol);
    }
    *code = init();
    if (*code != SUCCESS) {
        dlclose(handle);
        return MUSTER_NVML_FAILED;
    }
    struct muster_nvml *made = malloc(sizeof *made);
    if (made == NULL) abort();
    *made = found;
    made->handle = handle;
    *session = made;
    return MUSTER_NVML_OPEN;
}

/* What a GPU cannot tell at all is no failure: a part of one (MIG) has no utilisation, a passively cooled board no fan. */
static int is_untold(int code) { return code == NOT_SUPPORTED || code == NO_PERMISSION || code == NO_DATA; }

static int read_one(const struct muster_nvml *session, unsigned int index, struct muster_gpu_reading *reading) {
    device_t device;
    int code = session->device(index, &device);
    if (code != SUCCESS) return code;
    memset(reading, 0, sizeof *reading);
    reading->index = index;
    reading->busy_percent = reading->memory_used_bytes = reading->power_watts = reading->temperature_celsius = -1;
    code = session->uuid(device, reading->uuid, sizeof reading->uuid);
    if (code != SUCCESS) {
        if (!is_untold(code)) return code;
        reading->uuid[0] = 0;
    }
    reading->uuid[sizeof reading->uuid - 1] = 0;
    struct utilization utilization;
    code = session->utilization(device, &utilization);
    if (code == SUCCESS) reading->busy_percent = utilization.gpu;
    else if (!is_untold(code)) return code;
    struct memory memory;
    code = session->memory(device, &memory);
    if (code == SUCCESS) reading->memory_used_bytes = (double)memory.used;
    else if (!is_untold(code)) return code;
    unsigned int number;
    code = session->power(device, &number);
    if (code == SUCCESS) reading->power_watts = number / 1000.0;
    else if (!is_untold(code)) return code;
    code = session->temperature(device, TEMPERATURE_GPU, &number);
    if (code == SUCCESS) reading->temperature_celsius = number;
    else if (!is_untold(code)) return code;
    return SUCCESS;
}

int muster_nvml_read(
    struct muster_nvml *session, struct muster_gpu_reading *readings, int capacity, int *failures, int *code) {
    unsigned int count = 0;
    *failures = 0;
    *code = session->count(&count);
    if (*code != SUCCESS) return -1;
    int told = 0;
    for (unsigned int index = 0; index < count && told < capacity; index++) {
        int outcome = read_one(session, index, &readings[told]);
        if (outcome == SUCCESS) {
            told++;
        } else {
            if (*failures == 0) *code = outcome;
            (*failures)++;
        }
    }
    return told == 0 && *failures > 0 ? -1 : told;
}

void muster_nvml_close(struct muster_nvml *session) {
    session->shutdown();
    dlclose(session->handle);
    free(session);
}
