/* contract_block.h: what the files of contracting stages share.
 *
 * contract.c has the loops around blocks and what follows when a block is done, contract_panel.c
 * which values are what and the panels, contract_block.c the blocks. */
#ifndef JX_CONTRACT_BLOCK_H
#define JX_CONTRACT_BLOCK_H

#include "codegen/cpu/contract.h"
#include "codegen/cpu/words.h"

/* Rows that share a panel once it is laid out: a multiple of all block_rows. */
enum { CONTRACT_STRIP = 96 };

typedef struct value_list {
  uint32_t *at, n;
} value_list;

typedef struct contraction {
  value_list row;    /* values along rows, and along neither columns nor the reduced loop */
  value_list deep;   /* along the reduced loop alone, of those along outer ones */
  value_list by_row; /* along that and rows */
  value_list column; /* along columns and not rows */
  value_list panel;  /* those of them that others read: laid out in panels */
  value_list each;   /* along rows and columns */
  bool *fused;       /* of each value: a product that its sum alone reads */
  val *laid;         /* of the panel's values: where they are */
  val *first_word;   /* of each word: where the block's first is */
  val *words;        /* of each word of a point: where the strip's are */
  uint32_t columns, pitch, depth; /* of a panel; words from one row to the next; reduced points */
  uint32_t row_loop, reduced_loop;
  val *from;                    /* pointers of the accesses at the outer loops */
  val first_column, end_column; /* of the call */
  val strip_begin;              /* first row of the strip; */
  val strip, strip_end;         /* rows that have words; */
  val turn;                     /* how many they are; */
  val left, right;              /* columns of the panel; */
  val near, far;                /* reduced points of the panel */
  val block;                    /* first row of the block, counted from the strip's */
  val acc[PLAN_MAX_ROWS * 4];   /* of the block: allocas, of one accumulator after the other */
  val begin;                    /* alloca: the first reduced point that no square has */
  val *squares;      /* of each access that is turned around: vectors of reduced points */
  val *loaded;       /* vectors of the panel's values */
  val seen, pending; /* lanes that have met a NaN; a vector that waits for another to be tested */
} contraction;

/* ---- contract_panel.c ---- */
/* Sorts the values, and makes room for panels and words. */
void contract_lay_out(stage_emitter *k, contraction *c);
/* The value that an accumulator folds. */
uint32_t contract_folded(const stage_emitter *k, uint32_t accumulator);
/* Fills the panel of the reduced points and columns at hand. */
void contract_panel(stage_emitter *k, contraction *c);
/* Whether squares of elements are turned around for that. */
bool contract_turns(const stage_emitter *k);

/* ---- contract_block.c ---- */
/* All blocks of the strip, over the panel. */
void contract_blocks(stage_emitter *k, contraction *c);
/* Whether panels of two vectors are done as fast as those of three. */
bool contract_pairs(const stage_emitter *k, const contraction *c);
/* Where a word is, of a row of the strip and a column of the panel. */
val contract_word(stage_emitter *k, const contraction *c, uint32_t w, val row, val column);

/* ---- contract.c ---- */
/* The accesses of so many rows, from `first` on; those past the strip's end repeat the last one. */
void contract_open_rows(stage_emitter *k, const contraction *c, val first, uint32_t rows);
void contract_close_rows(stage_emitter *k, const contraction *c);
/* One side for panels that are full, the other for the last ones of rows. */
typedef void panel_side(stage_emitter *k, contraction *c);
void contract_if_whole(stage_emitter *k, contraction *c, panel_side *whole, panel_side *part);
/* The same for panels of more than so many columns. */
void contract_if_wider(stage_emitter *k, contraction *c, uint32_t than, panel_side *whole,
                       panel_side *part);

static inline val block_add(stage_emitter *k, val a, val b) {
  return LLVMBuildAdd(k->e->b, a, b, "");
}
static inline val block_subtract(stage_emitter *k, val a, val b) {
  return LLVMBuildSub(k->e->b, a, b, "");
}
static inline val block_times(stage_emitter *k, val a, uint32_t n) {
  return LLVMBuildMul(k->e->b, a, ev_int64(k->e, n), "");
}
static inline val block_lesser(stage_emitter *k, val a, val b) {
  return LLVMBuildSelect(k->e->b, LLVMBuildICmp(k->e->b, LLVMIntSLT, a, b, ""), a, b, "");
}
/* Where emit_advance() keeps the pointers of a loop. */
static inline val *block_saved(stage_emitter *k, uint32_t loop) {
  return k->loops.saved + loop * k->s->rows * k->s->naccesses;
}

#endif
