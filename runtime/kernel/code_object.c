/* code_object.c: see code_object.h. Layouts: System V ABI, generic part, chapters 4 and 5.
 *
 * Sections have the addresses at which their bytes lie, so the file is an executable (ET_EXEC): a
 * reader has nothing to move. Code is not in the file, since it can be read where it is; the unwind
 * table is, since readers want its bytes.
 */
#include "runtime/kernel/code_object.h"

#include <stdio.h>
#include <string.h>

/* ---- Names ---- */

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/* The next line that says something: neither blank nor a comment. */
static const char *skip_lines(const char *s, const char *end) {
  while (s < end && (blank(*s) || *s == '#')) {
    if (*s == '#')
      while (s < end && *s != '\n') s++;
    else
      s++;
  }
  return s;
}

/* A byte within a character of UTF-8. */
static bool continues(char c) { return ((unsigned char)c & 0xc0) == 0x80; }

void code_name(char name[CODE_NAME], size_t stage, const char *source, size_t length) {
  size_t n = (size_t)snprintf(name, CODE_NAME, "jx stage %zu", stage);
  if (!source) return;
  const char *end = source + length, *s = skip_lines(source, end);
  memcpy(name + n, ": ", 3);
  for (n += 2; s < end && *s != '\n' && n < CODE_NAME - 1; s++) {
    if (blank(*s) && name[n - 1] == ' ') continue;
    name[n++] = blank(*s) ? ' ' : (unsigned char)*s < ' ' || *s == 0x7f ? '?' : *s;
  }
  if (name[n - 1] == ' ') n--;
  if (skip_lines(s, end) < end) { /* more follows */
    if (n > CODE_NAME - 4)
      for (n = CODE_NAME - 4; continues(name[n]);) n--;
    memcpy(name + n, "...", 3);
    n += 3;
  }
  name[n] = 0;
}

/* ---- The file ---- */

static size_t names_size(const image *img) { return CODE_NAMES + img->nentries * CODE_NAME; }

size_t code_object_size(const image *img) {
  return sizeof(code_object) + (img->nentries + 1) * sizeof(Elf64_Sym) + names_size(img) +
         img->unwind_size;
}

static uint32_t add_title(code_object *o, size_t *at, const char *name) {
  size_t n = strlen(name) + 1, begin = *at;
  memcpy(o->titles + begin, name, n);
  *at = begin + n;
  return (uint32_t)begin;
}

static void write_sections(code_object *o, const image *img, uint64_t pages) {
  size_t name = 1, at = sizeof *o;
  Elf64_Shdr *s = o->sections;
  s[CODE_TEXT] = (Elf64_Shdr){.sh_name = add_title(o, &name, ".text"),
                              .sh_type = SHT_NOBITS,
                              .sh_flags = SHF_ALLOC | SHF_EXECINSTR,
                              .sh_addr = pages,
                              .sh_offset = at,
                              .sh_size = img->unwind_size ? img->unwind : img->size,
                              .sh_addralign = 1};
  s[CODE_SYMBOLS] = (Elf64_Shdr){.sh_name = add_title(o, &name, ".symtab"),
                                 .sh_type = SHT_SYMTAB,
                                 .sh_offset = at,
                                 .sh_size = (img->nentries + 1) * sizeof(Elf64_Sym),
                                 .sh_link = CODE_STRINGS,
                                 .sh_info = 1, /* the first that is not local */
                                 .sh_addralign = 8,
                                 .sh_entsize = sizeof(Elf64_Sym)};
  at += s[CODE_SYMBOLS].sh_size;
  s[CODE_STRINGS] = (Elf64_Shdr){.sh_name = add_title(o, &name, ".strtab"),
                                 .sh_type = SHT_STRTAB,
                                 .sh_offset = at,
                                 .sh_size = names_size(img),
                                 .sh_addralign = 1};
  at += s[CODE_STRINGS].sh_size;
  s[CODE_UNWIND] = (Elf64_Shdr){.sh_name = add_title(o, &name, ".eh_frame"),
                                .sh_type = img->unwind_size ? SHT_PROGBITS : SHT_NULL,
                                .sh_flags = SHF_ALLOC,
                                .sh_addr = pages + img->unwind,
                                .sh_offset = at,
                                .sh_size = img->unwind_size,
                                .sh_addralign = 1};
  s[CODE_TITLES] = (Elf64_Shdr){.sh_name = add_title(o, &name, ".shstrtab"),
                                .sh_type = SHT_STRTAB,
                                .sh_offset = offsetof(code_object, titles),
                                .sh_size = sizeof o->titles,
                                .sh_addralign = 1};
}

void code_object_write(code_object *o, const image *img, const char *source, size_t length) {
  uint64_t base = (uintptr_t)img->bytes;
  memset(o, 0, code_object_size(img));
  o->nstages = (uint32_t)img->nentries;
  o->header = (Elf64_Ehdr){.e_ident = {ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB,
                                       EV_CURRENT, ELFOSABI_NONE},
                           .e_type = ET_EXEC,
                           .e_machine = architecture_here()->machine,
                           .e_version = EV_CURRENT,
                           .e_entry = base,
                           .e_shoff = offsetof(code_object, sections),
                           .e_ehsize = sizeof(Elf64_Ehdr),
                           .e_shentsize = sizeof(Elf64_Shdr),
                           .e_shnum = CODE_SECTIONS,
                           .e_shstrndx = CODE_TITLES};
  write_sections(o, img, base);
  Elf64_Sym *symbols = (Elf64_Sym *)(o + 1) + 1;
  char *names = (char *)(symbols + img->nentries);
  for (size_t i = 0; i < img->nentries; i++) {
    symbols[i] = (Elf64_Sym){.st_name = (uint32_t)(CODE_NAMES + i * CODE_NAME),
                             .st_info = ELF64_ST_INFO(STB_GLOBAL, STT_FUNC),
                             .st_shndx = CODE_TEXT,
                             .st_value = base + img->entries[i].at,
                             .st_size = img->entries[i].size};
    code_name(names + CODE_NAMES + i * CODE_NAME, i, source, length);
  }
  if (img->unwind_size) memcpy(names + names_size(img), img->bytes + img->unwind, img->unwind_size);
}
