/* object.c: an ELF relocatable file with a kernel in it; see object.h.
 *
 * Takes the part, a relocatable file that jx was built with, and copies its sections as they are:
 * their numbers stay, so links and relocations hold. Behind them come the program's bytes, the
 * image, and the image's unwind tables with relocations of their own. The part's symbol table is
 * copied too: the symbols it lacks get their sections, all that are not the C library's get the
 * function's name, and the stages' are appended, where no relocation counts them. Formats: System V
 * ABI and its supplements; unwind tables: Linux Standard Base, Core, 10.6.
 *
 * The part is our own, so it is not checked beyond what keeps a wrong build from being silent.
 * Start at object_write().
 */
#include "codegen/object.h"

#include <elf.h>
#include <string.h>

/* The part's bytes. */
extern const uint8_t object_part[] __attribute__((visibility("hidden")));
extern const uint64_t object_part_size __attribute__((visibility("hidden")));
__asm__(".pushsection .rodata\n"
        ".balign 16\n"
        ".hidden object_part\n.globl object_part\n"
        ".hidden object_part_size\n.globl object_part_size\n"
        "object_part: .incbin \"" JX_PART_FILE "\"\n"
        "0: .balign 8\n"
        "object_part_size: .quad 0b - object_part\n"
        ".popsection\n");

/* Kernels are mapped on page boundaries, but nothing in them asks for more than their largest
 * vector. */
#define IMAGE_ALIGN 64
#define PROGRAM_ALIGN 16
#define MOST_SECTIONS 32

typedef VEC(uint8_t) byte_list;

/* A section of the file to be written. */
typedef struct section {
  Elf64_Shdr header; /* but for its place */
  const void *bytes; /* NULL for SHT_NOBITS */
} section;

typedef struct writer {
  const object_request *r;
  arena *arena;
  diag *d;
  section sections[MOST_SECTIONS];
  uint32_t nsections, npart; /* of them, the part's */
  uint32_t symbols;          /* the symbol table's section, */
  uint32_t strings, names;   /* and those of its strings, and of sections' names */
  byte_list symbol_text, section_text;
  VEC(Elf64_Sym) symbol_list;
  uint32_t program, image; /* sections */
  uint32_t image_symbol;
} writer;

#define FAIL(w, ...) diag_fail((w)->d, JX_ERROR_CODEGEN, (span){0}, __VA_ARGS__)

/* ---- Bytes ---- */

static bool append(writer *w, byte_list *to, const void *bytes, size_t n) {
  for (size_t i = 0; i < n; i++) {
    uint8_t *slot = VEC_PUSH(w->arena, to);
    if (!slot) return false;
    *slot = ((const uint8_t *)bytes)[i];
  }
  return true;
}

/* The place of a new string, made of up to three parts. */
static uint32_t add_string(writer *w, byte_list *to, const char *a, const char *b, const char *c) {
  uint32_t at = (uint32_t)to->n;
  append(w, to, a, strlen(a));
  append(w, to, b, strlen(b));
  append(w, to, c, strlen(c) + 1);
  return at;
}

/* ---- The part ---- */

static jx_status read_part(writer *w) {
  Elf64_Ehdr header;
  size_t size = object_part_size;
  if (size < sizeof header) return FAIL(w, "jx was built without the part that objects need");
  memcpy(&header, object_part, sizeof header);
  if (memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_type != ET_REL ||
      header.e_machine != architecture_here()->machine || header.e_shnum + 4u > MOST_SECTIONS ||
      header.e_shoff + header.e_shnum * sizeof(Elf64_Shdr) > size)
    return FAIL(w, "the part that objects need is no object itself");
  w->nsections = w->npart = header.e_shnum;
  w->names = header.e_shstrndx;
  for (uint32_t i = 0; i < w->npart; i++) {
    section *s = &w->sections[i];
    memcpy(&s->header, object_part + header.e_shoff + i * sizeof s->header, sizeof s->header);
    if (s->header.sh_type == SHT_NOBITS || s->header.sh_type == SHT_NULL) continue;
    s->bytes = object_part + s->header.sh_offset;
    if (s->header.sh_type != SHT_SYMTAB) continue;
    w->symbols = i;
    w->strings = s->header.sh_link;
  }
  if (!w->symbols) return FAIL(w, "the part that objects need has no symbols");
  const section *text = &w->sections[w->strings], *names = &w->sections[w->names];
  append(w, &w->symbol_text, text->bytes, text->header.sh_size);
  append(w, &w->section_text, names->bytes, names->header.sh_size);
  return JX_OK;
}

/* ---- New sections ---- */

static uint32_t add_section(writer *w, const char *name, const char *more, Elf64_Shdr header,
                            const void *bytes) {
  header.sh_name = add_string(w, &w->section_text, name, more, "");
  w->sections[w->nsections] = (section){header, bytes};
  return w->nsections++;
}

/* Code, then constants; the unwind tables that come last go into a section of their own. */
static void add_kernel(writer *w) {
  const image *i = w->r->image;
  w->program = add_section(w, ".rodata.", w->r->name,
                           (Elf64_Shdr){.sh_type = SHT_PROGBITS,
                                        .sh_flags = SHF_ALLOC,
                                        .sh_size = w->r->program_size,
                                        .sh_addralign = PROGRAM_ALIGN},
                           w->r->program);
  w->image = add_section(w, ".text.", w->r->name,
                         (Elf64_Shdr){.sh_type = SHT_PROGBITS,
                                      .sh_flags = SHF_ALLOC | SHF_EXECINSTR,
                                      .sh_size = i->unwind_size ? i->unwind : i->size,
                                      .sh_addralign = IMAGE_ALIGN},
                         i->bytes);
}

/* A table's records begin with their length and, but for a common one, the distance back to it;
 * then comes where the function is, as a distance from that very place. The linker moves tables and
 * code apart, so each such distance becomes a relocation. Nothing may follow the terminator. */
static jx_status add_unwind(writer *w) {
  const image *m = w->r->image;
  VEC(Elf64_Rela) moves = {0};
  uint32_t length, id, size = 0;
  if (m->unwind_size == 0) return JX_OK;
  uint8_t *tables = arena_alloc(w->arena, m->unwind_size);
  if (!tables) return diag_memory(w->d);
  memcpy(tables, m->bytes + m->unwind, m->unwind_size);
  for (; size + 12 <= m->unwind_size; size += 4 + length) {
    memcpy(&length, tables + size, sizeof length);
    memcpy(&id, tables + size + 4, sizeof id);
    if (length == 0) break;
    if (length > m->unwind_size - size - 4 || length < 8) return FAIL(w, "bad unwind tables");
    if (id == 0) continue;
    int32_t distance;
    memcpy(&distance, tables + size + 8, sizeof distance);
    memset(tables + size + 8, 0, sizeof distance);
    Elf64_Rela *move = VEC_PUSH(w->arena, &moves);
    if (!move) return diag_memory(w->d);
    *move = (Elf64_Rela){.r_offset = size + 8,
                         .r_info = ELF64_R_INFO(w->image_symbol, architecture_here()->distance),
                         .r_addend = (int64_t)m->unwind + size + 8 + distance};
  }
  uint32_t at = add_section(
      w, ".eh_frame", "",
      (Elf64_Shdr){
          .sh_type = SHT_PROGBITS, .sh_flags = SHF_ALLOC, .sh_size = size, .sh_addralign = 8},
      tables);
  add_section(w, ".rela.eh_frame", "",
              (Elf64_Shdr){.sh_type = SHT_RELA,
                           .sh_flags = SHF_INFO_LINK,
                           .sh_link = w->symbols,
                           .sh_info = at,
                           .sh_size = moves.n * sizeof *moves.at,
                           .sh_entsize = sizeof *moves.at,
                           .sh_addralign = 8},
              moves.at);
  return JX_OK;
}

/* ---- Symbols ---- */

/* What becomes of the part's symbols that are not local and not the C library's. */
static bool settle(writer *w, Elf64_Sym *s, uint32_t index) {
  const char *name = (const char *)w->sections[w->strings].bytes + s->st_name;
  if (strcmp(name, "jx_part_call") == 0) {
    s->st_name = add_string(w, &w->symbol_text, w->r->name, "_call_", w->r->key);
  } else if (strcmp(name, "jx_part_shapes") == 0) {
    s->st_name = add_string(w, &w->symbol_text, w->r->name, "_shapes_", w->r->key);
  } else if (strcmp(name, "jx_part_program") == 0) {
    s->st_name = add_string(w, &w->symbol_text, w->r->name, "_program", "");
    s->st_shndx = (uint16_t)w->program;
    s->st_info = ELF64_ST_INFO(STB_GLOBAL, STT_OBJECT);
    s->st_size = w->r->program_size;
  } else if (strcmp(name, "jx_part_image") == 0) {
    s->st_name = add_string(w, &w->symbol_text, w->r->name, "_image", "");
    s->st_shndx = (uint16_t)w->image;
    w->image_symbol = index;
  } else {
    return false;
  }
  return true;
}

static jx_status add_symbols(writer *w) {
  const section *table = &w->sections[w->symbols];
  int settled = 0;
  for (size_t i = 0; i < table->header.sh_size / sizeof(Elf64_Sym); i++) {
    Elf64_Sym *s = VEC_PUSH(w->arena, &w->symbol_list);
    if (!s) return diag_memory(w->d);
    memcpy(s, (const char *)table->bytes + i * sizeof *s, sizeof *s);
    if (i >= table->header.sh_info) settled += settle(w, s, (uint32_t)i);
  }
  if (settled != 4) return FAIL(w, "the part that objects need is of another build");
  for (size_t i = 0; i < w->r->image->nentries; i++) {
    Elf64_Sym *s = VEC_PUSH(w->arena, &w->symbol_list);
    text number;
    text_init(&number, w->arena);
    text_printf(&number, "%zu", i);
    if (!s || w->arena->failed) return diag_memory(w->d);
    *s = (Elf64_Sym){.st_name = add_string(w, &w->symbol_text, w->r->name, "_stage", number.at),
                     .st_info = ELF64_ST_INFO(STB_GLOBAL, STT_FUNC),
                     .st_other = STV_HIDDEN,
                     .st_shndx = (uint16_t)w->image,
                     .st_value = w->r->image->entries[i].at,
                     .st_size = w->r->image->entries[i].size};
  }
  return JX_OK;
}

/* ---- The file ---- */

static void replace(section *s, const void *bytes, size_t size) {
  s->bytes = bytes;
  s->header.sh_size = size;
}

static size_t round_up(size_t n, size_t to) { return to > 1 ? (n + to - 1) / to * to : n; }

static jx_status put_together(writer *w, const uint8_t **bytes, size_t *size) {
  size_t end = sizeof(Elf64_Ehdr);
  for (uint32_t i = 1; i < w->nsections; i++) {
    Elf64_Shdr *h = &w->sections[i].header;
    end = round_up(end, h->sh_addralign);
    h->sh_offset = end;
    if (h->sh_type != SHT_NOBITS) end += h->sh_size;
  }
  Elf64_Ehdr header;
  memcpy(&header, object_part, sizeof header);
  header.e_shoff = round_up(end, 8);
  header.e_shnum = (uint16_t)w->nsections;
  *size = header.e_shoff + w->nsections * sizeof(Elf64_Shdr);
  uint8_t *out = arena_zalloc(w->arena, *size);
  if (!out) return diag_memory(w->d);
  memcpy(out, &header, sizeof header);
  for (uint32_t i = 0; i < w->nsections; i++) {
    const section *s = &w->sections[i];
    if (s->bytes && s->header.sh_size)
      memcpy(out + s->header.sh_offset, s->bytes, s->header.sh_size);
    memcpy(out + header.e_shoff + i * sizeof s->header, &s->header, sizeof s->header);
  }
  *bytes = out;
  return JX_OK;
}

jx_status object_write(const object_request *r, arena *arena, diag *d, const uint8_t **bytes,
                       size_t *size) {
  writer *w = arena_zalloc(arena, sizeof *w);
  if (!w) return diag_memory(d);
  w->r = r;
  w->arena = arena;
  w->d = d;
  JX_TRY(read_part(w));
  add_kernel(w);
  JX_TRY(add_symbols(w));
  JX_TRY(add_unwind(w));
  if (arena->failed) return diag_memory(d);
  replace(&w->sections[w->symbols], w->symbol_list.at,
          w->symbol_list.n * sizeof *w->symbol_list.at);
  replace(&w->sections[w->strings], w->symbol_text.at, w->symbol_text.n);
  replace(&w->sections[w->names], w->section_text.at, w->section_text.n);
  return put_together(w, bytes, size);
}
