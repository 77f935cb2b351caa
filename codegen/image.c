/* image.c: from LLVM's relocatable object to an image.
 *
 * Takes the bytes of ELF objects of one architecture, gives one run of bytes: code at offset 0,
 * constants after it, unwind tables last, every reference between them resolved.
 * Position-independent code of the small code model refers to its constants relative to the
 * instruction pointer, so the distances are known once the sections have their places, and the
 * result may lie at any page-aligned address.
 *
 * What always holds: an object is not trusted. Every offset, count and size is checked against the
 * object's end before it is used, structures are copied out rather than cast to, and whatever an
 * image cannot hold (writable data, absolute addresses, symbols from elsewhere) is refused by name.
 * Start reading at image_link().
 */
#include "codegen/image.h"

#include <elf.h>
#include <stdlib.h>
#include <string.h>

/* Far below 2 GiB, so that every 32-bit distance within an image can be represented. */
#define IMAGE_MAX ((size_t)256 << 20)
/* Images are mapped on page boundaries; a section may ask for no more. */
#define ALIGN_MAX 4096
/* A table ends with an entry of length 0; the linker would add it. */
#define UNWIND_TERMINATOR 4
/* Between sections of code: perf wants room behind a function for the function's unwind table, as
 * if it were mapped there (runtime/kernel/perf_dump.c). */
#define ROOM_BEHIND 160

#define NOWHERE SIZE_MAX

/* A function that other objects may call. */
typedef struct export {
  const char *name;
  size_t place;
}
export;

/* What the objects of an image have in common. */
typedef struct linkage {
  const architecture *architecture;
  export *exports; /* by name */
  size_t nexports;
} linkage;

typedef struct object {
  const linkage *all;
  const uint8_t *bytes;
  size_t size;
  Elf64_Shdr *sections; /* aligned copies */
  size_t *place;        /* offset of each section in the image; NOWHERE: not part of it */
  size_t nsections;
  size_t unwind;             /* the section .eh_frame; 0: none */
  size_t symbols, nsymbols;  /* offset of the symbol table; 0, 0: none */
  Elf64_Shdr names, strings; /* string tables of sections and of symbols; all zeros: none */
  diag *d;
} object;

#define FAIL(o, ...) diag_fail((o)->d, JX_ERROR_CODEGEN, (span){0}, __VA_ARGS__)

static bool in_object(const object *o, uint64_t offset, uint64_t size) {
  return offset <= o->size && size <= o->size - offset;
}

/* A string of a table, or a stand-in when it does not end within it. */
static const char *string_at(const object *o, const Elf64_Shdr *table, uint64_t offset) {
  if (offset >= table->sh_size) return "?";
  const uint8_t *s = o->bytes + table->sh_offset + offset;
  return memchr(s, 0, table->sh_size - offset) ? (const char *)s : "?";
}

static const char *section_name(const object *o, size_t section) {
  return string_at(o, &o->names, o->sections[section].sh_name);
}

/* ---- reading ---- */

static jx_status read_header(object *o, arena *arena) {
  Elf64_Ehdr header;
  if (o->size < sizeof header) return FAIL(o, "object file is too short");
  memcpy(&header, o->bytes, sizeof header);
  if (memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_ident[EI_CLASS] != ELFCLASS64 ||
      header.e_ident[EI_DATA] != ELFDATA2LSB || header.e_type != ET_REL ||
      header.e_machine != o->all->architecture->machine)
    return FAIL(o, "object file is not an %s ELF relocatable", o->all->architecture->name);
  if (header.e_shentsize != sizeof(Elf64_Shdr) || header.e_shnum == 0 ||
      !in_object(o, header.e_shoff, (uint64_t)header.e_shnum * sizeof(Elf64_Shdr)))
    return FAIL(o, "object file has a bad section table");

  o->nsections = header.e_shnum;
  o->sections = arena_alloc(arena, o->nsections * sizeof *o->sections);
  o->place = arena_alloc(arena, o->nsections * sizeof *o->place);
  if (!o->sections || !o->place) return diag_memory(o->d);
  memcpy(o->sections, o->bytes + header.e_shoff, o->nsections * sizeof *o->sections);
  for (size_t i = 0; i < o->nsections; i++) {
    const Elf64_Shdr *s = &o->sections[i];
    o->place[i] = NOWHERE;
    if (s->sh_type != SHT_NOBITS && s->sh_type != SHT_NULL &&
        !in_object(o, s->sh_offset, s->sh_size))
      return FAIL(o, "section %zu lies outside the object file", i);
  }
  if (header.e_shstrndx < o->nsections && o->sections[header.e_shstrndx].sh_type == SHT_STRTAB)
    o->names = o->sections[header.e_shstrndx];
  return JX_OK;
}

static jx_status find_symbols(object *o) {
  for (size_t i = 0; i < o->nsections; i++) {
    const Elf64_Shdr *s = &o->sections[i];
    if (s->sh_type == SHT_SYMTAB_SHNDX) return FAIL(o, "object file has too many sections");
    if (s->sh_type != SHT_SYMTAB) continue;
    if (o->symbols) return FAIL(o, "object file has two symbol tables");
    if (s->sh_entsize != sizeof(Elf64_Sym) || s->sh_offset == 0 || s->sh_link >= o->nsections ||
        o->sections[s->sh_link].sh_type != SHT_STRTAB)
      return FAIL(o, "object file has a bad symbol table");
    o->symbols = s->sh_offset;
    o->nsymbols = s->sh_size / sizeof(Elf64_Sym);
    o->strings = o->sections[s->sh_link];
  }
  return JX_OK;
}

static Elf64_Sym symbol_at(const object *o, size_t index) {
  Elf64_Sym symbol;
  memcpy(&symbol, o->bytes + o->symbols + index * sizeof symbol, sizeof symbol);
  return symbol;
}

/* Symbols of sections have no name of their own. */
static const char *symbol_name(const object *o, const Elf64_Sym *symbol) {
  if (ELF64_ST_TYPE(symbol->st_info) == STT_SECTION && symbol->st_shndx < o->nsections)
    return section_name(o, symbol->st_shndx);
  return string_at(o, &o->strings, symbol->st_name);
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const export *)a)->name, ((const export *)b)->name);
}

static const export *find_export(const linkage *all, const char *name) {
  return all->nexports ? bsearch(&(export){name, 0}, all->exports, all->nexports,
                                 sizeof *all->exports, by_name)
                       : NULL;
}

/* Where a symbol is in the image. */
static jx_status symbol_place(const object *o, const Elf64_Sym *symbol, size_t *place) {
  const char *name = symbol_name(o, symbol);
  if (symbol->st_shndx == SHN_UNDEF) {
    const export *e = find_export(o->all, name);
    if (!e) return FAIL(o, "kernel code refers to the undefined symbol '%.100s'", name);
    *place = e->place;
    return JX_OK;
  }
  if (symbol->st_shndx >= o->nsections || o->place[symbol->st_shndx] == NOWHERE)
    return FAIL(o, "kernel code refers to the symbol '%.100s', which is not part of the image",
                name);
  if (symbol->st_value > o->sections[symbol->st_shndx].sh_size)
    return FAIL(o, "the symbol '%.100s' lies outside its section", name);
  *place = o->place[symbol->st_shndx] + symbol->st_value;
  return JX_OK;
}

/* ---- placing sections ---- */

/* What a section holds; DROPPED is not part of an image. They lie in this order. */
typedef enum content { CODE, CONSTANTS, UNWIND, DROPPED } content;

/* A section that the image would need and cannot hold is an error. */
static jx_status classify(const object *o, size_t i, content *out) {
  const Elf64_Shdr *s = &o->sections[i];
  const char *name = section_name(o, i);
  uint32_t unwind_type = o->all->architecture->unwind_section;
  bool unwind =
      (s->sh_type == unwind_type && unwind_type != SHT_PROGBITS) || strcmp(name, ".eh_frame") == 0;
  *out = DROPPED;
  if (!(s->sh_flags & SHF_ALLOC) || s->sh_size == 0 || s->sh_type == SHT_NOTE) return JX_OK;
  if (s->sh_flags & SHF_WRITE)
    return FAIL(o, "kernel code needs the writable section '%.100s'", name);
  if ((s->sh_type != SHT_PROGBITS && s->sh_type != unwind_type) ||
      (s->sh_flags & (SHF_TLS | SHF_COMPRESSED)) || (unwind && (s->sh_flags & SHF_EXECINSTR)))
    return FAIL(o, "kernel code needs the unsupported section '%.100s'", name);
  if (s->sh_addralign > ALIGN_MAX || (s->sh_addralign & (s->sh_addralign - 1)) != 0)
    return FAIL(o, "section '%.100s' has the unsupported alignment %llu", name,
                (unsigned long long)s->sh_addralign);
  *out = unwind ? UNWIND : s->sh_flags & SHF_EXECINSTR ? CODE : CONSTANTS;
  return JX_OK;
}

/* Gives places from *end on to the sections that hold such content. */
static jx_status place_sections(object *o, content wanted, size_t *end) {
  for (size_t i = 1; i < o->nsections; i++) {
    const Elf64_Shdr *s = &o->sections[i];
    content held;
    JX_TRY(classify(o, i, &held));
    if (held != wanted) continue;
    if (wanted == CODE && *end > 0) *end += ROOM_BEHIND;
    size_t align = s->sh_addralign ? s->sh_addralign : 1;
    size_t place = (*end + align - 1) & ~(align - 1);
    if (place > IMAGE_MAX || s->sh_size > IMAGE_MAX - place)
      return FAIL(o, "kernel code is too large");
    if (wanted == UNWIND) {
      if (o->unwind) return FAIL(o, "object file has two unwind tables");
      o->unwind = i;
    }
    o->place[i] = place;
    *end = place + s->sh_size;
  }
  return JX_OK;
}

static void copy_sections(const object *o, uint8_t *bytes) {
  for (size_t i = 0; i < o->nsections; i++)
    if (o->place[i] != NOWHERE)
      memcpy(bytes + o->place[i], o->bytes + o->sections[i].sh_offset, o->sections[i].sh_size);
}

/* ---- relocations ---- */

static jx_status relocate(const object *o, size_t section, const Elf64_Rela *r, uint8_t *bytes) {
  uint32_t type = ELF64_R_TYPE(r->r_info);
  const relocation *how = architecture_relocation(o->all->architecture, type);
  uint64_t index = ELF64_R_SYM(r->r_info), size = o->sections[section].sh_size;
  if (type == o->all->architecture->none) return JX_OK;
  if (index >= o->nsymbols)
    return FAIL(o, "a relocation names symbol %llu of %zu", (unsigned long long)index, o->nsymbols);

  Elf64_Sym symbol = symbol_at(o, index);
  unsigned width = how ? how->width : 0; /* of S + A - P */
  size_t target = 0;
  if (width == 0)
    return FAIL(o, "kernel code refers to '%.100s' by more than a distance (relocation %s, %u)",
                symbol_name(o, &symbol), how ? how->name : "unknown", type);
  JX_TRY(symbol_place(o, &symbol, &target));
  if (r->r_offset > size || width > size - r->r_offset)
    return FAIL(o, "a relocation lies outside its section");

  size_t place = o->place[section] + r->r_offset;
  int64_t distance = (int64_t)((uint64_t)target + (uint64_t)r->r_addend - (uint64_t)place);
  if (width == 4 && distance != (int32_t)distance)
    return FAIL(o, "a relocation against '%.100s' is out of range", symbol_name(o, &symbol));
  memcpy(bytes + place, &distance, width); /* little-endian, as the target */
  return JX_OK;
}

static jx_status relocate_all(const object *o, uint8_t *bytes) {
  for (size_t i = 0; i < o->nsections; i++) {
    const Elf64_Shdr *s = &o->sections[i];
    if (s->sh_type != SHT_RELA && s->sh_type != SHT_REL) continue;
    if (s->sh_info >= o->nsections) return FAIL(o, "relocations of a section that does not exist");
    if (o->place[s->sh_info] == NOWHERE) continue;
    if (s->sh_type == SHT_REL || s->sh_entsize != sizeof(Elf64_Rela))
      return FAIL(o, "relocations of an unsupported form");
    for (size_t k = 0; k < s->sh_size / sizeof(Elf64_Rela); k++) {
      Elf64_Rela r;
      memcpy(&r, o->bytes + s->sh_offset + k * sizeof r, sizeof r);
      JX_TRY(relocate(o, s->sh_info, &r, bytes));
    }
  }
  return JX_OK;
}

/* ---- entries ---- */

/* The number in "stage<number>", or -1. */
static int64_t stage_number(const char *name) {
  if (strncmp(name, "stage", 5) != 0 || name[5] == 0) return -1;
  if (name[5] == '0' && name[6] != 0) return -1;
  int64_t number = 0;
  for (const char *s = name + 5; *s; s++) {
    if (*s < '0' || *s > '9' || number > INT32_MAX) return -1;
    number = number * 10 + (*s - '0');
  }
  return number;
}

/* A function of that symbol's: it lies in code, whole. */
static jx_status check_function(const object *o, const Elf64_Sym *symbol, const char *name) {
  const Elf64_Shdr *s = &o->sections[symbol->st_shndx];
  if (!(s->sh_flags & SHF_EXECINSTR) || symbol->st_value == s->sh_size)
    return FAIL(o, "the symbol '%.100s' is not code", name);
  if (symbol->st_size == 0 || symbol->st_size > s->sh_size - symbol->st_value)
    return FAIL(o, "the function '%.100s' has the bad size %llu", name,
                (unsigned long long)symbol->st_size);
  return JX_OK;
}

static jx_status find_entries(const object *o, image_entry *entries, size_t nentries) {
  for (size_t i = 0; i < o->nsymbols; i++) {
    Elf64_Sym symbol = symbol_at(o, i);
    if (ELF64_ST_TYPE(symbol.st_info) != STT_FUNC) continue;
    const char *name = string_at(o, &o->strings, symbol.st_name);
    int64_t number = stage_number(name);
    size_t place;
    if (number < 0 || (uint64_t)number >= nentries) continue;
    JX_TRY(symbol_place(o, &symbol, &place));
    JX_TRY(check_function(o, &symbol, name));
    if (entries[number].size) return FAIL(o, "the symbol '%.100s' is defined twice", name);
    entries[number] = (image_entry){(uint32_t)place, (uint32_t)symbol.st_size};
  }
  return JX_OK;
}

/* ---- several objects ---- */

static bool is_export(const Elf64_Sym *symbol) {
  return ELF64_ST_TYPE(symbol->st_info) == STT_FUNC && symbol->st_shndx != SHN_UNDEF &&
         ELF64_ST_BIND(symbol->st_info) == STB_GLOBAL;
}

static jx_status find_exports(linkage *all, const object *objects, size_t n, arena *arena) {
  size_t room = 0;
  for (size_t i = 0; i < n; i++) room += objects[i].nsymbols;
  all->exports = arena_alloc(arena, (room + 1) * sizeof *all->exports);
  if (!all->exports) return diag_memory(objects[0].d);
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < objects[i].nsymbols; k++) {
      const object *o = &objects[i];
      Elf64_Sym symbol = symbol_at(o, k);
      if (!is_export(&symbol)) continue;
      export *e = &all->exports[all->nexports];
      e->name = string_at(o, &o->strings, symbol.st_name);
      JX_TRY(symbol_place(o, &symbol, &e->place));
      JX_TRY(check_function(o, &symbol, e->name));
      all->nexports++;
    }
  qsort(all->exports, all->nexports, sizeof *all->exports, by_name);
  for (size_t i = 1; i < all->nexports; i++)
    if (!strcmp(all->exports[i - 1].name, all->exports[i].name))
      return FAIL(&objects[0], "the symbol '%.100s' is defined twice", all->exports[i].name);
  return JX_OK;
}

/* Reads the objects and gives every section its place; *code and *end: where code and all end. */
static jx_status place_objects(object *objects, size_t n, size_t *code, size_t *end, arena *arena) {
  size_t *const to[] = {code, end, end};
  const content contents[] = {CODE, CONSTANTS, UNWIND};
  for (size_t i = 0; i < n; i++) {
    JX_TRY(read_header(&objects[i], arena));
    JX_TRY(find_symbols(&objects[i]));
  }
  *code = 0;
  for (size_t c = 0; c < 3; c++) {
    if (c == 1) *end = *code;
    for (size_t i = 0; i < n; i++) JX_TRY(place_sections(&objects[i], contents[c], to[c]));
  }
  return JX_OK;
}

/* The unwind tables lie one after the other, at the end, and make one: zeros between them would
 * end it. */
static jx_status find_unwind(image *out, const object *objects, size_t n) {
  size_t end = 0;
  for (size_t i = 0; i < n; i++) {
    const object *o = &objects[i];
    if (!o->unwind) continue;
    if (end && o->place[o->unwind] != end) return FAIL(o, "an unwind table has an odd size");
    if (!end) out->unwind = (uint32_t)o->place[o->unwind];
    end = o->place[o->unwind] + o->sections[o->unwind].sh_size;
  }
  if (end) out->unwind_size = (uint32_t)(out->size - out->unwind);
  return JX_OK;
}

jx_status image_link(image *out, const architecture *architecture, const image_object *from,
                     size_t n, size_t nentries, arena *arena, diag *d) {
  linkage all = {.architecture = architecture};
  size_t code, end, symbols = 0;
  object *objects = arena_zalloc(arena, n * sizeof *objects);
  if (!objects) return diag_memory(d);
  for (size_t i = 0; i < n; i++)
    objects[i] = (object){.all = &all, .bytes = from[i].bytes, .size = from[i].size, .d = d};
  JX_TRY(place_objects(objects, n, &code, &end, arena));
  for (size_t i = 0; i < n; i++) symbols += objects[i].nsymbols;
  if (nentries > symbols)
    return FAIL(&objects[0], "the object file has %zu symbols for %zu stages", symbols, nentries);
  if (n > 1) JX_TRY(find_exports(&all, objects, n, arena));

  bool unwind = false;
  for (size_t i = 0; i < n; i++) unwind = unwind || objects[i].unwind;
  if (unwind) end += UNWIND_TERMINATOR;
  uint8_t *laid = arena_alloc(arena, end ? end : 1);
  image_entry *entries = arena_zalloc(arena, (nentries ? nentries : 1) * sizeof *entries);
  if (!laid || !entries) return diag_memory(d);
  memset(laid, architecture->filler, code); /* between functions */
  memset(laid + code, 0, end - code);
  for (size_t i = 0; i < n; i++) {
    copy_sections(&objects[i], laid);
    JX_TRY(relocate_all(&objects[i], laid));
    JX_TRY(find_entries(&objects[i], entries, nentries));
  }
  for (size_t i = 0; i < nentries; i++)
    if (!entries[i].size)
      return FAIL(&objects[0], "the object file lacks the function 'stage%zu'", i);
  *out = (image){.bytes = laid, .size = end, .entries = entries, .nentries = nentries};
  return find_unwind(out, objects, n);
}

jx_status image_layout(image *out, const architecture *architecture, const uint8_t *bytes,
                       size_t size, size_t nentries, arena *arena, diag *d) {
  return image_link(out, architecture, &(image_object){bytes, size}, 1, nentries, arena, d);
}
