/* host.c: what the binder takes from a context: its pool, its limit, its threads; see bind.h. */
#include "runtime/engine.h"
#include "runtime/run/bind.h"

static void *take(void *user, size_t size, size_t *got) {
  jx_context *c = user;
  return pool_get(&c->engine->pool, &c->blocks, size, got);
}

static void give(void *user, void *block, size_t size) {
  jx_context *c = user;
  pool_put(&c->engine->pool, &c->blocks, block, size);
}

bind_host host_of_context(jx_context *context) {
  return (bind_host){.take = take,
                     .give = give,
                     .user = context,
                     .max_bytes = context->engine->max_bytes,
                     .threads = jx_context_threads(context),
                     .cancel = context->cancel};
}
