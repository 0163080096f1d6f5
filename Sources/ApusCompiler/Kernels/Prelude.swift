/// What every program begins with: the few functions that generated kernels call.
enum Prelude {
  /// Build options: no signed zeros, denormals may be flushed; nothing that breaks NaN or Inf.
  static let options = "-cl-no-signed-zeros -cl-denorms-are-zero"

  static let text = """
    // Whether an index computed on the device is in range. If not, the first such place of the
    // step is written down: fault = (site, index).
    int apus_check(int index, int extent, int site, volatile global int *fault);
    int apus_check(int index, int extent, int site, volatile global int *fault)
    {
      if (index >= 0 && index < extent) return 1;
      if (atomic_cmpxchg(fault, 0, site) == 0) fault[1] = index;
      return 0;
    }

    // The four words of Philox-4x32-10 (Salmon et al., 2011).
    uint4 apus_words(uint element, uint step, uint seed0, uint seed1, uint stream);
    uint4 apus_words(uint element, uint step, uint seed0, uint seed1, uint stream)
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
      return (uint4)(c0, c1, c2, c3);
    }

    // A uniform number in [0, 1): 24 bits of word `word`.
    float apus_uniform(
        uint element, uint step, uint seed0, uint seed1, uint stream, int word);
    float apus_uniform(
        uint element, uint step, uint seed0, uint seed1, uint stream, int word)
    {
      const uint4 words = apus_words(element, step, seed0, seed1, stream);
      const uint drawn =
        word == 0 ? words.x : word == 1 ? words.y : word == 2 ? words.z : words.w;
      return (float)(drawn >> 8) * 0x1p-24f;
    }

    // A number in 0..<bound: the upper half of bound times words 0 and 1.
    long apus_below(
        uint element, uint step, uint seed0, uint seed1, uint stream, ulong bound);
    long apus_below(
        uint element, uint step, uint seed0, uint seed1, uint stream, ulong bound)
    {
      const uint4 words = apus_words(element, step, seed0, seed1, stream);
      return (long)mul_hi((ulong)words.x << 32 | words.y, bound);
    }

    """
}
