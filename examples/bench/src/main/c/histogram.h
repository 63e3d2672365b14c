/*
 * Durations counted in buckets: linear below 2^SUB_BITS nanoseconds, above it 2^(SUB_BITS-1) buckets for every
 * doubling. A bucket is at most 0.1 % wide, which is how exact a percentile is; the maximum is exact.
 */
#ifndef HISTOGRAM_H
#define HISTOGRAM_H

#include <math.h>
#include <stdint.h>
#include <string.h>

enum {
  SUB_BITS = 11,
  SUB_BUCKETS = 1 << SUB_BITS,
  HALF = SUB_BUCKETS / 2,
  /* Durations below 2^MAX_BITS ns, which is 18 minutes; longer ones count as that long. */
  MAX_BITS = 40,
  BUCKETS = SUB_BUCKETS + (MAX_BITS - SUB_BITS) * HALF
};

struct histogram {
  uint64_t total;
  uint64_t max;
  uint64_t counts[BUCKETS];
};

static inline void histogram_clear(struct histogram *h) {
  memset(h, 0, sizeof *h);
}

/* How many low bits a value of this size loses. */
static inline unsigned histogram_shift(uint64_t value) {
  return value < SUB_BUCKETS ? 0 : (unsigned)(64 - __builtin_clzll(value)) - SUB_BITS;
}

static inline void histogram_record(struct histogram *h, uint64_t value) {
  if (value >> MAX_BITS) {
    value = (UINT64_C(1) << MAX_BITS) - 1;
  }
  unsigned shift = histogram_shift(value);
  h->counts[shift * HALF + (value >> shift)]++;
  h->total++;
  if (value > h->max) {
    h->max = value;
  }
}

/* The highest value that falls into the bucket. */
static inline uint64_t histogram_upper(uint64_t bucket) {
  if (bucket < SUB_BUCKETS) {
    return bucket;
  }
  uint64_t shift = bucket / HALF - 1;
  return ((bucket - shift * HALF + 1) << shift) - 1;
}

/* The value that so many percent do not exceed; 0 if there is none. */
static inline uint64_t histogram_percentile(const struct histogram *h, double percent) {
  double exact = ceil(percent / 100 * (double)h->total);
  uint64_t rank = exact < 1 ? 1 : (uint64_t)exact;
  uint64_t seen = 0;
  for (uint64_t bucket = 0; bucket < BUCKETS; bucket++) {
    seen += h->counts[bucket];
    if (seen >= rank) {
      uint64_t upper = histogram_upper(bucket);
      return upper < h->max ? upper : h->max;
    }
  }
  return h->max;
}

#endif
