/* test_architecture.c: rows of processors, and what is said of those that no kernels are made for. */
#include "base/architecture.h"

#include <elf.h>
#include <string.h>

#include "codegen/image.h"
#include "runtime/codegen_load.h"
#include "runtime/machine/cpu.h"
#include "tests/support/unit.h"

static const architecture *const x86_64 = &architectures[ARCHITECTURE_X86_64];
static const architecture *const aarch64 = &architectures[ARCHITECTURE_AARCH64];

START_TEST(rows_are_whole) {
  for (int i = 0; i < ARCHITECTURES; i++) {
    const architecture *a = &architectures[i];
    ck_assert_int_eq(a->id, i);
    ck_assert_ptr_nonnull(a->name);
    ck_assert_ptr_nonnull(a->triple);
    ck_assert_uint_ge(a->vector_bytes, 16);
    ck_assert_uint_ge(a->registers, 16);
    ck_assert_uint_eq(a->line_bytes & (a->line_bytes - 1), 0);
    ck_assert_uint_eq(architecture_relocation(a, a->distance)->width, 4);
    ck_assert_ptr_null(architecture_relocation(a, 0xffff));
    for (size_t k = 0; k < a->nrelocations; k++)
      ck_assert_ptr_eq(architecture_relocation(a, a->relocations[k].type), &a->relocations[k]);
  }
  ck_assert(architecture_here()->kernels);
}
END_TEST

START_TEST(what_no_kernels_are_made_for_is_said_plainly) {
  diag d;
  diag_init(&d, NULL, 0);
  ck_assert_int_eq(codegen_knows(x86_64, &d), JX_OK);
  ck_assert_int_eq(codegen_knows(aarch64, &d), JX_ERROR_UNSUPPORTED);
  ck_assert_str_eq(d.message,
                   "kernels for aarch64 processors are not compiled yet; programs can be "
                   "read, typed and planned here, but not run");
}
END_TEST

/* A folder that machines share may hold kernels of another architecture. */
START_TEST(bits_tell_architectures_apart) {
  char text[CPU_FEATURES_MAX];
  ck_assert_str_eq(cpu_text(0, text), "x86-64");
  ck_assert_str_eq(cpu_text((uint64_t)ARCHITECTURE_AARCH64 << 56, text), "aarch64");
  ck_assert_str_eq(cpu_text((uint64_t)ARCHITECTURE_AARCH64 << 56 | 5, text), "aarch64");
  ck_assert_str_eq(cpu_text((uint64_t)ARCHITECTURES << 56, text), "unknown");
  ck_assert_uint_eq(cpu_machine_bits() >> 56, ARCHITECTURE_X86_64);
}
END_TEST

START_TEST(levels_are_described_without_being_there) {
  cpu c;
  diag d;
  diag_init(&d, NULL, 0);
  ck_assert_int_eq(cpu_describe_level(&c, "x86-64-v4", &d), JX_OK);
  ck_assert_uint_eq(c.target.plan.vector_bytes, 64);
  ck_assert_uint_eq(c.target.plan.registers, 32);
  ck_assert(c.target.can & CAN_MASK_MEMORY);
  ck_assert_str_eq(c.features, "");
  ck_assert_int_eq(cpu_describe_level(&c, "x86-64-v3", &d), JX_OK);
  ck_assert_uint_eq(c.target.can, CAN_FMA | CAN_ROUND | CAN_PERMUTE | CAN_HALF);
  ck_assert_int_eq(cpu_describe_level(&c, "native", &d), JX_ERROR_ARGUMENT);
}
END_TEST

/* An object of the other architecture, empty but for its header. */
START_TEST(objects_of_another_architecture_are_refused) {
  arena work;
  image img;
  diag d;
  Elf64_Ehdr header = {.e_ident = {ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB},
                       .e_type = ET_REL,
                       .e_machine = EM_X86_64};
  diag_init(&d, NULL, 0);
  arena_init(&work, &alloc_default);
  const uint8_t *bytes = (const uint8_t *)&header;
  ck_assert_int_eq(image_layout(&img, aarch64, bytes, sizeof header, 1, &work, &d),
                   JX_ERROR_CODEGEN);
  ck_assert_str_eq(d.message, "object file is not an aarch64 ELF relocatable");
  diag_init(&d, NULL, 0);
  header.e_machine = EM_AARCH64;
  ck_assert_int_eq(image_layout(&img, aarch64, bytes, sizeof header, 1, &work, &d),
                   JX_ERROR_CODEGEN);
  ck_assert_str_eq(d.message, "object file has a bad section table");
  arena_free(&work);
}
END_TEST

UNIT(architecture, rows_are_whole, what_no_kernels_are_made_for_is_said_plainly,
     bits_tell_architectures_apart, levels_are_described_without_being_there,
     objects_of_another_architecture_are_refused)
