// `import Apus` is enough: it brings the graph, the compiler's values, the
// runtime and the file formats with it.

@_exported import ApusCompiler
@_exported import ApusFormats
@_exported import ApusGraph
@_exported import ApusRuntime
@_exported import OpenCLKit
