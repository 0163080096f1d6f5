// The C library's functions of Double, under names that the graph's own `cos` and `pow` do not hide.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

func cosine(_ x: Double) -> Double { cos(x) }
func raised(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
