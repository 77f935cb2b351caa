/* test_code_object.c: stages' names, and the ELF file that describes mapped code, read as a
 * debugger would: by the header alone. */
#include "runtime/kernel/code_object.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/unit.h"

/* ---- Names ---- */

static const char *name_of(size_t stage, const char *source) {
  static char name[CODE_NAME];
  memset(name, 'x', sizeof name);
  code_name(name, stage, source, source ? strlen(source) : 0);
  ck_assert_ptr_nonnull(memchr(name, 0, sizeof name));
  return name;
}

START_TEST(names_have_the_number_and_the_program) {
  ck_assert_str_eq(name_of(0, "sum(a*a)"), "jx stage 0: sum(a*a)");
  ck_assert_str_eq(name_of(12, "a"), "jx stage 12: a");
  ck_assert_str_eq(name_of(3, NULL), "jx stage 3");
}
END_TEST

START_TEST(names_are_of_one_line) {
  ck_assert_str_eq(name_of(0, "\n\n  # the mean\n\tm = mean(x) # here\n x - m\n"),
                   "jx stage 0: m = mean(x) # here...");
  ck_assert_str_eq(name_of(0, "a +\r\n b"), "jx stage 0: a +...");
  ck_assert_str_eq(name_of(0, "a  \t *   b  \n\n # end\n"), "jx stage 0: a * b");
  ck_assert_str_eq(name_of(0, " "), "jx stage 0:");
  ck_assert_str_eq(name_of(0, ""), "jx stage 0:");
  ck_assert_str_eq(name_of(0, "# nothing"), "jx stage 0:");
}
END_TEST

START_TEST(names_are_cut_between_characters) {
  /* 63 bytes with the number: 51 of the program, or 48 and the dots. */
  static const char digits[] = "123456789+123456789+123456789+123456789+123456789+12";
  char source[80];
  for (size_t n = 40; n < sizeof digits; n++) {
    snprintf(source, sizeof source, "%.*s", (int)n, digits);
    const char *name = name_of(0, source);
    if (n <= 51)
      ck_assert_str_eq(name + 12, source);
    else
      ck_assert_str_eq(name, "jx stage 0: 123456789+123456789+123456789+123456789+12345678...");
  }
  for (size_t n = 44; n <= 52; n++) { /* "π" takes two bytes, "€" three, "𝜋" four */
    static const char *const characters[] = {"\u03c0", "\u20ac", "\U0001d70b"};
    for (int i = 0; i < 3; i++) {
      snprintf(source, sizeof source, "%.*s%s+1234567", (int)n, digits, characters[i]);
      const char *name = name_of(0, source);
      size_t kept = strlen(name) - 12 - 3;
      ck_assert_str_eq(name + 12 + kept, "...");
      ck_assert_int_eq(memcmp(name + 12, source, kept), 0);
      ck_assert(kept == 48 || (kept == n && kept + strlen(characters[i]) > 48));
    }
  }
}
END_TEST

START_TEST(names_have_no_control_characters) {
  char source[256], name[CODE_NAME];
  for (int i = 0; i < 256; i++) source[i] = (char)(i * 37 + 11);
  for (size_t length = 0; length <= sizeof source; length++) {
    code_name(name, 0, source, length);
    for (const char *s = name; *s; s++) ck_assert((unsigned char)*s >= ' ' && *s != 0x7f);
  }
}
END_TEST

/* ---- The file ---- */

static uint8_t unwind_bytes[] = "any bytes";

typedef struct described {
  image img;
  image_entry entries[3];
  uint8_t bytes[4096];
  uint8_t *file; /* of exactly its size, so that a sanitizer sees its end */
  size_t size;
} described;

static void describe(described *d, size_t nentries, bool unwind) {
  *d = (described){.entries = {{0, 100}, {112, 50}, {176, 1000}}};
  d->img = (image){.bytes = d->bytes, .size = 2000, .entries = d->entries, .nentries = nentries};
  if (unwind) {
    d->img.unwind = 1984;
    d->img.unwind_size = sizeof unwind_bytes;
    memcpy(d->bytes + d->img.unwind, unwind_bytes, sizeof unwind_bytes);
  }
  d->size = code_object_size(&d->img);
  d->file = malloc(d->size);
  code_object_write((code_object *)(void *)d->file, &d->img, "a + b\n* c", 9);
}

static const void *part(const described *d, uint64_t offset, uint64_t size) {
  ck_assert_uint_le(offset, d->size);
  ck_assert_uint_le(size, d->size - offset);
  return d->file + offset;
}

static const Elf64_Shdr *sections(const described *d, size_t *n) {
  const Elf64_Ehdr *h = part(d, 0, sizeof *h);
  ck_assert_mem_eq(h->e_ident, ELFMAG, SELFMAG);
  ck_assert_uint_eq(h->e_ident[EI_CLASS], ELFCLASS64);
  ck_assert_uint_eq(h->e_ident[EI_DATA], ELFDATA2LSB);
  ck_assert_uint_eq(h->e_ident[EI_VERSION], EV_CURRENT);
  ck_assert_uint_eq(h->e_machine, EM_X86_64);
  ck_assert_uint_eq(h->e_ehsize, sizeof *h);
  ck_assert_uint_eq(h->e_shentsize, sizeof(Elf64_Shdr));
  *n = h->e_shnum;
  return part(d, h->e_shoff, *n * sizeof(Elf64_Shdr));
}

static const char *string(const described *d, const Elf64_Shdr *table, uint32_t at) {
  const char *strings = part(d, table->sh_offset, table->sh_size);
  ck_assert_uint_lt(at, table->sh_size);
  ck_assert_ptr_nonnull(memchr(strings + at, 0, table->sh_size - at));
  ck_assert_int_eq(strings[0], 0);
  return strings + at;
}

static const Elf64_Shdr *section(const described *d, const char *name) {
  const Elf64_Ehdr *h = part(d, 0, sizeof *h);
  size_t n;
  const Elf64_Shdr *all = sections(d, &n);
  for (size_t i = 0; i < n; i++)
    if (strcmp(string(d, &all[h->e_shstrndx], all[i].sh_name), name) == 0) return &all[i];
  ck_abort_msg("no section %s", name);
}

START_TEST(code_is_described_where_it_lies) {
  described d;
  size_t n;
  describe(&d, 3, true);
  const Elf64_Shdr *text = section(&d, ".text"), *symtab = section(&d, ".symtab");
  ck_assert_uint_eq(text->sh_type, SHT_NOBITS);
  ck_assert_uint_eq(text->sh_flags, SHF_ALLOC | SHF_EXECINSTR);
  ck_assert_uint_eq(text->sh_addr, (uintptr_t)d.bytes);
  ck_assert_uint_eq(text->sh_size, 1984);

  ck_assert_uint_eq(symtab->sh_size, 4 * sizeof(Elf64_Sym));
  const Elf64_Sym *symbols = part(&d, symtab->sh_offset, symtab->sh_size);
  const Elf64_Shdr *all = sections(&d, &n), *strings = &all[symtab->sh_link];
  ck_assert_uint_eq(strings->sh_type, SHT_STRTAB);
  ck_assert_mem_eq(&symbols[0], (&(Elf64_Sym){0}), sizeof *symbols);
  for (uint32_t i = 0; i < 3; i++) {
    const Elf64_Sym *s = &symbols[i + 1];
    char name[32];
    snprintf(name, sizeof name, "jx stage %u: a + b...", i);
    ck_assert_str_eq(string(&d, strings, s->st_name), name);
    ck_assert_uint_eq(s->st_value, (uintptr_t)d.bytes + d.entries[i].at);
    ck_assert_uint_eq(s->st_size, d.entries[i].size);
    ck_assert_uint_eq(s->st_info, ELF64_ST_INFO(STB_GLOBAL, STT_FUNC));
    ck_assert_ptr_eq(&all[s->st_shndx], text);
    ck_assert_ptr_eq(code_symbol((code_object *)(void *)d.file, i), s);
    ck_assert_str_eq(code_symbol_name((code_object *)(void *)d.file, i), name);
  }
  free(d.file);
}
END_TEST

START_TEST(unwind_tables_are_held_and_have_their_address) {
  described d;
  describe(&d, 2, true);
  const Elf64_Shdr *s = section(&d, ".eh_frame");
  ck_assert_uint_eq(s->sh_type, SHT_PROGBITS);
  ck_assert_uint_eq(s->sh_addr, (uintptr_t)d.bytes + 1984);
  ck_assert_uint_eq(s->sh_size, sizeof unwind_bytes);
  ck_assert_mem_eq(part(&d, s->sh_offset, s->sh_size), unwind_bytes, sizeof unwind_bytes);
  free(d.file);
}
END_TEST

START_TEST(there_may_be_no_unwind_table) {
  described d;
  describe(&d, 1, false);
  const Elf64_Shdr *s = section(&d, ".eh_frame");
  ck_assert_uint_eq(s->sh_type, SHT_NULL);
  ck_assert_uint_eq(section(&d, ".text")->sh_size, 2000);
  free(d.file);
}
END_TEST

UNIT(code_object, names_have_the_number_and_the_program, names_are_of_one_line,
     names_are_cut_between_characters, names_have_no_control_characters,
     code_is_described_where_it_lies, unwind_tables_are_held_and_have_their_address,
     there_may_be_no_unwind_table)
