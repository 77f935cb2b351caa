/* narrow.h: scans of rows of few columns. */
#ifndef JX_CODEGEN_CPU_NARROW_H
#define JX_CODEGEN_CPU_NARROW_H

#include "codegen/cpu/stage.h"

/* The range of the innermost reduced loop of a stage that is narrow; `row` does one of its rows. */
void narrow_range(stage_emitter *k, const nest *n, val begin, val end, rows_body *row);

#endif
