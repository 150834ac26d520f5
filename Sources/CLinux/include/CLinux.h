#pragma once
/* Linux system calls that Swift cannot import (variadic, or unavailable there such as fork). One header an idea. */
