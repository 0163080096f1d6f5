/// What every program begins with: the few functions that generated kernels call.
package enum Prelude {
  /// Build options: no signed zeros, denormals may be flushed; nothing that breaks NaN or Inf.
  static let options = "-cl-no-signed-zeros -cl-denorms-are-zero"

  /// Words of a place that can fault: its site, the index's halves, and one to spare. The first four
  /// tell whether anything did; the last ones are shared by all places from there on.
  package static let faultWords = (perSite: 4, count: 4 * 64)

  private static let lastSlot = faultWords.count / faultWords.perSite - 1

  static let text = """
    // Whether an index computed on the device is in range. If not, fault[0] says so, and the first
    // such index of the place is written down: (site, lower and upper half). Places have words of
    // their own, so that what is reported does not depend on which of them is computed first.
    int apus_check(int index, int extent, int site, volatile global int *fault);
    int apus_check(int index, int extent, int site, volatile global int *fault)
    {
      if (index >= 0 && index < extent) return 1;
      volatile global int *own = fault + \(faultWords.perSite) * min(site, \(lastSlot));
      if (atomic_cmpxchg(own, 0, site) == 0) { own[1] = index; own[2] = index >> 31; }
      atomic_xchg(fault, 1);
      return 0;
    }

    int apus_check_long(long index, int extent, int site, volatile global int *fault);
    int apus_check_long(long index, int extent, int site, volatile global int *fault)
    {
      if (index >= 0 && index < extent) return 1;
      volatile global int *own = fault + \(faultWords.perSite) * min(site, \(lastSlot));
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

    """
}
