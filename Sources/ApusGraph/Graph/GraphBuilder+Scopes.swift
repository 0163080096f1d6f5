// Scopes, names, and the lines of user code on whose behalf things are built.

extension GraphBuilder {
  /// The path of the open scopes, such as `encoder/dense1`; empty outside of all.
  public var scopePath: String { scopes.last?.path ?? "" }

  /// Builds inside a named scope: names get its path, and errors name its call site.
  public func scope<Result, Failure: Error>(
    _ name: String, file: String = #fileID, line: Int = #line,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    scopes.append((path(name), userSite ?? CallSite(file: file, line: line)))
    defer { scopes.removeLast() }
    return try body()
  }

  /// Builds inside a scope whose path is `name` wherever it stands, and whose variables are made once:
  /// a parameter or a state that is there already is taken as it is.
  /// - Throws: `GraphError` where it has another shape or type.
  public func sharedScope<Result>(
    _ name: String, file: String = #fileID, line: Int = #line,
    _ body: () throws(GraphError) -> Result
  ) throws(GraphError) -> Result {
    let outer = counters
    // The numbers of layers begin anew, so that they find the variables of the first time.
    counters = counters.filter { !isPath($0.key, within: name) }
    scopes.append((name, userSite ?? CallSite(file: file, line: line)))
    sharingDepth += 1
    defer {
      sharingDepth -= 1
      scopes.removeLast()
      counters.merge(outer) { $0 > $1 ? $0 : $1 }
    }
    return try body()
  }

  /// A variable that another place has made, as long as it fits.
  func shared(
    _ index: Int, _ type: TensorType, _ kind: VariableKind, _ site: CallSite?
  ) throws(GraphError) -> Variable {
    let known = information(index)
    guard known.type == type, known.kind == kind else {
      throw GraphError(
        .shapeMismatch, expected: "\(label(index)) as it is shared, \(known.type)",
        found: "\(type)",
        advice: "layers share variables only where their inputs have the same features; "
          + "give one of the places another name",
        site: site, scope: scopePath)
    }
    return handles([index])[0]
  }

  /// Builds on behalf of a line of user code: everything in `body` is recorded there, and so are
  /// errors that name no line. Functions of several operations use it with the `#fileID` and
  /// `#line` of their callers; of calls within calls, the outermost one counts.
  ///
  ///     func swish(
  ///       _ x: Variable, file: String = #fileID, line: Int = #line
  ///     ) throws(GraphError) -> Variable {
  ///       try x.builder.at(file, line) { () throws(GraphError) in try x * sigmoid(x) }
  ///     }
  public func at<Result>(
    _ file: String, _ line: Int, _ body: () throws(GraphError) -> Result
  ) throws(GraphError) -> Result {
    if userSite != nil { return try body() }
    let site = CallSite(file: file, line: line)
    do {
      return try placing(site, body)
    } catch {
      var error = error
      error.site = error.site ?? site
      throw error
    }
  }

  /// Builds a function of several operations: as `at`, and errors name the function and its operands
  /// rather than the operation that happened to notice.
  ///
  ///     public func swish(
  ///       _ x: Variable, file: String = #fileID, line: Int = #line
  ///     ) throws(GraphError) -> Variable {
  ///       try x.builder.composed([x], file, line) { () throws(GraphError) in try x * sigmoid(x) }
  ///     }
  /// - Parameter function: the caller's own name, as `#function` gives it.
  public func composed<Result>(
    _ operands: [Variable], _ file: String, _ line: Int, function: String = #function,
    _ body: () throws(GraphError) -> Result
  ) throws(GraphError) -> Result {
    record(function, operands)
    if userSite != nil { return try body() }
    do {
      let result = try at(file, line, body)
      // What is made of nothing is of the type it was asked for.
      if calls != nil, operands.isEmpty, let made = result as? Variable { record(function, [made]) }
      return result
    } catch {
      var error = error
      error.operation = String(function.prefix { $0 != "(" })
      error.operands = operands.filter { owns($0.id) }.map { "\($0): \($0.type)" }
      throw error
    }
  }

  /// Remembers a call by user code; calls on behalf of another function do not count.
  func record(_ function: String, _ operands: [Variable]) {
    guard calls != nil, userSite == nil else { return }
    calls?[function, default: []].insert(operands.map(\.dtype))
  }

  /// Records what `body` builds at `site`, whatever is recorded around it.
  func placing<Result, Failure: Error>(
    _ site: CallSite?, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let outer = userSite
    userSite = site
    defer { userSite = outer }
    return try body()
  }

  /// Adds what `body` builds as a segment of its own.
  func inNewSegment<Result>(
    _ body: () throws(GraphError) -> Result
  ) throws(GraphError) -> Result {
    let outer = segment
    segment = (nodeList.lazy.map(\.segment).max() ?? 0) + 1
    defer { segment = outer }
    return try body()
  }

  /// The place of a call: that of the outermost `at`, if there is one.
  func site(_ file: String, _ line: Int) -> CallSite {
    userSite ?? CallSite(file: file, line: line)
  }

  /// `name` with the next free number in this scope: `dense1`, `dense2`, …
  public func uniqueName(_ name: String) -> String {
    let key = path(name)
    repeat {
      counters[key, default: 0] += 1
    } while sharingDepth == 0 && inherited.contains("\(key)\(counters[key, default: 1])")
    return "\(name)\(counters[key, default: 1])"
  }

  /// `name` within the open scopes.
  func path(_ name: String) -> String {
    scopePath.isEmpty ? name : "\(scopePath).\(name)"
  }
}
