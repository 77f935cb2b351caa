/* rules.h: the one table of dtype rules: what operations do with operands of each kind.
 *
 * Every row of OP_TABLE names a rule. Operands are promoted to their common dtype, as in NumPy 2,
 * and the kind of that says which cell of the rule's row counts. types_apply() (graph_types.c) and
 * reductions (build/reduce.c) do what the cell says; graph_check() asks whether a node is one that
 * can come of it.
 *
 *   X(id, weak_bool, b, i, u, f, gives, hint)
 *
 * weak_bool   what Python's own bools are taken for: INT64 where they are numbers, else BOOL.
 * b, i, u, f  of a common dtype of that kind (dtypes[].kind):
 *               OWN      computed in it
 *               IN(t)    computed in dtype t, which operands are converted to; to BOOL: they are
 *                        compared with 0
 *               AS(op)   computed in it, by another operation
 *               OPERAND  the operand itself
 *               FALSE    false everywhere
 *               REFUSED  an error, which ends in the hint
 *               NEVER    nothing that this table decides, so an internal error
 * gives       the result's dtype; OWN: the one that is computed in; WIDE: of integers that with 64
 *             bits; PART: of a complex number its parts' dtype; PAIR: the reverse.
 * hint        what to write instead of what is refused.
 *
 * Weak integers, powers, comparisons and where() need more than that: a few rules have functions
 * beside their row, in graph_types.c.
 *
 * A further kind is a further column: rows that lack its cell do not compile. Complex numbers need
 * none: what is done with them is written in terms of their parts (complex.c), and PART alone takes
 * one. */
#ifndef JX_RULES_H
#define JX_RULES_H

#include "graph/ops.h"

/* clang-format off */
#define RULE_TABLE(X)                                                                             \
  X(NONE,     BOOL,  NEVER,       NEVER,       NEVER,       NEVER,    OWN, "")                    \
  X(ADD,      INT64, AS(OR),      OWN,         OWN,         OWN,      OWN, "")                    \
  X(SUBTRACT, INT64, REFUSED,     OWN,         OWN,         OWN,      OWN,                        \
    "use ^ for the exclusive or")                                                                 \
  X(MULTIPLY, INT64, AS(AND),     OWN,         OWN,         OWN,      OWN, "")                    \
  X(DIVIDE,   BOOL,  IN(FLOAT64), IN(FLOAT64), IN(FLOAT64), OWN,      OWN, "")                    \
  X(MODULO,   INT64, IN(INT8),    OWN,         OWN,         OWN,      OWN, "")                    \
  X(FMOD,     INT64, IN(INT8),    OWN,         OWN,         OWN,      OWN, "")                    \
  X(POWER,    INT64, IN(INT8),    OWN,         OWN,         OWN,      OWN, "")                    \
  X(NEIGHBOURS, INT64, AS(XOR),   OWN,         OWN,         OWN,      OWN, "")                    \
  X(NEGATE,   INT64, REFUSED,     OWN,         OWN,         OWN,      OWN,                        \
    "use ~ for not")                                                                              \
  X(SIGN,     INT64, REFUSED,     OWN,         OWN,         OWN,      OWN,                        \
    "write int32(x) for a number")                                                                \
  X(PLUS,     INT64, REFUSED,     OPERAND,     OPERAND,     OPERAND,  OWN,                        \
    "leave it out, or write int32(x) for a number")                                               \
  X(INVERT,   BOOL,  AS(NOT),     OWN,         OWN,         REFUSED,  OWN,                        \
    "it takes integers and bool")                                                                 \
  X(BITAND,   BOOL,  AS(AND),     OWN,         OWN,         REFUSED,  OWN,                        \
    "it takes integers and bool; comparisons beside it need brackets, as in "                     \
    "(x > 1) & (x < 3), or write 'and'")                                                          \
  X(BITOR,    BOOL,  AS(OR),      OWN,         OWN,         REFUSED,  OWN,                        \
    "it takes integers and bool; comparisons beside it need brackets, as in "                     \
    "(x < 1) | (x > 3), or write 'or'")                                                           \
  X(BITXOR,   BOOL,  AS(XOR),     OWN,         OWN,         REFUSED,  OWN,                        \
    "it takes integers and bool, and a power is written x**y")                                    \
  X(SHIFT,    INT64, IN(INT8),    OWN,         OWN,         REFUSED,  OWN,                        \
    "it takes integers")                                                                          \
  X(BITCOUNT, INT64, IN(INT8),    OWN,         OWN,         REFUSED,  UINT8,                      \
    "it takes integers and bool")                                                                 \
  X(DIVISOR,  INT64, REFUSED,     OWN,         OWN,         REFUSED,  OWN,                        \
    "it takes integers")                                                                          \
  X(EXPONENT, BOOL,  IN(FLOAT64), IN(FLOAT64), IN(FLOAT64), OWN,      INT32, "")                  \
  X(INDEX,    BOOL,  NEVER,       OWN,         NEVER,       NEVER,    OWN, "")                    \
  X(COMPARE,  BOOL,  OWN,         OWN,         OWN,         OWN,      BOOL, "")                   \
  X(LOGIC,    BOOL,  OWN,         IN(BOOL),    IN(BOOL),    IN(BOOL), OWN, "")                    \
  X(WHERE,    BOOL,  OWN,         OWN,         OWN,         OWN,      OWN, "")                    \
  X(CAST,     BOOL,  NEVER,       NEVER,       NEVER,       NEVER,    OWN, "")                    \
  X(PART,     BOOL,  OPERAND,     OPERAND,     OPERAND,     OPERAND,  PART, "")                   \
  X(PAIR,     BOOL,  IN(FLOAT64), IN(FLOAT64), IN(FLOAT64), OWN,      PAIR, "")                   \
  X(TIMES,    BOOL,  REFUSED,     REFUSED,     REFUSED,     REFUSED,  BOOL,                       \
    "it takes datetime64 and timedelta64")                                                        \
  X(TEXT,     BOOL,  NEVER,       NEVER,       NEVER,       NEVER,    OWN, "")                    \
  X(ABSOLUTE, INT64, OPERAND,     OWN,         OPERAND,     OWN,      OWN, "")                    \
  X(SMALLER,  BOOL,  AS(AND),     OWN,         OWN,         OWN,      OWN, "")                    \
  X(LARGER,   BOOL,  AS(OR),      OWN,         OWN,         OWN,      OWN, "")                    \
  X(FLOAT,    BOOL,  IN(FLOAT64), IN(FLOAT64), IN(FLOAT64), OWN,      OWN, "")                    \
  X(DOUBLE,   BOOL,  IN(FLOAT64), IN(FLOAT64), IN(FLOAT64), IN(FLOAT64), OWN, "")                 \
  X(ROUND,    BOOL,  OPERAND,     OPERAND,     OPERAND,     OWN,      OWN, "")                    \
  X(TEST,     BOOL,  FALSE,       FALSE,       FALSE,       OWN,      BOOL, "")                   \
  X(SIGNBIT,  BOOL,  FALSE,       OWN,         FALSE,       OWN,      BOOL, "")                   \
  X(SUM,      BOOL,  AS(COUNT),   OWN,         OWN,         OWN,      WIDE, "")                   \
  X(PRODUCT,  BOOL,  IN(INT64),   IN(INT64),   IN(UINT64),  OWN,      OWN, "")                    \
  X(LEAST,    BOOL,  AS(ALL),     OWN,         OWN,         OWN,      OWN, "")                    \
  X(GREATEST, BOOL,  AS(ANY),     OWN,         OWN,         OWN,      OWN, "")                    \
  X(COUNT,    BOOL,  OWN,         IN(BOOL),    IN(BOOL),    IN(BOOL), INT64, "")                  \
  X(PLACE,    BOOL,  OWN,         OWN,         OWN,         OWN,      INT64, "")                  \
  X(SQUARES,  BOOL,  NEVER,       NEVER,       NEVER,       OWN,      FLOAT64, "")
/* clang-format on */

typedef enum rule_id {
#define X(id, ...) RULE_##id,
  RULE_TABLE(X)
#undef X
      RULE_COUNT_
} rule_id;

typedef enum rule_action {
  ACT_NEVER,
  ACT_COMPUTE, /* OWN, IN, AS */
  ACT_OPERAND,
  ACT_FALSE,
  ACT_REFUSE,
} rule_action;

/* What to do with operands of one dtype. */
typedef struct rule_cell {
  uint8_t action; /* rule_action */
  uint8_t in;     /* jx_dtype */
  uint8_t as;     /* op_id */
} rule_cell;

rule_cell rule_of(op_id op, jx_dtype common);

/* Whether it can be a node's operation, of operands of this dtype. */
bool rule_takes(op_id op, jx_dtype in);
/* The dtype of such a node. */
jx_dtype rule_gives(op_id op, jx_dtype in);

jx_dtype rule_of_weak_bool(op_id op);
const char *rule_hint(op_id op);

#endif
