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

    """
}
