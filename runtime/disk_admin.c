/* disk_admin.c: looking at the kernels on disk and removing them: jx_cache_info(), _visit(),
 * _clear().
 *
 * Every file is read and checked as a call would, and what it says of itself is shown with why a
 * call would not use it.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "runtime/engine.h"

/* What is told of one file; strings of the jx_cache_file point here. */
typedef struct shown {
  jx_cache_file file;
  folder_file content;
  record record;
  char *source; /* NUL-terminated copy */
  size_t source_size;
  char problem[96], cpu[CPU_FEATURES_MAX];
} shown;

static void problem(shown *s, jx_cache_fault fault, const char *text) {
  snprintf(s->problem, sizeof s->problem, "%s", text);
  s->file.fault = fault;
  s->file.damaged = fault == JX_CACHE_DAMAGED || fault == JX_CACHE_LEFT;
}

static void show_kernel(shown *s) {
  kernel_spec *spec;
  image img;
  s->file.compile_ns = s->record.compile_ns;
  if (s->record.kind == RECORD_KERNEL && disk_kernel(&s->record, &spec, &img)) {
    s->file.stages = spec->stages.n;
    s->file.code_bytes = img.size;
  } else {
    problem(s, JX_CACHE_DAMAGED, "is damaged");
  }
}

static bool show_source(shown *s, const jx_allocator *allocator) {
  size_t length;
  const char *text = disk_source(&s->record, &length);
  s->source = mem_alloc(allocator, length + 1, 1);
  if (!s->source) return false;
  s->source_size = length + 1;
  memcpy(s->source, text, length);
  s->source[length] = 0;
  s->file.source = s->source;
  s->file.kernels = (uint32_t)disk_links(&s->record);
  if (s->record.kind != RECORD_SOURCE || !s->file.kernels)
    problem(s, JX_CACHE_DAMAGED, "is damaged");
  return true;
}

/* What a readable file holds. False when out of memory. */
static bool show_record(shown *s, const cpu *here, const jx_allocator *allocator) {
  switch (record_open(&s->record, s->content.bytes, s->content.size)) {
  case RECORD_DAMAGED: problem(s, JX_CACHE_DAMAGED, "is damaged"); return true;
  case RECORD_OTHER_FORMAT: problem(s, JX_CACHE_OTHER_BUILD, "has another format"); return true;
  case RECORD_OTHER_BUILD: problem(s, JX_CACHE_OTHER_BUILD, "is of another build of jx"); break;
  case RECORD_GOOD:
    if (s->file.kind == JX_CACHE_KERNEL)
      show_kernel(s);
    else if (!show_source(s, allocator))
      return false;
  }
  char name[DISK_NAME];
  if (!*s->problem && strcmp(disk_name(name, &s->record, s->record.build), s->file.name) != 0)
    problem(s, JX_CACHE_DAMAGED, "is not what its name says");
  s->file.build = s->record.build;
  s->file.llvm = s->record.llvm;
  s->file.cpu = cpu_text(s->record.features, s->cpu);
  if (!*s->problem && s->record.features != here->bits)
    problem(s, JX_CACHE_OTHER_CPU, "is for another processor");
  return true;
}

static void show_temporary(shown *s, const folder_entry *e) {
  if (folder_abandoned(e, time(NULL)))
    problem(s, JX_CACHE_LEFT, "was left behind");
  else
    problem(s, JX_CACHE_WRITING, "is being written");
}

/* False when out of memory. */
static bool show(shown *s, const folder *f, const folder_entry *e, const cpu *here,
                 const jx_allocator *allocator) {
  static const jx_cache_kind kinds[] = {[FOLDER_KERNEL] = JX_CACHE_KERNEL,
                                        [FOLDER_SOURCE] = JX_CACHE_SOURCE,
                                        [FOLDER_TEMPORARY] = JX_CACHE_TEMPORARY};
  *s = (shown){.file = {.name = e->name,
                        .kind = kinds[e->kind],
                        .bytes = e->size,
                        .used = e->used,
                        .build = "",
                        .llvm = "",
                        .cpu = "",
                        .source = ""}};
  s->file.problem = s->problem;
  if (e->kind == FOLDER_TEMPORARY)
    show_temporary(s, e);
  else if (folder_read(f, e->name, RECORD_MAX_SIZE, allocator, &s->content))
    return show_record(s, here, allocator);
  else if (s->content.why == FOLDER_NO_MEMORY)
    return false;
  else
    problem(s, JX_CACHE_DAMAGED, folder_why_text(s->content.why));
  return true;
}

static void shown_free(shown *s, const jx_allocator *allocator) {
  if (s->content.bytes) folder_file_free(&s->content, allocator);
  mem_free(allocator, s->source, s->source_size);
}

/* ---- Entries ---- */

/* Opens the folder, or says why not. A folder that does not exist is an empty one. */
static jx_status open_folder(const disk *d, folder *f, diag *why) {
  *f = (folder){.fd = -1};
  if (*d->problem) return diag_fail(why, JX_ERROR_IO, (span){0}, "%s", d->problem);
  if (!*d->path)
    return diag_fail(why, JX_ERROR_IO, (span){0}, "the kernel cache is off in this program");
  return folder_open(f, d->path, FOLDER_READ, d->own_parent, why);
}

static jx_status may_remove(const disk *d, diag *why) {
  if (d->mode == JX_CACHE_ON) return JX_OK;
  return diag_fail(why, JX_ERROR_IO, (span){0}, "nothing is removed from a kernel cache that is %s",
                   d->mode == JX_CACHE_READ ? "only read" : "off");
}

/* The caller's code, in the caller's floating-point environment. */
static jx_cache_verdict ask(jx_context *c, jx_cache_visitor visit, void *user,
                            const jx_cache_file *file) {
  fp_leave(&c->caller);
  jx_cache_verdict verdict = visit(user, file);
  fp_enter(&c->caller);
  return verdict;
}

static jx_status visit_all(jx_context *c, const folder *f, jx_cache_visitor visit, void *user,
                           diag *why) {
  engine *e = c->engine;
  const cpu *here;
  folder_listing list;
  JX_TRY(engine_cpu(e, &here, why));
  JX_TRY(folder_list(f, time(NULL), &e->allocator, &list, why));
  jx_status status = JX_OK;
  for (size_t i = list.n; i-- > 0 && status == JX_OK;) {
    shown s;
    jx_cache_verdict verdict = JX_CACHE_STOP;
    if (!show(&s, f, &list.entries[i], here, &e->allocator))
      status = diag_memory(why);
    else if (s.content.why == FOLDER_MISSING) /* gone since it was listed */
      verdict = JX_CACHE_NEXT;
    else
      verdict = ask(c, visit, user, &s.file);
    shown_free(&s, &e->allocator);
    if (verdict == JX_CACHE_STOP) break;
    if (verdict == JX_CACHE_REMOVE) status = may_remove(&e->disk, why);
    if (verdict == JX_CACHE_REMOVE && status == JX_OK)
      status = folder_remove(f, list.entries[i].name, why);
  }
  folder_listing_free(&list, &e->allocator);
  return status;
}

static jx_status leave(jx_context *c, folder *f, jx_status status, const diag *why) {
  folder_close(f);
  return context_leave(c, status, why);
}

jx_status jx_cache_visit(jx_context *context, jx_cache_visitor visit, void *user) {
  folder f = {.fd = -1};
  diag why;
  JX_TRY(context_enter(context));
  diag_init(&why, NULL, 0);
  if (!visit)
    return leave(context, &f, diag_fail(&why, JX_ERROR_ARGUMENT, (span){0}, "visitor is NULL"),
                 &why);
  jx_status status = open_folder(&context->engine->disk, &f, &why);
  if (status == JX_OK && f.fd >= 0) status = visit_all(context, &f, visit, user, &why);
  return leave(context, &f, status, &why);
}

jx_status jx_cache_clear(jx_context *context, uint64_t *removed) {
  folder f = {.fd = -1};
  diag why;
  folder_change change = {0};
  JX_TRY(context_enter(context));
  diag_init(&why, NULL, 0);
  const disk *d = &context->engine->disk;
  jx_status status = open_folder(d, &f, &why);
  if (status == JX_OK) status = may_remove(d, &why);
  if (status == JX_OK && f.fd >= 0)
    status = folder_clear(&f, &context->engine->allocator, &change, &why);
  if (removed) *removed = change.files + change.temporaries;
  return leave(context, &f, status, &why);
}

jx_status jx_cache_info(jx_context *context, jx_cache_summary *summary) {
  folder f = {.fd = -1};
  folder_listing list = {0};
  diag why;
  JX_TRY(context_enter(context));
  diag_init(&why, NULL, 0);
  engine *e = context->engine;
  if (!summary)
    return leave(context, &f, diag_fail(&why, JX_ERROR_ARGUMENT, (span){0}, "summary is NULL"),
                 &why);
  *summary = (jx_cache_summary){
      .path = e->disk.path, .mode = e->disk.mode, .problem = "", .limit = e->disk.limit};
  jx_status status = open_folder(&e->disk, &f, &why);
  if (status == JX_OK && f.fd >= 0)
    status = folder_list(&f, time(NULL), &e->allocator, &list, &why);
  for (size_t i = 0; i < list.n; i++) {
    summary->files++;
    summary->bytes += folder_bytes(list.entries[i].size);
  }
  folder_listing_free(&list, &e->allocator);
  if (status == JX_ERROR_IO) { /* not an error of this call, but what it was asked for */
    context_fail(context, &why);
    summary->problem = context->error.message;
    status = JX_OK;
  }
  return leave(context, &f, status, &why);
}
