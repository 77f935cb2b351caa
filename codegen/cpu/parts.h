/* parts.h: values of a level in functions of their own; for the parts of the loop emitter. */
#ifndef JX_PARTS_H
#define JX_PARTS_H

#include "base/dtype.h"
#include "codegen/cpu/stage.h"
#include "codegen/llvm/units.h"

/* Operations of at least this op_info.cost are functions of their own in parts. */
enum { DEAR_COST = 16 };

enum { HOME_CLASSES = 16 };
typedef VEC(uint32_t) empty_homes;

typedef struct parts parts;
struct parts {
  arena *arena;
  bool cut[PHASE_POST + 1]; /* of each phase: whether the values of the vector loop are cut */
  bool *loads;              /* of each access: parts alone load it */
  uint32_t nloads;
  bool *wanted;      /* of each value of outer levels: parts read it */
  uint32_t *part;    /* of each value of the list at hand: 1 + its part; 0: it is not in it */
  uint32_t *last;    /* the last part that reads a value; UINT32_MAX: others do, too */
  uint32_t *home;    /* of each value: 1 + where it is in the frame; 0: not there */
  uint32_t *pointer; /* of each access: the cell of where its row begins; 0: its slot is */
  /* Of scalars and of vectors, by the logarithm of their size. */
  empty_homes empty[2][HOME_CLASSES];
  uint32_t strip; /* steps that parts of the vector loop at hand take at once */
  val left, next; /* in the stage's function: steps of the strip to come, and the next one */
  val step;       /* the one at hand */
  uint32_t size;  /* bytes of the frame */
  uint32_t count; /* functions so far */
  /* of the function at hand */
  val frame;
  bool inside; /* it is a part */
  row_state row;
  val *index;
  val *other; /* of each value: it, when the call for another one has given it too */
};

/* A function that is set aside while another is made. */
typedef struct part_function {
  LLVMValueRef function;
  LLVMBasicBlockRef entry, block;
  LLVMModuleRef module;
  val slots;
} part_function;

/* Opens a function of a module, whose first parameter is the slots; goes back, and returns it. */
void parts_enter(stage_emitter *k, part_function *f, LLVMModuleRef module, const char *name,
                 LLVMTypeRef type);
val parts_leave(stage_emitter *k, const part_function *f);
/* A function of the kernel, declared in the module at hand. */
val parts_declare(stage_emitter *k, const char *name, LLVMTypeRef type);

static inline bool parts_is_vector(const stage_emitter *k, const plan_value *v) {
  return k->nloops && v->loops >> k->s->vector & 1;
}

/* ---- frame.c ---- */

/* The frame begins with cells of 8 bytes. */
enum { CELL_VECTOR_INDEX, CELL_COUNT, CELL_STEPS, CELL_INDEX /* of each loop */ };

/* The frame, which is made when it is first asked for. */
val frame_open(stage_emitter *k);
val frame_load_cell(stage_emitter *k, uint32_t cell, LLVMTypeRef type);
void frame_store_cell(stage_emitter *k, uint32_t cell, val x);
/* Where `size` bytes are, in bytes from its start. */
uint32_t frame_room(stage_emitter *k, uint32_t size, uint32_t align);
/* Puts value i at home, where parts_fetch() finds it; nobody reads it any more. */
void frame_store_home(stage_emitter *k, uint32_t i, val x);
void frame_leave_home(stage_emitter *k, uint32_t i);

/* ---- dear.c ---- */
/* The operation of v by a call. The function is one for all that are alike. */
val parts_call(stage_emitter *k, const plan_value *v, val *args);
/* The same for a sine or cosine, which gives the other of the two as well. */
val parts_call_pair(stage_emitter *k, const plan_value *v, val *args, val *other);

#endif
