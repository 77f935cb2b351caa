/* code_object.h: a kernel's mapped code, described as an ELF file in memory.
 *
 * Debuggers read code they have no file for from such a description: where the code lies, a symbol
 * for each stage, unwind tables. It holds addresses of this process and is of no use elsewhere.
 *
 * A stage's symbol is "jx stage 0: sum(a*a)": its number, as jxc --explain counts, and the first
 * line of the program that the kernel was made for. */
#ifndef JX_CODE_OBJECT_H
#define JX_CODE_OBJECT_H

#include <elf.h>

#include "codegen/image.h"

/* Bytes of a symbol's name with its NUL; longer ones end in "...". */
#define CODE_NAME 64
/* Where they begin in the file's table of names, of which offset 0 stands for no name. */
#define CODE_NAMES 8

enum { CODE_NONE, CODE_TEXT, CODE_UNWIND, CODE_SYMBOLS, CODE_STRINGS, CODE_TITLES, CODE_SECTIONS };

typedef struct code_object {
  Elf64_Ehdr header;
  Elf64_Shdr sections[CODE_SECTIONS];
  char titles[48]; /* of the sections */
  uint32_t nstages;
  /* then the symbols, the first of which is none; their names, CODE_NAME bytes each; the unwind
   * table */
} code_object;

/* The name of a stage. Whatever the source holds, it is one line of valid UTF-8 if the source is,
 * without control characters; NULL for a source gives the number alone. */
void code_name(char name[CODE_NAME], size_t stage, const char *source, size_t length);

/* Bytes that the description of an image takes. */
size_t code_object_size(const image *img);

/* Describes an image that is mapped: img->bytes is where. `to` is 8-byte aligned and has as many
 * bytes as code_object_size() says. */
void code_object_write(code_object *to, const image *img, const char *source, size_t length);

static inline const Elf64_Sym *code_symbol(const code_object *o, size_t stage) {
  return (const Elf64_Sym *)(o + 1) + 1 + stage;
}
static inline const char *code_symbol_name(const code_object *o, size_t stage) {
  return (const char *)code_symbol(o, o->nstages) + CODE_NAMES + stage * CODE_NAME;
}

#endif
