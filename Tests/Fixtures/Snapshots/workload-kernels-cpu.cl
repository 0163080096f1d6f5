// Whether an index computed on the device is in range. If not, fault[0] says so, and the first
// such index of the place is written down: (site, lower and upper half). Places have words of
// their own, so that what is reported does not depend on which of them is computed first.
int apus_check(int index, int extent, int site, volatile global int *fault);
int apus_check(int index, int extent, int site, volatile global int *fault)
{
  if (index >= 0 && index < extent) return 1;
  volatile global int *own = fault + 4 * min(site, 63);
  if (atomic_cmpxchg(own, 0, site) == 0) { own[1] = index; own[2] = index >> 31; }
  atomic_xchg(fault, 1);
  return 0;
}

int apus_check_long(long index, int extent, int site, volatile global int *fault);
int apus_check_long(long index, int extent, int site, volatile global int *fault)
{
  if (index >= 0 && index < extent) return 1;
  volatile global int *own = fault + 4 * min(site, 63);
  if (atomic_cmpxchg(own, 0, site) == 0) {
    own[1] = (int)(uint)index;
    own[2] = (int)(index >> 32);
  }
  atomic_xchg(fault, 1);
  return 0;
}

// The four words of Philox-4x32-10 (Salmon et al., 2011).
uint4 apus_words(
    uint element, uint step, uint attempt, uint seed0, uint seed1, uint stream);
uint4 apus_words(
    uint element, uint step, uint attempt, uint seed0, uint seed1, uint stream)
{
  uint c0 = element, c1 = step, c2 = attempt, c3 = stream, k0 = seed0, k1 = seed1;
  for (int round = 0; round < 10; ++round) {
    const uint high0 = mul_hi(0xD2511F53u, c0), low0 = 0xD2511F53u * c0;
    const uint high1 = mul_hi(0xCD9E8D57u, c2), low1 = 0xCD9E8D57u * c2;
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return (uint4)(c0, c1, c2, c3);
}

// A uniform number in [0, 1): 24 bits of word `word`.
float apus_uniform(
    uint element, uint step, uint seed0, uint seed1, uint stream, int word);
float apus_uniform(
    uint element, uint step, uint seed0, uint seed1, uint stream, int word)
{
  const uint4 words = apus_words(element, step, 0, seed0, seed1, stream);
  const uint drawn =
    word == 0 ? words.x : word == 1 ? words.y : word == 2 ? words.z : words.w;
  return (float)(drawn >> 8) * 0x1p-24f;
}

// One of `count` numbers from `low` on, all equally likely (D. Lemire, "Fast random integer
// generation in an interval", 2019): the upper half of count times two words, unless the lower
// half is below 2^64 mod count, `rest`; then two other words are taken. The sum may wrap.
long apus_integer(
    uint element, uint step, uint seed0, uint seed1, uint stream, ulong count, ulong rest,
    ulong low);
long apus_integer(
    uint element, uint step, uint seed0, uint seed1, uint stream, ulong count, ulong rest,
    ulong low)
{
  for (uint attempt = 0;; ++attempt) {
    const uint4 words = apus_words(element, step, attempt, seed0, seed1, stream);
    const ulong first = (ulong)words.x << 32 | words.y, second = (ulong)words.z << 32 | words.w;
    if (first * count >= rest) return as_long(mul_hi(first, count) + low);
    if (second * count >= rest) return as_long(mul_hi(second, count) + low);
  }
}
#ifdef __clang__
typedef float2 apus_float2 __attribute__((aligned(4)));
#define apus_load_float2(p) (*(global const apus_float2 *)(p))
#define apus_store_float2(v, p) (*(global apus_float2 *)(p) = (v))
#else
#define apus_load_float2(p) vload2(0, p)
#define apus_store_float2(v, p) vstore2(v, 0, p)
#endif
#ifdef __clang__
typedef float4 apus_float4 __attribute__((aligned(4)));
#define apus_load_float4(p) (*(global const apus_float4 *)(p))
#define apus_store_float4(v, p) (*(global apus_float4 *)(p) = (v))
#else
#define apus_load_float4(p) vload4(0, p)
#define apus_store_float4(v, p) vstore4(v, 0, p)
#endif
#ifdef __clang__
typedef float8 apus_float8 __attribute__((aligned(4)));
#define apus_load_float8(p) (*(global const apus_float8 *)(p))
#define apus_store_float8(v, p) (*(global apus_float8 *)(p) = (v))
#else
#define apus_load_float8(p) vload8(0, p)
#define apus_store_float8(v, p) vstore8(v, 0, p)
#endif
#ifdef __clang__
typedef int8 apus_int8 __attribute__((aligned(4)));
#define apus_load_int8(p) (*(global const apus_int8 *)(p))
#define apus_store_int8(v, p) (*(global apus_int8 *)(p) = (v))
#else
#define apus_load_int8(p) vload8(0, p)
#define apus_store_int8(v, p) vstore8(v, 0, p)
#endif
static float8 apus_exp8(float8 x)
{
  // A NaN passes both comparisons, and everything after them.
  float8 c = select(x, (float8)(89.0f), x > 89.0f);
  c = select(c, (float8)(-104.0f), c < -104.0f);
  // 1.5 · 2^23 leaves the nearest integer in the low bits.
  const float8 shifted = fma(c, (float8)(1.44269504f), (float8)(12582912.0f));
  const float8 n = shifted - 12582912.0f;
  const float8 r = fma(n, (float8)(2.12194440e-4f), fma(n, (float8)(-0.693359375f), c));
  const float8 y = fma(fma(fma(fma(fma(fma((float8)(1.9875691500e-4f), r, (float8)(1.3981999507e-3f)), r, (float8)(8.3334519073e-3f)), r, (float8)(4.1665795894e-2f)), r, (float8)(1.6666665459e-1f)), r, (float8)(5.0000001201e-1f)), r * r, r) + 1.0f;
  // In two steps, as 2^128 is no float.
  const int8 power = as_int8(shifted) - 0x4b400000;
  const int8 half_ = power >> 1;
  return y * as_float8((half_ + 127) << 23) * as_float8((power - half_ + 127) << 23);
}

static float8 apus_log8(float8 x)
{
  // The exponent is counted from √½, whose bits are 0x3F3504F3.
  const int8 bits = as_int8(x);
  const int8 power = (bits - 0x3F3504F3) >> 23;
  const float8 n = convert_float8(power);
  const float8 f = as_float8(bits - (power << 23)) - 1.0f;
  const float8 square = f * f;
  float8 y = fma(fma(fma(fma(fma(fma(fma(fma((float8)(7.0376836292e-2f), f, (float8)(-1.1514610310e-1f)), f, (float8)(1.1676998740e-1f)), f, (float8)(-1.2420140846e-1f)), f, (float8)(1.4249322787e-1f)), f, (float8)(-1.6668057665e-1f)), f, (float8)(2.0000714765e-1f)), f, (float8)(-2.4999993993e-1f)), f, (float8)(3.3333331174e-1f)) * f * square;
  y = fma(n, (float8)(-2.12194440e-4f), y);
  y = fma(square, (float8)(-0.5f), y);
  y = fma(n, (float8)(0.693359375f), f + y);
  y = select(y, (float8)(-INFINITY), x < 1.17549435e-38f);
  y = select(y, (float8)(NAN), x < 0.0f);
  y = select(y, x, x == INFINITY);
  return select(y, x, x != x);
}

static float8 apus_tanh8(float8 x)
{
  float8 c = select(x, (float8)(7.99881172f), x > 7.99881172f);
  c = select(c, (float8)(-7.99881172f), c < -7.99881172f);
  const float8 square = c * c;
  const float8 y = c * fma(fma(fma(fma(fma(fma((float8)(-2.76076847742355e-16f), square, (float8)(2.00018790482477e-13f)), square, (float8)(-8.60467152213735e-11f)), square, (float8)(5.12229709037114e-08f)), square, (float8)(1.48572235717979e-05f)), square, (float8)(6.37261928875436e-04f)), square, (float8)(4.89352455891786e-03f)) / fma(fma(fma((float8)(1.19825839466702e-06f), square, (float8)(1.18534705686654e-04f)), square, (float8)(2.26843463243900e-03f)), square, (float8)(4.89352518554385e-03f));
  return select(y, x, fabs(x) < 0.0004f);
}

static float8 apus_erf8(float8 x)
{
  float8 c = select(x, (float8)(4.0f), x > 4.0f);
  c = select(c, (float8)(-4.0f), c < -4.0f);
  const float8 square = c * c;
  // The quotient first: the product of a tiny x would be flushed to 0.
  return c * (fma(fma(fma(fma(fma(fma((float8)(-2.72614225801306e-10f), square, (float8)(2.77068142495902e-08f)), square, (float8)(-2.10102402082508e-06f)), square, (float8)(-5.69250639462346e-05f)), square, (float8)(-7.34990630326855e-04f)), square, (float8)(-2.95459980854025e-03f)), square, (float8)(-1.60960333262415e-02f)) / fma(fma(fma(fma((float8)(-1.45660718464996e-05f), square, (float8)(-2.13374055278905e-04f)), square, (float8)(-1.68282697438203e-03f)), square, (float8)(-7.37332916720468e-03f)), square, (float8)(-1.42647390514189e-02f)));
}

static float apus_exp1(float x)
{
  // A NaN passes both comparisons, and everything after them.
  float c = (x > 89.0f) ? (float)(89.0f) : x;
  c = (c < -104.0f) ? (float)(-104.0f) : c;
  // 1.5 · 2^23 leaves the nearest integer in the low bits.
  const float shifted = fma(c, (float)(1.44269504f), (float)(12582912.0f));
  const float n = shifted - 12582912.0f;
  const float r = fma(n, (float)(2.12194440e-4f), fma(n, (float)(-0.693359375f), c));
  const float y = fma(fma(fma(fma(fma(fma((float)(1.9875691500e-4f), r, (float)(1.3981999507e-3f)), r, (float)(8.3334519073e-3f)), r, (float)(4.1665795894e-2f)), r, (float)(1.6666665459e-1f)), r, (float)(5.0000001201e-1f)), r * r, r) + 1.0f;
  // In two steps, as 2^128 is no float.
  const int power = as_int(shifted) - 0x4b400000;
  const int half_ = power >> 1;
  return y * as_float((half_ + 127) << 23) * as_float((power - half_ + 127) << 23);
}

static float apus_log1(float x)
{
  // The exponent is counted from √½, whose bits are 0x3F3504F3.
  const int bits = as_int(x);
  const int power = (bits - 0x3F3504F3) >> 23;
  const float n = convert_float(power);
  const float f = as_float(bits - (power << 23)) - 1.0f;
  const float square = f * f;
  float y = fma(fma(fma(fma(fma(fma(fma(fma((float)(7.0376836292e-2f), f, (float)(-1.1514610310e-1f)), f, (float)(1.1676998740e-1f)), f, (float)(-1.2420140846e-1f)), f, (float)(1.4249322787e-1f)), f, (float)(-1.6668057665e-1f)), f, (float)(2.0000714765e-1f)), f, (float)(-2.4999993993e-1f)), f, (float)(3.3333331174e-1f)) * f * square;
  y = fma(n, (float)(-2.12194440e-4f), y);
  y = fma(square, (float)(-0.5f), y);
  y = fma(n, (float)(0.693359375f), f + y);
  y = (x < 1.17549435e-38f) ? (float)(-INFINITY) : y;
  y = (x < 0.0f) ? (float)(NAN) : y;
  y = (x == INFINITY) ? x : y;
  return (x != x) ? x : y;
}

static float apus_tanh1(float x)
{
  float c = (x > 7.99881172f) ? (float)(7.99881172f) : x;
  c = (c < -7.99881172f) ? (float)(-7.99881172f) : c;
  const float square = c * c;
  const float y = c * fma(fma(fma(fma(fma(fma((float)(-2.76076847742355e-16f), square, (float)(2.00018790482477e-13f)), square, (float)(-8.60467152213735e-11f)), square, (float)(5.12229709037114e-08f)), square, (float)(1.48572235717979e-05f)), square, (float)(6.37261928875436e-04f)), square, (float)(4.89352455891786e-03f)) / fma(fma(fma((float)(1.19825839466702e-06f), square, (float)(1.18534705686654e-04f)), square, (float)(2.26843463243900e-03f)), square, (float)(4.89352518554385e-03f));
  return (fabs(x) < 0.0004f) ? x : y;
}

static float apus_erf1(float x)
{
  float c = (x > 4.0f) ? (float)(4.0f) : x;
  c = (c < -4.0f) ? (float)(-4.0f) : c;
  const float square = c * c;
  // The quotient first: the product of a tiny x would be flushed to 0.
  return c * (fma(fma(fma(fma(fma(fma((float)(-2.72614225801306e-10f), square, (float)(2.77068142495902e-08f)), square, (float)(-2.10102402082508e-06f)), square, (float)(-5.69250639462346e-05f)), square, (float)(-7.34990630326855e-04f)), square, (float)(-2.95459980854025e-03f)), square, (float)(-1.60960333262415e-02f)) / fma(fma(fma(fma((float)(-1.45660718464996e-05f), square, (float)(-2.13374055278905e-04f)), square, (float)(-1.68282697438203e-03f)), square, (float)(-7.37332916720468e-03f)), square, (float)(-1.42647390514189e-02f)));
}

static float apus_sigmoid1(float x)
{
  return 1.0f / (1.0f + apus_exp1(-x));
}
static void part_48fdab2212a9e0a3(
    global float *v0, const ulong o0, global const float *v1, const ulong o1, global const float *v2, const ulong o2, global const float *v3, const ulong o3, const int d0, const int d1, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  global const float *p3 = v3 + o3;
  const int blocks = (d0 + 7) / 8;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    int row = unit / blocks;
    const int first = (unit - row * blocks) * 8;
    const int start = row * d0;
    const int i0 = row;
    const int fb1 = 0;
    if (first + 8 <= d0) {
      const int j = first;
      float8 accumulator = (float8)(0.0f);
      for (int i2 = 0; i2 < d1; ++i2) {
        const float t0 = (p1[i0 * d1 + i2]);
        const int tb1 = i2 * d0;
        const float8 t1 = apus_load_float8(p2 + tb1 + j);
        const float8 t2 = (float8)(t0) * t1;
        accumulator = accumulator + t2;
      }
      /* f0 is the accumulator */
      const float8 f1 = apus_load_float8(p3 + fb1 + j);
      const float8 f2 = accumulator + f1;
      const float8 f3 = apus_tanh8(f2);
      apus_store_float8(f3, p0 + start + j);
    }
    else {
      #pragma clang loop vectorize(disable) unroll(disable)
      for (int j = first; j < d0; ++j) {
        float accumulator = 0.0f;
        for (int i2 = 0; i2 < d1; ++i2) {
          const float t0 = (p1[i0 * d1 + i2]);
          const int tb1 = i2 * d0;
          const float t1 = (p2[tb1 + j]);
          const float t2 = t0 * t1;
          accumulator = accumulator + t2;
        }
        /* f0 is the accumulator */
        const float f1 = (p3[fb1 + j]);
        const float f2 = accumulator + f1;
        const float f3 = apus_tanh1(f2);
        *(p0 + start + j) = f3;
      }
    }
  }
}
static void part_59a2a72052671975(
    global const float *v0, const ulong o0, global const float *v1, const ulong o1, global const float *v2, const ulong o2, global const float *v3, const ulong o3, global float *v4, const ulong o4, global float *v5, const ulong o5, global float *v6, const ulong o6, const int d0, const int d1, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global const float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  global const float *p3 = v3 + o3;
  global float *p4 = v4 + o4;
  global float *p5 = v5 + o5;
  global float *p6 = v6 + o6;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    const int at = unit;
    int row = unit;
    const int i0 = row;
    float8 lanes0 = (float8)(0.0f);
    float8 lanes1 = (float8)(0.0f);
    float8 lanes2 = (float8)(0.0f);
    float8 lanes3 = (float8)(0.0f);
    float rest = 0.0f;
    const int tb0 = i0 * d0;
    const int tb1 = 0;
    int j = 0;
    while (j + 32 <= d0) {
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        const float8 t1 = apus_load_float8(p1 + tb1 + j);
        const float8 t2 = t0 * t1;
        lanes0 = lanes0 + t2;
        j += 8;
      }
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        const float8 t1 = apus_load_float8(p1 + tb1 + j);
        const float8 t2 = t0 * t1;
        lanes1 = lanes1 + t2;
        j += 8;
      }
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        const float8 t1 = apus_load_float8(p1 + tb1 + j);
        const float8 t2 = t0 * t1;
        lanes2 = lanes2 + t2;
        j += 8;
      }
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        const float8 t1 = apus_load_float8(p1 + tb1 + j);
        const float8 t2 = t0 * t1;
        lanes3 = lanes3 + t2;
        j += 8;
      }
    }
    #pragma clang loop vectorize(disable) unroll(disable)
    for (; j + 8 <= d0; j += 8) {
      const float8 t0 = apus_load_float8(p0 + tb0 + j);
      const float8 t1 = apus_load_float8(p1 + tb1 + j);
      const float8 t2 = t0 * t1;
      lanes0 = lanes0 + t2;
    }
    #pragma clang loop vectorize(disable) unroll(disable)
    for (; j < d0; ++j) {
      const float t0 = (p0[tb0 + j]);
      const float t1 = (p1[tb1 + j]);
      const float t2 = t0 * t1;
      rest = rest + t2;
    }
    lanes0 = lanes0 + lanes1;
    lanes0 = lanes0 + lanes2;
    lanes0 = lanes0 + lanes3;
    const float4 half4 = lanes0.lo + lanes0.hi;
    const float2 half2 = half4.lo + half4.hi;
    float accumulator = half2.lo + half2.hi;
    accumulator = accumulator + rest;
    const float f1 = (p2[0]);
    const float f6 = 1.0f;
    const long f7 = (long)(d1);
    const float f8 = convert_float(f7);
    const float f9 = f6 / f8;
    const float f4 = (p3[i0]);
    /* f0 is the accumulator */
    const float f2 = accumulator + f1;
    const float f3 = apus_sigmoid1(f2);
    const float f5 = f3 - f4;
    const float f10 = f9 * f5;
    const float f11 = f10 + f10;
    const float f12 = f6 - f3;
    const float f13 = f3 * f12;
    const float f14 = f11 * f13;
    *(p4 + at) = f3;
    *(p5 + at) = f5;
    *(p6 + at) = f14;
  }
}
static void part_1a7d410167e74602(
    global const float *v0, const ulong o0, global float *v1, const ulong o1, const int d0, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global const float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    const int at = unit;
    float8 lanes0 = (float8)(0.0f);
    float8 lanes1 = (float8)(0.0f);
    float8 lanes2 = (float8)(0.0f);
    float8 lanes3 = (float8)(0.0f);
    float rest = 0.0f;
    const int tb0 = 0;
    int j = 0;
    while (j + 32 <= d0) {
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        const float8 t1 = t0 * t0;
        lanes0 = lanes0 + t1;
        j += 8;
      }
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        const float8 t1 = t0 * t0;
        lanes1 = lanes1 + t1;
        j += 8;
      }
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        const float8 t1 = t0 * t0;
        lanes2 = lanes2 + t1;
        j += 8;
      }
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        const float8 t1 = t0 * t0;
        lanes3 = lanes3 + t1;
        j += 8;
      }
    }
    #pragma clang loop vectorize(disable) unroll(disable)
    for (; j + 8 <= d0; j += 8) {
      const float8 t0 = apus_load_float8(p0 + tb0 + j);
      const float8 t1 = t0 * t0;
      lanes0 = lanes0 + t1;
    }
    #pragma clang loop vectorize(disable) unroll(disable)
    for (; j < d0; ++j) {
      const float t0 = (p0[tb0 + j]);
      const float t1 = t0 * t0;
      rest = rest + t1;
    }
    lanes0 = lanes0 + lanes1;
    lanes0 = lanes0 + lanes2;
    lanes0 = lanes0 + lanes3;
    const float4 half4 = lanes0.lo + lanes0.hi;
    const float2 half2 = half4.lo + half4.hi;
    float accumulator = half2.lo + half2.hi;
    accumulator = accumulator + rest;
    const long f1 = (long)(d0);
    const float f2 = convert_float(f1);
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    *(p1 + at) = f3;
  }
}
static void part_de5357e3d0bd864b(
    global const float *v0, const ulong o0, global float *v1, const ulong o1, const int d0, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global const float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    const int at = unit;
    float8 lanes0 = (float8)(0.0f);
    float8 lanes1 = (float8)(0.0f);
    float8 lanes2 = (float8)(0.0f);
    float8 lanes3 = (float8)(0.0f);
    float rest = 0.0f;
    const int tb0 = 0;
    int j = 0;
    while (j + 32 <= d0) {
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        lanes0 = lanes0 + t0;
        j += 8;
      }
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        lanes1 = lanes1 + t0;
        j += 8;
      }
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        lanes2 = lanes2 + t0;
        j += 8;
      }
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        lanes3 = lanes3 + t0;
        j += 8;
      }
    }
    #pragma clang loop vectorize(disable) unroll(disable)
    for (; j + 8 <= d0; j += 8) {
      const float8 t0 = apus_load_float8(p0 + tb0 + j);
      lanes0 = lanes0 + t0;
    }
    #pragma clang loop vectorize(disable) unroll(disable)
    for (; j < d0; ++j) {
      const float t0 = (p0[tb0 + j]);
      rest = rest + t0;
    }
    lanes0 = lanes0 + lanes1;
    lanes0 = lanes0 + lanes2;
    lanes0 = lanes0 + lanes3;
    const float4 half4 = lanes0.lo + lanes0.hi;
    const float2 half2 = half4.lo + half4.hi;
    float accumulator = half2.lo + half2.hi;
    accumulator = accumulator + rest;
    /* f0 is the accumulator */
    *(p1 + at) = accumulator;
  }
}
static void part_e1a38e9e4f0b95e6(
    global const float *v0, const ulong o0, global const float *v1, const ulong o1, global const float *v2, const ulong o2, global float *v3, const ulong o3, const int d0, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global const float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  global float *p3 = v3 + o3;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    const int at = unit;
    int row = unit;
    const int i1 = row % d0;
    row /= d0;
    const int i0 = row;
    float best = 0.0f;
    const float t0 = (p0[i0]);
    const float t1 = (p1[i1]);
    const float t2 = t0 * t1;
    best = best + t2;
    const float accumulator = best;
    const float f1 = 1.0f;
    const float f2 = (p2[i0 * d0 + i1]);
    const float f3 = f2 * f2;
    const float f4 = f1 - f3;
    /* f0 is the accumulator */
    const float f5 = accumulator * f4;
    *(p3 + at) = f5;
  }
}
static void part_5412ea5aeca4b011(
    global float *v0, const ulong o0, global const float *v1, const ulong o1, global const float *v2, const ulong o2, const int d0, const int d1, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  const int blocks = (d0 + 7) / 8;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    int row = unit / blocks;
    const int first = (unit - row * blocks) * 8;
    const int start = row * d0;
    if (first + 8 <= d0) {
      const int j = first;
      float8 accumulator = (float8)(0.0f);
      for (int i1 = 0; i1 < d1; ++i1) {
        const float t1 = (p1[i1]);
        const int tb0 = i1 * d0;
        const float8 t0 = apus_load_float8(p2 + tb0 + j);
        const float8 t2 = t0 * (float8)(t1);
        accumulator = accumulator + t2;
      }
      /* f0 is the accumulator */
      apus_store_float8(accumulator, p0 + start + j);
    }
    else {
      #pragma clang loop vectorize(disable) unroll(disable)
      for (int j = first; j < d0; ++j) {
        float accumulator = 0.0f;
        for (int i1 = 0; i1 < d1; ++i1) {
          const float t1 = (p1[i1]);
          const int tb0 = i1 * d0;
          const float t0 = (p2[tb0 + j]);
          const float t2 = t0 * t1;
          accumulator = accumulator + t2;
        }
        /* f0 is the accumulator */
        *(p0 + start + j) = accumulator;
      }
    }
  }
}
static void part_758bc86535ff0a92(
    global float *v0, const ulong o0, global const float *v1, const ulong o1, const int d0, const int d1, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  const int blocks = (d0 + 7) / 8;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    int row = unit / blocks;
    const int first = (unit - row * blocks) * 8;
    const int start = row * d0;
    if (first + 8 <= d0) {
      const int j = first;
      float8 accumulator = (float8)(0.0f);
      for (int i1 = 0; i1 < d1; ++i1) {
        const int tb0 = i1 * d0;
        const float8 t0 = apus_load_float8(p1 + tb0 + j);
        accumulator = accumulator + t0;
      }
      /* f0 is the accumulator */
      apus_store_float8(accumulator, p0 + start + j);
    }
    else {
      #pragma clang loop vectorize(disable) unroll(disable)
      for (int j = first; j < d0; ++j) {
        float accumulator = 0.0f;
        for (int i1 = 0; i1 < d1; ++i1) {
          const int tb0 = i1 * d0;
          const float t0 = (p1[tb0 + j]);
          accumulator = accumulator + t0;
        }
        /* f0 is the accumulator */
        *(p0 + start + j) = accumulator;
      }
    }
  }
}
static void part_9f764eefd2320e91(
    global float *v0, const ulong o0, global const float *v1, const ulong o1, global const float *v2, const ulong o2, const int d0, const int d1, const int d2, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  const int blocks = (d0 + 7) / 8;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    int row = unit / blocks;
    const int first = (unit - row * blocks) * 8;
    const int start = row * d0;
    const int i0 = row;
    if (first + 8 <= d0) {
      const int j = first;
      float8 accumulator = (float8)(0.0f);
      for (int i2 = 0; i2 < d2; ++i2) {
        const float t0 = (p1[i0 + i2 * d1]);
        const int tb1 = i2 * d0;
        const float8 t1 = apus_load_float8(p2 + tb1 + j);
        const float8 t2 = (float8)(t0) * t1;
        accumulator = accumulator + t2;
      }
      /* f0 is the accumulator */
      apus_store_float8(accumulator, p0 + start + j);
    }
    else {
      #pragma clang loop vectorize(disable) unroll(disable)
      for (int j = first; j < d0; ++j) {
        float accumulator = 0.0f;
        for (int i2 = 0; i2 < d2; ++i2) {
          const float t0 = (p1[i0 + i2 * d1]);
          const int tb1 = i2 * d0;
          const float t1 = (p2[tb1 + j]);
          const float t2 = t0 * t1;
          accumulator = accumulator + t2;
        }
        /* f0 is the accumulator */
        *(p0 + start + j) = accumulator;
      }
    }
  }
}
static void part_40c4a557a15e3519(
    global float *v0, const ulong o0, global const float *v1, const ulong o1, global const float *v2, const ulong o2, global const float *v3, const ulong o3, volatile global int *fault, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  if (fault[0] != 0) return;
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  global const float *p3 = v3 + o3;
  const float t1 = (p1[0]);
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  const int tb0 = 0;
  const int tb2 = 0;
  int j = begin;
  for (; j <= end - 8; j += 8) {
    const float8 t0 = apus_load_float8(p2 + tb0 + j);
    const float8 t2 = apus_load_float8(p3 + tb2 + j);
    const float8 t3 = (float8)(t1) * t2;
    const float8 t4 = t0 - t3;
    apus_store_float8(t4, p0 + j);
  }
  #pragma clang loop vectorize(disable) unroll(disable)
  for (; j < end; ++j) {
    const float t0 = (p2[tb0 + j]);
    const float t2 = (p3[tb2 + j]);
    const float t3 = t1 * t2;
    const float t4 = t0 - t3;
    *(p0 + j) = t4;
  }
}
static void part_fe1c68bcc1a13293(
    global float *v0, const ulong o0, global const float *v1, const ulong o1, global const float *v2, const ulong o2, global const float *v3, const ulong o3, volatile global int *fault, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  if (fault[0] != 0) return;
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  global const float *p3 = v3 + o3;
  const float t0 = (p1[0]);
  const float t1 = (p2[0]);
  const float t2 = (p3[0]);
  const float t3 = t1 * t2;
  const float t4 = t0 - t3;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  int j = begin;
  for (; j <= end - 8; j += 8) {
    apus_store_float8((float8)(t4), p0 + j);
  }
  #pragma clang loop vectorize(disable) unroll(disable)
  for (; j < end; ++j) {
    *(p0 + j) = t4;
  }
}
static void part_4ae03017088508a9(
    global const float *v0, const ulong o0, global float *v1, const ulong o1, global float *v2, const ulong o2, global float *v3, const ulong o3, global const int *v4, const ulong o4, global float *w0, const ulong q0, const int d0, const int d1, volatile global int *fault, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global const float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  global float *p2 = v2 + o2;
  global float *p3 = v3 + o3;
  global const int *p4 = v4 + o4;
  global float *s0 = w0 + q0 + (ulong)id0 * d0;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    const int at = unit;
    int row = unit;
    const int i0 = row;
    // 1 of 4
    float r0;
     {
      float8 lanes0 = (float8)((-INFINITY));
      float8 lanes1 = (float8)((-INFINITY));
      float8 lanes2 = (float8)((-INFINITY));
      float8 lanes3 = (float8)((-INFINITY));
      float rest = (-INFINITY);
      const int tb0 = i0 * d0;
      int j = 0;
      while (j + 32 <= d0) {
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes0 = select(lanes0, t0, ((lanes0 < t0) | (t0 != t0)));
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes1 = select(lanes1, t0, ((lanes1 < t0) | (t0 != t0)));
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes2 = select(lanes2, t0, ((lanes2 < t0) | (t0 != t0)));
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes3 = select(lanes3, t0, ((lanes3 < t0) | (t0 != t0)));
          j += 8;
        }
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        lanes0 = select(lanes0, t0, ((lanes0 < t0) | (t0 != t0)));
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t0 = (p0[tb0 + j]);
        rest = ((-(int)(rest < t0) | -(int)(t0 != t0))) ? t0 : rest;
      }
      lanes0 = select(lanes0, lanes1, ((lanes0 < lanes1) | (lanes1 != lanes1)));
      lanes0 = select(lanes0, lanes2, ((lanes0 < lanes2) | (lanes2 != lanes2)));
      lanes0 = select(lanes0, lanes3, ((lanes0 < lanes3) | (lanes3 != lanes3)));
      const float4 half4 = select(lanes0.lo, lanes0.hi, ((lanes0.lo < lanes0.hi) | (lanes0.hi != lanes0.hi)));
      const float2 half2 = select(half4.lo, half4.hi, ((half4.lo < half4.hi) | (half4.hi != half4.hi)));
      float accumulator = ((-(int)(half2.lo < half2.hi) | -(int)(half2.hi != half2.hi))) ? half2.hi : half2.lo;
      accumulator = ((-(int)(accumulator < rest) | -(int)(rest != rest))) ? rest : accumulator;
      /* f0 is the accumulator */
      r0 = accumulator;
      *(p1 + at) = accumulator;
    }
    // 2 of 4
     {
      const float t1 = r0;
      const int tb0 = i0 * d0;
      int j = 0;
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        const float8 t2 = t0 - (float8)(t1);
        const float8 t3 = apus_exp8(t2);
        apus_store_float8(t3, s0 + j);
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t0 = (p0[tb0 + j]);
        const float t2 = t0 - t1;
        const float t3 = apus_exp1(t2);
        *(s0 + j) = t3;
      }
    }
    // 3 of 4
    float r1;
     {
      float8 lanes0 = (float8)(0.0f);
      float8 lanes1 = (float8)(0.0f);
      float8 lanes2 = (float8)(0.0f);
      float8 lanes3 = (float8)(0.0f);
      float rest = 0.0f;
      const int tb0 = 0;
      int j = 0;
      while (j + 32 <= d0) {
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          lanes0 = lanes0 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          lanes1 = lanes1 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          lanes2 = lanes2 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          lanes3 = lanes3 + t0;
          j += 8;
        }
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = apus_load_float8(s0 + tb0 + j);
        lanes0 = lanes0 + t0;
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t0 = (s0[tb0 + j]);
        rest = rest + t0;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      const float4 half4 = lanes0.lo + lanes0.hi;
      const float2 half2 = half4.lo + half4.hi;
      float accumulator = half2.lo + half2.hi;
      accumulator = accumulator + rest;
      /* f0 is the accumulator */
      r1 = accumulator;
      *(p2 + at) = accumulator;
    }
    // 4 of 4
     {
      const float t0 = 1.0f;
      const long t1 = (long)(d1);
      const float t2 = convert_float(t1);
      const float t3 = t0 / t2;
      const float t12 = 0.0f;
      const float t5 = r1;
      const float t6 = t0 / t5;
      const int t8 = (p4[i0]);
      const int t9 = (apus_check(t8, d0, 2, fault) ? t8 : -1);
      const int tb4 = 0;
      int j = 0;
      for (; j + 8 <= d0; j += 8) {
        const float8 t4 = apus_load_float8(s0 + tb4 + j);
        const float8 t7 = t4 * (float8)(t6);
        const int8 t10 = (int8)((int)(j)) + (int8)(0, 1, 2, 3, 4, 5, 6, 7) * (int8)(1);
        const int8 t11 = ((int8)(t9) == t10);
        const float8 t13 = select((float8)(t12), (float8)(t0), t11);
        const float8 t14 = t7 - t13;
        const float8 t15 = (float8)(t3) * t14;
        apus_store_float8(t15, p3 + unit * d0 + j);
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t4 = (s0[tb4 + j]);
        const float t7 = t4 * t6;
        const int t10 = (int)(j);
        const int t11 = -(int)(t9 == t10);
        const float t13 = (t11) ? t0 : t12;
        const float t14 = t7 - t13;
        const float t15 = t3 * t14;
        *(p3 + unit * d0 + j) = t15;
      }
    }
  }
}
static void part_2133297d2745269f(
    global float *v0, const ulong o0, global const float *v1, const ulong o1, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  const float t0 = (p1[0]);
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  int j = begin;
  for (; j <= end - 8; j += 8) {
    apus_store_float8((float8)(t0), p0 + j);
  }
  #pragma clang loop vectorize(disable) unroll(disable)
  for (; j < end; ++j) {
    *(p0 + j) = t0;
  }
}
static void part_14e360cd3dbd655c(
    global float *v0, const ulong o0, global float *v1, const ulong o1, global float *v2, const ulong o2, global const float *v3, const ulong o3, global const float *v4, const ulong o4, global const float *v5, const ulong o5, global const float *v6, const ulong o6, global const float *v7, const ulong o7, global const float *v8, const ulong o8, global const float *v9, const ulong o9, global const float *v10, const ulong o10, global const float *v11, const ulong o11, volatile global int *fault, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  if (fault[0] != 0) return;
  global float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  global float *p2 = v2 + o2;
  global const float *p3 = v3 + o3;
  global const float *p4 = v4 + o4;
  global const float *p5 = v5 + o5;
  global const float *p6 = v6 + o6;
  global const float *p7 = v7 + o7;
  global const float *p8 = v8 + o8;
  global const float *p9 = v9 + o9;
  global const float *p10 = v10 + o10;
  global const float *p11 = v11 + o11;
  const float t0 = (p3[0]);
  const float t3 = 1.0f;
  const float t4 = t3 - t0;
  const float t8 = (p4[0]);
  const float t11 = t3 - t8;
  const float t16 = (p5[0]);
  const float t17 = (p6[0]);
  const float t18 = t0 * t17;
  const float t19 = t18 + t4;
  const float t20 = t16 / t19;
  const float t21 = (p7[0]);
  const float t22 = t8 * t21;
  const float t23 = t22 + t11;
  const float t24 = t3 / t23;
  const float t27 = 1e-08f;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  const int tb1 = 0;
  const int tb5 = 0;
  const int tb9 = 0;
  const int tb15 = 0;
  int j = begin;
  for (; j <= end - 8; j += 8) {
    const float8 t1 = apus_load_float8(p8 + tb1 + j);
    const float8 t2 = (float8)(t0) * t1;
    const float8 t5 = apus_load_float8(p9 + tb5 + j);
    const float8 t6 = (float8)(t4) * t5;
    const float8 t7 = t2 + t6;
    const float8 t9 = apus_load_float8(p10 + tb9 + j);
    const float8 t10 = (float8)(t8) * t9;
    const float8 t12 = t5 * t5;
    const float8 t13 = (float8)(t11) * t12;
    const float8 t14 = t10 + t13;
    const float8 t15 = apus_load_float8(p11 + tb15 + j);
    const float8 t25 = t14 * (float8)(t24);
    const float8 t26 = sqrt(t25);
    const float8 t28 = t26 + (float8)(t27);
    const float8 t29 = t7 / t28;
    const float8 t30 = (float8)(t20) * t29;
    const float8 t31 = t15 - t30;
    apus_store_float8(t7, p0 + j);
    apus_store_float8(t14, p1 + j);
    apus_store_float8(t31, p2 + j);
  }
  #pragma clang loop vectorize(disable) unroll(disable)
  for (; j < end; ++j) {
    const float t1 = (p8[tb1 + j]);
    const float t2 = t0 * t1;
    const float t5 = (p9[tb5 + j]);
    const float t6 = t4 * t5;
    const float t7 = t2 + t6;
    const float t9 = (p10[tb9 + j]);
    const float t10 = t8 * t9;
    const float t12 = t5 * t5;
    const float t13 = t11 * t12;
    const float t14 = t10 + t13;
    const float t15 = (p11[tb15 + j]);
    const float t25 = t14 * t24;
    const float t26 = sqrt(t25);
    const float t28 = t26 + t27;
    const float t29 = t7 / t28;
    const float t30 = t20 * t29;
    const float t31 = t15 - t30;
    *(p0 + j) = t7;
    *(p1 + j) = t14;
    *(p2 + j) = t31;
  }
}
static void part_9643ba910042fc41(
    global float *v0, const ulong o0, global const float *v1, const ulong o1, global const float *v2, const ulong o2, volatile global int *fault, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  if (fault[0] != 0) return;
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  const float t0 = (p1[0]);
  const float t1 = (p2[0]);
  const float t2 = t0 * t1;
  const float t3 = 1.0f;
  const float t4 = t3 - t0;
  const float t5 = t2 + t4;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  int j = begin;
  for (; j <= end - 8; j += 8) {
    apus_store_float8((float8)(t5), p0 + j);
  }
  #pragma clang loop vectorize(disable) unroll(disable)
  for (; j < end; ++j) {
    *(p0 + j) = t5;
  }
}
static void part_7f2dff520069bb62(
    global const float *v0, const ulong o0, global const float *v1, const ulong o1, global const int *v2, const ulong o2, global const float *v3, const ulong o3, global float *v4, const ulong o4, const int d0, const int d1, volatile global int *fault, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global const float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global const int *p2 = v2 + o2;
  global const float *p3 = v3 + o3;
  global float *p4 = v4 + o4;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    const int at = unit;
    float8 lanes0 = (float8)(0.0f);
    float rest = 0.0f;
    const int tb0 = 0;
    const int tb1 = 0;
    const int tb2 = 0;
    const int tb3 = 0;
    int j = 0;
    #pragma clang loop vectorize(disable) unroll(disable)
    for (; j + 8 <= d0; j += 8) {
      const float8 t0 = apus_load_float8(p0 + tb0 + j);
      const float8 t1 = apus_load_float8(p1 + tb1 + j);
      const int8 t2 = apus_load_int8(p2 + tb2 + j);
      const float8 t3 = (float8)((apus_check(t2.s0, d1, 2, fault) ? p3[tb3 + j * d1 + t2.s0 * 1] : 0), (apus_check(t2.s1, d1, 2, fault) ? p3[tb3 + j * d1 + 1 * d1 + t2.s1 * 1] : 0), (apus_check(t2.s2, d1, 2, fault) ? p3[tb3 + j * d1 + 2 * d1 + t2.s2 * 1] : 0), (apus_check(t2.s3, d1, 2, fault) ? p3[tb3 + j * d1 + 3 * d1 + t2.s3 * 1] : 0), (apus_check(t2.s4, d1, 2, fault) ? p3[tb3 + j * d1 + 4 * d1 + t2.s4 * 1] : 0), (apus_check(t2.s5, d1, 2, fault) ? p3[tb3 + j * d1 + 5 * d1 + t2.s5 * 1] : 0), (apus_check(t2.s6, d1, 2, fault) ? p3[tb3 + j * d1 + 6 * d1 + t2.s6 * 1] : 0), (apus_check(t2.s7, d1, 2, fault) ? p3[tb3 + j * d1 + 7 * d1 + t2.s7 * 1] : 0));
      const float8 t4 = t3 - t0;
      const float8 t5 = apus_log8(t1);
      const float8 t6 = t5 - t4;
      lanes0 = lanes0 + t6;
    }
    #pragma clang loop vectorize(disable) unroll(disable)
    for (; j < d0; ++j) {
      const float t0 = (p0[tb0 + j]);
      const float t1 = (p1[tb1 + j]);
      const int t2 = (p2[tb2 + j]);
      const float t3 = (apus_check(t2, d1, 2, fault) ? p3[tb3 + j * d1 + t2 * 1] : 0);
      const float t4 = t3 - t0;
      const float t5 = apus_log1(t1);
      const float t6 = t5 - t4;
      rest = rest + t6;
    }
    const float4 half4 = lanes0.lo + lanes0.hi;
    const float2 half2 = half4.lo + half4.hi;
    float accumulator = half2.lo + half2.hi;
    accumulator = accumulator + rest;
    const long f1 = (long)(d0);
    const float f2 = convert_float(f1);
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    *(p4 + at) = f3;
  }
}
static void part_284c62841878a5bd(
    global int *v0, const ulong o0, global const int *v1, const ulong o1, const int d0, volatile global int *fault, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global int *p0 = v0 + o0;
  global const int *p1 = v1 + o1;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  const int tb0 = 0;
  int j = begin;
  for (; j <= end - 8; j += 8) {
    const int8 t0 = apus_load_int8(p1 + tb0 + j);
    const int8 t1 = (int8)((apus_check(t0.s0, d0, 4, fault) ? t0.s0 : -1), (apus_check(t0.s1, d0, 4, fault) ? t0.s1 : -1), (apus_check(t0.s2, d0, 4, fault) ? t0.s2 : -1), (apus_check(t0.s3, d0, 4, fault) ? t0.s3 : -1), (apus_check(t0.s4, d0, 4, fault) ? t0.s4 : -1), (apus_check(t0.s5, d0, 4, fault) ? t0.s5 : -1), (apus_check(t0.s6, d0, 4, fault) ? t0.s6 : -1), (apus_check(t0.s7, d0, 4, fault) ? t0.s7 : -1));
    apus_store_int8(t1, p0 + j);
  }
  #pragma clang loop vectorize(disable) unroll(disable)
  for (; j < end; ++j) {
    const int t0 = (p1[tb0 + j]);
    const int t1 = (apus_check(t0, d0, 4, fault) ? t0 : -1);
    *(p0 + j) = t1;
  }
}
static void part_c56b826986a40478(
    global float *v0, const ulong o0, global float *v1, const ulong o1, global float *v2, const ulong o2, global const float *v3, const ulong o3, global const float *v4, const ulong o4, global const float *v5, const ulong o5, global const float *v6, const ulong o6, global const float *v7, const ulong o7, global const float *v8, const ulong o8, global const float *v9, const ulong o9, global const float *v10, const ulong o10, global const float *v11, const ulong o11, global const float *v12, const ulong o12, volatile global int *fault, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  if (fault[0] != 0) return;
  global float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  global float *p2 = v2 + o2;
  global const float *p3 = v3 + o3;
  global const float *p4 = v4 + o4;
  global const float *p5 = v5 + o5;
  global const float *p6 = v6 + o6;
  global const float *p7 = v7 + o7;
  global const float *p8 = v8 + o8;
  global const float *p9 = v9 + o9;
  global const float *p10 = v10 + o10;
  global const float *p11 = v11 + o11;
  global const float *p12 = v12 + o12;
  const float t0 = (p3[0]);
  const float t3 = 1.0f;
  const float t4 = t3 - t0;
  const float t8 = (p4[0]);
  const float t11 = t3 - t8;
  const float t16 = (p5[0]);
  const float t17 = (p6[0]);
  const float t18 = t16 * t17;
  const float t19 = t3 - t18;
  const float t21 = (p7[0]);
  const float t22 = t0 * t21;
  const float t23 = t22 + t4;
  const float t24 = t16 / t23;
  const float t25 = (p8[0]);
  const float t26 = t8 * t25;
  const float t27 = t26 + t11;
  const float t28 = t3 / t27;
  const float t31 = 1e-08f;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  const int tb1 = 0;
  const int tb5 = 0;
  const int tb9 = 0;
  const int tb15 = 0;
  int j = begin;
  for (; j <= end - 8; j += 8) {
    const float8 t1 = apus_load_float8(p9 + tb1 + j);
    const float8 t2 = (float8)(t0) * t1;
    const float8 t5 = apus_load_float8(p10 + tb5 + j);
    const float8 t6 = (float8)(t4) * t5;
    const float8 t7 = t2 + t6;
    const float8 t9 = apus_load_float8(p11 + tb9 + j);
    const float8 t10 = (float8)(t8) * t9;
    const float8 t12 = t5 * t5;
    const float8 t13 = (float8)(t11) * t12;
    const float8 t14 = t10 + t13;
    const float8 t15 = apus_load_float8(p12 + tb15 + j);
    const float8 t20 = t15 * (float8)(t19);
    const float8 t29 = t14 * (float8)(t28);
    const float8 t30 = sqrt(t29);
    const float8 t32 = t30 + (float8)(t31);
    const float8 t33 = t7 / t32;
    const float8 t34 = (float8)(t24) * t33;
    const float8 t35 = t20 - t34;
    apus_store_float8(t7, p0 + j);
    apus_store_float8(t14, p1 + j);
    apus_store_float8(t35, p2 + j);
  }
  #pragma clang loop vectorize(disable) unroll(disable)
  for (; j < end; ++j) {
    const float t1 = (p9[tb1 + j]);
    const float t2 = t0 * t1;
    const float t5 = (p10[tb5 + j]);
    const float t6 = t4 * t5;
    const float t7 = t2 + t6;
    const float t9 = (p11[tb9 + j]);
    const float t10 = t8 * t9;
    const float t12 = t5 * t5;
    const float t13 = t11 * t12;
    const float t14 = t10 + t13;
    const float t15 = (p12[tb15 + j]);
    const float t20 = t15 * t19;
    const float t29 = t14 * t28;
    const float t30 = sqrt(t29);
    const float t32 = t30 + t31;
    const float t33 = t7 / t32;
    const float t34 = t24 * t33;
    const float t35 = t20 - t34;
    *(p0 + j) = t7;
    *(p1 + j) = t14;
    *(p2 + j) = t35;
  }
}
// inTurn: 10 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void inTurn_317fbf689f735253(
    global const long *table, const int count,
    global uchar *b0, global uchar *b1, global uchar *b2, global uchar *b3, global uchar *b4, global uchar *b5, global uchar *b6)
{
  global uchar *base[] = {b0, b1, b2, b3, b4, b5, b6};
  for (int part = 0; part < count; ++part) {
    global const long *t = table + part * 23;
    for (int id2 = 0; id2 < (int)t[4]; ++id2) {
      for (int id1 = 0; id1 < (int)t[3]; ++id1) {
        for (int id0 = 0; id0 < (int)t[2]; ++id0) {
          switch ((int)t[1]) {
            case 0: part_48fdab2212a9e0a3((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (int)t[13], (int)t[14], (int)t[15], (int)t[16], id0, id1, id2); break;
            case 1: part_59a2a72052671975((global const float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (global float *)base[(int)t[13]], (ulong)t[14], (global float *)base[(int)t[15]], (ulong)t[16], (global float *)base[(int)t[17]], (ulong)t[18], (int)t[19], (int)t[20], (int)t[21], (int)t[22], id0, id1, id2); break;
            case 2: part_1a7d410167e74602((global const float *)base[(int)t[5]], (ulong)t[6], (global float *)base[(int)t[7]], (ulong)t[8], (int)t[9], (int)t[10], (int)t[11], id0, id1, id2); break;
            case 3: part_de5357e3d0bd864b((global const float *)base[(int)t[5]], (ulong)t[6], (global float *)base[(int)t[7]], (ulong)t[8], (int)t[9], (int)t[10], (int)t[11], id0, id1, id2); break;
            case 4: part_e1a38e9e4f0b95e6((global const float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (global float *)base[(int)t[11]], (ulong)t[12], (int)t[13], (int)t[14], (int)t[15], id0, id1, id2); break;
            case 5: part_5412ea5aeca4b011((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (int)t[11], (int)t[12], (int)t[13], (int)t[14], id0, id1, id2); break;
            case 6: part_758bc86535ff0a92((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (int)t[9], (int)t[10], (int)t[11], (int)t[12], id0, id1, id2); break;
            case 7: part_9f764eefd2320e91((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (int)t[11], (int)t[12], (int)t[13], (int)t[14], (int)t[15], id0, id1, id2); break;
            case 8: part_40c4a557a15e3519((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (volatile global int *)base[(int)t[13]], (int)t[14], (int)t[15], id0, id1, id2); break;
            case 9: part_fe1c68bcc1a13293((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (volatile global int *)base[(int)t[13]], (int)t[14], (int)t[15], id0, id1, id2); break;
          }
        }
      }
    }
  }
}
// gemm_24b17b66d1bfc730: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_24b17b66d1bfc730(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aM,
    const int bK,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = aM;
  const int rK = 1;
  const int lK = bK;
  const int rowPanels = (rowExtent + 3) / 4;
  const int lanePanels = (laneExtent + 23) / 24;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = b + bOffset;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 4, lane0 = lanePanel * 24;
      const int rowBase = min(row0, rowExtent - 4);
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = lane0 + 24 <= laneExtent ? 3 : 2;
      if (lane0 + 24 <= laneExtent) {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + lane0 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          { const float8 y0 = apus_load_float8(l0 + 1 * lK); const float8 y1 = apus_load_float8(l0 + 8 + 1 * lK); const float8 y2 = apus_load_float8(l0 + 16 + 1 * lK); float8 x;
          x = (float8)(r0[0 + 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride + 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride + 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0 + 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 2; r1 += 2; l0 += 2 * lK;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1; r1 += 1; l0 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float8 value = c0_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } } { const int row = row0 + 0, column = lane0 + 16; const float8 value = c0_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float8 value = c1_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } } { const int row = row0 + 1, column = lane0 + 16; const float8 value = c1_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float8 value = c2_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } } { const int row = row0 + 2, column = lane0 + 16; const float8 value = c2_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float8 value = c3_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } } { const int row = row0 + 3, column = lane0 + 16; const float8 value = c3_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      } else {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * lK;
        global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
        int k = 0;
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l1); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
          r0 += 1; r1 += 1; l0 += 1 * lK; l1 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float4 value = c0_1.s4567; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float4 t1 = apus_load_float4(p0 + tb1 + column); const float4 t2 = value + t1; const float4 t3 = select(t2, (float4)(0.0f), (t2 < (float4)(0.0f))); const int at = row * d1 + column; apus_store_float4(t3, p1 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float4 value = c1_1.s4567; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float4 t1 = apus_load_float4(p0 + tb1 + column); const float4 t2 = value + t1; const float4 t3 = select(t2, (float4)(0.0f), (t2 < (float4)(0.0f))); const int at = row * d1 + column; apus_store_float4(t3, p1 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float4 value = c2_1.s4567; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float4 t1 = apus_load_float4(p0 + tb1 + column); const float4 t2 = value + t1; const float4 t3 = select(t2, (float4)(0.0f), (t2 < (float4)(0.0f))); const int at = row * d1 + column; apus_store_float4(t3, p1 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float4 value = c3_1.s4567; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float4 t1 = apus_load_float4(p0 + tb1 + column); const float4 t2 = value + t1; const float4 t3 = select(t2, (float4)(0.0f), (t2 < (float4)(0.0f))); const int at = row * d1 + column; apus_store_float4(t3, p1 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; apus_store_float8(t3, p1 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 24 + j * 8 + lane - base];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value + t1; const float t3 = (-(int)(t2 < 0.0f)) ? 0.0f : t2; const int at = row * d1 + column; *(p1 + at) = t3; }
          }
        }
      }
    }
  }
}
// gemm_c633cbbe2a057da5: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 6 x 16 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_c633cbbe2a057da5(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aM,
    const int bK,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = aM;
  const int rK = 1;
  const int lK = bK;
  const int rowPanels = (rowExtent + 5) / 6;
  const int lanePanels = (laneExtent + 15) / 16;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = b + bOffset;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 6, lane0 = lanePanel * 16;
      const int rowBase = min(row0, rowExtent - 6);
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = 2;
      {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * lK;
        global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
        float8 c4_0 = 0.0f; float8 c4_1 = 0.0f;
        float8 c5_0 = 0.0f; float8 c5_1 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l1); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
          x = (float8)(r1[rStride]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
          x = (float8)(r1[2 * rStride]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
          { const float8 y0 = apus_load_float8(l0 + 1 * lK); const float8 y1 = apus_load_float8(l1 + 1 * lK); float8 x;
          x = (float8)(r0[0 + 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
          x = (float8)(r0[rStride + 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
          x = (float8)(r0[2 * rStride + 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
          x = (float8)(r1[0 + 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
          x = (float8)(r1[rStride + 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
          x = (float8)(r1[2 * rStride + 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
          r0 += 2; r1 += 2; l0 += 2 * lK; l1 += 2 * lK;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l1); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
          x = (float8)(r1[rStride]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
          x = (float8)(r1[2 * rStride]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
          r0 += 1; r1 += 1; l0 += 1 * lK; l1 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float2 value = c0_1.s67; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float2 t1 = apus_load_float2(p0 + tb1 + column); const float2 t2 = value + t1; const int at = row * d1 + column; apus_store_float2(t2, p1 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float2 value = c1_1.s67; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float2 t1 = apus_load_float2(p0 + tb1 + column); const float2 t2 = value + t1; const int at = row * d1 + column; apus_store_float2(t2, p1 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float2 value = c2_1.s67; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float2 t1 = apus_load_float2(p0 + tb1 + column); const float2 t2 = value + t1; const int at = row * d1 + column; apus_store_float2(t2, p1 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float2 value = c3_1.s67; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float2 t1 = apus_load_float2(p0 + tb1 + column); const float2 t2 = value + t1; const int at = row * d1 + column; apus_store_float2(t2, p1 + at); } }
        { const int row = row0 + 4, column = lane0 + 0; const float8 value = c4_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 4, column = lane0 + 8; const float2 value = c4_1.s67; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float2 t1 = apus_load_float2(p0 + tb1 + column); const float2 t2 = value + t1; const int at = row * d1 + column; apus_store_float2(t2, p1 + at); } }
        { const int row = row0 + 5, column = lane0 + 0; const float8 value = c5_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 5, column = lane0 + 8; const float2 value = c5_1.s67; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float2 t1 = apus_load_float2(p0 + tb1 + column); const float2 t2 = value + t1; const int at = row * d1 + column; apus_store_float2(t2, p1 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
        acc.vectors[2] = c1_0; acc.vectors[3] = c1_1;
        acc.vectors[4] = c2_0; acc.vectors[5] = c2_1;
        acc.vectors[6] = c3_0; acc.vectors[7] = c3_1;
        acc.vectors[8] = c4_0; acc.vectors[9] = c4_1;
        acc.vectors[10] = c5_0; acc.vectors[11] = c5_1;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 6 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 2 + j];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 16 + j * 8 + lane - base];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value + t1; const int at = row * d1 + column; *(p1 + at) = t2; }
          }
        }
      }
    }
  }
}
// together: 2 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void together_851cfd963b753da5(
    global const long *table, const int count,
    global uchar *b0, global uchar *b1, global uchar *b2, global uchar *b3)
{
  global uchar *base[] = {b0, b1, b2, b3};
  const int item = (int)get_global_id(0);
  int part = 0;
  while (part + 1 < count && item >= (int)table[(part + 1) * 22]) ++part;
  global const long *t = table + part * 22;
  const int own = item - (int)t[0], n0 = (int)t[2], n1 = (int)t[3];
  const int id0 = own % n0, id1 = own / n0 % n1, id2 = own / n0 / n1;
  switch ((int)t[1]) {
    case 0: part_4ae03017088508a9((global const float *)base[(int)t[5]], (ulong)t[6], (global float *)base[(int)t[7]], (ulong)t[8], (global float *)base[(int)t[9]], (ulong)t[10], (global float *)base[(int)t[11]], (ulong)t[12], (global const int *)base[(int)t[13]], (ulong)t[14], (global float *)base[(int)t[15]], (ulong)t[16], (int)t[17], (int)t[18], (volatile global int *)base[(int)t[19]], (int)t[20], (int)t[21], id0, id1, id2); break;
    case 1: part_2133297d2745269f((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (int)t[9], (int)t[10], id0, id1, id2); break;
  }
}
// sum: rows over 1 of 1 loops.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void sum_645e0aa91f6d9479(
    global const float *v0, const ulong o0,
    global const float *v1, const ulong o1,
    global const int *v2, const ulong o2,
    global const float *v3, const ulong o3,
    global float *v4, const ulong o4,
    const int d0,
    const int d1,
    volatile global int *fault,
    const int total,
    const int chunk)
{
  global const float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global const int *p2 = v2 + o2;
  global const float *p3 = v3 + o3;
  global float *p4 = v4 + o4;
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    const int at = unit;
    float8 lanes0 = (float8)(0.0f);
    float rest = 0.0f;
    const int tb0 = 0;
    const int tb1 = 0;
    const int tb2 = 0;
    const int tb3 = 0;
    int j = 0;
    #pragma clang loop vectorize(disable) unroll(disable)
    for (; j + 8 <= d0; j += 8) {
      const float8 t0 = apus_load_float8(p0 + tb0 + j);
      const float8 t1 = apus_load_float8(p1 + tb1 + j);
      const int8 t2 = apus_load_int8(p2 + tb2 + j);
      const float8 t3 = (float8)((apus_check(t2.s0, d1, 1, fault) ? p3[tb3 + j * d1 + t2.s0 * 1] : 0), (apus_check(t2.s1, d1, 1, fault) ? p3[tb3 + j * d1 + 1 * d1 + t2.s1 * 1] : 0), (apus_check(t2.s2, d1, 1, fault) ? p3[tb3 + j * d1 + 2 * d1 + t2.s2 * 1] : 0), (apus_check(t2.s3, d1, 1, fault) ? p3[tb3 + j * d1 + 3 * d1 + t2.s3 * 1] : 0), (apus_check(t2.s4, d1, 1, fault) ? p3[tb3 + j * d1 + 4 * d1 + t2.s4 * 1] : 0), (apus_check(t2.s5, d1, 1, fault) ? p3[tb3 + j * d1 + 5 * d1 + t2.s5 * 1] : 0), (apus_check(t2.s6, d1, 1, fault) ? p3[tb3 + j * d1 + 6 * d1 + t2.s6 * 1] : 0), (apus_check(t2.s7, d1, 1, fault) ? p3[tb3 + j * d1 + 7 * d1 + t2.s7 * 1] : 0));
      const float8 t4 = t3 - t0;
      const float8 t5 = apus_log8(t1);
      const float8 t6 = t5 - t4;
      lanes0 = lanes0 + t6;
    }
    #pragma clang loop vectorize(disable) unroll(disable)
    for (; j < d0; ++j) {
      const float t0 = (p0[tb0 + j]);
      const float t1 = (p1[tb1 + j]);
      const int t2 = (p2[tb2 + j]);
      const float t3 = (apus_check(t2, d1, 1, fault) ? p3[tb3 + j * d1 + t2 * 1] : 0);
      const float t4 = t3 - t0;
      const float t5 = apus_log1(t1);
      const float t6 = t5 - t4;
      rest = rest + t6;
    }
    const float4 half4 = lanes0.lo + lanes0.hi;
    const float2 half2 = half4.lo + half4.hi;
    float accumulator = half2.lo + half2.hi;
    accumulator = accumulator + rest;
    const long f1 = (long)(d0);
    const float f2 = convert_float(f1);
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    *(p4 + at) = f3;
  }
}
// packB_10fd507ba2783113: packs B into panels [batch][panel][k][24], zero-padded.
// One work-item = 4 panels x 64 of k, or as much along k, which is transposed in 8 x 8 blocks.
// Tunables: lanes, panels and k per work-item.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void packB_10fd507ba2783113(
    global const float *b,
    const ulong bOffset,
    global float *packedB,
    const ulong packedBOffset,
    const int N,
    const int K,
    const int bN) {
  typedef float16 V16 __attribute__((aligned(4)));
  typedef float8 V8 __attribute__((aligned(4)));
  typedef float4 V4 __attribute__((aligned(4)));
  typedef float2 V2 __attribute__((aligned(4)));
  const int batch = get_global_id(2), extent = N;
  global const float *base = b + bOffset;
  const int panels = (extent + 23) / 24;
  const int chunks = (K + 63) / 64;
  const int item = get_global_id(1) * ((panels + 3) / 4) + get_global_id(0);
  const int unitEnd = min(item * 4 + 4, panels * chunks);
  for (int unit = item * 4, run; unit < unitEnd; unit += run) {
    const int panel = unit / chunks, chunk = unit - panel * chunks;
    run = min(unitEnd - unit, chunks - chunk);
    const int kBegin = chunk * 64, kEnd = min(kBegin + run * 64, K);
    const int first = panel * 24, count = min(extent - first, 24);
    global float *restrict to = packedB + packedBOffset
        + ((ulong)batch * panels + panel) * K * 24;
    global const float *from = base + (long)first * bN;
    int k = kBegin;
    for (k = kBegin; k + 8 <= kEnd; k += 8) {
      {
        const float8 x0_0 = apus_load_float8(from + (long)min(0, count - 1) * bN + k);
        const float8 x0_1 = apus_load_float8(from + (long)min(1, count - 1) * bN + k);
        const float8 x0_2 = apus_load_float8(from + (long)min(2, count - 1) * bN + k);
        const float8 x0_3 = apus_load_float8(from + (long)min(3, count - 1) * bN + k);
        const float8 x0_4 = apus_load_float8(from + (long)min(4, count - 1) * bN + k);
        const float8 x0_5 = apus_load_float8(from + (long)min(5, count - 1) * bN + k);
        const float8 x0_6 = apus_load_float8(from + (long)min(6, count - 1) * bN + k);
        const float8 x0_7 = apus_load_float8(from + (long)min(7, count - 1) * bN + k);
        const float8 x1_0 = (float8)(x0_0.s0, x0_4.s0, x0_0.s1, x0_4.s1, x0_0.s2, x0_4.s2, x0_0.s3, x0_4.s3);
        const float8 x1_1 = (float8)(x0_0.s4, x0_4.s4, x0_0.s5, x0_4.s5, x0_0.s6, x0_4.s6, x0_0.s7, x0_4.s7);
        const float8 x1_2 = (float8)(x0_1.s0, x0_5.s0, x0_1.s1, x0_5.s1, x0_1.s2, x0_5.s2, x0_1.s3, x0_5.s3);
        const float8 x1_3 = (float8)(x0_1.s4, x0_5.s4, x0_1.s5, x0_5.s5, x0_1.s6, x0_5.s6, x0_1.s7, x0_5.s7);
        const float8 x1_4 = (float8)(x0_2.s0, x0_6.s0, x0_2.s1, x0_6.s1, x0_2.s2, x0_6.s2, x0_2.s3, x0_6.s3);
        const float8 x1_5 = (float8)(x0_2.s4, x0_6.s4, x0_2.s5, x0_6.s5, x0_2.s6, x0_6.s6, x0_2.s7, x0_6.s7);
        const float8 x1_6 = (float8)(x0_3.s0, x0_7.s0, x0_3.s1, x0_7.s1, x0_3.s2, x0_7.s2, x0_3.s3, x0_7.s3);
        const float8 x1_7 = (float8)(x0_3.s4, x0_7.s4, x0_3.s5, x0_7.s5, x0_3.s6, x0_7.s6, x0_3.s7, x0_7.s7);
        const float8 x2_0 = (float8)(x1_0.s0, x1_4.s0, x1_0.s1, x1_4.s1, x1_0.s2, x1_4.s2, x1_0.s3, x1_4.s3);
        const float8 x2_1 = (float8)(x1_0.s4, x1_4.s4, x1_0.s5, x1_4.s5, x1_0.s6, x1_4.s6, x1_0.s7, x1_4.s7);
        const float8 x2_2 = (float8)(x1_1.s0, x1_5.s0, x1_1.s1, x1_5.s1, x1_1.s2, x1_5.s2, x1_1.s3, x1_5.s3);
        const float8 x2_3 = (float8)(x1_1.s4, x1_5.s4, x1_1.s5, x1_5.s5, x1_1.s6, x1_5.s6, x1_1.s7, x1_5.s7);
        const float8 x2_4 = (float8)(x1_2.s0, x1_6.s0, x1_2.s1, x1_6.s1, x1_2.s2, x1_6.s2, x1_2.s3, x1_6.s3);
        const float8 x2_5 = (float8)(x1_2.s4, x1_6.s4, x1_2.s5, x1_6.s5, x1_2.s6, x1_6.s6, x1_2.s7, x1_6.s7);
        const float8 x2_6 = (float8)(x1_3.s0, x1_7.s0, x1_3.s1, x1_7.s1, x1_3.s2, x1_7.s2, x1_3.s3, x1_7.s3);
        const float8 x2_7 = (float8)(x1_3.s4, x1_7.s4, x1_3.s5, x1_7.s5, x1_3.s6, x1_7.s6, x1_3.s7, x1_7.s7);
        const float8 x3_0 = (float8)(x2_0.s0, x2_4.s0, x2_0.s1, x2_4.s1, x2_0.s2, x2_4.s2, x2_0.s3, x2_4.s3);
        const float8 x3_1 = (float8)(x2_0.s4, x2_4.s4, x2_0.s5, x2_4.s5, x2_0.s6, x2_4.s6, x2_0.s7, x2_4.s7);
        const float8 x3_2 = (float8)(x2_1.s0, x2_5.s0, x2_1.s1, x2_5.s1, x2_1.s2, x2_5.s2, x2_1.s3, x2_5.s3);
        const float8 x3_3 = (float8)(x2_1.s4, x2_5.s4, x2_1.s5, x2_5.s5, x2_1.s6, x2_5.s6, x2_1.s7, x2_5.s7);
        const float8 x3_4 = (float8)(x2_2.s0, x2_6.s0, x2_2.s1, x2_6.s1, x2_2.s2, x2_6.s2, x2_2.s3, x2_6.s3);
        const float8 x3_5 = (float8)(x2_2.s4, x2_6.s4, x2_2.s5, x2_6.s5, x2_2.s6, x2_6.s6, x2_2.s7, x2_6.s7);
        const float8 x3_6 = (float8)(x2_3.s0, x2_7.s0, x2_3.s1, x2_7.s1, x2_3.s2, x2_7.s2, x2_3.s3, x2_7.s3);
        const float8 x3_7 = (float8)(x2_3.s4, x2_7.s4, x2_3.s5, x2_7.s5, x2_3.s6, x2_7.s6, x2_3.s7, x2_7.s7);
        const int8 mine = (int8)(0, 1, 2, 3, 4, 5, 6, 7) < count - 0;
        { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (ulong)(k + 0) * 24 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (ulong)(k + 1) * 24 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (ulong)(k + 2) * 24 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (ulong)(k + 3) * 24 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (ulong)(k + 4) * 24 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (ulong)(k + 5) * 24 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (ulong)(k + 6) * 24 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (ulong)(k + 7) * 24 + 0) = v; }
      }
    }
    for (k = kBegin; k + 8 <= kEnd; k += 8) {
      {
        const float8 x0_0 = apus_load_float8(from + (long)min(8, count - 1) * bN + k);
        const float8 x0_1 = apus_load_float8(from + (long)min(9, count - 1) * bN + k);
        const float8 x0_2 = apus_load_float8(from + (long)min(10, count - 1) * bN + k);
        const float8 x0_3 = apus_load_float8(from + (long)min(11, count - 1) * bN + k);
        const float8 x0_4 = apus_load_float8(from + (long)min(12, count - 1) * bN + k);
        const float8 x0_5 = apus_load_float8(from + (long)min(13, count - 1) * bN + k);
        const float8 x0_6 = apus_load_float8(from + (long)min(14, count - 1) * bN + k);
        const float8 x0_7 = apus_load_float8(from + (long)min(15, count - 1) * bN + k);
        const float8 x1_0 = (float8)(x0_0.s0, x0_4.s0, x0_0.s1, x0_4.s1, x0_0.s2, x0_4.s2, x0_0.s3, x0_4.s3);
        const float8 x1_1 = (float8)(x0_0.s4, x0_4.s4, x0_0.s5, x0_4.s5, x0_0.s6, x0_4.s6, x0_0.s7, x0_4.s7);
        const float8 x1_2 = (float8)(x0_1.s0, x0_5.s0, x0_1.s1, x0_5.s1, x0_1.s2, x0_5.s2, x0_1.s3, x0_5.s3);
        const float8 x1_3 = (float8)(x0_1.s4, x0_5.s4, x0_1.s5, x0_5.s5, x0_1.s6, x0_5.s6, x0_1.s7, x0_5.s7);
        const float8 x1_4 = (float8)(x0_2.s0, x0_6.s0, x0_2.s1, x0_6.s1, x0_2.s2, x0_6.s2, x0_2.s3, x0_6.s3);
        const float8 x1_5 = (float8)(x0_2.s4, x0_6.s4, x0_2.s5, x0_6.s5, x0_2.s6, x0_6.s6, x0_2.s7, x0_6.s7);
        const float8 x1_6 = (float8)(x0_3.s0, x0_7.s0, x0_3.s1, x0_7.s1, x0_3.s2, x0_7.s2, x0_3.s3, x0_7.s3);
        const float8 x1_7 = (float8)(x0_3.s4, x0_7.s4, x0_3.s5, x0_7.s5, x0_3.s6, x0_7.s6, x0_3.s7, x0_7.s7);
        const float8 x2_0 = (float8)(x1_0.s0, x1_4.s0, x1_0.s1, x1_4.s1, x1_0.s2, x1_4.s2, x1_0.s3, x1_4.s3);
        const float8 x2_1 = (float8)(x1_0.s4, x1_4.s4, x1_0.s5, x1_4.s5, x1_0.s6, x1_4.s6, x1_0.s7, x1_4.s7);
        const float8 x2_2 = (float8)(x1_1.s0, x1_5.s0, x1_1.s1, x1_5.s1, x1_1.s2, x1_5.s2, x1_1.s3, x1_5.s3);
        const float8 x2_3 = (float8)(x1_1.s4, x1_5.s4, x1_1.s5, x1_5.s5, x1_1.s6, x1_5.s6, x1_1.s7, x1_5.s7);
        const float8 x2_4 = (float8)(x1_2.s0, x1_6.s0, x1_2.s1, x1_6.s1, x1_2.s2, x1_6.s2, x1_2.s3, x1_6.s3);
        const float8 x2_5 = (float8)(x1_2.s4, x1_6.s4, x1_2.s5, x1_6.s5, x1_2.s6, x1_6.s6, x1_2.s7, x1_6.s7);
        const float8 x2_6 = (float8)(x1_3.s0, x1_7.s0, x1_3.s1, x1_7.s1, x1_3.s2, x1_7.s2, x1_3.s3, x1_7.s3);
        const float8 x2_7 = (float8)(x1_3.s4, x1_7.s4, x1_3.s5, x1_7.s5, x1_3.s6, x1_7.s6, x1_3.s7, x1_7.s7);
        const float8 x3_0 = (float8)(x2_0.s0, x2_4.s0, x2_0.s1, x2_4.s1, x2_0.s2, x2_4.s2, x2_0.s3, x2_4.s3);
        const float8 x3_1 = (float8)(x2_0.s4, x2_4.s4, x2_0.s5, x2_4.s5, x2_0.s6, x2_4.s6, x2_0.s7, x2_4.s7);
        const float8 x3_2 = (float8)(x2_1.s0, x2_5.s0, x2_1.s1, x2_5.s1, x2_1.s2, x2_5.s2, x2_1.s3, x2_5.s3);
        const float8 x3_3 = (float8)(x2_1.s4, x2_5.s4, x2_1.s5, x2_5.s5, x2_1.s6, x2_5.s6, x2_1.s7, x2_5.s7);
        const float8 x3_4 = (float8)(x2_2.s0, x2_6.s0, x2_2.s1, x2_6.s1, x2_2.s2, x2_6.s2, x2_2.s3, x2_6.s3);
        const float8 x3_5 = (float8)(x2_2.s4, x2_6.s4, x2_2.s5, x2_6.s5, x2_2.s6, x2_6.s6, x2_2.s7, x2_6.s7);
        const float8 x3_6 = (float8)(x2_3.s0, x2_7.s0, x2_3.s1, x2_7.s1, x2_3.s2, x2_7.s2, x2_3.s3, x2_7.s3);
        const float8 x3_7 = (float8)(x2_3.s4, x2_7.s4, x2_3.s5, x2_7.s5, x2_3.s6, x2_7.s6, x2_3.s7, x2_7.s7);
        const int8 mine = (int8)(0, 1, 2, 3, 4, 5, 6, 7) < count - 8;
        { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (ulong)(k + 0) * 24 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (ulong)(k + 1) * 24 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (ulong)(k + 2) * 24 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (ulong)(k + 3) * 24 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (ulong)(k + 4) * 24 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (ulong)(k + 5) * 24 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (ulong)(k + 6) * 24 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (ulong)(k + 7) * 24 + 8) = v; }
      }
    }
    for (k = kBegin; k + 8 <= kEnd; k += 8) {
      {
        const float8 x0_0 = apus_load_float8(from + (long)min(16, count - 1) * bN + k);
        const float8 x0_1 = apus_load_float8(from + (long)min(17, count - 1) * bN + k);
        const float8 x0_2 = apus_load_float8(from + (long)min(18, count - 1) * bN + k);
        const float8 x0_3 = apus_load_float8(from + (long)min(19, count - 1) * bN + k);
        const float8 x0_4 = apus_load_float8(from + (long)min(20, count - 1) * bN + k);
        const float8 x0_5 = apus_load_float8(from + (long)min(21, count - 1) * bN + k);
        const float8 x0_6 = apus_load_float8(from + (long)min(22, count - 1) * bN + k);
        const float8 x0_7 = apus_load_float8(from + (long)min(23, count - 1) * bN + k);
        const float8 x1_0 = (float8)(x0_0.s0, x0_4.s0, x0_0.s1, x0_4.s1, x0_0.s2, x0_4.s2, x0_0.s3, x0_4.s3);
        const float8 x1_1 = (float8)(x0_0.s4, x0_4.s4, x0_0.s5, x0_4.s5, x0_0.s6, x0_4.s6, x0_0.s7, x0_4.s7);
        const float8 x1_2 = (float8)(x0_1.s0, x0_5.s0, x0_1.s1, x0_5.s1, x0_1.s2, x0_5.s2, x0_1.s3, x0_5.s3);
        const float8 x1_3 = (float8)(x0_1.s4, x0_5.s4, x0_1.s5, x0_5.s5, x0_1.s6, x0_5.s6, x0_1.s7, x0_5.s7);
        const float8 x1_4 = (float8)(x0_2.s0, x0_6.s0, x0_2.s1, x0_6.s1, x0_2.s2, x0_6.s2, x0_2.s3, x0_6.s3);
        const float8 x1_5 = (float8)(x0_2.s4, x0_6.s4, x0_2.s5, x0_6.s5, x0_2.s6, x0_6.s6, x0_2.s7, x0_6.s7);
        const float8 x1_6 = (float8)(x0_3.s0, x0_7.s0, x0_3.s1, x0_7.s1, x0_3.s2, x0_7.s2, x0_3.s3, x0_7.s3);
        const float8 x1_7 = (float8)(x0_3.s4, x0_7.s4, x0_3.s5, x0_7.s5, x0_3.s6, x0_7.s6, x0_3.s7, x0_7.s7);
        const float8 x2_0 = (float8)(x1_0.s0, x1_4.s0, x1_0.s1, x1_4.s1, x1_0.s2, x1_4.s2, x1_0.s3, x1_4.s3);
        const float8 x2_1 = (float8)(x1_0.s4, x1_4.s4, x1_0.s5, x1_4.s5, x1_0.s6, x1_4.s6, x1_0.s7, x1_4.s7);
        const float8 x2_2 = (float8)(x1_1.s0, x1_5.s0, x1_1.s1, x1_5.s1, x1_1.s2, x1_5.s2, x1_1.s3, x1_5.s3);
        const float8 x2_3 = (float8)(x1_1.s4, x1_5.s4, x1_1.s5, x1_5.s5, x1_1.s6, x1_5.s6, x1_1.s7, x1_5.s7);
        const float8 x2_4 = (float8)(x1_2.s0, x1_6.s0, x1_2.s1, x1_6.s1, x1_2.s2, x1_6.s2, x1_2.s3, x1_6.s3);
        const float8 x2_5 = (float8)(x1_2.s4, x1_6.s4, x1_2.s5, x1_6.s5, x1_2.s6, x1_6.s6, x1_2.s7, x1_6.s7);
        const float8 x2_6 = (float8)(x1_3.s0, x1_7.s0, x1_3.s1, x1_7.s1, x1_3.s2, x1_7.s2, x1_3.s3, x1_7.s3);
        const float8 x2_7 = (float8)(x1_3.s4, x1_7.s4, x1_3.s5, x1_7.s5, x1_3.s6, x1_7.s6, x1_3.s7, x1_7.s7);
        const float8 x3_0 = (float8)(x2_0.s0, x2_4.s0, x2_0.s1, x2_4.s1, x2_0.s2, x2_4.s2, x2_0.s3, x2_4.s3);
        const float8 x3_1 = (float8)(x2_0.s4, x2_4.s4, x2_0.s5, x2_4.s5, x2_0.s6, x2_4.s6, x2_0.s7, x2_4.s7);
        const float8 x3_2 = (float8)(x2_1.s0, x2_5.s0, x2_1.s1, x2_5.s1, x2_1.s2, x2_5.s2, x2_1.s3, x2_5.s3);
        const float8 x3_3 = (float8)(x2_1.s4, x2_5.s4, x2_1.s5, x2_5.s5, x2_1.s6, x2_5.s6, x2_1.s7, x2_5.s7);
        const float8 x3_4 = (float8)(x2_2.s0, x2_6.s0, x2_2.s1, x2_6.s1, x2_2.s2, x2_6.s2, x2_2.s3, x2_6.s3);
        const float8 x3_5 = (float8)(x2_2.s4, x2_6.s4, x2_2.s5, x2_6.s5, x2_2.s6, x2_6.s6, x2_2.s7, x2_6.s7);
        const float8 x3_6 = (float8)(x2_3.s0, x2_7.s0, x2_3.s1, x2_7.s1, x2_3.s2, x2_7.s2, x2_3.s3, x2_7.s3);
        const float8 x3_7 = (float8)(x2_3.s4, x2_7.s4, x2_3.s5, x2_7.s5, x2_3.s6, x2_7.s6, x2_3.s7, x2_7.s7);
        const int8 mine = (int8)(0, 1, 2, 3, 4, 5, 6, 7) < count - 16;
        { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (ulong)(k + 0) * 24 + 16) = v; }
        { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (ulong)(k + 1) * 24 + 16) = v; }
        { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (ulong)(k + 2) * 24 + 16) = v; }
        { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (ulong)(k + 3) * 24 + 16) = v; }
        { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (ulong)(k + 4) * 24 + 16) = v; }
        { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (ulong)(k + 5) * 24 + 16) = v; }
        { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (ulong)(k + 6) * 24 + 16) = v; }
        { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (ulong)(k + 7) * 24 + 16) = v; }
      }
    }
    #pragma clang loop vectorize(disable) unroll(disable)
    for (; k < kEnd; ++k) {
      #pragma clang loop vectorize(disable) unroll(disable)
      for (int lane = 0; lane < count; ++lane) {
        to[(ulong)k * 24 + lane] = from[(long)lane * bN + (long)k * 1];
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (int lane = count; lane < 24; ++lane) {
        to[(ulong)k * 24 + lane] = 0.0f;
      }
    }
  }
}
// gemm_ba20b86d7083f497: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B packed.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_ba20b86d7083f497(
    global const float *a,
    const ulong aOffset,
    global float *packedB,
    const ulong packedBOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aM,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = aM;
  const int rK = 1;
  const int rowPanels = (rowExtent + 3) / 4;
  const int lanePanels = (laneExtent + 23) / 24;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = packedB + packedBOffset
      + (ulong)batch * lanePanels * K * 24;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 4, lane0 = lanePanel * 24;
      const int rowBase = min(row0, rowExtent - 4);
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = lane0 + 24 <= laneExtent ? 3 : 2;
      if (lane0 + 24 <= laneExtent) {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + ((ulong)lanePanel * K + kBegin) * 24;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          { const float8 y0 = apus_load_float8(l0 + 24); const float8 y1 = apus_load_float8(l0 + 8 + 24); const float8 y2 = apus_load_float8(l0 + 16 + 24); float8 x;
          x = (float8)(r0[0 + 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride + 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride + 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0 + 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 2; r1 += 2; l0 += 48;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1; r1 += 1; l0 += 24;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float8 value = c0_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } } { const int row = row0 + 0, column = lane0 + 16; const float8 value = c0_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float8 value = c1_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } } { const int row = row0 + 1, column = lane0 + 16; const float8 value = c1_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float8 value = c2_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } } { const int row = row0 + 2, column = lane0 + 16; const float8 value = c2_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float8 value = c3_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } } { const int row = row0 + 3, column = lane0 + 16; const float8 value = c3_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      } else {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + ((ulong)lanePanel * K + kBegin) * 24;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
        int k = 0;
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
          r0 += 1; r1 += 1; l0 += 24;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float4 value = c0_1.s0123; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float4 t1 = apus_load_float4(p0 + tb1 + column); const int4 t3 = (t1 <= (float4)(t2)); const float4 t4 = select(value, (float4)(t2), t3); const int at = row * d0 + column; apus_store_float4(t4, p1 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float4 value = c1_1.s0123; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float4 t1 = apus_load_float4(p0 + tb1 + column); const int4 t3 = (t1 <= (float4)(t2)); const float4 t4 = select(value, (float4)(t2), t3); const int at = row * d0 + column; apus_store_float4(t4, p1 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float4 value = c2_1.s0123; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float4 t1 = apus_load_float4(p0 + tb1 + column); const int4 t3 = (t1 <= (float4)(t2)); const float4 t4 = select(value, (float4)(t2), t3); const int at = row * d0 + column; apus_store_float4(t4, p1 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float4 value = c3_1.s0123; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float4 t1 = apus_load_float4(p0 + tb1 + column); const int4 t3 = (t1 <= (float4)(t2)); const float4 t4 = select(value, (float4)(t2), t3); const int at = row * d0 + column; apus_store_float4(t4, p1 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = own;
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; apus_store_float8(t4, p1 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 24 + j * 8 + lane - base];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const int t3 = -(int)(t1 <= t2); const float t4 = (t3) ? t2 : value; const int at = row * d0 + column; *(p1 + at) = t4; }
          }
        }
      }
    }
  }
}
// gemm_83badbecd7e854ee: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 6 x 16 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_83badbecd7e854ee(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    global float *sums,
    const ulong sumsOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aK,
    const int bK,
    global float *v0, const ulong o0,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = 1;
  const int rK = aK;
  const int lK = bK;
  const int rowPanels = (rowExtent + 5) / 6;
  const int lanePanels = (laneExtent + 15) / 16;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = b + bOffset;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 6, lane0 = lanePanel * 16;
      const int rowBase = min(row0, rowExtent - 6);
      if (rowPanel == lanePanel % rowPanels) {
        // The panel's columns of B, added up by one of the tiles that read them.
        global const float *from = bBase;
        const int at0 = min(lane0 + 0, laneExtent - 8); const int at1 = min(lane0 + 8, laneExtent - 8);
        float8 s0 = 0.0f; float8 s1 = 0.0f;
#pragma clang loop vectorize(disable) unroll(disable)
        for (int k = 0; k < K; ++k) {
        s0 += apus_load_float8(from + at0); s1 += apus_load_float8(from + at1);
        from += lK;
        }
        if (lane0 + 16 <= laneExtent) {
        apus_store_float8(s0, sums + sumsOffset + lane0 + 0); apus_store_float8(s1, sums + sumsOffset + lane0 + 8);
        } else {
        union { float8 vectors[2]; float lanes[16]; } rest;
        rest.vectors[0] = s0; rest.vectors[1] = s1;
#pragma clang loop vectorize(disable) unroll(disable)
        for (int lane = lane0; lane < laneExtent; ++lane) {
          const int own = lane - (lane - lane0) % 8;
          const int base = min(own, laneExtent - 8);
          *(sums + sumsOffset + lane) = rest.lanes[own - lane0 + lane - base];
        }
        }
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = 2;
      {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * lK;
        global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
        float8 c4_0 = 0.0f; float8 c4_1 = 0.0f;
        float8 c5_0 = 0.0f; float8 c5_1 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l1); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
          x = (float8)(r0[4]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
          x = (float8)(r0[5]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
          { const float8 y0 = apus_load_float8(l0 + 1 * lK); const float8 y1 = apus_load_float8(l1 + 1 * lK); float8 x;
          x = (float8)(r0[0 + 1 * rK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
          x = (float8)(r0[1 + 1 * rK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
          x = (float8)(r0[2 + 1 * rK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
          x = (float8)(r0[3 + 1 * rK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
          x = (float8)(r0[4 + 1 * rK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
          x = (float8)(r0[5 + 1 * rK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
          r0 += 2 * rK; l0 += 2 * lK; l1 += 2 * lK;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l1); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
          x = (float8)(r0[4]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
          x = (float8)(r0[5]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
          r0 += 1 * rK; l0 += 1 * lK; l1 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float2 value = c0_1.s67; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float2(value, p0 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float2 value = c1_1.s67; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float2(value, p0 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float2 value = c2_1.s67; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float2(value, p0 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float2 value = c3_1.s67; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float2(value, p0 + at); } }
        { const int row = row0 + 4, column = lane0 + 0; const float8 value = c4_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 4, column = lane0 + 8; const float2 value = c4_1.s67; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float2(value, p0 + at); } }
        { const int row = row0 + 5, column = lane0 + 0; const float8 value = c5_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 5, column = lane0 + 8; const float2 value = c5_1.s67; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float2(value, p0 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
        acc.vectors[2] = c1_0; acc.vectors[3] = c1_1;
        acc.vectors[4] = c2_0; acc.vectors[5] = c2_1;
        acc.vectors[6] = c3_0; acc.vectors[7] = c3_1;
        acc.vectors[8] = c4_0; acc.vectors[9] = c4_1;
        acc.vectors[10] = c5_0; acc.vectors[11] = c5_1;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 6 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 2 + j];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 16 + j * 8 + lane - base];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; *(p0 + at) = value; }
          }
        }
      }
    }
  }
}
// gemm_1f0271732e05d037: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_1f0271732e05d037(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    global float *sums,
    const ulong sumsOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aK,
    const int bK,
    global float *v0, const ulong o0,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = 1;
  const int rK = aK;
  const int lK = bK;
  const int rowPanels = (rowExtent + 3) / 4;
  const int lanePanels = (laneExtent + 23) / 24;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = b + bOffset;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 4, lane0 = lanePanel * 24;
      const int rowBase = min(row0, rowExtent - 4);
      if (rowPanel == lanePanel % rowPanels) {
        // The panel's columns of B, added up by one of the tiles that read them.
        global const float *from = bBase;
        const int at0 = min(lane0 + 0, laneExtent - 8); const int at1 = min(lane0 + 8, laneExtent - 8); const int at2 = min(lane0 + 16, laneExtent - 8);
        float8 s0 = 0.0f; float8 s1 = 0.0f; float8 s2 = 0.0f;
#pragma clang loop vectorize(disable) unroll(disable)
        for (int k = 0; k < K; ++k) {
        s0 += apus_load_float8(from + at0); s1 += apus_load_float8(from + at1); s2 += apus_load_float8(from + at2);
        from += lK;
        }
        if (lane0 + 24 <= laneExtent) {
        apus_store_float8(s0, sums + sumsOffset + lane0 + 0); apus_store_float8(s1, sums + sumsOffset + lane0 + 8); apus_store_float8(s2, sums + sumsOffset + lane0 + 16);
        } else {
        union { float8 vectors[3]; float lanes[24]; } rest;
        rest.vectors[0] = s0; rest.vectors[1] = s1; rest.vectors[2] = s2;
#pragma clang loop vectorize(disable) unroll(disable)
        for (int lane = lane0; lane < laneExtent; ++lane) {
          const int own = lane - (lane - lane0) % 8;
          const int base = min(own, laneExtent - 8);
          *(sums + sumsOffset + lane) = rest.lanes[own - lane0 + lane - base];
        }
        }
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = lane0 + 24 <= laneExtent ? 3 : 2;
      if (lane0 + 24 <= laneExtent) {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *l0 = bBase + lane0 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          { const float8 y0 = apus_load_float8(l0 + 1 * lK); const float8 y1 = apus_load_float8(l0 + 8 + 1 * lK); const float8 y2 = apus_load_float8(l0 + 16 + 1 * lK); float8 x;
          x = (float8)(r0[0 + 1 * rK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1 + 1 * rK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 + 1 * rK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3 + 1 * rK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 2 * rK; l0 += 2 * lK;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1 * rK; l0 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float8 value = c0_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 16; const float8 value = c0_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float8 value = c1_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 16; const float8 value = c1_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float8 value = c2_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 16; const float8 value = c2_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float8 value = c3_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 16; const float8 value = c3_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      } else {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * lK;
        global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
        int k = 0;
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l1); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
          r0 += 1 * rK; l0 += 1 * lK; l1 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float4 value = c0_1.s4567; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float4(value, p0 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float4 value = c1_1.s4567; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float4(value, p0 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float4 value = c2_1.s4567; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float4(value, p0 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float4 value = c3_1.s4567; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float4(value, p0 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 24 + j * 8 + lane - base];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; *(p0 + at) = value; }
          }
        }
      }
    }
  }
}
// together: 2 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void together_bf9ac863bfd0930e(
    global const long *table, const int count,
    global uchar *b0, global uchar *b1, global uchar *b2, global uchar *b3, global uchar *b4)
{
  global uchar *base[] = {b0, b1, b2, b3, b4};
  const int item = (int)get_global_id(0);
  int part = 0;
  while (part + 1 < count && item >= (int)table[(part + 1) * 32]) ++part;
  global const long *t = table + part * 32;
  const int own = item - (int)t[0], n0 = (int)t[2], n1 = (int)t[3];
  const int id0 = own % n0, id1 = own / n0 % n1, id2 = own / n0 / n1;
  switch ((int)t[1]) {
    case 0: part_14e360cd3dbd655c((global float *)base[(int)t[5]], (ulong)t[6], (global float *)base[(int)t[7]], (ulong)t[8], (global float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (global const float *)base[(int)t[13]], (ulong)t[14], (global const float *)base[(int)t[15]], (ulong)t[16], (global const float *)base[(int)t[17]], (ulong)t[18], (global const float *)base[(int)t[19]], (ulong)t[20], (global const float *)base[(int)t[21]], (ulong)t[22], (global const float *)base[(int)t[23]], (ulong)t[24], (global const float *)base[(int)t[25]], (ulong)t[26], (global const float *)base[(int)t[27]], (ulong)t[28], (volatile global int *)base[(int)t[29]], (int)t[30], (int)t[31], id0, id1, id2); break;
    case 1: part_9643ba910042fc41((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (volatile global int *)base[(int)t[11]], (int)t[12], (int)t[13], id0, id1, id2); break;
  }
}
// rows: 5 stages for each row, over 2 loops of rows.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void rows_c333129128abf304(
    global float *v0, const ulong o0,
    global const int *v1, const ulong o1,
    global const float *v2, const ulong o2,
    global const float *v3, const ulong o3,
    global const float *v4, const ulong o4,
    global float *v5, const ulong o5,
    global float *v6, const ulong o6,
    global float *v7, const ulong o7,
    global const float *v8, const ulong o8,
    global const float *v9, const ulong o9,
    global float *w0, const ulong q0,
    const int d0,
    const int d1,
    const int d2,
    const int d3,
    volatile global int *fault,
    const int total,
    const int chunk)
{
  global float *p0 = v0 + o0;
  global const int *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  global const float *p3 = v3 + o3;
  global const float *p4 = v4 + o4;
  global float *p5 = v5 + o5;
  global float *p6 = v6 + o6;
  global float *p7 = v7 + o7;
  global const float *p8 = v8 + o8;
  global const float *p9 = v9 + o9;
  global float *s0 = w0 + q0 + (ulong)get_global_id(0) * d0;
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    const int at = unit;
    int row = unit;
    const int i1 = row % d1;
    row /= d1;
    const int i0 = row;
    // 1 of 5
     {
      const int t0 = (p1[i0 * d1 + i1]);
      const int tb1 = 0;
      const int tb2 = i1 * d0;
      int j = 0;
      for (; j + 8 <= d0; j += 8) {
        const float8 t1 = (apus_check(t0, d2, 1, fault)) ? apus_load_float8(p2 + tb1 + j + t0 * d0) : (float8)(0);
        const float8 t2 = apus_load_float8(p3 + tb2 + j);
        const float8 t3 = t1 + t2;
        apus_store_float8(t3, p0 + unit * d0 + j);
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t1 = (apus_check(t0, d2, 1, fault) ? p2[tb1 + j + t0 * d0] : 0);
        const float t2 = (p3[tb2 + j]);
        const float t3 = t1 + t2;
        *(p0 + unit * d0 + j) = t3;
      }
    }
    // 2 of 5
    float r0;
     {
      float8 lanes0 = (float8)(0.0f);
      float8 lanes1 = (float8)(0.0f);
      float8 lanes2 = (float8)(0.0f);
      float8 lanes3 = (float8)(0.0f);
      float rest = 0.0f;
      const int tb0 = i0 * d3 + i1 * d0;
      int j = 0;
      while (j + 32 <= d0) {
         {
          const float8 t0 = apus_load_float8(p4 + tb0 + j);
          lanes0 = lanes0 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p4 + tb0 + j);
          lanes1 = lanes1 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p4 + tb0 + j);
          lanes2 = lanes2 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p4 + tb0 + j);
          lanes3 = lanes3 + t0;
          j += 8;
        }
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = apus_load_float8(p4 + tb0 + j);
        lanes0 = lanes0 + t0;
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t0 = (p4[tb0 + j]);
        rest = rest + t0;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      const float4 half4 = lanes0.lo + lanes0.hi;
      const float2 half2 = half4.lo + half4.hi;
      float accumulator = half2.lo + half2.hi;
      accumulator = accumulator + rest;
      const long f1 = (long)(d0);
      const float f2 = convert_float(f1);
      /* f0 is the accumulator */
      const float f3 = accumulator / f2;
      r0 = f3;
    }
    // 3 of 5
     {
      const float t1 = r0;
      const int tb0 = i0 * d3 + i1 * d0;
      int j = 0;
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = apus_load_float8(p4 + tb0 + j);
        const float8 t2 = t0 - (float8)(t1);
        apus_store_float8(t2, s0 + j);
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t0 = (p4[tb0 + j]);
        const float t2 = t0 - t1;
        *(s0 + j) = t2;
      }
    }
    // 4 of 5
    float r1;
     {
      float8 lanes0 = (float8)(0.0f);
      float8 lanes1 = (float8)(0.0f);
      float8 lanes2 = (float8)(0.0f);
      float8 lanes3 = (float8)(0.0f);
      float rest = 0.0f;
      const int tb0 = 0;
      int j = 0;
      while (j + 32 <= d0) {
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          const float8 t1 = t0 * t0;
          lanes0 = lanes0 + t1;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          const float8 t1 = t0 * t0;
          lanes1 = lanes1 + t1;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          const float8 t1 = t0 * t0;
          lanes2 = lanes2 + t1;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          const float8 t1 = t0 * t0;
          lanes3 = lanes3 + t1;
          j += 8;
        }
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = apus_load_float8(s0 + tb0 + j);
        const float8 t1 = t0 * t0;
        lanes0 = lanes0 + t1;
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t0 = (s0[tb0 + j]);
        const float t1 = t0 * t0;
        rest = rest + t1;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      const float4 half4 = lanes0.lo + lanes0.hi;
      const float2 half2 = half4.lo + half4.hi;
      float accumulator = half2.lo + half2.hi;
      accumulator = accumulator + rest;
      const long f1 = (long)(d0);
      const float f2 = convert_float(f1);
      const float f4 = 1e-05f;
      const float f6 = 1.0f;
      /* f0 is the accumulator */
      const float f3 = accumulator / f2;
      const float f5 = f3 + f4;
      const float f7 = sqrt(f5);
      const float f8 = f6 / f7;
      r1 = f8;
      *(p5 + at) = f8;
    }
    // 5 of 5
     {
      const float t1 = r1;
      const int tb0 = 0;
      const int tb3 = 0;
      const int tb5 = 0;
      int j = 0;
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = apus_load_float8(s0 + tb0 + j);
        const float8 t2 = t0 * (float8)(t1);
        const float8 t3 = apus_load_float8(p8 + tb3 + j);
        const float8 t4 = t2 * t3;
        const float8 t5 = apus_load_float8(p9 + tb5 + j);
        const float8 t6 = t4 + t5;
        apus_store_float8(t2, p6 + unit * d0 + j);
        apus_store_float8(t6, p7 + unit * d0 + j);
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t0 = (s0[tb0 + j]);
        const float t2 = t0 * t1;
        const float t3 = (p8[tb3 + j]);
        const float t4 = t2 * t3;
        const float t5 = (p9[tb5 + j]);
        const float t6 = t4 + t5;
        *(p6 + unit * d0 + j) = t2;
        *(p7 + unit * d0 + j) = t6;
      }
    }
  }
}
// gemm_1db74b65095bee30: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_1db74b65095bee30(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aM,
    const int bK,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = aM;
  const int rK = 1;
  const int lK = bK;
  const int rowPanels = (rowExtent + 3) / 4;
  const int lanePanels = (laneExtent + 23) / 24;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = b + bOffset;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 4, lane0 = lanePanel * 24;
      const int rowBase = min(row0, rowExtent - 4);
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = 3;
      {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + lane0 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          { const float8 y0 = apus_load_float8(l0 + 1 * lK); const float8 y1 = apus_load_float8(l0 + 8 + 1 * lK); const float8 y2 = apus_load_float8(l0 + 16 + 1 * lK); float8 x;
          x = (float8)(r0[0 + 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride + 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride + 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0 + 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 2; r1 += 2; l0 += 2 * lK;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1; r1 += 1; l0 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float8 value = c0_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 0, column = lane0 + 16; const float8 value = c0_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float8 value = c1_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 1, column = lane0 + 16; const float8 value = c1_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float8 value = c2_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 2, column = lane0 + 16; const float8 value = c2_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float8 value = c3_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 3, column = lane0 + 16; const float8 value = c3_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 24 + j * 8 + lane - base];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value + t1; const int at = row * d1 + column; *(p1 + at) = t2; }
          }
        }
      }
    }
  }
}
// Attention, forward, causal, over 2 batch loops.
// Tiles of 4 x 16, 64 rows meet a block of 16 lanes at a time.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void attention_2f6364991fdc3ac4(
    const int queries,
    const int keys,
    const int width,
    const int values,
    const int shift,
    const float scale,
    const int batch1,
    global const float *qBuffer,
    const ulong qOffset,
    const int qBatch0,
    const int qBatch1,
    global const float *kBuffer,
    const ulong kOffset,
    const int kBatch0,
    const int kBatch1,
    global const float *vBuffer,
    const ulong vOffset,
    const int vBatch0,
    const int vBatch1,
    global float *madeBuffer,
    const ulong madeOffset,
    const int madeBatch0,
    const int madeBatch1,
    global float *logsBuffer,
    const ulong logsOffset,
    const int logsBatch0,
    const int logsBatch1,
    const int qRow,
    const int kRow,
    const int vRow,
    const int packedCount,
    const int madeRow,
    const int logsRow,
    const int total,
    const int chunk,
    global float *scratchBuffer,
    const ulong scratchOffset,
    const int scratchCount)
{
  typedef float8 V8 __attribute__((aligned(4)));
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  global float *scratch = scratchBuffer + scratchOffset + (ulong)get_global_id(0) * scratchCount;
  for (int unit = begin; unit < end; ++unit) {
    const int blocks = (queries + 15) / 16;
    const int first = unit % blocks * 16;
    int batch = unit / blocks;
    const int live = min(queries - first, 16);
    global float *packed = scratch, *scores = packed + packedCount;
    global float *sums = scores + 1024;
    const int b1 = batch % batch1;
    batch /= batch1;
    const int b0 = batch;
    global const float *q = qBuffer + qOffset + (long)b0 * qBatch0 + (long)b1 * qBatch1;
    global const float *k = kBuffer + kOffset + (long)b0 * kBatch0 + (long)b1 * kBatch1;
    global const float *v = vBuffer + vOffset + (long)b0 * vBatch0 + (long)b1 * vBatch1;
    global float *made = madeBuffer + madeOffset + (long)b0 * madeBatch0 + (long)b1 * madeBatch1;
    global float *logs = logsBuffer + logsOffset + (long)b0 * logsBatch0 + (long)b1 * logsBatch1;
     {
      global const float *from = q + first * (long)qRow;
      global float *to = packed;
      const int count = live;
      int k = 0;
      for (; k + 8 <= width; k += 8) {
              {
                const float8 x0_0 = apus_load_float8(from + (long)min(0, count - 1) * qRow + k);
                const float8 x0_1 = apus_load_float8(from + (long)min(1, count - 1) * qRow + k);
                const float8 x0_2 = apus_load_float8(from + (long)min(2, count - 1) * qRow + k);
                const float8 x0_3 = apus_load_float8(from + (long)min(3, count - 1) * qRow + k);
                const float8 x0_4 = apus_load_float8(from + (long)min(4, count - 1) * qRow + k);
                const float8 x0_5 = apus_load_float8(from + (long)min(5, count - 1) * qRow + k);
                const float8 x0_6 = apus_load_float8(from + (long)min(6, count - 1) * qRow + k);
                const float8 x0_7 = apus_load_float8(from + (long)min(7, count - 1) * qRow + k);
                const float8 x1_0 = (float8)(x0_0.s0, x0_4.s0, x0_0.s1, x0_4.s1, x0_0.s2, x0_4.s2, x0_0.s3, x0_4.s3);
                const float8 x1_1 = (float8)(x0_0.s4, x0_4.s4, x0_0.s5, x0_4.s5, x0_0.s6, x0_4.s6, x0_0.s7, x0_4.s7);
                const float8 x1_2 = (float8)(x0_1.s0, x0_5.s0, x0_1.s1, x0_5.s1, x0_1.s2, x0_5.s2, x0_1.s3, x0_5.s3);
                const float8 x1_3 = (float8)(x0_1.s4, x0_5.s4, x0_1.s5, x0_5.s5, x0_1.s6, x0_5.s6, x0_1.s7, x0_5.s7);
                const float8 x1_4 = (float8)(x0_2.s0, x0_6.s0, x0_2.s1, x0_6.s1, x0_2.s2, x0_6.s2, x0_2.s3, x0_6.s3);
                const float8 x1_5 = (float8)(x0_2.s4, x0_6.s4, x0_2.s5, x0_6.s5, x0_2.s6, x0_6.s6, x0_2.s7, x0_6.s7);
                const float8 x1_6 = (float8)(x0_3.s0, x0_7.s0, x0_3.s1, x0_7.s1, x0_3.s2, x0_7.s2, x0_3.s3, x0_7.s3);
                const float8 x1_7 = (float8)(x0_3.s4, x0_7.s4, x0_3.s5, x0_7.s5, x0_3.s6, x0_7.s6, x0_3.s7, x0_7.s7);
                const float8 x2_0 = (float8)(x1_0.s0, x1_4.s0, x1_0.s1, x1_4.s1, x1_0.s2, x1_4.s2, x1_0.s3, x1_4.s3);
                const float8 x2_1 = (float8)(x1_0.s4, x1_4.s4, x1_0.s5, x1_4.s5, x1_0.s6, x1_4.s6, x1_0.s7, x1_4.s7);
                const float8 x2_2 = (float8)(x1_1.s0, x1_5.s0, x1_1.s1, x1_5.s1, x1_1.s2, x1_5.s2, x1_1.s3, x1_5.s3);
                const float8 x2_3 = (float8)(x1_1.s4, x1_5.s4, x1_1.s5, x1_5.s5, x1_1.s6, x1_5.s6, x1_1.s7, x1_5.s7);
                const float8 x2_4 = (float8)(x1_2.s0, x1_6.s0, x1_2.s1, x1_6.s1, x1_2.s2, x1_6.s2, x1_2.s3, x1_6.s3);
                const float8 x2_5 = (float8)(x1_2.s4, x1_6.s4, x1_2.s5, x1_6.s5, x1_2.s6, x1_6.s6, x1_2.s7, x1_6.s7);
                const float8 x2_6 = (float8)(x1_3.s0, x1_7.s0, x1_3.s1, x1_7.s1, x1_3.s2, x1_7.s2, x1_3.s3, x1_7.s3);
                const float8 x2_7 = (float8)(x1_3.s4, x1_7.s4, x1_3.s5, x1_7.s5, x1_3.s6, x1_7.s6, x1_3.s7, x1_7.s7);
                const float8 x3_0 = (float8)(x2_0.s0, x2_4.s0, x2_0.s1, x2_4.s1, x2_0.s2, x2_4.s2, x2_0.s3, x2_4.s3);
                const float8 x3_1 = (float8)(x2_0.s4, x2_4.s4, x2_0.s5, x2_4.s5, x2_0.s6, x2_4.s6, x2_0.s7, x2_4.s7);
                const float8 x3_2 = (float8)(x2_1.s0, x2_5.s0, x2_1.s1, x2_5.s1, x2_1.s2, x2_5.s2, x2_1.s3, x2_5.s3);
                const float8 x3_3 = (float8)(x2_1.s4, x2_5.s4, x2_1.s5, x2_5.s5, x2_1.s6, x2_5.s6, x2_1.s7, x2_5.s7);
                const float8 x3_4 = (float8)(x2_2.s0, x2_6.s0, x2_2.s1, x2_6.s1, x2_2.s2, x2_6.s2, x2_2.s3, x2_6.s3);
                const float8 x3_5 = (float8)(x2_2.s4, x2_6.s4, x2_2.s5, x2_6.s5, x2_2.s6, x2_6.s6, x2_2.s7, x2_6.s7);
                const float8 x3_6 = (float8)(x2_3.s0, x2_7.s0, x2_3.s1, x2_7.s1, x2_3.s2, x2_7.s2, x2_3.s3, x2_7.s3);
                const float8 x3_7 = (float8)(x2_3.s4, x2_7.s4, x2_3.s5, x2_7.s5, x2_3.s6, x2_7.s6, x2_3.s7, x2_7.s7);
                const int8 mine = (int8)(0, 1, 2, 3, 4, 5, 6, 7) < count - 0;
                { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (ulong)(k + 0) * 16 + 0) = v; }
                { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (ulong)(k + 1) * 16 + 0) = v; }
                { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (ulong)(k + 2) * 16 + 0) = v; }
                { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (ulong)(k + 3) * 16 + 0) = v; }
                { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (ulong)(k + 4) * 16 + 0) = v; }
                { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (ulong)(k + 5) * 16 + 0) = v; }
                { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (ulong)(k + 6) * 16 + 0) = v; }
                { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (ulong)(k + 7) * 16 + 0) = v; }
              }
              {
                const float8 x0_0 = apus_load_float8(from + (long)min(8, count - 1) * qRow + k);
                const float8 x0_1 = apus_load_float8(from + (long)min(9, count - 1) * qRow + k);
                const float8 x0_2 = apus_load_float8(from + (long)min(10, count - 1) * qRow + k);
                const float8 x0_3 = apus_load_float8(from + (long)min(11, count - 1) * qRow + k);
                const float8 x0_4 = apus_load_float8(from + (long)min(12, count - 1) * qRow + k);
                const float8 x0_5 = apus_load_float8(from + (long)min(13, count - 1) * qRow + k);
                const float8 x0_6 = apus_load_float8(from + (long)min(14, count - 1) * qRow + k);
                const float8 x0_7 = apus_load_float8(from + (long)min(15, count - 1) * qRow + k);
                const float8 x1_0 = (float8)(x0_0.s0, x0_4.s0, x0_0.s1, x0_4.s1, x0_0.s2, x0_4.s2, x0_0.s3, x0_4.s3);
                const float8 x1_1 = (float8)(x0_0.s4, x0_4.s4, x0_0.s5, x0_4.s5, x0_0.s6, x0_4.s6, x0_0.s7, x0_4.s7);
                const float8 x1_2 = (float8)(x0_1.s0, x0_5.s0, x0_1.s1, x0_5.s1, x0_1.s2, x0_5.s2, x0_1.s3, x0_5.s3);
                const float8 x1_3 = (float8)(x0_1.s4, x0_5.s4, x0_1.s5, x0_5.s5, x0_1.s6, x0_5.s6, x0_1.s7, x0_5.s7);
                const float8 x1_4 = (float8)(x0_2.s0, x0_6.s0, x0_2.s1, x0_6.s1, x0_2.s2, x0_6.s2, x0_2.s3, x0_6.s3);
                const float8 x1_5 = (float8)(x0_2.s4, x0_6.s4, x0_2.s5, x0_6.s5, x0_2.s6, x0_6.s6, x0_2.s7, x0_6.s7);
                const float8 x1_6 = (float8)(x0_3.s0, x0_7.s0, x0_3.s1, x0_7.s1, x0_3.s2, x0_7.s2, x0_3.s3, x0_7.s3);
                const float8 x1_7 = (float8)(x0_3.s4, x0_7.s4, x0_3.s5, x0_7.s5, x0_3.s6, x0_7.s6, x0_3.s7, x0_7.s7);
                const float8 x2_0 = (float8)(x1_0.s0, x1_4.s0, x1_0.s1, x1_4.s1, x1_0.s2, x1_4.s2, x1_0.s3, x1_4.s3);
                const float8 x2_1 = (float8)(x1_0.s4, x1_4.s4, x1_0.s5, x1_4.s5, x1_0.s6, x1_4.s6, x1_0.s7, x1_4.s7);
                const float8 x2_2 = (float8)(x1_1.s0, x1_5.s0, x1_1.s1, x1_5.s1, x1_1.s2, x1_5.s2, x1_1.s3, x1_5.s3);
                const float8 x2_3 = (float8)(x1_1.s4, x1_5.s4, x1_1.s5, x1_5.s5, x1_1.s6, x1_5.s6, x1_1.s7, x1_5.s7);
                const float8 x2_4 = (float8)(x1_2.s0, x1_6.s0, x1_2.s1, x1_6.s1, x1_2.s2, x1_6.s2, x1_2.s3, x1_6.s3);
                const float8 x2_5 = (float8)(x1_2.s4, x1_6.s4, x1_2.s5, x1_6.s5, x1_2.s6, x1_6.s6, x1_2.s7, x1_6.s7);
                const float8 x2_6 = (float8)(x1_3.s0, x1_7.s0, x1_3.s1, x1_7.s1, x1_3.s2, x1_7.s2, x1_3.s3, x1_7.s3);
                const float8 x2_7 = (float8)(x1_3.s4, x1_7.s4, x1_3.s5, x1_7.s5, x1_3.s6, x1_7.s6, x1_3.s7, x1_7.s7);
                const float8 x3_0 = (float8)(x2_0.s0, x2_4.s0, x2_0.s1, x2_4.s1, x2_0.s2, x2_4.s2, x2_0.s3, x2_4.s3);
                const float8 x3_1 = (float8)(x2_0.s4, x2_4.s4, x2_0.s5, x2_4.s5, x2_0.s6, x2_4.s6, x2_0.s7, x2_4.s7);
                const float8 x3_2 = (float8)(x2_1.s0, x2_5.s0, x2_1.s1, x2_5.s1, x2_1.s2, x2_5.s2, x2_1.s3, x2_5.s3);
                const float8 x3_3 = (float8)(x2_1.s4, x2_5.s4, x2_1.s5, x2_5.s5, x2_1.s6, x2_5.s6, x2_1.s7, x2_5.s7);
                const float8 x3_4 = (float8)(x2_2.s0, x2_6.s0, x2_2.s1, x2_6.s1, x2_2.s2, x2_6.s2, x2_2.s3, x2_6.s3);
                const float8 x3_5 = (float8)(x2_2.s4, x2_6.s4, x2_2.s5, x2_6.s5, x2_2.s6, x2_6.s6, x2_2.s7, x2_6.s7);
                const float8 x3_6 = (float8)(x2_3.s0, x2_7.s0, x2_3.s1, x2_7.s1, x2_3.s2, x2_7.s2, x2_3.s3, x2_7.s3);
                const float8 x3_7 = (float8)(x2_3.s4, x2_7.s4, x2_3.s5, x2_7.s5, x2_3.s6, x2_7.s6, x2_3.s7, x2_7.s7);
                const int8 mine = (int8)(0, 1, 2, 3, 4, 5, 6, 7) < count - 8;
                { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (ulong)(k + 0) * 16 + 8) = v; }
                { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (ulong)(k + 1) * 16 + 8) = v; }
                { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (ulong)(k + 2) * 16 + 8) = v; }
                { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (ulong)(k + 3) * 16 + 8) = v; }
                { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (ulong)(k + 4) * 16 + 8) = v; }
                { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (ulong)(k + 5) * 16 + 8) = v; }
                { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (ulong)(k + 6) * 16 + 8) = v; }
                { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (ulong)(k + 7) * 16 + 8) = v; }
              }
      }
      for (; k < width; ++k) {
        for (int lane = 0; lane < count; ++lane) to[k * 16 + lane] = from[lane * (long)qRow + k * (long)1];
        for (int lane = count; lane < 16; ++lane) to[k * 16 + lane] = 0.0f;
      }
    }
    for (int i = 0; i < (values + 3) / 4 * 4 * 16; i += 8) {
      apus_store_float8((float8)(0.0f), sums + i + 0);
    }
    float8 largest0 = (float8)(-INFINITY), total0 = (float8)(0.0f);
    float8 largest1 = (float8)(-INFINITY), total1 = (float8)(0.0f);
    const int seen = min(keys, first + live + shift);
    for (int key = 0; key < seen; key += 64) {
      const int count = min(seen - key, 64);
      for (int row = 0; row < count; row += 4) {
        global const float *r = k + key * (long)kRow + row * (long)kRow;
        global const float *l = packed;
        const int last = min(count - row, 4) - 1;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
        int step = 0;
        if (last == 3) {
          for (; step + 4 <= width; step += 4) {
            {
            const float8 y0 = apus_load_float8(l + 0 + 0);
            const float8 y1 = apus_load_float8(l + 0 + 8);
            { const float8 x = (float8)(r[0 * (long)kRow + 0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
            { const float8 x = (float8)(r[1 * (long)kRow + 0]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
            { const float8 x = (float8)(r[2 * (long)kRow + 0]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
            { const float8 x = (float8)(r[3 * (long)kRow + 0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
            }
            {
            const float8 y0 = apus_load_float8(l + 16 + 0);
            const float8 y1 = apus_load_float8(l + 16 + 8);
            { const float8 x = (float8)(r[0 * (long)kRow + 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
            { const float8 x = (float8)(r[1 * (long)kRow + 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
            { const float8 x = (float8)(r[2 * (long)kRow + 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
            { const float8 x = (float8)(r[3 * (long)kRow + 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
            }
            {
            const float8 y0 = apus_load_float8(l + 32 + 0);
            const float8 y1 = apus_load_float8(l + 32 + 8);
            { const float8 x = (float8)(r[0 * (long)kRow + 2]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
            { const float8 x = (float8)(r[1 * (long)kRow + 2]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
            { const float8 x = (float8)(r[2 * (long)kRow + 2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
            { const float8 x = (float8)(r[3 * (long)kRow + 2]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
            }
            {
            const float8 y0 = apus_load_float8(l + 48 + 0);
            const float8 y1 = apus_load_float8(l + 48 + 8);
            { const float8 x = (float8)(r[0 * (long)kRow + 3]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
            { const float8 x = (float8)(r[1 * (long)kRow + 3]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
            { const float8 x = (float8)(r[2 * (long)kRow + 3]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
            { const float8 x = (float8)(r[3 * (long)kRow + 3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
            }
            r += 4;
            l += 64;
          }
          for (; step < width; ++step) {
            {
            const float8 y0 = apus_load_float8(l + 0 + 0);
            const float8 y1 = apus_load_float8(l + 0 + 8);
            { const float8 x = (float8)(r[0 * (long)kRow + 0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
            { const float8 x = (float8)(r[1 * (long)kRow + 0]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
            { const float8 x = (float8)(r[2 * (long)kRow + 0]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
            { const float8 x = (float8)(r[3 * (long)kRow + 0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
            }
            r += 1;
            l += 16;
          }
        }
        else {
          const long o0 = min(0, last) * (long)kRow;
          const long o1 = min(1, last) * (long)kRow;
          const long o2 = min(2, last) * (long)kRow;
          const long o3 = min(3, last) * (long)kRow;
          for (; step < width; ++step) {
            {
            const float8 y0 = apus_load_float8(l + 0 + 0);
            const float8 y1 = apus_load_float8(l + 0 + 8);
            { const float8 x = (float8)(r[o0 + 0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
            { const float8 x = (float8)(r[o1 + 0]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
            { const float8 x = (float8)(r[o2 + 0]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
            { const float8 x = (float8)(r[o3 + 0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
            }
            r += 1;
            l += 16;
          }
        }
        global float *c = scores + row * 16;
        apus_store_float8(c0_0 * scale, c + 0 + 0); apus_store_float8(c0_1 * scale, c + 0 + 8);
        apus_store_float8(c1_0 * scale, c + 16 + 0); apus_store_float8(c1_1 * scale, c + 16 + 8);
        apus_store_float8(c2_0 * scale, c + 32 + 0); apus_store_float8(c2_1 * scale, c + 32 + 8);
        apus_store_float8(c3_0 * scale, c + 48 + 0); apus_store_float8(c3_1 * scale, c + 48 + 8);
      }
      if (key + count > first + shift + 1) {
        for (int i = 0; i < count; ++i) {
          apus_store_float8(select(apus_load_float8(scores + i * 16 + 0), (float8)(-INFINITY), (int8)(0, 1, 2, 3, 4, 5, 6, 7) < key + i - first - shift), scores + i * 16 + 0);
          apus_store_float8(select(apus_load_float8(scores + i * 16 + 8), (float8)(-INFINITY), (int8)(8, 9, 10, 11, 12, 13, 14, 15) < key + i - first - shift), scores + i * 16 + 8);
        }
      }
      float8 next0 = largest0, own0 = (float8)(0.0f);
      float8 next1 = largest1, own1 = (float8)(0.0f);
      for (int i = 0; i < count; ++i) {
        { const float8 x = apus_load_float8(scores + i * 16 + 0); next0 = select(next0, x, next0 < x); }
        { const float8 x = apus_load_float8(scores + i * 16 + 8); next1 = select(next1, x, next1 < x); }
      }
      const float8 base0 = select(next0, (float8)(0.0f), next0 == -INFINITY);
      const float8 base1 = select(next1, (float8)(0.0f), next1 == -INFINITY);
      const float8 factor0 = apus_exp8(largest0 - base0);
      const float8 factor1 = apus_exp8(largest1 - base1);
      for (int i = 0; i < count; ++i) {
        { const float8 p = apus_exp8(apus_load_float8(scores + i * 16 + 0) - base0); own0 += p; apus_store_float8(p, scores + i * 16 + 0); }
        { const float8 p = apus_exp8(apus_load_float8(scores + i * 16 + 8) - base1); own1 += p; apus_store_float8(p, scores + i * 16 + 8); }
      }
      total0 = fma(total0, factor0, own0);
      total1 = fma(total1, factor1, own1);
      largest0 = next0;
      largest1 = next1;
      for (int row = 0; row < values; row += 4) {
        global const float *r = v + key * (long)vRow + row * (long)1;
        global const float *l = scores;
        const int last = min(values - row, 4) - 1;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
        int step = 0;
        if (last == 3) {
          for (; step + 4 <= count; step += 4) {
            {
            const float8 y0 = apus_load_float8(l + 0 + 0);
            const float8 y1 = apus_load_float8(l + 0 + 8);
            { const float8 x = (float8)(r[0 + 0 * (long)vRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
            { const float8 x = (float8)(r[1 + 0 * (long)vRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
            { const float8 x = (float8)(r[2 + 0 * (long)vRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
            { const float8 x = (float8)(r[3 + 0 * (long)vRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
            }
            {
            const float8 y0 = apus_load_float8(l + 16 + 0);
            const float8 y1 = apus_load_float8(l + 16 + 8);
            { const float8 x = (float8)(r[0 + 1 * (long)vRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
            { const float8 x = (float8)(r[1 + 1 * (long)vRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
            { const float8 x = (float8)(r[2 + 1 * (long)vRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
            { const float8 x = (float8)(r[3 + 1 * (long)vRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
            }
            {
            const float8 y0 = apus_load_float8(l + 32 + 0);
            const float8 y1 = apus_load_float8(l + 32 + 8);
            { const float8 x = (float8)(r[0 + 2 * (long)vRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
            { const float8 x = (float8)(r[1 + 2 * (long)vRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
            { const float8 x = (float8)(r[2 + 2 * (long)vRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
            { const float8 x = (float8)(r[3 + 2 * (long)vRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
            }
            {
            const float8 y0 = apus_load_float8(l + 48 + 0);
            const float8 y1 = apus_load_float8(l + 48 + 8);
            { const float8 x = (float8)(r[0 + 3 * (long)vRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
            { const float8 x = (float8)(r[1 + 3 * (long)vRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
            { const float8 x = (float8)(r[2 + 3 * (long)vRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
            { const float8 x = (float8)(r[3 + 3 * (long)vRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
            }
            r += 4 * (long)vRow;
            l += 64;
          }
          for (; step < count; ++step) {
            {
            const float8 y0 = apus_load_float8(l + 0 + 0);
            const float8 y1 = apus_load_float8(l + 0 + 8);
            { const float8 x = (float8)(r[0 + 0 * (long)vRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
            { const float8 x = (float8)(r[1 + 0 * (long)vRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
            { const float8 x = (float8)(r[2 + 0 * (long)vRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
            { const float8 x = (float8)(r[3 + 0 * (long)vRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
            }
            r += 1 * (long)vRow;
            l += 16;
          }
        }
        else {
          const long o0 = min(0, last) * (long)1;
          const long o1 = min(1, last) * (long)1;
          const long o2 = min(2, last) * (long)1;
          const long o3 = min(3, last) * (long)1;
          for (; step < count; ++step) {
            {
            const float8 y0 = apus_load_float8(l + 0 + 0);
            const float8 y1 = apus_load_float8(l + 0 + 8);
            { const float8 x = (float8)(r[o0 + 0 * (long)vRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
            { const float8 x = (float8)(r[o1 + 0 * (long)vRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
            { const float8 x = (float8)(r[o2 + 0 * (long)vRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
            { const float8 x = (float8)(r[o3 + 0 * (long)vRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
            }
            r += 1 * (long)vRow;
            l += 16;
          }
        }
        global float *c = sums + row * 16;
        apus_store_float8(fma(apus_load_float8(c + 0 + 0), factor0, c0_0), c + 0 + 0); apus_store_float8(fma(apus_load_float8(c + 0 + 8), factor1, c0_1), c + 0 + 8);
        apus_store_float8(fma(apus_load_float8(c + 16 + 0), factor0, c1_0), c + 16 + 0); apus_store_float8(fma(apus_load_float8(c + 16 + 8), factor1, c1_1), c + 16 + 8);
        apus_store_float8(fma(apus_load_float8(c + 32 + 0), factor0, c2_0), c + 32 + 0); apus_store_float8(fma(apus_load_float8(c + 32 + 8), factor1, c2_1), c + 32 + 8);
        apus_store_float8(fma(apus_load_float8(c + 48 + 0), factor0, c3_0), c + 48 + 0); apus_store_float8(fma(apus_load_float8(c + 48 + 8), factor1, c3_1), c + 48 + 8);
      }
    }
    const int8 sees0 = (int8)(0, 1, 2, 3, 4, 5, 6, 7) >= -first - shift;
    const int8 sees1 = (int8)(8, 9, 10, 11, 12, 13, 14, 15) >= -first - shift;
    const float8 inverse0 = 1.0f / total0;
    const float8 inverse1 = 1.0f / total1;
    for (int i = 0; i < values; ++i) {
      apus_store_float8(select((float8)(0.0f), apus_load_float8(sums + i * 16 + 0) * inverse0, sees0), sums + i * 16 + 0);
      apus_store_float8(select((float8)(0.0f), apus_load_float8(sums + i * 16 + 8) * inverse1, sees1), sums + i * 16 + 8);
    }
     {
      global const float *from = sums;
      global float *to = made + first * (long)madeRow;
      int k = 0;
      for (; k + 8 <= values; k += 8) {
        for (int lane = 0; lane < live; lane += 8) {
          const float8 x0_0 = apus_load_float8(from + (k + 0) * 16 + lane);
          const float8 x0_1 = apus_load_float8(from + (k + 1) * 16 + lane);
          const float8 x0_2 = apus_load_float8(from + (k + 2) * 16 + lane);
          const float8 x0_3 = apus_load_float8(from + (k + 3) * 16 + lane);
          const float8 x0_4 = apus_load_float8(from + (k + 4) * 16 + lane);
          const float8 x0_5 = apus_load_float8(from + (k + 5) * 16 + lane);
          const float8 x0_6 = apus_load_float8(from + (k + 6) * 16 + lane);
          const float8 x0_7 = apus_load_float8(from + (k + 7) * 16 + lane);
          const float8 x1_0 = (float8)(x0_0.s0, x0_4.s0, x0_0.s1, x0_4.s1, x0_0.s2, x0_4.s2, x0_0.s3, x0_4.s3);
          const float8 x1_1 = (float8)(x0_0.s4, x0_4.s4, x0_0.s5, x0_4.s5, x0_0.s6, x0_4.s6, x0_0.s7, x0_4.s7);
          const float8 x1_2 = (float8)(x0_1.s0, x0_5.s0, x0_1.s1, x0_5.s1, x0_1.s2, x0_5.s2, x0_1.s3, x0_5.s3);
          const float8 x1_3 = (float8)(x0_1.s4, x0_5.s4, x0_1.s5, x0_5.s5, x0_1.s6, x0_5.s6, x0_1.s7, x0_5.s7);
          const float8 x1_4 = (float8)(x0_2.s0, x0_6.s0, x0_2.s1, x0_6.s1, x0_2.s2, x0_6.s2, x0_2.s3, x0_6.s3);
          const float8 x1_5 = (float8)(x0_2.s4, x0_6.s4, x0_2.s5, x0_6.s5, x0_2.s6, x0_6.s6, x0_2.s7, x0_6.s7);
          const float8 x1_6 = (float8)(x0_3.s0, x0_7.s0, x0_3.s1, x0_7.s1, x0_3.s2, x0_7.s2, x0_3.s3, x0_7.s3);
          const float8 x1_7 = (float8)(x0_3.s4, x0_7.s4, x0_3.s5, x0_7.s5, x0_3.s6, x0_7.s6, x0_3.s7, x0_7.s7);
          const float8 x2_0 = (float8)(x1_0.s0, x1_4.s0, x1_0.s1, x1_4.s1, x1_0.s2, x1_4.s2, x1_0.s3, x1_4.s3);
          const float8 x2_1 = (float8)(x1_0.s4, x1_4.s4, x1_0.s5, x1_4.s5, x1_0.s6, x1_4.s6, x1_0.s7, x1_4.s7);
          const float8 x2_2 = (float8)(x1_1.s0, x1_5.s0, x1_1.s1, x1_5.s1, x1_1.s2, x1_5.s2, x1_1.s3, x1_5.s3);
          const float8 x2_3 = (float8)(x1_1.s4, x1_5.s4, x1_1.s5, x1_5.s5, x1_1.s6, x1_5.s6, x1_1.s7, x1_5.s7);
          const float8 x2_4 = (float8)(x1_2.s0, x1_6.s0, x1_2.s1, x1_6.s1, x1_2.s2, x1_6.s2, x1_2.s3, x1_6.s3);
          const float8 x2_5 = (float8)(x1_2.s4, x1_6.s4, x1_2.s5, x1_6.s5, x1_2.s6, x1_6.s6, x1_2.s7, x1_6.s7);
          const float8 x2_6 = (float8)(x1_3.s0, x1_7.s0, x1_3.s1, x1_7.s1, x1_3.s2, x1_7.s2, x1_3.s3, x1_7.s3);
          const float8 x2_7 = (float8)(x1_3.s4, x1_7.s4, x1_3.s5, x1_7.s5, x1_3.s6, x1_7.s6, x1_3.s7, x1_7.s7);
          const float8 x3_0 = (float8)(x2_0.s0, x2_4.s0, x2_0.s1, x2_4.s1, x2_0.s2, x2_4.s2, x2_0.s3, x2_4.s3);
          const float8 x3_1 = (float8)(x2_0.s4, x2_4.s4, x2_0.s5, x2_4.s5, x2_0.s6, x2_4.s6, x2_0.s7, x2_4.s7);
          const float8 x3_2 = (float8)(x2_1.s0, x2_5.s0, x2_1.s1, x2_5.s1, x2_1.s2, x2_5.s2, x2_1.s3, x2_5.s3);
          const float8 x3_3 = (float8)(x2_1.s4, x2_5.s4, x2_1.s5, x2_5.s5, x2_1.s6, x2_5.s6, x2_1.s7, x2_5.s7);
          const float8 x3_4 = (float8)(x2_2.s0, x2_6.s0, x2_2.s1, x2_6.s1, x2_2.s2, x2_6.s2, x2_2.s3, x2_6.s3);
          const float8 x3_5 = (float8)(x2_2.s4, x2_6.s4, x2_2.s5, x2_6.s5, x2_2.s6, x2_6.s6, x2_2.s7, x2_6.s7);
          const float8 x3_6 = (float8)(x2_3.s0, x2_7.s0, x2_3.s1, x2_7.s1, x2_3.s2, x2_7.s2, x2_3.s3, x2_7.s3);
          const float8 x3_7 = (float8)(x2_3.s4, x2_7.s4, x2_3.s5, x2_7.s5, x2_3.s6, x2_7.s6, x2_3.s7, x2_7.s7);
          if (lane + 0 < live) apus_store_float8(x3_0, to + (lane + 0) * (long)madeRow + k);
          if (lane + 1 < live) apus_store_float8(x3_1, to + (lane + 1) * (long)madeRow + k);
          if (lane + 2 < live) apus_store_float8(x3_2, to + (lane + 2) * (long)madeRow + k);
          if (lane + 3 < live) apus_store_float8(x3_3, to + (lane + 3) * (long)madeRow + k);
          if (lane + 4 < live) apus_store_float8(x3_4, to + (lane + 4) * (long)madeRow + k);
          if (lane + 5 < live) apus_store_float8(x3_5, to + (lane + 5) * (long)madeRow + k);
          if (lane + 6 < live) apus_store_float8(x3_6, to + (lane + 6) * (long)madeRow + k);
          if (lane + 7 < live) apus_store_float8(x3_7, to + (lane + 7) * (long)madeRow + k);
        }
      }
      for (; k < values; ++k) {
        for (int lane = 0; lane < live; ++lane) {
          to[lane * (long)madeRow + k * (long)1] = from[k * 16 + lane];
        }
      }
    }
    apus_store_float8(largest0 + apus_log8(total0), scores + 0);
    apus_store_float8(largest1 + apus_log8(total1), scores + 8);
    for (int lane = 0; lane < live; ++lane) logs[(first + lane) * (long)logsRow] = scores[lane];
  }
}
// gemm_a17c15fe22627070: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_a17c15fe22627070(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aM,
    const int bK,
    global const float *v0, const ulong o0,
    global const float *v1, const ulong o1,
    global float *v2, const ulong o2,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = aM;
  const int rK = 1;
  const int lK = bK;
  const int rowPanels = (rowExtent + 3) / 4;
  const int lanePanels = (laneExtent + 23) / 24;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = b + bOffset;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 4, lane0 = lanePanel * 24;
      const int rowBase = min(row0, rowExtent - 4);
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = lane0 + 24 <= laneExtent ? 3 : 1;
      if (lane0 + 24 <= laneExtent) {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + lane0 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          { const float8 y0 = apus_load_float8(l0 + 1 * lK); const float8 y1 = apus_load_float8(l0 + 8 + 1 * lK); const float8 y2 = apus_load_float8(l0 + 16 + 1 * lK); float8 x;
          x = (float8)(r0[0 + 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride + 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride + 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0 + 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 2; r1 += 2; l0 += 2 * lK;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1; r1 += 1; l0 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float8 value = c0_1; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } } { const int row = row0 + 0, column = lane0 + 16; const float8 value = c0_2; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float8 value = c1_1; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } } { const int row = row0 + 1, column = lane0 + 16; const float8 value = c1_2; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float8 value = c2_1; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } } { const int row = row0 + 2, column = lane0 + 16; const float8 value = c2_2; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float8 value = c3_1; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } } { const int row = row0 + 3, column = lane0 + 16; const float8 value = c3_2; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      } else {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * lK;
        float8 c0_0 = 0.0f;
        float8 c1_0 = 0.0f;
        float8 c2_0 = 0.0f;
        float8 c3_0 = 0.0f;
        int k = 0;
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); }
          r0 += 1; r1 += 1; l0 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0;
        acc.vectors[3] = c1_0;
        acc.vectors[6] = c2_0;
        acc.vectors[9] = c3_0;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = apus_load_float8(p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; apus_store_float8(t4, p2 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 24 + j * 8 + lane - base];
            { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = (p1[tb2 + column]); const float t3 = value + t2; const float t4 = t1 + t3; const int at = row * d0 + column; *(p2 + at) = t4; }
          }
        }
      }
    }
  }
}
// rows: 4 stages for each row, over 2 loops of rows.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void rows_684deb0e8bd74ed9(
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    global float *v2, const ulong o2,
    global float *v3, const ulong o3,
    global const float *v4, const ulong o4,
    global const float *v5, const ulong o5,
    global float *w0, const ulong q0,
    const int d0,
    const int d1,
    const int d2,
    const int total,
    const int chunk)
{
  global const float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  global float *p2 = v2 + o2;
  global float *p3 = v3 + o3;
  global const float *p4 = v4 + o4;
  global const float *p5 = v5 + o5;
  global float *s0 = w0 + q0 + (ulong)get_global_id(0) * d0;
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    const int at = unit;
    int row = unit;
    const int i1 = row % d1;
    row /= d1;
    const int i0 = row;
    // 1 of 4
    float r0;
     {
      float8 lanes0 = (float8)(0.0f);
      float8 lanes1 = (float8)(0.0f);
      float8 lanes2 = (float8)(0.0f);
      float8 lanes3 = (float8)(0.0f);
      float rest = 0.0f;
      const int tb0 = i0 * d2 + i1 * d0;
      int j = 0;
      while (j + 32 <= d0) {
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes0 = lanes0 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes1 = lanes1 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes2 = lanes2 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes3 = lanes3 + t0;
          j += 8;
        }
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        lanes0 = lanes0 + t0;
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t0 = (p0[tb0 + j]);
        rest = rest + t0;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      const float4 half4 = lanes0.lo + lanes0.hi;
      const float2 half2 = half4.lo + half4.hi;
      float accumulator = half2.lo + half2.hi;
      accumulator = accumulator + rest;
      const long f1 = (long)(d0);
      const float f2 = convert_float(f1);
      /* f0 is the accumulator */
      const float f3 = accumulator / f2;
      r0 = f3;
    }
    // 2 of 4
     {
      const float t1 = r0;
      const int tb0 = i0 * d2 + i1 * d0;
      int j = 0;
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        const float8 t2 = t0 - (float8)(t1);
        apus_store_float8(t2, s0 + j);
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t0 = (p0[tb0 + j]);
        const float t2 = t0 - t1;
        *(s0 + j) = t2;
      }
    }
    // 3 of 4
    float r1;
     {
      float8 lanes0 = (float8)(0.0f);
      float8 lanes1 = (float8)(0.0f);
      float8 lanes2 = (float8)(0.0f);
      float8 lanes3 = (float8)(0.0f);
      float rest = 0.0f;
      const int tb0 = 0;
      int j = 0;
      while (j + 32 <= d0) {
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          const float8 t1 = t0 * t0;
          lanes0 = lanes0 + t1;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          const float8 t1 = t0 * t0;
          lanes1 = lanes1 + t1;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          const float8 t1 = t0 * t0;
          lanes2 = lanes2 + t1;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          const float8 t1 = t0 * t0;
          lanes3 = lanes3 + t1;
          j += 8;
        }
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = apus_load_float8(s0 + tb0 + j);
        const float8 t1 = t0 * t0;
        lanes0 = lanes0 + t1;
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t0 = (s0[tb0 + j]);
        const float t1 = t0 * t0;
        rest = rest + t1;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      const float4 half4 = lanes0.lo + lanes0.hi;
      const float2 half2 = half4.lo + half4.hi;
      float accumulator = half2.lo + half2.hi;
      accumulator = accumulator + rest;
      const long f1 = (long)(d0);
      const float f2 = convert_float(f1);
      const float f4 = 1e-05f;
      const float f6 = 1.0f;
      /* f0 is the accumulator */
      const float f3 = accumulator / f2;
      const float f5 = f3 + f4;
      const float f7 = sqrt(f5);
      const float f8 = f6 / f7;
      r1 = f8;
      *(p1 + at) = f8;
    }
    // 4 of 4
     {
      const float t1 = r1;
      const int tb0 = 0;
      const int tb3 = 0;
      const int tb5 = 0;
      int j = 0;
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = apus_load_float8(s0 + tb0 + j);
        const float8 t2 = t0 * (float8)(t1);
        const float8 t3 = apus_load_float8(p4 + tb3 + j);
        const float8 t4 = t2 * t3;
        const float8 t5 = apus_load_float8(p5 + tb5 + j);
        const float8 t6 = t4 + t5;
        apus_store_float8(t2, p2 + unit * d0 + j);
        apus_store_float8(t6, p3 + unit * d0 + j);
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t0 = (s0[tb0 + j]);
        const float t2 = t0 * t1;
        const float t3 = (p4[tb3 + j]);
        const float t4 = t2 * t3;
        const float t5 = (p5[tb5 + j]);
        const float t6 = t4 + t5;
        *(p2 + unit * d0 + j) = t2;
        *(p3 + unit * d0 + j) = t6;
      }
    }
  }
}
// gemm_3f2e51c09ab5ed07: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_3f2e51c09ab5ed07(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aM,
    const int bK,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    global float *v2, const ulong o2,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = aM;
  const int rK = 1;
  const int lK = bK;
  const int rowPanels = (rowExtent + 3) / 4;
  const int lanePanels = (laneExtent + 23) / 24;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = b + bOffset;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 4, lane0 = lanePanel * 24;
      const int rowBase = min(row0, rowExtent - 4);
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = lane0 + 24 <= laneExtent ? 3 : 1;
      if (lane0 + 24 <= laneExtent) {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + lane0 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          { const float8 y0 = apus_load_float8(l0 + 1 * lK); const float8 y1 = apus_load_float8(l0 + 8 + 1 * lK); const float8 y2 = apus_load_float8(l0 + 16 + 1 * lK); float8 x;
          x = (float8)(r0[0 + 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride + 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride + 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0 + 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 2; r1 += 2; l0 += 2 * lK;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1; r1 += 1; l0 += 1 * lK;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      } else {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * lK;
        float8 c0_0 = 0.0f;
        float8 c1_0 = 0.0f;
        float8 c2_0 = 0.0f;
        float8 c3_0 = 0.0f;
        int k = 0;
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); }
          r0 += 1; r1 += 1; l0 += 1 * lK;
        }
        acc.vectors[0] = c0_0;
        acc.vectors[3] = c1_0;
        acc.vectors[6] = c2_0;
        acc.vectors[9] = c3_0;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const float t3 = 0.70710677f; const float t6 = 1.0f; const float t8 = 0.5f; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const float8 t4 = t2 * (float8)(t3); const float8 t5 = apus_erf8(t4); const float8 t7 = t5 + (float8)(t6); const float8 t9 = t2 * (float8)(t8); const float8 t10 = t9 * t7; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); apus_store_float8(t10, p2 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 24 + j * 8 + lane - base];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const float t3 = 0.70710677f; const float t6 = 1.0f; const float t8 = 0.5f; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value + t1; const float t4 = t2 * t3; const float t5 = apus_erf1(t4); const float t7 = t5 + t6; const float t9 = t2 * t8; const float t10 = t9 * t7; const int at = row * d1 + column; *(p1 + at) = t2; *(p2 + at) = t10; }
          }
        }
      }
    }
  }
}
// gemm_d284ccd9d00a3f66: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_d284ccd9d00a3f66(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aM,
    const int bK,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = aM;
  const int rK = 1;
  const int lK = bK;
  const int rowPanels = (rowExtent + 3) / 4;
  const int lanePanels = (laneExtent + 23) / 24;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = b + bOffset;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 4, lane0 = lanePanel * 24;
      const int rowBase = min(row0, rowExtent - 4);
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = lane0 + 24 <= laneExtent ? 3 : 3;
      if (lane0 + 24 <= laneExtent) {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + lane0 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          { const float8 y0 = apus_load_float8(l0 + 1 * lK); const float8 y1 = apus_load_float8(l0 + 8 + 1 * lK); const float8 y2 = apus_load_float8(l0 + 16 + 1 * lK); float8 x;
          x = (float8)(r0[0 + 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride + 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride + 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0 + 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 2; r1 += 2; l0 += 2 * lK;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1; r1 += 1; l0 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float8 value = c0_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 0, column = lane0 + 16; const float8 value = c0_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float8 value = c1_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 1, column = lane0 + 16; const float8 value = c1_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float8 value = c2_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 2, column = lane0 + 16; const float8 value = c2_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float8 value = c3_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 3, column = lane0 + 16; const float8 value = c3_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      } else {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * lK;
        global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * lK;
        global const float *l2 = bBase + (long)min(lane0 + 16, laneExtent - 8) * 1 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l1); const float8 y2 = apus_load_float8(l2); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1; r1 += 1; l0 += 1 * lK; l1 += 1 * lK; l2 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float8 value = c0_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 0, column = lane0 + 16; const float value = c0_2.s7; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value + t1; const int at = row * d1 + column; *(p1 + at) = t2; } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float8 value = c1_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 1, column = lane0 + 16; const float value = c1_2.s7; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value + t1; const int at = row * d1 + column; *(p1 + at) = t2; } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float8 value = c2_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 2, column = lane0 + 16; const float value = c2_2.s7; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value + t1; const int at = row * d1 + column; *(p1 + at) = t2; } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float8 value = c3_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); } } { const int row = row0 + 3, column = lane0 + 16; const float value = c3_2.s7; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value + t1; const int at = row * d1 + column; *(p1 + at) = t2; } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; apus_store_float8(t2, p1 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 24 + j * 8 + lane - base];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value + t1; const int at = row * d1 + column; *(p1 + at) = t2; }
          }
        }
      }
    }
  }
}
// rows: 4 stages for each row, over 2 loops of rows.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void rows_18a747ad05b3ae22(
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    global float *v2, const ulong o2,
    global float *v3, const ulong o3,
    global const int *v4, const ulong o4,
    global float *w0, const ulong q0,
    const int d0,
    const int d1,
    const int d2,
    const int d3,
    volatile global int *fault,
    const int total,
    const int chunk)
{
  global const float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  global float *p2 = v2 + o2;
  global float *p3 = v3 + o3;
  global const int *p4 = v4 + o4;
  global float *s0 = w0 + q0 + (ulong)get_global_id(0) * d0;
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    const int at = unit;
    int row = unit;
    const int i1 = row % d1;
    row /= d1;
    const int i0 = row;
    // 1 of 4
    float r0;
     {
      float8 lanes0 = (float8)((-INFINITY));
      float8 lanes1 = (float8)((-INFINITY));
      float8 lanes2 = (float8)((-INFINITY));
      float8 lanes3 = (float8)((-INFINITY));
      float rest = (-INFINITY);
      const int tb0 = i0 * d2 + i1 * d0;
      int j = 0;
      while (j + 32 <= d0) {
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes0 = select(lanes0, t0, ((lanes0 < t0) | (t0 != t0)));
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes1 = select(lanes1, t0, ((lanes1 < t0) | (t0 != t0)));
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes2 = select(lanes2, t0, ((lanes2 < t0) | (t0 != t0)));
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes3 = select(lanes3, t0, ((lanes3 < t0) | (t0 != t0)));
          j += 8;
        }
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        lanes0 = select(lanes0, t0, ((lanes0 < t0) | (t0 != t0)));
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t0 = (p0[tb0 + j]);
        rest = ((-(int)(rest < t0) | -(int)(t0 != t0))) ? t0 : rest;
      }
      lanes0 = select(lanes0, lanes1, ((lanes0 < lanes1) | (lanes1 != lanes1)));
      lanes0 = select(lanes0, lanes2, ((lanes0 < lanes2) | (lanes2 != lanes2)));
      lanes0 = select(lanes0, lanes3, ((lanes0 < lanes3) | (lanes3 != lanes3)));
      const float4 half4 = select(lanes0.lo, lanes0.hi, ((lanes0.lo < lanes0.hi) | (lanes0.hi != lanes0.hi)));
      const float2 half2 = select(half4.lo, half4.hi, ((half4.lo < half4.hi) | (half4.hi != half4.hi)));
      float accumulator = ((-(int)(half2.lo < half2.hi) | -(int)(half2.hi != half2.hi))) ? half2.hi : half2.lo;
      accumulator = ((-(int)(accumulator < rest) | -(int)(rest != rest))) ? rest : accumulator;
      /* f0 is the accumulator */
      r0 = accumulator;
      *(p1 + at) = accumulator;
    }
    // 2 of 4
     {
      const float t1 = r0;
      const int tb0 = i0 * d2 + i1 * d0;
      int j = 0;
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        const float8 t2 = t0 - (float8)(t1);
        const float8 t3 = apus_exp8(t2);
        apus_store_float8(t3, s0 + j);
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t0 = (p0[tb0 + j]);
        const float t2 = t0 - t1;
        const float t3 = apus_exp1(t2);
        *(s0 + j) = t3;
      }
    }
    // 3 of 4
    float r1;
     {
      float8 lanes0 = (float8)(0.0f);
      float8 lanes1 = (float8)(0.0f);
      float8 lanes2 = (float8)(0.0f);
      float8 lanes3 = (float8)(0.0f);
      float rest = 0.0f;
      const int tb0 = 0;
      int j = 0;
      while (j + 32 <= d0) {
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          lanes0 = lanes0 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          lanes1 = lanes1 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          lanes2 = lanes2 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(s0 + tb0 + j);
          lanes3 = lanes3 + t0;
          j += 8;
        }
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = apus_load_float8(s0 + tb0 + j);
        lanes0 = lanes0 + t0;
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t0 = (s0[tb0 + j]);
        rest = rest + t0;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      const float4 half4 = lanes0.lo + lanes0.hi;
      const float2 half2 = half4.lo + half4.hi;
      float accumulator = half2.lo + half2.hi;
      accumulator = accumulator + rest;
      /* f0 is the accumulator */
      r1 = accumulator;
      *(p2 + at) = accumulator;
    }
    // 4 of 4
     {
      const float t0 = 1.0f;
      const long t1 = (long)(d3);
      const float t2 = convert_float(t1);
      const float t3 = t0 / t2;
      const float t12 = 0.0f;
      const float t5 = r1;
      const float t6 = t0 / t5;
      const int t8 = (p4[i0 * d1 + i1]);
      const int t9 = (apus_check(t8, d0, 3, fault) ? t8 : -1);
      const int tb4 = 0;
      int j = 0;
      for (; j + 8 <= d0; j += 8) {
        const float8 t4 = apus_load_float8(s0 + tb4 + j);
        const float8 t7 = t4 * (float8)(t6);
        const int8 t10 = (int8)((int)(j)) + (int8)(0, 1, 2, 3, 4, 5, 6, 7) * (int8)(1);
        const int8 t11 = ((int8)(t9) == t10);
        const float8 t13 = select((float8)(t12), (float8)(t0), t11);
        const float8 t14 = t7 - t13;
        const float8 t15 = (float8)(t3) * t14;
        apus_store_float8(t15, p3 + unit * d0 + j);
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d0; ++j) {
        const float t4 = (s0[tb4 + j]);
        const float t7 = t4 * t6;
        const int t10 = (int)(j);
        const int t11 = -(int)(t9 == t10);
        const float t13 = (t11) ? t0 : t12;
        const float t14 = t7 - t13;
        const float t15 = t3 * t14;
        *(p3 + unit * d0 + j) = t15;
      }
    }
  }
}
// together: 3 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void together_6e604ea1a95ffd2e(
    global const long *table, const int count,
    global uchar *b0, global uchar *b1, global uchar *b2, global uchar *b3, global uchar *b4, global uchar *b5)
{
  global uchar *base[] = {b0, b1, b2, b3, b4, b5};
  const int item = (int)get_global_id(0);
  int part = 0;
  while (part + 1 < count && item >= (int)table[(part + 1) * 20]) ++part;
  global const long *t = table + part * 20;
  const int own = item - (int)t[0], n0 = (int)t[2], n1 = (int)t[3];
  const int id0 = own % n0, id1 = own / n0 % n1, id2 = own / n0 / n1;
  switch ((int)t[1]) {
    case 0: part_7f2dff520069bb62((global const float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const int *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (global float *)base[(int)t[13]], (ulong)t[14], (int)t[15], (int)t[16], (volatile global int *)base[(int)t[17]], (int)t[18], (int)t[19], id0, id1, id2); break;
    case 1: part_284c62841878a5bd((global int *)base[(int)t[5]], (ulong)t[6], (global const int *)base[(int)t[7]], (ulong)t[8], (int)t[9], (volatile global int *)base[(int)t[10]], (int)t[11], (int)t[12], id0, id1, id2); break;
    case 2: part_2133297d2745269f((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (int)t[9], (int)t[10], id0, id1, id2); break;
  }
}
// gemm_3efc50bb4685a42c: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B packed.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_3efc50bb4685a42c(
    global const float *a,
    const ulong aOffset,
    global float *packedB,
    const ulong packedBOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aM,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    global float *v2, const ulong o2,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = aM;
  const int rK = 1;
  const int rowPanels = (rowExtent + 3) / 4;
  const int lanePanels = (laneExtent + 23) / 24;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = packedB + packedBOffset
      + (ulong)batch * lanePanels * K * 24;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 4, lane0 = lanePanel * 24;
      const int rowBase = min(row0, rowExtent - 4);
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = lane0 + 24 <= laneExtent ? 3 : 1;
      if (lane0 + 24 <= laneExtent) {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + ((ulong)lanePanel * K + kBegin) * 24;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          { const float8 y0 = apus_load_float8(l0 + 24); const float8 y1 = apus_load_float8(l0 + 8 + 24); const float8 y2 = apus_load_float8(l0 + 16 + 24); float8 x;
          x = (float8)(r0[0 + 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride + 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride + 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0 + 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 2; r1 += 2; l0 += 48;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1; r1 += 1; l0 += 24;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float8 value = c0_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } } { const int row = row0 + 0, column = lane0 + 16; const float8 value = c0_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float8 value = c1_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } } { const int row = row0 + 1, column = lane0 + 16; const float8 value = c1_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float8 value = c2_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } } { const int row = row0 + 2, column = lane0 + 16; const float8 value = c2_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float8 value = c3_1; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } } { const int row = row0 + 3, column = lane0 + 16; const float8 value = c3_2; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      } else {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + ((ulong)lanePanel * K + kBegin) * 24;
        float8 c0_0 = 0.0f;
        float8 c1_0 = 0.0f;
        float8 c2_0 = 0.0f;
        float8 c3_0 = 0.0f;
        int k = 0;
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); }
          r0 += 1; r1 += 1; l0 += 24;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0;
        acc.vectors[3] = c1_0;
        acc.vectors[6] = c2_0;
        acc.vectors[9] = c3_0;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = own;
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; apus_store_float8(value, p1 + at); apus_store_float8(t2, p2 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 24 + j * 8 + lane - base];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value * t1; const int at = row * d1 + column; *(p1 + at) = value; *(p2 + at) = t2; }
          }
        }
      }
    }
  }
}
// gemm_5bbe19ed395c3b2f: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_5bbe19ed395c3b2f(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    global float *sums,
    const ulong sumsOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aK,
    const int bK,
    global float *v0, const ulong o0,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = 1;
  const int rK = aK;
  const int lK = bK;
  const int rowPanels = (rowExtent + 3) / 4;
  const int lanePanels = (laneExtent + 23) / 24;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = b + bOffset;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 4, lane0 = lanePanel * 24;
      const int rowBase = min(row0, rowExtent - 4);
      if (rowPanel == lanePanel % rowPanels) {
        // The panel's columns of B, added up by one of the tiles that read them.
        global const float *from = bBase;
        const int at0 = min(lane0 + 0, laneExtent - 8); const int at1 = min(lane0 + 8, laneExtent - 8); const int at2 = min(lane0 + 16, laneExtent - 8);
        float8 s0 = 0.0f; float8 s1 = 0.0f; float8 s2 = 0.0f;
#pragma clang loop vectorize(disable) unroll(disable)
        for (int k = 0; k < K; ++k) {
        s0 += apus_load_float8(from + at0); s1 += apus_load_float8(from + at1); s2 += apus_load_float8(from + at2);
        from += lK;
        }
        if (lane0 + 24 <= laneExtent) {
        apus_store_float8(s0, sums + sumsOffset + lane0 + 0); apus_store_float8(s1, sums + sumsOffset + lane0 + 8); apus_store_float8(s2, sums + sumsOffset + lane0 + 16);
        } else {
        union { float8 vectors[3]; float lanes[24]; } rest;
        rest.vectors[0] = s0; rest.vectors[1] = s1; rest.vectors[2] = s2;
#pragma clang loop vectorize(disable) unroll(disable)
        for (int lane = lane0; lane < laneExtent; ++lane) {
          const int own = lane - (lane - lane0) % 8;
          const int base = min(own, laneExtent - 8);
          *(sums + sumsOffset + lane) = rest.lanes[own - lane0 + lane - base];
        }
        }
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = lane0 + 24 <= laneExtent ? 3 : 3;
      if (lane0 + 24 <= laneExtent) {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *l0 = bBase + lane0 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          { const float8 y0 = apus_load_float8(l0 + 1 * lK); const float8 y1 = apus_load_float8(l0 + 8 + 1 * lK); const float8 y2 = apus_load_float8(l0 + 16 + 1 * lK); float8 x;
          x = (float8)(r0[0 + 1 * rK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1 + 1 * rK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 + 1 * rK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3 + 1 * rK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 2 * rK; l0 += 2 * lK;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1 * rK; l0 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float8 value = c0_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 16; const float8 value = c0_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float8 value = c1_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 16; const float8 value = c1_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float8 value = c2_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 16; const float8 value = c2_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float8 value = c3_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 16; const float8 value = c3_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      } else {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * lK;
        global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * lK;
        global const float *l2 = bBase + (long)min(lane0 + 16, laneExtent - 8) * 1 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l1); const float8 y2 = apus_load_float8(l2); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1 * rK; l0 += 1 * lK; l1 += 1 * lK; l2 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float8 value = c0_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 16; const float value = c0_2.s7; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; *(p0 + at) = value; } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float8 value = c1_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 16; const float value = c1_2.s7; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; *(p0 + at) = value; } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float8 value = c2_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 16; const float value = c2_2.s7; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; *(p0 + at) = value; } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float8 value = c3_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 16; const float value = c3_2.s7; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; *(p0 + at) = value; } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 24 + j * 8 + lane - base];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; *(p0 + at) = value; }
          }
        }
      }
    }
  }
}
// sum: columns over 1 of 2 loops.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void sum_758bc86535ff0a92(
    global float *v0, const ulong o0,
    global const float *v1, const ulong o1,
    const int d0,
    const int d1,
    const int total,
    const int chunk)
{
  part_758bc86535ff0a92(v0, o0, v1, o1, d0, d1, total, chunk, (int)get_global_id(0), (int)get_global_id(1), (int)get_global_id(2));
}
// sum: columns over 1 of 2 loops.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void sum_6bac3eadee87e369(
    global float *v0, const ulong o0,
    global const float *v1, const ulong o1,
    global const float *v2, const ulong o2,
    const int d0,
    const int d1,
    const int total,
    const int chunk)
{
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  const int blocks = (d0 + 7) / 8;
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    int row = unit / blocks;
    const int first = (unit - row * blocks) * 8;
    const int start = row * d0;
    if (first + 8 <= d0) {
      const int j = first;
      float8 accumulator = (float8)(0.0f);
      for (int i1 = 0; i1 < d1; ++i1) {
        const int tb0 = i1 * d0;
        const int tb1 = i1 * d0;
        const float8 t0 = apus_load_float8(p1 + tb0 + j);
        const float8 t1 = apus_load_float8(p2 + tb1 + j);
        const float8 t2 = t0 * t1;
        accumulator = accumulator + t2;
      }
      /* f0 is the accumulator */
      apus_store_float8(accumulator, p0 + start + j);
    }
    else {
      #pragma clang loop vectorize(disable) unroll(disable)
      for (int j = first; j < d0; ++j) {
        float accumulator = 0.0f;
        for (int i1 = 0; i1 < d1; ++i1) {
          const int tb0 = i1 * d0;
          const int tb1 = i1 * d0;
          const float t0 = (p1[tb0 + j]);
          const float t1 = (p2[tb1 + j]);
          const float t2 = t0 * t1;
          accumulator = accumulator + t2;
        }
        /* f0 is the accumulator */
        *(p0 + start + j) = accumulator;
      }
    }
  }
}
// sum: rows over 1 of 2 loops.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void sum_8abcdc53d4f7bd96(
    global const float *v0, const ulong o0,
    global const float *v1, const ulong o1,
    global float *v2, const ulong o2,
    const int d0,
    const int total,
    const int chunk)
{
  global const float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global float *p2 = v2 + o2;
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    const int at = unit;
    int row = unit;
    const int i0 = row;
    float8 lanes0 = (float8)(0.0f);
    float8 lanes1 = (float8)(0.0f);
    float8 lanes2 = (float8)(0.0f);
    float8 lanes3 = (float8)(0.0f);
    float rest = 0.0f;
    const int tb0 = i0 * d0;
    const int tb1 = i0 * d0;
    int j = 0;
    while (j + 32 <= d0) {
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        const float8 t1 = apus_load_float8(p1 + tb1 + j);
        const float8 t2 = t0 * t1;
        lanes0 = lanes0 + t2;
        j += 8;
      }
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        const float8 t1 = apus_load_float8(p1 + tb1 + j);
        const float8 t2 = t0 * t1;
        lanes1 = lanes1 + t2;
        j += 8;
      }
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        const float8 t1 = apus_load_float8(p1 + tb1 + j);
        const float8 t2 = t0 * t1;
        lanes2 = lanes2 + t2;
        j += 8;
      }
       {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        const float8 t1 = apus_load_float8(p1 + tb1 + j);
        const float8 t2 = t0 * t1;
        lanes3 = lanes3 + t2;
        j += 8;
      }
    }
    #pragma clang loop vectorize(disable) unroll(disable)
    for (; j + 8 <= d0; j += 8) {
      const float8 t0 = apus_load_float8(p0 + tb0 + j);
      const float8 t1 = apus_load_float8(p1 + tb1 + j);
      const float8 t2 = t0 * t1;
      lanes0 = lanes0 + t2;
    }
    #pragma clang loop vectorize(disable) unroll(disable)
    for (; j < d0; ++j) {
      const float t0 = (p0[tb0 + j]);
      const float t1 = (p1[tb1 + j]);
      const float t2 = t0 * t1;
      rest = rest + t2;
    }
    lanes0 = lanes0 + lanes1;
    lanes0 = lanes0 + lanes2;
    lanes0 = lanes0 + lanes3;
    const float4 half4 = lanes0.lo + lanes0.hi;
    const float2 half2 = half4.lo + half4.hi;
    float accumulator = half2.lo + half2.hi;
    accumulator = accumulator + rest;
    const long f1 = (long)(d0);
    const float f2 = convert_float(f1);
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    *(p2 + at) = f3;
  }
}
// rows: 2 stages for each row, over 2 loops of rows.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void rows_71561a93d5678a14(
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    global const float *v2, const ulong o2,
    global const float *v3, const ulong o3,
    global const float *v4, const ulong o4,
    const int d0,
    const int d1,
    const int d2,
    const int total,
    const int chunk)
{
  global const float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  global const float *p3 = v3 + o3;
  global const float *p4 = v4 + o4;
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    const int at = unit;
    int row = unit;
    const int i1 = row % d0;
    row /= d0;
    const int i0 = row;
    // 1 of 2
    float r0;
     {
      float8 lanes0 = (float8)(0.0f);
      float8 lanes1 = (float8)(0.0f);
      float8 lanes2 = (float8)(0.0f);
      float8 lanes3 = (float8)(0.0f);
      float rest = 0.0f;
      const int tb0 = i0 * d2 + i1 * d1;
      int j = 0;
      while (j + 32 <= d1) {
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes0 = lanes0 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes1 = lanes1 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes2 = lanes2 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes3 = lanes3 + t0;
          j += 8;
        }
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j + 8 <= d1; j += 8) {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        lanes0 = lanes0 + t0;
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d1; ++j) {
        const float t0 = (p0[tb0 + j]);
        rest = rest + t0;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      const float4 half4 = lanes0.lo + lanes0.hi;
      const float2 half2 = half4.lo + half4.hi;
      float accumulator = half2.lo + half2.hi;
      accumulator = accumulator + rest;
      const long f1 = (long)(d1);
      const float f2 = convert_float(f1);
      /* f0 is the accumulator */
      const float f3 = accumulator / f2;
      r0 = f3;
    }
    // 2 of 2
     {
      const float t0 = (p2[i0 * d0 + i1]);
      const float t2 = r0;
      const float t5 = (p3[i0 * d0 + i1]);
      const int tb1 = i0 * d2 + i1 * d1;
      const int tb4 = i0 * d2 + i1 * d1;
      int j = 0;
      for (; j + 8 <= d1; j += 8) {
        const float8 t1 = apus_load_float8(p0 + tb1 + j);
        const float8 t3 = t1 - (float8)(t2);
        const float8 t4 = apus_load_float8(p4 + tb4 + j);
        const float8 t6 = t4 * (float8)(t5);
        const float8 t7 = t3 - t6;
        const float8 t8 = (float8)(t0) * t7;
        apus_store_float8(t8, p1 + unit * d1 + j);
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d1; ++j) {
        const float t1 = (p0[tb1 + j]);
        const float t3 = t1 - t2;
        const float t4 = (p4[tb4 + j]);
        const float t6 = t4 * t5;
        const float t7 = t3 - t6;
        const float t8 = t0 * t7;
        *(p1 + unit * d1 + j) = t8;
      }
    }
  }
}
// gemm_13d3d46a07dbd32d: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B packed.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_13d3d46a07dbd32d(
    global const float *a,
    const ulong aOffset,
    global float *packedB,
    const ulong packedBOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aM,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = aM;
  const int rK = 1;
  const int rowPanels = (rowExtent + 3) / 4;
  const int lanePanels = (laneExtent + 23) / 24;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = packedB + packedBOffset
      + (ulong)batch * lanePanels * K * 24;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 4, lane0 = lanePanel * 24;
      const int rowBase = min(row0, rowExtent - 4);
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = lane0 + 24 <= laneExtent ? 3 : 1;
      if (lane0 + 24 <= laneExtent) {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + ((ulong)lanePanel * K + kBegin) * 24;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          { const float8 y0 = apus_load_float8(l0 + 24); const float8 y1 = apus_load_float8(l0 + 8 + 24); const float8 y2 = apus_load_float8(l0 + 16 + 24); float8 x;
          x = (float8)(r0[0 + 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride + 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride + 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0 + 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 2; r1 += 2; l0 += 48;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1; r1 += 1; l0 += 24;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      } else {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + ((ulong)lanePanel * K + kBegin) * 24;
        float8 c0_0 = 0.0f;
        float8 c1_0 = 0.0f;
        float8 c2_0 = 0.0f;
        float8 c3_0 = 0.0f;
        int k = 0;
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); }
          r0 += 1; r1 += 1; l0 += 24;
        }
        acc.vectors[0] = c0_0;
        acc.vectors[3] = c1_0;
        acc.vectors[6] = c2_0;
        acc.vectors[9] = c3_0;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = own;
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.70710677f; const float t5 = 1.0f; const float t7 = 0.5f; const float t10 = (-0.5f); const float t13 = 0.3989423f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = apus_load_float8(p0 + tb1 + column); const float8 t3 = t1 * (float8)(t2); const float8 t4 = apus_erf8(t3); const float8 t6 = t4 + (float8)(t5); const float8 t8 = t6 * (float8)(t7); const float8 t9 = t1 * t1; const float8 t11 = t9 * (float8)(t10); const float8 t12 = apus_exp8(t11); const float8 t14 = t12 * (float8)(t13); const float8 t15 = t1 * t14; const float8 t16 = t8 + t15; const float8 t17 = value * t16; const int at = row * d0 + column; apus_store_float8(t17, p1 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 24 + j * 8 + lane - base];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.70710677f; const float t5 = 1.0f; const float t7 = 0.5f; const float t10 = (-0.5f); const float t13 = 0.3989423f; const int tb1 = row * d0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t3 = t1 * t2; const float t4 = apus_erf1(t3); const float t6 = t4 + t5; const float t8 = t6 * t7; const float t9 = t1 * t1; const float t11 = t9 * t10; const float t12 = apus_exp1(t11); const float t14 = t12 * t13; const float t15 = t1 * t14; const float t16 = t8 + t15; const float t17 = value * t16; const int at = row * d0 + column; *(p1 + at) = t17; }
          }
        }
      }
    }
  }
}
// gemm_2bd223002f5db9fc: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_2bd223002f5db9fc(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    global float *sums,
    const ulong sumsOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aK,
    const int bK,
    global float *v0, const ulong o0,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = 1;
  const int rK = aK;
  const int lK = bK;
  const int rowPanels = (rowExtent + 3) / 4;
  const int lanePanels = (laneExtent + 23) / 24;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = b + bOffset;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 4, lane0 = lanePanel * 24;
      const int rowBase = min(row0, rowExtent - 4);
      if (rowPanel == lanePanel % rowPanels) {
        // The panel's columns of B, added up by one of the tiles that read them.
        global const float *from = bBase;
        const int at0 = min(lane0 + 0, laneExtent - 8); const int at1 = min(lane0 + 8, laneExtent - 8); const int at2 = min(lane0 + 16, laneExtent - 8);
        float8 s0 = 0.0f; float8 s1 = 0.0f; float8 s2 = 0.0f;
#pragma clang loop vectorize(disable) unroll(disable)
        for (int k = 0; k < K; ++k) {
        s0 += apus_load_float8(from + at0); s1 += apus_load_float8(from + at1); s2 += apus_load_float8(from + at2);
        from += lK;
        }
        if (lane0 + 24 <= laneExtent) {
        apus_store_float8(s0, sums + sumsOffset + lane0 + 0); apus_store_float8(s1, sums + sumsOffset + lane0 + 8); apus_store_float8(s2, sums + sumsOffset + lane0 + 16);
        } else {
        union { float8 vectors[3]; float lanes[24]; } rest;
        rest.vectors[0] = s0; rest.vectors[1] = s1; rest.vectors[2] = s2;
#pragma clang loop vectorize(disable) unroll(disable)
        for (int lane = lane0; lane < laneExtent; ++lane) {
          const int own = lane - (lane - lane0) % 8;
          const int base = min(own, laneExtent - 8);
          *(sums + sumsOffset + lane) = rest.lanes[own - lane0 + lane - base];
        }
        }
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = lane0 + 24 <= laneExtent ? 3 : 1;
      if (lane0 + 24 <= laneExtent) {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *l0 = bBase + lane0 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          { const float8 y0 = apus_load_float8(l0 + 1 * lK); const float8 y1 = apus_load_float8(l0 + 8 + 1 * lK); const float8 y2 = apus_load_float8(l0 + 16 + 1 * lK); float8 x;
          x = (float8)(r0[0 + 1 * rK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1 + 1 * rK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 + 1 * rK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3 + 1 * rK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 2 * rK; l0 += 2 * lK;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1 * rK; l0 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float8 value = c0_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 16; const float8 value = c0_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float8 value = c1_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 16; const float8 value = c1_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float8 value = c2_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 16; const float8 value = c2_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float8 value = c3_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 16; const float8 value = c3_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      } else {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * lK;
        float8 c0_0 = 0.0f;
        float8 c1_0 = 0.0f;
        float8 c2_0 = 0.0f;
        float8 c3_0 = 0.0f;
        int k = 0;
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); }
          r0 += 1 * rK; l0 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0;
        acc.vectors[3] = c1_0;
        acc.vectors[6] = c2_0;
        acc.vectors[9] = c3_0;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 24 + j * 8 + lane - base];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; *(p0 + at) = value; }
          }
        }
      }
    }
  }
}
// rows: 2 stages for each row, over 2 loops of rows.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void rows_02365003c49b8b12(
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    global const float *v2, const ulong o2,
    global const float *v3, const ulong o3,
    global const float *v4, const ulong o4,
    global const float *v5, const ulong o5,
    const int d0,
    const int d1,
    const int d2,
    const int total,
    const int chunk)
{
  global const float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  global const float *p3 = v3 + o3;
  global const float *p4 = v4 + o4;
  global const float *p5 = v5 + o5;
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    const int at = unit;
    int row = unit;
    const int i1 = row % d0;
    row /= d0;
    const int i0 = row;
    // 1 of 2
    float r0;
     {
      float8 lanes0 = (float8)(0.0f);
      float8 lanes1 = (float8)(0.0f);
      float8 lanes2 = (float8)(0.0f);
      float8 lanes3 = (float8)(0.0f);
      float rest = 0.0f;
      const int tb0 = i0 * d2 + i1 * d1;
      int j = 0;
      while (j + 32 <= d1) {
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes0 = lanes0 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes1 = lanes1 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes2 = lanes2 + t0;
          j += 8;
        }
         {
          const float8 t0 = apus_load_float8(p0 + tb0 + j);
          lanes3 = lanes3 + t0;
          j += 8;
        }
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j + 8 <= d1; j += 8) {
        const float8 t0 = apus_load_float8(p0 + tb0 + j);
        lanes0 = lanes0 + t0;
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d1; ++j) {
        const float t0 = (p0[tb0 + j]);
        rest = rest + t0;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      const float4 half4 = lanes0.lo + lanes0.hi;
      const float2 half2 = half4.lo + half4.hi;
      float accumulator = half2.lo + half2.hi;
      accumulator = accumulator + rest;
      const long f1 = (long)(d1);
      const float f2 = convert_float(f1);
      /* f0 is the accumulator */
      const float f3 = accumulator / f2;
      r0 = f3;
    }
    // 2 of 2
     {
      const float t1 = (p2[i0 * d0 + i1]);
      const float t3 = r0;
      const float t6 = (p3[i0 * d0 + i1]);
      const int tb0 = i0 * d2 + i1 * d1;
      const int tb2 = i0 * d2 + i1 * d1;
      const int tb5 = i0 * d2 + i1 * d1;
      int j = 0;
      for (; j + 8 <= d1; j += 8) {
        const float8 t0 = apus_load_float8(p4 + tb0 + j);
        const float8 t2 = apus_load_float8(p0 + tb2 + j);
        const float8 t4 = t2 - (float8)(t3);
        const float8 t5 = apus_load_float8(p5 + tb5 + j);
        const float8 t7 = t5 * (float8)(t6);
        const float8 t8 = t4 - t7;
        const float8 t9 = (float8)(t1) * t8;
        const float8 t10 = t0 + t9;
        apus_store_float8(t10, p1 + unit * d1 + j);
      }
      #pragma clang loop vectorize(disable) unroll(disable)
      for (; j < d1; ++j) {
        const float t0 = (p4[tb0 + j]);
        const float t2 = (p0[tb2 + j]);
        const float t4 = t2 - t3;
        const float t5 = (p5[tb5 + j]);
        const float t7 = t5 * t6;
        const float t8 = t4 - t7;
        const float t9 = t1 * t8;
        const float t10 = t0 + t9;
        *(p1 + unit * d1 + j) = t10;
      }
    }
  }
}
// gemm_3b957de66bafbb3e: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B packed.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_3b957de66bafbb3e(
    global const float *a,
    const ulong aOffset,
    global float *packedB,
    const ulong packedBOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aM,
    global float *v0, const ulong o0,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = aM;
  const int rK = 1;
  const int rowPanels = (rowExtent + 3) / 4;
  const int lanePanels = (laneExtent + 23) / 24;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = packedB + packedBOffset
      + (ulong)batch * lanePanels * K * 24;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 4, lane0 = lanePanel * 24;
      const int rowBase = min(row0, rowExtent - 4);
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = lane0 + 24 <= laneExtent ? 3 : 1;
      if (lane0 + 24 <= laneExtent) {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + ((ulong)lanePanel * K + kBegin) * 24;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          { const float8 y0 = apus_load_float8(l0 + 24); const float8 y1 = apus_load_float8(l0 + 8 + 24); const float8 y2 = apus_load_float8(l0 + 16 + 24); float8 x;
          x = (float8)(r0[0 + 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride + 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride + 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0 + 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 2; r1 += 2; l0 += 48;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1; r1 += 1; l0 += 24;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float8 value = c0_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 16; const float8 value = c0_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float8 value = c1_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 16; const float8 value = c1_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float8 value = c2_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 16; const float8 value = c2_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float8 value = c3_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 16; const float8 value = c3_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      } else {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *r1 = r0 + 3 * rStride;
        global const float *l0 = bBase + ((ulong)lanePanel * K + kBegin) * 24;
        float8 c0_0 = 0.0f;
        float8 c1_0 = 0.0f;
        float8 c2_0 = 0.0f;
        float8 c3_0 = 0.0f;
        int k = 0;
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0);
          x = (float8)(r0[rStride]); c1_0 = fma(x, y0, c1_0);
          x = (float8)(r0[2 * rStride]); c2_0 = fma(x, y0, c2_0);
          x = (float8)(r1[0]); c3_0 = fma(x, y0, c3_0); }
          r0 += 1; r1 += 1; l0 += 24;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0;
        acc.vectors[3] = c1_0;
        acc.vectors[6] = c2_0;
        acc.vectors[9] = c3_0;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = own;
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 24 + j * 8 + lane - base];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; *(p0 + at) = value; }
          }
        }
      }
    }
  }
}
// gemm_b911e22e2a530d6b: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_b911e22e2a530d6b(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    global float *sums,
    const ulong sumsOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aK,
    const int bK,
    global float *v0, const ulong o0,
    const int d0) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = 1;
  const int rK = aK;
  const int lK = bK;
  const int rowPanels = (rowExtent + 3) / 4;
  const int lanePanels = (laneExtent + 23) / 24;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = b + bOffset;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 4, lane0 = lanePanel * 24;
      const int rowBase = min(row0, rowExtent - 4);
      if (rowPanel == lanePanel % rowPanels) {
        // The panel's columns of B, added up by one of the tiles that read them.
        global const float *from = bBase;
        const int at0 = min(lane0 + 0, laneExtent - 8); const int at1 = min(lane0 + 8, laneExtent - 8); const int at2 = min(lane0 + 16, laneExtent - 8);
        float8 s0 = 0.0f; float8 s1 = 0.0f; float8 s2 = 0.0f;
#pragma clang loop vectorize(disable) unroll(disable)
        for (int k = 0; k < K; ++k) {
        s0 += apus_load_float8(from + at0); s1 += apus_load_float8(from + at1); s2 += apus_load_float8(from + at2);
        from += lK;
        }
        if (lane0 + 24 <= laneExtent) {
        apus_store_float8(s0, sums + sumsOffset + lane0 + 0); apus_store_float8(s1, sums + sumsOffset + lane0 + 8); apus_store_float8(s2, sums + sumsOffset + lane0 + 16);
        } else {
        union { float8 vectors[3]; float lanes[24]; } rest;
        rest.vectors[0] = s0; rest.vectors[1] = s1; rest.vectors[2] = s2;
#pragma clang loop vectorize(disable) unroll(disable)
        for (int lane = lane0; lane < laneExtent; ++lane) {
          const int own = lane - (lane - lane0) % 8;
          const int base = min(own, laneExtent - 8);
          *(sums + sumsOffset + lane) = rest.lanes[own - lane0 + lane - base];
        }
        }
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = lane0 + 24 <= laneExtent ? 3 : 1;
      if (lane0 + 24 <= laneExtent) {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *l0 = bBase + lane0 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          { const float8 y0 = apus_load_float8(l0 + 1 * lK); const float8 y1 = apus_load_float8(l0 + 8 + 1 * lK); const float8 y2 = apus_load_float8(l0 + 16 + 1 * lK); float8 x;
          x = (float8)(r0[0 + 1 * rK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1 + 1 * rK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 + 1 * rK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3 + 1 * rK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 2 * rK; l0 += 2 * lK;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1 * rK; l0 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float8 value = c0_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 16; const float8 value = c0_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float8 value = c1_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 16; const float8 value = c1_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float8 value = c2_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 16; const float8 value = c2_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float8 value = c3_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 16; const float8 value = c3_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      } else {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * lK;
        float8 c0_0 = 0.0f;
        float8 c1_0 = 0.0f;
        float8 c2_0 = 0.0f;
        float8 c3_0 = 0.0f;
        int k = 0;
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); }
          r0 += 1 * rK; l0 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0;
        acc.vectors[3] = c1_0;
        acc.vectors[6] = c2_0;
        acc.vectors[9] = c3_0;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; apus_store_float8(value, p0 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 24 + j * 8 + lane - base];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; *(p0 + at) = value; }
          }
        }
      }
    }
  }
}
// Attention, backward, causal, over 2 batch loops.
// Tiles of 4 x 16, 64 rows meet a block of 16 lanes at a time.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void attention_4434a7fe35377e39(
    const int queries,
    const int keys,
    const int width,
    const int values,
    const int shift,
    const float scale,
    const int batch1,
    global const float *qBuffer,
    const ulong qOffset,
    const int qBatch0,
    const int qBatch1,
    global const float *kBuffer,
    const ulong kOffset,
    const int kBatch0,
    const int kBatch1,
    global const float *vBuffer,
    const ulong vOffset,
    const int vBatch0,
    const int vBatch1,
    global const float *madeBuffer,
    const ulong madeOffset,
    const int madeBatch0,
    const int madeBatch1,
    global const float *logsBuffer,
    const ulong logsOffset,
    const int logsBatch0,
    const int logsBatch1,
    global const float *gBuffer,
    const ulong gOffset,
    const int gBatch0,
    const int gBatch1,
    global float *dqBuffer,
    const ulong dqOffset,
    const int dqBatch0,
    const int dqBatch1,
    global float *dkBuffer,
    const ulong dkOffset,
    const int dkBatch0,
    const int dkBatch1,
    global float *dvBuffer,
    const ulong dvOffset,
    const int dvBatch0,
    const int dvBatch1,
    const int widthCount,
    const int valueCount,
    const int madeRow,
    const int gRow,
    const int qRow,
    const int kRow,
    const int vRow,
    const int logsRow,
    const int dkRow,
    const int dvRow,
    const int dqRow,
    const int total,
    const int chunk,
    global float *scratchBuffer,
    const ulong scratchOffset,
    const int scratchCount,
    global float *numberBuffer,
    const ulong numberOffset,
    const int numberCount)
{
  typedef float8 V8 __attribute__((aligned(4)));
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  global float *scratch = scratchBuffer + scratchOffset + (ulong)get_global_id(0) * scratchCount;
  global float *deltas = numberBuffer + numberOffset + (ulong)get_global_id(0) * numberCount;
  for (int unit = begin; unit < end; ++unit) {
    global float *keyLanes = scratch, *valueLanes = keyLanes + widthCount;
    global float *keySums = valueLanes + valueCount, *valueSums = keySums + widthCount;
    global float *scores = valueSums + valueCount, *slopes = scores + 1024;
    int batch = unit;
    const int parts = (width + 15) / 16;
    const int rows = (queries + 3) / 4 * 4;
    global float *keyRows = slopes + 1024;
    global float *querySums = keyRows + parts * 256;
    const int b1 = batch % batch1;
    batch /= batch1;
    const int b0 = batch;
    global const float *q = qBuffer + qOffset + (long)b0 * qBatch0 + (long)b1 * qBatch1;
    global const float *k = kBuffer + kOffset + (long)b0 * kBatch0 + (long)b1 * kBatch1;
    global const float *v = vBuffer + vOffset + (long)b0 * vBatch0 + (long)b1 * vBatch1;
    global const float *made = madeBuffer + madeOffset + (long)b0 * madeBatch0 + (long)b1 * madeBatch1;
    global const float *logs = logsBuffer + logsOffset + (long)b0 * logsBatch0 + (long)b1 * logsBatch1;
    global const float *g = gBuffer + gOffset + (long)b0 * gBatch0 + (long)b1 * gBatch1;
    global float *dq = dqBuffer + dqOffset + (long)b0 * dqBatch0 + (long)b1 * dqBatch1;
    global float *dk = dkBuffer + dkOffset + (long)b0 * dkBatch0 + (long)b1 * dkBatch1;
    global float *dv = dvBuffer + dvOffset + (long)b0 * dvBatch0 + (long)b1 * dvBatch1;
    for (int i = 0; i < queries; ++i) {
      global const float *x = made + i * (long)madeRow, *y = g + i * (long)gRow;
      float s0 = 0.0f, s1 = 0.0f, s2 = 0.0f, s3 = 0.0f, s4 = 0.0f, s5 = 0.0f, s6 = 0.0f, s7 = 0.0f;
      int j = 0;
      for (; j + 8 <= values; j += 8) {
        s0 = fma(x[(j + 0) * (long)1], y[(j + 0) * (long)1], s0);
        s1 = fma(x[(j + 1) * (long)1], y[(j + 1) * (long)1], s1);
        s2 = fma(x[(j + 2) * (long)1], y[(j + 2) * (long)1], s2);
        s3 = fma(x[(j + 3) * (long)1], y[(j + 3) * (long)1], s3);
        s4 = fma(x[(j + 4) * (long)1], y[(j + 4) * (long)1], s4);
        s5 = fma(x[(j + 5) * (long)1], y[(j + 5) * (long)1], s5);
        s6 = fma(x[(j + 6) * (long)1], y[(j + 6) * (long)1], s6);
        s7 = fma(x[(j + 7) * (long)1], y[(j + 7) * (long)1], s7);
      }
      for (; j < values; ++j) s0 = fma(x[(j) * (long)1], y[(j) * (long)1], s0);
      deltas[i - 0] = ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }
    for (int i = 0; i < (parts * rows + 3) / 4 * 4 * 16; i += 8) {
      apus_store_float8((float8)(0.0f), querySums + i + 0);
    }
    for (int key = 0; key < keys; key += 16) {
      const int live = min(keys - key, 16);
       {
        global const float *from = k + key * (long)kRow;
        global float *to = keyLanes;
        const int count = live;
        int k = 0;
        for (; k + 8 <= width; k += 8) {
                {
                  const float8 x0_0 = apus_load_float8(from + (long)min(0, count - 1) * kRow + k);
                  const float8 x0_1 = apus_load_float8(from + (long)min(1, count - 1) * kRow + k);
                  const float8 x0_2 = apus_load_float8(from + (long)min(2, count - 1) * kRow + k);
                  const float8 x0_3 = apus_load_float8(from + (long)min(3, count - 1) * kRow + k);
                  const float8 x0_4 = apus_load_float8(from + (long)min(4, count - 1) * kRow + k);
                  const float8 x0_5 = apus_load_float8(from + (long)min(5, count - 1) * kRow + k);
                  const float8 x0_6 = apus_load_float8(from + (long)min(6, count - 1) * kRow + k);
                  const float8 x0_7 = apus_load_float8(from + (long)min(7, count - 1) * kRow + k);
                  const float8 x1_0 = (float8)(x0_0.s0, x0_4.s0, x0_0.s1, x0_4.s1, x0_0.s2, x0_4.s2, x0_0.s3, x0_4.s3);
                  const float8 x1_1 = (float8)(x0_0.s4, x0_4.s4, x0_0.s5, x0_4.s5, x0_0.s6, x0_4.s6, x0_0.s7, x0_4.s7);
                  const float8 x1_2 = (float8)(x0_1.s0, x0_5.s0, x0_1.s1, x0_5.s1, x0_1.s2, x0_5.s2, x0_1.s3, x0_5.s3);
                  const float8 x1_3 = (float8)(x0_1.s4, x0_5.s4, x0_1.s5, x0_5.s5, x0_1.s6, x0_5.s6, x0_1.s7, x0_5.s7);
                  const float8 x1_4 = (float8)(x0_2.s0, x0_6.s0, x0_2.s1, x0_6.s1, x0_2.s2, x0_6.s2, x0_2.s3, x0_6.s3);
                  const float8 x1_5 = (float8)(x0_2.s4, x0_6.s4, x0_2.s5, x0_6.s5, x0_2.s6, x0_6.s6, x0_2.s7, x0_6.s7);
                  const float8 x1_6 = (float8)(x0_3.s0, x0_7.s0, x0_3.s1, x0_7.s1, x0_3.s2, x0_7.s2, x0_3.s3, x0_7.s3);
                  const float8 x1_7 = (float8)(x0_3.s4, x0_7.s4, x0_3.s5, x0_7.s5, x0_3.s6, x0_7.s6, x0_3.s7, x0_7.s7);
                  const float8 x2_0 = (float8)(x1_0.s0, x1_4.s0, x1_0.s1, x1_4.s1, x1_0.s2, x1_4.s2, x1_0.s3, x1_4.s3);
                  const float8 x2_1 = (float8)(x1_0.s4, x1_4.s4, x1_0.s5, x1_4.s5, x1_0.s6, x1_4.s6, x1_0.s7, x1_4.s7);
                  const float8 x2_2 = (float8)(x1_1.s0, x1_5.s0, x1_1.s1, x1_5.s1, x1_1.s2, x1_5.s2, x1_1.s3, x1_5.s3);
                  const float8 x2_3 = (float8)(x1_1.s4, x1_5.s4, x1_1.s5, x1_5.s5, x1_1.s6, x1_5.s6, x1_1.s7, x1_5.s7);
                  const float8 x2_4 = (float8)(x1_2.s0, x1_6.s0, x1_2.s1, x1_6.s1, x1_2.s2, x1_6.s2, x1_2.s3, x1_6.s3);
                  const float8 x2_5 = (float8)(x1_2.s4, x1_6.s4, x1_2.s5, x1_6.s5, x1_2.s6, x1_6.s6, x1_2.s7, x1_6.s7);
                  const float8 x2_6 = (float8)(x1_3.s0, x1_7.s0, x1_3.s1, x1_7.s1, x1_3.s2, x1_7.s2, x1_3.s3, x1_7.s3);
                  const float8 x2_7 = (float8)(x1_3.s4, x1_7.s4, x1_3.s5, x1_7.s5, x1_3.s6, x1_7.s6, x1_3.s7, x1_7.s7);
                  const float8 x3_0 = (float8)(x2_0.s0, x2_4.s0, x2_0.s1, x2_4.s1, x2_0.s2, x2_4.s2, x2_0.s3, x2_4.s3);
                  const float8 x3_1 = (float8)(x2_0.s4, x2_4.s4, x2_0.s5, x2_4.s5, x2_0.s6, x2_4.s6, x2_0.s7, x2_4.s7);
                  const float8 x3_2 = (float8)(x2_1.s0, x2_5.s0, x2_1.s1, x2_5.s1, x2_1.s2, x2_5.s2, x2_1.s3, x2_5.s3);
                  const float8 x3_3 = (float8)(x2_1.s4, x2_5.s4, x2_1.s5, x2_5.s5, x2_1.s6, x2_5.s6, x2_1.s7, x2_5.s7);
                  const float8 x3_4 = (float8)(x2_2.s0, x2_6.s0, x2_2.s1, x2_6.s1, x2_2.s2, x2_6.s2, x2_2.s3, x2_6.s3);
                  const float8 x3_5 = (float8)(x2_2.s4, x2_6.s4, x2_2.s5, x2_6.s5, x2_2.s6, x2_6.s6, x2_2.s7, x2_6.s7);
                  const float8 x3_6 = (float8)(x2_3.s0, x2_7.s0, x2_3.s1, x2_7.s1, x2_3.s2, x2_7.s2, x2_3.s3, x2_7.s3);
                  const float8 x3_7 = (float8)(x2_3.s4, x2_7.s4, x2_3.s5, x2_7.s5, x2_3.s6, x2_7.s6, x2_3.s7, x2_7.s7);
                  const int8 mine = (int8)(0, 1, 2, 3, 4, 5, 6, 7) < count - 0;
                  { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (ulong)(k + 0) * 16 + 0) = v; }
                  { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (ulong)(k + 1) * 16 + 0) = v; }
                  { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (ulong)(k + 2) * 16 + 0) = v; }
                  { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (ulong)(k + 3) * 16 + 0) = v; }
                  { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (ulong)(k + 4) * 16 + 0) = v; }
                  { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (ulong)(k + 5) * 16 + 0) = v; }
                  { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (ulong)(k + 6) * 16 + 0) = v; }
                  { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (ulong)(k + 7) * 16 + 0) = v; }
                }
                {
                  const float8 x0_0 = apus_load_float8(from + (long)min(8, count - 1) * kRow + k);
                  const float8 x0_1 = apus_load_float8(from + (long)min(9, count - 1) * kRow + k);
                  const float8 x0_2 = apus_load_float8(from + (long)min(10, count - 1) * kRow + k);
                  const float8 x0_3 = apus_load_float8(from + (long)min(11, count - 1) * kRow + k);
                  const float8 x0_4 = apus_load_float8(from + (long)min(12, count - 1) * kRow + k);
                  const float8 x0_5 = apus_load_float8(from + (long)min(13, count - 1) * kRow + k);
                  const float8 x0_6 = apus_load_float8(from + (long)min(14, count - 1) * kRow + k);
                  const float8 x0_7 = apus_load_float8(from + (long)min(15, count - 1) * kRow + k);
                  const float8 x1_0 = (float8)(x0_0.s0, x0_4.s0, x0_0.s1, x0_4.s1, x0_0.s2, x0_4.s2, x0_0.s3, x0_4.s3);
                  const float8 x1_1 = (float8)(x0_0.s4, x0_4.s4, x0_0.s5, x0_4.s5, x0_0.s6, x0_4.s6, x0_0.s7, x0_4.s7);
                  const float8 x1_2 = (float8)(x0_1.s0, x0_5.s0, x0_1.s1, x0_5.s1, x0_1.s2, x0_5.s2, x0_1.s3, x0_5.s3);
                  const float8 x1_3 = (float8)(x0_1.s4, x0_5.s4, x0_1.s5, x0_5.s5, x0_1.s6, x0_5.s6, x0_1.s7, x0_5.s7);
                  const float8 x1_4 = (float8)(x0_2.s0, x0_6.s0, x0_2.s1, x0_6.s1, x0_2.s2, x0_6.s2, x0_2.s3, x0_6.s3);
                  const float8 x1_5 = (float8)(x0_2.s4, x0_6.s4, x0_2.s5, x0_6.s5, x0_2.s6, x0_6.s6, x0_2.s7, x0_6.s7);
                  const float8 x1_6 = (float8)(x0_3.s0, x0_7.s0, x0_3.s1, x0_7.s1, x0_3.s2, x0_7.s2, x0_3.s3, x0_7.s3);
                  const float8 x1_7 = (float8)(x0_3.s4, x0_7.s4, x0_3.s5, x0_7.s5, x0_3.s6, x0_7.s6, x0_3.s7, x0_7.s7);
                  const float8 x2_0 = (float8)(x1_0.s0, x1_4.s0, x1_0.s1, x1_4.s1, x1_0.s2, x1_4.s2, x1_0.s3, x1_4.s3);
                  const float8 x2_1 = (float8)(x1_0.s4, x1_4.s4, x1_0.s5, x1_4.s5, x1_0.s6, x1_4.s6, x1_0.s7, x1_4.s7);
                  const float8 x2_2 = (float8)(x1_1.s0, x1_5.s0, x1_1.s1, x1_5.s1, x1_1.s2, x1_5.s2, x1_1.s3, x1_5.s3);
                  const float8 x2_3 = (float8)(x1_1.s4, x1_5.s4, x1_1.s5, x1_5.s5, x1_1.s6, x1_5.s6, x1_1.s7, x1_5.s7);
                  const float8 x2_4 = (float8)(x1_2.s0, x1_6.s0, x1_2.s1, x1_6.s1, x1_2.s2, x1_6.s2, x1_2.s3, x1_6.s3);
                  const float8 x2_5 = (float8)(x1_2.s4, x1_6.s4, x1_2.s5, x1_6.s5, x1_2.s6, x1_6.s6, x1_2.s7, x1_6.s7);
                  const float8 x2_6 = (float8)(x1_3.s0, x1_7.s0, x1_3.s1, x1_7.s1, x1_3.s2, x1_7.s2, x1_3.s3, x1_7.s3);
                  const float8 x2_7 = (float8)(x1_3.s4, x1_7.s4, x1_3.s5, x1_7.s5, x1_3.s6, x1_7.s6, x1_3.s7, x1_7.s7);
                  const float8 x3_0 = (float8)(x2_0.s0, x2_4.s0, x2_0.s1, x2_4.s1, x2_0.s2, x2_4.s2, x2_0.s3, x2_4.s3);
                  const float8 x3_1 = (float8)(x2_0.s4, x2_4.s4, x2_0.s5, x2_4.s5, x2_0.s6, x2_4.s6, x2_0.s7, x2_4.s7);
                  const float8 x3_2 = (float8)(x2_1.s0, x2_5.s0, x2_1.s1, x2_5.s1, x2_1.s2, x2_5.s2, x2_1.s3, x2_5.s3);
                  const float8 x3_3 = (float8)(x2_1.s4, x2_5.s4, x2_1.s5, x2_5.s5, x2_1.s6, x2_5.s6, x2_1.s7, x2_5.s7);
                  const float8 x3_4 = (float8)(x2_2.s0, x2_6.s0, x2_2.s1, x2_6.s1, x2_2.s2, x2_6.s2, x2_2.s3, x2_6.s3);
                  const float8 x3_5 = (float8)(x2_2.s4, x2_6.s4, x2_2.s5, x2_6.s5, x2_2.s6, x2_6.s6, x2_2.s7, x2_6.s7);
                  const float8 x3_6 = (float8)(x2_3.s0, x2_7.s0, x2_3.s1, x2_7.s1, x2_3.s2, x2_7.s2, x2_3.s3, x2_7.s3);
                  const float8 x3_7 = (float8)(x2_3.s4, x2_7.s4, x2_3.s5, x2_7.s5, x2_3.s6, x2_7.s6, x2_3.s7, x2_7.s7);
                  const int8 mine = (int8)(0, 1, 2, 3, 4, 5, 6, 7) < count - 8;
                  { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (ulong)(k + 0) * 16 + 8) = v; }
                  { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (ulong)(k + 1) * 16 + 8) = v; }
                  { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (ulong)(k + 2) * 16 + 8) = v; }
                  { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (ulong)(k + 3) * 16 + 8) = v; }
                  { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (ulong)(k + 4) * 16 + 8) = v; }
                  { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (ulong)(k + 5) * 16 + 8) = v; }
                  { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (ulong)(k + 6) * 16 + 8) = v; }
                  { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (ulong)(k + 7) * 16 + 8) = v; }
                }
        }
        for (; k < width; ++k) {
          for (int lane = 0; lane < count; ++lane) to[k * 16 + lane] = from[lane * (long)kRow + k * (long)1];
          for (int lane = count; lane < 16; ++lane) to[k * 16 + lane] = 0.0f;
        }
      }
       {
        global const float *from = v + key * (long)vRow;
        global float *to = valueLanes;
        const int count = live;
        int k = 0;
        for (; k + 8 <= values; k += 8) {
                {
                  const float8 x0_0 = apus_load_float8(from + (long)min(0, count - 1) * vRow + k);
                  const float8 x0_1 = apus_load_float8(from + (long)min(1, count - 1) * vRow + k);
                  const float8 x0_2 = apus_load_float8(from + (long)min(2, count - 1) * vRow + k);
                  const float8 x0_3 = apus_load_float8(from + (long)min(3, count - 1) * vRow + k);
                  const float8 x0_4 = apus_load_float8(from + (long)min(4, count - 1) * vRow + k);
                  const float8 x0_5 = apus_load_float8(from + (long)min(5, count - 1) * vRow + k);
                  const float8 x0_6 = apus_load_float8(from + (long)min(6, count - 1) * vRow + k);
                  const float8 x0_7 = apus_load_float8(from + (long)min(7, count - 1) * vRow + k);
                  const float8 x1_0 = (float8)(x0_0.s0, x0_4.s0, x0_0.s1, x0_4.s1, x0_0.s2, x0_4.s2, x0_0.s3, x0_4.s3);
                  const float8 x1_1 = (float8)(x0_0.s4, x0_4.s4, x0_0.s5, x0_4.s5, x0_0.s6, x0_4.s6, x0_0.s7, x0_4.s7);
                  const float8 x1_2 = (float8)(x0_1.s0, x0_5.s0, x0_1.s1, x0_5.s1, x0_1.s2, x0_5.s2, x0_1.s3, x0_5.s3);
                  const float8 x1_3 = (float8)(x0_1.s4, x0_5.s4, x0_1.s5, x0_5.s5, x0_1.s6, x0_5.s6, x0_1.s7, x0_5.s7);
                  const float8 x1_4 = (float8)(x0_2.s0, x0_6.s0, x0_2.s1, x0_6.s1, x0_2.s2, x0_6.s2, x0_2.s3, x0_6.s3);
                  const float8 x1_5 = (float8)(x0_2.s4, x0_6.s4, x0_2.s5, x0_6.s5, x0_2.s6, x0_6.s6, x0_2.s7, x0_6.s7);
                  const float8 x1_6 = (float8)(x0_3.s0, x0_7.s0, x0_3.s1, x0_7.s1, x0_3.s2, x0_7.s2, x0_3.s3, x0_7.s3);
                  const float8 x1_7 = (float8)(x0_3.s4, x0_7.s4, x0_3.s5, x0_7.s5, x0_3.s6, x0_7.s6, x0_3.s7, x0_7.s7);
                  const float8 x2_0 = (float8)(x1_0.s0, x1_4.s0, x1_0.s1, x1_4.s1, x1_0.s2, x1_4.s2, x1_0.s3, x1_4.s3);
                  const float8 x2_1 = (float8)(x1_0.s4, x1_4.s4, x1_0.s5, x1_4.s5, x1_0.s6, x1_4.s6, x1_0.s7, x1_4.s7);
                  const float8 x2_2 = (float8)(x1_1.s0, x1_5.s0, x1_1.s1, x1_5.s1, x1_1.s2, x1_5.s2, x1_1.s3, x1_5.s3);
                  const float8 x2_3 = (float8)(x1_1.s4, x1_5.s4, x1_1.s5, x1_5.s5, x1_1.s6, x1_5.s6, x1_1.s7, x1_5.s7);
                  const float8 x2_4 = (float8)(x1_2.s0, x1_6.s0, x1_2.s1, x1_6.s1, x1_2.s2, x1_6.s2, x1_2.s3, x1_6.s3);
                  const float8 x2_5 = (float8)(x1_2.s4, x1_6.s4, x1_2.s5, x1_6.s5, x1_2.s6, x1_6.s6, x1_2.s7, x1_6.s7);
                  const float8 x2_6 = (float8)(x1_3.s0, x1_7.s0, x1_3.s1, x1_7.s1, x1_3.s2, x1_7.s2, x1_3.s3, x1_7.s3);
                  const float8 x2_7 = (float8)(x1_3.s4, x1_7.s4, x1_3.s5, x1_7.s5, x1_3.s6, x1_7.s6, x1_3.s7, x1_7.s7);
                  const float8 x3_0 = (float8)(x2_0.s0, x2_4.s0, x2_0.s1, x2_4.s1, x2_0.s2, x2_4.s2, x2_0.s3, x2_4.s3);
                  const float8 x3_1 = (float8)(x2_0.s4, x2_4.s4, x2_0.s5, x2_4.s5, x2_0.s6, x2_4.s6, x2_0.s7, x2_4.s7);
                  const float8 x3_2 = (float8)(x2_1.s0, x2_5.s0, x2_1.s1, x2_5.s1, x2_1.s2, x2_5.s2, x2_1.s3, x2_5.s3);
                  const float8 x3_3 = (float8)(x2_1.s4, x2_5.s4, x2_1.s5, x2_5.s5, x2_1.s6, x2_5.s6, x2_1.s7, x2_5.s7);
                  const float8 x3_4 = (float8)(x2_2.s0, x2_6.s0, x2_2.s1, x2_6.s1, x2_2.s2, x2_6.s2, x2_2.s3, x2_6.s3);
                  const float8 x3_5 = (float8)(x2_2.s4, x2_6.s4, x2_2.s5, x2_6.s5, x2_2.s6, x2_6.s6, x2_2.s7, x2_6.s7);
                  const float8 x3_6 = (float8)(x2_3.s0, x2_7.s0, x2_3.s1, x2_7.s1, x2_3.s2, x2_7.s2, x2_3.s3, x2_7.s3);
                  const float8 x3_7 = (float8)(x2_3.s4, x2_7.s4, x2_3.s5, x2_7.s5, x2_3.s6, x2_7.s6, x2_3.s7, x2_7.s7);
                  const int8 mine = (int8)(0, 1, 2, 3, 4, 5, 6, 7) < count - 0;
                  { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (ulong)(k + 0) * 16 + 0) = v; }
                  { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (ulong)(k + 1) * 16 + 0) = v; }
                  { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (ulong)(k + 2) * 16 + 0) = v; }
                  { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (ulong)(k + 3) * 16 + 0) = v; }
                  { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (ulong)(k + 4) * 16 + 0) = v; }
                  { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (ulong)(k + 5) * 16 + 0) = v; }
                  { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (ulong)(k + 6) * 16 + 0) = v; }
                  { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (ulong)(k + 7) * 16 + 0) = v; }
                }
                {
                  const float8 x0_0 = apus_load_float8(from + (long)min(8, count - 1) * vRow + k);
                  const float8 x0_1 = apus_load_float8(from + (long)min(9, count - 1) * vRow + k);
                  const float8 x0_2 = apus_load_float8(from + (long)min(10, count - 1) * vRow + k);
                  const float8 x0_3 = apus_load_float8(from + (long)min(11, count - 1) * vRow + k);
                  const float8 x0_4 = apus_load_float8(from + (long)min(12, count - 1) * vRow + k);
                  const float8 x0_5 = apus_load_float8(from + (long)min(13, count - 1) * vRow + k);
                  const float8 x0_6 = apus_load_float8(from + (long)min(14, count - 1) * vRow + k);
                  const float8 x0_7 = apus_load_float8(from + (long)min(15, count - 1) * vRow + k);
                  const float8 x1_0 = (float8)(x0_0.s0, x0_4.s0, x0_0.s1, x0_4.s1, x0_0.s2, x0_4.s2, x0_0.s3, x0_4.s3);
                  const float8 x1_1 = (float8)(x0_0.s4, x0_4.s4, x0_0.s5, x0_4.s5, x0_0.s6, x0_4.s6, x0_0.s7, x0_4.s7);
                  const float8 x1_2 = (float8)(x0_1.s0, x0_5.s0, x0_1.s1, x0_5.s1, x0_1.s2, x0_5.s2, x0_1.s3, x0_5.s3);
                  const float8 x1_3 = (float8)(x0_1.s4, x0_5.s4, x0_1.s5, x0_5.s5, x0_1.s6, x0_5.s6, x0_1.s7, x0_5.s7);
                  const float8 x1_4 = (float8)(x0_2.s0, x0_6.s0, x0_2.s1, x0_6.s1, x0_2.s2, x0_6.s2, x0_2.s3, x0_6.s3);
                  const float8 x1_5 = (float8)(x0_2.s4, x0_6.s4, x0_2.s5, x0_6.s5, x0_2.s6, x0_6.s6, x0_2.s7, x0_6.s7);
                  const float8 x1_6 = (float8)(x0_3.s0, x0_7.s0, x0_3.s1, x0_7.s1, x0_3.s2, x0_7.s2, x0_3.s3, x0_7.s3);
                  const float8 x1_7 = (float8)(x0_3.s4, x0_7.s4, x0_3.s5, x0_7.s5, x0_3.s6, x0_7.s6, x0_3.s7, x0_7.s7);
                  const float8 x2_0 = (float8)(x1_0.s0, x1_4.s0, x1_0.s1, x1_4.s1, x1_0.s2, x1_4.s2, x1_0.s3, x1_4.s3);
                  const float8 x2_1 = (float8)(x1_0.s4, x1_4.s4, x1_0.s5, x1_4.s5, x1_0.s6, x1_4.s6, x1_0.s7, x1_4.s7);
                  const float8 x2_2 = (float8)(x1_1.s0, x1_5.s0, x1_1.s1, x1_5.s1, x1_1.s2, x1_5.s2, x1_1.s3, x1_5.s3);
                  const float8 x2_3 = (float8)(x1_1.s4, x1_5.s4, x1_1.s5, x1_5.s5, x1_1.s6, x1_5.s6, x1_1.s7, x1_5.s7);
                  const float8 x2_4 = (float8)(x1_2.s0, x1_6.s0, x1_2.s1, x1_6.s1, x1_2.s2, x1_6.s2, x1_2.s3, x1_6.s3);
                  const float8 x2_5 = (float8)(x1_2.s4, x1_6.s4, x1_2.s5, x1_6.s5, x1_2.s6, x1_6.s6, x1_2.s7, x1_6.s7);
                  const float8 x2_6 = (float8)(x1_3.s0, x1_7.s0, x1_3.s1, x1_7.s1, x1_3.s2, x1_7.s2, x1_3.s3, x1_7.s3);
                  const float8 x2_7 = (float8)(x1_3.s4, x1_7.s4, x1_3.s5, x1_7.s5, x1_3.s6, x1_7.s6, x1_3.s7, x1_7.s7);
                  const float8 x3_0 = (float8)(x2_0.s0, x2_4.s0, x2_0.s1, x2_4.s1, x2_0.s2, x2_4.s2, x2_0.s3, x2_4.s3);
                  const float8 x3_1 = (float8)(x2_0.s4, x2_4.s4, x2_0.s5, x2_4.s5, x2_0.s6, x2_4.s6, x2_0.s7, x2_4.s7);
                  const float8 x3_2 = (float8)(x2_1.s0, x2_5.s0, x2_1.s1, x2_5.s1, x2_1.s2, x2_5.s2, x2_1.s3, x2_5.s3);
                  const float8 x3_3 = (float8)(x2_1.s4, x2_5.s4, x2_1.s5, x2_5.s5, x2_1.s6, x2_5.s6, x2_1.s7, x2_5.s7);
                  const float8 x3_4 = (float8)(x2_2.s0, x2_6.s0, x2_2.s1, x2_6.s1, x2_2.s2, x2_6.s2, x2_2.s3, x2_6.s3);
                  const float8 x3_5 = (float8)(x2_2.s4, x2_6.s4, x2_2.s5, x2_6.s5, x2_2.s6, x2_6.s6, x2_2.s7, x2_6.s7);
                  const float8 x3_6 = (float8)(x2_3.s0, x2_7.s0, x2_3.s1, x2_7.s1, x2_3.s2, x2_7.s2, x2_3.s3, x2_7.s3);
                  const float8 x3_7 = (float8)(x2_3.s4, x2_7.s4, x2_3.s5, x2_7.s5, x2_3.s6, x2_7.s6, x2_3.s7, x2_7.s7);
                  const int8 mine = (int8)(0, 1, 2, 3, 4, 5, 6, 7) < count - 8;
                  { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (ulong)(k + 0) * 16 + 8) = v; }
                  { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (ulong)(k + 1) * 16 + 8) = v; }
                  { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (ulong)(k + 2) * 16 + 8) = v; }
                  { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (ulong)(k + 3) * 16 + 8) = v; }
                  { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (ulong)(k + 4) * 16 + 8) = v; }
                  { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (ulong)(k + 5) * 16 + 8) = v; }
                  { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (ulong)(k + 6) * 16 + 8) = v; }
                  { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (ulong)(k + 7) * 16 + 8) = v; }
                }
        }
        for (; k < values; ++k) {
          for (int lane = 0; lane < count; ++lane) to[k * 16 + lane] = from[lane * (long)vRow + k * (long)1];
          for (int lane = count; lane < 16; ++lane) to[k * 16 + lane] = 0.0f;
        }
      }
      for (int part = 0; part < parts; ++part) {
        for (int i = 0; i < 16; ++i) {
          global const float *from = k + (key + min(i, live - 1)) * (long)kRow + part * 16 * (long)1;
          global float *to = keyRows + (part * 16 + i) * 16;
          const int own = i < live ? min(width - part * 16, 16) : 0;
          for (int j = 0; j < own; ++j) to[j] = from[j * (long)1];
          for (int j = own; j < 16; ++j) to[j] = 0.0f;
        }
      }
      for (int i = 0; i < (width + 3) / 4 * 4 * 16; i += 8) {
        apus_store_float8((float8)(0.0f), keySums + i + 0);
      }
      for (int i = 0; i < (values + 3) / 4 * 4 * 16; i += 8) {
        apus_store_float8((float8)(0.0f), valueSums + i + 0);
      }
      const int start = max(0, key - shift) / 4 * 4;
      for (int query = start; query < queries; query += 64) {
        const int count = min(queries - query, 64);
        for (int row = 0; row < count; row += 4) {
          global const float *r = q + query * (long)qRow + row * (long)qRow;
          global const float *l = keyLanes;
          const int last = min(count - row, 4) - 1;
          float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
          float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
          float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
          float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
          int step = 0;
          if (last == 3) {
            for (; step + 4 <= width; step += 4) {
              {
              const float8 y0 = apus_load_float8(l + 0 + 0);
              const float8 y1 = apus_load_float8(l + 0 + 8);
              { const float8 x = (float8)(r[0 * (long)qRow + 0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 * (long)qRow + 0]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 * (long)qRow + 0]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 * (long)qRow + 0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              {
              const float8 y0 = apus_load_float8(l + 16 + 0);
              const float8 y1 = apus_load_float8(l + 16 + 8);
              { const float8 x = (float8)(r[0 * (long)qRow + 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 * (long)qRow + 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 * (long)qRow + 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 * (long)qRow + 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              {
              const float8 y0 = apus_load_float8(l + 32 + 0);
              const float8 y1 = apus_load_float8(l + 32 + 8);
              { const float8 x = (float8)(r[0 * (long)qRow + 2]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 * (long)qRow + 2]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 * (long)qRow + 2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 * (long)qRow + 2]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              {
              const float8 y0 = apus_load_float8(l + 48 + 0);
              const float8 y1 = apus_load_float8(l + 48 + 8);
              { const float8 x = (float8)(r[0 * (long)qRow + 3]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 * (long)qRow + 3]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 * (long)qRow + 3]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 * (long)qRow + 3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              r += 4;
              l += 64;
            }
            for (; step < width; ++step) {
              {
              const float8 y0 = apus_load_float8(l + 0 + 0);
              const float8 y1 = apus_load_float8(l + 0 + 8);
              { const float8 x = (float8)(r[0 * (long)qRow + 0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 * (long)qRow + 0]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 * (long)qRow + 0]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 * (long)qRow + 0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              r += 1;
              l += 16;
            }
          }
          else {
            const long o0 = min(0, last) * (long)qRow;
            const long o1 = min(1, last) * (long)qRow;
            const long o2 = min(2, last) * (long)qRow;
            const long o3 = min(3, last) * (long)qRow;
            for (; step < width; ++step) {
              {
              const float8 y0 = apus_load_float8(l + 0 + 0);
              const float8 y1 = apus_load_float8(l + 0 + 8);
              { const float8 x = (float8)(r[o0 + 0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[o1 + 0]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[o2 + 0]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[o3 + 0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              r += 1;
              l += 16;
            }
          }
          global float *c = scores + row * 16;
          apus_store_float8(c0_0 * scale, c + 0 + 0); apus_store_float8(c0_1 * scale, c + 0 + 8);
          apus_store_float8(c1_0 * scale, c + 16 + 0); apus_store_float8(c1_1 * scale, c + 16 + 8);
          apus_store_float8(c2_0 * scale, c + 32 + 0); apus_store_float8(c2_1 * scale, c + 32 + 8);
          apus_store_float8(c3_0 * scale, c + 48 + 0); apus_store_float8(c3_1 * scale, c + 48 + 8);
        }
        for (int row = 0; row < count; row += 4) {
          global const float *r = g + query * (long)gRow + row * (long)gRow;
          global const float *l = valueLanes;
          const int last = min(count - row, 4) - 1;
          float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
          float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
          float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
          float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
          int step = 0;
          if (last == 3) {
            for (; step + 4 <= values; step += 4) {
              {
              const float8 y0 = apus_load_float8(l + 0 + 0);
              const float8 y1 = apus_load_float8(l + 0 + 8);
              { const float8 x = (float8)(r[0 * (long)gRow + 0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 * (long)gRow + 0]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 * (long)gRow + 0]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 * (long)gRow + 0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              {
              const float8 y0 = apus_load_float8(l + 16 + 0);
              const float8 y1 = apus_load_float8(l + 16 + 8);
              { const float8 x = (float8)(r[0 * (long)gRow + 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 * (long)gRow + 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 * (long)gRow + 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 * (long)gRow + 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              {
              const float8 y0 = apus_load_float8(l + 32 + 0);
              const float8 y1 = apus_load_float8(l + 32 + 8);
              { const float8 x = (float8)(r[0 * (long)gRow + 2]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 * (long)gRow + 2]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 * (long)gRow + 2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 * (long)gRow + 2]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              {
              const float8 y0 = apus_load_float8(l + 48 + 0);
              const float8 y1 = apus_load_float8(l + 48 + 8);
              { const float8 x = (float8)(r[0 * (long)gRow + 3]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 * (long)gRow + 3]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 * (long)gRow + 3]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 * (long)gRow + 3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              r += 4;
              l += 64;
            }
            for (; step < values; ++step) {
              {
              const float8 y0 = apus_load_float8(l + 0 + 0);
              const float8 y1 = apus_load_float8(l + 0 + 8);
              { const float8 x = (float8)(r[0 * (long)gRow + 0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 * (long)gRow + 0]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 * (long)gRow + 0]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 * (long)gRow + 0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              r += 1;
              l += 16;
            }
          }
          else {
            const long o0 = min(0, last) * (long)gRow;
            const long o1 = min(1, last) * (long)gRow;
            const long o2 = min(2, last) * (long)gRow;
            const long o3 = min(3, last) * (long)gRow;
            for (; step < values; ++step) {
              {
              const float8 y0 = apus_load_float8(l + 0 + 0);
              const float8 y1 = apus_load_float8(l + 0 + 8);
              { const float8 x = (float8)(r[o0 + 0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[o1 + 0]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[o2 + 0]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[o3 + 0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              r += 1;
              l += 16;
            }
          }
          global float *c = slopes + row * 16;
          apus_store_float8(c0_0, c + 0 + 0); apus_store_float8(c0_1, c + 0 + 8);
          apus_store_float8(c1_0, c + 16 + 0); apus_store_float8(c1_1, c + 16 + 8);
          apus_store_float8(c2_0, c + 32 + 0); apus_store_float8(c2_1, c + 32 + 8);
          apus_store_float8(c3_0, c + 48 + 0); apus_store_float8(c3_1, c + 48 + 8);
        }
        for (int i = 0; i < count; ++i) {
          const float level = logs[(query + i) * (long)logsRow], delta = deltas[query + i];
          const int seen = min(live, query + i + shift - key + 1);
          { const float8 p = select((float8)(0.0f), apus_exp8(apus_load_float8(scores + i * 16 + 0) - level), (int8)(0, 1, 2, 3, 4, 5, 6, 7) < seen); apus_store_float8(select((float8)(0.0f), p * (apus_load_float8(slopes + i * 16 + 0) - delta), (int8)(0, 1, 2, 3, 4, 5, 6, 7) < seen), slopes + i * 16 + 0); apus_store_float8(p, scores + i * 16 + 0); }
          { const float8 p = select((float8)(0.0f), apus_exp8(apus_load_float8(scores + i * 16 + 8) - level), (int8)(8, 9, 10, 11, 12, 13, 14, 15) < seen); apus_store_float8(select((float8)(0.0f), p * (apus_load_float8(slopes + i * 16 + 8) - delta), (int8)(8, 9, 10, 11, 12, 13, 14, 15) < seen), slopes + i * 16 + 8); apus_store_float8(p, scores + i * 16 + 8); }
        }
        for (int row = 0; row < values; row += 4) {
          global const float *r = g + query * (long)gRow + row * (long)1;
          global const float *l = scores;
          const int last = min(values - row, 4) - 1;
          float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
          float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
          float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
          float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
          int step = 0;
          if (last == 3) {
            for (; step + 4 <= count; step += 4) {
              {
              const float8 y0 = apus_load_float8(l + 0 + 0);
              const float8 y1 = apus_load_float8(l + 0 + 8);
              { const float8 x = (float8)(r[0 + 0 * (long)gRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 + 0 * (long)gRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 + 0 * (long)gRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 + 0 * (long)gRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              {
              const float8 y0 = apus_load_float8(l + 16 + 0);
              const float8 y1 = apus_load_float8(l + 16 + 8);
              { const float8 x = (float8)(r[0 + 1 * (long)gRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 + 1 * (long)gRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 + 1 * (long)gRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 + 1 * (long)gRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              {
              const float8 y0 = apus_load_float8(l + 32 + 0);
              const float8 y1 = apus_load_float8(l + 32 + 8);
              { const float8 x = (float8)(r[0 + 2 * (long)gRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 + 2 * (long)gRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 + 2 * (long)gRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 + 2 * (long)gRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              {
              const float8 y0 = apus_load_float8(l + 48 + 0);
              const float8 y1 = apus_load_float8(l + 48 + 8);
              { const float8 x = (float8)(r[0 + 3 * (long)gRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 + 3 * (long)gRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 + 3 * (long)gRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 + 3 * (long)gRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              r += 4 * (long)gRow;
              l += 64;
            }
            for (; step < count; ++step) {
              {
              const float8 y0 = apus_load_float8(l + 0 + 0);
              const float8 y1 = apus_load_float8(l + 0 + 8);
              { const float8 x = (float8)(r[0 + 0 * (long)gRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 + 0 * (long)gRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 + 0 * (long)gRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 + 0 * (long)gRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              r += 1 * (long)gRow;
              l += 16;
            }
          }
          else {
            const long o0 = min(0, last) * (long)1;
            const long o1 = min(1, last) * (long)1;
            const long o2 = min(2, last) * (long)1;
            const long o3 = min(3, last) * (long)1;
            for (; step < count; ++step) {
              {
              const float8 y0 = apus_load_float8(l + 0 + 0);
              const float8 y1 = apus_load_float8(l + 0 + 8);
              { const float8 x = (float8)(r[o0 + 0 * (long)gRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[o1 + 0 * (long)gRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[o2 + 0 * (long)gRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[o3 + 0 * (long)gRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              r += 1 * (long)gRow;
              l += 16;
            }
          }
          global float *c = valueSums + row * 16;
          apus_store_float8(apus_load_float8(c + 0 + 0) + c0_0, c + 0 + 0); apus_store_float8(apus_load_float8(c + 0 + 8) + c0_1, c + 0 + 8);
          apus_store_float8(apus_load_float8(c + 16 + 0) + c1_0, c + 16 + 0); apus_store_float8(apus_load_float8(c + 16 + 8) + c1_1, c + 16 + 8);
          apus_store_float8(apus_load_float8(c + 32 + 0) + c2_0, c + 32 + 0); apus_store_float8(apus_load_float8(c + 32 + 8) + c2_1, c + 32 + 8);
          apus_store_float8(apus_load_float8(c + 48 + 0) + c3_0, c + 48 + 0); apus_store_float8(apus_load_float8(c + 48 + 8) + c3_1, c + 48 + 8);
        }
        for (int row = 0; row < width; row += 4) {
          global const float *r = q + query * (long)qRow + row * (long)1;
          global const float *l = slopes;
          const int last = min(width - row, 4) - 1;
          float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
          float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
          float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
          float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
          int step = 0;
          if (last == 3) {
            for (; step + 4 <= count; step += 4) {
              {
              const float8 y0 = apus_load_float8(l + 0 + 0);
              const float8 y1 = apus_load_float8(l + 0 + 8);
              { const float8 x = (float8)(r[0 + 0 * (long)qRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 + 0 * (long)qRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 + 0 * (long)qRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 + 0 * (long)qRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              {
              const float8 y0 = apus_load_float8(l + 16 + 0);
              const float8 y1 = apus_load_float8(l + 16 + 8);
              { const float8 x = (float8)(r[0 + 1 * (long)qRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 + 1 * (long)qRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 + 1 * (long)qRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 + 1 * (long)qRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              {
              const float8 y0 = apus_load_float8(l + 32 + 0);
              const float8 y1 = apus_load_float8(l + 32 + 8);
              { const float8 x = (float8)(r[0 + 2 * (long)qRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 + 2 * (long)qRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 + 2 * (long)qRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 + 2 * (long)qRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              {
              const float8 y0 = apus_load_float8(l + 48 + 0);
              const float8 y1 = apus_load_float8(l + 48 + 8);
              { const float8 x = (float8)(r[0 + 3 * (long)qRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 + 3 * (long)qRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 + 3 * (long)qRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 + 3 * (long)qRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              r += 4 * (long)qRow;
              l += 64;
            }
            for (; step < count; ++step) {
              {
              const float8 y0 = apus_load_float8(l + 0 + 0);
              const float8 y1 = apus_load_float8(l + 0 + 8);
              { const float8 x = (float8)(r[0 + 0 * (long)qRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[1 + 0 * (long)qRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[2 + 0 * (long)qRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[3 + 0 * (long)qRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              r += 1 * (long)qRow;
              l += 16;
            }
          }
          else {
            const long o0 = min(0, last) * (long)1;
            const long o1 = min(1, last) * (long)1;
            const long o2 = min(2, last) * (long)1;
            const long o3 = min(3, last) * (long)1;
            for (; step < count; ++step) {
              {
              const float8 y0 = apus_load_float8(l + 0 + 0);
              const float8 y1 = apus_load_float8(l + 0 + 8);
              { const float8 x = (float8)(r[o0 + 0 * (long)qRow]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
              { const float8 x = (float8)(r[o1 + 0 * (long)qRow]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
              { const float8 x = (float8)(r[o2 + 0 * (long)qRow]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
              { const float8 x = (float8)(r[o3 + 0 * (long)qRow]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
              }
              r += 1 * (long)qRow;
              l += 16;
            }
          }
          global float *c = keySums + row * 16;
          apus_store_float8(apus_load_float8(c + 0 + 0) + c0_0, c + 0 + 0); apus_store_float8(apus_load_float8(c + 0 + 8) + c0_1, c + 0 + 8);
          apus_store_float8(apus_load_float8(c + 16 + 0) + c1_0, c + 16 + 0); apus_store_float8(apus_load_float8(c + 16 + 8) + c1_1, c + 16 + 8);
          apus_store_float8(apus_load_float8(c + 32 + 0) + c2_0, c + 32 + 0); apus_store_float8(apus_load_float8(c + 32 + 8) + c2_1, c + 32 + 8);
          apus_store_float8(apus_load_float8(c + 48 + 0) + c3_0, c + 48 + 0); apus_store_float8(apus_load_float8(c + 48 + 8) + c3_1, c + 48 + 8);
        }
        for (int part = 0; part < parts; ++part) {
          for (int row = 0; row < count; row += 4) {
            global const float *r = slopes + row * (long)16;
            global const float *l = keyRows + part * 256;
            const int last = min(count - row, 4) - 1;
            float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
            float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
            float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
            float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
            int step = 0;
            if (last == 3) {
              for (; step + 4 <= live; step += 4) {
                {
                const float8 y0 = apus_load_float8(l + 0 + 0);
                const float8 y1 = apus_load_float8(l + 0 + 8);
                { const float8 x = (float8)(r[0 * (long)16 + 0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
                { const float8 x = (float8)(r[1 * (long)16 + 0]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
                { const float8 x = (float8)(r[2 * (long)16 + 0]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
                { const float8 x = (float8)(r[3 * (long)16 + 0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
                }
                {
                const float8 y0 = apus_load_float8(l + 16 + 0);
                const float8 y1 = apus_load_float8(l + 16 + 8);
                { const float8 x = (float8)(r[0 * (long)16 + 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
                { const float8 x = (float8)(r[1 * (long)16 + 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
                { const float8 x = (float8)(r[2 * (long)16 + 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
                { const float8 x = (float8)(r[3 * (long)16 + 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
                }
                {
                const float8 y0 = apus_load_float8(l + 32 + 0);
                const float8 y1 = apus_load_float8(l + 32 + 8);
                { const float8 x = (float8)(r[0 * (long)16 + 2]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
                { const float8 x = (float8)(r[1 * (long)16 + 2]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
                { const float8 x = (float8)(r[2 * (long)16 + 2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
                { const float8 x = (float8)(r[3 * (long)16 + 2]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
                }
                {
                const float8 y0 = apus_load_float8(l + 48 + 0);
                const float8 y1 = apus_load_float8(l + 48 + 8);
                { const float8 x = (float8)(r[0 * (long)16 + 3]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
                { const float8 x = (float8)(r[1 * (long)16 + 3]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
                { const float8 x = (float8)(r[2 * (long)16 + 3]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
                { const float8 x = (float8)(r[3 * (long)16 + 3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
                }
                r += 4;
                l += 64;
              }
              for (; step < live; ++step) {
                {
                const float8 y0 = apus_load_float8(l + 0 + 0);
                const float8 y1 = apus_load_float8(l + 0 + 8);
                { const float8 x = (float8)(r[0 * (long)16 + 0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
                { const float8 x = (float8)(r[1 * (long)16 + 0]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
                { const float8 x = (float8)(r[2 * (long)16 + 0]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
                { const float8 x = (float8)(r[3 * (long)16 + 0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
                }
                r += 1;
                l += 16;
              }
            }
            else {
              const long o0 = min(0, last) * (long)16;
              const long o1 = min(1, last) * (long)16;
              const long o2 = min(2, last) * (long)16;
              const long o3 = min(3, last) * (long)16;
              for (; step < live; ++step) {
                {
                const float8 y0 = apus_load_float8(l + 0 + 0);
                const float8 y1 = apus_load_float8(l + 0 + 8);
                { const float8 x = (float8)(r[o0 + 0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); }
                { const float8 x = (float8)(r[o1 + 0]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); }
                { const float8 x = (float8)(r[o2 + 0]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); }
                { const float8 x = (float8)(r[o3 + 0]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); }
                }
                r += 1;
                l += 16;
              }
            }
            global float *c = querySums + (part * rows + query) * 16 + row * 16;
            apus_store_float8(apus_load_float8(c + 0 + 0) + c0_0, c + 0 + 0); apus_store_float8(apus_load_float8(c + 0 + 8) + c0_1, c + 0 + 8);
            apus_store_float8(apus_load_float8(c + 16 + 0) + c1_0, c + 16 + 0); apus_store_float8(apus_load_float8(c + 16 + 8) + c1_1, c + 16 + 8);
            apus_store_float8(apus_load_float8(c + 32 + 0) + c2_0, c + 32 + 0); apus_store_float8(apus_load_float8(c + 32 + 8) + c2_1, c + 32 + 8);
            apus_store_float8(apus_load_float8(c + 48 + 0) + c3_0, c + 48 + 0); apus_store_float8(apus_load_float8(c + 48 + 8) + c3_1, c + 48 + 8);
          }
        }
      }
       {
        global const float *from = keySums;
        global float *to = dk + key * (long)dkRow;
        int k = 0;
        for (; k + 8 <= width; k += 8) {
          for (int lane = 0; lane < live; lane += 8) {
            const float8 x0_0 = apus_load_float8(from + (k + 0) * 16 + lane) * scale;
            const float8 x0_1 = apus_load_float8(from + (k + 1) * 16 + lane) * scale;
            const float8 x0_2 = apus_load_float8(from + (k + 2) * 16 + lane) * scale;
            const float8 x0_3 = apus_load_float8(from + (k + 3) * 16 + lane) * scale;
            const float8 x0_4 = apus_load_float8(from + (k + 4) * 16 + lane) * scale;
            const float8 x0_5 = apus_load_float8(from + (k + 5) * 16 + lane) * scale;
            const float8 x0_6 = apus_load_float8(from + (k + 6) * 16 + lane) * scale;
            const float8 x0_7 = apus_load_float8(from + (k + 7) * 16 + lane) * scale;
            const float8 x1_0 = (float8)(x0_0.s0, x0_4.s0, x0_0.s1, x0_4.s1, x0_0.s2, x0_4.s2, x0_0.s3, x0_4.s3);
            const float8 x1_1 = (float8)(x0_0.s4, x0_4.s4, x0_0.s5, x0_4.s5, x0_0.s6, x0_4.s6, x0_0.s7, x0_4.s7);
            const float8 x1_2 = (float8)(x0_1.s0, x0_5.s0, x0_1.s1, x0_5.s1, x0_1.s2, x0_5.s2, x0_1.s3, x0_5.s3);
            const float8 x1_3 = (float8)(x0_1.s4, x0_5.s4, x0_1.s5, x0_5.s5, x0_1.s6, x0_5.s6, x0_1.s7, x0_5.s7);
            const float8 x1_4 = (float8)(x0_2.s0, x0_6.s0, x0_2.s1, x0_6.s1, x0_2.s2, x0_6.s2, x0_2.s3, x0_6.s3);
            const float8 x1_5 = (float8)(x0_2.s4, x0_6.s4, x0_2.s5, x0_6.s5, x0_2.s6, x0_6.s6, x0_2.s7, x0_6.s7);
            const float8 x1_6 = (float8)(x0_3.s0, x0_7.s0, x0_3.s1, x0_7.s1, x0_3.s2, x0_7.s2, x0_3.s3, x0_7.s3);
            const float8 x1_7 = (float8)(x0_3.s4, x0_7.s4, x0_3.s5, x0_7.s5, x0_3.s6, x0_7.s6, x0_3.s7, x0_7.s7);
            const float8 x2_0 = (float8)(x1_0.s0, x1_4.s0, x1_0.s1, x1_4.s1, x1_0.s2, x1_4.s2, x1_0.s3, x1_4.s3);
            const float8 x2_1 = (float8)(x1_0.s4, x1_4.s4, x1_0.s5, x1_4.s5, x1_0.s6, x1_4.s6, x1_0.s7, x1_4.s7);
            const float8 x2_2 = (float8)(x1_1.s0, x1_5.s0, x1_1.s1, x1_5.s1, x1_1.s2, x1_5.s2, x1_1.s3, x1_5.s3);
            const float8 x2_3 = (float8)(x1_1.s4, x1_5.s4, x1_1.s5, x1_5.s5, x1_1.s6, x1_5.s6, x1_1.s7, x1_5.s7);
            const float8 x2_4 = (float8)(x1_2.s0, x1_6.s0, x1_2.s1, x1_6.s1, x1_2.s2, x1_6.s2, x1_2.s3, x1_6.s3);
            const float8 x2_5 = (float8)(x1_2.s4, x1_6.s4, x1_2.s5, x1_6.s5, x1_2.s6, x1_6.s6, x1_2.s7, x1_6.s7);
            const float8 x2_6 = (float8)(x1_3.s0, x1_7.s0, x1_3.s1, x1_7.s1, x1_3.s2, x1_7.s2, x1_3.s3, x1_7.s3);
            const float8 x2_7 = (float8)(x1_3.s4, x1_7.s4, x1_3.s5, x1_7.s5, x1_3.s6, x1_7.s6, x1_3.s7, x1_7.s7);
            const float8 x3_0 = (float8)(x2_0.s0, x2_4.s0, x2_0.s1, x2_4.s1, x2_0.s2, x2_4.s2, x2_0.s3, x2_4.s3);
            const float8 x3_1 = (float8)(x2_0.s4, x2_4.s4, x2_0.s5, x2_4.s5, x2_0.s6, x2_4.s6, x2_0.s7, x2_4.s7);
            const float8 x3_2 = (float8)(x2_1.s0, x2_5.s0, x2_1.s1, x2_5.s1, x2_1.s2, x2_5.s2, x2_1.s3, x2_5.s3);
            const float8 x3_3 = (float8)(x2_1.s4, x2_5.s4, x2_1.s5, x2_5.s5, x2_1.s6, x2_5.s6, x2_1.s7, x2_5.s7);
            const float8 x3_4 = (float8)(x2_2.s0, x2_6.s0, x2_2.s1, x2_6.s1, x2_2.s2, x2_6.s2, x2_2.s3, x2_6.s3);
            const float8 x3_5 = (float8)(x2_2.s4, x2_6.s4, x2_2.s5, x2_6.s5, x2_2.s6, x2_6.s6, x2_2.s7, x2_6.s7);
            const float8 x3_6 = (float8)(x2_3.s0, x2_7.s0, x2_3.s1, x2_7.s1, x2_3.s2, x2_7.s2, x2_3.s3, x2_7.s3);
            const float8 x3_7 = (float8)(x2_3.s4, x2_7.s4, x2_3.s5, x2_7.s5, x2_3.s6, x2_7.s6, x2_3.s7, x2_7.s7);
            if (lane + 0 < live) apus_store_float8(x3_0, to + (lane + 0) * (long)dkRow + k);
            if (lane + 1 < live) apus_store_float8(x3_1, to + (lane + 1) * (long)dkRow + k);
            if (lane + 2 < live) apus_store_float8(x3_2, to + (lane + 2) * (long)dkRow + k);
            if (lane + 3 < live) apus_store_float8(x3_3, to + (lane + 3) * (long)dkRow + k);
            if (lane + 4 < live) apus_store_float8(x3_4, to + (lane + 4) * (long)dkRow + k);
            if (lane + 5 < live) apus_store_float8(x3_5, to + (lane + 5) * (long)dkRow + k);
            if (lane + 6 < live) apus_store_float8(x3_6, to + (lane + 6) * (long)dkRow + k);
            if (lane + 7 < live) apus_store_float8(x3_7, to + (lane + 7) * (long)dkRow + k);
          }
        }
        for (; k < width; ++k) {
          for (int lane = 0; lane < live; ++lane) {
            to[lane * (long)dkRow + k * (long)1] = from[k * 16 + lane] * scale;
          }
        }
      }
       {
        global const float *from = valueSums;
        global float *to = dv + key * (long)dvRow;
        int k = 0;
        for (; k + 8 <= values; k += 8) {
          for (int lane = 0; lane < live; lane += 8) {
            const float8 x0_0 = apus_load_float8(from + (k + 0) * 16 + lane);
            const float8 x0_1 = apus_load_float8(from + (k + 1) * 16 + lane);
            const float8 x0_2 = apus_load_float8(from + (k + 2) * 16 + lane);
            const float8 x0_3 = apus_load_float8(from + (k + 3) * 16 + lane);
            const float8 x0_4 = apus_load_float8(from + (k + 4) * 16 + lane);
            const float8 x0_5 = apus_load_float8(from + (k + 5) * 16 + lane);
            const float8 x0_6 = apus_load_float8(from + (k + 6) * 16 + lane);
            const float8 x0_7 = apus_load_float8(from + (k + 7) * 16 + lane);
            const float8 x1_0 = (float8)(x0_0.s0, x0_4.s0, x0_0.s1, x0_4.s1, x0_0.s2, x0_4.s2, x0_0.s3, x0_4.s3);
            const float8 x1_1 = (float8)(x0_0.s4, x0_4.s4, x0_0.s5, x0_4.s5, x0_0.s6, x0_4.s6, x0_0.s7, x0_4.s7);
            const float8 x1_2 = (float8)(x0_1.s0, x0_5.s0, x0_1.s1, x0_5.s1, x0_1.s2, x0_5.s2, x0_1.s3, x0_5.s3);
            const float8 x1_3 = (float8)(x0_1.s4, x0_5.s4, x0_1.s5, x0_5.s5, x0_1.s6, x0_5.s6, x0_1.s7, x0_5.s7);
            const float8 x1_4 = (float8)(x0_2.s0, x0_6.s0, x0_2.s1, x0_6.s1, x0_2.s2, x0_6.s2, x0_2.s3, x0_6.s3);
            const float8 x1_5 = (float8)(x0_2.s4, x0_6.s4, x0_2.s5, x0_6.s5, x0_2.s6, x0_6.s6, x0_2.s7, x0_6.s7);
            const float8 x1_6 = (float8)(x0_3.s0, x0_7.s0, x0_3.s1, x0_7.s1, x0_3.s2, x0_7.s2, x0_3.s3, x0_7.s3);
            const float8 x1_7 = (float8)(x0_3.s4, x0_7.s4, x0_3.s5, x0_7.s5, x0_3.s6, x0_7.s6, x0_3.s7, x0_7.s7);
            const float8 x2_0 = (float8)(x1_0.s0, x1_4.s0, x1_0.s1, x1_4.s1, x1_0.s2, x1_4.s2, x1_0.s3, x1_4.s3);
            const float8 x2_1 = (float8)(x1_0.s4, x1_4.s4, x1_0.s5, x1_4.s5, x1_0.s6, x1_4.s6, x1_0.s7, x1_4.s7);
            const float8 x2_2 = (float8)(x1_1.s0, x1_5.s0, x1_1.s1, x1_5.s1, x1_1.s2, x1_5.s2, x1_1.s3, x1_5.s3);
            const float8 x2_3 = (float8)(x1_1.s4, x1_5.s4, x1_1.s5, x1_5.s5, x1_1.s6, x1_5.s6, x1_1.s7, x1_5.s7);
            const float8 x2_4 = (float8)(x1_2.s0, x1_6.s0, x1_2.s1, x1_6.s1, x1_2.s2, x1_6.s2, x1_2.s3, x1_6.s3);
            const float8 x2_5 = (float8)(x1_2.s4, x1_6.s4, x1_2.s5, x1_6.s5, x1_2.s6, x1_6.s6, x1_2.s7, x1_6.s7);
            const float8 x2_6 = (float8)(x1_3.s0, x1_7.s0, x1_3.s1, x1_7.s1, x1_3.s2, x1_7.s2, x1_3.s3, x1_7.s3);
            const float8 x2_7 = (float8)(x1_3.s4, x1_7.s4, x1_3.s5, x1_7.s5, x1_3.s6, x1_7.s6, x1_3.s7, x1_7.s7);
            const float8 x3_0 = (float8)(x2_0.s0, x2_4.s0, x2_0.s1, x2_4.s1, x2_0.s2, x2_4.s2, x2_0.s3, x2_4.s3);
            const float8 x3_1 = (float8)(x2_0.s4, x2_4.s4, x2_0.s5, x2_4.s5, x2_0.s6, x2_4.s6, x2_0.s7, x2_4.s7);
            const float8 x3_2 = (float8)(x2_1.s0, x2_5.s0, x2_1.s1, x2_5.s1, x2_1.s2, x2_5.s2, x2_1.s3, x2_5.s3);
            const float8 x3_3 = (float8)(x2_1.s4, x2_5.s4, x2_1.s5, x2_5.s5, x2_1.s6, x2_5.s6, x2_1.s7, x2_5.s7);
            const float8 x3_4 = (float8)(x2_2.s0, x2_6.s0, x2_2.s1, x2_6.s1, x2_2.s2, x2_6.s2, x2_2.s3, x2_6.s3);
            const float8 x3_5 = (float8)(x2_2.s4, x2_6.s4, x2_2.s5, x2_6.s5, x2_2.s6, x2_6.s6, x2_2.s7, x2_6.s7);
            const float8 x3_6 = (float8)(x2_3.s0, x2_7.s0, x2_3.s1, x2_7.s1, x2_3.s2, x2_7.s2, x2_3.s3, x2_7.s3);
            const float8 x3_7 = (float8)(x2_3.s4, x2_7.s4, x2_3.s5, x2_7.s5, x2_3.s6, x2_7.s6, x2_3.s7, x2_7.s7);
            if (lane + 0 < live) apus_store_float8(x3_0, to + (lane + 0) * (long)dvRow + k);
            if (lane + 1 < live) apus_store_float8(x3_1, to + (lane + 1) * (long)dvRow + k);
            if (lane + 2 < live) apus_store_float8(x3_2, to + (lane + 2) * (long)dvRow + k);
            if (lane + 3 < live) apus_store_float8(x3_3, to + (lane + 3) * (long)dvRow + k);
            if (lane + 4 < live) apus_store_float8(x3_4, to + (lane + 4) * (long)dvRow + k);
            if (lane + 5 < live) apus_store_float8(x3_5, to + (lane + 5) * (long)dvRow + k);
            if (lane + 6 < live) apus_store_float8(x3_6, to + (lane + 6) * (long)dvRow + k);
            if (lane + 7 < live) apus_store_float8(x3_7, to + (lane + 7) * (long)dvRow + k);
          }
        }
        for (; k < values; ++k) {
          for (int lane = 0; lane < live; ++lane) {
            to[lane * (long)dvRow + k * (long)1] = from[k * 16 + lane];
          }
        }
      }
    }
    for (int part = 0; part < parts; ++part) {
      for (int i = 0; i < queries; ++i) {
        global const float *from = querySums + (part * rows + i) * 16;
        global float *to = dq + i * (long)dqRow + part * 16 * (long)1;
        const int own = min(width - part * 16, 16);
        for (int j = 0; j < own; ++j) to[j * (long)1] = from[j] * scale;
      }
    }
  }
}
// gemm_e0c8fb2f669da32e: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 2 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void gemm_e0c8fb2f669da32e(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    global float *sums,
    const ulong sumsOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aK,
    const int bK,
    global float *v0, const ulong o0,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const long rStride = 1;
  const int rK = aK;
  const int lK = bK;
  const int rowPanels = (rowExtent + 3) / 4;
  const int lanePanels = (laneExtent + 23) / 24;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = b + bOffset;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 4, lane0 = lanePanel * 24;
      const int rowBase = min(row0, rowExtent - 4);
      if (rowPanel == lanePanel % rowPanels) {
        // The panel's columns of B, added up by one of the tiles that read them.
        global const float *from = bBase;
        const int at0 = min(lane0 + 0, laneExtent - 8); const int at1 = min(lane0 + 8, laneExtent - 8); const int at2 = min(lane0 + 16, laneExtent - 8);
        float8 s0 = 0.0f; float8 s1 = 0.0f; float8 s2 = 0.0f;
#pragma clang loop vectorize(disable) unroll(disable)
        for (int k = 0; k < K; ++k) {
        s0 += apus_load_float8(from + at0); s1 += apus_load_float8(from + at1); s2 += apus_load_float8(from + at2);
        from += lK;
        }
        if (lane0 + 24 <= laneExtent) {
        apus_store_float8(s0, sums + sumsOffset + lane0 + 0); apus_store_float8(s1, sums + sumsOffset + lane0 + 8); apus_store_float8(s2, sums + sumsOffset + lane0 + 16);
        } else {
        union { float8 vectors[3]; float lanes[24]; } rest;
        rest.vectors[0] = s0; rest.vectors[1] = s1; rest.vectors[2] = s2;
#pragma clang loop vectorize(disable) unroll(disable)
        for (int lane = lane0; lane < laneExtent; ++lane) {
          const int own = lane - (lane - lane0) % 8;
          const int base = min(own, laneExtent - 8);
          *(sums + sumsOffset + lane) = rest.lanes[own - lane0 + lane - base];
        }
        }
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      const int vectors = 3;
      {
        global const float *r0 = aBase + rowBase * rStride + (long)kBegin * rK;
        global const float *l0 = bBase + lane0 + (long)kBegin * lK;
        float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
        float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
        float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
        float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
        int k = 0;
        for (; k + 2 <= kCount; k += 2) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          { const float8 y0 = apus_load_float8(l0 + 1 * lK); const float8 y1 = apus_load_float8(l0 + 8 + 1 * lK); const float8 y2 = apus_load_float8(l0 + 16 + 1 * lK); float8 x;
          x = (float8)(r0[0 + 1 * rK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1 + 1 * rK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2 + 1 * rK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3 + 1 * rK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 2 * rK; l0 += 2 * lK;
        }
#pragma clang loop vectorize(disable) unroll(disable)
        for (; k < kCount; ++k) {
          { const float8 y0 = apus_load_float8(l0); const float8 y1 = apus_load_float8(l0 + 8); const float8 y2 = apus_load_float8(l0 + 16); float8 x;
          x = (float8)(r0[0]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
          x = (float8)(r0[1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
          x = (float8)(r0[2]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
          x = (float8)(r0[3]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
          r0 += 1 * rK; l0 += 1 * lK;
        }
        if (row0 == rowBase) {
        { const int row = row0 + 0, column = lane0 + 0; const float8 value = c0_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 8; const float8 value = c0_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 0, column = lane0 + 16; const float8 value = c0_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 1, column = lane0 + 0; const float8 value = c1_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 8; const float8 value = c1_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 1, column = lane0 + 16; const float8 value = c1_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 2, column = lane0 + 0; const float8 value = c2_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 8; const float8 value = c2_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 2, column = lane0 + 16; const float8 value = c2_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
        { const int row = row0 + 3, column = lane0 + 0; const float8 value = c3_0; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 8; const float8 value = c3_1; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } } { const int row = row0 + 3, column = lane0 + 16; const float8 value = c3_2; { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); } }
          continue;
        }
        acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
        acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
        acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
        acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      }
#pragma clang loop vectorize(disable) unroll(disable)
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (int j = 0; j < vectors; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; apus_store_float8(value, p0 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
      #pragma clang loop vectorize(disable) unroll(disable)
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 24 + j * 8 + lane - base];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; *(p0 + at) = value; }
          }
        }
      }
    }
  }
}
// table: the list of each row, by counting.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void table_2d5adee4edb1e991(
    global const int *v0, const ulong o0,
    global int *v1, const ulong o1,
    global int *v2, const ulong o2,
    const int d0,
    const int d1,
    const int total,
    const int chunk)
{
  global const int *p0 = v0 + o0;
  global int *p1 = v1 + o1;
  global int *p2 = v2 + o2;
  const int range = (int)get_global_id(0);
  const int ranges = min(16, 1 + (int)(((long)d1 + d0) / 16384));
  if (range >= ranges) return;
  const int first = (int)((long)d0 * range / ranges);
  const int last = (int)((long)d0 * (range + 1) / ranges);
  for (int v = first; v < last; ++v) p1[v] = 0;
  int sum = 0;
  #pragma clang loop vectorize(disable) unroll(disable)
  for (int j = 0; j < d1; ++j) {
    const int v = p0[j];
    if (v >= first && v < last) ++p1[v];
    else if (v >= 0 && v < first) ++sum;
  }
  // Counts become beginnings, and beginnings ends.
  for (int v = first; v < last; ++v) {
    const int own = p1[v];
    p1[v] = sum;
    sum += own;
  }
  #pragma clang loop vectorize(disable) unroll(disable)
  for (int j = 0; j < d1; ++j) {
    const int v = p0[j];
    if (v >= first && v < last) p2[p1[v]++] = j;
  }
}
// table: rows with their entries, add.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void table_26bce9f798a6c7d1(
    global const int *v0, const ulong o0,
    global const int *v1, const ulong o1,
    global const float *v2, const ulong o2,
    global float *v3, const ulong o3,
    const int d0,
    const int d1,
    const int d2,
    const int total,
    const int chunk)
{
  global const int *p0 = v0 + o0;
  global const int *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  global float *p3 = v3 + o3;
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  const int blocks = (d1 + 511) / 512;
  int row = begin / blocks;
  int block = begin - row * blocks;
  int o = row / d0;
  int v = row - o * d0;
  for (int unit = begin; unit < end; ++unit) {
    int from = v > 0 ? p0[v - 1] : 0;
    const int to = p0[v];
    const int first = block * 512;
    const int last = min(d1, first + 512);
    const int at = row * d1;
    int c = first;
    for (; c + 64 <= last; c += 64) {
      float8 x0 = (float8)(0.0f);
      float8 x1 = (float8)(0.0f);
      float8 x2 = (float8)(0.0f);
      float8 x3 = (float8)(0.0f);
      float8 x4 = (float8)(0.0f);
      float8 x5 = (float8)(0.0f);
      float8 x6 = (float8)(0.0f);
      float8 x7 = (float8)(0.0f);
      for (int e = from; e < to; ++e) {
        const int own = o * d2 + p1[e] * d1 + c;
        const float8 e0 = apus_load_float8(p2 + own + 0);
        const float8 e1 = apus_load_float8(p2 + own + 8);
        const float8 e2 = apus_load_float8(p2 + own + 16);
        const float8 e3 = apus_load_float8(p2 + own + 24);
        const float8 e4 = apus_load_float8(p2 + own + 32);
        const float8 e5 = apus_load_float8(p2 + own + 40);
        const float8 e6 = apus_load_float8(p2 + own + 48);
        const float8 e7 = apus_load_float8(p2 + own + 56);
        x0 = x0 + e0;
        x1 = x1 + e1;
        x2 = x2 + e2;
        x3 = x3 + e3;
        x4 = x4 + e4;
        x5 = x5 + e5;
        x6 = x6 + e6;
        x7 = x7 + e7;
      }
      apus_store_float8(x0, p3 + at + c + 0);
      apus_store_float8(x1, p3 + at + c + 8);
      apus_store_float8(x2, p3 + at + c + 16);
      apus_store_float8(x3, p3 + at + c + 24);
      apus_store_float8(x4, p3 + at + c + 32);
      apus_store_float8(x5, p3 + at + c + 40);
      apus_store_float8(x6, p3 + at + c + 48);
      apus_store_float8(x7, p3 + at + c + 56);
    }
    for (; c + 8 <= last; c += 8) {
      float8 x0 = (float8)(0.0f);
      for (int e = from; e < to; ++e) {
        const int own = o * d2 + p1[e] * d1 + c;
        const float8 e0 = apus_load_float8(p2 + own + 0);
        x0 = x0 + e0;
      }
      apus_store_float8(x0, p3 + at + c + 0);
    }
    #pragma clang loop vectorize(disable) unroll(disable)
    for (; c < last; ++c) {
      float x0 = 0.0f;
      for (int e = from; e < to; ++e) {
        const int own = o * d2 + p1[e] * d1 + c;
        const float e0 = *(p2 + own + 0);
        x0 = x0 + e0;
      }
      *(p3 + at + c + 0) = x0;
    }
    if (++block < blocks) continue;
    block = 0;
    ++row;
    if (++v == d0) {
      v = 0;
      ++o;
    }
  }
}
// together: 2 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
__attribute__((vec_type_hint(float16)))
void together_44c1ca16ed97ec90(
    global const long *table, const int count,
    global uchar *b0, global uchar *b1, global uchar *b2, global uchar *b3, global uchar *b4)
{
  global uchar *base[] = {b0, b1, b2, b3, b4};
  const int item = (int)get_global_id(0);
  int part = 0;
  while (part + 1 < count && item >= (int)table[(part + 1) * 34]) ++part;
  global const long *t = table + part * 34;
  const int own = item - (int)t[0], n0 = (int)t[2], n1 = (int)t[3];
  const int id0 = own % n0, id1 = own / n0 % n1, id2 = own / n0 / n1;
  switch ((int)t[1]) {
    case 0: part_c56b826986a40478((global float *)base[(int)t[5]], (ulong)t[6], (global float *)base[(int)t[7]], (ulong)t[8], (global float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (global const float *)base[(int)t[13]], (ulong)t[14], (global const float *)base[(int)t[15]], (ulong)t[16], (global const float *)base[(int)t[17]], (ulong)t[18], (global const float *)base[(int)t[19]], (ulong)t[20], (global const float *)base[(int)t[21]], (ulong)t[22], (global const float *)base[(int)t[23]], (ulong)t[24], (global const float *)base[(int)t[25]], (ulong)t[26], (global const float *)base[(int)t[27]], (ulong)t[28], (global const float *)base[(int)t[29]], (ulong)t[30], (volatile global int *)base[(int)t[31]], (int)t[32], (int)t[33], id0, id1, id2); break;
    case 1: part_9643ba910042fc41((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (volatile global int *)base[(int)t[11]], (int)t[12], (int)t[13], id0, id1, id2); break;
  }
}

