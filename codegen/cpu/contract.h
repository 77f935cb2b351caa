/* contract.h: stages that contract (plan.h), block by block. */
#ifndef JX_CONTRACT_H
#define JX_CONTRACT_H

#include "codegen/cpu/stage.h"

/* A stage with blocks; the nest holds its kept loops. */
void emit_contraction(stage_emitter *k, const nest *n);
/* The same stage without: what folds one element after the other. */
plan_stage contract_plain(const plan_stage *s);

#endif
