/* bands.h: elementwise stages that take a few rows at once, see stage_has_bands(). */
#ifndef JX_BANDS_H
#define JX_BANDS_H

#include "codegen/cpu/stage.h"

/* The points [begin, end) of the row loop and the vector loop together: rows side by side where
 * they are whole, and else one after the other. */
void emit_bands(stage_emitter *k, const nest *n, val begin, val end);

#endif
