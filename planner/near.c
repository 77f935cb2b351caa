/* near.c: accesses that read an array at a fixed distance from one another.
 *
 * Takes the accesses of a lowered stage; tells of each which earlier one reads the same array in the
 * same way, some elements before. The neighbours that a stencil reads are such, and the columns of
 * a pooling. Distances are constants of the program, so a kernel addresses all of a row from one
 * pointer, loads what two have in common once, and takes rows side by side that share what they
 * read. Start at near_find(). */
#include "planner/near.h"

#include <string.h>

/* Starts from here on are compared by their dims alone. */
#define FAR_MOST (1 << 20)

/* Where an access starts along an axis: at a dim, -1 where there is none, so many elements further.
 * Parts of an axis, as reshape() makes them, start each for itself. False: at more than one dim. */
static bool start_of(const plan *out, const plan_access *a, int axis, dim_ref *start, int64_t *at) {
  *start = -1;
  *at = 0;
  for (uint32_t i = 0; i < a->nstarts; i++) {
    const plan_start *s = &out->starts.at[a->starts + i];
    const dim_node *d = &out->dims.at[s->dim];
    if (s->axis != axis) continue;
    if (d->op == DIM_CONST && !d->is_float) {
      /* far enough for any stencil; and products with sizes of elements fit */
      if (d->imm.i < 0 || d->imm.i >= FAR_MOST) return false;
      *at += d->imm.i;
    } else if (*start < 0) {
      *start = s->dim;
    } else {
      return false;
    }
  }
  return true;
}

/* How many elements further along an axis b starts than a; false: nobody knows. */
static bool distance(const plan *out, const plan_access *a, const plan_access *b, int axis,
                     int64_t *far) {
  dim_ref s[2];
  int64_t at[2];
  *far = 0;
  if (!start_of(out, a, axis, &s[0], &at[0]) || !start_of(out, b, axis, &s[1], &at[1]))
    return false;
  *far = at[1] - at[0];
  return s[0] == s[1];
}

/* The last axis along which an access starts elsewhere than at 0. */
static int last_start(const plan *out, const plan_access *a) {
  int last = -1;
  for (uint32_t i = 0; i < a->nstarts; i++)
    if (out->starts.at[a->starts + i].axis > last) last = out->starts.at[a->starts + i].axis;
  return last;
}

static bool read_alike(const plan *out, const plan_stage *s, const plan_access *a,
                       const plan_access *b) {
  const plan_step *x = &out->steps.at[a->steps], *y = &out->steps.at[b->steps];
  return a->source == b->source && a->index == b->index && a->dtype == b->dtype &&
         a->item == b->item && a->swapped == b->swapped && a->vector == b->vector &&
         memcmp(x, y, stage_loops(s) * sizeof *x) == 0;
}

static bool is_concerned(const plan_access *a) {
  return !a->store && !a->gathers && !dtype_is_string((jx_dtype)a->dtype) &&
         (a->vector == ACCESS_UNIT || a->vector == ACCESS_SPACED);
}

/* Whether b starts where a does but along one axis (-1: none), and how much further there. */
static bool differ_along(const plan *out, const plan_access *a, const plan_access *b, int along,
                         int64_t *far) {
  int last = last_start(out, a), other = last_start(out, b);
  *far = 0;
  for (int axis = 0; axis <= (last > other ? last : other); axis++) {
    int64_t there;
    if (!distance(out, a, b, axis, &there) || (there && axis != along)) return false;
    if (axis == along) *far = there;
  }
  return true;
}

/* Accesses of a stage that are compared, each with each. */
#define NEAR_MOST 128

void near_find(const plan *out, const plan_stage *s) {
  if (!stage_loops(s) || s->naccesses > NEAR_MOST) return;
  plan_access *at = out->accesses.at + s->accesses;
  for (uint32_t i = 0; i < s->naccesses; i++) {
    if (!is_concerned(&at[i])) continue;
    const plan_step *v = &out->steps.at[at[i].steps + s->vector], *row = v - 1;
    bool rows = !s->nreduced && s->vector && row->axis != v->axis && !row->by && row->step;
    for (uint32_t j = 0; j < i; j++) {
      int64_t far;
      if (!is_concerned(&at[j]) || !read_alike(out, s, &at[j], &at[i])) continue;
      if (!at[i].near && !at[j].near && differ_along(out, &at[j], &at[i], v->axis, &far)) {
        at[i].near = 1 + j;
        at[i].along = (int32_t)far;
      }
      if (!rows || at[i].above || at[j].above) continue;
      if (!differ_along(out, &at[j], &at[i], row->axis, &far) || far % row->step) continue;
      at[i].above = 1 + j;
      at[i].below = (int32_t)(far / row->step);
    }
  }
}
