/* test_image.c: laying out objects, good and bad.
 *
 * The object is a C struct whose members lie in the file as they stand, so that a test spoils one
 * field and says what must come of it. Last, random bytes of it are changed: whatever comes,
 * nothing outside the object is touched (build with JX_SANITIZE=address to see it). */
#include "codegen/image.h"

#include <elf.h>
#include <string.h>

#include "runtime/kernel/loader.h"
#include "tests/support/fail_alloc.h"
#include "tests/support/unit.h"

enum { NONE, TEXT, RODATA, RELA, SYMTAB, STRTAB, SHSTRTAB, EH_FRAME, EH_RELA, DATA, SECTIONS };
enum { SYM_NONE, SYM_TEXT, SYM_RODATA, SYM_STAGE1, SYM_STAGE0, SYM_OUTSIDE, SYMBOLS };
enum { RELA_CONSTANT, RELA_CALL, RELAS };

typedef struct toy {
  Elf64_Ehdr header;
  Elf64_Shdr sections[SECTIONS];
  Elf64_Sym symbols[SYMBOLS];
  Elf64_Rela relas[RELAS], eh_rela;
  uint8_t text[32], rodata[12], data[4];
  struct {
    uint32_t length, cie, begin, range; /* as in an FDE, which begins with these */
  } eh_frame;
  char strings[32], names[64];
} toy;

/* stage0: mov eax, [rip + constant]; ret        at 0
 * stage1: call stage0; inc eax; ret             at 16 */
static const uint8_t code[] = {0x8b, 0x05, 0,    0,    0,    0, 0xc3, 0xcc, 0xcc, 0xcc, 0xcc, 0xcc,
                               0xcc, 0xcc, 0xcc, 0xcc, 0xe8, 0, 0,    0,    0,    0xff, 0xc0, 0xc3};

#define PLACE(section, member)                              \
  do {                                                      \
    t->sections[section].sh_offset = offsetof(toy, member); \
    t->sections[section].sh_size = sizeof t->member;        \
  } while (0)

static uint32_t add_name(char *table, size_t size, const char *name) {
  size_t at = 1;
  while (table[at]) at += strlen(table + at) + 1;
  ck_assert_uint_lt(at + strlen(name) + 1, size);
  strcpy(table + at, name);
  return (uint32_t)at;
}

static void toy_init(toy *t) {
  *t = (toy){0};
  memcpy(t->header.e_ident, ELFMAG, SELFMAG);
  t->header.e_ident[EI_CLASS] = ELFCLASS64;
  t->header.e_ident[EI_DATA] = ELFDATA2LSB;
  t->header.e_type = ET_REL;
  t->header.e_machine = EM_X86_64;
  t->header.e_shoff = offsetof(toy, sections);
  t->header.e_shentsize = sizeof(Elf64_Shdr);
  t->header.e_shnum = SECTIONS;
  t->header.e_shstrndx = SHSTRTAB;

  t->sections[TEXT] = (Elf64_Shdr){
      .sh_type = SHT_PROGBITS, .sh_flags = SHF_ALLOC | SHF_EXECINSTR, .sh_addralign = 16};
  t->sections[RODATA] =
      (Elf64_Shdr){.sh_type = SHT_PROGBITS, .sh_flags = SHF_ALLOC | SHF_MERGE, .sh_addralign = 64};
  t->sections[RELA] = (Elf64_Shdr){.sh_type = SHT_RELA, .sh_info = TEXT, .sh_link = SYMTAB};
  t->sections[SYMTAB] = (Elf64_Shdr){.sh_type = SHT_SYMTAB, .sh_link = STRTAB};
  t->sections[STRTAB].sh_type = t->sections[SHSTRTAB].sh_type = SHT_STRTAB;
  t->sections[EH_FRAME] =
      (Elf64_Shdr){.sh_type = SHT_X86_64_UNWIND, .sh_flags = SHF_ALLOC, .sh_addralign = 8};
  t->sections[EH_RELA] = (Elf64_Shdr){.sh_type = SHT_RELA, .sh_info = EH_FRAME, .sh_link = SYMTAB};
  t->sections[DATA] = (Elf64_Shdr){.sh_type = SHT_PROGBITS, .sh_flags = SHF_ALLOC | SHF_WRITE};
  PLACE(TEXT, text);
  PLACE(RODATA, rodata);
  PLACE(RELA, relas);
  PLACE(SYMTAB, symbols);
  PLACE(STRTAB, strings);
  PLACE(SHSTRTAB, names);
  PLACE(EH_FRAME, eh_frame);
  PLACE(EH_RELA, eh_rela);
  t->sections[DATA].sh_offset = offsetof(toy, data); /* and empty */
  t->sections[SYMTAB].sh_entsize = sizeof(Elf64_Sym);
  t->sections[RELA].sh_entsize = t->sections[EH_RELA].sh_entsize = sizeof(Elf64_Rela);
  t->sections[TEXT].sh_name = add_name(t->names, sizeof t->names, ".text");
  t->sections[RODATA].sh_name = add_name(t->names, sizeof t->names, ".rodata");
  t->sections[EH_FRAME].sh_name = add_name(t->names, sizeof t->names, ".eh_frame");
  t->sections[DATA].sh_name = add_name(t->names, sizeof t->names, ".data");

  uint8_t section = ELF64_ST_INFO(STB_LOCAL, STT_SECTION);
  uint8_t function = ELF64_ST_INFO(STB_GLOBAL, STT_FUNC);
  t->symbols[SYM_TEXT] = (Elf64_Sym){.st_info = section, .st_shndx = TEXT};
  t->symbols[SYM_RODATA] = (Elf64_Sym){.st_info = section, .st_shndx = RODATA};
  t->symbols[SYM_STAGE1] =
      (Elf64_Sym){.st_info = function, .st_shndx = TEXT, .st_value = 16, .st_size = 8};
  t->symbols[SYM_STAGE0] = (Elf64_Sym){.st_info = function, .st_shndx = TEXT, .st_size = 7};
  t->symbols[SYM_STAGE1].st_name = add_name(t->strings, sizeof t->strings, "stage1");
  t->symbols[SYM_STAGE0].st_name = add_name(t->strings, sizeof t->strings, "stage0");
  t->symbols[SYM_OUTSIDE].st_name = add_name(t->strings, sizeof t->strings, "memcpy");

  /* The addend is -4: the processor counts from the end of the four bytes. */
  t->relas[RELA_CONSTANT] = (Elf64_Rela){2, ELF64_R_INFO(SYM_RODATA, R_X86_64_PC32), 8 - 4};
  t->relas[RELA_CALL] = (Elf64_Rela){17, ELF64_R_INFO(SYM_STAGE0, R_X86_64_PLT32), -4};
  t->eh_rela = (Elf64_Rela){8, ELF64_R_INFO(SYM_TEXT, R_X86_64_PC32), 16};
  t->eh_frame.length = 12;
  t->eh_frame.range = 8;
  memset(t->text, 0x90, sizeof t->text);
  memcpy(t->text, code, sizeof code);
  t->rodata[8] = 41;
}

static arena work;
static diag error;

static jx_status layout(const void *bytes, size_t size, image *out) {
  arena_free(&work);
  arena_init(&work, &alloc_default);
  diag_init(&error, NULL, 0);
  return image_layout(out, &architectures[ARCHITECTURE_X86_64], bytes, size, 2, &work, &error);
}

static void refused(const toy *t, const char *message) {
  image img;
  ck_assert_int_eq(layout(t, sizeof *t, &img), JX_ERROR_CODEGEN);
  ck_assert_str_eq(error.message, message);
}

/* A test that spoils a toy in one place. */
#define REFUSED(name, spoil, message) \
  START_TEST(name) {                  \
    toy t;                            \
    toy_init(&t);                     \
    spoil;                            \
    refused(&t, message);             \
  }                                   \
  END_TEST

START_TEST(code_comes_first_and_constants_keep_their_alignment) {
  toy t;
  image img;
  toy_init(&t);
  ck_assert_int_eq(layout(&t, sizeof t, &img), JX_OK);
  ck_assert_uint_eq(img.size, 80 + sizeof t.eh_frame + 4); /* and no data */
  ck_assert_uint_eq(img.nentries, 2);
  ck_assert_uint_eq(img.entries[0].at, 0);
  ck_assert_uint_eq(img.entries[0].size, 7);
  ck_assert_uint_eq(img.entries[1].at, 16);
  ck_assert_uint_eq(img.entries[1].size, 8);
  ck_assert_mem_eq(img.bytes + 64, t.rodata, sizeof t.rodata);
}
END_TEST

START_TEST(unwind_tables_come_last_and_refer_by_distance) {
  toy t;
  image img;
  uint32_t words[5];
  toy_init(&t);
  ck_assert_int_eq(layout(&t, sizeof t, &img), JX_OK);
  ck_assert_uint_eq(img.unwind, 80);
  ck_assert_uint_eq(img.unwind_size, sizeof words);
  memcpy(words, img.bytes + img.unwind, sizeof words);
  ck_assert_uint_eq(words[0], 12);
  ck_assert_int_eq((int32_t)words[2], 16 - (80 + 8)); /* stage1 */
  ck_assert_uint_eq(words[3], 8);
  ck_assert_uint_eq(words[4], 0); /* the terminator */
}
END_TEST

START_TEST(images_may_lack_unwind_tables) {
  toy t;
  image img;
  toy_init(&t);
  t.sections[EH_FRAME].sh_size = 0;
  ck_assert_int_eq(layout(&t, sizeof t, &img), JX_OK);
  ck_assert_uint_eq(img.size, 64 + sizeof t.rodata);
  ck_assert_uint_eq(img.unwind_size, 0);
}
END_TEST

START_TEST(an_image_runs) {
  toy t;
  image img;
  loaded kernel;
  int (*stage)(void);
  toy_init(&t);
  ck_assert_int_eq(layout(&t, sizeof t, &img), JX_OK);
  ck_assert_int_eq(loader_map(&kernel, &img, &error), JX_OK);
  for (int i = 0; i < 2; i++) {
    void *entry = (char *)kernel.pages + img.entries[i].at;
    memcpy(&stage, &entry, sizeof stage);
    ck_assert_int_eq(stage(), 41 + i);
  }
  loader_unmap(&kernel);
}
END_TEST

START_TEST(distances_of_64_bits_are_resolved) {
  toy t;
  image img;
  int64_t distance;
  toy_init(&t);
  t.relas[RELA_CALL] = (Elf64_Rela){24, ELF64_R_INFO(SYM_RODATA, R_X86_64_PC64), 1};
  ck_assert_int_eq(layout(&t, sizeof t, &img), JX_OK);
  memcpy(&distance, img.bytes + 24, sizeof distance);
  ck_assert_int_eq(distance, 64 + 1 - 24);
}
END_TEST

#define RELOCATION(type) t.relas[RELA_CONSTANT].r_info = ELF64_R_INFO(SYM_RODATA, type)

REFUSED(absolute_addresses_are_refused_by_name, RELOCATION(R_X86_64_64),
        "kernel code refers to '.rodata' by more than a distance (relocation R_X86_64_64, 1)")
REFUSED(absolute_32_bit_addresses_are_refused_by_name, RELOCATION(R_X86_64_32S),
        "kernel code refers to '.rodata' by more than a distance (relocation R_X86_64_32S, 11)")
REFUSED(the_global_offset_table_is_refused_by_name, RELOCATION(R_X86_64_REX_GOTPCRELX),
        "kernel code refers to '.rodata' by more than a distance (relocation "
        "R_X86_64_REX_GOTPCRELX, 42)")
REFUSED(unheard_of_relocations_are_refused, RELOCATION(4711),
        "kernel code refers to '.rodata' by more than a distance (relocation unknown, 4711)")
REFUSED(undefined_symbols_are_refused_by_name,
        t.relas[RELA_CALL].r_info = ELF64_R_INFO(SYM_OUTSIDE, R_X86_64_PLT32),
        "kernel code refers to the undefined symbol 'memcpy'")
REFUSED(symbols_in_dropped_sections_are_refused, t.symbols[SYM_RODATA].st_shndx = DATA,
        "kernel code refers to the symbol '.data', which is not part of the image")
REFUSED(absolute_addresses_in_unwind_tables_are_refused,
        t.eh_rela.r_info = ELF64_R_INFO(SYM_TEXT, R_X86_64_64),
        "kernel code refers to '.text' by more than a distance (relocation R_X86_64_64, 1)")
REFUSED(there_is_one_unwind_table, t.sections[RODATA].sh_type = SHT_X86_64_UNWIND,
        "object file has two unwind tables")
REFUSED(unwind_tables_are_no_code, t.sections[EH_FRAME].sh_flags |= SHF_EXECINSTR,
        "kernel code needs the unsupported section '.eh_frame'")
REFUSED(functions_have_sizes, t.symbols[SYM_STAGE1].st_size = 0,
        "the function 'stage1' has the bad size 0")
REFUSED(functions_end_in_their_section, t.symbols[SYM_STAGE1].st_size = 17,
        "the function 'stage1' has the bad size 17")
REFUSED(functions_do_not_wrap_around, t.symbols[SYM_STAGE1].st_size = UINT64_MAX - 8,
        "the function 'stage1' has the bad size 18446744073709551607")
REFUSED(absolute_symbols_are_refused, t.symbols[SYM_STAGE0].st_shndx = SHN_ABS,
        "kernel code refers to the symbol 'stage0', which is not part of the image")
REFUSED(symbols_past_their_section_are_refused, t.symbols[SYM_RODATA].st_value = 13,
        "the symbol '.rodata' lies outside its section")
REFUSED(symbols_that_do_not_exist_are_refused,
        t.relas[RELA_CALL].r_info = ELF64_R_INFO(SYMBOLS, R_X86_64_PLT32),
        "a relocation names symbol 6 of 6")
REFUSED(relocations_past_their_section_are_refused, t.relas[RELA_CALL].r_offset = 29,
        "a relocation lies outside its section")
REFUSED(relocations_far_past_their_section_are_refused, t.relas[RELA_CALL].r_offset = UINT64_MAX,
        "a relocation lies outside its section")
REFUSED(distances_that_do_not_fit_are_refused,
        t.relas[RELA_CALL].r_addend = (INT64_C(1) << 31) + 17,
        "a relocation against 'stage0' is out of range")
REFUSED(relocations_without_addends_are_refused, t.sections[RELA].sh_type = SHT_REL,
        "relocations of an unsupported form")
REFUSED(relocations_of_nothing_are_refused, t.sections[RELA].sh_info = SECTIONS,
        "relocations of a section that does not exist")
REFUSED(writable_data_is_refused_by_name, t.sections[DATA].sh_size = 4,
        "kernel code needs the writable section '.data'")
REFUSED(zeroed_data_is_refused, t.sections[RODATA].sh_type = SHT_NOBITS,
        "kernel code needs the unsupported section '.rodata'")
REFUSED(alignments_are_powers_of_two, t.sections[RODATA].sh_addralign = 48,
        "section '.rodata' has the unsupported alignment 48")
REFUSED(alignments_are_at_most_a_page, t.sections[RODATA].sh_addralign = 8192,
        "section '.rodata' has the unsupported alignment 8192")
REFUSED(sections_lie_in_the_file, t.sections[RODATA].sh_offset = sizeof t - 11,
        "section 2 lies outside the object file")
REFUSED(sections_do_not_wrap_around, t.sections[RODATA].sh_offset = UINT64_MAX - 4,
        "section 2 lies outside the object file")
REFUSED(sections_are_not_huge, t.sections[RODATA].sh_size = UINT64_MAX,
        "section 2 lies outside the object file")
REFUSED(the_section_table_lies_in_the_file, t.header.e_shoff = UINT64_MAX - 63,
        "object file has a bad section table")
REFUSED(the_section_table_has_entries, t.header.e_shnum = 0, "object file has a bad section table")
REFUSED(the_section_table_ends_in_the_file, t.header.e_shnum = 0xfeff,
        "object file has a bad section table")
REFUSED(symbol_tables_have_strings, t.sections[SYMTAB].sh_link = SECTIONS,
        "object file has a bad symbol table")
REFUSED(there_is_one_symbol_table, t.sections[STRTAB].sh_type = SHT_SYMTAB,
        "object file has a bad symbol table")
REFUSED(stages_must_be_there, t.symbols[SYM_STAGE1].st_name = 0,
        "the object file lacks the function 'stage1'")
REFUSED(stages_are_functions, t.symbols[SYM_STAGE1].st_info = ELF64_ST_INFO(STB_GLOBAL, STT_OBJECT),
        "the object file lacks the function 'stage1'")
REFUSED(stages_are_code, t.symbols[SYM_STAGE1].st_shndx = RODATA;
        t.symbols[SYM_STAGE1].st_value = 0, "the symbol 'stage1' is not code")
REFUSED(stages_are_defined_once, t.symbols[SYM_STAGE1].st_name = t.symbols[SYM_STAGE0].st_name,
        "the symbol 'stage0' is defined twice")
REFUSED(other_machines_are_refused, t.header.e_machine = EM_AARCH64,
        "object file is not an x86-64 ELF relocatable")

START_TEST(objects_cut_short_are_refused) {
  toy t;
  image img;
  toy_init(&t);
  for (size_t size = 0; size < sizeof t; size++) {
    void *cut = malloc(size ? size : 1); /* so that a sanitizer sees the end */
    memcpy(cut, &t, size);
    /* What is missing from the end may be needless: names of sections. */
    jx_status status = layout(cut, size, &img);
    if (size < offsetof(toy, names)) ck_assert_int_eq(status, JX_ERROR_CODEGEN);
    free(cut);
  }
}
END_TEST

START_TEST(running_out_of_memory_is_reported) {
  toy t;
  toy_init(&t);
  for (size_t n = 1;; n++) {
    fail_alloc f;
    arena a;
    image img;
    fail_alloc_init(&f, n);
    arena_init(&a, &f.allocator);
    diag_init(&error, NULL, 0);
    jx_status status = image_layout(&img, &architectures[ARCHITECTURE_X86_64], (const uint8_t *)&t,
                                    sizeof t, 2, &a, &error);
    arena_free(&a);
    ck_assert_uint_eq(f.live, 0);
    ck_assert(status == JX_OK || status == JX_ERROR_MEMORY);
    if (status == JX_OK) break;
  }
}
END_TEST

/* xorshift64, Marsaglia 2003. */
static uint64_t next(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  return *state ^= *state << 17;
}

START_TEST(spoilt_objects_are_survived) {
  static const uint8_t nasty[] = {0, 1, 2, 0x7f, 0x80, 0xfe, 0xff};
  uint64_t state = 88172645463325252u;
  size_t laid = 0, refusals = 0;
  uint8_t *bytes = malloc(sizeof(toy));
  for (int round = 0; round < 100000; round++) {
    image img;
    toy t;
    toy_init(&t);
    memcpy(bytes, &t, sizeof t);
    for (uint64_t n = next(&state) % 6 + 1; n > 0; n--) {
      uint64_t r = next(&state);
      bytes[r % sizeof t] = r >> 40 & 1 ? nasty[(r >> 41) % sizeof nasty] : (uint8_t)(r >> 48);
    }
    jx_status status = layout(bytes, sizeof t, &img);
    ck_assert(status == JX_OK || status == JX_ERROR_CODEGEN);
    if (status == JX_OK) {
      laid++;
      for (size_t i = 0; i < img.nentries; i++) {
        ck_assert_uint_lt(img.entries[i].at, img.size);
        ck_assert_uint_le(img.entries[i].size, img.size - img.entries[i].at);
      }
      ck_assert_uint_le(img.unwind, img.size);
      ck_assert_uint_le(img.unwind_size, img.size - img.unwind);
    } else {
      refusals++;
      ck_assert_uint_gt(strlen(error.message), 0);
    }
  }
  free(bytes);
  arena_free(&work);
  ck_assert_uint_gt(laid, 1000); /* else the test tests nothing */
  ck_assert_uint_gt(refusals, 1000);
}
END_TEST

UNIT(image, code_comes_first_and_constants_keep_their_alignment,
     unwind_tables_come_last_and_refer_by_distance, images_may_lack_unwind_tables, an_image_runs,
     absolute_addresses_in_unwind_tables_are_refused, there_is_one_unwind_table,
     unwind_tables_are_no_code, functions_have_sizes, functions_end_in_their_section,
     functions_do_not_wrap_around, distances_of_64_bits_are_resolved,
     absolute_addresses_are_refused_by_name, absolute_32_bit_addresses_are_refused_by_name,
     the_global_offset_table_is_refused_by_name, unheard_of_relocations_are_refused,
     undefined_symbols_are_refused_by_name, symbols_in_dropped_sections_are_refused,
     absolute_symbols_are_refused, symbols_past_their_section_are_refused,
     symbols_that_do_not_exist_are_refused, relocations_past_their_section_are_refused,
     relocations_far_past_their_section_are_refused, distances_that_do_not_fit_are_refused,
     relocations_without_addends_are_refused, relocations_of_nothing_are_refused,
     writable_data_is_refused_by_name, zeroed_data_is_refused, alignments_are_powers_of_two,
     alignments_are_at_most_a_page, sections_lie_in_the_file, sections_do_not_wrap_around,
     sections_are_not_huge, the_section_table_lies_in_the_file, the_section_table_has_entries,
     the_section_table_ends_in_the_file, symbol_tables_have_strings, there_is_one_symbol_table,
     stages_must_be_there, stages_are_functions, stages_are_code, stages_are_defined_once,
     other_machines_are_refused, objects_cut_short_are_refused, running_out_of_memory_is_reported,
     spoilt_objects_are_survived)
