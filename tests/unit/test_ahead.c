/* test_ahead.c: jx_emit_ahead() beyond what its functions compute (tests/python/test_ahead.py): bad
 * requests, memory that runs out, the shape of the object file. */
#include <elf.h>
#include <string.h>

#include "codegen/object.h"
#include "runtime/engine.h"
#include "tests/support/fail_alloc.h"
#include "tests/support/interpret.h"
#include "tests/support/unit.h"

static const jx_parameter parameters[] = {
    {"a", "float64[n, :]"}, {"b", "float64[n, m]"}, {"k", "int"}};
static const char program[] = "sum(a*b, axis=1) + k, arange(k), a[0]";

/* The interpreter's kernels in objects of the real kind. */
static jx_context *context_of(fail_alloc *f) {
  static codegen_api api;
  api = *interpret_api();
  api.object = object_write;
  return context_new_with(&(jx_options){.allocator = f ? &f->allocator : NULL}, &api);
}

static jx_status emit(jx_context *c, jx_form form, const void **bytes, size_t *size) {
  return jx_emit_ahead(c, program, JX_NTS, parameters, 3, "f", form, bytes, size);
}

START_TEST(any_allocation_may_fail) {
  const jx_form forms[] = {JX_FORM_GRAPH, JX_FORM_PLAN, JX_FORM_HEADER, JX_FORM_OBJECT};
  for (int i = 0; i < 4; i++) {
    jx_status status = JX_ERROR_MEMORY;
    for (size_t n = 1; status != JX_OK; n++) {
      fail_alloc f;
      fail_alloc_init(&f, 0);
      jx_context *c = context_of(&f);
      const void *bytes = &f;
      size_t size = 1;
      f.fail_at = f.calls + n;
      status = emit(c, forms[i], &bytes, &size);
      ck_assert_msg(status == JX_OK || status == JX_ERROR_MEMORY, "%s",
                    jx_context_error(c)->message);
      ck_assert(status == JX_OK ? bytes && size > 100 : !bytes);
      jx_context_free(c);
      ck_assert_uint_eq(f.live, 0);
      ck_assert_uint_lt(n, 2000);
    }
  }
}
END_TEST

static void refused(jx_status status, jx_status expected, const jx_context *c,
                    const char *message) {
  ck_assert_msg(status == expected, "%s", jx_context_error(c)->message);
  ck_assert_str_eq(jx_context_error(c)->message, message);
}

START_TEST(requests_must_make_sense) {
  jx_context *c = context_of(NULL);
  const jx_parameter half[] = {{"a", NULL}}, nameless[] = {{NULL, "int"}}, odd[] = {{"1", "int"}};
  const void *bytes;
  size_t size;
#define EMIT(...) jx_emit_ahead(c, __VA_ARGS__)
  jx_form o = JX_FORM_OBJECT;
  refused(EMIT(NULL, JX_NTS, NULL, 0, "f", o, &bytes, &size), JX_ERROR_ARGUMENT, c,
          "source is NULL");
  refused(EMIT("1", JX_NTS, NULL, 0, "f", o, NULL, &size), JX_ERROR_ARGUMENT, c,
          "bytes or size is NULL");
  refused(EMIT("1", JX_NTS, NULL, 0, "f", o, &bytes, NULL), JX_ERROR_ARGUMENT, c,
          "bytes or size is NULL");
  refused(EMIT("1", JX_NTS, NULL, 1, "f", o, &bytes, &size), JX_ERROR_ARGUMENT, c,
          "parameters are NULL");
  refused(EMIT("1", JX_NTS, half, 1, "f", o, &bytes, &size), JX_ERROR_ARGUMENT, c,
          "parameter 1 has no type");
  refused(EMIT("1", JX_NTS, nameless, 1, "f", o, &bytes, &size), JX_ERROR_ARGUMENT, c,
          "parameter 1 has no name");
  refused(EMIT("1", JX_NTS, odd, 1, "f", o, &bytes, &size), JX_ERROR_ARGUMENT, c,
          "operand name '1' is not an identifier");
  refused(EMIT("1", JX_NTS, NULL, 0, NULL, o, &bytes, &size), JX_ERROR_ARGUMENT, c,
          "the function's name '' is not an identifier of C");
  refused(EMIT("1", JX_NTS, NULL, 0, "class", o, &bytes, &size), JX_ERROR_ARGUMENT, c,
          "the function cannot be called 'class' in C or C++");
  refused(EMIT("1", JX_NTS, NULL, 0, "f", (jx_form)0, &bytes, &size), JX_ERROR_ARGUMENT, c,
          "form 0 is not known");
  refused(EMIT("1", JX_NTS, NULL, 0, "f", JX_FORM_PROFILE, &bytes, &size), JX_ERROR_ARGUMENT, c,
          "only a program with its arrays at hand has a profile");
  const char *text;
  refused(jx_emit(c, "1", JX_NTS, NULL, 0, o, &text), JX_ERROR_ARGUMENT, c,
          "object files and headers are made by jx_emit_ahead()");
  ck_assert_int_eq(EMIT("1 +", JX_NTS, NULL, 0, "f", o, &bytes, &size), JX_ERROR_INCOMPLETE);
  ck_assert_int_eq(jx_emit_ahead(NULL, "1", JX_NTS, NULL, 0, "f", o, &bytes, &size),
                   JX_ERROR_ARGUMENT);
  ck_assert_int_eq(EMIT("1", JX_NTS, NULL, 0, "f", o, &bytes, &size), JX_OK);
  jx_context_free(c);
}
END_TEST

START_TEST(a_code_generator_may_write_no_objects) {
  jx_context *c = context_new_with(NULL, interpret_api());
  const void *bytes;
  size_t size;
  refused(emit(c, JX_FORM_OBJECT, &bytes, &size), JX_ERROR_UNSUPPORTED, c,
          "this code generator writes no object files");
  ck_assert_int_eq(emit(c, JX_FORM_HEADER, &bytes, &size), JX_OK);
  ck_assert_uint_eq(size, strlen(bytes));
  jx_context_free(c);
}
END_TEST

/* Every section lies in the file, where it is aligned to; every symbol has its section and name. */
START_TEST(objects_are_sound) {
  jx_context *c = context_of(NULL);
  const void *bytes;
  size_t size;
  Elf64_Ehdr e;
  ck_assert_int_eq(emit(c, JX_FORM_OBJECT, &bytes, &size), JX_OK);
  const char *file = bytes;
  memcpy(&e, file, sizeof e);
  ck_assert_int_eq(e.e_type, ET_REL);
  ck_assert_uint_eq(e.e_shoff + e.e_shnum * sizeof(Elf64_Shdr), size);
  int tables = 0, named = 0;
  for (int i = 0; i < e.e_shnum; i++) {
    Elf64_Shdr s, strings;
    memcpy(&s, file + e.e_shoff + (size_t)i * sizeof s, sizeof s);
    if (s.sh_type != SHT_NOBITS) ck_assert_uint_le(s.sh_offset + s.sh_size, e.e_shoff);
    if (s.sh_addralign > 1) ck_assert_uint_eq(s.sh_offset % s.sh_addralign, 0);
    if (s.sh_type != SHT_SYMTAB) continue;
    tables++;
    memcpy(&strings, file + e.e_shoff + s.sh_link * sizeof s, sizeof s);
    for (size_t at = 0; at < s.sh_size; at += sizeof(Elf64_Sym)) {
      Elf64_Sym symbol;
      memcpy(&symbol, file + s.sh_offset + at, sizeof symbol);
      ck_assert_uint_lt(symbol.st_name, strings.sh_size);
      const char *name = file + strings.sh_offset + symbol.st_name;
      ck_assert(symbol.st_shndx < e.e_shnum || symbol.st_shndx == SHN_ABS);
      ck_assert_msg(strncmp(name, "jx_part", 7) != 0, "%s", name);
      named += strncmp(name, "f_stage", 7) == 0 || strncmp(name, "f_call_", 7) == 0;
    }
  }
  ck_assert_int_eq(tables, 1);
  ck_assert_int_ge(named, 2);
  jx_context_free(c);
}
END_TEST

UNIT(ahead, any_allocation_may_fail, requests_must_make_sense,
     a_code_generator_may_write_no_objects, objects_are_sound)
