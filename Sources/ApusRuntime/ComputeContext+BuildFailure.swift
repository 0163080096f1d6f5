import ApusCompiler
import OpenCLKit

extension ComputeContext {
  /// The program of a compiled graph. Its kernels are one program; where that does not build, the
  /// error is that of the first kernel that does not build by itself, with the operations it
  /// computes and the lines that asked for them.
  func program(of compiled: CompiledProgram, on target: Device) throws -> Program {
    do {
      return try program(compiled.source, options: compiled.buildOptions, on: target)
    } catch let error as OpenCLError where error.buildLog != nil {
      for kernel in compiled.kernels {
        if let failure = buildFailure(of: kernel, in: compiled, on: target) { throw failure }
      }
      throw error
    }
  }

  private func buildFailure(
    of kernel: KernelSource, in compiled: CompiledProgram, on target: Device
  ) -> OpenCLError? {
    do throws(OpenCLError) {
      _ = try Program(
        context: context, source: compiled.source(of: kernel), options: compiled.buildOptions,
        on: target)
      return nil
    } catch {
      guard case .callFailed(let failure) = error, let log = failure.buildLog else { return nil }
      return .callFailed(
        OpenCLCallFailure(
          call: failure.call, status: failure.status, kernel: kernel.name, buildLog: log,
          origin: compiled.origin(of: kernel)))
    }
  }
}
