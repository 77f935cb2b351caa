/* parts.h: values of a level in functions of their own.
 *
 * The loop emitter asks whether there are parts and where their values are; how they are laid out
 * (struct parts) is for parts.c, parts_cut.c, frame.c and dear.c. */
#ifndef JX_PARTS_H
#define JX_PARTS_H

#include "base/dtype.h"
#include "codegen/cpu/stage.h"
#include "codegen/llvm/units.h"

enum { HOME_CLASSES = 16 };
typedef VEC(uint32_t) empty_homes;

typedef struct parts parts;
struct parts {
  arena *arena;
  bool cut[PHASE_POST + 1]; /* of each phase: whether the values of the vector loop are cut */
  bool grouped;             /* the main ones because they read many arrays (MANY_ARRAYS) */
  bool strings;             /* some value is one: the stage is not cut */
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

/* What a value weighs, and a part may; operands by their numbers in the stage. */
uint32_t parts_weight(const stage_emitter *k);
uint32_t parts_weight_of(const plan_value *v);
#define PARTS_MOST_READ GRAPH_MAX_ARGS
uint32_t parts_reads(const stage_emitter *k, const plan_value *v, uint32_t to[PARTS_MOST_READ]);
static inline bool parts_is_load(const plan_value *v) {
  return v->op == OP_INPUT || op_gathers((op_id)v->op);
}

static inline bool parts_is_vector(const stage_emitter *k, const plan_value *v) {
  return k->nloops && v->loops >> k->s->vector & 1;
}

jx_status parts_init(stage_emitter *k, arena *a, diag *d);
/* Whether values of a level are too many for one block; of the vector loop in some phase. */
bool parts_are_wanted(const stage_emitter *k, const uint32_t *list, uint32_t n);
bool parts_in_vector(const stage_emitter *k, uint32_t phase);
/* True for an access that parts alone load. */
bool parts_load(const stage_emitter *k, uint32_t access);
/* The values of a level, in functions of their own. */
void parts_emit(stage_emitter *k, uint32_t *list, uint32_t n, uint32_t open);
/* A value has been made outside of parts: it goes home when parts will read it. */
void parts_made(stage_emitter *k, uint32_t i);
/* Before a vector loop whose values are cut: where it is. */
void parts_before_vector(stage_emitter *k, uint32_t open);
bool parts_is_inside(const stage_emitter *k);
/* An access at the loops that are open, whose indices are at hand; to where parts find it. */
val parts_find_pointer(stage_emitter *k, uint32_t access, uint32_t open);
void parts_place(stage_emitter *k, uint32_t access, val pointer);
/* In a part: what has been placed, or is in the access's slot. */
val parts_pointer(stage_emitter *k, uint32_t access);
/* In a part: that many arrays are read at once that what comes is to be asked for. */
bool parts_prefetch(const stage_emitter *k);
uint32_t parts_strip(const stage_emitter *k); /* steps it takes at once */

#endif
