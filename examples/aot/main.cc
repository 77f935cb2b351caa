#include "main.c" /* the same, compiled as C++ */
