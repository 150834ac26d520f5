/* A library that looks like NVIDIA's and says what stands in the file STATE: the code of nvmlInit, the code of
 * nvmlDeviceGetCount, how many GPUs there are, and for each a line `code uuid busy used milliwatts degrees`, where busy is
 * negative for what is not supported. Each nvmlInit and nvmlShutdown adds a letter to the file STATE ".calls". */
#include <stdio.h>
#include <string.h>

struct device {
    int code, busy;
    unsigned int power, temperature;
    unsigned long long used;
    char uuid[96];
};

struct utilization {
    unsigned int gpu, memory;
};
struct memory {
    unsigned long long total, free, used;
};

static int init_code, count_code;
static unsigned int count;
static struct device devices[16];

static void look(void) {
    FILE *file = fopen(STATE, "r");
    count = 0;
    init_code = 9;
    if (file == NULL) return;
    unsigned int promised = 0;
    if (fscanf(file, "%d %d %u", &init_code, &count_code, &promised) == 3) {
        while (count < promised && count < 16) {
            struct device *next = &devices[count];
            if (fscanf(file, "%d %95s %d %llu %u %u", &next->code, next->uuid, &next->busy, &next->used, &next->power,
                    &next->temperature) != 6)
                break;
            count++;
        }
    }
    fclose(file);
}

static void note(char letter) {
    FILE *file = fopen(STATE ".calls", "a");
    if (file == NULL) return;
    fputc(letter, file);
    fclose(file);
}

int nvmlInit_v2(void) {
    look();
    note('i');
    return init_code;
}
int nvmlShutdown(void) {
    note('s');
    return 0;
}
int nvmlDeviceGetCount_v2(unsigned int *number) {
    look();
    *number = count;
    return count_code;
}
int nvmlDeviceGetHandleByIndex_v2(unsigned int index, struct device **device) {
    if (index >= count) return 2;
    *device = &devices[index];
    return 0;
}
int nvmlDeviceGetUUID(struct device *device, char *uuid, unsigned int length) {
    if (device->code != 0) return device->code;
    if (strlen(device->uuid) >= length) return 7;
    strcpy(uuid, device->uuid);
    return 0;
}
int nvmlDeviceGetUtilizationRates(struct device *device, struct utilization *utilization) {
    if (device->busy < 0) return 3;
    utilization->gpu = (unsigned int)device->busy;
    utilization->memory = 0;
    return device->code;
}
int nvmlDeviceGetMemoryInfo(struct device *device, struct memory *memory) {
    memory->total = 1ULL << 40;
    memory->free = memory->total - device->used;
    memory->used = device->used;
    return device->code;
}
int nvmlDeviceGetPowerUsage(struct device *device, unsigned int *milliwatts) {
    *milliwatts = device->power;
    return device->code;
}
int nvmlDeviceGetTemperature(struct device *device, int sensor, unsigned int *degrees) {
    if (sensor != 0) return 2;
    *degrees = device->temperature;
    return device->code;
}
