import COpenCL

/// The two-step clGetXxxInfo protocol (ask for the size, then for the value), written once.
struct InfoQuery {
  /// The entry point, for error messages.
  let call: String

  /// The entry point with object and parameter name bound: (size, value, size returned) -> status.
  let get: (Int, UnsafeMutableRawPointer?, UnsafeMutablePointer<Int>?) -> cl_int

  /// A value of fixed size, where zero bytes are a valid `Value`.
  func scalar<Value: BitwiseCopyable>(_ start: Value) throws(OpenCLError) -> Value {
    var value = start
    try check(get(MemoryLayout<Value>.size, &value, nil), call)
    return value
  }

  /// As ``scalar(_:)``, but `fallback` where the driver does not know the parameter.
  func scalar<Value: BitwiseCopyable>(or fallback: Value) -> Value {
    var value = fallback
    return get(MemoryLayout<Value>.size, &value, nil) == CL_SUCCESS ? value : fallback
  }

  /// A list of values.
  func array<Value: BitwiseCopyable>(of start: Value) throws(OpenCLError) -> [Value] {
    var byteCount = 0
    try check(get(0, nil, &byteCount), call)
    var values = [Value](repeating: start, count: byteCount / MemoryLayout<Value>.stride)
    if values.isEmpty { return values }
    let status = values.withUnsafeMutableBufferPointer {
      get($0.count * MemoryLayout<Value>.stride, $0.baseAddress, nil)
    }
    try check(status, call)
    return values
  }

  /// A string, without its terminating zero and without surrounding blanks.
  func string() throws(OpenCLError) -> String {
    let bytes = try array(of: UInt8(0)).prefix { $0 != 0 }
    return String(decoding: bytes, as: UTF8.self).trimmed
  }
}

extension String {
  /// The string without blanks and line ends at both sides.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
