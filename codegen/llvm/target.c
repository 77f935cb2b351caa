/* target.c: units of compilation, and all that is asked of LLVM as a compiler.
 *
 * Takes a module full of kernel functions, gives an object file or text. Code is
 * position-independent and of the small code model, which makes every reference within it a
 * distance (see image.c).
 *
 * What always holds: LLVM reports to the diagnostic and never to standard error, and cannot end the
 * process for an error it reports through its context (without a handler, it would). What it treats
 * as fatal must not reach it: modules are verified before. Start reading at llvm_open().
 */
#include "codegen/llvm/target.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include <llvm-c/Analysis.h>
#include <llvm-c/Target.h>
#include <llvm-c/Transforms/PassBuilder.h>

#include "codegen/llvm/ending.h"

/* What is dead costs instruction selection more than finding it does. Stages that differ only in
 * their operands, as means along two axes, are one function: the other calls it. */
const char *const llvm_passes = "function(mem2reg,early-cse,dce),mergefunc";

/* ---- once in a process ---- */

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char version[32];

static void initialise(void) {
  unsigned major, minor, patch;
  LLVMInitializeNativeTarget();
  LLVMInitializeNativeAsmPrinter();
  LLVMGetVersion(&major, &minor, &patch);
  snprintf(version, sizeof version, "%u.%u.%u", major, minor, patch);
}

const char *llvm_version(void) {
  pthread_once(&once, initialise);
  return version;
}

/* Copies LLVM's message, of one line or more, to the first line's end, and frees it. */
static void take_message(char *to, size_t size, char *message) {
  snprintf(to, size, "%s", message ? message : "no message");
  to[strcspn(to, "\n")] = 0;
  LLVMDisposeMessage(message);
}

/* ---- machines ---- */

/* A machine holds LLVM's tables for one processor, made when first used. A unit has its machine to
 * itself and leaves it here for the next: of the 2.3 ms a small kernel took to compile, 0.25 went
 * into a new machine. */
static _Atomic(LLVMTargetMachineRef) spare;

static LLVMTargetMachineRef make_machine(const codegen_target *target) {
  const char *triple = target->architecture->triple;
  LLVMTargetRef kind;
  char *message = NULL;
  if (LLVMGetTargetFromTriple(triple, &kind, &message)) {
    LLVMDisposeMessage(message);
    return NULL;
  }
  LLVMTargetMachineOptionsRef options = LLVMCreateTargetMachineOptions();
  LLVMTargetMachineOptionsSetCPU(options, target->cpu);
  LLVMTargetMachineOptionsSetFeatures(options, target->features);
  LLVMTargetMachineOptionsSetCodeGenOptLevel(options, LLVMCodeGenLevelDefault);
  LLVMTargetMachineOptionsSetRelocMode(options, LLVMRelocPIC);
  LLVMTargetMachineOptionsSetCodeModel(options, LLVMCodeModelSmall);
  LLVMTargetMachineRef machine = LLVMCreateTargetMachineWithOptions(kind, triple, options);
  LLVMDisposeTargetMachineOptions(options);
  return machine;
}

static bool message_is(char *message, const char *text) {
  bool same = strcmp(message, text) == 0;
  LLVMDisposeMessage(message);
  return same;
}

/* The spare machine if it is of that kind, else a new one. */
static LLVMTargetMachineRef take_machine(const codegen_target *target) {
  LLVMTargetMachineRef machine = atomic_exchange(&spare, NULL);
  if (!machine) return make_machine(target);
  if (message_is(LLVMGetTargetMachineCPU(machine), target->cpu) &&
      message_is(LLVMGetTargetMachineFeatureString(machine), target->features))
    return machine;
  LLVMDisposeTargetMachine(machine);
  return make_machine(target);
}

static void give_machine(LLVMTargetMachineRef machine) {
  machine = atomic_exchange(&spare, machine);
  if (machine) LLVMDisposeTargetMachine(machine);
}

/* ---- units ---- */

static void on_diagnostic(LLVMDiagnosticInfoRef info, void *user) {
  llvm_unit *u = user;
  if (LLVMGetDiagInfoSeverity(info) != LLVMDSError || u->complaint[0]) return;
  take_message(u->complaint, sizeof u->complaint, LLVMGetDiagInfoDescription(info));
}

LLVMModuleRef llvm_module(llvm_unit *u) {
  LLVMModuleRef module = LLVMModuleCreateWithNameInContext("jx", u->context);
  LLVMTargetDataRef layout = LLVMCreateTargetDataLayout(u->machine);
  LLVMSetModuleDataLayout(module, layout);
  LLVMDisposeTargetData(layout);
  LLVMSetTarget(module, u->target->architecture->triple);
  return module;
}

jx_status llvm_open(llvm_unit *u, const codegen_target *target, diag *d) {
  if (!llvm_ending_enter())
    return diag_fail(d, JX_ERROR_CODEGEN, (span){0}, "nothing is compiled while the process ends");
  pthread_once(&once, initialise);
  *u = (llvm_unit){.target = target, .machine = take_machine(target)};
  if (!u->machine) {
    llvm_ending_leave();
    return diag_fail(d, JX_ERROR_CODEGEN, (span){0}, "LLVM %s cannot generate code for %.40s",
                     version, target->cpu);
  }
  u->context = LLVMContextCreate();
  LLVMContextSetDiagnosticHandler(u->context, on_diagnostic, u);
  LLVMContextSetDiscardValueNames(u->context, true);
  u->module = llvm_module(u);
  return JX_OK;
}

void llvm_close(llvm_unit *u) {
  if (u->module) LLVMDisposeModule(u->module);
  if (u->context) LLVMContextDispose(u->context);
  if (u->machine) give_machine(u->machine);
  *u = (llvm_unit){0};
  llvm_ending_leave();
}

/* ---- finishing ---- */

static void add_string_attribute(llvm_unit *u, LLVMValueRef function, const char *key,
                                 const char *value) {
  LLVMAttributeRef attribute = LLVMCreateStringAttribute(u->context, key, (unsigned)strlen(key),
                                                         value, (unsigned)strlen(value));
  LLVMAddAttributeAtIndex(function, LLVMAttributeFunctionIndex, attribute);
}

static void add_attributes(llvm_unit *u) {
  char width[16];
  unsigned nounwind = LLVMGetEnumAttributeKindForName("nounwind", 8);
  LLVMAttributeRef attribute = LLVMCreateEnumAttribute(u->context, nounwind, 0);
  snprintf(width, sizeof width, "%u", u->target->plan.vector_bytes * 8);
  for (LLVMValueRef f = LLVMGetFirstFunction(u->module); f; f = LLVMGetNextFunction(f)) {
    if (LLVMIsDeclaration(f)) continue;
    LLVMAddAttributeAtIndex(f, LLVMAttributeFunctionIndex, attribute);
    /* LLVM would rather use half of the widest registers, for the sake of other code on the same
     * core. */
    add_string_attribute(u, f, "prefer-vector-width", width);
    /* A loop that happens to copy must not become a call: there is nothing to call. */
    add_string_attribute(u, f, "no-builtins", "");
  }
}

jx_status llvm_finish(llvm_unit *u, const char *passes, diag *d) {
  char message[256], *text = NULL;
  add_attributes(u);
  if (LLVMVerifyModule(u->module, LLVMReturnStatusAction, &text)) {
    take_message(message, sizeof message, text);
    return diag_fail(d, JX_ERROR_INTERNAL, (span){0}, "generated code is malformed: %s", message);
  }
  LLVMDisposeMessage(text);
  if (!*passes) return JX_OK;

  LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
  LLVMErrorRef error = LLVMRunPasses(u->module, passes, u->machine, options);
  LLVMDisposePassBuilderOptions(options);
  if (!error) return JX_OK;
  text = LLVMGetErrorMessage(error);
  diag_fail(d, JX_ERROR_CODEGEN, (span){0}, "LLVM: %s", text);
  LLVMDisposeErrorMessage(text);
  return JX_ERROR_CODEGEN;
}

/* ---- results ---- */

static jx_status emit(llvm_unit *u, LLVMCodeGenFileType type, LLVMMemoryBufferRef *out, diag *d) {
  char message[256], *text = NULL;
  LLVMBool failed = LLVMTargetMachineEmitToMemoryBuffer(u->machine, u->module, type, &text, out);
  if (failed) {
    take_message(message, sizeof message, text);
    return diag_fail(d, JX_ERROR_CODEGEN, (span){0}, "LLVM: %s", message);
  }
  if (u->complaint[0]) {
    LLVMDisposeMemoryBuffer(*out);
    return diag_fail(d, JX_ERROR_CODEGEN, (span){0}, "LLVM: %s", u->complaint);
  }
  return JX_OK;
}

/* Debuggers and profilers can then walk through a kernel's frame, wherever it is stopped (2:
 * "async"). Each function has a section of its own, so that image.c can leave room between them.
 * Text goes without: directives would hide the code. */
static void add_unwind_tables(llvm_unit *u) {
  unsigned uwtable = LLVMGetEnumAttributeKindForName("uwtable", 7), n = 0;
  LLVMAttributeRef attribute = LLVMCreateEnumAttribute(u->context, uwtable, 2);
  for (LLVMValueRef f = LLVMGetFirstFunction(u->module); f; f = LLVMGetNextFunction(f)) {
    char section[24];
    if (LLVMIsDeclaration(f)) continue;
    LLVMAddAttributeAtIndex(f, LLVMAttributeFunctionIndex, attribute);
    snprintf(section, sizeof section, ".text.%u", n++);
    LLVMSetSection(f, section);
  }
}

jx_status llvm_object(llvm_unit *u, LLVMMemoryBufferRef *object, diag *d) {
  add_unwind_tables(u);
  return emit(u, LLVMObjectFile, object, d);
}

jx_status llvm_print(llvm_unit *u, jx_form form, text *out, diag *d) {
  if (form == JX_FORM_IR) {
    char *ir = LLVMPrintModuleToString(u->module);
    text_append(out, ir, strlen(ir));
    LLVMDisposeMessage(ir);
  } else {
    LLVMMemoryBufferRef assembly;
    LLVMSetTargetMachineAsmVerbosity(u->machine, true);
    jx_status status = emit(u, LLVMAssemblyFile, &assembly, d);
    LLVMSetTargetMachineAsmVerbosity(u->machine, false);
    JX_TRY(status);
    text_append(out, LLVMGetBufferStart(assembly), LLVMGetBufferSize(assembly));
    LLVMDisposeMemoryBuffer(assembly);
  }
  return out->arena->failed ? diag_memory(d) : JX_OK;
}
