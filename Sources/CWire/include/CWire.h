#pragma once
/* Written by Protocols/generate.sh. */
#include <protobuf-c/protobuf-c.h>
#include "WireArena.h"
#include "administration.pb-c.h"
#include "consensus.pb-c.h"
#include "control.pb-c.h"
#include "enrolment.pb-c.h"
#include "shared.pb-c.h"
#include "telemetry.pb-c.h"
