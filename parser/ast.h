/* ast.h: a program as a postorder array.
 *
 * Takes the tokens of the lexer by way of the grammar; gives a flat array in which every operand
 * stands before the node that uses it, so that a pass over the tree is one forward loop. Node 0 is
 * the poison node: a builder that fails returns it, and a builder that is given it returns it.
 *
 * Statements: an AST_ASSIGN node per assignment and, last, one AST_RESULTS node whose arguments
 * are the expressions of the last line (for a last line that is an assignment: its value). */
#ifndef JX_AST_H
#define JX_AST_H

#include "base/arena.h"
#include "base/bigint.h"
#include "base/diag.h"

typedef uint32_t ast_ref;

/* kind, and what its fields hold: args are ast_refs in order, `text` is a slice of ast.bytes. */
#define AST_KINDS(X)                                                                           \
  X(POISON)    /* node 0 */                                                                    \
  X(INT)       /* value.u: the magnitude of an integer literal */                              \
  X(FLOAT)     /* value.f */                                                                   \
  X(IMAGINARY) /* value.f */                                                                   \
  X(BOOL)      /* value.u: 0 or 1 */                                                           \
  X(NONE)                                                                                      \
  X(ELLIPSIS)                                                                                  \
  X(STRING)    /* text: the string after escapes, UTF-8 */                                     \
  X(BYTES)     /* text */                                                                      \
  X(NAME)      /* text */                                                                      \
  X(UNARY)     /* op; args: operand */                                                         \
  X(BINARY)    /* op; args: left, right (arithmetic, bits, shifts, and, or) */                 \
  X(COMPARE)   /* args: n operands; ops: n-1 comparison operators (a chain when n > 2) */      \
  X(IF)        /* args: value, condition, other (x if cond else y) */                          \
  X(CALL)      /* text: the function's name; args: positional ones, then KEYWORD nodes */      \
  X(KEYWORD)   /* text: its name; args: value */                                               \
  X(MODULE)    /* text: np, numpy or math before a '.' (which an operand's name may be) */     \
  X(METHOD)    /* text: what is called; args: what stands before the '.', then as CALL */      \
  X(ATTRIBUTE) /* text; args: operand */                                                       \
  X(INDEX)     /* args: operand, then one per index: SLICE, NONE, ELLIPSIS or an expression */ \
  X(SLICE)     /* args: start, stop, step, each an expression or NONE */                       \
  X(TUPLE)     /* args: elements (axis=(0,1), shapes) */                                       \
  X(ASSIGN)    /* text: the name; args: value */                                               \
  X(RESULTS)   /* args: the results; always the last node */

typedef enum ast_kind {
#define X(name) AST_##name,
  AST_KINDS(X)
#undef X
} ast_kind;

/* Operators as the grammar names them; the operation table (ops.h) gives them their meaning. */
/* clang-format off */
#define AST_OPERATORS(X)                                                                           \
  X(ADD, "+") X(SUB, "-") X(MUL, "*") X(DIV, "/") X(FLOORDIV, "//") X(MOD, "%") X(MATMUL, "@") X(POW, "**")       \
  X(SHL, "<<") X(SHR, ">>") X(BITAND, "&") X(BITOR, "|") X(BITXOR, "^") X(AND, "and") X(OR, "or")  \
  X(EQ, "==") X(NE, "!=") X(LT, "<") X(LE, "<=") X(GT, ">") X(GE, ">=")                            \
  X(IN, "in") X(NOT_IN, "not in")                                                                  \
  X(NEG, "-") X(POS, "+") X(INVERT, "~") X(NOT, "not")
/* clang-format on */

typedef enum ast_operator {
#define X(name, spelling) AST_OP_##name,
  AST_OPERATORS(X)
#undef X
} ast_operator;

extern const char *const ast_operator_spelling[];

typedef struct ast_node {
  uint8_t kind;   /* ast_kind */
  uint8_t op;     /* ast_operator of UNARY and BINARY */
  uint16_t depth; /* height of the tree below, for the nesting limit; saturates */
  uint32_t nargs;
  uint32_t args; /* index of the first argument in ast.args; COMPARE's operators follow its operands
                    there */
  uint32_t text, text_length; /* of INT: its literal when it is beyond uint64 */
  span where;
  union {
    uint64_t u;
    double f;
  } value;
} ast_node;

typedef struct ast {
  arena *arena;
  diag *diag;
  VEC(ast_node) nodes;
  VEC(uint32_t) args;
  VEC(char) bytes;
  size_t max_nodes;
} ast;

/* Parses a whole program into *out, from d->source, which need not be NUL-terminated. Allocates
 * from `arena`, which must outlive the tree. On failure *out holds nothing to read, and `d` the
 * error:
 *
 * JX_ERROR_SYNTAX      the text is no program, not valid UTF-8, or empty
 * JX_ERROR_INCOMPLETE  it ends inside brackets, after an operator, '=' or '.', or after a backslash
 *                      that joins lines: with the right line added, it would be a program
 * JX_ERROR_NAME        an unknown attribute
 * JX_ERROR_VALUE       an integer of more than BIGINT_BITS bits
 * JX_ERROR_LIMIT       more than max_nodes nodes, nested deeper than AST_MAX_DEPTH, 4 GiB of text
 *
 * The end of a line ends a statement but inside brackets and right after an operator. Spans cover
 * parentheses around operands, not around the node itself; a caret points at the operator, '[' or
 * 'if', at the name of a call, keyword, attribute or assignment, else at the start. */
jx_status ast_parse(ast *out, arena *arena, diag *d, size_t max_nodes);

/* Deepest nesting of brackets and of right-recursive operators: unary ones, **, and what follows an
 * else. Left-recursive chains (a+a+a+...) have no depth. */
#define AST_MAX_DEPTH 200

/* The value of an INT's text. */
void literal_bigint(bigint *out, const char *text, size_t length);

/* One line per node: its number, kind, operator or text, arguments. The golden tests hold this
 * form. */
void ast_print(const ast *tree, text *out);

static inline const char *ast_text(const ast *tree, const ast_node *n) {
  return tree->bytes.at + n->text;
}
static inline ast_ref ast_arg(const ast *tree, const ast_node *n, uint32_t i) {
  return tree->args.at[n->args + i];
}

#endif
