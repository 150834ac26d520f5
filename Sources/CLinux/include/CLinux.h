#pragma once
/* Linux system calls that Swift cannot import (variadic, or unavailable there such as fork). One header an idea. */
#include "muster_atomics.h"
#include "muster_spawn.h"
#include "muster_process.h"
#include "muster_files.h"
#include "muster_limits.h"
#include "muster_nvml.h"
