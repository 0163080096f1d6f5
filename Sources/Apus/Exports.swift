// `import Apus` is enough: it brings the graph, the compiler's values and the runtime with it.

@_exported import ApusCompiler
@_exported import ApusGraph
@_exported import ApusRuntime
@_exported import OpenCLKit
