/* cpu.h: what this machine can do: its instructions, its caches.
 *
 * Found without LLVM, since a kernel on disk is looked up by the processor it was made for. Nothing
 * here is remembered; an engine asks once and keeps the answers. */
#ifndef JX_CPU_H
#define JX_CPU_H

#include "base/diag.h"
#include "codegen/codegen.h"

#define CPU_FEATURES_MAX 256

/* `target` points into the struct itself, so it must not be copied or moved. */
typedef struct cpu {
  codegen_target target;
  uint64_t bits; /* one for each of the family's features that kernels may use (cpu_family.h), and
                    the architecture's number in the highest byte: for the key of the disk cache */
  char features[CPU_FEATURES_MAX];
} cpu;

/* The processor to make kernels for: this one, or, when the environment variable JX_CPU is a level
 * ("x86-64", "x86-64-v2", "x86-64-v3" or "x86-64-v4"; "aarch64"), exactly that level of it
 * ("native" or empty: this one). The variable is ignored in programs that run with raised rights.
 * Thread-safe as long as nobody sets the environment. Errors: JX_ERROR_ARGUMENT for any other
 * value, and for a level that this processor lacks. */
jx_status cpu_detect(cpu *out, diag *d);

/* The same with the name given instead (NULL: native). */
jx_status cpu_detect_named(cpu *out, const char *name, diag *d);

/* A level, whether this processor has it or not. Errors: JX_ERROR_ARGUMENT when there is none of
 * that name. */
jx_status cpu_describe_level(cpu *out, const char *name, diag *d);

/* Feature bits as users know them: "x86-64-v4 +avx512ifma". Returns `text`. */
const char *cpu_text(uint64_t bits, char text[CPU_FEATURES_MAX]);

/* The features that this processor and the system offer, as cpu.bits. */
uint64_t cpu_machine_bits(void);

/* Bytes of a core's second-level cache, and of the last level, shared or not; guesses where
 * unknown. The last level is what measurements bear out rather than what guests are told: never
 * more than 32 MiB. */
size_t cpu_l2_bytes(void);
size_t cpu_llc_bytes(void);

#endif
