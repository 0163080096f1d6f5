import ApusCompiler
import OpenCLKit

/// A kernel that a driver's compiler refused, and what was done about it.
public struct RefusedKernel: Sendable, Hashable, CustomStringConvertible {
  /// The kernel's name.
  public var name: String
  /// The OpenCL C that was refused, with all that it calls.
  public var source: String
  /// What the compiler said, and what the kernel computes.
  public var failure: OpenCLCallFailure
  /// The device it was built for.
  public var device: String

  /// One line for a person, then the compiler's log.
  public var description: String {
    "\(device) refuses the kernel \(name); its work is done by other kernels, perhaps slower.\n"
      + failure.description
  }
}

/// The error of a program whose kernel `refused` does not build by itself.
struct KernelRefusal: Error {
  var refused: RefusedKernel
}

extension ComputeContext {
  /// The program of a compiled graph. Its kernels are one program; where that does not build, the
  /// error is that of the first kernel that does not build by itself, with the operations it
  /// computes and the lines that asked for them.
  /// - Throws: `KernelRefusal`; `OpenCLError` for a program whose kernels all build alone.
  func program(of compiled: CompiledProgram, on target: Device) throws -> Program {
    do {
      return try program(compiled.source, options: options(of: compiled, on: target), on: target)
    } catch let error as OpenCLError where error.buildLog != nil {
      for kernel in compiled.kernels {
        if let refused = refusal(of: kernel, in: compiled, on: target) {
          throw KernelRefusal(refused: refused)
        }
      }
      throw error
    }
  }

  /// The options for a device. Processors divide correctly without being asked; GPUs would be 2.5 units
  /// in the last place off, and functions that divide with them.
  private func options(of compiled: CompiledProgram, on target: Device) -> String {
    let able = target.capabilities
    var options = compiled.buildOptions
    if target.types.contains(.gpu) && able.dividesCorrectly {
      options += " -cl-fp32-correctly-rounded-divide-sqrt"
    }
    return optimizesKernels ? options : options + " -cl-opt-disable"
  }

  private func refusal(
    of kernel: KernelSource, in compiled: CompiledProgram, on target: Device
  ) -> RefusedKernel? {
    let source = compiled.source(of: kernel)
    do throws(OpenCLError) {
      _ = try Program(
        context: context, source: source, options: options(of: compiled, on: target), on: target)
      return nil
    } catch {
      guard case .callFailed(let failure) = error, let log = failure.buildLog else { return nil }
      return RefusedKernel(
        name: kernel.name, source: source,
        failure: OpenCLCallFailure(
          call: failure.call, status: failure.status, kernel: kernel.name, buildLog: log,
          origin: compiled.origin(of: kernel)),
        device: target.name)
    }
  }
}
