import ApusCompiler
import ApusGraph
import ApusRuntime
import OpenCLKit
import Testing

/// Mistakes in feeds, updates, names and kernels: typed errors, and the process lives on.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct BadInputTests {
  private struct Two {
    let builder = GraphBuilder()
    let x: Variable
    let y: Variable
    let w: Variable
    let executable: Executable
    /// The line that feeds are first read at.
    static let line = 1234

    init() throws {
      x = try builder.input("x", [.batch, 3])
      y = try builder.input("y", [.batch])
      w = try builder.parameter("w", [3], initial: .constant(1))
      let (x, y, w) = (x, y, w)
      let out = try builder.scope("head", line: Two.line) { try sum(x * w, axes: [1]) + y }
      let next = try w + 1
      let graph = builder.finish()
      executable = try Executable(
        graph, outputs: [out.id], updates: [StateUpdate(w.id, next.id)],
        store: VariableStore(graph, in: testContext()))
    }

    /// The error of a step; nothing may have changed, and a good step must work after it.
    func mistake(
      _ feeds: [Variable: any Feed], _ location: SourceLocation = #_sourceLocation
    ) throws -> GraphError? {
      let (digest, number) = (try executable.store.parameterDigest, executable.store.step)
      let error = failure(GraphError.self, location) { try executable.step(feeds) }
      #expect(try executable.store.parameterDigest == digest, sourceLocation: location)
      #expect(executable.store.step == number, sourceLocation: location)
      let good = try executable.run([x: [[1, 2, 3]] as Tensor, y: [1] as Tensor])
      #expect(good[0].shape == [1], sourceLocation: location)
      return error
    }
  }

  private let rows: Tensor = [[1, 2, 3], [4, 5, 6]]

  @Test func missingFeed() throws {
    let two = try Two()
    let error = try two.mistake([two.x: rows])
    #expect(error?.kind == .missingFeed)
    #expect(error?.expected.contains("y") == true)
    #expect(error?.found.contains("x") == true)
    #expect(error?.operation == "add" && error?.operands.last == "y: float32[batch]")
    #expect(error?.site == CallSite(file: #fileID, line: Two.line))
    #expect(try two.mistake([:])?.kind == .missingFeed)
  }

  @Test func misshapenFeeds() throws {
    let two = try Two()
    let wrong: [Tensor] = [[1, 2, 3], [[1, 2], [3, 4]], [[[1, 2, 3]]]]
    for tensor in wrong {
      let error = try two.mistake([two.x: tensor, two.y: [1, 2] as Tensor])
      #expect(error?.kind == .feedMismatch)
      #expect(error?.description.contains("x") == true)
      #expect(error?.found == "float32\(tensor.shape)")
      #expect(error?.operation == "multiply")
      #expect(error?.site == CallSite(file: #fileID, line: Two.line))
    }
  }

  @Test func inconsistentSymbols() throws {
    let two = try Two()
    let error = try two.mistake([two.x: rows, two.y: [1, 2, 3] as Tensor])
    #expect(error?.kind == .feedMismatch)
    #expect(error?.expected.contains("batch") == true)
  }

  /// Extents at the ends of Int: solving for the symbol must not overflow.
  @Test(arguments: [
    Dim.batch + Dim(.min), Dim(.max) * .batch + Dim(.min), Dim(.min) * .batch,
    Dim(.max) - Dim(.max) * .batch,
  ])
  func extentsAtTheEndsOfInt(extent: Dim) throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [extent])
    let y = try x + x
    for rows in [0, 2] {
      let feed = try Tensor(repeating: Float(1), shape: [rows])
      let error = failure(GraphError.self) { _ = try values(builder, [y], feeds: [x: feed]) }
      #expect([.feedMismatch, .unboundSymbol, .invalidShape].contains(error?.kind))
    }
  }

  @Test func wrongType() throws {
    let two = try Two()
    let error = try two.mistake([two.x: rows.cast(to: .int32), two.y: [1, 2] as Tensor])
    #expect(error?.kind == .feedMismatch)
    #expect(error?.found == "int32[2, 3]")
  }

  @Test func foreignHandles() throws {
    let two = try Two()
    let stranger = try GraphBuilder().input("x", [.batch, 3])
    let error = try two.mistake([stranger: rows, two.y: [1, 2] as Tensor])
    #expect(error?.kind == .foreignVariable)
    let other = try Two()
    let (graph, store) = (two.builder.finish(), two.executable.store)
    let output = failure(GraphError.self) {
      _ = try Executable(graph, outputs: [other.x.id], store: store)
    }
    #expect(output?.kind == .foreignVariable)
    #expect(failure(GraphError.self) { _ = try store.value(other.w.id) }?.kind == .foreignVariable)
    #expect(failure(GraphError.self) { _ = try two.x * other.x }?.kind == .foreignVariable)
  }

  @Test func feedForAParameter() throws {
    let two = try Two()
    let feeds: [Variable: any Feed] = [
      two.x: rows, two.y: [1, 2] as Tensor, two.w: [1, 2, 3] as Tensor,
    ]
    let error = try two.mistake(feeds)
    #expect(error?.kind == .unexpectedFeed)
    #expect(error?.found.contains("parameter w") == true)
  }

  @Test func updatesThatDoNotFit() throws {
    let two = try Two()
    let (graph, store) = (two.builder.finish(), two.executable.store)
    func error(_ updates: [StateUpdate]) -> GraphError? {
      failure(GraphError.self) {
        _ = try Executable(graph, outputs: [], updates: updates, store: store)
      }
    }
    #expect(error([StateUpdate(two.x.id, two.x.id)])?.kind == .invalidArgument)
    let twice = error([StateUpdate(two.w.id, two.w.id), StateUpdate(two.w.id, two.w.id)])
    #expect(twice?.kind == .duplicateName)
    #expect(twice?.found.contains("w") == true)
    #expect(error([StateUpdate(two.w.id, two.y.id)])?.kind == .shapeMismatch)
  }

  /// What a device lacks is told with the operation, its operands and the line.
  @Test func unsupportedType() throws {
    let traits = DeviceTraits(family: .gpu, hasFloat64: false)
    let builder = GraphBuilder()
    let x = try builder.input("x", [2])
    let y = try cast(x, to: .float64)
    let wanted = try exp(y).id
    let compilation = Compilation(builder.finish(), outputs: [wanted])
    let error = failure(GraphError.self) { _ = try Compiler.compile(compilation, for: traits) }
    #expect(error?.kind == .unsupported && error?.operation == "cast to float64")
    #expect(error?.operands == ["x: float32[2]"] && error?.site?.file == #fileID)
    for part in ["float64", "cl_khr_fp64", "cast to float32"] {
      #expect(error?.description.contains(part) == true, "\(error?.description ?? "none")")
    }
    let given = GraphBuilder()
    let z = try given.input("z", [2], .float64)
    let twice = try (z + z).id
    let other = Compilation(given.finish(), outputs: [twice])
    let second = failure(GraphError.self) { _ = try Compiler.compile(other, for: traits) }
    #expect(second?.kind == .unsupported && second?.operands == ["z: float64[2]", "z: float64[2]"])
  }

  @Test func unknownDevice() throws {
    let error = failure(OpenCLError.self) {
      _ = try Device.select(DeviceSelector("Commodore 64"))
    }
    guard case .noSuchDevice(let selector, let available) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(selector == "Commodore 64")
    #expect(!available.isEmpty)
  }

  @Test func kernelThatDoesNotBuild() throws {
    let context = try testContext()
    let builder = GraphBuilder()
    let x = try builder.input("x", [4])
    let broken = StatementOp(
      statements: "y[y0] = no_such_function(x[x0]); int oops = ;", items: 1)
    // In one program with kernels that are right, before it and after it.
    let y = try exp(sum(exp(builder.add(broken, [exp(x)])[0])))
    let line = #line - 1
    let z = try x + 1
    let feeds: [Variable: any Feed] = [x: [1, 2, 3, 4] as Tensor]
    for _ in 0..<2 {
      let error = failure(OpenCLError.self) {
        _ = try values(builder, [y], feeds: feeds, in: context)
      }
      #expect(error?.status?.name == "CL_BUILD_PROGRAM_FAILURE")
      guard case .callFailed(let failure) = error else { continue }
      #expect(failure.call == "clBuildProgram")
      #expect(failure.kernel?.hasPrefix("test_statements") == true)
      #expect(failure.origin?.contains("test.statements(") == true)
      #expect(failure.origin?.hasSuffix("at \(#fileID):\(line)") == true)
      #expect(failure.origin?.contains("sum") == false)
      // PoCL says no more than how many errors there are where its log goes to standard error.
      #expect(error?.buildLog?.isEmpty == false)
      let text = error?.description ?? ""
      for part in ["error", "test_statements", "test.statements", "\(#fileID):\(line)"] {
        #expect(text.contains(part), "'\(part)' is not in: \(text)")
      }
    }
    #expect(try values(builder, [z], feeds: feeds, in: context) == [[2, 3, 4, 5]])
  }
}
