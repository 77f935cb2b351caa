/* architecture.c: the rows of architecture.h.
 *
 * A new architecture is a row here, a table of instructions in codegen/llvm/native.c, and a file
 * beside runtime/machine/cpu_x86.c.
 */
#include "base/architecture.h"

#include <elf.h>

/* System V ABI, AMD64 supplement, table 4.9. */
static const relocation x86_64_relocations[] = {
    {R_X86_64_PC32, 4, "R_X86_64_PC32"},
    {R_X86_64_PLT32, 4, "R_X86_64_PLT32"},
    {R_X86_64_PC64, 8, "R_X86_64_PC64"},
    {R_X86_64_64, 0, "R_X86_64_64"},
    {R_X86_64_32, 0, "R_X86_64_32"},
    {R_X86_64_32S, 0, "R_X86_64_32S"},
    {R_X86_64_GOT32, 0, "R_X86_64_GOT32"},
    {R_X86_64_GOTPCREL, 0, "R_X86_64_GOTPCREL"},
    {R_X86_64_GOTPCRELX, 0, "R_X86_64_GOTPCRELX"},
    {R_X86_64_REX_GOTPCRELX, 0, "R_X86_64_REX_GOTPCRELX"},
    {R_X86_64_GOTOFF64, 0, "R_X86_64_GOTOFF64"},
    {R_X86_64_GOTPC32, 0, "R_X86_64_GOTPC32"},
    {R_X86_64_TLSGD, 0, "R_X86_64_TLSGD"},
    {R_X86_64_TPOFF32, 0, "R_X86_64_TPOFF32"},
};

/* ELF for the Arm 64-bit architecture, 5.7. Code refers to constants by page and offset, which
 * image.c cannot resolve yet. */
static const relocation aarch64_relocations[] = {
    {R_AARCH64_PREL32, 4, "R_AARCH64_PREL32"},
    {R_AARCH64_PREL64, 8, "R_AARCH64_PREL64"},
    {R_AARCH64_ABS64, 0, "R_AARCH64_ABS64"},
    {R_AARCH64_CALL26, 0, "R_AARCH64_CALL26"},
    {R_AARCH64_ADR_PREL_PG_HI21, 0, "R_AARCH64_ADR_PREL_PG_HI21"},
    {R_AARCH64_ADD_ABS_LO12_NC, 0, "R_AARCH64_ADD_ABS_LO12_NC"},
};

#define RELOCATIONS(rows) .relocations = rows, .nrelocations = sizeof rows / sizeof *rows

const architecture architectures[ARCHITECTURES] = {
    [ARCHITECTURE_X86_64] =
        {
            .id = ARCHITECTURE_X86_64,
            .name = "x86-64",
            .kernels = true,
            .triple = "x86_64-unknown-linux-gnu",
            .vector_bytes = 16,
            .registers = 16,
            .can = 0,
            .line_bytes = 64,
            .machine = EM_X86_64,
            .filler = 0xcc, /* int3 */
            RELOCATIONS(x86_64_relocations),
            .none = R_X86_64_NONE,
            .distance = R_X86_64_PC32,
            .unwind_section = SHT_X86_64_UNWIND,
            .code_step = 1,
            .data_step = -8,
            .code_return = 16,
        },
    [ARCHITECTURE_AARCH64] =
        {
            .id = ARCHITECTURE_AARCH64,
            .name = "aarch64",
            .kernels = false,
            .triple = "aarch64-unknown-linux-gnu",
            .vector_bytes = 16,
            .registers = 32,
            .can = CAN_FMA | CAN_ROUND | CAN_CONVERT_INT64 | CAN_HALF,
            .line_bytes = 64,
            .machine = EM_AARCH64,
            .filler = 0, /* udf #0 */
            RELOCATIONS(aarch64_relocations),
            .none = R_AARCH64_NONE,
            .distance = R_AARCH64_PREL32,
            .unwind_section = SHT_PROGBITS,
            .code_step = 1,
            .data_step = -4,
            .code_return = 30,
        },
};

#if defined(__x86_64__)
enum { HERE = ARCHITECTURE_X86_64 };
#elif defined(__aarch64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
enum { HERE = ARCHITECTURE_AARCH64 };
#else
#error "jx has no row for this architecture"
#endif

const architecture *architecture_here(void) { return &architectures[HERE]; }

const relocation *architecture_relocation(const architecture *a, uint32_t type) {
  for (size_t i = 0; i < a->nrelocations; i++)
    if (a->relocations[i].type == type) return &a->relocations[i];
  return NULL;
}
