/* test_fpenv_standard.c: what fpenv.h does by <fenv.h> alone, where there is no other way. */
#define FPENV_STANDARD
#include "tests/unit/test_fpenv.c"
