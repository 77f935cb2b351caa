/* unicode.h: what characters are, and their cases, as Python's str has them. Any number is taken;
 * those that are no character are nothing and have no case. Any thread. */
#ifndef JX_UNICODE_H
#define JX_UNICODE_H

#include <stdint.h>

#define UNICODE_ALPHA 1u
#define UNICODE_DIGIT 2u
#define UNICODE_DECIMAL 4u
#define UNICODE_NUMERIC 8u
#define UNICODE_SPACE 16u
#define UNICODE_LOWER 32u
#define UNICODE_UPPER 64u
#define UNICODE_TITLE 128u
#define UNICODE_CASED 256u     /* a sigma behind it may be a final one */
#define UNICODE_IGNORABLE 512u /* and it is passed over when that is asked */
#define UNICODE_LONGEST 3

uint32_t unicode_flags(uint32_t c);

/* The characters it becomes, up to UNICODE_LONGEST; returns how many. A sigma becomes the one that
 * ends no word. */
int unicode_lower(uint32_t c, uint32_t *out);
int unicode_upper(uint32_t c, uint32_t *out);

#endif
