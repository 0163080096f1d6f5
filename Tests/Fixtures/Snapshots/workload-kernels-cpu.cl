// Whether an index computed on the device is in range. If not, the first such place of the
// step is written down: fault = (site, index).
int apus_check(int index, int extent, int site, volatile global int *fault);
int apus_check(int index, int extent, int site, volatile global int *fault)
{
  if (index >= 0 && index < extent) return 1;
  if (atomic_cmpxchg(fault, 0, site) == 0) fault[1] = index;
  return 0;
}

// A uniform number in [0, 1): 24 bits of word `word` of Philox-4x32-10 (Salmon et al., 2011).
float apus_uniform(
    uint element, uint step, uint seed0, uint seed1, uint stream, int word);
float apus_uniform(
    uint element, uint step, uint seed0, uint seed1, uint stream, int word)
{
  uint c0 = element, c1 = step, c2 = 0, c3 = stream, k0 = seed0, k1 = seed1;
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
  const uint drawn = word == 0 ? c0 : word == 1 ? c1 : word == 2 ? c2 : c3;
  return (float)(drawn >> 8) * 0x1p-24f;
}
static float8 apus_exp8(float8 x)
{
  float8 c = select(x, (float8)(89.0f), x > 89.0f);
  c = select(c, (float8)(-104.0f), c < -104.0f);
  // 1.5 · 2^23 leaves the nearest integer in the low bits.
  const float8 shifted = fma(c, (float8)(1.44269504f), (float8)(12582912.0f));
  const float8 n = shifted - 12582912.0f;
  const int8 power = as_int8(shifted) - 0x4B400000;
  const float8 r = fma(n, (float8)(2.12194440e-4f), fma(n, (float8)(-0.693359375f), c));
  const float8 p = fma(fma(fma(fma(fma((float8)(1.9875691500e-4f), r, (float8)(1.3981999507e-3f)), r, (float8)(8.3334519073e-3f)), r, (float8)(4.1665795894e-2f)), r, (float8)(1.6666665459e-1f)), r, (float8)(5.0000001201e-1f));
  const float8 y = fma(p, r * r, r) + 1.0f;
  // In two steps, as 2^128 is no float.
  const int8 half_ = power >> 1;
  const float8 z = y * as_float8((half_ + 127) << 23) * as_float8((power - half_ + 127) << 23);
  return select(z, x, x != x);
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

static float4 apus_exp4(float4 x)
{
  float4 c = select(x, (float4)(89.0f), x > 89.0f);
  c = select(c, (float4)(-104.0f), c < -104.0f);
  // 1.5 · 2^23 leaves the nearest integer in the low bits.
  const float4 shifted = fma(c, (float4)(1.44269504f), (float4)(12582912.0f));
  const float4 n = shifted - 12582912.0f;
  const int4 power = as_int4(shifted) - 0x4B400000;
  const float4 r = fma(n, (float4)(2.12194440e-4f), fma(n, (float4)(-0.693359375f), c));
  const float4 p = fma(fma(fma(fma(fma((float4)(1.9875691500e-4f), r, (float4)(1.3981999507e-3f)), r, (float4)(8.3334519073e-3f)), r, (float4)(4.1665795894e-2f)), r, (float4)(1.6666665459e-1f)), r, (float4)(5.0000001201e-1f));
  const float4 y = fma(p, r * r, r) + 1.0f;
  // In two steps, as 2^128 is no float.
  const int4 half_ = power >> 1;
  const float4 z = y * as_float4((half_ + 127) << 23) * as_float4((power - half_ + 127) << 23);
  return select(z, x, x != x);
}

static float4 apus_log4(float4 x)
{
  // The exponent is counted from √½, whose bits are 0x3F3504F3.
  const int4 bits = as_int4(x);
  const int4 power = (bits - 0x3F3504F3) >> 23;
  const float4 n = convert_float4(power);
  const float4 f = as_float4(bits - (power << 23)) - 1.0f;
  const float4 square = f * f;
  float4 y = fma(fma(fma(fma(fma(fma(fma(fma((float4)(7.0376836292e-2f), f, (float4)(-1.1514610310e-1f)), f, (float4)(1.1676998740e-1f)), f, (float4)(-1.2420140846e-1f)), f, (float4)(1.4249322787e-1f)), f, (float4)(-1.6668057665e-1f)), f, (float4)(2.0000714765e-1f)), f, (float4)(-2.4999993993e-1f)), f, (float4)(3.3333331174e-1f)) * f * square;
  y = fma(n, (float4)(-2.12194440e-4f), y);
  y = fma(square, (float4)(-0.5f), y);
  y = fma(n, (float4)(0.693359375f), f + y);
  y = select(y, (float4)(-INFINITY), x < 1.17549435e-38f);
  y = select(y, (float4)(NAN), x < 0.0f);
  y = select(y, x, x == INFINITY);
  return select(y, x, x != x);
}

static float apus_exp1(float x)
{
  float c = (x > 89.0f) ? (float)(89.0f) : x;
  c = (c < -104.0f) ? (float)(-104.0f) : c;
  // 1.5 · 2^23 leaves the nearest integer in the low bits.
  const float shifted = fma(c, (float)(1.44269504f), (float)(12582912.0f));
  const float n = shifted - 12582912.0f;
  const int power = as_int(shifted) - 0x4B400000;
  const float r = fma(n, (float)(2.12194440e-4f), fma(n, (float)(-0.693359375f), c));
  const float p = fma(fma(fma(fma(fma((float)(1.9875691500e-4f), r, (float)(1.3981999507e-3f)), r, (float)(8.3334519073e-3f)), r, (float)(4.1665795894e-2f)), r, (float)(1.6666665459e-1f)), r, (float)(5.0000001201e-1f));
  const float y = fma(p, r * r, r) + 1.0f;
  // In two steps, as 2^128 is no float.
  const int half_ = power >> 1;
  const float z = y * as_float((half_ + 127) << 23) * as_float((power - half_ + 127) << 23);
  return (x != x) ? x : z;
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
static void part_65a84e46ee5dd843(
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
    const int j = (unit - row * blocks) * 8;
    const int at = row * d0 + j;
    const int i0 = row;
    const int fb1 = 0;
    if (j + 8 <= d0) {
      float8 accumulator = (float8)(0.0f);
      for (int i2 = 0; i2 < d1; ++i2) {
        const float t0 = (p1[i0 * d1 + i2]);
        const int tb1 = i2 * d0;
        const float8 t1 = vload8(0, p2 + tb1 + j);
        const float8 t2 = (float8)(t0) * t1;
        accumulator = accumulator + t2;
      }
      /* f0 is the accumulator */
      const float8 f1 = vload8(0, p3 + fb1 + j);
      const float8 f2 = accumulator + f1;
      const float8 f3 = apus_tanh8(f2);
      vstore8(f3, 0, p0 + at);
    }
    else {
      float8 accumulator = (float8)(0.0f);
      for (int i2 = 0; i2 < d1; ++i2) {
        const float t0 = (p1[i0 * d1 + i2]);
        const int tb1 = i2 * d0;
        const float8 t1 = (float8)((p2[tb1 + j]), (1 < (d0 - j) ? (p2[tb1 + j + 1]) : 0), (2 < (d0 - j) ? (p2[tb1 + j + 2]) : 0), (3 < (d0 - j) ? (p2[tb1 + j + 3]) : 0), (4 < (d0 - j) ? (p2[tb1 + j + 4]) : 0), (5 < (d0 - j) ? (p2[tb1 + j + 5]) : 0), (6 < (d0 - j) ? (p2[tb1 + j + 6]) : 0), (7 < (d0 - j) ? (p2[tb1 + j + 7]) : 0));
        const float8 t2 = (float8)(t0) * t1;
        accumulator = accumulator + t2;
      }
      /* f0 is the accumulator */
      const float8 f1 = (float8)((p3[fb1 + j]), (1 < (d0 - j) ? (p3[fb1 + j + 1]) : 0), (2 < (d0 - j) ? (p3[fb1 + j + 2]) : 0), (3 < (d0 - j) ? (p3[fb1 + j + 3]) : 0), (4 < (d0 - j) ? (p3[fb1 + j + 4]) : 0), (5 < (d0 - j) ? (p3[fb1 + j + 5]) : 0), (6 < (d0 - j) ? (p3[fb1 + j + 6]) : 0), (7 < (d0 - j) ? (p3[fb1 + j + 7]) : 0));
      const float8 f2 = accumulator + f1;
      const float8 f3 = apus_tanh8(f2);
      { const float8 stored = f3; if (0 < (d0 - j)) (p0 + at)[0] = stored.s0; if (1 < (d0 - j)) (p0 + at)[1] = stored.s1; if (2 < (d0 - j)) (p0 + at)[2] = stored.s2; if (3 < (d0 - j)) (p0 + at)[3] = stored.s3; if (4 < (d0 - j)) (p0 + at)[4] = stored.s4; if (5 < (d0 - j)) (p0 + at)[5] = stored.s5; if (6 < (d0 - j)) (p0 + at)[6] = stored.s6; if (7 < (d0 - j)) (p0 + at)[7] = stored.s7; }
    }
  }
}
static void part_b394dfb5ad994594(
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
    float4 lanes0 = (float4)(0.0f);
    float4 lanes1 = (float4)(0.0f);
    float4 lanes2 = (float4)(0.0f);
    float4 lanes3 = (float4)(0.0f);
    float rest = 0.0f;
    const int tb0 = i0 * d0;
    const int tb1 = 0;
    int j = 0;
    while (j + 16 <= d0) {
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const float4 t2 = t0 * t1;
        lanes0 = lanes0 + t2;
        j += 4;
      }
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const float4 t2 = t0 * t1;
        lanes1 = lanes1 + t2;
        j += 4;
      }
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const float4 t2 = t0 * t1;
        lanes2 = lanes2 + t2;
        j += 4;
      }
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const float4 t2 = t0 * t1;
        lanes3 = lanes3 + t2;
        j += 4;
      }
    }
    for (; j + 4 <= d0; j += 4) {
      const float4 t0 = vload4(0, p0 + tb0 + j);
      const float4 t1 = vload4(0, p1 + tb1 + j);
      const float4 t2 = t0 * t1;
      lanes0 = lanes0 + t2;
    }
    for (; j < d0; ++j) {
      const float t0 = (p0[tb0 + j]);
      const float t1 = (p1[tb1 + j]);
      const float t2 = t0 * t1;
      rest = rest + t2;
    }
    lanes0 = lanes0 + lanes1;
    lanes0 = lanes0 + lanes2;
    lanes0 = lanes0 + lanes3;
    float accumulator = lanes0.s0;
    accumulator = accumulator + lanes0.s1;
    accumulator = accumulator + lanes0.s2;
    accumulator = accumulator + lanes0.s3;
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
static void part_e8b8d5a6250638ae(
    global const float *v0, const ulong o0, global float *v1, const ulong o1, const int d0, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global const float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    const int at = unit;
    float4 lanes0 = (float4)(0.0f);
    float4 lanes1 = (float4)(0.0f);
    float4 lanes2 = (float4)(0.0f);
    float4 lanes3 = (float4)(0.0f);
    float rest = 0.0f;
    const int tb0 = 0;
    int j = 0;
    while (j + 16 <= d0) {
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = t0 * t0;
        lanes0 = lanes0 + t1;
        j += 4;
      }
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = t0 * t0;
        lanes1 = lanes1 + t1;
        j += 4;
      }
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = t0 * t0;
        lanes2 = lanes2 + t1;
        j += 4;
      }
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = t0 * t0;
        lanes3 = lanes3 + t1;
        j += 4;
      }
    }
    for (; j + 4 <= d0; j += 4) {
      const float4 t0 = vload4(0, p0 + tb0 + j);
      const float4 t1 = t0 * t0;
      lanes0 = lanes0 + t1;
    }
    for (; j < d0; ++j) {
      const float t0 = (p0[tb0 + j]);
      const float t1 = t0 * t0;
      rest = rest + t1;
    }
    lanes0 = lanes0 + lanes1;
    lanes0 = lanes0 + lanes2;
    lanes0 = lanes0 + lanes3;
    float accumulator = lanes0.s0;
    accumulator = accumulator + lanes0.s1;
    accumulator = accumulator + lanes0.s2;
    accumulator = accumulator + lanes0.s3;
    accumulator = accumulator + rest;
    const long f1 = (long)(d0);
    const float f2 = convert_float(f1);
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    *(p1 + at) = f3;
  }
}
static void part_43cf283232e28fab(
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
        const float8 t0 = vload8(0, p0 + tb0 + j);
        lanes0 = lanes0 + t0;
        j += 8;
      }
       {
        const float8 t0 = vload8(0, p0 + tb0 + j);
        lanes1 = lanes1 + t0;
        j += 8;
      }
       {
        const float8 t0 = vload8(0, p0 + tb0 + j);
        lanes2 = lanes2 + t0;
        j += 8;
      }
       {
        const float8 t0 = vload8(0, p0 + tb0 + j);
        lanes3 = lanes3 + t0;
        j += 8;
      }
    }
    for (; j + 8 <= d0; j += 8) {
      const float8 t0 = vload8(0, p0 + tb0 + j);
      lanes0 = lanes0 + t0;
    }
    for (; j < d0; ++j) {
      const float t0 = (p0[tb0 + j]);
      rest = rest + t0;
    }
    lanes0 = lanes0 + lanes1;
    lanes0 = lanes0 + lanes2;
    lanes0 = lanes0 + lanes3;
    float accumulator = lanes0.s0;
    accumulator = accumulator + lanes0.s1;
    accumulator = accumulator + lanes0.s2;
    accumulator = accumulator + lanes0.s3;
    accumulator = accumulator + lanes0.s4;
    accumulator = accumulator + lanes0.s5;
    accumulator = accumulator + lanes0.s6;
    accumulator = accumulator + lanes0.s7;
    accumulator = accumulator + rest;
    /* f0 is the accumulator */
    *(p1 + at) = accumulator;
  }
}
static void part_fca24a2137d7332d(
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
static void part_e635a97dc1142919(
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
    const int j = (unit - row * blocks) * 8;
    const int at = row * d0 + j;
    if (j + 8 <= d0) {
      float8 accumulator = (float8)(0.0f);
      for (int i1 = 0; i1 < d1; ++i1) {
        const float t1 = (p1[i1]);
        const int tb0 = i1 * d0;
        const float8 t0 = vload8(0, p2 + tb0 + j);
        const float8 t2 = t0 * (float8)(t1);
        accumulator = accumulator + t2;
      }
      /* f0 is the accumulator */
      vstore8(accumulator, 0, p0 + at);
    }
    else {
      float8 accumulator = (float8)(0.0f);
      for (int i1 = 0; i1 < d1; ++i1) {
        const float t1 = (p1[i1]);
        const int tb0 = i1 * d0;
        const float8 t0 = (float8)((p2[tb0 + j]), (1 < (d0 - j) ? (p2[tb0 + j + 1]) : 0), (2 < (d0 - j) ? (p2[tb0 + j + 2]) : 0), (3 < (d0 - j) ? (p2[tb0 + j + 3]) : 0), (4 < (d0 - j) ? (p2[tb0 + j + 4]) : 0), (5 < (d0 - j) ? (p2[tb0 + j + 5]) : 0), (6 < (d0 - j) ? (p2[tb0 + j + 6]) : 0), (7 < (d0 - j) ? (p2[tb0 + j + 7]) : 0));
        const float8 t2 = t0 * (float8)(t1);
        accumulator = accumulator + t2;
      }
      /* f0 is the accumulator */
      { const float8 stored = accumulator; if (0 < (d0 - j)) (p0 + at)[0] = stored.s0; if (1 < (d0 - j)) (p0 + at)[1] = stored.s1; if (2 < (d0 - j)) (p0 + at)[2] = stored.s2; if (3 < (d0 - j)) (p0 + at)[3] = stored.s3; if (4 < (d0 - j)) (p0 + at)[4] = stored.s4; if (5 < (d0 - j)) (p0 + at)[5] = stored.s5; if (6 < (d0 - j)) (p0 + at)[6] = stored.s6; if (7 < (d0 - j)) (p0 + at)[7] = stored.s7; }
    }
  }
}
static void part_15c69c0d028a0e69(
    global float *v0, const ulong o0, global const float *v1, const ulong o1, const int d0, const int d1, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  const int blocks = (d0 + 7) / 8;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    int row = unit / blocks;
    const int j = (unit - row * blocks) * 8;
    const int at = row * d0 + j;
    if (j + 8 <= d0) {
      float8 accumulator = (float8)(0.0f);
      for (int i1 = 0; i1 < d1; ++i1) {
        const int tb0 = i1 * d0;
        const float8 t0 = vload8(0, p1 + tb0 + j);
        accumulator = accumulator + t0;
      }
      /* f0 is the accumulator */
      vstore8(accumulator, 0, p0 + at);
    }
    else {
      float8 accumulator = (float8)(0.0f);
      for (int i1 = 0; i1 < d1; ++i1) {
        const int tb0 = i1 * d0;
        const float8 t0 = (float8)((p1[tb0 + j]), (1 < (d0 - j) ? (p1[tb0 + j + 1]) : 0), (2 < (d0 - j) ? (p1[tb0 + j + 2]) : 0), (3 < (d0 - j) ? (p1[tb0 + j + 3]) : 0), (4 < (d0 - j) ? (p1[tb0 + j + 4]) : 0), (5 < (d0 - j) ? (p1[tb0 + j + 5]) : 0), (6 < (d0 - j) ? (p1[tb0 + j + 6]) : 0), (7 < (d0 - j) ? (p1[tb0 + j + 7]) : 0));
        accumulator = accumulator + t0;
      }
      /* f0 is the accumulator */
      { const float8 stored = accumulator; if (0 < (d0 - j)) (p0 + at)[0] = stored.s0; if (1 < (d0 - j)) (p0 + at)[1] = stored.s1; if (2 < (d0 - j)) (p0 + at)[2] = stored.s2; if (3 < (d0 - j)) (p0 + at)[3] = stored.s3; if (4 < (d0 - j)) (p0 + at)[4] = stored.s4; if (5 < (d0 - j)) (p0 + at)[5] = stored.s5; if (6 < (d0 - j)) (p0 + at)[6] = stored.s6; if (7 < (d0 - j)) (p0 + at)[7] = stored.s7; }
    }
  }
}
static void part_67cf8ab510e61d3c(
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
    const int j = (unit - row * blocks) * 8;
    const int at = row * d0 + j;
    const int i0 = row;
    if (j + 8 <= d0) {
      float8 accumulator = (float8)(0.0f);
      for (int i2 = 0; i2 < d2; ++i2) {
        const float t0 = (p1[i0 + i2 * d1]);
        const int tb1 = i2 * d0;
        const float8 t1 = vload8(0, p2 + tb1 + j);
        const float8 t2 = (float8)(t0) * t1;
        accumulator = accumulator + t2;
      }
      /* f0 is the accumulator */
      vstore8(accumulator, 0, p0 + at);
    }
    else {
      float8 accumulator = (float8)(0.0f);
      for (int i2 = 0; i2 < d2; ++i2) {
        const float t0 = (p1[i0 + i2 * d1]);
        const int tb1 = i2 * d0;
        const float8 t1 = (float8)((p2[tb1 + j]), (1 < (d0 - j) ? (p2[tb1 + j + 1]) : 0), (2 < (d0 - j) ? (p2[tb1 + j + 2]) : 0), (3 < (d0 - j) ? (p2[tb1 + j + 3]) : 0), (4 < (d0 - j) ? (p2[tb1 + j + 4]) : 0), (5 < (d0 - j) ? (p2[tb1 + j + 5]) : 0), (6 < (d0 - j) ? (p2[tb1 + j + 6]) : 0), (7 < (d0 - j) ? (p2[tb1 + j + 7]) : 0));
        const float8 t2 = (float8)(t0) * t1;
        accumulator = accumulator + t2;
      }
      /* f0 is the accumulator */
      { const float8 stored = accumulator; if (0 < (d0 - j)) (p0 + at)[0] = stored.s0; if (1 < (d0 - j)) (p0 + at)[1] = stored.s1; if (2 < (d0 - j)) (p0 + at)[2] = stored.s2; if (3 < (d0 - j)) (p0 + at)[3] = stored.s3; if (4 < (d0 - j)) (p0 + at)[4] = stored.s4; if (5 < (d0 - j)) (p0 + at)[5] = stored.s5; if (6 < (d0 - j)) (p0 + at)[6] = stored.s6; if (7 < (d0 - j)) (p0 + at)[7] = stored.s7; }
    }
  }
}
static void part_3d40bf5b9526d248(
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
  for (; j + 8 <= end; j += 8) {
    const float8 t0 = vload8(0, p2 + tb0 + j);
    const float8 t2 = vload8(0, p3 + tb2 + j);
    const float8 t3 = (float8)(t1) * t2;
    const float8 t4 = t0 - t3;
    vstore8(t4, 0, p0 + j);
  }
  for (; j < end; ++j) {
    const float t0 = (p2[tb0 + j]);
    const float t2 = (p3[tb2 + j]);
    const float t3 = t1 * t2;
    const float t4 = t0 - t3;
    *(p0 + j) = t4;
  }
}
static void part_23ab83c094df9fa4(
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
  for (; j + 8 <= end; j += 8) {
    vstore8((float8)(t4), 0, p0 + j);
  }
  for (; j < end; ++j) {
    *(p0 + j) = t4;
  }
}
static void part_5920b822e4764b9c(
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
    float4 lanes0 = (float4)(0.0f);
    float4 lanes1 = (float4)(0.0f);
    float4 lanes2 = (float4)(0.0f);
    float4 lanes3 = (float4)(0.0f);
    float rest = 0.0f;
    const int tb0 = 0;
    const int tb1 = 0;
    const int tb2 = 0;
    const int tb3 = 0;
    int j = 0;
    while (j + 16 <= d0) {
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const int4 t2 = vload4(0, p2 + tb2 + j);
        const float4 t3 = (float4)((apus_check(t2.s0, d1, 1, fault) ? p3[tb3 + j * d1 + t2.s0 * 1] : 0), (apus_check(t2.s1, d1, 1, fault) ? p3[tb3 + j * d1 + 1 * d1 + t2.s1 * 1] : 0), (apus_check(t2.s2, d1, 1, fault) ? p3[tb3 + j * d1 + 2 * d1 + t2.s2 * 1] : 0), (apus_check(t2.s3, d1, 1, fault) ? p3[tb3 + j * d1 + 3 * d1 + t2.s3 * 1] : 0));
        const float4 t4 = t3 - t0;
        const float4 t5 = apus_log4(t1);
        const float4 t6 = t5 - t4;
        lanes0 = lanes0 + t6;
        j += 4;
      }
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const int4 t2 = vload4(0, p2 + tb2 + j);
        const float4 t3 = (float4)((apus_check(t2.s0, d1, 1, fault) ? p3[tb3 + j * d1 + t2.s0 * 1] : 0), (apus_check(t2.s1, d1, 1, fault) ? p3[tb3 + j * d1 + 1 * d1 + t2.s1 * 1] : 0), (apus_check(t2.s2, d1, 1, fault) ? p3[tb3 + j * d1 + 2 * d1 + t2.s2 * 1] : 0), (apus_check(t2.s3, d1, 1, fault) ? p3[tb3 + j * d1 + 3 * d1 + t2.s3 * 1] : 0));
        const float4 t4 = t3 - t0;
        const float4 t5 = apus_log4(t1);
        const float4 t6 = t5 - t4;
        lanes1 = lanes1 + t6;
        j += 4;
      }
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const int4 t2 = vload4(0, p2 + tb2 + j);
        const float4 t3 = (float4)((apus_check(t2.s0, d1, 1, fault) ? p3[tb3 + j * d1 + t2.s0 * 1] : 0), (apus_check(t2.s1, d1, 1, fault) ? p3[tb3 + j * d1 + 1 * d1 + t2.s1 * 1] : 0), (apus_check(t2.s2, d1, 1, fault) ? p3[tb3 + j * d1 + 2 * d1 + t2.s2 * 1] : 0), (apus_check(t2.s3, d1, 1, fault) ? p3[tb3 + j * d1 + 3 * d1 + t2.s3 * 1] : 0));
        const float4 t4 = t3 - t0;
        const float4 t5 = apus_log4(t1);
        const float4 t6 = t5 - t4;
        lanes2 = lanes2 + t6;
        j += 4;
      }
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const int4 t2 = vload4(0, p2 + tb2 + j);
        const float4 t3 = (float4)((apus_check(t2.s0, d1, 1, fault) ? p3[tb3 + j * d1 + t2.s0 * 1] : 0), (apus_check(t2.s1, d1, 1, fault) ? p3[tb3 + j * d1 + 1 * d1 + t2.s1 * 1] : 0), (apus_check(t2.s2, d1, 1, fault) ? p3[tb3 + j * d1 + 2 * d1 + t2.s2 * 1] : 0), (apus_check(t2.s3, d1, 1, fault) ? p3[tb3 + j * d1 + 3 * d1 + t2.s3 * 1] : 0));
        const float4 t4 = t3 - t0;
        const float4 t5 = apus_log4(t1);
        const float4 t6 = t5 - t4;
        lanes3 = lanes3 + t6;
        j += 4;
      }
    }
    for (; j + 4 <= d0; j += 4) {
      const float4 t0 = vload4(0, p0 + tb0 + j);
      const float4 t1 = vload4(0, p1 + tb1 + j);
      const int4 t2 = vload4(0, p2 + tb2 + j);
      const float4 t3 = (float4)((apus_check(t2.s0, d1, 1, fault) ? p3[tb3 + j * d1 + t2.s0 * 1] : 0), (apus_check(t2.s1, d1, 1, fault) ? p3[tb3 + j * d1 + 1 * d1 + t2.s1 * 1] : 0), (apus_check(t2.s2, d1, 1, fault) ? p3[tb3 + j * d1 + 2 * d1 + t2.s2 * 1] : 0), (apus_check(t2.s3, d1, 1, fault) ? p3[tb3 + j * d1 + 3 * d1 + t2.s3 * 1] : 0));
      const float4 t4 = t3 - t0;
      const float4 t5 = apus_log4(t1);
      const float4 t6 = t5 - t4;
      lanes0 = lanes0 + t6;
    }
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
    lanes0 = lanes0 + lanes1;
    lanes0 = lanes0 + lanes2;
    lanes0 = lanes0 + lanes3;
    float accumulator = lanes0.s0;
    accumulator = accumulator + lanes0.s1;
    accumulator = accumulator + lanes0.s2;
    accumulator = accumulator + lanes0.s3;
    accumulator = accumulator + rest;
    const long f1 = (long)(d0);
    const float f2 = convert_float(f1);
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    *(p4 + at) = f3;
  }
}
static void part_51028e66ef0423b6(
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
  const float t26 = 1e-08f;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  const int tb1 = 0;
  const int tb5 = 0;
  const int tb9 = 0;
  const int tb15 = 0;
  int j = begin;
  for (; j + 8 <= end; j += 8) {
    const float8 t1 = vload8(0, p8 + tb1 + j);
    const float8 t2 = (float8)(t0) * t1;
    const float8 t5 = vload8(0, p9 + tb5 + j);
    const float8 t6 = (float8)(t4) * t5;
    const float8 t7 = t2 + t6;
    const float8 t9 = vload8(0, p10 + tb9 + j);
    const float8 t10 = (float8)(t8) * t9;
    const float8 t12 = t5 * t5;
    const float8 t13 = (float8)(t11) * t12;
    const float8 t14 = t10 + t13;
    const float8 t15 = vload8(0, p11 + tb15 + j);
    const float8 t24 = t14 / (float8)(t23);
    const float8 t25 = sqrt(t24);
    const float8 t27 = t25 + (float8)(t26);
    const float8 t28 = t7 / t27;
    const float8 t29 = (float8)(t20) * t28;
    const float8 t30 = t15 - t29;
    vstore8(t7, 0, p0 + j);
    vstore8(t14, 0, p1 + j);
    vstore8(t30, 0, p2 + j);
  }
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
    const float t24 = t14 / t23;
    const float t25 = sqrt(t24);
    const float t27 = t25 + t26;
    const float t28 = t7 / t27;
    const float t29 = t20 * t28;
    const float t30 = t15 - t29;
    *(p0 + j) = t7;
    *(p1 + j) = t14;
    *(p2 + j) = t30;
  }
}
static void part_5d0a730562ce6966(
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
  for (; j + 8 <= end; j += 8) {
    vstore8((float8)(t5), 0, p0 + j);
  }
  for (; j < end; ++j) {
    *(p0 + j) = t5;
  }
}
static void part_a932876e12b1b1aa(
    global float *v0, const ulong o0, global const float *v1, const ulong o1, const int d0, const int d1, const int d2, const int d3, const int d4, const int total, const int chunk, const int id0, const int id1, const int id2)
{
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int at = begin; at < end;) {
    int row = at / d1;
    const int j0 = at - row * d1;
    const int j1 = min(d1, j0 + end - at);
    const int rowStart = at - j0;
    const int i2 = row % d3;
    row /= d3;
    const int i1 = row % d4;
    row /= d4;
    const int i0 = row;
    const int tb0 = i0 * d0 + i1 * d1 + i2 * d2;
    int j = j0;
    for (; j + 8 <= j1; j += 8) {
      const float8 t0 = vload8(0, p1 + tb0 + j);
      vstore8(t0, 0, p0 + rowStart + j);
    }
    for (; j < j1; ++j) {
      const float t0 = (p1[tb0 + j]);
      *(p0 + rowStart + j) = t0;
    }
    at += j1 - j0;
  }
}
static void part_c808cea490ee610a(
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
  const float t30 = 1e-08f;
  const int begin = (int)id0 * chunk;
  const int end = begin + min(chunk, total - begin);
  const int tb1 = 0;
  const int tb5 = 0;
  const int tb9 = 0;
  const int tb15 = 0;
  int j = begin;
  for (; j + 8 <= end; j += 8) {
    const float8 t1 = vload8(0, p9 + tb1 + j);
    const float8 t2 = (float8)(t0) * t1;
    const float8 t5 = vload8(0, p10 + tb5 + j);
    const float8 t6 = (float8)(t4) * t5;
    const float8 t7 = t2 + t6;
    const float8 t9 = vload8(0, p11 + tb9 + j);
    const float8 t10 = (float8)(t8) * t9;
    const float8 t12 = t5 * t5;
    const float8 t13 = (float8)(t11) * t12;
    const float8 t14 = t10 + t13;
    const float8 t15 = vload8(0, p12 + tb15 + j);
    const float8 t20 = t15 * (float8)(t19);
    const float8 t28 = t14 / (float8)(t27);
    const float8 t29 = sqrt(t28);
    const float8 t31 = t29 + (float8)(t30);
    const float8 t32 = t7 / t31;
    const float8 t33 = (float8)(t24) * t32;
    const float8 t34 = t20 - t33;
    vstore8(t7, 0, p0 + j);
    vstore8(t14, 0, p1 + j);
    vstore8(t34, 0, p2 + j);
  }
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
    const float t28 = t14 / t27;
    const float t29 = sqrt(t28);
    const float t31 = t29 + t30;
    const float t32 = t7 / t31;
    const float t33 = t24 * t32;
    const float t34 = t20 - t33;
    *(p0 + j) = t7;
    *(p1 + j) = t14;
    *(p2 + j) = t34;
  }
}
// inTurn: 10 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void inTurn_573dce8e0c107091(
    global const long *table, const int count,
    global uchar *b0, global uchar *b1, global uchar *b2, global uchar *b3, global uchar *b4, global uchar *b5)
{
  global uchar *base[] = {b0, b1, b2, b3, b4, b5};
  for (int part = 0; part < count; ++part) {
    global const long *t = table + part * 23;
    for (int id2 = 0; id2 < (int)t[4]; ++id2) {
      for (int id1 = 0; id1 < (int)t[3]; ++id1) {
        for (int id0 = 0; id0 < (int)t[2]; ++id0) {
          switch ((int)t[1]) {
            case 0: part_65a84e46ee5dd843((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (int)t[13], (int)t[14], (int)t[15], (int)t[16], id0, id1, id2); break;
            case 1: part_b394dfb5ad994594((global const float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (global float *)base[(int)t[13]], (ulong)t[14], (global float *)base[(int)t[15]], (ulong)t[16], (global float *)base[(int)t[17]], (ulong)t[18], (int)t[19], (int)t[20], (int)t[21], (int)t[22], id0, id1, id2); break;
            case 2: part_e8b8d5a6250638ae((global const float *)base[(int)t[5]], (ulong)t[6], (global float *)base[(int)t[7]], (ulong)t[8], (int)t[9], (int)t[10], (int)t[11], id0, id1, id2); break;
            case 3: part_43cf283232e28fab((global const float *)base[(int)t[5]], (ulong)t[6], (global float *)base[(int)t[7]], (ulong)t[8], (int)t[9], (int)t[10], (int)t[11], id0, id1, id2); break;
            case 4: part_fca24a2137d7332d((global const float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (global float *)base[(int)t[11]], (ulong)t[12], (int)t[13], (int)t[14], (int)t[15], id0, id1, id2); break;
            case 5: part_e635a97dc1142919((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (int)t[11], (int)t[12], (int)t[13], (int)t[14], id0, id1, id2); break;
            case 6: part_15c69c0d028a0e69((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (int)t[9], (int)t[10], (int)t[11], (int)t[12], id0, id1, id2); break;
            case 7: part_67cf8ab510e61d3c((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (int)t[11], (int)t[12], (int)t[13], (int)t[14], (int)t[15], id0, id1, id2); break;
            case 8: part_3d40bf5b9526d248((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (volatile global int *)base[(int)t[13]], (int)t[14], (int)t[15], id0, id1, id2); break;
            case 9: part_23ab83c094df9fa4((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (volatile global int *)base[(int)t[13]], (int)t[14], (int)t[15], id0, id1, id2); break;
          }
        }
      }
    }
  }
}
// gemm_34aa27d820eb4167: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_34aa27d820eb4167(
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
      global const float *r = aBase + (long)rowBase * aM + (long)kBegin * 1;
      global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * bK;
      global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * bK;
      global const float *l2 = bBase + (long)min(lane0 + 16, laneExtent - 8) * 1 + (long)kBegin * bK;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); const float8 y2 = vload8(0, l2 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        { const float8 y0 = vload8(0, l0 + 1 * bK); const float8 y1 = vload8(0, l1 + 1 * bK); const float8 y2 = vload8(0, l2 + 1 * bK); float8 x;
        x = (float8)(r[0 * aM + 1 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * aM + 1 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * aM + 1 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * aM + 1 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        { const float8 y0 = vload8(0, l0 + 2 * bK); const float8 y1 = vload8(0, l1 + 2 * bK); const float8 y2 = vload8(0, l2 + 2 * bK); float8 x;
        x = (float8)(r[0 * aM + 2 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * aM + 2 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * aM + 2 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * aM + 2 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        { const float8 y0 = vload8(0, l0 + 3 * bK); const float8 y1 = vload8(0, l1 + 3 * bK); const float8 y2 = vload8(0, l2 + 3 * bK); float8 x;
        x = (float8)(r[0 * aM + 3 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * aM + 3 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * aM + 3 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * aM + 3 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        r += 4 * 1; l0 += 4 * bK; l1 += 4 * bK; l2 += 4 * bK;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); const float8 y2 = vload8(0, l2 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        r += 1 * 1; l0 += 1 * bK; l1 += 1 * bK; l2 += 1 * bK;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
      acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
      acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
      acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 3; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = vload8(0, p0 + tb1 + column); const float8 t2 = value + t1; const float8 t3 = select(t2, (float8)(0.0f), (t2 < (float8)(0.0f))); const int at = row * d1 + column; vstore8(t3, 0, p1 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
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
// gemm_1ccdd2c17dc4621c: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 6 x 16 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_1ccdd2c17dc4621c(
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
      global const float *r = aBase + (long)rowBase * aM + (long)kBegin * 1;
      global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * bK;
      global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * bK;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
      float8 c4_0 = 0.0f; float8 c4_1 = 0.0f;
      float8 c5_0 = 0.0f; float8 c5_1 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 1 * bK); const float8 y1 = vload8(0, l1 + 1 * bK); float8 x;
        x = (float8)(r[0 * aM + 1 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 1 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 1 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 1 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 1 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 1 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 2 * bK); const float8 y1 = vload8(0, l1 + 2 * bK); float8 x;
        x = (float8)(r[0 * aM + 2 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 2 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 2 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 2 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 2 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 2 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 3 * bK); const float8 y1 = vload8(0, l1 + 3 * bK); float8 x;
        x = (float8)(r[0 * aM + 3 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 3 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 3 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 3 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 3 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 3 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 4 * 1; l0 += 4 * bK; l1 += 4 * bK;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 1 * 1; l0 += 1 * bK; l1 += 1 * bK;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
      acc.vectors[2] = c1_0; acc.vectors[3] = c1_1;
      acc.vectors[4] = c2_0; acc.vectors[5] = c2_1;
      acc.vectors[6] = c3_0; acc.vectors[7] = c3_1;
      acc.vectors[8] = c4_0; acc.vectors[9] = c4_1;
      acc.vectors[10] = c5_0; acc.vectors[11] = c5_1;
      for (int i = row0 - rowBase; i < 6 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 2; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 2 + j];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = vload8(0, p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; vstore8(t2, 0, p1 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
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
// rows: 4 stages for each row, over 1 loops of rows.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void rows_b9688c6c7c84f0da(
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    global float *v2, const ulong o2,
    global float *v3, const ulong o3,
    global const int *v4, const ulong o4,
    global float *w0, const ulong q0,
    const int d0,
    const int d1,
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
    const int i0 = row;
    // 1 of 4
    float r0;
     {
      float4 lanes0 = (float4)((-INFINITY));
      float4 lanes1 = (float4)((-INFINITY));
      float4 lanes2 = (float4)((-INFINITY));
      float4 lanes3 = (float4)((-INFINITY));
      float rest = (-INFINITY);
      const int tb0 = i0 * d0;
      int j = 0;
      while (j + 16 <= d0) {
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes0 = select(lanes0, t0, ((lanes0 < t0) | (t0 != t0)));
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes1 = select(lanes1, t0, ((lanes1 < t0) | (t0 != t0)));
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes2 = select(lanes2, t0, ((lanes2 < t0) | (t0 != t0)));
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes3 = select(lanes3, t0, ((lanes3 < t0) | (t0 != t0)));
          j += 4;
        }
      }
      for (; j + 4 <= d0; j += 4) {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        lanes0 = select(lanes0, t0, ((lanes0 < t0) | (t0 != t0)));
      }
      for (; j < d0; ++j) {
        const float t0 = (p0[tb0 + j]);
        rest = ((-(int)(rest < t0) | -(int)(t0 != t0))) ? t0 : rest;
      }
      lanes0 = select(lanes0, lanes1, ((lanes0 < lanes1) | (lanes1 != lanes1)));
      lanes0 = select(lanes0, lanes2, ((lanes0 < lanes2) | (lanes2 != lanes2)));
      lanes0 = select(lanes0, lanes3, ((lanes0 < lanes3) | (lanes3 != lanes3)));
      float accumulator = lanes0.s0;
      accumulator = ((-(int)(accumulator < lanes0.s1) | -(int)(lanes0.s1 != lanes0.s1))) ? lanes0.s1 : accumulator;
      accumulator = ((-(int)(accumulator < lanes0.s2) | -(int)(lanes0.s2 != lanes0.s2))) ? lanes0.s2 : accumulator;
      accumulator = ((-(int)(accumulator < lanes0.s3) | -(int)(lanes0.s3 != lanes0.s3))) ? lanes0.s3 : accumulator;
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
      for (; j + 4 <= d0; j += 4) {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t2 = t0 - (float4)(t1);
        const float4 t3 = apus_exp4(t2);
        vstore4(t3, 0, s0 + j);
      }
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
      float4 lanes0 = (float4)(0.0f);
      float4 lanes1 = (float4)(0.0f);
      float4 lanes2 = (float4)(0.0f);
      float4 lanes3 = (float4)(0.0f);
      float rest = 0.0f;
      const int tb0 = 0;
      int j = 0;
      while (j + 16 <= d0) {
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          lanes0 = lanes0 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          lanes1 = lanes1 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          lanes2 = lanes2 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          lanes3 = lanes3 + t0;
          j += 4;
        }
      }
      for (; j + 4 <= d0; j += 4) {
        const float4 t0 = vload4(0, s0 + tb0 + j);
        lanes0 = lanes0 + t0;
      }
      for (; j < d0; ++j) {
        const float t0 = (s0[tb0 + j]);
        rest = rest + t0;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      float accumulator = lanes0.s0;
      accumulator = accumulator + lanes0.s1;
      accumulator = accumulator + lanes0.s2;
      accumulator = accumulator + lanes0.s3;
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
      const float t11 = 0.0f;
      const float t5 = r1;
      const int t7 = (p4[i0]);
      const int t8 = (apus_check(t7, d0, 2, fault) ? t7 : -1);
      const int tb4 = 0;
      int j = 0;
      for (; j + 4 <= d0; j += 4) {
        const float4 t4 = vload4(0, s0 + tb4 + j);
        const float4 t6 = t4 / (float4)(t5);
        const int4 t9 = (int4)((int)(j)) + (int4)(0, 1, 2, 3) * (int4)(1);
        const int4 t10 = ((int4)(t8) == t9);
        const float4 t12 = select((float4)(t11), (float4)(t0), t10);
        const float4 t13 = t6 - t12;
        const float4 t14 = (float4)(t3) * t13;
        vstore4(t14, 0, p3 + unit * d0 + j);
      }
      for (; j < d0; ++j) {
        const float t4 = (s0[tb4 + j]);
        const float t6 = t4 / t5;
        const int t9 = (int)(j);
        const int t10 = -(int)(t8 == t9);
        const float t12 = (t10) ? t0 : t11;
        const float t13 = t6 - t12;
        const float t14 = t3 * t13;
        *(p3 + unit * d0 + j) = t14;
      }
    }
  }
}
// together: 2 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void together_e62d22d92ea14b29(
    global const long *table, const int count,
    global uchar *b0, global uchar *b1, global uchar *b2)
{
  global uchar *base[] = {b0, b1, b2};
  const int item = (int)get_global_id(0);
  int part = 0;
  while (part + 1 < count && item >= (int)table[(part + 1) * 20]) ++part;
  global const long *t = table + part * 20;
  const int own = item - (int)t[0], n0 = (int)t[2], n1 = (int)t[3];
  const int id0 = own % n0, id1 = own / n0 % n1, id2 = own / n0 / n1;
  switch ((int)t[1]) {
    case 0: part_5920b822e4764b9c((global const float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const int *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (global float *)base[(int)t[13]], (ulong)t[14], (int)t[15], (int)t[16], (volatile global int *)base[(int)t[17]], (int)t[18], (int)t[19], id0, id1, id2); break;
    case 1: part_15c69c0d028a0e69((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (int)t[9], (int)t[10], (int)t[11], (int)t[12], id0, id1, id2); break;
  }
}
// packB_380f6d9726d5b242: packs B into panels [batch][panel][k][24], zero-padded.
// One work-item = 4 panels x 64 of k; contiguous k is transposed in 8 x 8 blocks.
// Tunables: lanes, panels and k per work-item.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void packB_380f6d9726d5b242(
    global const float *b,
    const ulong bOffset,
    global float *packedB,
    const ulong packedBOffset,
    const int N,
    const int K,
    const int bN) {
  typedef float8 V8 __attribute__((aligned(4)));
  typedef float4 V4 __attribute__((aligned(4)));
  typedef float2 V2 __attribute__((aligned(4)));
  const int batch = get_global_id(2), extent = N;
  const int panels = (extent + 23) / 24;
  const int kBegin = get_global_id(1) * 64;
  const int kEnd = min(kBegin + 64, K);
  global const float *base = b + bOffset;
  const int panelBegin = get_global_id(0) * 4;
  const int panelEnd = min(panelBegin + 4, panels);
  for (int panel = panelBegin; panel < panelEnd; ++panel) {
    const int first = panel * 24, count = min(extent - first, 24);
    global const float *from = base + (long)first * bN;
    global float *restrict to = packedB + packedBOffset
        + ((ulong)batch * panels + panel) * K * 24;
    int k = kBegin;
    for (; k + 8 <= kEnd; k += 8) {
      {
        const float8 x0_0 = vload8(0, from + (long)min(0, count - 1) * bN + k);
        const float8 x0_1 = vload8(0, from + (long)min(1, count - 1) * bN + k);
        const float8 x0_2 = vload8(0, from + (long)min(2, count - 1) * bN + k);
        const float8 x0_3 = vload8(0, from + (long)min(3, count - 1) * bN + k);
        const float8 x0_4 = vload8(0, from + (long)min(4, count - 1) * bN + k);
        const float8 x0_5 = vload8(0, from + (long)min(5, count - 1) * bN + k);
        const float8 x0_6 = vload8(0, from + (long)min(6, count - 1) * bN + k);
        const float8 x0_7 = vload8(0, from + (long)min(7, count - 1) * bN + k);
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
        { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (k + 0) * 24 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (k + 1) * 24 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (k + 2) * 24 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (k + 3) * 24 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (k + 4) * 24 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (k + 5) * 24 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (k + 6) * 24 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (k + 7) * 24 + 0) = v; }
      }
      {
        const float8 x0_0 = vload8(0, from + (long)min(8, count - 1) * bN + k);
        const float8 x0_1 = vload8(0, from + (long)min(9, count - 1) * bN + k);
        const float8 x0_2 = vload8(0, from + (long)min(10, count - 1) * bN + k);
        const float8 x0_3 = vload8(0, from + (long)min(11, count - 1) * bN + k);
        const float8 x0_4 = vload8(0, from + (long)min(12, count - 1) * bN + k);
        const float8 x0_5 = vload8(0, from + (long)min(13, count - 1) * bN + k);
        const float8 x0_6 = vload8(0, from + (long)min(14, count - 1) * bN + k);
        const float8 x0_7 = vload8(0, from + (long)min(15, count - 1) * bN + k);
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
        { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (k + 0) * 24 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (k + 1) * 24 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (k + 2) * 24 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (k + 3) * 24 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (k + 4) * 24 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (k + 5) * 24 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (k + 6) * 24 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (k + 7) * 24 + 8) = v; }
      }
      {
        const float8 x0_0 = vload8(0, from + (long)min(16, count - 1) * bN + k);
        const float8 x0_1 = vload8(0, from + (long)min(17, count - 1) * bN + k);
        const float8 x0_2 = vload8(0, from + (long)min(18, count - 1) * bN + k);
        const float8 x0_3 = vload8(0, from + (long)min(19, count - 1) * bN + k);
        const float8 x0_4 = vload8(0, from + (long)min(20, count - 1) * bN + k);
        const float8 x0_5 = vload8(0, from + (long)min(21, count - 1) * bN + k);
        const float8 x0_6 = vload8(0, from + (long)min(22, count - 1) * bN + k);
        const float8 x0_7 = vload8(0, from + (long)min(23, count - 1) * bN + k);
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
        { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (k + 0) * 24 + 16) = v; }
        { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (k + 1) * 24 + 16) = v; }
        { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (k + 2) * 24 + 16) = v; }
        { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (k + 3) * 24 + 16) = v; }
        { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (k + 4) * 24 + 16) = v; }
        { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (k + 5) * 24 + 16) = v; }
        { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (k + 6) * 24 + 16) = v; }
        { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (k + 7) * 24 + 16) = v; }
      }
    }
    for (; k < kEnd; ++k) {
      for (int lane = 0; lane < count; ++lane) to[k * 24 + lane] = from[(long)lane * bN + (long)k * 1];
      for (int lane = count; lane < 24; ++lane) to[k * 24 + lane] = 0.0f;
    }
  }
}
// gemm_589f410133efd809: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B packed.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_589f410133efd809(
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
      global const float *r = aBase + (long)rowBase * aM + (long)kBegin * 1;
      global const float *l0 = bBase + ((ulong)lanePanel * K + kBegin) * 24 + 0;
      global const float *l1 = bBase + ((ulong)lanePanel * K + kBegin) * 24 + 8;
      global const float *l2 = bBase + ((ulong)lanePanel * K + kBegin) * 24 + 16;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); const float8 y2 = vload8(0, l2 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        { const float8 y0 = vload8(0, l0 + 24); const float8 y1 = vload8(0, l1 + 24); const float8 y2 = vload8(0, l2 + 24); float8 x;
        x = (float8)(r[0 * aM + 1 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * aM + 1 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * aM + 1 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * aM + 1 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        { const float8 y0 = vload8(0, l0 + 48); const float8 y1 = vload8(0, l1 + 48); const float8 y2 = vload8(0, l2 + 48); float8 x;
        x = (float8)(r[0 * aM + 2 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * aM + 2 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * aM + 2 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * aM + 2 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        { const float8 y0 = vload8(0, l0 + 72); const float8 y1 = vload8(0, l1 + 72); const float8 y2 = vload8(0, l2 + 72); float8 x;
        x = (float8)(r[0 * aM + 3 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * aM + 3 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * aM + 3 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * aM + 3 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        r += 4 * 1; l0 += 96; l1 += 96; l2 += 96;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); const float8 y2 = vload8(0, l2 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        r += 1 * 1; l0 += 24; l1 += 24; l2 += 24;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
      acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
      acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
      acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 3; ++j) {
          const int own = lane0 + j * 8;
          const int base = own;
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.0f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = vload8(0, p0 + tb1 + column); const int8 t3 = (t1 <= (float8)(t2)); const float8 t4 = select(value, (float8)(t2), t3); const int at = row * d0 + column; vstore8(t4, 0, p1 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
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
// gemm_8027cd02b5907702: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 6 x 16 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_8027cd02b5907702(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
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
      global const float *r = aBase + (long)rowBase * 1 + (long)kBegin * aK;
      global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * bK;
      global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * bK;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
      float8 c4_0 = 0.0f; float8 c4_1 = 0.0f;
      float8 c5_0 = 0.0f; float8 c5_1 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * 1 + 0 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * 1 + 0 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * 1 + 0 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * 1 + 0 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * 1 + 0 * aK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * 1 + 0 * aK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 1 * bK); const float8 y1 = vload8(0, l1 + 1 * bK); float8 x;
        x = (float8)(r[0 * 1 + 1 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * 1 + 1 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * 1 + 1 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * 1 + 1 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * 1 + 1 * aK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * 1 + 1 * aK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 2 * bK); const float8 y1 = vload8(0, l1 + 2 * bK); float8 x;
        x = (float8)(r[0 * 1 + 2 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * 1 + 2 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * 1 + 2 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * 1 + 2 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * 1 + 2 * aK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * 1 + 2 * aK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 3 * bK); const float8 y1 = vload8(0, l1 + 3 * bK); float8 x;
        x = (float8)(r[0 * 1 + 3 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * 1 + 3 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * 1 + 3 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * 1 + 3 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * 1 + 3 * aK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * 1 + 3 * aK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 4 * aK; l0 += 4 * bK; l1 += 4 * bK;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * 1 + 0 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * 1 + 0 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * 1 + 0 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * 1 + 0 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * 1 + 0 * aK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * 1 + 0 * aK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 1 * aK; l0 += 1 * bK; l1 += 1 * bK;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
      acc.vectors[2] = c1_0; acc.vectors[3] = c1_1;
      acc.vectors[4] = c2_0; acc.vectors[5] = c2_1;
      acc.vectors[6] = c3_0; acc.vectors[7] = c3_1;
      acc.vectors[8] = c4_0; acc.vectors[9] = c4_1;
      acc.vectors[10] = c5_0; acc.vectors[11] = c5_1;
      for (int i = row0 - rowBase; i < 6 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 2; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 2 + j];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; vstore8(value, 0, p0 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
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
// sum: columns over 1 of 2 loops.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void sum_15c69c0d028a0e69(
    global float *v0, const ulong o0,
    global const float *v1, const ulong o1,
    const int d0,
    const int d1,
    const int total,
    const int chunk)
{
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  const int blocks = (d0 + 7) / 8;
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    int row = unit / blocks;
    const int j = (unit - row * blocks) * 8;
    const int at = row * d0 + j;
    if (j + 8 <= d0) {
      float8 accumulator = (float8)(0.0f);
      for (int i1 = 0; i1 < d1; ++i1) {
        const int tb0 = i1 * d0;
        const float8 t0 = vload8(0, p1 + tb0 + j);
        accumulator = accumulator + t0;
      }
      /* f0 is the accumulator */
      vstore8(accumulator, 0, p0 + at);
    }
    else {
      float8 accumulator = (float8)(0.0f);
      for (int i1 = 0; i1 < d1; ++i1) {
        const int tb0 = i1 * d0;
        const float8 t0 = (float8)((p1[tb0 + j]), (1 < (d0 - j) ? (p1[tb0 + j + 1]) : 0), (2 < (d0 - j) ? (p1[tb0 + j + 2]) : 0), (3 < (d0 - j) ? (p1[tb0 + j + 3]) : 0), (4 < (d0 - j) ? (p1[tb0 + j + 4]) : 0), (5 < (d0 - j) ? (p1[tb0 + j + 5]) : 0), (6 < (d0 - j) ? (p1[tb0 + j + 6]) : 0), (7 < (d0 - j) ? (p1[tb0 + j + 7]) : 0));
        accumulator = accumulator + t0;
      }
      /* f0 is the accumulator */
      { const float8 stored = accumulator; if (0 < (d0 - j)) (p0 + at)[0] = stored.s0; if (1 < (d0 - j)) (p0 + at)[1] = stored.s1; if (2 < (d0 - j)) (p0 + at)[2] = stored.s2; if (3 < (d0 - j)) (p0 + at)[3] = stored.s3; if (4 < (d0 - j)) (p0 + at)[4] = stored.s4; if (5 < (d0 - j)) (p0 + at)[5] = stored.s5; if (6 < (d0 - j)) (p0 + at)[6] = stored.s6; if (7 < (d0 - j)) (p0 + at)[7] = stored.s7; }
    }
  }
}
// together: 1 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void together_4f095fec980d233b(
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
    case 0: part_51028e66ef0423b6((global float *)base[(int)t[5]], (ulong)t[6], (global float *)base[(int)t[7]], (ulong)t[8], (global float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (global const float *)base[(int)t[13]], (ulong)t[14], (global const float *)base[(int)t[15]], (ulong)t[16], (global const float *)base[(int)t[17]], (ulong)t[18], (global const float *)base[(int)t[19]], (ulong)t[20], (global const float *)base[(int)t[21]], (ulong)t[22], (global const float *)base[(int)t[23]], (ulong)t[24], (global const float *)base[(int)t[25]], (ulong)t[26], (global const float *)base[(int)t[27]], (ulong)t[28], (volatile global int *)base[(int)t[29]], (int)t[30], (int)t[31], id0, id1, id2); break;
  }
}
// together: 1 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void together_561801be0b3282f1(
    global const long *table, const int count,
    global uchar *b0, global uchar *b1, global uchar *b2)
{
  global uchar *base[] = {b0, b1, b2};
  const int item = (int)get_global_id(0);
  int part = 0;
  while (part + 1 < count && item >= (int)table[(part + 1) * 14]) ++part;
  global const long *t = table + part * 14;
  const int own = item - (int)t[0], n0 = (int)t[2], n1 = (int)t[3];
  const int id0 = own % n0, id1 = own / n0 % n1, id2 = own / n0 / n1;
  switch ((int)t[1]) {
    case 0: part_5d0a730562ce6966((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (global const float *)base[(int)t[9]], (ulong)t[10], (volatile global int *)base[(int)t[11]], (int)t[12], (int)t[13], id0, id1, id2); break;
  }
}
// rows: 5 stages for each row, over 2 loops of rows.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void rows_bcbd9a61c28d9264(
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
      for (; j + 4 <= d0; j += 4) {
        const float4 t1 = (float4)((apus_check((int4)(t0).s0, d2, 1, fault) ? p2[tb1 + j + (int4)(t0).s0 * d0] : 0), (apus_check((int4)(t0).s1, d2, 1, fault) ? p2[tb1 + j + 1 + (int4)(t0).s1 * d0] : 0), (apus_check((int4)(t0).s2, d2, 1, fault) ? p2[tb1 + j + 2 + (int4)(t0).s2 * d0] : 0), (apus_check((int4)(t0).s3, d2, 1, fault) ? p2[tb1 + j + 3 + (int4)(t0).s3 * d0] : 0));
        const float4 t2 = vload4(0, p3 + tb2 + j);
        const float4 t3 = t1 + t2;
        vstore4(t3, 0, p0 + unit * d0 + j);
      }
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
      float4 lanes0 = (float4)(0.0f);
      float4 lanes1 = (float4)(0.0f);
      float4 lanes2 = (float4)(0.0f);
      float4 lanes3 = (float4)(0.0f);
      float rest = 0.0f;
      const int tb0 = i0 * d3 + i1 * d0;
      int j = 0;
      while (j + 16 <= d0) {
         {
          const float4 t0 = vload4(0, p4 + tb0 + j);
          lanes0 = lanes0 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p4 + tb0 + j);
          lanes1 = lanes1 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p4 + tb0 + j);
          lanes2 = lanes2 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p4 + tb0 + j);
          lanes3 = lanes3 + t0;
          j += 4;
        }
      }
      for (; j + 4 <= d0; j += 4) {
        const float4 t0 = vload4(0, p4 + tb0 + j);
        lanes0 = lanes0 + t0;
      }
      for (; j < d0; ++j) {
        const float t0 = (p4[tb0 + j]);
        rest = rest + t0;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      float accumulator = lanes0.s0;
      accumulator = accumulator + lanes0.s1;
      accumulator = accumulator + lanes0.s2;
      accumulator = accumulator + lanes0.s3;
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
      for (; j + 4 <= d0; j += 4) {
        const float4 t0 = vload4(0, p4 + tb0 + j);
        const float4 t2 = t0 - (float4)(t1);
        vstore4(t2, 0, s0 + j);
      }
      for (; j < d0; ++j) {
        const float t0 = (p4[tb0 + j]);
        const float t2 = t0 - t1;
        *(s0 + j) = t2;
      }
    }
    // 4 of 5
    float r1;
     {
      float4 lanes0 = (float4)(0.0f);
      float4 lanes1 = (float4)(0.0f);
      float4 lanes2 = (float4)(0.0f);
      float4 lanes3 = (float4)(0.0f);
      float rest = 0.0f;
      const int tb0 = 0;
      int j = 0;
      while (j + 16 <= d0) {
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          const float4 t1 = t0 * t0;
          lanes0 = lanes0 + t1;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          const float4 t1 = t0 * t0;
          lanes1 = lanes1 + t1;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          const float4 t1 = t0 * t0;
          lanes2 = lanes2 + t1;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          const float4 t1 = t0 * t0;
          lanes3 = lanes3 + t1;
          j += 4;
        }
      }
      for (; j + 4 <= d0; j += 4) {
        const float4 t0 = vload4(0, s0 + tb0 + j);
        const float4 t1 = t0 * t0;
        lanes0 = lanes0 + t1;
      }
      for (; j < d0; ++j) {
        const float t0 = (s0[tb0 + j]);
        const float t1 = t0 * t0;
        rest = rest + t1;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      float accumulator = lanes0.s0;
      accumulator = accumulator + lanes0.s1;
      accumulator = accumulator + lanes0.s2;
      accumulator = accumulator + lanes0.s3;
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
      for (; j + 4 <= d0; j += 4) {
        const float4 t0 = vload4(0, s0 + tb0 + j);
        const float4 t2 = t0 * (float4)(t1);
        const float4 t3 = vload4(0, p8 + tb3 + j);
        const float4 t4 = t2 * t3;
        const float4 t5 = vload4(0, p9 + tb5 + j);
        const float4 t6 = t4 + t5;
        vstore4(t2, 0, p6 + unit * d0 + j);
        vstore4(t6, 0, p7 + unit * d0 + j);
      }
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
// gemm_63a3fe2a0218d69b: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_63a3fe2a0218d69b(
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
      global const float *r = aBase + (long)rowBase * aM + (long)kBegin * 1;
      global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * bK;
      global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * bK;
      global const float *l2 = bBase + (long)min(lane0 + 16, laneExtent - 8) * 1 + (long)kBegin * bK;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); const float8 y2 = vload8(0, l2 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        { const float8 y0 = vload8(0, l0 + 1 * bK); const float8 y1 = vload8(0, l1 + 1 * bK); const float8 y2 = vload8(0, l2 + 1 * bK); float8 x;
        x = (float8)(r[0 * aM + 1 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * aM + 1 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * aM + 1 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * aM + 1 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        { const float8 y0 = vload8(0, l0 + 2 * bK); const float8 y1 = vload8(0, l1 + 2 * bK); const float8 y2 = vload8(0, l2 + 2 * bK); float8 x;
        x = (float8)(r[0 * aM + 2 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * aM + 2 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * aM + 2 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * aM + 2 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        { const float8 y0 = vload8(0, l0 + 3 * bK); const float8 y1 = vload8(0, l1 + 3 * bK); const float8 y2 = vload8(0, l2 + 3 * bK); float8 x;
        x = (float8)(r[0 * aM + 3 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * aM + 3 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * aM + 3 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * aM + 3 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        r += 4 * 1; l0 += 4 * bK; l1 += 4 * bK; l2 += 4 * bK;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); const float8 y2 = vload8(0, l2 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        r += 1 * 1; l0 += 1 * bK; l1 += 1 * bK; l2 += 1 * bK;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
      acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
      acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
      acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 3; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = vload8(0, p0 + tb1 + column); const float8 t2 = value + t1; const int at = row * d1 + column; vstore8(t2, 0, p1 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
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
// packB_df01a1783ececdf8: packs B into panels [batch][panel][k][16], zero-padded.
// One work-item = 4 panels x 64 of k; contiguous k is transposed in 8 x 8 blocks.
// Tunables: lanes, panels and k per work-item.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void packB_df01a1783ececdf8(
    global const float *b,
    const ulong bOffset,
    global float *packedB,
    const ulong packedBOffset,
    const int N,
    const int K,
    const int bN,
    const int batchSize1,
    const int bBatch0,
    const int bBatch1) {
  typedef float8 V8 __attribute__((aligned(4)));
  typedef float4 V4 __attribute__((aligned(4)));
  typedef float2 V2 __attribute__((aligned(4)));
  const int batch = get_global_id(2), extent = N;
  const int panels = (extent + 15) / 16;
  const int kBegin = get_global_id(1) * 64;
  const int kEnd = min(kBegin + 64, K);
  global const float *base = b + bOffset;
  {
    int rest = batch;
    base += (long)(rest % batchSize1) * bBatch1;
    rest /= batchSize1;
    base += (long)rest * bBatch0;
  }
  const int panelBegin = get_global_id(0) * 4;
  const int panelEnd = min(panelBegin + 4, panels);
  for (int panel = panelBegin; panel < panelEnd; ++panel) {
    const int first = panel * 16, count = min(extent - first, 16);
    global const float *from = base + (long)first * bN;
    global float *restrict to = packedB + packedBOffset
        + ((ulong)batch * panels + panel) * K * 16;
    int k = kBegin;
    for (; k + 8 <= kEnd; k += 8) {
      {
        const float8 x0_0 = vload8(0, from + (long)min(0, count - 1) * bN + k);
        const float8 x0_1 = vload8(0, from + (long)min(1, count - 1) * bN + k);
        const float8 x0_2 = vload8(0, from + (long)min(2, count - 1) * bN + k);
        const float8 x0_3 = vload8(0, from + (long)min(3, count - 1) * bN + k);
        const float8 x0_4 = vload8(0, from + (long)min(4, count - 1) * bN + k);
        const float8 x0_5 = vload8(0, from + (long)min(5, count - 1) * bN + k);
        const float8 x0_6 = vload8(0, from + (long)min(6, count - 1) * bN + k);
        const float8 x0_7 = vload8(0, from + (long)min(7, count - 1) * bN + k);
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
        { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (k + 0) * 16 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (k + 1) * 16 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (k + 2) * 16 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (k + 3) * 16 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (k + 4) * 16 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (k + 5) * 16 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (k + 6) * 16 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (k + 7) * 16 + 0) = v; }
      }
      {
        const float8 x0_0 = vload8(0, from + (long)min(8, count - 1) * bN + k);
        const float8 x0_1 = vload8(0, from + (long)min(9, count - 1) * bN + k);
        const float8 x0_2 = vload8(0, from + (long)min(10, count - 1) * bN + k);
        const float8 x0_3 = vload8(0, from + (long)min(11, count - 1) * bN + k);
        const float8 x0_4 = vload8(0, from + (long)min(12, count - 1) * bN + k);
        const float8 x0_5 = vload8(0, from + (long)min(13, count - 1) * bN + k);
        const float8 x0_6 = vload8(0, from + (long)min(14, count - 1) * bN + k);
        const float8 x0_7 = vload8(0, from + (long)min(15, count - 1) * bN + k);
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
        { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (k + 0) * 16 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (k + 1) * 16 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (k + 2) * 16 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (k + 3) * 16 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (k + 4) * 16 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (k + 5) * 16 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (k + 6) * 16 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (k + 7) * 16 + 8) = v; }
      }
    }
    for (; k < kEnd; ++k) {
      for (int lane = 0; lane < count; ++lane) to[k * 16 + lane] = from[(long)lane * bN + (long)k * 1];
      for (int lane = count; lane < 16; ++lane) to[k * 16 + lane] = 0.0f;
    }
  }
}
// gemm_4fa04481df7c8231: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 6 x 16 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B packed.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_4fa04481df7c8231(
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
    const int batchSize1,
    const int aBatch0,
    const int aBatch1,
    global float *v0, const ulong o0,
    const int d0,
    const int d1,
    const int d2) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const int rowPanels = (rowExtent + 5) / 6;
  const int lanePanels = (laneExtent + 15) / 16;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  {
    int rest = batch;
    aBase += (long)(rest % batchSize1) * aBatch1;
    rest /= batchSize1;
    aBase += (long)rest * aBatch0;
  }
  global const float *bBase = packedB + packedBOffset
      + (ulong)batch * lanePanels * K * 16;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 6, lane0 = lanePanel * 16;
      const int rowBase = min(row0, rowExtent - 6);
      global const float *r = aBase + (long)rowBase * aM + (long)kBegin * 1;
      global const float *l0 = bBase + ((ulong)lanePanel * K + kBegin) * 16 + 0;
      global const float *l1 = bBase + ((ulong)lanePanel * K + kBegin) * 16 + 8;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
      float8 c4_0 = 0.0f; float8 c4_1 = 0.0f;
      float8 c5_0 = 0.0f; float8 c5_1 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 16); const float8 y1 = vload8(0, l1 + 16); float8 x;
        x = (float8)(r[0 * aM + 1 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 1 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 1 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 1 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 1 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 1 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 32); const float8 y1 = vload8(0, l1 + 32); float8 x;
        x = (float8)(r[0 * aM + 2 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 2 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 2 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 2 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 2 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 2 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 48); const float8 y1 = vload8(0, l1 + 48); float8 x;
        x = (float8)(r[0 * aM + 3 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 3 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 3 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 3 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 3 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 3 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 4 * 1; l0 += 64; l1 += 64;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 1 * 1; l0 += 16; l1 += 16;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
      acc.vectors[2] = c1_0; acc.vectors[3] = c1_1;
      acc.vectors[4] = c2_0; acc.vectors[5] = c2_1;
      acc.vectors[6] = c3_0; acc.vectors[7] = c3_1;
      acc.vectors[8] = c4_0; acc.vectors[9] = c4_1;
      acc.vectors[10] = c5_0; acc.vectors[11] = c5_1;
      for (int i = row0 - rowBase; i < 6 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 2; ++j) {
          const int own = lane0 + j * 8;
          const int base = own;
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 2 + j];
            { global float *p0 = v0 + o0; int number = batch; const int b1 = number % d0; number /= d0; const int b0 = number; const float t1 = 0.17677669f; const int t4 = 0; const float t6 = (-INFINITY); /* t0 is the accumulator */ const float8 t2 = value * (float8)(t1); const int8 t3 = (int8)((int)(row * d1 + column)) + (int8)(0, 1, 2, 3, 4, 5, 6, 7) * (int8)(1); const int8 t5 = (t3 > (int8)(t4)); const float8 t7 = select(t2, (float8)(t6), t5); const int at = (batch * d2 + row) * d2 + column; vstore8(t7, 0, p0 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 16 + j * 8 + lane - base];
            { global float *p0 = v0 + o0; int number = batch; const int b1 = number % d0; number /= d0; const int b0 = number; const float t1 = 0.17677669f; const int t4 = 0; const float t6 = (-INFINITY); /* t0 is the accumulator */ const float t2 = value * t1; const int t3 = (int)(row * d1 + column); const int t5 = -(int)(t3 > t4); const float t7 = (t5) ? t6 : t2; const int at = (batch * d2 + row) * d2 + column; *(p0 + at) = t7; }
          }
        }
      }
    }
  }
}
// rows: 4 stages for each row, over 3 loops of rows.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void rows_fa1ae2c6ffac7103(
    global const float *v0, const ulong o0,
    global float *v1, const ulong o1,
    global float *w0, const ulong q0,
    const int d0,
    const int d1,
    const int d2,
    const int d3,
    const int total,
    const int chunk)
{
  global const float *p0 = v0 + o0;
  global float *p1 = v1 + o1;
  global float *s0 = w0 + q0 + (ulong)get_global_id(0) * d0;
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    const int at = unit;
    int row = unit;
    const int i2 = row % d0;
    row /= d0;
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
      const int tb0 = i0 * d2 + i1 * d3 + i2 * d0;
      int j = 0;
      while (j + 32 <= d0) {
         {
          const float8 t0 = vload8(0, p0 + tb0 + j);
          lanes0 = select(lanes0, t0, ((lanes0 < t0) | (t0 != t0)));
          j += 8;
        }
         {
          const float8 t0 = vload8(0, p0 + tb0 + j);
          lanes1 = select(lanes1, t0, ((lanes1 < t0) | (t0 != t0)));
          j += 8;
        }
         {
          const float8 t0 = vload8(0, p0 + tb0 + j);
          lanes2 = select(lanes2, t0, ((lanes2 < t0) | (t0 != t0)));
          j += 8;
        }
         {
          const float8 t0 = vload8(0, p0 + tb0 + j);
          lanes3 = select(lanes3, t0, ((lanes3 < t0) | (t0 != t0)));
          j += 8;
        }
      }
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = vload8(0, p0 + tb0 + j);
        lanes0 = select(lanes0, t0, ((lanes0 < t0) | (t0 != t0)));
      }
      for (; j < d0; ++j) {
        const float t0 = (p0[tb0 + j]);
        rest = ((-(int)(rest < t0) | -(int)(t0 != t0))) ? t0 : rest;
      }
      lanes0 = select(lanes0, lanes1, ((lanes0 < lanes1) | (lanes1 != lanes1)));
      lanes0 = select(lanes0, lanes2, ((lanes0 < lanes2) | (lanes2 != lanes2)));
      lanes0 = select(lanes0, lanes3, ((lanes0 < lanes3) | (lanes3 != lanes3)));
      float accumulator = lanes0.s0;
      accumulator = ((-(int)(accumulator < lanes0.s1) | -(int)(lanes0.s1 != lanes0.s1))) ? lanes0.s1 : accumulator;
      accumulator = ((-(int)(accumulator < lanes0.s2) | -(int)(lanes0.s2 != lanes0.s2))) ? lanes0.s2 : accumulator;
      accumulator = ((-(int)(accumulator < lanes0.s3) | -(int)(lanes0.s3 != lanes0.s3))) ? lanes0.s3 : accumulator;
      accumulator = ((-(int)(accumulator < lanes0.s4) | -(int)(lanes0.s4 != lanes0.s4))) ? lanes0.s4 : accumulator;
      accumulator = ((-(int)(accumulator < lanes0.s5) | -(int)(lanes0.s5 != lanes0.s5))) ? lanes0.s5 : accumulator;
      accumulator = ((-(int)(accumulator < lanes0.s6) | -(int)(lanes0.s6 != lanes0.s6))) ? lanes0.s6 : accumulator;
      accumulator = ((-(int)(accumulator < lanes0.s7) | -(int)(lanes0.s7 != lanes0.s7))) ? lanes0.s7 : accumulator;
      accumulator = ((-(int)(accumulator < rest) | -(int)(rest != rest))) ? rest : accumulator;
      /* f0 is the accumulator */
      r0 = accumulator;
    }
    // 2 of 4
     {
      const float t1 = r0;
      const int tb0 = i0 * d2 + i1 * d3 + i2 * d0;
      int j = 0;
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = vload8(0, p0 + tb0 + j);
        const float8 t2 = t0 - (float8)(t1);
        const float8 t3 = apus_exp8(t2);
        vstore8(t3, 0, s0 + j);
      }
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
          const float8 t0 = vload8(0, s0 + tb0 + j);
          lanes0 = lanes0 + t0;
          j += 8;
        }
         {
          const float8 t0 = vload8(0, s0 + tb0 + j);
          lanes1 = lanes1 + t0;
          j += 8;
        }
         {
          const float8 t0 = vload8(0, s0 + tb0 + j);
          lanes2 = lanes2 + t0;
          j += 8;
        }
         {
          const float8 t0 = vload8(0, s0 + tb0 + j);
          lanes3 = lanes3 + t0;
          j += 8;
        }
      }
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = vload8(0, s0 + tb0 + j);
        lanes0 = lanes0 + t0;
      }
      for (; j < d0; ++j) {
        const float t0 = (s0[tb0 + j]);
        rest = rest + t0;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      float accumulator = lanes0.s0;
      accumulator = accumulator + lanes0.s1;
      accumulator = accumulator + lanes0.s2;
      accumulator = accumulator + lanes0.s3;
      accumulator = accumulator + lanes0.s4;
      accumulator = accumulator + lanes0.s5;
      accumulator = accumulator + lanes0.s6;
      accumulator = accumulator + lanes0.s7;
      accumulator = accumulator + rest;
      /* f0 is the accumulator */
      r1 = accumulator;
    }
    // 4 of 4
     {
      const float t1 = r1;
      const int tb0 = 0;
      int j = 0;
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = vload8(0, s0 + tb0 + j);
        const float8 t2 = t0 / (float8)(t1);
        vstore8(t2, 0, p1 + unit * d0 + j);
      }
      for (; j < d0; ++j) {
        const float t0 = (s0[tb0 + j]);
        const float t2 = t0 / t1;
        *(p1 + unit * d0 + j) = t2;
      }
    }
  }
}
// gemm_c3f6291151e1e150: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 6 x 16 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_c3f6291151e1e150(
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
    const int batchSize1,
    const int aBatch0,
    const int aBatch1,
    const int bBatch0,
    const int bBatch1,
    global float *v0, const ulong o0,
    const int d0,
    const int d1,
    const int d2) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const int rowPanels = (rowExtent + 5) / 6;
  const int lanePanels = (laneExtent + 15) / 16;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  {
    int rest = batch;
    aBase += (long)(rest % batchSize1) * aBatch1;
    rest /= batchSize1;
    aBase += (long)rest * aBatch0;
  }
  global const float *bBase = b + bOffset;
  {
    int rest = batch;
    bBase += (long)(rest % batchSize1) * bBatch1;
    rest /= batchSize1;
    bBase += (long)rest * bBatch0;
  }
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 6, lane0 = lanePanel * 16;
      const int rowBase = min(row0, rowExtent - 6);
      global const float *r = aBase + (long)rowBase * aM + (long)kBegin * 1;
      global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * bK;
      global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * bK;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
      float8 c4_0 = 0.0f; float8 c4_1 = 0.0f;
      float8 c5_0 = 0.0f; float8 c5_1 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 1 * bK); const float8 y1 = vload8(0, l1 + 1 * bK); float8 x;
        x = (float8)(r[0 * aM + 1 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 1 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 1 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 1 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 1 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 1 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 2 * bK); const float8 y1 = vload8(0, l1 + 2 * bK); float8 x;
        x = (float8)(r[0 * aM + 2 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 2 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 2 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 2 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 2 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 2 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 3 * bK); const float8 y1 = vload8(0, l1 + 3 * bK); float8 x;
        x = (float8)(r[0 * aM + 3 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 3 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 3 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 3 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 3 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 3 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 4 * 1; l0 += 4 * bK; l1 += 4 * bK;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 1 * 1; l0 += 1 * bK; l1 += 1 * bK;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
      acc.vectors[2] = c1_0; acc.vectors[3] = c1_1;
      acc.vectors[4] = c2_0; acc.vectors[5] = c2_1;
      acc.vectors[6] = c3_0; acc.vectors[7] = c3_1;
      acc.vectors[8] = c4_0; acc.vectors[9] = c4_1;
      acc.vectors[10] = c5_0; acc.vectors[11] = c5_1;
      for (int i = row0 - rowBase; i < 6 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 2; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 2 + j];
            { global float *p0 = v0 + o0; int number = batch; const int b1 = number % d0; number /= d0; const int b0 = number; /* t0 is the accumulator */ const int at = (batch * d1 + row) * d2 + column; vstore8(value, 0, p0 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 16 + j * 8 + lane - base];
            { global float *p0 = v0 + o0; int number = batch; const int b1 = number % d0; number /= d0; const int b0 = number; /* t0 is the accumulator */ const int at = (batch * d1 + row) * d2 + column; *(p0 + at) = value; }
          }
        }
      }
    }
  }
}
// map: element by element over 4 loops, 1 results.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void map_a932876e12b1b1aa(
    global float *v0, const ulong o0,
    global const float *v1, const ulong o1,
    const int d0,
    const int d1,
    const int d2,
    const int d3,
    const int d4,
    const int total,
    const int chunk)
{
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int at = begin; at < end;) {
    int row = at / d1;
    const int j0 = at - row * d1;
    const int j1 = min(d1, j0 + end - at);
    const int rowStart = at - j0;
    const int i2 = row % d3;
    row /= d3;
    const int i1 = row % d4;
    row /= d4;
    const int i0 = row;
    const int tb0 = i0 * d0 + i1 * d1 + i2 * d2;
    int j = j0;
    for (; j + 8 <= j1; j += 8) {
      const float8 t0 = vload8(0, p1 + tb0 + j);
      vstore8(t0, 0, p0 + rowStart + j);
    }
    for (; j < j1; ++j) {
      const float t0 = (p1[tb0 + j]);
      *(p0 + rowStart + j) = t0;
    }
    at += j1 - j0;
  }
}
// gemm_64908d5e3b63fda8: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 6 x 16 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_64908d5e3b63fda8(
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
      global const float *r = aBase + (long)rowBase * aM + (long)kBegin * 1;
      global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * bK;
      global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * bK;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
      float8 c4_0 = 0.0f; float8 c4_1 = 0.0f;
      float8 c5_0 = 0.0f; float8 c5_1 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 1 * bK); const float8 y1 = vload8(0, l1 + 1 * bK); float8 x;
        x = (float8)(r[0 * aM + 1 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 1 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 1 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 1 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 1 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 1 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 2 * bK); const float8 y1 = vload8(0, l1 + 2 * bK); float8 x;
        x = (float8)(r[0 * aM + 2 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 2 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 2 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 2 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 2 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 2 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 3 * bK); const float8 y1 = vload8(0, l1 + 3 * bK); float8 x;
        x = (float8)(r[0 * aM + 3 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 3 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 3 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 3 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 3 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 3 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 4 * 1; l0 += 4 * bK; l1 += 4 * bK;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 1 * 1; l0 += 1 * bK; l1 += 1 * bK;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
      acc.vectors[2] = c1_0; acc.vectors[3] = c1_1;
      acc.vectors[4] = c2_0; acc.vectors[5] = c2_1;
      acc.vectors[6] = c3_0; acc.vectors[7] = c3_1;
      acc.vectors[8] = c4_0; acc.vectors[9] = c4_1;
      acc.vectors[10] = c5_0; acc.vectors[11] = c5_1;
      for (int i = row0 - rowBase; i < 6 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 2; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 2 + j];
            { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float8 t1 = vload8(0, p0 + tb1 + column); const float8 t2 = vload8(0, p1 + tb2 + column); const float8 t3 = value + t2; const float8 t4 = t1 + t3; const int at = row * d0 + column; vstore8(t4, 0, p2 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 16 + j * 8 + lane - base];
            { global const float *p0 = v0 + o0; global const float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = row * d0; const int tb2 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = (p1[tb2 + column]); const float t3 = value + t2; const float t4 = t1 + t3; const int at = row * d0 + column; *(p2 + at) = t4; }
          }
        }
      }
    }
  }
}
// rows: 4 stages for each row, over 2 loops of rows.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void rows_0a3c00061022953b(
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
      float4 lanes0 = (float4)(0.0f);
      float4 lanes1 = (float4)(0.0f);
      float4 lanes2 = (float4)(0.0f);
      float4 lanes3 = (float4)(0.0f);
      float rest = 0.0f;
      const int tb0 = i0 * d2 + i1 * d0;
      int j = 0;
      while (j + 16 <= d0) {
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes0 = lanes0 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes1 = lanes1 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes2 = lanes2 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes3 = lanes3 + t0;
          j += 4;
        }
      }
      for (; j + 4 <= d0; j += 4) {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        lanes0 = lanes0 + t0;
      }
      for (; j < d0; ++j) {
        const float t0 = (p0[tb0 + j]);
        rest = rest + t0;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      float accumulator = lanes0.s0;
      accumulator = accumulator + lanes0.s1;
      accumulator = accumulator + lanes0.s2;
      accumulator = accumulator + lanes0.s3;
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
      for (; j + 4 <= d0; j += 4) {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t2 = t0 - (float4)(t1);
        vstore4(t2, 0, s0 + j);
      }
      for (; j < d0; ++j) {
        const float t0 = (p0[tb0 + j]);
        const float t2 = t0 - t1;
        *(s0 + j) = t2;
      }
    }
    // 3 of 4
    float r1;
     {
      float4 lanes0 = (float4)(0.0f);
      float4 lanes1 = (float4)(0.0f);
      float4 lanes2 = (float4)(0.0f);
      float4 lanes3 = (float4)(0.0f);
      float rest = 0.0f;
      const int tb0 = 0;
      int j = 0;
      while (j + 16 <= d0) {
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          const float4 t1 = t0 * t0;
          lanes0 = lanes0 + t1;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          const float4 t1 = t0 * t0;
          lanes1 = lanes1 + t1;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          const float4 t1 = t0 * t0;
          lanes2 = lanes2 + t1;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          const float4 t1 = t0 * t0;
          lanes3 = lanes3 + t1;
          j += 4;
        }
      }
      for (; j + 4 <= d0; j += 4) {
        const float4 t0 = vload4(0, s0 + tb0 + j);
        const float4 t1 = t0 * t0;
        lanes0 = lanes0 + t1;
      }
      for (; j < d0; ++j) {
        const float t0 = (s0[tb0 + j]);
        const float t1 = t0 * t0;
        rest = rest + t1;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      float accumulator = lanes0.s0;
      accumulator = accumulator + lanes0.s1;
      accumulator = accumulator + lanes0.s2;
      accumulator = accumulator + lanes0.s3;
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
      for (; j + 4 <= d0; j += 4) {
        const float4 t0 = vload4(0, s0 + tb0 + j);
        const float4 t2 = t0 * (float4)(t1);
        const float4 t3 = vload4(0, p4 + tb3 + j);
        const float4 t4 = t2 * t3;
        const float4 t5 = vload4(0, p5 + tb5 + j);
        const float4 t6 = t4 + t5;
        vstore4(t2, 0, p2 + unit * d0 + j);
        vstore4(t6, 0, p3 + unit * d0 + j);
      }
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
// gemm_051f61b38100e067: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 6 x 16 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_051f61b38100e067(
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
      global const float *r = aBase + (long)rowBase * aM + (long)kBegin * 1;
      global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * bK;
      global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * bK;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
      float8 c4_0 = 0.0f; float8 c4_1 = 0.0f;
      float8 c5_0 = 0.0f; float8 c5_1 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 1 * bK); const float8 y1 = vload8(0, l1 + 1 * bK); float8 x;
        x = (float8)(r[0 * aM + 1 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 1 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 1 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 1 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 1 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 1 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 2 * bK); const float8 y1 = vload8(0, l1 + 2 * bK); float8 x;
        x = (float8)(r[0 * aM + 2 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 2 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 2 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 2 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 2 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 2 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 3 * bK); const float8 y1 = vload8(0, l1 + 3 * bK); float8 x;
        x = (float8)(r[0 * aM + 3 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 3 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 3 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 3 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 3 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 3 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 4 * 1; l0 += 4 * bK; l1 += 4 * bK;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 1 * 1; l0 += 1 * bK; l1 += 1 * bK;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
      acc.vectors[2] = c1_0; acc.vectors[3] = c1_1;
      acc.vectors[4] = c2_0; acc.vectors[5] = c2_1;
      acc.vectors[6] = c3_0; acc.vectors[7] = c3_1;
      acc.vectors[8] = c4_0; acc.vectors[9] = c4_1;
      acc.vectors[10] = c5_0; acc.vectors[11] = c5_1;
      for (int i = row0 - rowBase; i < 6 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 2; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 2 + j];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const float t3 = 0.70710677f; const float t6 = 1.0f; const float t8 = 0.5f; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = vload8(0, p0 + tb1 + column); const float8 t2 = value + t1; const float8 t4 = t2 * (float8)(t3); const float8 t5 = apus_erf8(t4); const float8 t7 = t5 + (float8)(t6); const float8 t9 = t2 * (float8)(t8); const float8 t10 = t9 * t7; const int at = row * d1 + column; vstore8(t2, 0, p1 + at); vstore8(t10, 0, p2 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 16 + j * 8 + lane - base];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const float t3 = 0.70710677f; const float t6 = 1.0f; const float t8 = 0.5f; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value + t1; const float t4 = t2 * t3; const float t5 = apus_erf1(t4); const float t7 = t5 + t6; const float t9 = t2 * t8; const float t10 = t9 * t7; const int at = row * d1 + column; *(p1 + at) = t2; *(p2 + at) = t10; }
          }
        }
      }
    }
  }
}
// rows: 4 stages for each row, over 2 loops of rows.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void rows_da5e56e7ba6a7f81(
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
      float4 lanes0 = (float4)((-INFINITY));
      float4 lanes1 = (float4)((-INFINITY));
      float4 lanes2 = (float4)((-INFINITY));
      float4 lanes3 = (float4)((-INFINITY));
      float rest = (-INFINITY);
      const int tb0 = i0 * d2 + i1 * d0;
      int j = 0;
      while (j + 16 <= d0) {
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes0 = select(lanes0, t0, ((lanes0 < t0) | (t0 != t0)));
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes1 = select(lanes1, t0, ((lanes1 < t0) | (t0 != t0)));
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes2 = select(lanes2, t0, ((lanes2 < t0) | (t0 != t0)));
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes3 = select(lanes3, t0, ((lanes3 < t0) | (t0 != t0)));
          j += 4;
        }
      }
      for (; j + 4 <= d0; j += 4) {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        lanes0 = select(lanes0, t0, ((lanes0 < t0) | (t0 != t0)));
      }
      for (; j < d0; ++j) {
        const float t0 = (p0[tb0 + j]);
        rest = ((-(int)(rest < t0) | -(int)(t0 != t0))) ? t0 : rest;
      }
      lanes0 = select(lanes0, lanes1, ((lanes0 < lanes1) | (lanes1 != lanes1)));
      lanes0 = select(lanes0, lanes2, ((lanes0 < lanes2) | (lanes2 != lanes2)));
      lanes0 = select(lanes0, lanes3, ((lanes0 < lanes3) | (lanes3 != lanes3)));
      float accumulator = lanes0.s0;
      accumulator = ((-(int)(accumulator < lanes0.s1) | -(int)(lanes0.s1 != lanes0.s1))) ? lanes0.s1 : accumulator;
      accumulator = ((-(int)(accumulator < lanes0.s2) | -(int)(lanes0.s2 != lanes0.s2))) ? lanes0.s2 : accumulator;
      accumulator = ((-(int)(accumulator < lanes0.s3) | -(int)(lanes0.s3 != lanes0.s3))) ? lanes0.s3 : accumulator;
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
      for (; j + 4 <= d0; j += 4) {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t2 = t0 - (float4)(t1);
        const float4 t3 = apus_exp4(t2);
        vstore4(t3, 0, s0 + j);
      }
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
      float4 lanes0 = (float4)(0.0f);
      float4 lanes1 = (float4)(0.0f);
      float4 lanes2 = (float4)(0.0f);
      float4 lanes3 = (float4)(0.0f);
      float rest = 0.0f;
      const int tb0 = 0;
      int j = 0;
      while (j + 16 <= d0) {
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          lanes0 = lanes0 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          lanes1 = lanes1 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          lanes2 = lanes2 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, s0 + tb0 + j);
          lanes3 = lanes3 + t0;
          j += 4;
        }
      }
      for (; j + 4 <= d0; j += 4) {
        const float4 t0 = vload4(0, s0 + tb0 + j);
        lanes0 = lanes0 + t0;
      }
      for (; j < d0; ++j) {
        const float t0 = (s0[tb0 + j]);
        rest = rest + t0;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      float accumulator = lanes0.s0;
      accumulator = accumulator + lanes0.s1;
      accumulator = accumulator + lanes0.s2;
      accumulator = accumulator + lanes0.s3;
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
      const float t11 = 0.0f;
      const float t5 = r1;
      const int t7 = (p4[i0 * d1 + i1]);
      const int t8 = (apus_check(t7, d0, 3, fault) ? t7 : -1);
      const int tb4 = 0;
      int j = 0;
      for (; j + 4 <= d0; j += 4) {
        const float4 t4 = vload4(0, s0 + tb4 + j);
        const float4 t6 = t4 / (float4)(t5);
        const int4 t9 = (int4)((int)(j)) + (int4)(0, 1, 2, 3) * (int4)(1);
        const int4 t10 = ((int4)(t8) == t9);
        const float4 t12 = select((float4)(t11), (float4)(t0), t10);
        const float4 t13 = t6 - t12;
        const float4 t14 = (float4)(t3) * t13;
        vstore4(t14, 0, p3 + unit * d0 + j);
      }
      for (; j < d0; ++j) {
        const float t4 = (s0[tb4 + j]);
        const float t6 = t4 / t5;
        const int t9 = (int)(j);
        const int t10 = -(int)(t8 == t9);
        const float t12 = (t10) ? t0 : t11;
        const float t13 = t6 - t12;
        const float t14 = t3 * t13;
        *(p3 + unit * d0 + j) = t14;
      }
    }
  }
}
// sum: rows over 1 of 1 loops.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void sum_462f2b1bbb16f9e5(
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
    float4 lanes0 = (float4)(0.0f);
    float4 lanes1 = (float4)(0.0f);
    float4 lanes2 = (float4)(0.0f);
    float4 lanes3 = (float4)(0.0f);
    float rest = 0.0f;
    const int tb0 = 0;
    const int tb1 = 0;
    const int tb2 = 0;
    const int tb3 = 0;
    int j = 0;
    while (j + 16 <= d0) {
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const int4 t2 = vload4(0, p2 + tb2 + j);
        const float4 t3 = (float4)((apus_check(t2.s0, d1, 2, fault) ? p3[tb3 + j * d1 + t2.s0 * 1] : 0), (apus_check(t2.s1, d1, 2, fault) ? p3[tb3 + j * d1 + 1 * d1 + t2.s1 * 1] : 0), (apus_check(t2.s2, d1, 2, fault) ? p3[tb3 + j * d1 + 2 * d1 + t2.s2 * 1] : 0), (apus_check(t2.s3, d1, 2, fault) ? p3[tb3 + j * d1 + 3 * d1 + t2.s3 * 1] : 0));
        const float4 t4 = t3 - t0;
        const float4 t5 = apus_log4(t1);
        const float4 t6 = t5 - t4;
        lanes0 = lanes0 + t6;
        j += 4;
      }
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const int4 t2 = vload4(0, p2 + tb2 + j);
        const float4 t3 = (float4)((apus_check(t2.s0, d1, 2, fault) ? p3[tb3 + j * d1 + t2.s0 * 1] : 0), (apus_check(t2.s1, d1, 2, fault) ? p3[tb3 + j * d1 + 1 * d1 + t2.s1 * 1] : 0), (apus_check(t2.s2, d1, 2, fault) ? p3[tb3 + j * d1 + 2 * d1 + t2.s2 * 1] : 0), (apus_check(t2.s3, d1, 2, fault) ? p3[tb3 + j * d1 + 3 * d1 + t2.s3 * 1] : 0));
        const float4 t4 = t3 - t0;
        const float4 t5 = apus_log4(t1);
        const float4 t6 = t5 - t4;
        lanes1 = lanes1 + t6;
        j += 4;
      }
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const int4 t2 = vload4(0, p2 + tb2 + j);
        const float4 t3 = (float4)((apus_check(t2.s0, d1, 2, fault) ? p3[tb3 + j * d1 + t2.s0 * 1] : 0), (apus_check(t2.s1, d1, 2, fault) ? p3[tb3 + j * d1 + 1 * d1 + t2.s1 * 1] : 0), (apus_check(t2.s2, d1, 2, fault) ? p3[tb3 + j * d1 + 2 * d1 + t2.s2 * 1] : 0), (apus_check(t2.s3, d1, 2, fault) ? p3[tb3 + j * d1 + 3 * d1 + t2.s3 * 1] : 0));
        const float4 t4 = t3 - t0;
        const float4 t5 = apus_log4(t1);
        const float4 t6 = t5 - t4;
        lanes2 = lanes2 + t6;
        j += 4;
      }
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const int4 t2 = vload4(0, p2 + tb2 + j);
        const float4 t3 = (float4)((apus_check(t2.s0, d1, 2, fault) ? p3[tb3 + j * d1 + t2.s0 * 1] : 0), (apus_check(t2.s1, d1, 2, fault) ? p3[tb3 + j * d1 + 1 * d1 + t2.s1 * 1] : 0), (apus_check(t2.s2, d1, 2, fault) ? p3[tb3 + j * d1 + 2 * d1 + t2.s2 * 1] : 0), (apus_check(t2.s3, d1, 2, fault) ? p3[tb3 + j * d1 + 3 * d1 + t2.s3 * 1] : 0));
        const float4 t4 = t3 - t0;
        const float4 t5 = apus_log4(t1);
        const float4 t6 = t5 - t4;
        lanes3 = lanes3 + t6;
        j += 4;
      }
    }
    for (; j + 4 <= d0; j += 4) {
      const float4 t0 = vload4(0, p0 + tb0 + j);
      const float4 t1 = vload4(0, p1 + tb1 + j);
      const int4 t2 = vload4(0, p2 + tb2 + j);
      const float4 t3 = (float4)((apus_check(t2.s0, d1, 2, fault) ? p3[tb3 + j * d1 + t2.s0 * 1] : 0), (apus_check(t2.s1, d1, 2, fault) ? p3[tb3 + j * d1 + 1 * d1 + t2.s1 * 1] : 0), (apus_check(t2.s2, d1, 2, fault) ? p3[tb3 + j * d1 + 2 * d1 + t2.s2 * 1] : 0), (apus_check(t2.s3, d1, 2, fault) ? p3[tb3 + j * d1 + 3 * d1 + t2.s3 * 1] : 0));
      const float4 t4 = t3 - t0;
      const float4 t5 = apus_log4(t1);
      const float4 t6 = t5 - t4;
      lanes0 = lanes0 + t6;
    }
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
    lanes0 = lanes0 + lanes1;
    lanes0 = lanes0 + lanes2;
    lanes0 = lanes0 + lanes3;
    float accumulator = lanes0.s0;
    accumulator = accumulator + lanes0.s1;
    accumulator = accumulator + lanes0.s2;
    accumulator = accumulator + lanes0.s3;
    accumulator = accumulator + rest;
    const long f1 = (long)(d0);
    const float f2 = convert_float(f1);
    /* f0 is the accumulator */
    const float f3 = accumulator / f2;
    *(p4 + at) = f3;
  }
}
// packB_c49f75f266acc316: packs B into panels [batch][panel][k][16], zero-padded.
// One work-item = 4 panels x 64 of k; contiguous k is transposed in 8 x 8 blocks.
// Tunables: lanes, panels and k per work-item.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void packB_c49f75f266acc316(
    global const float *b,
    const ulong bOffset,
    global float *packedB,
    const ulong packedBOffset,
    const int N,
    const int K,
    const int bN) {
  typedef float8 V8 __attribute__((aligned(4)));
  typedef float4 V4 __attribute__((aligned(4)));
  typedef float2 V2 __attribute__((aligned(4)));
  const int batch = get_global_id(2), extent = N;
  const int panels = (extent + 15) / 16;
  const int kBegin = get_global_id(1) * 64;
  const int kEnd = min(kBegin + 64, K);
  global const float *base = b + bOffset;
  const int panelBegin = get_global_id(0) * 4;
  const int panelEnd = min(panelBegin + 4, panels);
  for (int panel = panelBegin; panel < panelEnd; ++panel) {
    const int first = panel * 16, count = min(extent - first, 16);
    global const float *from = base + (long)first * bN;
    global float *restrict to = packedB + packedBOffset
        + ((ulong)batch * panels + panel) * K * 16;
    int k = kBegin;
    for (; k + 8 <= kEnd; k += 8) {
      {
        const float8 x0_0 = vload8(0, from + (long)min(0, count - 1) * bN + k);
        const float8 x0_1 = vload8(0, from + (long)min(1, count - 1) * bN + k);
        const float8 x0_2 = vload8(0, from + (long)min(2, count - 1) * bN + k);
        const float8 x0_3 = vload8(0, from + (long)min(3, count - 1) * bN + k);
        const float8 x0_4 = vload8(0, from + (long)min(4, count - 1) * bN + k);
        const float8 x0_5 = vload8(0, from + (long)min(5, count - 1) * bN + k);
        const float8 x0_6 = vload8(0, from + (long)min(6, count - 1) * bN + k);
        const float8 x0_7 = vload8(0, from + (long)min(7, count - 1) * bN + k);
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
        { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (k + 0) * 16 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (k + 1) * 16 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (k + 2) * 16 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (k + 3) * 16 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (k + 4) * 16 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (k + 5) * 16 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (k + 6) * 16 + 0) = v; }
        { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (k + 7) * 16 + 0) = v; }
      }
      {
        const float8 x0_0 = vload8(0, from + (long)min(8, count - 1) * bN + k);
        const float8 x0_1 = vload8(0, from + (long)min(9, count - 1) * bN + k);
        const float8 x0_2 = vload8(0, from + (long)min(10, count - 1) * bN + k);
        const float8 x0_3 = vload8(0, from + (long)min(11, count - 1) * bN + k);
        const float8 x0_4 = vload8(0, from + (long)min(12, count - 1) * bN + k);
        const float8 x0_5 = vload8(0, from + (long)min(13, count - 1) * bN + k);
        const float8 x0_6 = vload8(0, from + (long)min(14, count - 1) * bN + k);
        const float8 x0_7 = vload8(0, from + (long)min(15, count - 1) * bN + k);
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
        { const float8 v = select((float8)0.0f, x3_0, mine); *(global V8 *)(to + (k + 0) * 16 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_1, mine); *(global V8 *)(to + (k + 1) * 16 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_2, mine); *(global V8 *)(to + (k + 2) * 16 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_3, mine); *(global V8 *)(to + (k + 3) * 16 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_4, mine); *(global V8 *)(to + (k + 4) * 16 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_5, mine); *(global V8 *)(to + (k + 5) * 16 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_6, mine); *(global V8 *)(to + (k + 6) * 16 + 8) = v; }
        { const float8 v = select((float8)0.0f, x3_7, mine); *(global V8 *)(to + (k + 7) * 16 + 8) = v; }
      }
    }
    for (; k < kEnd; ++k) {
      for (int lane = 0; lane < count; ++lane) to[k * 16 + lane] = from[(long)lane * bN + (long)k * 1];
      for (int lane = count; lane < 16; ++lane) to[k * 16 + lane] = 0.0f;
    }
  }
}
// gemm_141bc30f91c822fb: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 6 x 16 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B packed.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_141bc30f91c822fb(
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
  const int rowPanels = (rowExtent + 5) / 6;
  const int lanePanels = (laneExtent + 15) / 16;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = packedB + packedBOffset
      + (ulong)batch * lanePanels * K * 16;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 6, lane0 = lanePanel * 16;
      const int rowBase = min(row0, rowExtent - 6);
      global const float *r = aBase + (long)rowBase * aM + (long)kBegin * 1;
      global const float *l0 = bBase + ((ulong)lanePanel * K + kBegin) * 16 + 0;
      global const float *l1 = bBase + ((ulong)lanePanel * K + kBegin) * 16 + 8;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
      float8 c4_0 = 0.0f; float8 c4_1 = 0.0f;
      float8 c5_0 = 0.0f; float8 c5_1 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 16); const float8 y1 = vload8(0, l1 + 16); float8 x;
        x = (float8)(r[0 * aM + 1 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 1 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 1 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 1 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 1 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 1 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 32); const float8 y1 = vload8(0, l1 + 32); float8 x;
        x = (float8)(r[0 * aM + 2 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 2 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 2 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 2 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 2 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 2 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 48); const float8 y1 = vload8(0, l1 + 48); float8 x;
        x = (float8)(r[0 * aM + 3 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 3 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 3 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 3 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 3 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 3 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 4 * 1; l0 += 64; l1 += 64;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 1 * 1; l0 += 16; l1 += 16;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
      acc.vectors[2] = c1_0; acc.vectors[3] = c1_1;
      acc.vectors[4] = c2_0; acc.vectors[5] = c2_1;
      acc.vectors[6] = c3_0; acc.vectors[7] = c3_1;
      acc.vectors[8] = c4_0; acc.vectors[9] = c4_1;
      acc.vectors[10] = c5_0; acc.vectors[11] = c5_1;
      for (int i = row0 - rowBase; i < 6 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 2; ++j) {
          const int own = lane0 + j * 8;
          const int base = own;
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 2 + j];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float8 t1 = vload8(0, p0 + tb1 + column); const float8 t2 = value * t1; const int at = row * d1 + column; vstore8(value, 0, p1 + at); vstore8(t2, 0, p2 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 16 + j * 8 + lane - base];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; global float *p2 = v2 + o2; const int tb1 = 0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t2 = value * t1; const int at = row * d1 + column; *(p1 + at) = value; *(p2 + at) = t2; }
          }
        }
      }
    }
  }
}
// gemm_6bc6a22bdf2d3949: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 4 x 24 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_6bc6a22bdf2d3949(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
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
      global const float *r = aBase + (long)rowBase * 1 + (long)kBegin * aK;
      global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * bK;
      global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * bK;
      global const float *l2 = bBase + (long)min(lane0 + 16, laneExtent - 8) * 1 + (long)kBegin * bK;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f; float8 c0_2 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f; float8 c1_2 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f; float8 c2_2 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f; float8 c3_2 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); const float8 y2 = vload8(0, l2 + 0); float8 x;
        x = (float8)(r[0 * 1 + 0 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * 1 + 0 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * 1 + 0 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * 1 + 0 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        { const float8 y0 = vload8(0, l0 + 1 * bK); const float8 y1 = vload8(0, l1 + 1 * bK); const float8 y2 = vload8(0, l2 + 1 * bK); float8 x;
        x = (float8)(r[0 * 1 + 1 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * 1 + 1 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * 1 + 1 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * 1 + 1 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        { const float8 y0 = vload8(0, l0 + 2 * bK); const float8 y1 = vload8(0, l1 + 2 * bK); const float8 y2 = vload8(0, l2 + 2 * bK); float8 x;
        x = (float8)(r[0 * 1 + 2 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * 1 + 2 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * 1 + 2 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * 1 + 2 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        { const float8 y0 = vload8(0, l0 + 3 * bK); const float8 y1 = vload8(0, l1 + 3 * bK); const float8 y2 = vload8(0, l2 + 3 * bK); float8 x;
        x = (float8)(r[0 * 1 + 3 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * 1 + 3 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * 1 + 3 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * 1 + 3 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        r += 4 * aK; l0 += 4 * bK; l1 += 4 * bK; l2 += 4 * bK;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); const float8 y2 = vload8(0, l2 + 0); float8 x;
        x = (float8)(r[0 * 1 + 0 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1); c0_2 = fma(x, y2, c0_2);
        x = (float8)(r[1 * 1 + 0 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1); c1_2 = fma(x, y2, c1_2);
        x = (float8)(r[2 * 1 + 0 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1); c2_2 = fma(x, y2, c2_2);
        x = (float8)(r[3 * 1 + 0 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1); c3_2 = fma(x, y2, c3_2); }
        r += 1 * aK; l0 += 1 * bK; l1 += 1 * bK; l2 += 1 * bK;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1; acc.vectors[2] = c0_2;
      acc.vectors[3] = c1_0; acc.vectors[4] = c1_1; acc.vectors[5] = c1_2;
      acc.vectors[6] = c2_0; acc.vectors[7] = c2_1; acc.vectors[8] = c2_2;
      acc.vectors[9] = c3_0; acc.vectors[10] = c3_1; acc.vectors[11] = c3_2;
      for (int i = row0 - rowBase; i < 4 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 3; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 3 + j];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; vstore8(value, 0, p0 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
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
void sum_a529ba3b883115af(
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
    const int j = (unit - row * blocks) * 8;
    const int at = row * d0 + j;
    if (j + 8 <= d0) {
      float8 accumulator = (float8)(0.0f);
      for (int i1 = 0; i1 < d1; ++i1) {
        const int tb0 = i1 * d0;
        const int tb1 = i1 * d0;
        const float8 t0 = vload8(0, p1 + tb0 + j);
        const float8 t1 = vload8(0, p2 + tb1 + j);
        const float8 t2 = t0 * t1;
        accumulator = accumulator + t2;
      }
      /* f0 is the accumulator */
      vstore8(accumulator, 0, p0 + at);
    }
    else {
      float8 accumulator = (float8)(0.0f);
      for (int i1 = 0; i1 < d1; ++i1) {
        const int tb0 = i1 * d0;
        const int tb1 = i1 * d0;
        const float8 t0 = (float8)((p1[tb0 + j]), (1 < (d0 - j) ? (p1[tb0 + j + 1]) : 0), (2 < (d0 - j) ? (p1[tb0 + j + 2]) : 0), (3 < (d0 - j) ? (p1[tb0 + j + 3]) : 0), (4 < (d0 - j) ? (p1[tb0 + j + 4]) : 0), (5 < (d0 - j) ? (p1[tb0 + j + 5]) : 0), (6 < (d0 - j) ? (p1[tb0 + j + 6]) : 0), (7 < (d0 - j) ? (p1[tb0 + j + 7]) : 0));
        const float8 t1 = (float8)((p2[tb1 + j]), (1 < (d0 - j) ? (p2[tb1 + j + 1]) : 0), (2 < (d0 - j) ? (p2[tb1 + j + 2]) : 0), (3 < (d0 - j) ? (p2[tb1 + j + 3]) : 0), (4 < (d0 - j) ? (p2[tb1 + j + 4]) : 0), (5 < (d0 - j) ? (p2[tb1 + j + 5]) : 0), (6 < (d0 - j) ? (p2[tb1 + j + 6]) : 0), (7 < (d0 - j) ? (p2[tb1 + j + 7]) : 0));
        const float8 t2 = t0 * t1;
        accumulator = accumulator + t2;
      }
      /* f0 is the accumulator */
      { const float8 stored = accumulator; if (0 < (d0 - j)) (p0 + at)[0] = stored.s0; if (1 < (d0 - j)) (p0 + at)[1] = stored.s1; if (2 < (d0 - j)) (p0 + at)[2] = stored.s2; if (3 < (d0 - j)) (p0 + at)[3] = stored.s3; if (4 < (d0 - j)) (p0 + at)[4] = stored.s4; if (5 < (d0 - j)) (p0 + at)[5] = stored.s5; if (6 < (d0 - j)) (p0 + at)[6] = stored.s6; if (7 < (d0 - j)) (p0 + at)[7] = stored.s7; }
    }
  }
}
// sum: rows over 1 of 2 loops.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void sum_336fe488815e62e9(
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
    float4 lanes0 = (float4)(0.0f);
    float4 lanes1 = (float4)(0.0f);
    float4 lanes2 = (float4)(0.0f);
    float4 lanes3 = (float4)(0.0f);
    float rest = 0.0f;
    const int tb0 = i0 * d0;
    const int tb1 = i0 * d0;
    int j = 0;
    while (j + 16 <= d0) {
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const float4 t2 = t0 * t1;
        lanes0 = lanes0 + t2;
        j += 4;
      }
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const float4 t2 = t0 * t1;
        lanes1 = lanes1 + t2;
        j += 4;
      }
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const float4 t2 = t0 * t1;
        lanes2 = lanes2 + t2;
        j += 4;
      }
       {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        const float4 t1 = vload4(0, p1 + tb1 + j);
        const float4 t2 = t0 * t1;
        lanes3 = lanes3 + t2;
        j += 4;
      }
    }
    for (; j + 4 <= d0; j += 4) {
      const float4 t0 = vload4(0, p0 + tb0 + j);
      const float4 t1 = vload4(0, p1 + tb1 + j);
      const float4 t2 = t0 * t1;
      lanes0 = lanes0 + t2;
    }
    for (; j < d0; ++j) {
      const float t0 = (p0[tb0 + j]);
      const float t1 = (p1[tb1 + j]);
      const float t2 = t0 * t1;
      rest = rest + t2;
    }
    lanes0 = lanes0 + lanes1;
    lanes0 = lanes0 + lanes2;
    lanes0 = lanes0 + lanes3;
    float accumulator = lanes0.s0;
    accumulator = accumulator + lanes0.s1;
    accumulator = accumulator + lanes0.s2;
    accumulator = accumulator + lanes0.s3;
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
void rows_5c0b706cec941fba(
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
      float4 lanes0 = (float4)(0.0f);
      float4 lanes1 = (float4)(0.0f);
      float4 lanes2 = (float4)(0.0f);
      float4 lanes3 = (float4)(0.0f);
      float rest = 0.0f;
      const int tb0 = i0 * d2 + i1 * d1;
      int j = 0;
      while (j + 16 <= d1) {
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes0 = lanes0 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes1 = lanes1 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes2 = lanes2 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes3 = lanes3 + t0;
          j += 4;
        }
      }
      for (; j + 4 <= d1; j += 4) {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        lanes0 = lanes0 + t0;
      }
      for (; j < d1; ++j) {
        const float t0 = (p0[tb0 + j]);
        rest = rest + t0;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      float accumulator = lanes0.s0;
      accumulator = accumulator + lanes0.s1;
      accumulator = accumulator + lanes0.s2;
      accumulator = accumulator + lanes0.s3;
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
      for (; j + 4 <= d1; j += 4) {
        const float4 t1 = vload4(0, p0 + tb1 + j);
        const float4 t3 = t1 - (float4)(t2);
        const float4 t4 = vload4(0, p4 + tb4 + j);
        const float4 t6 = t4 * (float4)(t5);
        const float4 t7 = t3 - t6;
        const float4 t8 = (float4)(t0) * t7;
        vstore4(t8, 0, p1 + unit * d1 + j);
      }
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
// gemm_43da7b1b758f54f7: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 6 x 16 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B packed.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_43da7b1b758f54f7(
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
  const int rowPanels = (rowExtent + 5) / 6;
  const int lanePanels = (laneExtent + 15) / 16;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = packedB + packedBOffset
      + (ulong)batch * lanePanels * K * 16;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 6, lane0 = lanePanel * 16;
      const int rowBase = min(row0, rowExtent - 6);
      global const float *r = aBase + (long)rowBase * aM + (long)kBegin * 1;
      global const float *l0 = bBase + ((ulong)lanePanel * K + kBegin) * 16 + 0;
      global const float *l1 = bBase + ((ulong)lanePanel * K + kBegin) * 16 + 8;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
      float8 c4_0 = 0.0f; float8 c4_1 = 0.0f;
      float8 c5_0 = 0.0f; float8 c5_1 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 16); const float8 y1 = vload8(0, l1 + 16); float8 x;
        x = (float8)(r[0 * aM + 1 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 1 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 1 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 1 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 1 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 1 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 32); const float8 y1 = vload8(0, l1 + 32); float8 x;
        x = (float8)(r[0 * aM + 2 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 2 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 2 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 2 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 2 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 2 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 48); const float8 y1 = vload8(0, l1 + 48); float8 x;
        x = (float8)(r[0 * aM + 3 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 3 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 3 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 3 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 3 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 3 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 4 * 1; l0 += 64; l1 += 64;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 1 * 1; l0 += 16; l1 += 16;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
      acc.vectors[2] = c1_0; acc.vectors[3] = c1_1;
      acc.vectors[4] = c2_0; acc.vectors[5] = c2_1;
      acc.vectors[6] = c3_0; acc.vectors[7] = c3_1;
      acc.vectors[8] = c4_0; acc.vectors[9] = c4_1;
      acc.vectors[10] = c5_0; acc.vectors[11] = c5_1;
      for (int i = row0 - rowBase; i < 6 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 2; ++j) {
          const int own = lane0 + j * 8;
          const int base = own;
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 2 + j];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.70710677f; const float t5 = 1.0f; const float t7 = 0.5f; const float t10 = (-0.5f); const float t13 = 0.3989423f; const int tb1 = row * d0; /* t0 is the accumulator */ const float8 t1 = vload8(0, p0 + tb1 + column); const float8 t3 = t1 * (float8)(t2); const float8 t4 = apus_erf8(t3); const float8 t6 = t4 + (float8)(t5); const float8 t8 = t6 * (float8)(t7); const float8 t9 = t1 * t1; const float8 t11 = t9 * (float8)(t10); const float8 t12 = apus_exp8(t11); const float8 t14 = t12 * (float8)(t13); const float8 t15 = t1 * t14; const float8 t16 = t8 + t15; const float8 t17 = value * t16; const int at = row * d0 + column; vstore8(t17, 0, p1 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 16 + j * 8 + lane - base];
            { global const float *p0 = v0 + o0; global float *p1 = v1 + o1; const float t2 = 0.70710677f; const float t5 = 1.0f; const float t7 = 0.5f; const float t10 = (-0.5f); const float t13 = 0.3989423f; const int tb1 = row * d0; /* t0 is the accumulator */ const float t1 = (p0[tb1 + column]); const float t3 = t1 * t2; const float t4 = apus_erf1(t3); const float t6 = t4 + t5; const float t8 = t6 * t7; const float t9 = t1 * t1; const float t11 = t9 * t10; const float t12 = apus_exp1(t11); const float t14 = t12 * t13; const float t15 = t1 * t14; const float t16 = t8 + t15; const float t17 = value * t16; const int at = row * d0 + column; *(p1 + at) = t17; }
          }
        }
      }
    }
  }
}
// rows: 2 stages for each row, over 2 loops of rows.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void rows_4fb6ca86dea344f9(
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
      float4 lanes0 = (float4)(0.0f);
      float4 lanes1 = (float4)(0.0f);
      float4 lanes2 = (float4)(0.0f);
      float4 lanes3 = (float4)(0.0f);
      float rest = 0.0f;
      const int tb0 = i0 * d2 + i1 * d1;
      int j = 0;
      while (j + 16 <= d1) {
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes0 = lanes0 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes1 = lanes1 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes2 = lanes2 + t0;
          j += 4;
        }
         {
          const float4 t0 = vload4(0, p0 + tb0 + j);
          lanes3 = lanes3 + t0;
          j += 4;
        }
      }
      for (; j + 4 <= d1; j += 4) {
        const float4 t0 = vload4(0, p0 + tb0 + j);
        lanes0 = lanes0 + t0;
      }
      for (; j < d1; ++j) {
        const float t0 = (p0[tb0 + j]);
        rest = rest + t0;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      float accumulator = lanes0.s0;
      accumulator = accumulator + lanes0.s1;
      accumulator = accumulator + lanes0.s2;
      accumulator = accumulator + lanes0.s3;
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
      for (; j + 4 <= d1; j += 4) {
        const float4 t0 = vload4(0, p4 + tb0 + j);
        const float4 t2 = vload4(0, p0 + tb2 + j);
        const float4 t4 = t2 - (float4)(t3);
        const float4 t5 = vload4(0, p5 + tb5 + j);
        const float4 t7 = t5 * (float4)(t6);
        const float4 t8 = t4 - t7;
        const float4 t9 = (float4)(t1) * t8;
        const float4 t10 = t0 + t9;
        vstore4(t10, 0, p1 + unit * d1 + j);
      }
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
// gemm_b5f969adf27e1acf: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 6 x 16 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B packed.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_b5f969adf27e1acf(
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
  const int rowPanels = (rowExtent + 5) / 6;
  const int lanePanels = (laneExtent + 15) / 16;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  global const float *bBase = packedB + packedBOffset
      + (ulong)batch * lanePanels * K * 16;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 6, lane0 = lanePanel * 16;
      const int rowBase = min(row0, rowExtent - 6);
      global const float *r = aBase + (long)rowBase * aM + (long)kBegin * 1;
      global const float *l0 = bBase + ((ulong)lanePanel * K + kBegin) * 16 + 0;
      global const float *l1 = bBase + ((ulong)lanePanel * K + kBegin) * 16 + 8;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
      float8 c4_0 = 0.0f; float8 c4_1 = 0.0f;
      float8 c5_0 = 0.0f; float8 c5_1 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 16); const float8 y1 = vload8(0, l1 + 16); float8 x;
        x = (float8)(r[0 * aM + 1 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 1 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 1 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 1 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 1 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 1 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 32); const float8 y1 = vload8(0, l1 + 32); float8 x;
        x = (float8)(r[0 * aM + 2 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 2 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 2 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 2 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 2 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 2 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 48); const float8 y1 = vload8(0, l1 + 48); float8 x;
        x = (float8)(r[0 * aM + 3 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 3 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 3 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 3 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 3 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 3 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 4 * 1; l0 += 64; l1 += 64;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 1 * 1; l0 += 16; l1 += 16;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
      acc.vectors[2] = c1_0; acc.vectors[3] = c1_1;
      acc.vectors[4] = c2_0; acc.vectors[5] = c2_1;
      acc.vectors[6] = c3_0; acc.vectors[7] = c3_1;
      acc.vectors[8] = c4_0; acc.vectors[9] = c4_1;
      acc.vectors[10] = c5_0; acc.vectors[11] = c5_1;
      for (int i = row0 - rowBase; i < 6 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 2; ++j) {
          const int own = lane0 + j * 8;
          const int base = own;
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 2 + j];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d1 + column; vstore8(value, 0, p0 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
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
// gemm_1639a54fad4c65f3: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 6 x 16 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_1639a54fad4c65f3(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
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
      global const float *r = aBase + (long)rowBase * 1 + (long)kBegin * aK;
      global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * bK;
      global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * bK;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
      float8 c4_0 = 0.0f; float8 c4_1 = 0.0f;
      float8 c5_0 = 0.0f; float8 c5_1 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * 1 + 0 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * 1 + 0 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * 1 + 0 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * 1 + 0 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * 1 + 0 * aK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * 1 + 0 * aK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 1 * bK); const float8 y1 = vload8(0, l1 + 1 * bK); float8 x;
        x = (float8)(r[0 * 1 + 1 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * 1 + 1 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * 1 + 1 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * 1 + 1 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * 1 + 1 * aK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * 1 + 1 * aK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 2 * bK); const float8 y1 = vload8(0, l1 + 2 * bK); float8 x;
        x = (float8)(r[0 * 1 + 2 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * 1 + 2 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * 1 + 2 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * 1 + 2 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * 1 + 2 * aK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * 1 + 2 * aK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 3 * bK); const float8 y1 = vload8(0, l1 + 3 * bK); float8 x;
        x = (float8)(r[0 * 1 + 3 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * 1 + 3 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * 1 + 3 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * 1 + 3 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * 1 + 3 * aK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * 1 + 3 * aK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 4 * aK; l0 += 4 * bK; l1 += 4 * bK;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * 1 + 0 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * 1 + 0 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * 1 + 0 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * 1 + 0 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * 1 + 0 * aK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * 1 + 0 * aK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 1 * aK; l0 += 1 * bK; l1 += 1 * bK;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
      acc.vectors[2] = c1_0; acc.vectors[3] = c1_1;
      acc.vectors[4] = c2_0; acc.vectors[5] = c2_1;
      acc.vectors[6] = c3_0; acc.vectors[7] = c3_1;
      acc.vectors[8] = c4_0; acc.vectors[9] = c4_1;
      acc.vectors[10] = c5_0; acc.vectors[11] = c5_1;
      for (int i = row0 - rowBase; i < 6 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 2; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 2 + j];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; vstore8(value, 0, p0 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 16 + j * 8 + lane - base];
            { global float *p0 = v0 + o0; /* t0 is the accumulator */ const int at = row * d0 + column; *(p0 + at) = value; }
          }
        }
      }
    }
  }
}
// gemm_3255c12153b89701: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 6 x 16 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B packed.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_3255c12153b89701(
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
    const int batchSize1,
    const int aBatch0,
    const int aBatch1,
    global float *v0, const ulong o0,
    const int d0,
    const int d1) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const int rowPanels = (rowExtent + 5) / 6;
  const int lanePanels = (laneExtent + 15) / 16;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  {
    int rest = batch;
    aBase += (long)(rest % batchSize1) * aBatch1;
    rest /= batchSize1;
    aBase += (long)rest * aBatch0;
  }
  global const float *bBase = packedB + packedBOffset
      + (ulong)batch * lanePanels * K * 16;
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 6, lane0 = lanePanel * 16;
      const int rowBase = min(row0, rowExtent - 6);
      global const float *r = aBase + (long)rowBase * aM + (long)kBegin * 1;
      global const float *l0 = bBase + ((ulong)lanePanel * K + kBegin) * 16 + 0;
      global const float *l1 = bBase + ((ulong)lanePanel * K + kBegin) * 16 + 8;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
      float8 c4_0 = 0.0f; float8 c4_1 = 0.0f;
      float8 c5_0 = 0.0f; float8 c5_1 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 16); const float8 y1 = vload8(0, l1 + 16); float8 x;
        x = (float8)(r[0 * aM + 1 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 1 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 1 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 1 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 1 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 1 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 32); const float8 y1 = vload8(0, l1 + 32); float8 x;
        x = (float8)(r[0 * aM + 2 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 2 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 2 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 2 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 2 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 2 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 48); const float8 y1 = vload8(0, l1 + 48); float8 x;
        x = (float8)(r[0 * aM + 3 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 3 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 3 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 3 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 3 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 3 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 4 * 1; l0 += 64; l1 += 64;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * aM + 0 * 1]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * aM + 0 * 1]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * aM + 0 * 1]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * aM + 0 * 1]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * aM + 0 * 1]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * aM + 0 * 1]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 1 * 1; l0 += 16; l1 += 16;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
      acc.vectors[2] = c1_0; acc.vectors[3] = c1_1;
      acc.vectors[4] = c2_0; acc.vectors[5] = c2_1;
      acc.vectors[6] = c3_0; acc.vectors[7] = c3_1;
      acc.vectors[8] = c4_0; acc.vectors[9] = c4_1;
      acc.vectors[10] = c5_0; acc.vectors[11] = c5_1;
      for (int i = row0 - rowBase; i < 6 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 2; ++j) {
          const int own = lane0 + j * 8;
          const int base = own;
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 2 + j];
            { global float *p0 = v0 + o0; int number = batch; const int b1 = number % d0; number /= d0; const int b0 = number; /* t0 is the accumulator */ const int at = (batch * d1 + row) * d1 + column; vstore8(value, 0, p0 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 16 + j * 8 + lane - base];
            { global float *p0 = v0 + o0; int number = batch; const int b1 = number % d0; number /= d0; const int b0 = number; /* t0 is the accumulator */ const int at = (batch * d1 + row) * d1 + column; *(p0 + at) = value; }
          }
        }
      }
    }
  }
}
// gemm_a746de29dc2a5df6: C = epilogue(A B), one work-item = one tile of C.
// Micro-kernel 6 x 16 (MR x NR), 4 k unrolled, vectors of 8 along n. A strided, B strided.
// Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC = K, tilePanelsM/N.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void gemm_a746de29dc2a5df6(
    global const float *a,
    const ulong aOffset,
    global const float *b,
    const ulong bOffset,
    const int M,
    const int N,
    const int K,
    const int tilePanelsM,
    const int tilePanelsN,
    const int aK,
    const int bK,
    const int batchSize1,
    const int aBatch0,
    const int aBatch1,
    const int bBatch0,
    const int bBatch1,
    global float *v0, const ulong o0,
    const int d0,
    const int d1,
    const int d2) {
  const int batch = get_global_id(2);
  const int rowExtent = M, laneExtent = N;
  const int rowPanels = (rowExtent + 5) / 6;
  const int lanePanels = (laneExtent + 15) / 16;
  const int rowBegin = get_global_id(1) * tilePanelsM;
  const int laneBegin = get_global_id(0) * tilePanelsN;
  const int rowEnd = min(rowBegin + tilePanelsM, rowPanels);
  const int laneEnd = min(laneBegin + tilePanelsN, lanePanels);
  global const float *aBase = a + aOffset;
  {
    int rest = batch;
    aBase += (long)(rest % batchSize1) * aBatch1;
    rest /= batchSize1;
    aBase += (long)rest * aBatch0;
  }
  global const float *bBase = b + bOffset;
  {
    int rest = batch;
    bBase += (long)(rest % batchSize1) * bBatch1;
    rest /= batchSize1;
    bBase += (long)rest * bBatch0;
  }
  const int kBegin = 0, kCount = K;
  for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
    for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
      const int row0 = rowPanel * 6, lane0 = lanePanel * 16;
      const int rowBase = min(row0, rowExtent - 6);
      global const float *r = aBase + (long)rowBase * 1 + (long)kBegin * aK;
      global const float *l0 = bBase + (long)min(lane0 + 0, laneExtent - 8) * 1 + (long)kBegin * bK;
      global const float *l1 = bBase + (long)min(lane0 + 8, laneExtent - 8) * 1 + (long)kBegin * bK;
      float8 c0_0 = 0.0f; float8 c0_1 = 0.0f;
      float8 c1_0 = 0.0f; float8 c1_1 = 0.0f;
      float8 c2_0 = 0.0f; float8 c2_1 = 0.0f;
      float8 c3_0 = 0.0f; float8 c3_1 = 0.0f;
      float8 c4_0 = 0.0f; float8 c4_1 = 0.0f;
      float8 c5_0 = 0.0f; float8 c5_1 = 0.0f;
      int k = 0;
      for (; k + 4 <= kCount; k += 4) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * 1 + 0 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * 1 + 0 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * 1 + 0 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * 1 + 0 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * 1 + 0 * aK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * 1 + 0 * aK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 1 * bK); const float8 y1 = vload8(0, l1 + 1 * bK); float8 x;
        x = (float8)(r[0 * 1 + 1 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * 1 + 1 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * 1 + 1 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * 1 + 1 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * 1 + 1 * aK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * 1 + 1 * aK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 2 * bK); const float8 y1 = vload8(0, l1 + 2 * bK); float8 x;
        x = (float8)(r[0 * 1 + 2 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * 1 + 2 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * 1 + 2 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * 1 + 2 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * 1 + 2 * aK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * 1 + 2 * aK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        { const float8 y0 = vload8(0, l0 + 3 * bK); const float8 y1 = vload8(0, l1 + 3 * bK); float8 x;
        x = (float8)(r[0 * 1 + 3 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * 1 + 3 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * 1 + 3 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * 1 + 3 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * 1 + 3 * aK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * 1 + 3 * aK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 4 * aK; l0 += 4 * bK; l1 += 4 * bK;
      }
      for (; k < kCount; ++k) {
        { const float8 y0 = vload8(0, l0 + 0); const float8 y1 = vload8(0, l1 + 0); float8 x;
        x = (float8)(r[0 * 1 + 0 * aK]); c0_0 = fma(x, y0, c0_0); c0_1 = fma(x, y1, c0_1);
        x = (float8)(r[1 * 1 + 0 * aK]); c1_0 = fma(x, y0, c1_0); c1_1 = fma(x, y1, c1_1);
        x = (float8)(r[2 * 1 + 0 * aK]); c2_0 = fma(x, y0, c2_0); c2_1 = fma(x, y1, c2_1);
        x = (float8)(r[3 * 1 + 0 * aK]); c3_0 = fma(x, y0, c3_0); c3_1 = fma(x, y1, c3_1);
        x = (float8)(r[4 * 1 + 0 * aK]); c4_0 = fma(x, y0, c4_0); c4_1 = fma(x, y1, c4_1);
        x = (float8)(r[5 * 1 + 0 * aK]); c5_0 = fma(x, y0, c5_0); c5_1 = fma(x, y1, c5_1); }
        r += 1 * aK; l0 += 1 * bK; l1 += 1 * bK;
      }
      union { float8 vectors[12]; float lanes[96]; } acc;
      acc.vectors[0] = c0_0; acc.vectors[1] = c0_1;
      acc.vectors[2] = c1_0; acc.vectors[3] = c1_1;
      acc.vectors[4] = c2_0; acc.vectors[5] = c2_1;
      acc.vectors[6] = c3_0; acc.vectors[7] = c3_1;
      acc.vectors[8] = c4_0; acc.vectors[9] = c4_1;
      acc.vectors[10] = c5_0; acc.vectors[11] = c5_1;
      for (int i = row0 - rowBase; i < 6 && rowBase + i < rowExtent; ++i) {
        for (int j = 0; j < 2; ++j) {
          const int own = lane0 + j * 8;
          const int base = min(own, laneExtent - 8);
          const int row = rowBase + i;
          if (base == own && own + 8 <= laneExtent) {
            const int column = own;
            const float8 value = acc.vectors[i * 2 + j];
            { global float *p0 = v0 + o0; int number = batch; const int b1 = number % d0; number /= d0; const int b0 = number; /* t0 is the accumulator */ const int at = (batch * d1 + row) * d2 + column; vstore8(value, 0, p0 + at); }
            continue;
          }
          const int end = min(own + 8, laneExtent);
          for (int lane = own; lane < end; ++lane) {
            const int column = lane;
            const float value = acc.lanes[i * 16 + j * 8 + lane - base];
            { global float *p0 = v0 + o0; int number = batch; const int b1 = number % d0; number /= d0; const int b0 = number; /* t0 is the accumulator */ const int at = (batch * d1 + row) * d2 + column; *(p0 + at) = value; }
          }
        }
      }
    }
  }
}
// rows: 2 stages for each row, over 3 loops of rows.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void rows_abb6a18ed0bc8b97(
    global const float *v0, const ulong o0,
    global const float *v1, const ulong o1,
    global float *v2, const ulong o2,
    const int d0,
    const int d1,
    const int d2,
    const int d3,
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
    const int i2 = row % d0;
    row /= d0;
    const int i1 = row % d1;
    row /= d1;
    const int i0 = row;
    // 1 of 2
    float r0;
     {
      float8 lanes0 = (float8)(0.0f);
      float8 lanes1 = (float8)(0.0f);
      float8 lanes2 = (float8)(0.0f);
      float8 lanes3 = (float8)(0.0f);
      float rest = 0.0f;
      const int tb0 = i0 * d2 + i1 * d3 + i2 * d0;
      const int tb1 = i0 * d2 + i1 * d3 + i2 * d0;
      int j = 0;
      while (j + 32 <= d0) {
         {
          const float8 t0 = vload8(0, p0 + tb0 + j);
          const float8 t1 = vload8(0, p1 + tb1 + j);
          const float8 t2 = t0 * t1;
          lanes0 = lanes0 + t2;
          j += 8;
        }
         {
          const float8 t0 = vload8(0, p0 + tb0 + j);
          const float8 t1 = vload8(0, p1 + tb1 + j);
          const float8 t2 = t0 * t1;
          lanes1 = lanes1 + t2;
          j += 8;
        }
         {
          const float8 t0 = vload8(0, p0 + tb0 + j);
          const float8 t1 = vload8(0, p1 + tb1 + j);
          const float8 t2 = t0 * t1;
          lanes2 = lanes2 + t2;
          j += 8;
        }
         {
          const float8 t0 = vload8(0, p0 + tb0 + j);
          const float8 t1 = vload8(0, p1 + tb1 + j);
          const float8 t2 = t0 * t1;
          lanes3 = lanes3 + t2;
          j += 8;
        }
      }
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = vload8(0, p0 + tb0 + j);
        const float8 t1 = vload8(0, p1 + tb1 + j);
        const float8 t2 = t0 * t1;
        lanes0 = lanes0 + t2;
      }
      for (; j < d0; ++j) {
        const float t0 = (p0[tb0 + j]);
        const float t1 = (p1[tb1 + j]);
        const float t2 = t0 * t1;
        rest = rest + t2;
      }
      lanes0 = lanes0 + lanes1;
      lanes0 = lanes0 + lanes2;
      lanes0 = lanes0 + lanes3;
      float accumulator = lanes0.s0;
      accumulator = accumulator + lanes0.s1;
      accumulator = accumulator + lanes0.s2;
      accumulator = accumulator + lanes0.s3;
      accumulator = accumulator + lanes0.s4;
      accumulator = accumulator + lanes0.s5;
      accumulator = accumulator + lanes0.s6;
      accumulator = accumulator + lanes0.s7;
      accumulator = accumulator + rest;
      /* f0 is the accumulator */
      r0 = accumulator;
    }
    // 2 of 2
     {
      const float t5 = 0.17677669f;
      const float t2 = r0;
      const int tb0 = i0 * d2 + i1 * d3 + i2 * d0;
      const int tb1 = i0 * d2 + i1 * d3 + i2 * d0;
      int j = 0;
      for (; j + 8 <= d0; j += 8) {
        const float8 t0 = vload8(0, p1 + tb0 + j);
        const float8 t1 = vload8(0, p0 + tb1 + j);
        const float8 t3 = t1 - (float8)(t2);
        const float8 t4 = t0 * t3;
        const float8 t6 = t4 * (float8)(t5);
        vstore8(t6, 0, p2 + unit * d0 + j);
      }
      for (; j < d0; ++j) {
        const float t0 = (p1[tb0 + j]);
        const float t1 = (p0[tb1 + j]);
        const float t3 = t1 - t2;
        const float t4 = t0 * t3;
        const float t6 = t4 * t5;
        *(p2 + unit * d0 + j) = t6;
      }
    }
  }
}
// together: 1 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void together_62e27d6231b0bc32(
    global const long *table, const int count,
    global uchar *b0)
{
  global uchar *base[] = {b0};
  const int item = (int)get_global_id(0);
  int part = 0;
  while (part + 1 < count && item >= (int)table[(part + 1) * 16]) ++part;
  global const long *t = table + part * 16;
  const int own = item - (int)t[0], n0 = (int)t[2], n1 = (int)t[3];
  const int id0 = own % n0, id1 = own / n0 % n1, id2 = own / n0 / n1;
  switch ((int)t[1]) {
    case 0: part_a932876e12b1b1aa((global float *)base[(int)t[5]], (ulong)t[6], (global const float *)base[(int)t[7]], (ulong)t[8], (int)t[9], (int)t[10], (int)t[11], (int)t[12], (int)t[13], (int)t[14], (int)t[15], id0, id1, id2); break;
  }
}
// map: element by element over 3 loops, 1 results.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void map_6b8cff3b24b8fac6(
    global float *v0, const ulong o0,
    global const float *v1, const ulong o1,
    global const float *v2, const ulong o2,
    global const float *v3, const ulong o3,
    const int d0,
    const int d1,
    const int d2,
    const int d3,
    const int d4,
    const int d5,
    const int total,
    const int chunk)
{
  global float *p0 = v0 + o0;
  global const float *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  global const float *p3 = v3 + o3;
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int at = begin; at < end;) {
    int row = at / d1;
    const int j0 = at - row * d1;
    const int j1 = min(d1, j0 + end - at);
    const int rowStart = at - j0;
    const int i1 = row % d5;
    row /= d5;
    const int i0 = row;
    const int tb0 = d0 + i0 * d1 + i1 * d1;
    const int tb1 = d2 + i0 * d1 + i1 * d1;
    const int tb2 = i0 * d1 + i1 * d1;
    int j = j0;
    for (; j + 8 <= j1; j += 8) {
      const float8 t0 = ((uint)(d3 + i1) < (uint)1) ? vload8(0, p1 + tb0 + j) : (float8)(0);
      const float8 t1 = ((uint)(d4 + i1) < (uint)1) ? vload8(0, p2 + tb1 + j) : (float8)(0);
      const float8 t2 = ((uint)(i1) < (uint)1) ? vload8(0, p3 + tb2 + j) : (float8)(0);
      const float8 t3 = t0 + t1;
      const float8 t4 = t3 + t2;
      vstore8(t4, 0, p0 + rowStart + j);
    }
    for (; j < j1; ++j) {
      const float t0 = (((uint)(d3 + i1) < (uint)1) ? p1[tb0 + j] : 0);
      const float t1 = (((uint)(d4 + i1) < (uint)1) ? p2[tb1 + j] : 0);
      const float t2 = (((uint)(i1) < (uint)1) ? p3[tb2 + j] : 0);
      const float t3 = t0 + t1;
      const float t4 = t3 + t2;
      *(p0 + rowStart + j) = t4;
    }
    at += j1 - j0;
  }
}
// sum: columns over 1 of 3 loops.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void sum_1756f3e0613ebfff(
    global float *v0, const ulong o0,
    global const int *v1, const ulong o1,
    global const float *v2, const ulong o2,
    const int d0,
    const int d1,
    const int d2,
    volatile global int *fault,
    const int total,
    const int chunk)
{
  global float *p0 = v0 + o0;
  global const int *p1 = v1 + o1;
  global const float *p2 = v2 + o2;
  const float t5 = 0.0f;
  const int blocks = (d0 + 7) / 8;
  const int begin = (int)get_global_id(0) * chunk;
  const int end = begin + min(chunk, total - begin);
  for (int unit = begin; unit < end; ++unit) {
    int row = unit / blocks;
    const int j = (unit - row * blocks) * 8;
    const int at = row * d0 + j;
    const int i0 = row;
    if (j + 8 <= d0) {
      float8 accumulator = (float8)(0.0f);
      for (int i2 = 0; i2 < d2; ++i2) {
        const int t0 = (p1[i2]);
        const int t1 = (apus_check(t0, d1, 4, fault) ? t0 : -1);
        const int t3 = (int)(i0);
        const int t4 = -(int)(t1 == t3);
        const int tb2 = i2 * d0;
        if (t4) {
          const float8 t2 = vload8(0, p2 + tb2 + j);
          const float8 t6 = select((float8)(t5), t2, (int8)(t4));
          accumulator = accumulator + t6;
        }
      }
      /* f0 is the accumulator */
      vstore8(accumulator, 0, p0 + at);
    }
    else {
      float8 accumulator = (float8)(0.0f);
      for (int i2 = 0; i2 < d2; ++i2) {
        const int t0 = (p1[i2]);
        const int t1 = (apus_check(t0, d1, 4, fault) ? t0 : -1);
        const int t3 = (int)(i0);
        const int t4 = -(int)(t1 == t3);
        const int tb2 = i2 * d0;
        if (t4) {
          const float8 t2 = (float8)((p2[tb2 + j]), (1 < (d0 - j) ? (p2[tb2 + j + 1]) : 0), (2 < (d0 - j) ? (p2[tb2 + j + 2]) : 0), (3 < (d0 - j) ? (p2[tb2 + j + 3]) : 0), (4 < (d0 - j) ? (p2[tb2 + j + 4]) : 0), (5 < (d0 - j) ? (p2[tb2 + j + 5]) : 0), (6 < (d0 - j) ? (p2[tb2 + j + 6]) : 0), (7 < (d0 - j) ? (p2[tb2 + j + 7]) : 0));
          const float8 t6 = select((float8)(t5), t2, (int8)(t4));
          accumulator = accumulator + t6;
        }
      }
      /* f0 is the accumulator */
      { const float8 stored = accumulator; if (0 < (d0 - j)) (p0 + at)[0] = stored.s0; if (1 < (d0 - j)) (p0 + at)[1] = stored.s1; if (2 < (d0 - j)) (p0 + at)[2] = stored.s2; if (3 < (d0 - j)) (p0 + at)[3] = stored.s3; if (4 < (d0 - j)) (p0 + at)[4] = stored.s4; if (5 < (d0 - j)) (p0 + at)[5] = stored.s5; if (6 < (d0 - j)) (p0 + at)[6] = stored.s6; if (7 < (d0 - j)) (p0 + at)[7] = stored.s7; }
    }
  }
}
// together: 1 kernels as functions, called as a table says.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void together_e739c16bf64a1eee(
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
    case 0: part_c808cea490ee610a((global float *)base[(int)t[5]], (ulong)t[6], (global float *)base[(int)t[7]], (ulong)t[8], (global float *)base[(int)t[9]], (ulong)t[10], (global const float *)base[(int)t[11]], (ulong)t[12], (global const float *)base[(int)t[13]], (ulong)t[14], (global const float *)base[(int)t[15]], (ulong)t[16], (global const float *)base[(int)t[17]], (ulong)t[18], (global const float *)base[(int)t[19]], (ulong)t[20], (global const float *)base[(int)t[21]], (ulong)t[22], (global const float *)base[(int)t[23]], (ulong)t[24], (global const float *)base[(int)t[25]], (ulong)t[26], (global const float *)base[(int)t[27]], (ulong)t[28], (global const float *)base[(int)t[29]], (ulong)t[30], (volatile global int *)base[(int)t[31]], (int)t[32], (int)t[33], id0, id1, id2); break;
  }
}

