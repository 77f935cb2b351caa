/* narrow.c: see narrow.h.
 *
 * Where rows are no longer than a step has lanes (plan_stage.narrow), a row is one step, and words
 * stay in registers from row to row: what a row waits for is one addition of the row before it, and
 * no memory. Lanes past the end repeat the last column, words and all. */
#include "codegen/cpu/narrow.h"

#include "codegen/cpu/reduction.h"
#include "codegen/cpu/words.h"

static LLVMTypeRef word_type(stage_emitter *k, const plan_accumulator *a, uint32_t w) {
  return ev_type(k->e, fold_lane_type(k->e, a, w), k->s->lanes);
}

static void move_word(stage_emitter *k, const plan_accumulator *a, uint32_t w, val from, val to) {
  val x = LLVMBuildLoad2(k->e->b, word_type(k, a, w), from, "");
  LLVMSetAlignment(x, words_alignment(a));
  LLVMSetAlignment(LLVMBuildStore(k->e->b, x, to), words_alignment(a));
}

/* Words go to registers, or back. */
static void move_words(stage_emitter *k, val *block, bool back) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t w = 0; w < a->words; w++) {
      val *word = &k->folds.word[a->word + w], *memory = &block[a->word + w];
      if (back) {
        move_word(k, a, w, *word, *memory);
        *word = *memory;
        continue;
      }
      *memory = *word;
      *word = ev_scratch(k->e, word_type(k, a, w), 64);
      move_word(k, a, w, *memory, *word);
    }
  }
}

void narrow_range(stage_emitter *k, const nest *n, val begin, val end, rows_body *row) {
  val *block = arena_zalloc(k->p->arena, (k->s->words + 1) * sizeof *block);
  if (!block) return;
  emit_block_repeat_last(k);
  move_words(k, block, false);
  emit_rows(k, n, begin, end, row, NULL);
  move_words(k, block, true);
}
