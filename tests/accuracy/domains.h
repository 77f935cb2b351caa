/* domains.h: which arguments are worth trying, for each domain of codegen/math/table.h.
 *
 * A domain of one argument is a few rows of REGIONS in domains.c; a domain of pairs is a function
 * there. A new domain is a few rows more. */
#ifndef JX_TEST_DOMAINS_H
#define JX_TEST_DOMAINS_H

#include <stdint.h>

#include "codegen/math/table.h"

typedef struct random_state {
  uint64_t s;
} random_state;

uint64_t random_bits(random_state *r);
double random_unit(random_state *r); /* [0, 1) */

/* An argument at random out of one of the domain's regions, each as likely. */
double domain_argument(math_domain domain, random_state *r);
/* The same of a domain of pairs. */
void domain_pair(math_domain domain, random_state *r, double *x, double *y);

/* A base for a power whose exponent is a constant, above all where the power leaves the range from
 * 2^least to 2^most, or loses its last bits. */
double domain_base(double exponent, random_state *r, int least, int most);

#endif
