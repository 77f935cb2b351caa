/* peers.h: other libraries' functions over arrays, as contenders of contest.h. */
#ifndef JX_TEST_PEERS_H
#define JX_TEST_PEERS_H

#include "contest.h"

typedef enum peer_id {
  PEER_GLIBC,   /* the C library, one after the other */
  PEER_NUMPY,   /* a process of Python */
  PEER_SLEEF,   /* libsleef.so.3: the functions of 1.0 ULP, or the next best */
  PEER_LIBMVEC, /* glibc's vectors, of AVX-512 */
  PEER_SVML,    /* Intel's libsvml.so, of AVX-512: the default class, 4 ULP */
  PEER_SVML_HA, /* its high accuracy, 1 ULP */
  PEER_COUNT
} peer_id;

/* A peer's function, float64's or float32's. */
typedef struct peer {
  peer_id id;
  reference_id function;
  bool f32;
  void (*entry)(void); /* cast to what it is */
  const char *numpy;   /* NumPy's name */
} peer;

extern const char *const peer_names[PEER_COUNT];

/* Says once for each library that it is missing, and returns false where it or the function is.
 * `numpy` is what NumPy calls it. */
bool peer_open(peer *p, peer_id id, reference_id function, const char *numpy, bool f32);
/* contender.run. */
void peer_run(void *self, const void *const *in, void *out, size_t n);

#endif
