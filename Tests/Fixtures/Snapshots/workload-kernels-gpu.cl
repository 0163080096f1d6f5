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
static void part_ae3becadd14575c5(
    global float *v0, const ulong o0, global const float *v1, const ulong o1, global const float *v2, const ulong o2, global const float *v3, const ulong o3, volatile global int *fault, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  if (fault[0] != 0) return;
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  global const float *p3 = v3 + o3;
  const int at = (int)id0;
  if (at >= total) return;
  const int i0 = at;
  const float t1 = (p1[0]);
  const float t0 = (p2[i0]);
  const float t2 = (p3[i0]);
  const float t3 = t1 * t2;
  const float t4 = t0 - t3;
  *(p0 + at) = t4;
}
static void part_e08a644d37afbdda(
    global float *v0, const ulong o0, global const float *v1, const ulong o1, global const float *v2, const ulong o2, global const float *v3, const ulong o3, volatile global int *fault, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  if (fault[0] != 0) return;
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  global const float *p3 = v3 + o3;
  const int at = (int)id0;
  if (at >= total) return;
  const float t0 = (p1[0]);
  const float t1 = (p2[0]);
  const float t2 = (p3[0]);
  const float t3 = t1 * t2;
  const float t4 = t0 - t3;
  *(p0 + at) = t4;
}
static void part_b268214e37f2e95b(
    global const float *v0, const ulong o0, global float *v1, const ulong o1, global float *v2, const ulong o2, global const float *v3, const ulong o3, global float *v4, const ulong o4, global float *v5, const ulong o5, global const int *v6, const ulong o6, const int d0, const int d1, volatile global int *fault, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global const float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  global float *p2 = v2 + o2;
  global const float *p3 = v3 + o3;
  global float *p4 = v4 + o4;
  global float *p5 = v5 + o5;
  global const int *p6 = v6 + o6;
  const int unit = (int)id0;
  if (unit >= total) return;
  const int at = unit;
  int row = unit;
  const int i0 = row;
  // 1 of 4
  float r0;
   {
    float accumulator = (-INFINITY);
    const int tb0 = i0 * d0;
    for (int j = 0; j < d0; ++j) {
      const float t0 = (p0[tb0 + j]);
      accumulator = ((-(int)(accumulator < t0) | -(int)(t0 != t0))) ? t0 : accumulator;
    }
    /* f0 is the accumulator */
    r0 = accumulator;
    *(p1 + at) = accumulator;
  }
  // 2 of 4
   {
    const float t1 = r0;
    const int tb0 = i0 * d0;
    int j = 0;
    for (; j < d0; ++j) {
      const float t0 = (p0[tb0 + j]);
      const float t2 = t0 - t1;
      const float t3 = apus_exp1(t2);
      *(p2 + unit * d0 + j) = t3;
    }
  }
  // 3 of 4
  float r1;
   {
    float accumulator = 0.0f;
    const int tb0 = i0 * d0;
    for (int j = 0; j < d0; ++j) {
      const float t0 = (p3[tb0 + j]);
      accumulator = accumulator + t0;
    }
    /* f0 is the accumulator */
    r1 = accumulator;
    *(p4 + at) = accumulator;
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
    const int t8 = (p6[i0]);
    const int t9 = (apus_check(t8, d0, 2, fault) ? t8 : -1);
    const int tb4 = i0 * d0;
    int j = 0;
    for (; j < d0; ++j) {
      const float t4 = (p3[tb4 + j]);
      const float t7 = t4 * t6;
      const int t10 = (int)(j);
      const int t11 = -(int)(t9 == t10);
      const float t13 = (t11) ? t0 : t12;
      const float t14 = t7 - t13;
      const float t15 = t3 * t14;
      *(p5 + unit * d0 + j) = t15;
    }
  }
}
static void part_ab47a6f959ef82a4(
    global float *v0, const ulong o0, global const float *v1, const ulong o1, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  const int at = (int)id0;
  if (at >= total) return;
  const float t0 = (p1[0]);
  *(p0 + at) = t0;
}
static void part_38eef2a8a51b643d(
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
  const int at = (int)id0;
  if (at >= total) return;
  const int i0 = at;
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
  const float t1 = (p8[i0]);
  const float t2 = t0 * t1;
  const float t5 = (p9[i0]);
  const float t6 = t4 * t5;
  const float t7 = t2 + t6;
  const float t9 = (p10[i0]);
  const float t10 = t8 * t9;
  const float t12 = t5 * t5;
  const float t13 = t11 * t12;
  const float t14 = t10 + t13;
  const float t15 = (p11[i0]);
  const float t25 = t14 * t24;
  const float t26 = sqrt(t25);
  const float t28 = t26 + t27;
  const float t29 = t7 / t28;
  const float t30 = t20 * t29;
  const float t31 = t15 - t30;
  *(p0 + at) = t7;
  *(p1 + at) = t14;
  *(p2 + at) = t31;
}
static void part_530b47975a34d30d(
    global float *v0, const ulong o0, global const float *v1, const ulong o1, global const float *v2, const ulong o2, volatile global int *fault, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  if (fault[0] != 0) return;
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  const int at = (int)id0;
  if (at >= total) return;
  const float t0 = (p1[0]);
  const float t1 = (p2[0]);
  const float t2 = t0 * t1;
  const float t3 = 1.0f;
  const float t4 = t3 - t0;
  const float t5 = t2 + t4;
  *(p0 + at) = t5;
}
static void part_8739cc7a8f57793d(
    global const float *v0, const ulong o0, global float *v1, const ulong o1, const int d0, const int d1, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global const float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  const int at = (int)id0;
  if (at >= total) return;
  const int unit = at;
  int row = unit;
  const int i0 = row;
  float best = 0.0f;
  for (int i1 = 0; i1 < d1; ++i1) {
    const float t0 = (p0[i0 + i1 * d0]);
    best = best + t0;
  }
  const float accumulator = best;
  /* f0 is the accumulator */
  *(p1 + at) = accumulator;
}
static void part_1b624c43b9f80084(
    global int *v0, const ulong o0, global const int *v1, const ulong o1, const int d0, volatile global int *fault, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global int *p0 = v0 + o0;
  global const int *p1 = v1 + o1;
  const int at = (int)id0;
  if (at >= total) return;
  const int i0 = at;
  const int t0 = (p1[i0]);
  const int t1 = (apus_check(t0, d0, 4, fault) ? t0 : -1);
  *(p0 + at) = t1;
}
static void part_e6b1476f744eb3bc(
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
  const int at = (int)id0;
  if (at >= total) return;
  const int i0 = at;
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
  const float t1 = (p9[i0]);
  const float t2 = t0 * t1;
  const float t5 = (p10[i0]);
  const float t6 = t4 * t5;
  const float t7 = t2 + t6;
  const float t9 = (p11[i0]);
  const float t10 = t8 * t9;
  const float t12 = t5 * t5;
  const float t13 = t11 * t12;
  const float t14 = t10 + t13;
  const float t15 = (p12[i0]);
  const float t20 = t15 * t19;
  const float t29 = t14 * t28;
  const float t30 = sqrt(t29);
  const float t32 = t30 + t31;
  const float t33 = t7 / t32;
  const float t34 = t24 * t33;
  const float t35 = t20 - t34;
  *(p0 + at) = t7;
  *(p1 + at) = t14;
  *(p2 + at) = t35;
}
// gemm_e711aa8dfe74e6a0: C = epilogue(A B), a work-group owns a 32 x 32 tile of C.
// 32 of k at a time are in local memory as [k][lane], zero beyond the edges, while
// the next are read into registers. A work-item keeps 4 x 4 sums in runs of
// four, of one of 1 slices of each block of k. Tunables: all these sizes.
kernel __attribute__((reqd_work_group_size(64, 1, 1)))
void gemm_e711aa8dfe74e6a0(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int aM,
    const int bK,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    const int d0,
    const int d1) {
  local float aTile[2][32][36] __attribute__((aligned(16)));
  local float bTile[2][32][36] __attribute__((aligned(16)));
  const int batch = (int)get_group_id(2);
  const int self = get_local_id(0);
  const int slice = self / 64, own = self % 64;
  const int x = own % 8, y = own / 8;
  const int row0 = get_group_id(1) * 32, column0 = get_group_id(0) * 32;
  global const float *aBase = a + aOffset;
  const int aRuns = ((ulong)aBase & 15) == 0 && (aM & 3) == 0;
  global const float *bBase = b + bOffset;
  const int bRuns = ((ulong)bBase & 15) == 0 && (bK & 3) == 0;
  float acc[4][4];
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      acc[i][j] = 0.0f;
    }
  }
  float4 aNext[4];
  float4 bNext[4];
  int turn = 0, k0 = 0;
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int kk = e % 8 * 4, o = e / 8;
    const int lane = row0 + o, k = k0 + kk;
    if (aRuns && lane < M && k + 3 < K) {
      aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
    }
    else {
      aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
      aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
      aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
      aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int o = e % 8 * 4, kk = e / 8;
    const int lane = column0 + o, k = k0 + kk;
    if (bRuns && lane + 3 < N && k < K) {
      bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
    }
    else {
      bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
      bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
      bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
      bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int kk = e % 8 * 4, o = e / 8;
    aTile[turn][kk + 0][o] = aNext[i].s0;
    aTile[turn][kk + 1][o] = aNext[i].s1;
    aTile[turn][kk + 2][o] = aNext[i].s2;
    aTile[turn][kk + 3][o] = aNext[i].s3;
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int o = e % 8 * 4, kk = e / 8;
    *(local float4 *)&bTile[turn][kk][o] = bNext[i];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int done = 0; done < K; done += 32) {
    k0 = done + 32;
    if (k0 < K) {
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int kk = e % 8 * 4, o = e / 8;
        const int lane = row0 + o, k = k0 + kk;
        if (aRuns && lane < M && k + 3 < K) {
          aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
        }
        else {
          aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
          aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
          aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
          aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
        }
      }
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int o = e % 8 * 4, kk = e / 8;
        const int lane = column0 + o, k = k0 + kk;
        if (bRuns && lane + 3 < N && k < K) {
          bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
        }
        else {
          bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
          bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
          bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
          bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
        }
      }
    }
    #pragma unroll
    for (int step = 0; step < 32; ++step) {
      const int kk = slice * 32 + step;
      float p[4], q[4];
      const float4 p0 = *(local const float4 *)&aTile[turn][kk][0 + y * 4];
      p[0] = p0.s0; p[1] = p0.s1; p[2] = p0.s2; p[3] = p0.s3;
      const float4 q0 = *(local const float4 *)&bTile[turn][kk][0 + x * 4];
      q[0] = q0.s0; q[1] = q0.s1; q[2] = q0.s2; q[3] = q0.s3;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        #pragma unroll
        for (int j = 0; j < 4; ++j) {
          acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
      }
    }
    if (k0 < K) {
      turn ^= 1;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int kk = e % 8 * 4, o = e / 8;
        aTile[turn][kk + 0][o] = aNext[i].s0;
        aTile[turn][kk + 1][o] = aNext[i].s1;
        aTile[turn][kk + 2][o] = aNext[i].s2;
        aTile[turn][kk + 3][o] = aNext[i].s3;
      }
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int o = e % 8 * 4, kk = e / 8;
        *(local float4 *)&bTile[turn][kk][o] = bNext[i];
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  float result[16];
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      result[i * 4 + j] = acc[i][j];
    }
  }
  #pragma unroll 1
  for (int number = 0; number < 16; ++number) {
    const int i = number / 4, j = number % 4;
    const int row = row0 + i / 4 * 32 + y * 4 + i % 4;
    const int column = column0 + j / 4 * 32 + x * 4 + j % 4;
    if (row < M && column < N) {
      const float value = result[number];
      { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value + t1; const float t3 = apus_tanh1(t2); const int at = row * d1 + column; *(p1 + at) = t3; }
    }
  }
}
// gemm_c4079539921e678f: C = epilogue(A B), a work-group owns a 32 x 32 tile of C.
// 32 of k at a time are in local memory as [k][lane], zero beyond the edges, while
// the next are read into registers. A work-item keeps 4 x 4 sums in runs of
// four, of one of 1 slices of each block of k. Tunables: all these sizes.
kernel __attribute__((reqd_work_group_size(64, 1, 1)))
void gemm_c4079539921e678f(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int aM,
    const int bN,
    global const float *v0, const ulong o0,
    global const float *v1, const ulong o1,
    global float *v2, const ulong o2,
    global float *v3, const ulong o3,
    global float *v4, const ulong o4,
    const int d0) {
  local float aTile[2][32][36] __attribute__((aligned(16)));
  local float bTile[2][32][36] __attribute__((aligned(16)));
  const int batch = (int)get_group_id(2);
  const int self = get_local_id(0);
  const int slice = self / 64, own = self % 64;
  const int x = own % 8, y = own / 8;
  const int row0 = get_group_id(1) * 32, column0 = get_group_id(0) * 32;
  global const float *aBase = a + aOffset;
  const int aRuns = ((ulong)aBase & 15) == 0 && (aM & 3) == 0;
  global const float *bBase = b + bOffset;
  const int bRuns = ((ulong)bBase & 15) == 0 && (bN & 3) == 0;
  float acc[4][4];
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      acc[i][j] = 0.0f;
    }
  }
  float4 aNext[4];
  float4 bNext[4];
  int turn = 0, k0 = 0;
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int kk = e % 8 * 4, o = e / 8;
    const int lane = row0 + o, k = k0 + kk;
    if (aRuns && lane < M && k + 3 < K) {
      aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
    }
    else {
      aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
      aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
      aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
      aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int kk = e % 8 * 4, o = e / 8;
    const int lane = column0 + o, k = k0 + kk;
    if (bRuns && lane < N && k + 3 < K) {
      bNext[i] = *(global const float4 *)(bBase + (long)(lane) * bN + k);
    }
    else {
      bNext[i].s0 = lane < N && k + 0 < K ? bBase[(long)(lane) * bN + k + 0] : 0.0f;
      bNext[i].s1 = lane < N && k + 1 < K ? bBase[(long)(lane) * bN + k + 1] : 0.0f;
      bNext[i].s2 = lane < N && k + 2 < K ? bBase[(long)(lane) * bN + k + 2] : 0.0f;
      bNext[i].s3 = lane < N && k + 3 < K ? bBase[(long)(lane) * bN + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int kk = e % 8 * 4, o = e / 8;
    aTile[turn][kk + 0][o] = aNext[i].s0;
    aTile[turn][kk + 1][o] = aNext[i].s1;
    aTile[turn][kk + 2][o] = aNext[i].s2;
    aTile[turn][kk + 3][o] = aNext[i].s3;
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int kk = e % 8 * 4, o = e / 8;
    bTile[turn][kk + 0][o] = bNext[i].s0;
    bTile[turn][kk + 1][o] = bNext[i].s1;
    bTile[turn][kk + 2][o] = bNext[i].s2;
    bTile[turn][kk + 3][o] = bNext[i].s3;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int done = 0; done < K; done += 32) {
    k0 = done + 32;
    if (k0 < K) {
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int kk = e % 8 * 4, o = e / 8;
        const int lane = row0 + o, k = k0 + kk;
        if (aRuns && lane < M && k + 3 < K) {
          aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
        }
        else {
          aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
          aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
          aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
          aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
        }
      }
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int kk = e % 8 * 4, o = e / 8;
        const int lane = column0 + o, k = k0 + kk;
        if (bRuns && lane < N && k + 3 < K) {
          bNext[i] = *(global const float4 *)(bBase + (long)(lane) * bN + k);
        }
        else {
          bNext[i].s0 = lane < N && k + 0 < K ? bBase[(long)(lane) * bN + k + 0] : 0.0f;
          bNext[i].s1 = lane < N && k + 1 < K ? bBase[(long)(lane) * bN + k + 1] : 0.0f;
          bNext[i].s2 = lane < N && k + 2 < K ? bBase[(long)(lane) * bN + k + 2] : 0.0f;
          bNext[i].s3 = lane < N && k + 3 < K ? bBase[(long)(lane) * bN + k + 3] : 0.0f;
        }
      }
    }
    #pragma unroll
    for (int step = 0; step < 32; ++step) {
      const int kk = slice * 32 + step;
      float p[4], q[4];
      const float4 p0 = *(local const float4 *)&aTile[turn][kk][0 + y * 4];
      p[0] = p0.s0; p[1] = p0.s1; p[2] = p0.s2; p[3] = p0.s3;
      const float4 q0 = *(local const float4 *)&bTile[turn][kk][0 + x * 4];
      q[0] = q0.s0; q[1] = q0.s1; q[2] = q0.s2; q[3] = q0.s3;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        #pragma unroll
        for (int j = 0; j < 4; ++j) {
          acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
      }
    }
    if (k0 < K) {
      turn ^= 1;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int kk = e % 8 * 4, o = e / 8;
        aTile[turn][kk + 0][o] = aNext[i].s0;
        aTile[turn][kk + 1][o] = aNext[i].s1;
        aTile[turn][kk + 2][o] = aNext[i].s2;
        aTile[turn][kk + 3][o] = aNext[i].s3;
      }
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int kk = e % 8 * 4, o = e / 8;
        bTile[turn][kk + 0][o] = bNext[i].s0;
        bTile[turn][kk + 1][o] = bNext[i].s1;
        bTile[turn][kk + 2][o] = bNext[i].s2;
        bTile[turn][kk + 3][o] = bNext[i].s3;
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  float result[16];
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      result[i * 4 + j] = acc[i][j];
    }
  }
  #pragma unroll 1
  for (int number = 0; number < 16; ++number) {
    const int i = number / 4, j = number % 4;
    const int row = row0 + i / 4 * 32 + y * 4 + i % 4;
    const int column = column0 + j / 4 * 32 + x * 4 + j % 4;
    if (row < M && column < N) {
      const float value = result[number];
      { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; global float *p3 = v3 + o3; global float *p4 = v4 + o4; const float t1 = (p0[0]); const float t6 = 1.0f; const long t7 = (long)(d0); const float t8 = convert_float(t7); const float t9 = t6 / t8; const float t4 = (p1[row]); /* t0 is the accumulator */ const float t2 = value + t1; const float t3 = apus_sigmoid1(t2); const float t5 = t3 - t4; const float t10 = t9 * t5; const float t11 = t10 + t10; const float t12 = t6 - t3; const float t13 = t3 * t12; const float t14 = t11 * t13; const int at = row * 1 + column; *(p2 + at) = t3; *(p3 + at) = t5; *(p4 + at) = t14; }
    }
  }
}
// sum: groups over 1 of 1 loops.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void sum_3502b9e94396c222(
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    const int d0,
    const int total,
    const int chunk)
{
  global const float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  local float shared[128];
  const int lane = (int)get_local_id(0);
  const int unit = (int)get_group_id(0);
  const int at = unit;
  float best = 0.0f;
  for (int r = lane; r < d0; r += 128) {
    int number = r;
    const int i0 = number;
    const float t0 = (p0[i0]);
    const float t1 = t0 * t0;
    best = best + t1;
  }
  shared[lane] = best;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int half_ = 64; half_ >= 1; half_ >>= 1) {
    if (lane < half_) shared[lane] = shared[lane] + shared[lane + half_];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  if (lane == 0) {
    const float accumulator = shared[0];
    const long f1 = (long)(d0);
    const float f2 = convert_float(f1);
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    *(p1 + at) = f3;
  }
}
// sum: groups over 1 of 1 loops.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void sum_93c6566611bf29fa(
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    const int d0,
    const int total,
    const int chunk)
{
  global const float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  local float shared[128];
  const int lane = (int)get_local_id(0);
  const int unit = (int)get_group_id(0);
  const int at = unit;
  float best = 0.0f;
  for (int r = lane; r < d0; r += 128) {
    int number = r;
    const int i0 = number;
    const float t0 = (p0[i0]);
    best = best + t0;
  }
  shared[lane] = best;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int half_ = 64; half_ >= 1; half_ >>= 1) {
    if (lane < half_) shared[lane] = shared[lane] + shared[lane + half_];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  if (lane == 0) {
    const float accumulator = shared[0];
    /* f0 is the accumulator */
    *(p1 + at) = accumulator;
  }
}
// gemm_d268adb921b1b687: C = epilogue(A B), a work-group owns a 32 x 32 tile of C.
// 32 of k at a time are in local memory as [k][lane], zero beyond the edges, while
// the next are read into registers. A work-item keeps 4 x 4 sums in runs of
// four, of one of 1 slices of each block of k. Tunables: all these sizes.
kernel __attribute__((reqd_work_group_size(64, 1, 1)))
void gemm_d268adb921b1b687(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int aK,
    const int bK,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    const int d0,
    const int d1) {
  local float aTile[2][32][36] __attribute__((aligned(16)));
  local float bTile[2][32][36] __attribute__((aligned(16)));
  const int batch = (int)get_group_id(2);
  const int self = get_local_id(0);
  const int slice = self / 64, own = self % 64;
  const int x = own % 8, y = own / 8;
  const int row0 = get_group_id(1) * 32, column0 = get_group_id(0) * 32;
  global const float *aBase = a + aOffset;
  const int aRuns = ((ulong)aBase & 15) == 0 && (aK & 3) == 0;
  global const float *bBase = b + bOffset;
  const int bRuns = ((ulong)bBase & 15) == 0 && (bK & 3) == 0;
  float acc[4][4];
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      acc[i][j] = 0.0f;
    }
  }
  float4 aNext[4];
  float4 bNext[4];
  int turn = 0, k0 = 0;
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int o = e % 8 * 4, kk = e / 8;
    const int lane = row0 + o, k = k0 + kk;
    if (aRuns && lane + 3 < M && k < K) {
      aNext[i] = *(global const float4 *)(aBase + lane + (long)(k) * aK);
    }
    else {
      aNext[i].s0 = lane + 0 < M && k < K ? aBase[lane + 0 + (long)(k) * aK] : 0.0f;
      aNext[i].s1 = lane + 1 < M && k < K ? aBase[lane + 1 + (long)(k) * aK] : 0.0f;
      aNext[i].s2 = lane + 2 < M && k < K ? aBase[lane + 2 + (long)(k) * aK] : 0.0f;
      aNext[i].s3 = lane + 3 < M && k < K ? aBase[lane + 3 + (long)(k) * aK] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int o = e % 8 * 4, kk = e / 8;
    const int lane = column0 + o, k = k0 + kk;
    if (bRuns && lane + 3 < N && k < K) {
      bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
    }
    else {
      bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
      bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
      bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
      bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int o = e % 8 * 4, kk = e / 8;
    *(local float4 *)&aTile[turn][kk][o] = aNext[i];
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int o = e % 8 * 4, kk = e / 8;
    *(local float4 *)&bTile[turn][kk][o] = bNext[i];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int done = 0; done < K; done += 32) {
    k0 = done + 32;
    if (k0 < K) {
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int o = e % 8 * 4, kk = e / 8;
        const int lane = row0 + o, k = k0 + kk;
        if (aRuns && lane + 3 < M && k < K) {
          aNext[i] = *(global const float4 *)(aBase + lane + (long)(k) * aK);
        }
        else {
          aNext[i].s0 = lane + 0 < M && k < K ? aBase[lane + 0 + (long)(k) * aK] : 0.0f;
          aNext[i].s1 = lane + 1 < M && k < K ? aBase[lane + 1 + (long)(k) * aK] : 0.0f;
          aNext[i].s2 = lane + 2 < M && k < K ? aBase[lane + 2 + (long)(k) * aK] : 0.0f;
          aNext[i].s3 = lane + 3 < M && k < K ? aBase[lane + 3 + (long)(k) * aK] : 0.0f;
        }
      }
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int o = e % 8 * 4, kk = e / 8;
        const int lane = column0 + o, k = k0 + kk;
        if (bRuns && lane + 3 < N && k < K) {
          bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
        }
        else {
          bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
          bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
          bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
          bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
        }
      }
    }
    #pragma unroll
    for (int step = 0; step < 32; ++step) {
      const int kk = slice * 32 + step;
      float p[4], q[4];
      const float4 p0 = *(local const float4 *)&aTile[turn][kk][0 + y * 4];
      p[0] = p0.s0; p[1] = p0.s1; p[2] = p0.s2; p[3] = p0.s3;
      const float4 q0 = *(local const float4 *)&bTile[turn][kk][0 + x * 4];
      q[0] = q0.s0; q[1] = q0.s1; q[2] = q0.s2; q[3] = q0.s3;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        #pragma unroll
        for (int j = 0; j < 4; ++j) {
          acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
      }
    }
    if (k0 < K) {
      turn ^= 1;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int o = e % 8 * 4, kk = e / 8;
        *(local float4 *)&aTile[turn][kk][o] = aNext[i];
      }
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int o = e % 8 * 4, kk = e / 8;
        *(local float4 *)&bTile[turn][kk][o] = bNext[i];
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      const int row = row0 + i / 4 * 32 + y * 4 + i % 4;
      const int column = column0 + j / 4 * 32 + x * 4 + j % 4;
      if (row < M && column < N) {
        const float value = acc[i][j];
        { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t1 = 1.0f; const int tb2 = row * d0; /* t0 is the accumulator */ const float t2 = (p0[tb2 + column]); const float t3 = t2 * t2; const float t4 = t1 - t3; const float t5 = value * t4; const int at = row * d0 + column; *(p1 + at) = t5; }
      }
    }
  }
}
// gemm_a81309b198273897: C = epilogue(A B), a work-group owns a 32 x 32 tile of C.
// 32 of k at a time are in local memory as [k][lane], zero beyond the edges, while
// the next are read into registers. A work-item keeps 4 x 4 sums in runs of
// four, of one of 1 slices of each block of k. Tunables: all these sizes.
kernel __attribute__((reqd_work_group_size(64, 1, 1)))
void gemm_a81309b198273897(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int aK,
    const int bN,
    global float *v0, const ulong o0,
    const int d0) {
  local float aTile[2][32][36] __attribute__((aligned(16)));
  local float bTile[2][32][36] __attribute__((aligned(16)));
  const int batch = (int)get_group_id(2);
  const int self = get_local_id(0);
  const int slice = self / 64, own = self % 64;
  const int x = own % 8, y = own / 8;
  const int row0 = get_group_id(1) * 32, column0 = get_group_id(0) * 32;
  global const float *aBase = a + aOffset;
  const int aRuns = ((ulong)aBase & 15) == 0 && (aK & 3) == 0;
  global const float *bBase = b + bOffset;
  const int bRuns = ((ulong)bBase & 15) == 0 && (bN & 3) == 0;
  float acc[4][4];
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      acc[i][j] = 0.0f;
    }
  }
  float4 aNext[4];
  float4 bNext[4];
  int turn = 0, k0 = 0;
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int o = e % 8 * 4, kk = e / 8;
    const int lane = row0 + o, k = k0 + kk;
    if (aRuns && lane + 3 < M && k < K) {
      aNext[i] = *(global const float4 *)(aBase + lane + (long)(k) * aK);
    }
    else {
      aNext[i].s0 = lane + 0 < M && k < K ? aBase[lane + 0 + (long)(k) * aK] : 0.0f;
      aNext[i].s1 = lane + 1 < M && k < K ? aBase[lane + 1 + (long)(k) * aK] : 0.0f;
      aNext[i].s2 = lane + 2 < M && k < K ? aBase[lane + 2 + (long)(k) * aK] : 0.0f;
      aNext[i].s3 = lane + 3 < M && k < K ? aBase[lane + 3 + (long)(k) * aK] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int kk = e % 8 * 4, o = e / 8;
    const int lane = column0 + o, k = k0 + kk;
    if (bRuns && lane < N && k + 3 < K) {
      bNext[i] = *(global const float4 *)(bBase + (long)(lane) * bN + k);
    }
    else {
      bNext[i].s0 = lane < N && k + 0 < K ? bBase[(long)(lane) * bN + k + 0] : 0.0f;
      bNext[i].s1 = lane < N && k + 1 < K ? bBase[(long)(lane) * bN + k + 1] : 0.0f;
      bNext[i].s2 = lane < N && k + 2 < K ? bBase[(long)(lane) * bN + k + 2] : 0.0f;
      bNext[i].s3 = lane < N && k + 3 < K ? bBase[(long)(lane) * bN + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int o = e % 8 * 4, kk = e / 8;
    *(local float4 *)&aTile[turn][kk][o] = aNext[i];
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int kk = e % 8 * 4, o = e / 8;
    bTile[turn][kk + 0][o] = bNext[i].s0;
    bTile[turn][kk + 1][o] = bNext[i].s1;
    bTile[turn][kk + 2][o] = bNext[i].s2;
    bTile[turn][kk + 3][o] = bNext[i].s3;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int done = 0; done < K; done += 32) {
    k0 = done + 32;
    if (k0 < K) {
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int o = e % 8 * 4, kk = e / 8;
        const int lane = row0 + o, k = k0 + kk;
        if (aRuns && lane + 3 < M && k < K) {
          aNext[i] = *(global const float4 *)(aBase + lane + (long)(k) * aK);
        }
        else {
          aNext[i].s0 = lane + 0 < M && k < K ? aBase[lane + 0 + (long)(k) * aK] : 0.0f;
          aNext[i].s1 = lane + 1 < M && k < K ? aBase[lane + 1 + (long)(k) * aK] : 0.0f;
          aNext[i].s2 = lane + 2 < M && k < K ? aBase[lane + 2 + (long)(k) * aK] : 0.0f;
          aNext[i].s3 = lane + 3 < M && k < K ? aBase[lane + 3 + (long)(k) * aK] : 0.0f;
        }
      }
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int kk = e % 8 * 4, o = e / 8;
        const int lane = column0 + o, k = k0 + kk;
        if (bRuns && lane < N && k + 3 < K) {
          bNext[i] = *(global const float4 *)(bBase + (long)(lane) * bN + k);
        }
        else {
          bNext[i].s0 = lane < N && k + 0 < K ? bBase[(long)(lane) * bN + k + 0] : 0.0f;
          bNext[i].s1 = lane < N && k + 1 < K ? bBase[(long)(lane) * bN + k + 1] : 0.0f;
          bNext[i].s2 = lane < N && k + 2 < K ? bBase[(long)(lane) * bN + k + 2] : 0.0f;
          bNext[i].s3 = lane < N && k + 3 < K ? bBase[(long)(lane) * bN + k + 3] : 0.0f;
        }
      }
    }
    #pragma unroll
    for (int step = 0; step < 32; ++step) {
      const int kk = slice * 32 + step;
      float p[4], q[4];
      const float4 p0 = *(local const float4 *)&aTile[turn][kk][0 + y * 4];
      p[0] = p0.s0; p[1] = p0.s1; p[2] = p0.s2; p[3] = p0.s3;
      const float4 q0 = *(local const float4 *)&bTile[turn][kk][0 + x * 4];
      q[0] = q0.s0; q[1] = q0.s1; q[2] = q0.s2; q[3] = q0.s3;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        #pragma unroll
        for (int j = 0; j < 4; ++j) {
          acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
      }
    }
    if (k0 < K) {
      turn ^= 1;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int o = e % 8 * 4, kk = e / 8;
        *(local float4 *)&aTile[turn][kk][o] = aNext[i];
      }
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int kk = e % 8 * 4, o = e / 8;
        bTile[turn][kk + 0][o] = bNext[i].s0;
        bTile[turn][kk + 1][o] = bNext[i].s1;
        bTile[turn][kk + 2][o] = bNext[i].s2;
        bTile[turn][kk + 3][o] = bNext[i].s3;
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      const int row = row0 + i / 4 * 32 + y * 4 + i % 4;
      const int column = column0 + j / 4 * 32 + x * 4 + j % 4;
      if (row < M && column < N) {
        const float value = acc[i][j];
        { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * 1 + column; *(p0 + at) = value; }
      }
    }
  }
}
// gemm_2c89c9a214165075: C = epilogue(A B), a work-group owns a 32 x 32 tile of C.
// 32 of k at a time are in local memory as [k][lane], zero beyond the edges, while
// the next are read into registers. A work-item keeps 4 x 4 sums in runs of
// four, of one of 1 slices of each block of k. Tunables: all these sizes.
kernel __attribute__((reqd_work_group_size(64, 1, 1)))
void gemm_2c89c9a214165075(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    global float *sums,
    const ulong sumsOffset,
    const int aK,
    const int bK,
    global float *v0, const ulong o0,
    const int d0,
    const int d1) {
  local float aTile[2][32][36] __attribute__((aligned(16)));
  local float bTile[2][32][36] __attribute__((aligned(16)));
  const int batch = (int)get_group_id(2);
  const int self = get_local_id(0);
  const int slice = self / 64, own = self % 64;
  const int x = own % 8, y = own / 8;
  const int row0 = get_group_id(1) * 32, column0 = get_group_id(0) * 32;
  global const float *aBase = a + aOffset;
  const int aRuns = ((ulong)aBase & 15) == 0 && (aK & 3) == 0;
  global const float *bBase = b + bOffset;
  const int bRuns = ((ulong)bBase & 15) == 0 && (bK & 3) == 0;
  float acc[4][4];
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      acc[i][j] = 0.0f;
    }
  }
  float total = 0.0f;
  float4 aNext[4];
  float4 bNext[4];
  int turn = 0, k0 = 0;
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int o = e % 8 * 4, kk = e / 8;
    const int lane = row0 + o, k = k0 + kk;
    if (aRuns && lane + 3 < M && k < K) {
      aNext[i] = *(global const float4 *)(aBase + lane + (long)(k) * aK);
    }
    else {
      aNext[i].s0 = lane + 0 < M && k < K ? aBase[lane + 0 + (long)(k) * aK] : 0.0f;
      aNext[i].s1 = lane + 1 < M && k < K ? aBase[lane + 1 + (long)(k) * aK] : 0.0f;
      aNext[i].s2 = lane + 2 < M && k < K ? aBase[lane + 2 + (long)(k) * aK] : 0.0f;
      aNext[i].s3 = lane + 3 < M && k < K ? aBase[lane + 3 + (long)(k) * aK] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int o = e % 8 * 4, kk = e / 8;
    const int lane = column0 + o, k = k0 + kk;
    if (bRuns && lane + 3 < N && k < K) {
      bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
    }
    else {
      bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
      bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
      bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
      bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int o = e % 8 * 4, kk = e / 8;
    *(local float4 *)&aTile[turn][kk][o] = aNext[i];
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int e = self + i * 64;
    const int o = e % 8 * 4, kk = e / 8;
    *(local float4 *)&bTile[turn][kk][o] = bNext[i];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int done = 0; done < K; done += 32) {
    k0 = done + 32;
    if (k0 < K) {
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int o = e % 8 * 4, kk = e / 8;
        const int lane = row0 + o, k = k0 + kk;
        if (aRuns && lane + 3 < M && k < K) {
          aNext[i] = *(global const float4 *)(aBase + lane + (long)(k) * aK);
        }
        else {
          aNext[i].s0 = lane + 0 < M && k < K ? aBase[lane + 0 + (long)(k) * aK] : 0.0f;
          aNext[i].s1 = lane + 1 < M && k < K ? aBase[lane + 1 + (long)(k) * aK] : 0.0f;
          aNext[i].s2 = lane + 2 < M && k < K ? aBase[lane + 2 + (long)(k) * aK] : 0.0f;
          aNext[i].s3 = lane + 3 < M && k < K ? aBase[lane + 3 + (long)(k) * aK] : 0.0f;
        }
      }
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int o = e % 8 * 4, kk = e / 8;
        const int lane = column0 + o, k = k0 + kk;
        if (bRuns && lane + 3 < N && k < K) {
          bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
        }
        else {
          bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
          bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
          bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
          bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
        }
      }
    }
    if (row0 == 0 && self < 32) {
      for (int kk = 0; kk < 32; ++kk) total += bTile[turn][kk][self];
    }
    #pragma unroll
    for (int step = 0; step < 32; ++step) {
      const int kk = slice * 32 + step;
      float p[4], q[4];
      const float4 p0 = *(local const float4 *)&aTile[turn][kk][0 + y * 4];
      p[0] = p0.s0; p[1] = p0.s1; p[2] = p0.s2; p[3] = p0.s3;
      const float4 q0 = *(local const float4 *)&bTile[turn][kk][0 + x * 4];
      q[0] = q0.s0; q[1] = q0.s1; q[2] = q0.s2; q[3] = q0.s3;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        #pragma unroll
        for (int j = 0; j < 4; ++j) {
          acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
      }
    }
    if (k0 < K) {
      turn ^= 1;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int o = e % 8 * 4, kk = e / 8;
        *(local float4 *)&aTile[turn][kk][o] = aNext[i];
      }
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int e = self + i * 64;
        const int o = e % 8 * 4, kk = e / 8;
        *(local float4 *)&bTile[turn][kk][o] = bNext[i];
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  if (row0 == 0 && self < 32 && column0 + self < N) {
    sums[sumsOffset + column0 + self] = total;
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      const int row = row0 + i / 4 * 32 + y * 4 + i % 4;
      const int column = column0 + j / 4 * 32 + x * 4 + j % 4;
      if (row < M && column < N) {
        const float value = acc[i][j];
        { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; *(p0 + at) = value; }
      }
    }
  }
}
// together: 2 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void together_b229a565f6e20643(
    global const long *table, const int count,
    global uchar *b0, global uchar *b1, global uchar *b2, global uchar *b3)
{
  global uchar *base[] = {b0, b1, b2, b3};
  const int item = (int)get_global_id(0);
  int part = 0;
  while (part + 1 < count && item >= (int)table[(part + 1) * 16]) ++part;
  global const long *t = table + part * 16;
  const int own = item - (int)t[0], n0 = (int)t[2], n1 = (int)t[3];
  const int id0 = own % n0, id1 = own / n0 % n1, id2 = own / n0 / n1;
  switch ((int)t[1]) {
    case 0: part_ae3becadd14575c5((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (volatile global int *)base[(int)t[13]], (int)t[14], (int)t[15], id0, id1, id2); break;
    case 1: part_e08a644d37afbdda((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (volatile global int *)base[(int)t[13]], (int)t[14], (int)t[15], id0, id1, id2); break;
  }
}
// gemm_97b3d89a24769358: C = epilogue(A B), a work-group owns a 32 x 32 tile of C.
// 32 of k at a time are in local memory as [k][lane], zero beyond the edges, while
// the next are read into registers. A work-item keeps 4 x 4 sums in runs of
// four, of one of 4 slices of each block of k. Tunables: all these sizes.
kernel __attribute__((reqd_work_group_size(256, 1, 1)))
void gemm_97b3d89a24769358(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int aM,
    const int bK,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    const int d0,
    const int d1) {
  local float aTile[2][32][36] __attribute__((aligned(16)));
  local float bTile[2][32][36] __attribute__((aligned(16)));
  local float sliceSums[3][64][17];
  const int batch = (int)get_group_id(2);
  const int self = get_local_id(0);
  const int slice = self / 64, own = self % 64;
  const int x = own % 8, y = own / 8;
  const int row0 = get_group_id(1) * 32, column0 = get_group_id(0) * 32;
  global const float *aBase = a + aOffset;
  const int aRuns = ((ulong)aBase & 15) == 0 && (aM & 3) == 0;
  global const float *bBase = b + bOffset;
  const int bRuns = ((ulong)bBase & 15) == 0 && (bK & 3) == 0;
  float acc[4][4];
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      acc[i][j] = 0.0f;
    }
  }
  float4 aNext[1];
  float4 bNext[1];
  int turn = 0, k0 = 0;
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 8 * 4, o = e / 8;
    const int lane = row0 + o, k = k0 + kk;
    if (aRuns && lane < M && k + 3 < K) {
      aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
    }
    else {
      aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
      aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
      aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
      aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 8 * 4, kk = e / 8;
    const int lane = column0 + o, k = k0 + kk;
    if (bRuns && lane + 3 < N && k < K) {
      bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
    }
    else {
      bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
      bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
      bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
      bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 8 * 4, o = e / 8;
    aTile[turn][kk + 0][o] = aNext[i].s0;
    aTile[turn][kk + 1][o] = aNext[i].s1;
    aTile[turn][kk + 2][o] = aNext[i].s2;
    aTile[turn][kk + 3][o] = aNext[i].s3;
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 8 * 4, kk = e / 8;
    *(local float4 *)&bTile[turn][kk][o] = bNext[i];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int done = 0; done < K; done += 32) {
    k0 = done + 32;
    if (k0 < K) {
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 8 * 4, o = e / 8;
        const int lane = row0 + o, k = k0 + kk;
        if (aRuns && lane < M && k + 3 < K) {
          aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
        }
        else {
          aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
          aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
          aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
          aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
        }
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 8 * 4, kk = e / 8;
        const int lane = column0 + o, k = k0 + kk;
        if (bRuns && lane + 3 < N && k < K) {
          bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
        }
        else {
          bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
          bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
          bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
          bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
        }
      }
    }
    #pragma unroll
    for (int step = 0; step < 8; ++step) {
      const int kk = slice * 8 + step;
      float p[4], q[4];
      const float4 p0 = *(local const float4 *)&aTile[turn][kk][0 + y * 4];
      p[0] = p0.s0; p[1] = p0.s1; p[2] = p0.s2; p[3] = p0.s3;
      const float4 q0 = *(local const float4 *)&bTile[turn][kk][0 + x * 4];
      q[0] = q0.s0; q[1] = q0.s1; q[2] = q0.s2; q[3] = q0.s3;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        #pragma unroll
        for (int j = 0; j < 4; ++j) {
          acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
      }
    }
    if (k0 < K) {
      turn ^= 1;
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 8 * 4, o = e / 8;
        aTile[turn][kk + 0][o] = aNext[i].s0;
        aTile[turn][kk + 1][o] = aNext[i].s1;
        aTile[turn][kk + 2][o] = aNext[i].s2;
        aTile[turn][kk + 3][o] = aNext[i].s3;
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 8 * 4, kk = e / 8;
        *(local float4 *)&bTile[turn][kk][o] = bNext[i];
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  if (slice > 0) {
    #pragma unroll
    for (int i = 0; i < 4; ++i) {
      #pragma unroll
      for (int j = 0; j < 4; ++j) {
        sliceSums[slice - 1][own][i * 4 + j] = acc[i][j];
      }
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  if (slice > 0) return;
  for (int from = 0; from < 3; ++from) {
    #pragma unroll
    for (int i = 0; i < 4; ++i) {
      #pragma unroll
      for (int j = 0; j < 4; ++j) {
        acc[i][j] += sliceSums[from][own][i * 4 + j];
      }
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      const int row = row0 + i / 4 * 32 + y * 4 + i % 4;
      const int column = column0 + j / 4 * 32 + x * 4 + j % 4;
      if (row < M && column < N) {
        const float value = acc[i][j];
        { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value + t1; const float t3 = (-(int)(t2 < 0.0f)) ? 0.0f : t2; const int at = row * d1 + column; *(p1 + at) = t3; }
      }
    }
  }
}
// gemm_36e4836e1b06b975: C = epilogue(A B), a work-group owns a 32 x 32 tile of C.
// 32 of k at a time are in local memory as [k][lane], zero beyond the edges, while
// the next are read into registers. A work-item keeps 4 x 4 sums in runs of
// four, of one of 4 slices of each block of k. Tunables: all these sizes.
kernel __attribute__((reqd_work_group_size(256, 1, 1)))
void gemm_36e4836e1b06b975(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int aM,
    const int bK,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    const int d0,
    const int d1) {
  local float aTile[2][32][36] __attribute__((aligned(16)));
  local float bTile[2][32][36] __attribute__((aligned(16)));
  local float sliceSums[3][64][17];
  const int batch = (int)get_group_id(2);
  const int self = get_local_id(0);
  const int slice = self / 64, own = self % 64;
  const int x = own % 8, y = own / 8;
  const int row0 = get_group_id(1) * 32, column0 = get_group_id(0) * 32;
  global const float *aBase = a + aOffset;
  const int aRuns = ((ulong)aBase & 15) == 0 && (aM & 3) == 0;
  global const float *bBase = b + bOffset;
  const int bRuns = ((ulong)bBase & 15) == 0 && (bK & 3) == 0;
  float acc[4][4];
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      acc[i][j] = 0.0f;
    }
  }
  float4 aNext[1];
  float4 bNext[1];
  int turn = 0, k0 = 0;
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 8 * 4, o = e / 8;
    const int lane = row0 + o, k = k0 + kk;
    if (aRuns && lane < M && k + 3 < K) {
      aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
    }
    else {
      aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
      aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
      aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
      aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 8 * 4, kk = e / 8;
    const int lane = column0 + o, k = k0 + kk;
    if (bRuns && lane + 3 < N && k < K) {
      bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
    }
    else {
      bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
      bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
      bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
      bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 8 * 4, o = e / 8;
    aTile[turn][kk + 0][o] = aNext[i].s0;
    aTile[turn][kk + 1][o] = aNext[i].s1;
    aTile[turn][kk + 2][o] = aNext[i].s2;
    aTile[turn][kk + 3][o] = aNext[i].s3;
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 8 * 4, kk = e / 8;
    *(local float4 *)&bTile[turn][kk][o] = bNext[i];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int done = 0; done < K; done += 32) {
    k0 = done + 32;
    if (k0 < K) {
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 8 * 4, o = e / 8;
        const int lane = row0 + o, k = k0 + kk;
        if (aRuns && lane < M && k + 3 < K) {
          aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
        }
        else {
          aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
          aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
          aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
          aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
        }
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 8 * 4, kk = e / 8;
        const int lane = column0 + o, k = k0 + kk;
        if (bRuns && lane + 3 < N && k < K) {
          bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
        }
        else {
          bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
          bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
          bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
          bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
        }
      }
    }
    #pragma unroll
    for (int step = 0; step < 8; ++step) {
      const int kk = slice * 8 + step;
      float p[4], q[4];
      const float4 p0 = *(local const float4 *)&aTile[turn][kk][0 + y * 4];
      p[0] = p0.s0; p[1] = p0.s1; p[2] = p0.s2; p[3] = p0.s3;
      const float4 q0 = *(local const float4 *)&bTile[turn][kk][0 + x * 4];
      q[0] = q0.s0; q[1] = q0.s1; q[2] = q0.s2; q[3] = q0.s3;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        #pragma unroll
        for (int j = 0; j < 4; ++j) {
          acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
      }
    }
    if (k0 < K) {
      turn ^= 1;
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 8 * 4, o = e / 8;
        aTile[turn][kk + 0][o] = aNext[i].s0;
        aTile[turn][kk + 1][o] = aNext[i].s1;
        aTile[turn][kk + 2][o] = aNext[i].s2;
        aTile[turn][kk + 3][o] = aNext[i].s3;
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 8 * 4, kk = e / 8;
        *(local float4 *)&bTile[turn][kk][o] = bNext[i];
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  if (slice > 0) {
    #pragma unroll
    for (int i = 0; i < 4; ++i) {
      #pragma unroll
      for (int j = 0; j < 4; ++j) {
        sliceSums[slice - 1][own][i * 4 + j] = acc[i][j];
      }
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  if (slice > 0) return;
  for (int from = 0; from < 3; ++from) {
    #pragma unroll
    for (int i = 0; i < 4; ++i) {
      #pragma unroll
      for (int j = 0; j < 4; ++j) {
        acc[i][j] += sliceSums[from][own][i * 4 + j];
      }
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      const int row = row0 + i / 4 * 32 + y * 4 + i % 4;
      const int column = column0 + j / 4 * 32 + x * 4 + j % 4;
      if (row < M && column < N) {
        const float value = acc[i][j];
        { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value + t1; const int at = row * d1 + column; *(p1 + at) = t2; }
      }
    }
  }
}
// together: 2 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void together_7bee9d882a3e7cee(
    global const long *table, const int count,
    global uchar *b0, global uchar *b1, global uchar *b2, global uchar *b3)
{
  global uchar *base[] = {b0, b1, b2, b3};
  const int item = (int)get_global_id(0);
  int part = 0;
  while (part + 1 < count && item >= (int)table[(part + 1) * 24]) ++part;
  global const long *t = table + part * 24;
  const int own = item - (int)t[0], n0 = (int)t[2], n1 = (int)t[3];
  const int id0 = own % n0, id1 = own / n0 % n1, id2 = own / n0 / n1;
  switch ((int)t[1]) {
    case 0: part_b268214e37f2e95b((global const float *)base[(int)t[5]], (ulong)t[6], (global float *)base[(int)t[7]], (ulong)t[8], (global float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (global float *)base[(int)t[13]], (ulong)t[14], (global float *)base[(int)t[15]], (ulong)t[16], (global const int *)base[(int)t[17]], (ulong)t[18], (int)t[19], (int)t[20], (volatile global int *)base[(int)t[21]], (int)t[22], (int)t[23], id0, id1, id2); break;
    case 1: part_ab47a6f959ef82a4((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (int)t[9], (int)t[10], id0, id1, id2); break;
  }
}
// sum: groups over 1 of 1 loops.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void sum_04a74e5ead9548a5(
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
  local float shared[128];
  const int lane = (int)get_local_id(0);
  const int unit = (int)get_group_id(0);
  const int at = unit;
  float best = 0.0f;
  for (int r = lane; r < d0; r += 128) {
    int number = r;
    const int i0 = number;
    const float t0 = (p0[i0]);
    const float t1 = (p1[i0]);
    const int t2 = (p2[i0]);
    const float t3 = (apus_check(t2, d1, 1, fault) ? p3[i0 * d1 + t2 * 1] : 0);
    const float t4 = t3 - t0;
    const float t5 = apus_log1(t1);
    const float t6 = t5 - t4;
    best = best + t6;
  }
  shared[lane] = best;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int half_ = 64; half_ >= 1; half_ >>= 1) {
    if (lane < half_) shared[lane] = shared[lane] + shared[lane + half_];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  if (lane == 0) {
    const float accumulator = shared[0];
    const long f1 = (long)(d0);
    const float f2 = convert_float(f1);
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    *(p4 + at) = f3;
  }
}
// gemm_826b947c8f48cd73: C = epilogue(A B), a work-group owns a 128 x 64 tile of C.
// 16 of k at a time are in local memory as [k][lane], zero beyond the edges, while
// the next are read into registers. A work-item keeps 8 x 4 sums in runs of
// four, of one of 1 slices of each block of k. Tunables: all these sizes.
kernel __attribute__((reqd_work_group_size(256, 1, 1)))
void gemm_826b947c8f48cd73(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int aM,
    const int bN,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    const int d0,
    const int d1) {
  local float aTile[2][16][132] __attribute__((aligned(16)));
  local float bTile[2][16][68] __attribute__((aligned(16)));
  const int batch = (int)get_group_id(2);
  const int self = get_local_id(0);
  const int slice = self / 256, own = self % 256;
  const int x = own % 16, y = own / 16;
  const int row0 = get_group_id(1) * 128, column0 = get_group_id(0) * 64;
  global const float *aBase = a + aOffset;
  const int aRuns = ((ulong)aBase & 15) == 0 && (aM & 3) == 0;
  global const float *bBase = b + bOffset;
  const int bRuns = ((ulong)bBase & 15) == 0 && (bN & 3) == 0;
  float acc[8][4];
  #pragma unroll
  for (int i = 0; i < 8; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      acc[i][j] = 0.0f;
    }
  }
  float4 aNext[2];
  float4 bNext[1];
  int turn = 0, k0 = 0;
  #pragma unroll
  for (int i = 0; i < 2; ++i) {
    const int e = self + i * 256;
    const int kk = e % 4 * 4, o = e / 4;
    const int lane = row0 + o, k = k0 + kk;
    if (aRuns && lane < M && k + 3 < K) {
      aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
    }
    else {
      aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
      aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
      aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
      aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 4 * 4, o = e / 4;
    const int lane = column0 + o, k = k0 + kk;
    if (bRuns && lane < N && k + 3 < K) {
      bNext[i] = *(global const float4 *)(bBase + (long)(lane) * bN + k);
    }
    else {
      bNext[i].s0 = lane < N && k + 0 < K ? bBase[(long)(lane) * bN + k + 0] : 0.0f;
      bNext[i].s1 = lane < N && k + 1 < K ? bBase[(long)(lane) * bN + k + 1] : 0.0f;
      bNext[i].s2 = lane < N && k + 2 < K ? bBase[(long)(lane) * bN + k + 2] : 0.0f;
      bNext[i].s3 = lane < N && k + 3 < K ? bBase[(long)(lane) * bN + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 2; ++i) {
    const int e = self + i * 256;
    const int kk = e % 4 * 4, o = e / 4;
    aTile[turn][kk + 0][o] = aNext[i].s0;
    aTile[turn][kk + 1][o] = aNext[i].s1;
    aTile[turn][kk + 2][o] = aNext[i].s2;
    aTile[turn][kk + 3][o] = aNext[i].s3;
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 4 * 4, o = e / 4;
    bTile[turn][kk + 0][o] = bNext[i].s0;
    bTile[turn][kk + 1][o] = bNext[i].s1;
    bTile[turn][kk + 2][o] = bNext[i].s2;
    bTile[turn][kk + 3][o] = bNext[i].s3;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int done = 0; done < K; done += 16) {
    k0 = done + 16;
    if (k0 < K) {
      #pragma unroll
      for (int i = 0; i < 2; ++i) {
        const int e = self + i * 256;
        const int kk = e % 4 * 4, o = e / 4;
        const int lane = row0 + o, k = k0 + kk;
        if (aRuns && lane < M && k + 3 < K) {
          aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
        }
        else {
          aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
          aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
          aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
          aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
        }
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 4 * 4, o = e / 4;
        const int lane = column0 + o, k = k0 + kk;
        if (bRuns && lane < N && k + 3 < K) {
          bNext[i] = *(global const float4 *)(bBase + (long)(lane) * bN + k);
        }
        else {
          bNext[i].s0 = lane < N && k + 0 < K ? bBase[(long)(lane) * bN + k + 0] : 0.0f;
          bNext[i].s1 = lane < N && k + 1 < K ? bBase[(long)(lane) * bN + k + 1] : 0.0f;
          bNext[i].s2 = lane < N && k + 2 < K ? bBase[(long)(lane) * bN + k + 2] : 0.0f;
          bNext[i].s3 = lane < N && k + 3 < K ? bBase[(long)(lane) * bN + k + 3] : 0.0f;
        }
      }
    }
    #pragma unroll
    for (int step = 0; step < 16; ++step) {
      const int kk = slice * 16 + step;
      float p[8], q[4];
      const float4 p0 = *(local const float4 *)&aTile[turn][kk][0 + y * 4];
      p[0] = p0.s0; p[1] = p0.s1; p[2] = p0.s2; p[3] = p0.s3;
      const float4 p1 = *(local const float4 *)&aTile[turn][kk][64 + y * 4];
      p[4] = p1.s0; p[5] = p1.s1; p[6] = p1.s2; p[7] = p1.s3;
      const float4 q0 = *(local const float4 *)&bTile[turn][kk][0 + x * 4];
      q[0] = q0.s0; q[1] = q0.s1; q[2] = q0.s2; q[3] = q0.s3;
      #pragma unroll
      for (int i = 0; i < 8; ++i) {
        #pragma unroll
        for (int j = 0; j < 4; ++j) {
          acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
      }
    }
    if (k0 < K) {
      turn ^= 1;
      #pragma unroll
      for (int i = 0; i < 2; ++i) {
        const int e = self + i * 256;
        const int kk = e % 4 * 4, o = e / 4;
        aTile[turn][kk + 0][o] = aNext[i].s0;
        aTile[turn][kk + 1][o] = aNext[i].s1;
        aTile[turn][kk + 2][o] = aNext[i].s2;
        aTile[turn][kk + 3][o] = aNext[i].s3;
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 4 * 4, o = e / 4;
        bTile[turn][kk + 0][o] = bNext[i].s0;
        bTile[turn][kk + 1][o] = bNext[i].s1;
        bTile[turn][kk + 2][o] = bNext[i].s2;
        bTile[turn][kk + 3][o] = bNext[i].s3;
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  #pragma unroll
  for (int i = 0; i < 8; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      const int row = row0 + i / 4 * 64 + y * 4 + i % 4;
      const int column = column0 + j / 4 * 64 + x * 4 + j % 4;
      if (row < M && column < N) {
        const float value = acc[i][j];
        { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const int t3 = -(int)(t1 <= t2); const float t4 = (t3) ? t2 : value; const int at = row * d0 + column; *(p1 + at) = t4; }
      }
    }
  }
}
// gemm_a1c7c549d3ca9c38: C = epilogue(A B), a work-group owns a 32 x 32 tile of C.
// 32 of k at a time are in local memory as [k][lane], zero beyond the edges, while
// the next are read into registers. A work-item keeps 4 x 4 sums in runs of
// four, of one of 4 slices of each block of k. Tunables: all these sizes.
kernel __attribute__((reqd_work_group_size(256, 1, 1)))
void gemm_a1c7c549d3ca9c38(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    global float *sums,
    const ulong sumsOffset,
    const int aK,
    const int bK,
    global float *v0, const ulong o0,
    const int d0,
    const int d1) {
  local float aTile[2][32][36] __attribute__((aligned(16)));
  local float bTile[2][32][36] __attribute__((aligned(16)));
  local float sliceSums[3][64][17];
  const int batch = (int)get_group_id(2);
  const int self = get_local_id(0);
  const int slice = self / 64, own = self % 64;
  const int x = own % 8, y = own / 8;
  const int row0 = get_group_id(1) * 32, column0 = get_group_id(0) * 32;
  global const float *aBase = a + aOffset;
  const int aRuns = ((ulong)aBase & 15) == 0 && (aK & 3) == 0;
  global const float *bBase = b + bOffset;
  const int bRuns = ((ulong)bBase & 15) == 0 && (bK & 3) == 0;
  float acc[4][4];
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      acc[i][j] = 0.0f;
    }
  }
  float total = 0.0f;
  float4 aNext[1];
  float4 bNext[1];
  int turn = 0, k0 = 0;
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 8 * 4, kk = e / 8;
    const int lane = row0 + o, k = k0 + kk;
    if (aRuns && lane + 3 < M && k < K) {
      aNext[i] = *(global const float4 *)(aBase + lane + (long)(k) * aK);
    }
    else {
      aNext[i].s0 = lane + 0 < M && k < K ? aBase[lane + 0 + (long)(k) * aK] : 0.0f;
      aNext[i].s1 = lane + 1 < M && k < K ? aBase[lane + 1 + (long)(k) * aK] : 0.0f;
      aNext[i].s2 = lane + 2 < M && k < K ? aBase[lane + 2 + (long)(k) * aK] : 0.0f;
      aNext[i].s3 = lane + 3 < M && k < K ? aBase[lane + 3 + (long)(k) * aK] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 8 * 4, kk = e / 8;
    const int lane = column0 + o, k = k0 + kk;
    if (bRuns && lane + 3 < N && k < K) {
      bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
    }
    else {
      bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
      bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
      bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
      bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 8 * 4, kk = e / 8;
    *(local float4 *)&aTile[turn][kk][o] = aNext[i];
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 8 * 4, kk = e / 8;
    *(local float4 *)&bTile[turn][kk][o] = bNext[i];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int done = 0; done < K; done += 32) {
    k0 = done + 32;
    if (k0 < K) {
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 8 * 4, kk = e / 8;
        const int lane = row0 + o, k = k0 + kk;
        if (aRuns && lane + 3 < M && k < K) {
          aNext[i] = *(global const float4 *)(aBase + lane + (long)(k) * aK);
        }
        else {
          aNext[i].s0 = lane + 0 < M && k < K ? aBase[lane + 0 + (long)(k) * aK] : 0.0f;
          aNext[i].s1 = lane + 1 < M && k < K ? aBase[lane + 1 + (long)(k) * aK] : 0.0f;
          aNext[i].s2 = lane + 2 < M && k < K ? aBase[lane + 2 + (long)(k) * aK] : 0.0f;
          aNext[i].s3 = lane + 3 < M && k < K ? aBase[lane + 3 + (long)(k) * aK] : 0.0f;
        }
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 8 * 4, kk = e / 8;
        const int lane = column0 + o, k = k0 + kk;
        if (bRuns && lane + 3 < N && k < K) {
          bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
        }
        else {
          bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
          bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
          bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
          bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
        }
      }
    }
    if (row0 == 0 && self < 32) {
      for (int kk = 0; kk < 32; ++kk) total += bTile[turn][kk][self];
    }
    #pragma unroll
    for (int step = 0; step < 8; ++step) {
      const int kk = slice * 8 + step;
      float p[4], q[4];
      const float4 p0 = *(local const float4 *)&aTile[turn][kk][0 + y * 4];
      p[0] = p0.s0; p[1] = p0.s1; p[2] = p0.s2; p[3] = p0.s3;
      const float4 q0 = *(local const float4 *)&bTile[turn][kk][0 + x * 4];
      q[0] = q0.s0; q[1] = q0.s1; q[2] = q0.s2; q[3] = q0.s3;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        #pragma unroll
        for (int j = 0; j < 4; ++j) {
          acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
      }
    }
    if (k0 < K) {
      turn ^= 1;
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 8 * 4, kk = e / 8;
        *(local float4 *)&aTile[turn][kk][o] = aNext[i];
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 8 * 4, kk = e / 8;
        *(local float4 *)&bTile[turn][kk][o] = bNext[i];
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  if (row0 == 0 && self < 32 && column0 + self < N) {
    sums[sumsOffset + column0 + self] = total;
  }
  if (slice > 0) {
    #pragma unroll
    for (int i = 0; i < 4; ++i) {
      #pragma unroll
      for (int j = 0; j < 4; ++j) {
        sliceSums[slice - 1][own][i * 4 + j] = acc[i][j];
      }
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  if (slice > 0) return;
  for (int from = 0; from < 3; ++from) {
    #pragma unroll
    for (int i = 0; i < 4; ++i) {
      #pragma unroll
      for (int j = 0; j < 4; ++j) {
        acc[i][j] += sliceSums[from][own][i * 4 + j];
      }
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      const int row = row0 + i / 4 * 32 + y * 4 + i % 4;
      const int column = column0 + j / 4 * 32 + x * 4 + j % 4;
      if (row < M && column < N) {
        const float value = acc[i][j];
        { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; *(p0 + at) = value; }
      }
    }
  }
}
// together: 2 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void together_77ccc5cb5e26c67b(
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
    case 0: part_38eef2a8a51b643d((global float *)base[(int)t[5]], (ulong)t[6], (global float *)base[(int)t[7]], (ulong)t[8], (global float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (global const float *)base[(int)t[13]], (ulong)t[14], (global const float *)base[(int)t[15]], (ulong)t[16], (global const float *)base[(int)t[17]], (ulong)t[18], (global const float *)base[(int)t[19]], (ulong)t[20], (global const float *)base[(int)t[21]], (ulong)t[22], (global const float *)base[(int)t[23]], (ulong)t[24], (global const float *)base[(int)t[25]], (ulong)t[26], (global const float *)base[(int)t[27]], (ulong)t[28], (volatile global int *)base[(int)t[29]], (int)t[30], (int)t[31], id0, id1, id2); break;
    case 1: part_530b47975a34d30d((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (volatile global int *)base[(int)t[11]], (int)t[12], (int)t[13], id0, id1, id2); break;
  }
}
// rows: 5 stages for each row, over 2 loops of rows.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void rows_25991190fd59cfe0(
    global float *v0, const ulong o0,
    global const int *v1, const ulong o1,
    global const float *v2, const ulong o2,
    global const float *v3, const ulong o3,
    global const float *v4, const ulong o4,
    global float *v5, const ulong o5,
    global const float *v6, const ulong o6,
    global float *v7, const ulong o7,
    global float *v8, const ulong o8,
    global float *v9, const ulong o9,
    global const float *v10, const ulong o10,
    global const float *v11, const ulong o11,
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
  global const float *p6 = v6 + o6;
  global float *p7 = v7 + o7;
  global float *p8 = v8 + o8;
  global float *p9 = v9 + o9;
  global const float *p10 = v10 + o10;
  global const float *p11 = v11 + o11;
  local float shared_float32[128];
  const int lane = (int)get_local_id(0);
  const int unit = (int)get_group_id(0);
  const int at = unit;
  int row = unit;
  const int i1 = row % d0;
  row /= d0;
  const int i0 = row;
  // 1 of 5
   {
    for (int element = lane; element < d1; element += 128) {
      int number = element;
      const int i2 = number;
      const int t0 = (p1[i0 * d0 + i1]);
      const float t1 = (apus_check(t0, d2, 1, fault) ? p2[i2 + t0 * d1] : 0);
      const float t2 = (p3[i1 * d1 + i2]);
      const float t3 = t1 + t2;
      *(p0 + unit * d1 + element) = t3;
    }
    barrier(CLK_GLOBAL_MEM_FENCE);
  }
  // 2 of 5
  float r0;
   {
    float own = 0.0f;
    for (int element = lane; element < d1; element += 128) {
      int number = element;
      const int i2 = number;
      const float t0 = (p4[i0 * d3 + i1 * d1 + i2]);
      own = own + t0;
    }
    shared_float32[lane] = own;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int half_ = 64; half_ > 0; half_ >>= 1) {
      if (lane < half_) shared_float32[lane] = shared_float32[lane] + shared_float32[lane + half_];
      barrier(CLK_LOCAL_MEM_FENCE);
    }
    const float accumulator = shared_float32[0];
    barrier(CLK_LOCAL_MEM_FENCE);
    const long f1 = (long)(d1);
    const float f2 = convert_float(f1);
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    r0 = f3;
  }
  // 3 of 5
   {
    for (int element = lane; element < d1; element += 128) {
      int number = element;
      const int i2 = number;
      const float t0 = (p4[i0 * d3 + i1 * d1 + i2]);
      const float t1 = r0;
      const float t2 = t0 - t1;
      *(p5 + unit * d1 + element) = t2;
    }
    barrier(CLK_GLOBAL_MEM_FENCE);
  }
  // 4 of 5
  float r1;
   {
    float own = 0.0f;
    for (int element = lane; element < d1; element += 128) {
      int number = element;
      const int i2 = number;
      const float t0 = (p6[i0 * d3 + i1 * d1 + i2]);
      const float t1 = t0 * t0;
      own = own + t1;
    }
    shared_float32[lane] = own;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int half_ = 64; half_ > 0; half_ >>= 1) {
      if (lane < half_) shared_float32[lane] = shared_float32[lane] + shared_float32[lane + half_];
      barrier(CLK_LOCAL_MEM_FENCE);
    }
    const float accumulator = shared_float32[0];
    barrier(CLK_LOCAL_MEM_FENCE);
    const long f1 = (long)(d1);
    const float f2 = convert_float(f1);
    const float f4 = 1e-05f;
    const float f6 = 1.0f;
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    const float f5 = f3 + f4;
    const float f7 = sqrt(f5);
    const float f8 = f6 / f7;
    r1 = f8;
    if (lane == 0) {
      *(p7 + at) = f8;
    }
  }
  // 5 of 5
   {
    for (int element = lane; element < d1; element += 128) {
      int number = element;
      const int i2 = number;
      const float t0 = (p6[i0 * d3 + i1 * d1 + i2]);
      const float t1 = r1;
      const float t2 = t0 * t1;
      const float t3 = (p10[i2]);
      const float t4 = t2 * t3;
      const float t5 = (p11[i2]);
      const float t6 = t4 + t5;
      *(p8 + unit * d1 + element) = t2;
      *(p9 + unit * d1 + element) = t6;
    }
    barrier(CLK_GLOBAL_MEM_FENCE);
  }
}
// Attention, forward, causal, over 2 batch loops.
// A work-group has a block of 16 rows.
kernel __attribute__((reqd_work_group_size(256, 1, 1)))
void attention_8fd20cb6dc45a2fb(
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
    const int madeRow,
    const int qRow,
    const int kRow,
    const int vRow,
    const int logsRow)
{
  local float left[16][17], right[16][17];
  local float scores[16][17], slopes[16][17];
  local float levels[16], deltas[16], factors[16];
  const int lane = (int)get_local_id(0);
  const int blocks = (queries + 15) / 16;
  const int first = (int)get_group_id(0) % blocks * 16;
  int batch = (int)get_group_id(0) / blocks;
  const int live = min(queries - first, 16);
  const int b1 = batch % batch1;
  batch /= batch1;
  const int b0 = batch;
  global const float *q = qBuffer + qOffset + (long)b0 * qBatch0 + (long)b1 * qBatch1;
  global const float *k = kBuffer + kOffset + (long)b0 * kBatch0 + (long)b1 * kBatch1;
  global const float *v = vBuffer + vOffset + (long)b0 * vBatch0 + (long)b1 * vBatch1;
  global float *made = madeBuffer + madeOffset + (long)b0 * madeBatch0 + (long)b1 * madeBatch1;
  global float *logs = logsBuffer + logsOffset + (long)b0 * logsBatch0 + (long)b1 * logsBatch1;
  float largest = -INFINITY, total = 0.0f;
  const int seen = max(0, min(keys, first + live + shift));
  for (int e = lane; e < live * values; e += 256) {
    const int i = e / values, c = e % values;
    made[(first + i) * (long)madeRow + c * (long)1] = 0.0f;
  }
  for (int key = 0; key < seen; key += 16) {
    const int count = min(seen - key, 16);
    for (int e = lane; e < 256; e += 256) {
      const int i = e / 16, j = e % 16;
      scores[i][j] = 0.0f;
    }
    for (int c = 0; c < width; c += 16) {
      barrier(CLK_LOCAL_MEM_FENCE);
      for (int e = lane; e < 256; e += 256) {
        const int i = e / 16, j = e % 16;
        left[i][j] = i < live && c + j < width ? q[(first + i) * (long)qRow + (c + j) * (long)1] : 0.0f;
        right[i][j] = i < count && c + j < width ? k[(key + i) * (long)kRow + (c + j) * (long)1] : 0.0f;
      }
      barrier(CLK_LOCAL_MEM_FENCE);
      for (int e = lane; e < 256; e += 256) {
        const int i = e / 16, j = e % 16;
        float sum = scores[i][j];
        for (int d = 0; d < 16; ++d) sum = fma(left[i][d], right[j][d], sum);
        scores[i][j] = sum;
      }
    }
    for (int e = lane; e < 256; e += 256) {
      const int i = e / 16, j = e % 16;
      scores[i][j] = scores[i][j] * scale;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    if (lane < live) {
      const int own = min(count, first + lane + shift - key + 1);
      float next = largest, sum = 0.0f;
      for (int j = 0; j < own; ++j) next = next < scores[lane][j] ? scores[lane][j] : next;
      const float base = next == -INFINITY ? 0.0f : next;
      const float factor = apus_exp1(largest - base);
      for (int j = 0; j < 16; ++j) {
        const float p = j < own ? apus_exp1(scores[lane][j] - base) : 0.0f;
        scores[lane][j] = p;
        sum += p;
      }
      total = fma(total, factor, sum);
      largest = next;
      factors[lane] = factor;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int e = lane; e < live * values; e += 256) {
      const int i = e / values, c = e % values;
      float sum = 0.0f;
      for (int j = 0; j < count; ++j) sum = fma(scores[i][j], v[(key + j) * (long)vRow + c * (long)1], sum);
      made[(first + i) * (long)madeRow + c * (long)1] = fma(made[(first + i) * (long)madeRow + c * (long)1], factors[i], sum);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  if (lane < live) {
    levels[lane] = first + lane + shift >= 0 && keys > 0 ? 1.0f : 0.0f;
    factors[lane] = 1.0f / total;
    logs[(first + lane) * (long)logsRow] = largest + apus_log1(total);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int e = lane; e < live * values; e += 256) {
    const int i = e / values, c = e % values;
    made[(first + i) * (long)madeRow + c * (long)1] = levels[i] > 0.0f ? made[(first + i) * (long)madeRow + c * (long)1] * factors[i] : 0.0f;
  }
}
// gemm_1151b47a34c72422: C = epilogue(A B), a work-group owns a 32 x 32 tile of C.
// 32 of k at a time are in local memory as [k][lane], zero beyond the edges, while
// the next are read into registers. A work-item keeps 4 x 4 sums in runs of
// four, of one of 4 slices of each block of k. Tunables: all these sizes.
kernel __attribute__((reqd_work_group_size(256, 1, 1)))
void gemm_1151b47a34c72422(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int aM,
    const int bK,
    global const float *v0, const ulong o0,
    global const float *v1, const ulong o1,
    global float *v2, const ulong o2,
    const int d0,
    const int d1) {
  local float aTile[2][32][36] __attribute__((aligned(16)));
  local float bTile[2][32][36] __attribute__((aligned(16)));
  local float sliceSums[3][64][17];
  const int batch = (int)get_group_id(2);
  const int self = get_local_id(0);
  const int slice = self / 64, own = self % 64;
  const int x = own % 8, y = own / 8;
  const int row0 = get_group_id(1) * 32, column0 = get_group_id(0) * 32;
  global const float *aBase = a + aOffset;
  const int aRuns = ((ulong)aBase & 15) == 0 && (aM & 3) == 0;
  global const float *bBase = b + bOffset;
  const int bRuns = ((ulong)bBase & 15) == 0 && (bK & 3) == 0;
  float acc[4][4];
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      acc[i][j] = 0.0f;
    }
  }
  float4 aNext[1];
  float4 bNext[1];
  int turn = 0, k0 = 0;
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 8 * 4, o = e / 8;
    const int lane = row0 + o, k = k0 + kk;
    if (aRuns && lane < M && k + 3 < K) {
      aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
    }
    else {
      aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
      aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
      aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
      aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 8 * 4, kk = e / 8;
    const int lane = column0 + o, k = k0 + kk;
    if (bRuns && lane + 3 < N && k < K) {
      bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
    }
    else {
      bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
      bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
      bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
      bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 8 * 4, o = e / 8;
    aTile[turn][kk + 0][o] = aNext[i].s0;
    aTile[turn][kk + 1][o] = aNext[i].s1;
    aTile[turn][kk + 2][o] = aNext[i].s2;
    aTile[turn][kk + 3][o] = aNext[i].s3;
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 8 * 4, kk = e / 8;
    *(local float4 *)&bTile[turn][kk][o] = bNext[i];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int done = 0; done < K; done += 32) {
    k0 = done + 32;
    if (k0 < K) {
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 8 * 4, o = e / 8;
        const int lane = row0 + o, k = k0 + kk;
        if (aRuns && lane < M && k + 3 < K) {
          aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
        }
        else {
          aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
          aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
          aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
          aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
        }
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 8 * 4, kk = e / 8;
        const int lane = column0 + o, k = k0 + kk;
        if (bRuns && lane + 3 < N && k < K) {
          bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
        }
        else {
          bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
          bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
          bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
          bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
        }
      }
    }
    #pragma unroll
    for (int step = 0; step < 8; ++step) {
      const int kk = slice * 8 + step;
      float p[4], q[4];
      const float4 p0 = *(local const float4 *)&aTile[turn][kk][0 + y * 4];
      p[0] = p0.s0; p[1] = p0.s1; p[2] = p0.s2; p[3] = p0.s3;
      const float4 q0 = *(local const float4 *)&bTile[turn][kk][0 + x * 4];
      q[0] = q0.s0; q[1] = q0.s1; q[2] = q0.s2; q[3] = q0.s3;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        #pragma unroll
        for (int j = 0; j < 4; ++j) {
          acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
      }
    }
    if (k0 < K) {
      turn ^= 1;
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 8 * 4, o = e / 8;
        aTile[turn][kk + 0][o] = aNext[i].s0;
        aTile[turn][kk + 1][o] = aNext[i].s1;
        aTile[turn][kk + 2][o] = aNext[i].s2;
        aTile[turn][kk + 3][o] = aNext[i].s3;
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 8 * 4, kk = e / 8;
        *(local float4 *)&bTile[turn][kk][o] = bNext[i];
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  if (slice > 0) {
    #pragma unroll
    for (int i = 0; i < 4; ++i) {
      #pragma unroll
      for (int j = 0; j < 4; ++j) {
        sliceSums[slice - 1][own][i * 4 + j] = acc[i][j];
      }
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  if (slice > 0) return;
  for (int from = 0; from < 3; ++from) {
    #pragma unroll
    for (int i = 0; i < 4; ++i) {
      #pragma unroll
      for (int j = 0; j < 4; ++j) {
        acc[i][j] += sliceSums[from][own][i * 4 + j];
      }
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      const int row = row0 + i / 4 * 32 + y * 4 + i % 4;
      const int column = column0 + j / 4 * 32 + x * 4 + j % 4;
      if (row < M && column < N) {
        const float value = acc[i][j];
        { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = (p1[tb2 + column]); const float t3 = value + t2; const float t4 = t1 + t3; const int at = row * d0 + column; *(p2 + at) = t4; }
      }
    }
  }
}
// rows: 4 stages for each row, over 2 loops of rows.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void rows_7ddb69010ea75d17(
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    global const float *v2, const ulong o2,
    global float *v3, const ulong o3,
    global float *v4, const ulong o4,
    global float *v5, const ulong o5,
    global const float *v6, const ulong o6,
    global const float *v7, const ulong o7,
    const int d0,
    const int d1,
    const int d2,
    const int total,
    const int chunk)
{
  global const float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  global float *p3 = v3 + o3;
  global float *p4 = v4 + o4;
  global float *p5 = v5 + o5;
  global const float *p6 = v6 + o6;
  global const float *p7 = v7 + o7;
  local float shared_float32[128];
  const int lane = (int)get_local_id(0);
  const int unit = (int)get_group_id(0);
  const int at = unit;
  int row = unit;
  const int i1 = row % d0;
  row /= d0;
  const int i0 = row;
  // 1 of 4
  float r0;
   {
    float own = 0.0f;
    for (int element = lane; element < d2; element += 128) {
      int number = element;
      const int i2 = number;
      const float t0 = (p0[i0 * d1 + i1 * d2 + i2]);
      own = own + t0;
    }
    shared_float32[lane] = own;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int half_ = 64; half_ > 0; half_ >>= 1) {
      if (lane < half_) shared_float32[lane] = shared_float32[lane] + shared_float32[lane + half_];
      barrier(CLK_LOCAL_MEM_FENCE);
    }
    const float accumulator = shared_float32[0];
    barrier(CLK_LOCAL_MEM_FENCE);
    const long f1 = (long)(d2);
    const float f2 = convert_float(f1);
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    r0 = f3;
  }
  // 2 of 4
   {
    for (int element = lane; element < d2; element += 128) {
      int number = element;
      const int i2 = number;
      const float t0 = (p0[i0 * d1 + i1 * d2 + i2]);
      const float t1 = r0;
      const float t2 = t0 - t1;
      *(p1 + unit * d2 + element) = t2;
    }
    barrier(CLK_GLOBAL_MEM_FENCE);
  }
  // 3 of 4
  float r1;
   {
    float own = 0.0f;
    for (int element = lane; element < d2; element += 128) {
      int number = element;
      const int i2 = number;
      const float t0 = (p2[i0 * d1 + i1 * d2 + i2]);
      const float t1 = t0 * t0;
      own = own + t1;
    }
    shared_float32[lane] = own;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int half_ = 64; half_ > 0; half_ >>= 1) {
      if (lane < half_) shared_float32[lane] = shared_float32[lane] + shared_float32[lane + half_];
      barrier(CLK_LOCAL_MEM_FENCE);
    }
    const float accumulator = shared_float32[0];
    barrier(CLK_LOCAL_MEM_FENCE);
    const long f1 = (long)(d2);
    const float f2 = convert_float(f1);
    const float f4 = 1e-05f;
    const float f6 = 1.0f;
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    const float f5 = f3 + f4;
    const float f7 = sqrt(f5);
    const float f8 = f6 / f7;
    r1 = f8;
    if (lane == 0) {
      *(p3 + at) = f8;
    }
  }
  // 4 of 4
   {
    for (int element = lane; element < d2; element += 128) {
      int number = element;
      const int i2 = number;
      const float t0 = (p2[i0 * d1 + i1 * d2 + i2]);
      const float t1 = r1;
      const float t2 = t0 * t1;
      const float t3 = (p6[i2]);
      const float t4 = t2 * t3;
      const float t5 = (p7[i2]);
      const float t6 = t4 + t5;
      *(p4 + unit * d2 + element) = t2;
      *(p5 + unit * d2 + element) = t6;
    }
    barrier(CLK_GLOBAL_MEM_FENCE);
  }
}
// gemm_d89e84b9f61e93d4: C = epilogue(A B), a work-group owns a 128 x 128 tile of C.
// 8 of k at a time are in local memory as [k][lane], zero beyond the edges, while
// the next are read into registers. A work-item keeps 8 x 8 sums in runs of
// four, of one of 1 slices of each block of k. Tunables: all these sizes.
kernel __attribute__((reqd_work_group_size(256, 1, 1)))
void gemm_d89e84b9f61e93d4(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int aM,
    const int bK,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    global float *v2, const ulong o2,
    const int d0,
    const int d1) {
  local float aTile[2][8][132] __attribute__((aligned(16)));
  local float bTile[2][8][132] __attribute__((aligned(16)));
  const int batch = (int)get_group_id(2);
  const int self = get_local_id(0);
  const int slice = self / 256, own = self % 256;
  const int x = own % 16, y = own / 16;
  const int row0 = get_group_id(1) * 128, column0 = get_group_id(0) * 128;
  global const float *aBase = a + aOffset;
  const int aRuns = ((ulong)aBase & 15) == 0 && (aM & 3) == 0;
  global const float *bBase = b + bOffset;
  const int bRuns = ((ulong)bBase & 15) == 0 && (bK & 3) == 0;
  float acc[8][8];
  #pragma unroll
  for (int i = 0; i < 8; ++i) {
    #pragma unroll
    for (int j = 0; j < 8; ++j) {
      acc[i][j] = 0.0f;
    }
  }
  float4 aNext[1];
  float4 bNext[1];
  int turn = 0, k0 = 0;
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 2 * 4, o = e / 2;
    const int lane = row0 + o, k = k0 + kk;
    if (aRuns && lane < M && k + 3 < K) {
      aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
    }
    else {
      aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
      aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
      aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
      aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 32 * 4, kk = e / 32;
    const int lane = column0 + o, k = k0 + kk;
    if (bRuns && lane + 3 < N && k < K) {
      bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
    }
    else {
      bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
      bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
      bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
      bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 2 * 4, o = e / 2;
    aTile[turn][kk + 0][o] = aNext[i].s0;
    aTile[turn][kk + 1][o] = aNext[i].s1;
    aTile[turn][kk + 2][o] = aNext[i].s2;
    aTile[turn][kk + 3][o] = aNext[i].s3;
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 32 * 4, kk = e / 32;
    *(local float4 *)&bTile[turn][kk][o] = bNext[i];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int done = 0; done < K; done += 8) {
    k0 = done + 8;
    if (k0 < K) {
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 2 * 4, o = e / 2;
        const int lane = row0 + o, k = k0 + kk;
        if (aRuns && lane < M && k + 3 < K) {
          aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
        }
        else {
          aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
          aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
          aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
          aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
        }
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 32 * 4, kk = e / 32;
        const int lane = column0 + o, k = k0 + kk;
        if (bRuns && lane + 3 < N && k < K) {
          bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
        }
        else {
          bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
          bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
          bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
          bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
        }
      }
    }
    #pragma unroll
    for (int step = 0; step < 8; ++step) {
      const int kk = slice * 8 + step;
      float p[8], q[8];
      const float4 p0 = *(local const float4 *)&aTile[turn][kk][0 + y * 4];
      p[0] = p0.s0; p[1] = p0.s1; p[2] = p0.s2; p[3] = p0.s3;
      const float4 p1 = *(local const float4 *)&aTile[turn][kk][64 + y * 4];
      p[4] = p1.s0; p[5] = p1.s1; p[6] = p1.s2; p[7] = p1.s3;
      const float4 q0 = *(local const float4 *)&bTile[turn][kk][0 + x * 4];
      q[0] = q0.s0; q[1] = q0.s1; q[2] = q0.s2; q[3] = q0.s3;
      const float4 q1 = *(local const float4 *)&bTile[turn][kk][64 + x * 4];
      q[4] = q1.s0; q[5] = q1.s1; q[6] = q1.s2; q[7] = q1.s3;
      #pragma unroll
      for (int i = 0; i < 8; ++i) {
        #pragma unroll
        for (int j = 0; j < 8; ++j) {
          acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
      }
    }
    if (k0 < K) {
      turn ^= 1;
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 2 * 4, o = e / 2;
        aTile[turn][kk + 0][o] = aNext[i].s0;
        aTile[turn][kk + 1][o] = aNext[i].s1;
        aTile[turn][kk + 2][o] = aNext[i].s2;
        aTile[turn][kk + 3][o] = aNext[i].s3;
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 32 * 4, kk = e / 32;
        *(local float4 *)&bTile[turn][kk][o] = bNext[i];
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  float result[64];
  #pragma unroll
  for (int i = 0; i < 8; ++i) {
    #pragma unroll
    for (int j = 0; j < 8; ++j) {
      result[i * 8 + j] = acc[i][j];
    }
  }
  #pragma unroll 1
  for (int number = 0; number < 64; ++number) {
    const int i = number / 8, j = number % 8;
    const int row = row0 + i / 4 * 64 + y * 4 + i % 4;
    const int column = column0 + j / 4 * 64 + x * 4 + j % 4;
    if (row < M && column < N) {
      const float value = result[number];
      { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const float t3 = 0.70710677f; const float t6 = 1.0f; const float t8 = 0.5f; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value + t1; const float t4 = t2 * t3; const float t5 = apus_erf1(t4); const float t7 = t5 + t6; const float t9 = t2 * t8; const float t10 = t9 * t7; const int at = row * d1 + column; *(p1 + at) = t2; *(p2 + at) = t10; }
    }
  }
}
// rows: 4 stages for each row, over 2 loops of rows.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void rows_b6378206c38584c6(
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    global float *v2, const ulong o2,
    global const float *v3, const ulong o3,
    global float *v4, const ulong o4,
    global float *v5, const ulong o5,
    global const int *v6, const ulong o6,
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
  global const float *p3 = v3 + o3;
  global float *p4 = v4 + o4;
  global float *p5 = v5 + o5;
  global const int *p6 = v6 + o6;
  local float shared_float32[128];
  const int lane = (int)get_local_id(0);
  const int unit = (int)get_group_id(0);
  const int at = unit;
  int row = unit;
  const int i1 = row % d0;
  row /= d0;
  const int i0 = row;
  // 1 of 4
  float r0;
   {
    float own = (-INFINITY);
    for (int element = lane; element < d2; element += 128) {
      int number = element;
      const int i2 = number;
      const float t0 = (p0[i0 * d1 + i1 * d2 + i2]);
      own = ((-(int)(own < t0) | -(int)(t0 != t0))) ? t0 : own;
    }
    shared_float32[lane] = own;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int half_ = 64; half_ > 0; half_ >>= 1) {
      if (lane < half_) shared_float32[lane] = ((-(int)(shared_float32[lane] < shared_float32[lane + half_]) | -(int)(shared_float32[lane + half_] != shared_float32[lane + half_]))) ? shared_float32[lane + half_] : shared_float32[lane];
      barrier(CLK_LOCAL_MEM_FENCE);
    }
    const float accumulator = shared_float32[0];
    barrier(CLK_LOCAL_MEM_FENCE);
    /* f0 is the accumulator */
    r0 = accumulator;
    if (lane == 0) {
      *(p1 + at) = accumulator;
    }
  }
  // 2 of 4
   {
    for (int element = lane; element < d2; element += 128) {
      int number = element;
      const int i2 = number;
      const float t0 = (p0[i0 * d1 + i1 * d2 + i2]);
      const float t1 = r0;
      const float t2 = t0 - t1;
      const float t3 = apus_exp1(t2);
      *(p2 + unit * d2 + element) = t3;
    }
    barrier(CLK_GLOBAL_MEM_FENCE);
  }
  // 3 of 4
  float r1;
   {
    float own = 0.0f;
    for (int element = lane; element < d2; element += 128) {
      int number = element;
      const int i2 = number;
      const float t0 = (p3[i0 * d1 + i1 * d2 + i2]);
      own = own + t0;
    }
    shared_float32[lane] = own;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int half_ = 64; half_ > 0; half_ >>= 1) {
      if (lane < half_) shared_float32[lane] = shared_float32[lane] + shared_float32[lane + half_];
      barrier(CLK_LOCAL_MEM_FENCE);
    }
    const float accumulator = shared_float32[0];
    barrier(CLK_LOCAL_MEM_FENCE);
    /* f0 is the accumulator */
    r1 = accumulator;
    if (lane == 0) {
      *(p4 + at) = accumulator;
    }
  }
  // 4 of 4
   {
    const float t0 = 1.0f;
    const long t1 = (long)(d3);
    const float t2 = convert_float(t1);
    const float t3 = t0 / t2;
    const float t12 = 0.0f;
    for (int element = lane; element < d2; element += 128) {
      int number = element;
      const int i2 = number;
      const float t4 = (p3[i0 * d1 + i1 * d2 + i2]);
      const float t5 = r1;
      const float t6 = t0 / t5;
      const float t7 = t4 * t6;
      const int t8 = (p6[i0 * d0 + i1]);
      const int t9 = (apus_check(t8, d2, 3, fault) ? t8 : -1);
      const int t10 = (int)(i2);
      const int t11 = -(int)(t9 == t10);
      const float t13 = (t11) ? t0 : t12;
      const float t14 = t7 - t13;
      const float t15 = t3 * t14;
      *(p5 + unit * d2 + element) = t15;
    }
    barrier(CLK_GLOBAL_MEM_FENCE);
  }
}
// sum: groups over 1 of 1 loops.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void sum_0b4235fee782461e(
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
  local float shared[128];
  const int lane = (int)get_local_id(0);
  const int unit = (int)get_group_id(0);
  const int at = unit;
  float best = 0.0f;
  for (int r = lane; r < d0; r += 128) {
    int number = r;
    const int i0 = number;
    const float t0 = (p0[i0]);
    const float t1 = (p1[i0]);
    const int t2 = (p2[i0]);
    const float t3 = (apus_check(t2, d1, 2, fault) ? p3[i0 * d1 + t2 * 1] : 0);
    const float t4 = t3 - t0;
    const float t5 = apus_log1(t1);
    const float t6 = t5 - t4;
    best = best + t6;
  }
  shared[lane] = best;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int half_ = 64; half_ >= 1; half_ >>= 1) {
    if (lane < half_) shared[lane] = shared[lane] + shared[lane + half_];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  if (lane == 0) {
    const float accumulator = shared[0];
    const long f1 = (long)(d0);
    const float f2 = convert_float(f1);
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    *(p4 + at) = f3;
  }
}
// gemm_3c10c529ef6378e9: C = epilogue(A B), a work-group owns a 32 x 32 tile of C.
// 32 of k at a time are in local memory as [k][lane], zero beyond the edges, while
// the next are read into registers. A work-item keeps 4 x 4 sums in runs of
// four, of one of 4 slices of each block of k. Tunables: all these sizes.
kernel __attribute__((reqd_work_group_size(256, 1, 1)))
void gemm_3c10c529ef6378e9(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int aM,
    const int bN,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    global float *v2, const ulong o2,
    const int d0,
    const int d1) {
  local float aTile[2][32][36] __attribute__((aligned(16)));
  local float bTile[2][32][36] __attribute__((aligned(16)));
  local float sliceSums[3][64][17];
  const int batch = (int)get_group_id(2);
  const int self = get_local_id(0);
  const int slice = self / 64, own = self % 64;
  const int x = own % 8, y = own / 8;
  const int row0 = get_group_id(1) * 32, column0 = get_group_id(0) * 32;
  global const float *aBase = a + aOffset;
  const int aRuns = ((ulong)aBase & 15) == 0 && (aM & 3) == 0;
  global const float *bBase = b + bOffset;
  const int bRuns = ((ulong)bBase & 15) == 0 && (bN & 3) == 0;
  float acc[4][4];
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      acc[i][j] = 0.0f;
    }
  }
  float4 aNext[1];
  float4 bNext[1];
  int turn = 0, k0 = 0;
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 8 * 4, o = e / 8;
    const int lane = row0 + o, k = k0 + kk;
    if (aRuns && lane < M && k + 3 < K) {
      aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
    }
    else {
      aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
      aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
      aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
      aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 8 * 4, o = e / 8;
    const int lane = column0 + o, k = k0 + kk;
    if (bRuns && lane < N && k + 3 < K) {
      bNext[i] = *(global const float4 *)(bBase + (long)(lane) * bN + k);
    }
    else {
      bNext[i].s0 = lane < N && k + 0 < K ? bBase[(long)(lane) * bN + k + 0] : 0.0f;
      bNext[i].s1 = lane < N && k + 1 < K ? bBase[(long)(lane) * bN + k + 1] : 0.0f;
      bNext[i].s2 = lane < N && k + 2 < K ? bBase[(long)(lane) * bN + k + 2] : 0.0f;
      bNext[i].s3 = lane < N && k + 3 < K ? bBase[(long)(lane) * bN + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 8 * 4, o = e / 8;
    aTile[turn][kk + 0][o] = aNext[i].s0;
    aTile[turn][kk + 1][o] = aNext[i].s1;
    aTile[turn][kk + 2][o] = aNext[i].s2;
    aTile[turn][kk + 3][o] = aNext[i].s3;
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 8 * 4, o = e / 8;
    bTile[turn][kk + 0][o] = bNext[i].s0;
    bTile[turn][kk + 1][o] = bNext[i].s1;
    bTile[turn][kk + 2][o] = bNext[i].s2;
    bTile[turn][kk + 3][o] = bNext[i].s3;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int done = 0; done < K; done += 32) {
    k0 = done + 32;
    if (k0 < K) {
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 8 * 4, o = e / 8;
        const int lane = row0 + o, k = k0 + kk;
        if (aRuns && lane < M && k + 3 < K) {
          aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
        }
        else {
          aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
          aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
          aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
          aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
        }
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 8 * 4, o = e / 8;
        const int lane = column0 + o, k = k0 + kk;
        if (bRuns && lane < N && k + 3 < K) {
          bNext[i] = *(global const float4 *)(bBase + (long)(lane) * bN + k);
        }
        else {
          bNext[i].s0 = lane < N && k + 0 < K ? bBase[(long)(lane) * bN + k + 0] : 0.0f;
          bNext[i].s1 = lane < N && k + 1 < K ? bBase[(long)(lane) * bN + k + 1] : 0.0f;
          bNext[i].s2 = lane < N && k + 2 < K ? bBase[(long)(lane) * bN + k + 2] : 0.0f;
          bNext[i].s3 = lane < N && k + 3 < K ? bBase[(long)(lane) * bN + k + 3] : 0.0f;
        }
      }
    }
    #pragma unroll
    for (int step = 0; step < 8; ++step) {
      const int kk = slice * 8 + step;
      float p[4], q[4];
      const float4 p0 = *(local const float4 *)&aTile[turn][kk][0 + y * 4];
      p[0] = p0.s0; p[1] = p0.s1; p[2] = p0.s2; p[3] = p0.s3;
      const float4 q0 = *(local const float4 *)&bTile[turn][kk][0 + x * 4];
      q[0] = q0.s0; q[1] = q0.s1; q[2] = q0.s2; q[3] = q0.s3;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        #pragma unroll
        for (int j = 0; j < 4; ++j) {
          acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
      }
    }
    if (k0 < K) {
      turn ^= 1;
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 8 * 4, o = e / 8;
        aTile[turn][kk + 0][o] = aNext[i].s0;
        aTile[turn][kk + 1][o] = aNext[i].s1;
        aTile[turn][kk + 2][o] = aNext[i].s2;
        aTile[turn][kk + 3][o] = aNext[i].s3;
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 8 * 4, o = e / 8;
        bTile[turn][kk + 0][o] = bNext[i].s0;
        bTile[turn][kk + 1][o] = bNext[i].s1;
        bTile[turn][kk + 2][o] = bNext[i].s2;
        bTile[turn][kk + 3][o] = bNext[i].s3;
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  if (slice > 0) {
    #pragma unroll
    for (int i = 0; i < 4; ++i) {
      #pragma unroll
      for (int j = 0; j < 4; ++j) {
        sliceSums[slice - 1][own][i * 4 + j] = acc[i][j];
      }
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  if (slice > 0) return;
  for (int from = 0; from < 3; ++from) {
    #pragma unroll
    for (int i = 0; i < 4; ++i) {
      #pragma unroll
      for (int j = 0; j < 4; ++j) {
        acc[i][j] += sliceSums[from][own][i * 4 + j];
      }
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      const int row = row0 + i / 4 * 32 + y * 4 + i % 4;
      const int column = column0 + j / 4 * 32 + x * 4 + j % 4;
      if (row < M && column < N) {
        const float value = acc[i][j];
        { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value * t1; const int at = row * d1 + column; *(p1 + at) = value; *(p2 + at) = t2; }
      }
    }
  }
}
// together: 3 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void together_1c2b28b3fe221ab7(
    global const long *table, const int count,
    global uchar *b0, global uchar *b1, global uchar *b2, global uchar *b3)
{
  global uchar *base[] = {b0, b1, b2, b3};
  const int item = (int)get_global_id(0);
  int part = 0;
  while (part + 1 < count && item >= (int)table[(part + 1) * 13]) ++part;
  global const long *t = table + part * 13;
  const int own = item - (int)t[0], n0 = (int)t[2], n1 = (int)t[3];
  const int id0 = own % n0, id1 = own / n0 % n1, id2 = own / n0 / n1;
  switch ((int)t[1]) {
    case 0: part_8739cc7a8f57793d((global const float *)base[(int)t[5]], (ulong)t[6], (global float *)base[(int)t[7]], (ulong)t[8], (int)t[9], (int)t[10], (int)t[11], (int)t[12], id0, id1, id2); break;
    case 1: part_1b624c43b9f80084((global int *)base[(int)t[5]], (ulong)t[6], (global const int *)base[(int)t[7]], (ulong)t[8], (int)t[9], (volatile global int *)base[(int)t[10]], (int)t[11], (int)t[12], id0, id1, id2); break;
    case 2: part_ab47a6f959ef82a4((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (int)t[9], (int)t[10], id0, id1, id2); break;
  }
}
// sum: column groups over 1 of 2 loops.
kernel __attribute__((reqd_work_group_size(256, 1, 1)))
void sum_ab6e0094287b18c6(
    global const float *v0, const ulong o0,
    global const float *v1, const ulong o1,
    global float *v2, const ulong o2,
    const int d0,
    const int d1,
    const int total,
    const int chunk)
{
  global const float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global float *p2 = v2 + o2;
  local float shared[256];
  const int lane = (int)get_local_id(0);
  const int blocks = (d0 + 31) / 32;
  const int outer = (int)get_group_id(0) / blocks;
  const int column = ((int)get_group_id(0) - outer * blocks) * 32 + lane % 32;
  // Beyond the last column, it is computed again and not stored.
  const int unit = outer * d0 + min(column, d0 - 1);
  const int at = unit;
  int row = unit;
  const int i0 = row;
  float best = 0.0f;
  for (int r = lane / 32; r < d1; r += 8) {
    int number = r;
    const int i1 = number;
    const float t0 = (p0[i0 + i1 * d0]);
    const float t1 = (p1[i0 + i1 * d0]);
    const float t2 = t0 * t1;
    best = best + t2;
  }
  shared[lane] = best;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int half_ = 128; half_ >= 32; half_ >>= 1) {
    if (lane < half_) shared[lane] = shared[lane] + shared[lane + half_];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  if (lane < 32 && column < d0) {
    const float accumulator = shared[lane];
    /* f0 is the accumulator */
    *(p2 + at) = accumulator;
  }
}
// sum: groups over 1 of 2 loops.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void sum_ba079b243e379562(
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
  local float shared[128];
  const int lane = (int)get_local_id(0);
  const int unit = (int)get_group_id(0);
  const int at = unit;
  int row = unit;
  const int i0 = row;
  float best = 0.0f;
  for (int r = lane; r < d0; r += 128) {
    int number = r;
    const int i1 = number;
    const float t0 = (p0[i0 * d0 + i1]);
    const float t1 = (p1[i0 * d0 + i1]);
    const float t2 = t0 * t1;
    best = best + t2;
  }
  shared[lane] = best;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int half_ = 64; half_ >= 1; half_ >>= 1) {
    if (lane < half_) shared[lane] = shared[lane] + shared[lane + half_];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  if (lane == 0) {
    const float accumulator = shared[0];
    const long f1 = (long)(d0);
    const float f2 = convert_float(f1);
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    *(p2 + at) = f3;
  }
}
// rows: 2 stages for each row, over 2 loops of rows.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void rows_d619edeafe31f025(
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
  local float shared_float32[128];
  const int lane = (int)get_local_id(0);
  const int unit = (int)get_group_id(0);
  const int at = unit;
  int row = unit;
  const int i1 = row % d0;
  row /= d0;
  const int i0 = row;
  // 1 of 2
  float r0;
   {
    float own = 0.0f;
    for (int element = lane; element < d2; element += 128) {
      int number = element;
      const int i2 = number;
      const float t0 = (p0[i0 * d1 + i1 * d2 + i2]);
      own = own + t0;
    }
    shared_float32[lane] = own;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int half_ = 64; half_ > 0; half_ >>= 1) {
      if (lane < half_) shared_float32[lane] = shared_float32[lane] + shared_float32[lane + half_];
      barrier(CLK_LOCAL_MEM_FENCE);
    }
    const float accumulator = shared_float32[0];
    barrier(CLK_LOCAL_MEM_FENCE);
    const long f1 = (long)(d2);
    const float f2 = convert_float(f1);
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    r0 = f3;
  }
  // 2 of 2
   {
    for (int element = lane; element < d2; element += 128) {
      int number = element;
      const int i2 = number;
      const float t0 = (p2[i0 * d0 + i1]);
      const float t1 = (p0[i0 * d1 + i1 * d2 + i2]);
      const float t2 = r0;
      const float t3 = t1 - t2;
      const float t4 = (p3[i0 * d1 + i1 * d2 + i2]);
      const float t5 = (p4[i0 * d0 + i1]);
      const float t6 = t4 * t5;
      const float t7 = t3 - t6;
      const float t8 = t0 * t7;
      *(p1 + unit * d2 + element) = t8;
    }
    barrier(CLK_GLOBAL_MEM_FENCE);
  }
}
// gemm_b4898f337bc4a347: C = epilogue(A B), a work-group owns a 128 x 128 tile of C.
// 8 of k at a time are in local memory as [k][lane], zero beyond the edges, while
// the next are read into registers. A work-item keeps 8 x 8 sums in runs of
// four, of one of 1 slices of each block of k. Tunables: all these sizes.
kernel __attribute__((reqd_work_group_size(256, 1, 1)))
void gemm_b4898f337bc4a347(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int aM,
    const int bN,
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    const int d0,
    const int d1) {
  local float aTile[2][8][132] __attribute__((aligned(16)));
  local float bTile[2][8][132] __attribute__((aligned(16)));
  const int batch = (int)get_group_id(2);
  const int self = get_local_id(0);
  const int slice = self / 256, own = self % 256;
  const int x = own % 16, y = own / 16;
  const int row0 = get_group_id(1) * 128, column0 = get_group_id(0) * 128;
  global const float *aBase = a + aOffset;
  const int aRuns = ((ulong)aBase & 15) == 0 && (aM & 3) == 0;
  global const float *bBase = b + bOffset;
  const int bRuns = ((ulong)bBase & 15) == 0 && (bN & 3) == 0;
  float acc[8][8];
  #pragma unroll
  for (int i = 0; i < 8; ++i) {
    #pragma unroll
    for (int j = 0; j < 8; ++j) {
      acc[i][j] = 0.0f;
    }
  }
  float4 aNext[1];
  float4 bNext[1];
  int turn = 0, k0 = 0;
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 2 * 4, o = e / 2;
    const int lane = row0 + o, k = k0 + kk;
    if (aRuns && lane < M && k + 3 < K) {
      aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
    }
    else {
      aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
      aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
      aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
      aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 2 * 4, o = e / 2;
    const int lane = column0 + o, k = k0 + kk;
    if (bRuns && lane < N && k + 3 < K) {
      bNext[i] = *(global const float4 *)(bBase + (long)(lane) * bN + k);
    }
    else {
      bNext[i].s0 = lane < N && k + 0 < K ? bBase[(long)(lane) * bN + k + 0] : 0.0f;
      bNext[i].s1 = lane < N && k + 1 < K ? bBase[(long)(lane) * bN + k + 1] : 0.0f;
      bNext[i].s2 = lane < N && k + 2 < K ? bBase[(long)(lane) * bN + k + 2] : 0.0f;
      bNext[i].s3 = lane < N && k + 3 < K ? bBase[(long)(lane) * bN + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 2 * 4, o = e / 2;
    aTile[turn][kk + 0][o] = aNext[i].s0;
    aTile[turn][kk + 1][o] = aNext[i].s1;
    aTile[turn][kk + 2][o] = aNext[i].s2;
    aTile[turn][kk + 3][o] = aNext[i].s3;
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 2 * 4, o = e / 2;
    bTile[turn][kk + 0][o] = bNext[i].s0;
    bTile[turn][kk + 1][o] = bNext[i].s1;
    bTile[turn][kk + 2][o] = bNext[i].s2;
    bTile[turn][kk + 3][o] = bNext[i].s3;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int done = 0; done < K; done += 8) {
    k0 = done + 8;
    if (k0 < K) {
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 2 * 4, o = e / 2;
        const int lane = row0 + o, k = k0 + kk;
        if (aRuns && lane < M && k + 3 < K) {
          aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
        }
        else {
          aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
          aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
          aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
          aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
        }
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 2 * 4, o = e / 2;
        const int lane = column0 + o, k = k0 + kk;
        if (bRuns && lane < N && k + 3 < K) {
          bNext[i] = *(global const float4 *)(bBase + (long)(lane) * bN + k);
        }
        else {
          bNext[i].s0 = lane < N && k + 0 < K ? bBase[(long)(lane) * bN + k + 0] : 0.0f;
          bNext[i].s1 = lane < N && k + 1 < K ? bBase[(long)(lane) * bN + k + 1] : 0.0f;
          bNext[i].s2 = lane < N && k + 2 < K ? bBase[(long)(lane) * bN + k + 2] : 0.0f;
          bNext[i].s3 = lane < N && k + 3 < K ? bBase[(long)(lane) * bN + k + 3] : 0.0f;
        }
      }
    }
    #pragma unroll
    for (int step = 0; step < 8; ++step) {
      const int kk = slice * 8 + step;
      float p[8], q[8];
      const float4 p0 = *(local const float4 *)&aTile[turn][kk][0 + y * 4];
      p[0] = p0.s0; p[1] = p0.s1; p[2] = p0.s2; p[3] = p0.s3;
      const float4 p1 = *(local const float4 *)&aTile[turn][kk][64 + y * 4];
      p[4] = p1.s0; p[5] = p1.s1; p[6] = p1.s2; p[7] = p1.s3;
      const float4 q0 = *(local const float4 *)&bTile[turn][kk][0 + x * 4];
      q[0] = q0.s0; q[1] = q0.s1; q[2] = q0.s2; q[3] = q0.s3;
      const float4 q1 = *(local const float4 *)&bTile[turn][kk][64 + x * 4];
      q[4] = q1.s0; q[5] = q1.s1; q[6] = q1.s2; q[7] = q1.s3;
      #pragma unroll
      for (int i = 0; i < 8; ++i) {
        #pragma unroll
        for (int j = 0; j < 8; ++j) {
          acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
      }
    }
    if (k0 < K) {
      turn ^= 1;
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 2 * 4, o = e / 2;
        aTile[turn][kk + 0][o] = aNext[i].s0;
        aTile[turn][kk + 1][o] = aNext[i].s1;
        aTile[turn][kk + 2][o] = aNext[i].s2;
        aTile[turn][kk + 3][o] = aNext[i].s3;
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 2 * 4, o = e / 2;
        bTile[turn][kk + 0][o] = bNext[i].s0;
        bTile[turn][kk + 1][o] = bNext[i].s1;
        bTile[turn][kk + 2][o] = bNext[i].s2;
        bTile[turn][kk + 3][o] = bNext[i].s3;
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  float result[64];
  #pragma unroll
  for (int i = 0; i < 8; ++i) {
    #pragma unroll
    for (int j = 0; j < 8; ++j) {
      result[i * 8 + j] = acc[i][j];
    }
  }
  #pragma unroll 1
  for (int number = 0; number < 64; ++number) {
    const int i = number / 8, j = number % 8;
    const int row = row0 + i / 4 * 64 + y * 4 + i % 4;
    const int column = column0 + j / 4 * 64 + x * 4 + j % 4;
    if (row < M && column < N) {
      const float value = result[number];
      { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.70710677f; const float t5 = 1.0f; const float t7 = 0.5f; const float t10 = (-0.5f); const float t13 = 0.3989423f; const int tb1 = row * d0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t3 = t1 * t2; const float t4 = apus_erf1(t3); const float t6 = t4 + t5; const float t8 = t6 * t7; const float t9 = t1 * t1; const float t11 = t9 * t10; const float t12 = apus_exp1(t11); const float t14 = t12 * t13; const float t15 = t1 * t14; const float t16 = t8 + t15; const float t17 = value * t16; const int at = row * d0 + column; *(p1 + at) = t17; }
    }
  }
}
// sum: single over 1 of 2 loops.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void sum_8739cc7a8f57793d(
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    const int d0,
    const int d1,
    const int total,
    const int chunk)
{
  global const float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  const int at = (int)get_global_id(0);
  if (at >= total) return;
  const int unit = at;
  int row = unit;
  const int i0 = row;
  float best = 0.0f;
  for (int i1 = 0; i1 < d1; ++i1) {
    const float t0 = (p0[i0 + i1 * d0]);
    best = best + t0;
  }
  const float accumulator = best;
  /* f0 is the accumulator */
  *(p1 + at) = accumulator;
}
// rows: 2 stages for each row, over 2 loops of rows.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void rows_03ca6d0863aca23b(
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
  local float shared_float32[128];
  const int lane = (int)get_local_id(0);
  const int unit = (int)get_group_id(0);
  const int at = unit;
  int row = unit;
  const int i1 = row % d0;
  row /= d0;
  const int i0 = row;
  // 1 of 2
  float r0;
   {
    float own = 0.0f;
    for (int element = lane; element < d2; element += 128) {
      int number = element;
      const int i2 = number;
      const float t0 = (p0[i0 * d1 + i1 * d2 + i2]);
      own = own + t0;
    }
    shared_float32[lane] = own;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int half_ = 64; half_ > 0; half_ >>= 1) {
      if (lane < half_) shared_float32[lane] = shared_float32[lane] + shared_float32[lane + half_];
      barrier(CLK_LOCAL_MEM_FENCE);
    }
    const float accumulator = shared_float32[0];
    barrier(CLK_LOCAL_MEM_FENCE);
    const long f1 = (long)(d2);
    const float f2 = convert_float(f1);
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    r0 = f3;
  }
  // 2 of 2
   {
    for (int element = lane; element < d2; element += 128) {
      int number = element;
      const int i2 = number;
      const float t0 = (p2[i0 * d1 + i1 * d2 + i2]);
      const float t1 = (p3[i0 * d0 + i1]);
      const float t2 = (p0[i0 * d1 + i1 * d2 + i2]);
      const float t3 = r0;
      const float t4 = t2 - t3;
      const float t5 = (p4[i0 * d1 + i1 * d2 + i2]);
      const float t6 = (p5[i0 * d0 + i1]);
      const float t7 = t5 * t6;
      const float t8 = t4 - t7;
      const float t9 = t1 * t8;
      const float t10 = t0 + t9;
      *(p1 + unit * d2 + element) = t10;
    }
    barrier(CLK_GLOBAL_MEM_FENCE);
  }
}
// gemm_9b8514ddc4546b7b: C = epilogue(A B), a work-group owns a 32 x 32 tile of C.
// 32 of k at a time are in local memory as [k][lane], zero beyond the edges, while
// the next are read into registers. A work-item keeps 4 x 4 sums in runs of
// four, of one of 4 slices of each block of k. Tunables: all these sizes.
kernel __attribute__((reqd_work_group_size(256, 1, 1)))
void gemm_9b8514ddc4546b7b(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int aM,
    const int bN,
    global float *v0, const ulong o0,
    const int d0,
    const int d1) {
  local float aTile[2][32][36] __attribute__((aligned(16)));
  local float bTile[2][32][36] __attribute__((aligned(16)));
  local float sliceSums[3][64][17];
  const int batch = (int)get_group_id(2);
  const int self = get_local_id(0);
  const int slice = self / 64, own = self % 64;
  const int x = own % 8, y = own / 8;
  const int row0 = get_group_id(1) * 32, column0 = get_group_id(0) * 32;
  global const float *aBase = a + aOffset;
  const int aRuns = ((ulong)aBase & 15) == 0 && (aM & 3) == 0;
  global const float *bBase = b + bOffset;
  const int bRuns = ((ulong)bBase & 15) == 0 && (bN & 3) == 0;
  float acc[4][4];
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      acc[i][j] = 0.0f;
    }
  }
  float4 aNext[1];
  float4 bNext[1];
  int turn = 0, k0 = 0;
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 8 * 4, o = e / 8;
    const int lane = row0 + o, k = k0 + kk;
    if (aRuns && lane < M && k + 3 < K) {
      aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
    }
    else {
      aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
      aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
      aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
      aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 8 * 4, o = e / 8;
    const int lane = column0 + o, k = k0 + kk;
    if (bRuns && lane < N && k + 3 < K) {
      bNext[i] = *(global const float4 *)(bBase + (long)(lane) * bN + k);
    }
    else {
      bNext[i].s0 = lane < N && k + 0 < K ? bBase[(long)(lane) * bN + k + 0] : 0.0f;
      bNext[i].s1 = lane < N && k + 1 < K ? bBase[(long)(lane) * bN + k + 1] : 0.0f;
      bNext[i].s2 = lane < N && k + 2 < K ? bBase[(long)(lane) * bN + k + 2] : 0.0f;
      bNext[i].s3 = lane < N && k + 3 < K ? bBase[(long)(lane) * bN + k + 3] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 8 * 4, o = e / 8;
    aTile[turn][kk + 0][o] = aNext[i].s0;
    aTile[turn][kk + 1][o] = aNext[i].s1;
    aTile[turn][kk + 2][o] = aNext[i].s2;
    aTile[turn][kk + 3][o] = aNext[i].s3;
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int kk = e % 8 * 4, o = e / 8;
    bTile[turn][kk + 0][o] = bNext[i].s0;
    bTile[turn][kk + 1][o] = bNext[i].s1;
    bTile[turn][kk + 2][o] = bNext[i].s2;
    bTile[turn][kk + 3][o] = bNext[i].s3;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int done = 0; done < K; done += 32) {
    k0 = done + 32;
    if (k0 < K) {
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 8 * 4, o = e / 8;
        const int lane = row0 + o, k = k0 + kk;
        if (aRuns && lane < M && k + 3 < K) {
          aNext[i] = *(global const float4 *)(aBase + (long)(lane) * aM + k);
        }
        else {
          aNext[i].s0 = lane < M && k + 0 < K ? aBase[(long)(lane) * aM + k + 0] : 0.0f;
          aNext[i].s1 = lane < M && k + 1 < K ? aBase[(long)(lane) * aM + k + 1] : 0.0f;
          aNext[i].s2 = lane < M && k + 2 < K ? aBase[(long)(lane) * aM + k + 2] : 0.0f;
          aNext[i].s3 = lane < M && k + 3 < K ? aBase[(long)(lane) * aM + k + 3] : 0.0f;
        }
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 8 * 4, o = e / 8;
        const int lane = column0 + o, k = k0 + kk;
        if (bRuns && lane < N && k + 3 < K) {
          bNext[i] = *(global const float4 *)(bBase + (long)(lane) * bN + k);
        }
        else {
          bNext[i].s0 = lane < N && k + 0 < K ? bBase[(long)(lane) * bN + k + 0] : 0.0f;
          bNext[i].s1 = lane < N && k + 1 < K ? bBase[(long)(lane) * bN + k + 1] : 0.0f;
          bNext[i].s2 = lane < N && k + 2 < K ? bBase[(long)(lane) * bN + k + 2] : 0.0f;
          bNext[i].s3 = lane < N && k + 3 < K ? bBase[(long)(lane) * bN + k + 3] : 0.0f;
        }
      }
    }
    #pragma unroll
    for (int step = 0; step < 8; ++step) {
      const int kk = slice * 8 + step;
      float p[4], q[4];
      const float4 p0 = *(local const float4 *)&aTile[turn][kk][0 + y * 4];
      p[0] = p0.s0; p[1] = p0.s1; p[2] = p0.s2; p[3] = p0.s3;
      const float4 q0 = *(local const float4 *)&bTile[turn][kk][0 + x * 4];
      q[0] = q0.s0; q[1] = q0.s1; q[2] = q0.s2; q[3] = q0.s3;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        #pragma unroll
        for (int j = 0; j < 4; ++j) {
          acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
      }
    }
    if (k0 < K) {
      turn ^= 1;
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 8 * 4, o = e / 8;
        aTile[turn][kk + 0][o] = aNext[i].s0;
        aTile[turn][kk + 1][o] = aNext[i].s1;
        aTile[turn][kk + 2][o] = aNext[i].s2;
        aTile[turn][kk + 3][o] = aNext[i].s3;
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int kk = e % 8 * 4, o = e / 8;
        bTile[turn][kk + 0][o] = bNext[i].s0;
        bTile[turn][kk + 1][o] = bNext[i].s1;
        bTile[turn][kk + 2][o] = bNext[i].s2;
        bTile[turn][kk + 3][o] = bNext[i].s3;
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  if (slice > 0) {
    #pragma unroll
    for (int i = 0; i < 4; ++i) {
      #pragma unroll
      for (int j = 0; j < 4; ++j) {
        sliceSums[slice - 1][own][i * 4 + j] = acc[i][j];
      }
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  if (slice > 0) return;
  for (int from = 0; from < 3; ++from) {
    #pragma unroll
    for (int i = 0; i < 4; ++i) {
      #pragma unroll
      for (int j = 0; j < 4; ++j) {
        acc[i][j] += sliceSums[from][own][i * 4 + j];
      }
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      const int row = row0 + i / 4 * 32 + y * 4 + i % 4;
      const int column = column0 + j / 4 * 32 + x * 4 + j % 4;
      if (row < M && column < N) {
        const float value = acc[i][j];
        { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; *(p0 + at) = value; }
      }
    }
  }
}
// gemm_ec69da6ecc756100: C = epilogue(A B), a work-group owns a 32 x 32 tile of C.
// 32 of k at a time are in local memory as [k][lane], zero beyond the edges, while
// the next are read into registers. A work-item keeps 4 x 4 sums in runs of
// four, of one of 4 slices of each block of k. Tunables: all these sizes.
kernel __attribute__((reqd_work_group_size(256, 1, 1)))
void gemm_ec69da6ecc756100(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    global float *sums,
    const ulong sumsOffset,
    const int aK,
    const int bK,
    global float *v0, const ulong o0,
    const int d0) {
  local float aTile[2][32][36] __attribute__((aligned(16)));
  local float bTile[2][32][36] __attribute__((aligned(16)));
  local float sliceSums[3][64][17];
  const int batch = (int)get_group_id(2);
  const int self = get_local_id(0);
  const int slice = self / 64, own = self % 64;
  const int x = own % 8, y = own / 8;
  const int row0 = get_group_id(1) * 32, column0 = get_group_id(0) * 32;
  global const float *aBase = a + aOffset;
  const int aRuns = ((ulong)aBase & 15) == 0 && (aK & 3) == 0;
  global const float *bBase = b + bOffset;
  const int bRuns = ((ulong)bBase & 15) == 0 && (bK & 3) == 0;
  float acc[4][4];
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      acc[i][j] = 0.0f;
    }
  }
  float total = 0.0f;
  float4 aNext[1];
  float4 bNext[1];
  int turn = 0, k0 = 0;
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 8 * 4, kk = e / 8;
    const int lane = row0 + o, k = k0 + kk;
    if (aRuns && lane + 3 < M && k < K) {
      aNext[i] = *(global const float4 *)(aBase + lane + (long)(k) * aK);
    }
    else {
      aNext[i].s0 = lane + 0 < M && k < K ? aBase[lane + 0 + (long)(k) * aK] : 0.0f;
      aNext[i].s1 = lane + 1 < M && k < K ? aBase[lane + 1 + (long)(k) * aK] : 0.0f;
      aNext[i].s2 = lane + 2 < M && k < K ? aBase[lane + 2 + (long)(k) * aK] : 0.0f;
      aNext[i].s3 = lane + 3 < M && k < K ? aBase[lane + 3 + (long)(k) * aK] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 8 * 4, kk = e / 8;
    const int lane = column0 + o, k = k0 + kk;
    if (bRuns && lane + 3 < N && k < K) {
      bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
    }
    else {
      bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
      bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
      bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
      bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
    }
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 8 * 4, kk = e / 8;
    *(local float4 *)&aTile[turn][kk][o] = aNext[i];
  }
  #pragma unroll
  for (int i = 0; i < 1; ++i) {
    const int e = self + i * 256;
    const int o = e % 8 * 4, kk = e / 8;
    *(local float4 *)&bTile[turn][kk][o] = bNext[i];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int done = 0; done < K; done += 32) {
    k0 = done + 32;
    if (k0 < K) {
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 8 * 4, kk = e / 8;
        const int lane = row0 + o, k = k0 + kk;
        if (aRuns && lane + 3 < M && k < K) {
          aNext[i] = *(global const float4 *)(aBase + lane + (long)(k) * aK);
        }
        else {
          aNext[i].s0 = lane + 0 < M && k < K ? aBase[lane + 0 + (long)(k) * aK] : 0.0f;
          aNext[i].s1 = lane + 1 < M && k < K ? aBase[lane + 1 + (long)(k) * aK] : 0.0f;
          aNext[i].s2 = lane + 2 < M && k < K ? aBase[lane + 2 + (long)(k) * aK] : 0.0f;
          aNext[i].s3 = lane + 3 < M && k < K ? aBase[lane + 3 + (long)(k) * aK] : 0.0f;
        }
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 8 * 4, kk = e / 8;
        const int lane = column0 + o, k = k0 + kk;
        if (bRuns && lane + 3 < N && k < K) {
          bNext[i] = *(global const float4 *)(bBase + lane + (long)(k) * bK);
        }
        else {
          bNext[i].s0 = lane + 0 < N && k < K ? bBase[lane + 0 + (long)(k) * bK] : 0.0f;
          bNext[i].s1 = lane + 1 < N && k < K ? bBase[lane + 1 + (long)(k) * bK] : 0.0f;
          bNext[i].s2 = lane + 2 < N && k < K ? bBase[lane + 2 + (long)(k) * bK] : 0.0f;
          bNext[i].s3 = lane + 3 < N && k < K ? bBase[lane + 3 + (long)(k) * bK] : 0.0f;
        }
      }
    }
    if (row0 == 0 && self < 32) {
      for (int kk = 0; kk < 32; ++kk) total += bTile[turn][kk][self];
    }
    #pragma unroll
    for (int step = 0; step < 8; ++step) {
      const int kk = slice * 8 + step;
      float p[4], q[4];
      const float4 p0 = *(local const float4 *)&aTile[turn][kk][0 + y * 4];
      p[0] = p0.s0; p[1] = p0.s1; p[2] = p0.s2; p[3] = p0.s3;
      const float4 q0 = *(local const float4 *)&bTile[turn][kk][0 + x * 4];
      q[0] = q0.s0; q[1] = q0.s1; q[2] = q0.s2; q[3] = q0.s3;
      #pragma unroll
      for (int i = 0; i < 4; ++i) {
        #pragma unroll
        for (int j = 0; j < 4; ++j) {
          acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
      }
    }
    if (k0 < K) {
      turn ^= 1;
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 8 * 4, kk = e / 8;
        *(local float4 *)&aTile[turn][kk][o] = aNext[i];
      }
      #pragma unroll
      for (int i = 0; i < 1; ++i) {
        const int e = self + i * 256;
        const int o = e % 8 * 4, kk = e / 8;
        *(local float4 *)&bTile[turn][kk][o] = bNext[i];
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  if (row0 == 0 && self < 32 && column0 + self < N) {
    sums[sumsOffset + column0 + self] = total;
  }
  if (slice > 0) {
    #pragma unroll
    for (int i = 0; i < 4; ++i) {
      #pragma unroll
      for (int j = 0; j < 4; ++j) {
        sliceSums[slice - 1][own][i * 4 + j] = acc[i][j];
      }
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  if (slice > 0) return;
  for (int from = 0; from < 3; ++from) {
    #pragma unroll
    for (int i = 0; i < 4; ++i) {
      #pragma unroll
      for (int j = 0; j < 4; ++j) {
        acc[i][j] += sliceSums[from][own][i * 4 + j];
      }
    }
  }
  #pragma unroll
  for (int i = 0; i < 4; ++i) {
    #pragma unroll
    for (int j = 0; j < 4; ++j) {
      const int row = row0 + i / 4 * 32 + y * 4 + i % 4;
      const int column = column0 + j / 4 * 32 + x * 4 + j % 4;
      if (row < M && column < N) {
        const float value = acc[i][j];
        { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; *(p0 + at) = value; }
      }
    }
  }
}
// Attention, backwardQueries, causal, over 2 batch loops.
// A work-group has a block of 16 rows.
kernel __attribute__((reqd_work_group_size(256, 1, 1)))
void attention_1ade8c3c3244b74d(
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
    const int dqRow,
    const int madeRow,
    const int gRow,
    const int logsRow,
    const int qRow,
    const int kRow,
    const int vRow)
{
  local float left[16][17], right[16][17];
  local float scores[16][17], slopes[16][17];
  local float levels[16], deltas[16], factors[16];
  const int lane = (int)get_local_id(0);
  const int blocks = (queries + 15) / 16;
  const int first = (int)get_group_id(0) % blocks * 16;
  int batch = (int)get_group_id(0) / blocks;
  const int live = min(queries - first, 16);
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
  const int seen = max(0, min(keys, first + live + shift));
  for (int e = lane; e < live * width; e += 256) {
    const int i = e / width, c = e % width;
    dq[(first + i) * (long)dqRow + c * (long)1] = 0.0f;
  }
  if (lane < live) {
    float sum = 0.0f;
    for (int c = 0; c < values; ++c) sum = fma(made[(first + lane) * (long)madeRow + c * (long)1], g[(first + lane) * (long)gRow + c * (long)1], sum);
    deltas[lane] = sum;
    levels[lane] = logs[(first + lane) * (long)logsRow];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int key = 0; key < seen; key += 16) {
    const int count = min(seen - key, 16);
    for (int e = lane; e < 256; e += 256) {
      const int i = e / 16, j = e % 16;
      scores[i][j] = 0.0f;
    }
    for (int c = 0; c < width; c += 16) {
      barrier(CLK_LOCAL_MEM_FENCE);
      for (int e = lane; e < 256; e += 256) {
        const int i = e / 16, j = e % 16;
        left[i][j] = i < live && c + j < width ? q[(first + i) * (long)qRow + (c + j) * (long)1] : 0.0f;
        right[i][j] = i < count && c + j < width ? k[(key + i) * (long)kRow + (c + j) * (long)1] : 0.0f;
      }
      barrier(CLK_LOCAL_MEM_FENCE);
      for (int e = lane; e < 256; e += 256) {
        const int i = e / 16, j = e % 16;
        float sum = scores[i][j];
        for (int d = 0; d < 16; ++d) sum = fma(left[i][d], right[j][d], sum);
        scores[i][j] = sum;
      }
    }
    for (int e = lane; e < 256; e += 256) {
      const int i = e / 16, j = e % 16;
      scores[i][j] = scores[i][j] * scale;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int e = lane; e < 256; e += 256) {
      const int i = e / 16, j = e % 16;
      slopes[i][j] = 0.0f;
    }
    for (int c = 0; c < values; c += 16) {
      barrier(CLK_LOCAL_MEM_FENCE);
      for (int e = lane; e < 256; e += 256) {
        const int i = e / 16, j = e % 16;
        left[i][j] = i < live && c + j < values ? g[(first + i) * (long)gRow + (c + j) * (long)1] : 0.0f;
        right[i][j] = i < count && c + j < values ? v[(key + i) * (long)vRow + (c + j) * (long)1] : 0.0f;
      }
      barrier(CLK_LOCAL_MEM_FENCE);
      for (int e = lane; e < 256; e += 256) {
        const int i = e / 16, j = e % 16;
        float sum = slopes[i][j];
        for (int d = 0; d < 16; ++d) sum = fma(left[i][d], right[j][d], sum);
        slopes[i][j] = sum;
      }
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int e = lane; e < 256; e += 256) {
      const int i = e / 16, j = e % 16;
      const int sees = i < live && j < count && key + j <= first + i + shift;
      const float p = sees ? apus_exp1(scores[i][j] - levels[i]) : 0.0f;
      scores[i][j] = p;
      slopes[i][j] = sees ? p * (slopes[i][j] - deltas[i]) : 0.0f;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int e = lane; e < live * width; e += 256) {
      const int i = e / width, c = e % width;
      float sum = 0.0f;
      for (int j = 0; j < count; ++j) sum = fma(slopes[i][j], k[(key + j) * (long)kRow + c * (long)1], sum);
      dq[(first + i) * (long)dqRow + c * (long)1] = dq[(first + i) * (long)dqRow + c * (long)1] + sum;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  for (int e = lane; e < live * width; e += 256) {
    const int i = e / width, c = e % width;
    dq[(first + i) * (long)dqRow + c * (long)1] = dq[(first + i) * (long)dqRow + c * (long)1] * scale;
  }
}
// Attention, backwardKeys, causal, over 2 batch loops.
// A work-group has a block of 16 rows.
kernel __attribute__((reqd_work_group_size(256, 1, 1)))
void attention_008c0244f2ada357(
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
    global float *dkBuffer,
    const ulong dkOffset,
    const int dkBatch0,
    const int dkBatch1,
    global float *dvBuffer,
    const ulong dvOffset,
    const int dvBatch0,
    const int dvBatch1,
    const int dkRow,
    const int dvRow,
    const int madeRow,
    const int gRow,
    const int logsRow,
    const int kRow,
    const int qRow,
    const int vRow)
{
  local float left[16][17], right[16][17];
  local float scores[16][17], slopes[16][17];
  local float levels[16], deltas[16], factors[16];
  const int lane = (int)get_local_id(0);
  const int blocks = (keys + 15) / 16;
  const int first = (int)get_group_id(0) % blocks * 16;
  int batch = (int)get_group_id(0) / blocks;
  const int live = min(keys - first, 16);
  const int b1 = batch % batch1;
  batch /= batch1;
  const int b0 = batch;
  global const float *q = qBuffer + qOffset + (long)b0 * qBatch0 + (long)b1 * qBatch1;
  global const float *k = kBuffer + kOffset + (long)b0 * kBatch0 + (long)b1 * kBatch1;
  global const float *v = vBuffer + vOffset + (long)b0 * vBatch0 + (long)b1 * vBatch1;
  global const float *made = madeBuffer + madeOffset + (long)b0 * madeBatch0 + (long)b1 * madeBatch1;
  global const float *logs = logsBuffer + logsOffset + (long)b0 * logsBatch0 + (long)b1 * logsBatch1;
  global const float *g = gBuffer + gOffset + (long)b0 * gBatch0 + (long)b1 * gBatch1;
  global float *dk = dkBuffer + dkOffset + (long)b0 * dkBatch0 + (long)b1 * dkBatch1;
  global float *dv = dvBuffer + dvOffset + (long)b0 * dvBatch0 + (long)b1 * dvBatch1;
  for (int e = lane; e < live * width; e += 256) {
    const int i = e / width, c = e % width;
    dk[(first + i) * (long)dkRow + c * (long)1] = 0.0f;
  }
  for (int e = lane; e < live * values; e += 256) {
    const int i = e / values, c = e % values;
    dv[(first + i) * (long)dvRow + c * (long)1] = 0.0f;
  }
  const int start = max(0, first - shift);
  for (int query = start; query < queries; query += 16) {
    const int count = min(queries - query, 16);
    if (lane < count) {
      float sum = 0.0f;
      for (int c = 0; c < values; ++c) sum = fma(made[(query + lane) * (long)madeRow + c * (long)1], g[(query + lane) * (long)gRow + c * (long)1], sum);
      deltas[lane] = sum;
      levels[lane] = logs[(query + lane) * (long)logsRow];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int e = lane; e < 256; e += 256) {
      const int i = e / 16, j = e % 16;
      scores[i][j] = 0.0f;
    }
    for (int c = 0; c < width; c += 16) {
      barrier(CLK_LOCAL_MEM_FENCE);
      for (int e = lane; e < 256; e += 256) {
        const int i = e / 16, j = e % 16;
        left[i][j] = i < live && c + j < width ? k[(first + i) * (long)kRow + (c + j) * (long)1] : 0.0f;
        right[i][j] = i < count && c + j < width ? q[(query + i) * (long)qRow + (c + j) * (long)1] : 0.0f;
      }
      barrier(CLK_LOCAL_MEM_FENCE);
      for (int e = lane; e < 256; e += 256) {
        const int i = e / 16, j = e % 16;
        float sum = scores[i][j];
        for (int d = 0; d < 16; ++d) sum = fma(left[i][d], right[j][d], sum);
        scores[i][j] = sum;
      }
    }
    for (int e = lane; e < 256; e += 256) {
      const int i = e / 16, j = e % 16;
      scores[i][j] = scores[i][j] * scale;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int e = lane; e < 256; e += 256) {
      const int i = e / 16, j = e % 16;
      slopes[i][j] = 0.0f;
    }
    for (int c = 0; c < values; c += 16) {
      barrier(CLK_LOCAL_MEM_FENCE);
      for (int e = lane; e < 256; e += 256) {
        const int i = e / 16, j = e % 16;
        left[i][j] = i < live && c + j < values ? v[(first + i) * (long)vRow + (c + j) * (long)1] : 0.0f;
        right[i][j] = i < count && c + j < values ? g[(query + i) * (long)gRow + (c + j) * (long)1] : 0.0f;
      }
      barrier(CLK_LOCAL_MEM_FENCE);
      for (int e = lane; e < 256; e += 256) {
        const int i = e / 16, j = e % 16;
        float sum = slopes[i][j];
        for (int d = 0; d < 16; ++d) sum = fma(left[i][d], right[j][d], sum);
        slopes[i][j] = sum;
      }
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int e = lane; e < 256; e += 256) {
      const int i = e / 16, j = e % 16;
      const int sees = i < live && j < count && first + i <= query + j + shift;
      const float p = sees ? apus_exp1(scores[i][j] - levels[j]) : 0.0f;
      scores[i][j] = p;
      slopes[i][j] = sees ? p * (slopes[i][j] - deltas[j]) : 0.0f;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int e = lane; e < live * width; e += 256) {
      const int i = e / width, c = e % width;
      float sum = 0.0f;
      for (int j = 0; j < count; ++j) sum = fma(slopes[i][j], q[(query + j) * (long)qRow + c * (long)1], sum);
      dk[(first + i) * (long)dkRow + c * (long)1] = dk[(first + i) * (long)dkRow + c * (long)1] + sum;
    }
    for (int e = lane; e < live * values; e += 256) {
      const int i = e / values, c = e % values;
      float sum = 0.0f;
      for (int j = 0; j < count; ++j) sum = fma(scores[i][j], g[(query + j) * (long)gRow + c * (long)1], sum);
      dv[(first + i) * (long)dvRow + c * (long)1] = dv[(first + i) * (long)dvRow + c * (long)1] + sum;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  for (int e = lane; e < live * width; e += 256) {
    const int i = e / width, c = e % width;
    dk[(first + i) * (long)dkRow + c * (long)1] = dk[(first + i) * (long)dkRow + c * (long)1] * scale;
  }
}
// table: the list of each row, by counting.
kernel __attribute__((reqd_work_group_size(64, 1, 1)))
void table_ce2a5f62a24367f9(
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
  const int ranges = min(1024, d0);
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
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void table_a13de9dab3764b3e(
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
  const int at = (int)get_global_id(0);
  if (at >= total) return;
  const int row = at / d1;
  const int c = at - row * d1;
  const int o = row / d0;
  const int v = row - o * d0;
  int from = v > 0 ? p0[v - 1] : 0;
  const int to = p0[v];
  float x = 0.0f;
  for (int e = from; e < to; ++e) {
    const float entry = *(p2 + o * d2 + p1[e] * d1 + c);
    x = x + entry;
  }
  *(p3 + at) = x;
}
// together: 2 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(128, 1, 1)))
void together_689277e62cd96b9d(
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
    case 0: part_e6b1476f744eb3bc((global float *)base[(int)t[5]], (ulong)t[6], (global float *)base[(int)t[7]], (ulong)t[8], (global float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (global const float *)base[(int)t[13]], (ulong)t[14], (global const float *)base[(int)t[15]], (ulong)t[16], (global const float *)base[(int)t[17]], (ulong)t[18], (global const float *)base[(int)t[19]], (ulong)t[20], (global const float *)base[(int)t[21]], (ulong)t[22], (global const float *)base[(int)t[23]], (ulong)t[24], (global const float *)base[(int)t[25]], (ulong)t[26], (global const float *)base[(int)t[27]], (ulong)t[28], (global const float *)base[(int)t[29]], (ulong)t[30], (volatile global int *)base[(int)t[31]], (int)t[32], (int)t[33], id0, id1, id2); break;
    case 1: part_530b47975a34d30d((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (volatile global int *)base[(int)t[11]], (int)t[12], (int)t[13], id0, id1, id2); break;
  }
}

