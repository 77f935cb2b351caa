/* jx.h: array expressions, compiled.
 *
 * This header is the manual. jx takes an expression such as "2*a + 3*b" and arrays for its names,
 * compiles it for the processor it runs on, and evaluates it over whole arrays on every core, with
 * NumPy's broadcasting and dtypes.
 *
 *     jx_context *ctx = jx_context_new(NULL);
 *     double a[3] = {1, 2, 3};
 *     jx_array x = jx_array_of(a, JX_FLOAT64, 1, (int64_t[]){3});
 *     jx_array y = {0};                                  // no data: jx allocates it
 *     if (jx_eval(ctx, "2*a + 1", JX_NTS, &(jx_operand){"a", &x}, 1, &y, 1) != JX_OK)
 *       fputs(jx_context_error(ctx)->rendering, stderr);
 *     jx_array_free(ctx, &y);
 *     jx_context_free(ctx);
 *
 * Reading order: statuses, dtypes, arrays, contexts, jx_eval; then programs, states, inspection,
 * functions, statistics.
 *
 * Conventions. Shapes are in elements, strides and sizes in bytes, times in nanoseconds. Every
 * fallible entry returns a jx_status and leaves the full diagnostic in its context. Pointers are
 * borrowed for the duration of the call unless said otherwise. Passing NULL to a free function does
 * nothing. Every entry computes in C's default floating-point environment and puts the caller's
 * back, flags included; callbacks run in the caller's, but for the allocator, which may be called
 * in either. A context is used by one thread at a time; jx_context_share() gives another thread its
 * own, over the same kernels. Signal handlers and masks, the locale, the environment, the directory
 * and the umask are left alone; errno is not. The library may be closed by dlclose() when all that
 * it made is freed and no thread is in a call: its threads then end. Its code generator stays, and
 * serves it when it is opened again.
 */
#ifndef JX_H
#define JX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define JX_VERSION_MAJOR 0
#define JX_VERSION_MINOR 1
#define JX_VERSION_PATCH 0
#define JX_VERSION "0.1.0"

#if defined(__GNUC__)
#define JX_API __attribute__((visibility("default")))
#else
#define JX_API
#endif

/* A length that says "up to the terminating NUL". */
#define JX_NTS ((size_t)-1)

/* The largest rank of an array or of an expression. */
#define JX_MAX_RANK 32

/* ---- Statuses -------------------------------------------------------------------------------- */

/* Every status: enumerator, number (stable), name. */
/* clang-format off */
#define JX_STATUS_TABLE(X)                                                                        \
  X(JX_OK, 0, "ok")                                                                               \
  X(JX_ERROR_ARGUMENT, 1, "invalid argument")       /* NULL; an impossible count, rank or array */\
  X(JX_ERROR_SYNTAX, 2, "syntax error")             /* the text is not a program */               \
  X(JX_ERROR_INCOMPLETE, 3, "incomplete input")     /* the text ends where a program goes on */   \
  X(JX_ERROR_NAME, 4, "unknown name")               /* no such name, function or keyword */       \
  X(JX_ERROR_TYPE, 5, "type error")                 /* wrong dtype, count or kind of arguments */ \
  X(JX_ERROR_SHAPE, 6, "shape error")               /* shapes do not broadcast; a bad axis */     \
  X(JX_ERROR_VALUE, 7, "value error")               /* a value out of range; min of nothing */    \
  X(JX_ERROR_LIMIT, 8, "limit exceeded")            /* too long, too deep, too many, too large */ \
  X(JX_ERROR_UNSUPPORTED, 9, "not supported")       /* legal jx that this version lacks */        \
  X(JX_ERROR_MEMORY, 10, "out of memory")                                                         \
  X(JX_ERROR_CODEGEN, 11, "code generation failed") /* the code generator is missing or failed */ \
  X(JX_ERROR_IO, 12, "input/output error")                                                        \
  X(JX_ERROR_CANCELLED, 13, "cancelled")            /* by jx_cancel() or the progress callback */ \
  X(JX_ERROR_INTERNAL, 14, "internal error")        /* a bug in jx */
/* clang-format on */

typedef enum jx_status {
#define X(name, number, text) name = number,
  JX_STATUS_TABLE(X)
#undef X
} jx_status;

/* The name of a status, as in the table; "unknown status" for any other number. Static storage;
 * any thread. */
JX_API const char *jx_status_name(jx_status status);

/* ---- Dtypes ---------------------------------------------------------------------------------- */

/* Every dtype: enumerator, number (stable, also on disk), name, bytes, NumPy kind letter.
 * Bytes 0: as many as jx_array.detail says. */
#define JX_DTYPE_TABLE(X)                     \
  X(JX_BOOL, 1, "bool", 1, 'b')               \
  X(JX_INT8, 2, "int8", 1, 'i')               \
  X(JX_INT16, 3, "int16", 2, 'i')             \
  X(JX_INT32, 4, "int32", 4, 'i')             \
  X(JX_INT64, 5, "int64", 8, 'i')             \
  X(JX_UINT8, 6, "uint8", 1, 'u')             \
  X(JX_UINT16, 7, "uint16", 2, 'u')           \
  X(JX_UINT32, 8, "uint32", 4, 'u')           \
  X(JX_UINT64, 9, "uint64", 8, 'u')           \
  X(JX_FLOAT16, 10, "float16", 2, 'f')        \
  X(JX_FLOAT32, 11, "float32", 4, 'f')        \
  X(JX_FLOAT64, 12, "float64", 8, 'f')        \
  X(JX_COMPLEX64, 13, "complex64", 8, 'c')    \
  X(JX_COMPLEX128, 14, "complex128", 16, 'c') \
  X(JX_BYTES, 15, "bytes", 0, 'S')            \
  X(JX_STR, 16, "str", 0, 'U')                \
  X(JX_DATETIME64, 17, "datetime64", 8, 'M')  \
  X(JX_TIMEDELTA64, 18, "timedelta64", 8, 'm')

typedef enum jx_dtype {
  JX_DTYPE_NONE = 0,
#define X(name, number, text, size, kind) name = number,
  JX_DTYPE_TABLE(X)
#undef X
} jx_dtype;

/* Name, size in bytes and NumPy kind letter of a dtype; NULL, 0 and '\0' for a number that is
 * none. The size of what comes in many sizes is 0. Any thread. */
JX_API const char *jx_dtype_name(jx_dtype dtype);
JX_API size_t jx_dtype_size(jx_dtype dtype);
JX_API char jx_dtype_kind(jx_dtype dtype);

/* The dtype of that name ("float64"), or JX_DTYPE_NONE. Any thread. */
JX_API jx_dtype jx_dtype_named(const char *name);

/* ---- Arrays ---------------------------------------------------------------------------------- */

/* A scalar that takes the other side's type within its kind, as Python's own numbers do under NumPy
 * 2: an operand with this flag is int64, float64, complex128 or bool of rank 0 (or JX_ARRAY_LONG),
 * anything else an error. A result has it when its expression is made of such scalars alone; in a
 * given result it means nothing. */
#define JX_ARRAY_WEAK 1u
/* With JX_ARRAY_WEAK: one integer beyond int64. The array holds its words, least first, in two's
 * complement: int64, rank 1, without gaps, 1 to 64 of them. The program sees a scalar. */
#define JX_ARRAY_LONG 4u
/* The elements must not be written: such an array is refused as a result. */
#define JX_ARRAY_READONLY 2u
/* The bytes of each element, or of each part of a complex one, are in the other order than this
 * machine's: they are swapped as they are read or, in a given result, written. A result that is
 * allocated never has it, and neither may a weak operand. */
#define JX_ARRAY_SWAPPED 8u

/* The most bytes of a string. */
#define JX_MAX_ITEM 0x7ffffffcu

/* Units of time: enumerator, number (stable, also on disk), NumPy's name. */
#define JX_UNIT_TABLE(X)           \
  X(JX_UNIT_GENERIC, 0, "generic") \
  X(JX_UNIT_YEAR, 1, "Y")          \
  X(JX_UNIT_MONTH, 2, "M")         \
  X(JX_UNIT_WEEK, 3, "W")          \
  X(JX_UNIT_DAY, 4, "D")           \
  X(JX_UNIT_HOUR, 5, "h")          \
  X(JX_UNIT_MINUTE, 6, "m")        \
  X(JX_UNIT_SECOND, 7, "s")        \
  X(JX_UNIT_MILLISECOND, 8, "ms")  \
  X(JX_UNIT_MICROSECOND, 9, "us")  \
  X(JX_UNIT_NANOSECOND, 10, "ns")  \
  X(JX_UNIT_PICOSECOND, 11, "ps")  \
  X(JX_UNIT_FEMTOSECOND, 12, "fs") \
  X(JX_UNIT_ATTOSECOND, 13, "as")

typedef enum jx_unit {
#define X(name, number, text) name = number,
  JX_UNIT_TABLE(X)
#undef X
} jx_unit;

/* So many of a unit, 1 to 2^24-1, as one number: JX_UNIT(15, JX_UNIT_MINUTE) is NumPy's 15m. */
#define JX_UNIT(count, unit) ((uint32_t)(count) << 8 | (uint32_t)(unit))

/* The JX_UNIT() that NumPy writes "15m", 0 when it is none; and the text of one. At most `room`
 * bytes are written, NUL included; the length that would not be cut is returned. Any thread. */
JX_API uint32_t jx_unit_named(const char *text);
JX_API size_t jx_unit_text(uint32_t unit, char *out, size_t room);

/* A datetime64 as "2020-12-31T23:59", a timedelta64 as "90 minutes", and "NaT"; likewise. */
JX_API size_t jx_time_text(int64_t value, jx_dtype dtype, uint32_t unit, char *out, size_t room);

/* An n-dimensional array: a view of memory, as in NumPy.
 *
 * data     the first element (all indices 0); may be NULL only when some extent is 0, or in a
 *          result to be allocated. Any alignment.
 * rank     0 (a scalar) to JX_MAX_RANK.
 * shape    extents, each >= 0; only the first `rank` are read or written.
 * strides  bytes from one element to the next along each axis: positive, zero or negative.
 * detail   what the dtype leaves open: bytes of an element of JX_BYTES and JX_STR (a multiple of 4
 *          of these, at most JX_MAX_ITEM); a JX_UNIT() of JX_DATETIME64 and JX_TIMEDELTA64; else 0.
 * owned    bytes behind `data` if jx allocated them, else 0; see jx_array_free(). */
typedef struct jx_array {
  void *data;
  jx_dtype dtype;
  int32_t rank;
  uint32_t flags;
  uint32_t detail;
  size_t owned;
  int64_t shape[JX_MAX_RANK];
  int64_t strides[JX_MAX_RANK];
} jx_array;

/* A view of C-contiguous memory. A rank out of range or a NULL shape with rank > 0 gives an
 * array that every entry refuses. Any thread. */
JX_API jx_array jx_array_of(void *data, jx_dtype dtype, int32_t rank, const int64_t *shape);

/* Bytes that this process may fill with data, as jx takes them: $JX_MEMORY ("2G"), else the least of
 * what the system has to give and of the limits of the process' control groups. Arrays that are
 * mapped files, together larger than half of that, are gone through in windows: what comes next is
 * fetched, what has been used is unmapped, and what has been written goes to the file meanwhile. It
 * takes some tens of microseconds. Any thread. */
JX_API uint64_t jx_memory(void);

/* The number of elements, 1 for rank 0; -1 if it overflows or the array is malformed. Any
 * thread. */
JX_API int64_t jx_array_size(const jx_array *array);

/* ---- Contexts -------------------------------------------------------------------------------- */

typedef struct jx_context jx_context;

/* Where all memory comes from. `alloc` returns `size` bytes aligned to `align` (a power of two),
 * or NULL; `free` gets the same size back. Both may be called from any thread. */
typedef struct jx_allocator {
  void *(*alloc)(void *user, size_t size, size_t align);
  void (*free)(void *user, void *pointer, size_t size);
  void *user;
} jx_allocator;

/* Called between chunks, from the thread that called jx, with work done so far as a fraction 0
 * to 1; and several times a second while a long program is compiled, with 0. A nonzero return stops
 * the evaluation with JX_ERROR_CANCELLED; results then hold unspecified values, and what was being
 * compiled is compiled anew when it is asked for again. */
typedef int (*jx_progress)(void *user, double done);

/* Told when something went wrong that costs no result: once for an engine (a context and all that
 * share its kernels) when the kernel cache on disk cannot be used, once when the system gives fewer
 * threads than were asked for, once when $JX_NUM_THREADS is no number of them (from
 * jx_context_new(), before there is a context), and once in a process when $JX_PERF asks for a file
 * that cannot be had. `message` is one line without a newline, valid during the call. Called from a thread that is in a jx call, on which it must not use the context.
 */
typedef void (*jx_warning)(void *user, const char *message);

/* Whether kernels are kept on disk; see "Kernels on disk" below. */
typedef enum jx_cache_mode {
  JX_CACHE_DEFAULT = 0, /* as the environment variable JX_CACHE says: off, read or on; else on */
  JX_CACHE_OFF = 1,
  JX_CACHE_READ = 2, /* kernels are read; nothing on disk is changed */
  JX_CACHE_ON = 3,
} jx_cache_mode;

/* How exact functions are whose results are approximations. */
typedef enum jx_precision {
  JX_PRECISION_FULL = 0, /* at most 1 ULP from the exact result */
  JX_PRECISION_FAST = 1, /* those that have a fast form take it, and are at most 4 ULP off:
                            jx_function.fast_ulp. All else is as it was, to the bit */
} jx_precision;

/* Settings; zero means the default everywhere, so start from {0}. */
typedef struct jx_options {
  int32_t threads;   /* threads to run on; default: $JX_NUM_THREADS, else $OMP_NUM_THREADS, else
                        the processors this process may use, by affinity and cgroup quotas */
  size_t max_source; /* bytes of a program; default 1 MiB */
  size_t max_nodes;  /* nodes of a program's tree or graph; default 100 000 */
  size_t max_bytes;  /* bytes one call may allocate, results too; default: no limit */
  size_t max_pool;   /* bytes of freed results kept for the next ones; default 1 GiB */
  const jx_allocator *allocator; /* copied; default: malloc, and huge pages for large blocks */
  jx_cache_mode cache;
  const char *cache_dir; /* copied, and relative to the working directory of now; default:
                            $JX_CACHE_DIR, else $XDG_CACHE_HOME/jx, else ~/.cache/jx */
  size_t cache_size;     /* bytes it may hold; default: $JX_CACHE_SIZE ("64M"), else 256 MiB */
  jx_warning warning;    /* default: a line on standard error */
  void *warning_user;
  jx_precision precision; /* of this context and those that are shared from it */
} jx_options;

/* A new context with no kernels; NULL when out of memory or when `options` are nonsense
 * (negative threads, half an allocator). Any thread. */
JX_API jx_context *jx_context_new(const jx_options *options);

/* A context for another thread: own error, settings and statistics, same kernels, pool and
 * allocator. */
JX_API jx_context *jx_context_share(jx_context *context);

/* Frees the context; kernels and pool go with the last one that shares them. Results it
 * allocated must be freed before. */
JX_API void jx_context_free(jx_context *context);

/* Threads to use from now on: 1 to 4096, or 0 for the default. */
JX_API jx_status jx_context_set_threads(jx_context *context, int32_t threads);
JX_API int32_t jx_context_threads(const jx_context *context);

/* How exact functions are from the next call on, be it an evaluation, a form, or a function
 * compiled ahead of time. It is part of what a kernel is found by, in memory and on disk: a call
 * that wants another precision than the one before takes as long as any. Programs without a
 * function that has a fast form have one kernel on disk for both. Errors: JX_ERROR_ARGUMENT. */
JX_API jx_status jx_context_set_precision(jx_context *context, jx_precision precision);
JX_API jx_precision jx_context_precision(const jx_context *context);

/* Sets or clears (NULL) the progress callback. */
JX_API void jx_context_set_progress(jx_context *context, jx_progress progress, void *user);

/* How seldom it is called: not in the first `ns` nanoseconds from where a call of jx would first
 * have called it, and from then on once in `ns` at most. 0, the default: wherever it can be. For a
 * callback that costs more than a chunk, such as one that waits for a lock. Results and their bits
 * do not depend on it. */
JX_API void jx_context_set_progress_interval(jx_context *context, uint64_t ns);

/* Stops the call that runs in the context, with JX_ERROR_CANCELLED, within some hundredths of a
 * second: while it runs, compiles, or waits for another thread that does. From any thread, and from
 * a signal handler: all it does is to set a flag. Nobody may free the context meanwhile.
 *
 * A cancel is for one call: the one that runs, or else the next one, which then does nothing. So one
 * that comes a moment too early is not lost; and one that came too late, when the call had all but
 * returned, is to be taken back by jx_uncancel() where something new begins. Calls that
 * can be stopped are those that evaluate, compile, emit or measure; others leave it for the next.
 *
 * What was given as a result holds unspecified values; nothing else is left of the call, nothing
 * leaks, and what was being compiled is compiled anew when it is asked for again. Kernels, context
 * and results of other calls are as they were. Two things are not stopped but end by themselves:
 * the text of JX_FORM_IR and JX_FORM_ASM, which is made in one go, and the giving back of memory to
 * the system. */
JX_API void jx_cancel(jx_context *context);

/* Takes back a cancel that no call has met; whether there was one. From the thread that uses the
 * context, while no call runs in it. */
JX_API bool jx_uncancel(jx_context *context);

/* What went wrong in the last call on this context that failed. */
typedef struct jx_error {
  jx_status status;
  const char *message;   /* one line, no newline: "unknown function 'sine'; did you mean 'sin'?" */
  const char *rendering; /* "error: ", message, source line, a caret under the span, a newline */
  size_t offset, length; /* the span in the source, in bytes; length 0 when there is none */
  size_t line, column;   /* of the span's start, from 1; 0 when there is none */
} jx_error;

/* Never NULL. Valid until the next call on this context, which may be given its texts. */
JX_API const jx_error *jx_context_error(const jx_context *context);

/* Frees what jx allocated for an array (nothing when `owned` is 0) and sets data to NULL and
 * owned to 0. Any context that shares the allocating one's kernels will do. */
JX_API void jx_array_free(jx_context *context, jx_array *array);

/* ---- Evaluating ------------------------------------------------------------------------------ */

/* A name in a program and the array it stands for. */
typedef struct jx_operand {
  const char *name; /* an identifier, NUL-terminated */
  const jx_array *array;
} jx_operand;

/* Evaluates a program, compiling it when no kernel fits.
 *
 * source, length  the program, UTF-8; JX_NTS for a NUL-terminated one. The language is in
 *                 docs/language.md.
 * operands        every name the program takes from outside; names it does not use are allowed.
 *                 Names are distinct.
 * results         one per expression on the program's last line, in order. One whose `data` is NULL
 *                 is allocated: dtype as NumPy 2 would give, layout following the operands' (C
 *                 order by default), data 64-byte aligned, to be freed with jx_array_free(). One
 *                 with `data` is filled: its shape must be the expression's, and the expression's
 *                 dtype must cast to its dtype within the same kind.
 *
 * A result may be exactly one of the operands; one that overlaps an operand in any other way is
 * still computed as if it did not, through a temporary. Two results must not overlap.
 *
 * On failure, nothing allocated by jx is left in `results`, and filled results are untouched unless
 * the status is JX_ERROR_CANCELLED, or memory ran out for the second go of a sum that overflowed on
 * the way. */
JX_API jx_status jx_eval(jx_context *context, const char *source, size_t length,
                         const jx_operand *operands, size_t noperands, jx_array *results,
                         size_t nresults);

/* ---- Programs: compile once, call often ------------------------------------------------------ */

typedef struct jx_program jx_program;

/* Parses a program and fixes the order of its operands. `names` are copied. The program may be
 * run from any number of threads at once, each with its own context sharing this one, and is
 * freed with jx_program_free(). */
JX_API jx_status jx_compile(jx_context *context, const char *source, size_t length,
                            const char *const *names, size_t nnames, jx_program **program);

/* Runs it on `operands`, one per name, of any dtype and shape (kernels are made as needed and
 * kept); results as in jx_eval(). */
JX_API jx_status jx_run(jx_context *context, const jx_program *program,
                        const jx_array *const *operands, size_t noperands, jx_array *results,
                        size_t nresults);

/* Runs it over many sets of operands in one call, on all of the context's threads: what a loop of
 * jx_run() gives, to the bit, without the loop's cost. Sets may differ in shapes and dtypes.
 *
 * operands  nsets * noperands pointers, set after set; an array may stand in any number of sets
 * results   nsets * nresults arrays, set after set, each given or allocated as in jx_eval()
 * statuses  NULL, or nsets of them, out: how each set went. NULL: the first set that fails ends the
 *           call, and nothing allocated by jx is left in `results`. Else all sets are run, and those
 *           that went well keep what they gave
 *
 * The status, and the context's error, are those of the first set that failed, whatever threads
 * did; the message begins with it: "sets[3]: ". Threads share small sets one by one; large ones are
 * each run by all threads, after them. A result must not share memory with an array of another set.
 * The progress callback is told of the share of sets that are done, and those that were not run
 * when it stops the call have JX_ERROR_CANCELLED. max_bytes is for each set. Statistics are of all
 * sets together, `elements` and `stages` of the largest. */
JX_API jx_status jx_run_many(jx_context *context, const jx_program *program, size_t nsets,
                             const jx_array *const *operands, size_t noperands, jx_array *results,
                             size_t nresults, jx_status *statuses);

/* The same where all sets have results of one shape, which then lie in one array for each.
 *
 * results  nresults arrays with one axis more than a set's result, in front: as many as there are
 *          sets. One whose `data` is NULL is allocated, in C order, with shape and dtype of the first
 *          set that goes well; the others' must have that shape, and a dtype that casts to it
 *
 * What belongs to a set that failed is not written, or, when allocated, holds anything. Without
 * sets nothing can be allocated: JX_ERROR_ARGUMENT. */
JX_API jx_status jx_run_stacked(jx_context *context, const jx_program *program, size_t nsets,
                                const jx_array *const *operands, size_t noperands,
                                jx_array *results, size_t nresults, jx_status *statuses);

JX_API void jx_program_free(jx_program *program);

/* ---- States: reductions whose rows come in pieces -------------------------------------------- */

/* What is known of a program's results when some of the rows of its operands have been there: for
 * data that comes from files, workers or a stream. A row is what has one index along the first
 * axis. A state is made for all rows, is given pieces of them in any order, is combined with others
 * that have been given other pieces, and gives the results when no row is missing:
 *
 *     jx_array all = jx_array_of(NULL, JX_FLOAT64, 1, (int64_t[]){1000000});  // no data: in pieces
 *     jx_state_create(ctx, program, (const jx_array *[]){&all}, 1, &state);
 *     for (int64_t i = 0; i < 1000000; i += 10000)
 *       jx_state_update(ctx, state, i, (const jx_array *[]){next_piece()}, 1);
 *     jx_state_finish(ctx, state, &mean, 1);
 *
 * The program may have any reductions over the rows, of any functions of the operands, reductions
 * along other axes inside of them, functions of what they come to, and several results. Indices and
 * lengths in it (argmax, arange, size) are those of all rows.
 *
 * Bits. Results depend on the program and on the operands' whole shapes, and neither on where
 * pieces begin, nor on the order in which states are updated and combined. They are those of
 * jx_eval() on whole arrays in C order, but where jx_state_cut() says otherwise.
 *
 * Memory. A state holds what whole chunks come to: the words of a few accumulators for each result
 * element, times at most the logarithm of the number of chunks where pieces come in order. Rows of a
 * chunk that is not whole are kept until the others are there; pieces that begin and end at
 * multiples of jx_state_cut() leave none.
 *
 * A state is used by one thread at a time, with any context that shares the one it was made in. It
 * takes the context's precision when it is made. */
typedef struct jx_state jx_state;

/* A state that has been given nothing.
 *
 * operands  one for each of the program's names. Those without data come in pieces: dtype and shape
 *           are those of all rows; they have the same number of them, `shape[0]`, and strides mean
 *           nothing. The others are copied, with their data
 *
 * Errors: those of jx_eval() that types and shapes make; JX_ERROR_ARGUMENT when nothing comes in
 * pieces; JX_ERROR_UNSUPPORTED, with the place, for what cannot be done in pieces: results with an
 * element for each row, rows together with a reduction over all of them (x - mean(x)), running
 * reductions along the rows, rows that are moved (x[1:]). */
JX_API jx_status jx_state_create(jx_context *context, const jx_program *program,
                                 const jx_array *const *operands, size_t noperands,
                                 jx_state **state);

/* Gives it rows `offset`, offset + 1, ...
 *
 * pieces  one for each name; those of operands that do not come in pieces are not looked at, and
 *         may be NULL. Dtypes and shapes are those of the state's operands, but for the number of
 *         rows, which is the same in all; strides are any. Pieces in C order are read where they lie
 *
 * Errors: JX_ERROR_ARGUMENT, JX_ERROR_TYPE, JX_ERROR_SHAPE; JX_ERROR_VALUE for rows that have been
 * given already or are not there, which leave the state as it was. After other failures (an index
 * out of bounds, JX_ERROR_CANCELLED, JX_ERROR_MEMORY) it is incomplete and refuses all but
 * jx_state_free(). */
JX_API jx_status jx_state_update(jx_context *context, jx_state *state, int64_t offset,
                                 const jx_array *const *pieces, size_t noperands);

/* Gives it what another state has been given, which stays as it is. Both are of one program, equal
 * operands and as many rows. Errors as jx_state_update(). */
JX_API jx_status jx_state_combine(jx_context *context, jx_state *into, const jx_state *from);

/* Where pieces are best cut: at multiples of so many rows. `*same` (may be NULL): the results' bits
 * are those of jx_eval(). They are not where jx_eval() would take all rows in one go because there
 * are so many result elements; then the rows are cut by shapes alone, and sums are as accurate. */
JX_API int64_t jx_state_cut(const jx_state *state, bool *same);

/* How many rows there are in all, how many of them it has been given (`given` may be NULL), and how
 * many results the program has. */
JX_API int64_t jx_state_rows(const jx_state *state, int64_t *given);
JX_API size_t jx_state_results(const jx_state *state);

/* The state as bytes, for another process or machine: program, operands and all. `*size` is how
 * many it takes; they are written when that is at most `room`. */
JX_API jx_status jx_state_save(jx_context *context, const jx_state *state, void *bytes, size_t room,
                               size_t *size);

/* A state from such bytes. Errors: JX_ERROR_VALUE for bytes that are none, are damaged, or have
 * another version's format; JX_ERROR_ARGUMENT when this version or processor cuts rows in another
 * way: the environment variable JX_CPU makes processors alike; and those of jx_state_create(). */
JX_API jx_status jx_state_load(jx_context *context, const void *bytes, size_t size,
                               jx_state **state);

/* The results, given or allocated as in jx_eval(). The state stays as it is. Errors: JX_ERROR_VALUE
 * when rows are missing, and those of jx_eval(). */
JX_API jx_status jx_state_finish(jx_context *context, jx_state *state, jx_array *results,
                                 size_t nresults);

JX_API void jx_state_free(jx_state *state);

/* ---- Looking at programs --------------------------------------------------------------------- */

/* What a program's text alone tells. */
typedef struct jx_inspection {
  size_t nresults;  /* expressions on the last line */
  size_t nfree;     /* names used but not assigned before (constants such as pi included, and np
                       before a '.'), in order of appearance */
  size_t nassigned; /* names assigned, in order of first assignment */
  const char *const *free_names;
  const char *const *assigned_names;
} jx_inspection;

/* Parses a program. JX_ERROR_INCOMPLETE when more lines could complete it. The names are valid
 * until the next call on this context, which may be given them. */
JX_API jx_status jx_inspect(jx_context *context, const char *source, size_t length,
                            jx_inspection *inspection);

/* Tells what jx_eval() would give, and computes nothing: of each result dtype, rank, shape, strides,
 * detail, and JX_ARRAY_WEAK; `data` is NULL and `owned` 0. An extent that elements decide, that of a
 * selection, is -1, and the strides are then 0. Operands are as in jx_eval(); their data is not
 * read, except that of integer scalars that set a size, and may be NULL otherwise. Errors are those of
 * jx_eval(), but for those that elements make. */
JX_API jx_status jx_describe(jx_context *context, const char *source, size_t length,
                             const jx_operand *operands, size_t noperands, jx_array *results,
                             size_t nresults);

/* The forms of a program on its way to machine code. */
typedef enum jx_form {
  JX_FORM_AST = 1,
  JX_FORM_GRAPH = 2,
  JX_FORM_PLAN = 3,    /* what --explain prints */
  JX_FORM_IR = 4,      /* LLVM IR */
  JX_FORM_ASM = 5,     /* assembly for this processor */
  JX_FORM_PROFILE = 6, /* the plan, and what its stages take: what --profile prints */
  JX_FORM_OBJECT = 7,  /* an object file, and */
  JX_FORM_HEADER = 8,  /* the C header for it: made by jx_emit_ahead() */
} jx_form;

/* The program's text in one of its forms, compiled for operands as in jx_eval() (their data is not
 * read, except that of integer scalars that set a size; may be NULL for JX_FORM_AST).
 * JX_FORM_PROFILE reads all data: it evaluates the program some three to ten times, into results of
 * its own which it frees, and measures as jx_bandwidth() does, with the errors of both. `*text` is
 * NUL-terminated and valid until the next call on this context, which may be given it. */
JX_API jx_status jx_emit(jx_context *context, const char *source, size_t length,
                         const jx_operand *operands, size_t noperands, jx_form form,
                         const char **text);

/* ---- Functions ------------------------------------------------------------------------------- */

/* What a function is for. */
typedef enum jx_function_kind {
  JX_FUNCTION_OPERATOR = 1,    /* of elements, with an operator that does the same */
  JX_FUNCTION_ELEMENTWISE = 2, /* other functions of elements */
  JX_FUNCTION_REDUCTION = 3,   /* over axes */
  JX_FUNCTION_MAKING = 4,      /* makes elements: arange, linspace */
  JX_FUNCTION_SHAPE = 5,       /* asks for extents, or moves axes */
  JX_FUNCTION_RUNNING = 6,     /* along an axis, of the elements up to each */
} jx_function_kind;

/* A function of the language. Strings are never NULL, and in static storage. */
typedef struct jx_function {
  char name[32];        /* that messages use: "arctan2" */
  const char *names;    /* all of its names, separated by blanks, that one first: "arctan2 atan2" */
  const char *spelling; /* the operator: "+"; "" when there is none */
  const char
      *keywords;    /* of arguments, separated by blanks: "axis keepdims"; "" when it has none */
  const char *help; /* a line, not a sentence: "natural logarithm" */
  jx_function_kind kind;
  int32_t min_arguments, max_arguments; /* written without keywords */
  double ulp;      /* largest error of float32 and float64 results, in units of the exact one's last
                      place; 0: exact, correctly rounded, or that of NumPy's own arithmetic */
  double fast_ulp; /* that of float64 results with JX_PRECISION_FAST, where the function is then
                      another one, and faster; 0: it is the same */
} jx_function;

/* The functions and operators of this version: writes the first `room` of them and returns how many
 * there are. `functions` may be NULL when `room` is 0. Dtypes, which can be called as well, are not
 * among them: jx_dtype_name(). Any thread. */
JX_API size_t jx_functions(jx_function *functions, size_t room);

/* The one of this name or this operator, that with two operands if there are both; false when there
 * is none, and `*function` is as it was. Any thread. */
JX_API bool jx_function_named(const char *name, jx_function *function);

/* ---- Ahead of time --------------------------------------------------------------------------- */

/* An operand that is not there yet: its name, and its type as text.
 *
 *     "float64[n, m]"           a C-ordered array; extents of one name are equal
 *     "float32[n + 2, 3]"       extents may be a name plus or minus a number, or a number
 *     "int64[:, m, order=F]"    a size of its own; Fortran order
 *     "float64"                 a scalar, passed by value; a complex one as the address of two
 *                               numbers, its parts
 *     "int", "float", "complex" a scalar that takes the other side's type (JX_ARRAY_WEAK)
 *     "int64 = 25"              an integer scalar, and an example of it
 *
 * An extent that is no number is free: any value may come. It does not broadcast, even when it is
 * 1; one that is the number 1 does. Extents that the program needs to be equal must have one name,
 * or be ':'. */
typedef struct jx_parameter {
  const char *name; /* an identifier, NUL-terminated */
  const char *type;
} jx_parameter;

/* Compiles a program ahead of time, for use without jx: docs/ahead-of-time.md.
 *
 * function  the name it gets in C: an identifier of at most 100 letters, digits and '_' that
 *           neither C nor C++ has for itself
 * form      JX_FORM_OBJECT: an ELF object file for this architecture that needs the C library and
 *           its mathematics (-lm) alone. JX_FORM_HEADER: the header to use it by, NUL-terminated, C99
 *           and C++11, which says what the function takes, gives and demands. Both must be made
 *           from the same program, parameters and name, for the same processor and in the same
 *           precision. Any other form but JX_FORM_PROFILE: the text of what the object is made of,
 *           NUL-terminated
 * bytes     out: `*size` bytes, valid until the next call on this context, which may be given them
 *
 * The function computes what jx_eval() does, to the bit where every axis of free extent has 32
 * elements or more. It runs on the processor it was made for and better ones, and reports
 * others: this machine's, or what the environment variable JX_CPU says.
 *
 * Errors: those of jx_eval() that the program and the types make; JX_ERROR_ARGUMENT for a bad type,
 * name or form; JX_ERROR_SHAPE when two named sizes would have to be equal; JX_ERROR_CODEGEN. Where
 * the program is refused because of a size or a scalar, it is that of an example: free sizes are
 * taken for 1000 or more, scalars for 10. */
JX_API jx_status jx_emit_ahead(jx_context *context, const char *source, size_t length,
                               const jx_parameter *parameters, size_t nparameters,
                               const char *function, jx_form form, const void **bytes,
                               size_t *size);

/* ---- Statistics ------------------------------------------------------------------------------ */

/* Counters since the context was made (counts of the shared kernels are common to all contexts
 * that share them), and the times of the last jx_eval() or jx_run() on this context. */
typedef struct jx_stats {
  uint64_t compiles;    /* kernels compiled */
  uint64_t memory_hits; /* kernels found in memory */
  uint64_t disk_hits;   /* kernels not in memory, found on disk */
  uint64_t misses;      /* kernels looked for on disk, and not found */
  uint64_t evictions;   /* files that contexts of this engine removed from disk to stay in bounds */
  uint64_t disk_read;   /* bytes of files read and used */
  uint64_t disk_written; /* bytes of files written */
  uint64_t saved_ns;     /* what compiling the kernels found on disk took, less what loading took */
  uint64_t calls;        /* evaluations */
  uint64_t kernels;      /* kernels held now */
  uint64_t load_ns;      /* last call: looking on disk, loading; 0 when not needed */
  uint64_t parse_ns;     /* lexing, parsing, typing; 0 on a hit */
  uint64_t plan_ns;      /* planning; 0 on a hit */
  uint64_t compile_ns;   /* code generation, keeping the kernel on disk; 0 on a hit */
  uint64_t run_ns;       /* binding, allocating and running. Of calls of about a microsecond or less
                            that are made again and again, one in sixteen is timed; the others are
                            said to take as long */
  uint64_t run_cpu_ns;   /* CPU time of all threads meanwhile */
  uint64_t bytes_read;   /* by the kernel from operands and temporaries, each pass counted once */
  uint64_t bytes_written;
  uint64_t elements; /* points of the largest iteration space */
  int32_t threads;   /* most threads any stage was shared among */
  int32_t stages;
} jx_stats;

JX_API void jx_context_stats(const jx_context *context, jx_stats *stats);

/* Measures how fast this machine moves memory now, on the context's threads: what a program's own
 * figures compare with.
 *
 * read, copy  out: bytes per second, best of a few samples, of reading an array larger than the
 *             caches, and of copying one (bytes read and written together) with stores that bypass
 *             the cache. Either may be NULL. 0 on failure.
 *
 * Takes about a fifth of a second, and meanwhile 128 to 256 MiB from the context's allocator. What
 * else runs on the machine shows in the figures. Errors: JX_ERROR_ARGUMENT, JX_ERROR_LIMIT (more
 * than max_bytes), JX_ERROR_MEMORY. The progress callback is not called. */
JX_API jx_status jx_bandwidth(jx_context *context, double *read, double *copy);

/* ---- Kernels on disk ------------------------------------------------------------------------- */

/* Kernels are kept as files, so that the next process that needs one starts as if it had been
 * compiled ahead of time, without loading the compiler. The files are private to the user and safe
 * to share between any number of processes and machines; what cannot be used (damaged, of another
 * build of jx or another processor, not the user's own) is as good as absent, and a cache that
 * cannot be used at all makes one warning. docs/cache.md tells all of it.
 *
 * The functions here read and change the directory that the context uses. They may run while others
 * use it. */

typedef enum jx_cache_kind {
  JX_CACHE_KERNEL = 1,    /* code, found by the program's plan */
  JX_CACHE_SOURCE = 2,    /* a program's text and operands, and which kernels are for them */
  JX_CACHE_TEMPORARY = 3, /* being written, or left by a process that was killed */
} jx_cache_kind;

/* Why a file would not be used by this process. */
typedef enum jx_cache_fault {
  JX_CACHE_SOUND = 0,       /* it would */
  JX_CACHE_OTHER_BUILD = 1, /* of jx */
  JX_CACHE_OTHER_CPU = 2,   /* for another processor than kernels are made for here */
  JX_CACHE_WRITING = 3,     /* a temporary that may be written now */
  JX_CACHE_LEFT = 4,        /* one that nobody writes any more */
  JX_CACHE_DAMAGED = 5,     /* not what jx wrote, or not the user's own */
} jx_cache_fault;

/* One file. Strings are "" when they are not known, and valid during the visit. */
typedef struct jx_cache_file {
  const char *name; /* within the directory */
  jx_cache_kind kind;
  uint64_t bytes;
  int64_t used;         /* last, or made: seconds since 1970; exact to ten minutes */
  const char *problem;  /* why this process would not use it, "" when it would */
  bool damaged;         /* no process would, now or later: it may be removed */
  const char *build;    /* of jx */
  const char *llvm;     /* LLVM's version */
  const char *cpu;      /* "x86-64-v4 +avx512ifma" */
  const char *source;   /* JX_CACHE_SOURCE: the program */
  uint32_t kernels;     /* JX_CACHE_SOURCE: how many are for it */
  uint32_t stages;      /* JX_CACHE_KERNEL */
  uint64_t code_bytes;  /* JX_CACHE_KERNEL: machine code and constants */
  uint64_t compile_ns;  /* JX_CACHE_KERNEL: what making it took */
  jx_cache_fault fault; /* what kind of problem it is */
} jx_cache_file;

/* What a visit asks for. */
typedef enum jx_cache_verdict {
  JX_CACHE_NEXT = 0,
  JX_CACHE_REMOVE = 1, /* remove this file, go on */
  JX_CACHE_STOP = 2,
} jx_cache_verdict;

typedef jx_cache_verdict (*jx_cache_visitor)(void *user, const jx_cache_file *file);

/* What jx_cache_info() tells. */
typedef struct jx_cache_summary {
  const char *path;   /* the directory, whether it exists or not; "" when there is no place for one;
                         valid until the context is freed */
  jx_cache_mode mode; /* what was asked for; JX_CACHE_OFF when that made no sense */
  const char *problem;   /* why it cannot be used, "" when it can; valid until the next call */
  uint64_t limit;        /* bytes */
  uint64_t files, bytes; /* kernels, sources and temporaries there now, in blocks of 4 KiB */
} jx_cache_summary;

/* Where the cache is, and how full. A cache that cannot be used is no error. Errors:
 * JX_ERROR_ARGUMENT, JX_ERROR_MEMORY. */
JX_API jx_status jx_cache_info(jx_context *context, jx_cache_summary *summary);

/* Reads every file, the one used last first, and shows it to `visit`. Nothing is marked as used.
 * Removing needs JX_CACHE_ON. Errors: JX_ERROR_ARGUMENT (a senseless JX_CPU, too), JX_ERROR_IO (the
 * directory cannot be used, a file not removed), JX_ERROR_MEMORY. */
JX_API jx_status jx_cache_visit(jx_context *context, jx_cache_visitor visit, void *user);

/* Removes all files of the cache, and nothing else; kernels in memory stay. `removed` may be NULL.
 * Errors as jx_cache_visit(). */
JX_API jx_status jx_cache_clear(jx_context *context, uint64_t *removed);

/* "0.1.0". */
JX_API const char *jx_version(void);

#ifdef __cplusplus
}
#endif
#endif
