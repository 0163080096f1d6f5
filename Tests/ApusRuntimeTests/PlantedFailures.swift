import ApusRuntime
import Testing

@testable import OpenCLKit

/// An OpenCL library that fails when told to: it calls the real one, but for what is planted. One
/// test at a time may plant something.
enum PlantedFailures {
  struct Plan {
    /// Status of a launch, and how many launches succeed before.
    var launch: (status: Int32, after: Int)?
    /// Status of a wait, and how many waits succeed before.
    var wait: (status: Int32, after: Int)?
    /// Status of every new buffer.
    var buffer: Int32?
    /// A source that contains one of these does not compile.
    var refused: [String] = []
  }

  static let plan = Protected(Plan())
  private static let real = Result { try OpenCLLibrary.shared().functions }

  /// The machine's device as the failing library shows it, with nothing planted.
  static func device() throws -> Device {
    plan.withLock { $0 = Plan() }
    var functions = try real.get()
    functions.clEnqueueNDRangeKernel = {
      let status = PlantedFailures.next(\.launch)
      guard status == 0, let real = try? PlantedFailures.real.get() else { return status }
      return real.clEnqueueNDRangeKernel($0, $1, $2, $3, $4, $5, $6, $7, $8)
    }
    functions.clWaitForEvents = {
      let status = PlantedFailures.next(\.wait)
      guard status == 0, let real = try? PlantedFailures.real.get() else { return status }
      return real.clWaitForEvents($0, $1)
    }
    functions.clCreateBuffer = {
      if let status = PlantedFailures.plan.withLock({ $0.buffer }) {
        $4?.pointee = status
        return nil
      }
      return (try? PlantedFailures.real.get())?.clCreateBuffer($0, $1, $2, $3, $4)
    }
    functions.clCreateProgramWithSource = { context, count, texts, lengths, status in
      guard let real = try? PlantedFailures.real.get() else { return nil }
      guard count == 1, let text = texts?[0], let length = lengths?[0] else {
        return real.clCreateProgramWithSource(context, count, texts, lengths, status)
      }
      let bytes = UnsafeRawBufferPointer(start: text, count: length)
      let source = String(decoding: bytes, as: UTF8.self)
      let refused = PlantedFailures.plan.withLock { $0.refused }
      guard refused.contains(where: source.contains) else {
        return real.clCreateProgramWithSource(context, count, texts, lengths, status)
      }
      return "#error planted\n".withCString { planted in
        var start: UnsafePointer<CChar>? = planted
        var length = 15
        return real.clCreateProgramWithSource(context, 1, &start, &length, status)
      }
    }
    let name = try Device.default.name
    let library = OpenCLLibrary(name: "planted", functions: functions)
    return try Device.select(.name(name), library: library)
  }

  private static func next(
    _ planted: WritableKeyPath<Plan, (status: Int32, after: Int)?>
  ) -> Int32 {
    plan.withLock { plan in
      guard let (status, after) = plan[keyPath: planted] else { return 0 }
      plan[keyPath: planted] = (status, max(0, after - 1))
      return after > 0 ? 0 : status
    }
  }
}
