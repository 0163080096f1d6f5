import COpenCL

/// What is known about one argument of a kernel.
struct ArgumentSlot {
  /// What the argument's type accepts.
  enum Kind {
    /// A `global` or `constant` pointer: a buffer.
    case buffer
    /// A `local` pointer: a number of bytes.
    case local
    /// A number or a vector.
    case value
    /// The driver keeps no argument information: it will have to check by itself.
    case unknown

    init(qualifier: cl_kernel_arg_address_qualifier) {
      switch qualifier {
      case CL_KERNEL_ARG_ADDRESS_GLOBAL, CL_KERNEL_ARG_ADDRESS_CONSTANT: self = .buffer
      case CL_KERNEL_ARG_ADDRESS_LOCAL: self = .local
      case CL_KERNEL_ARG_ADDRESS_PRIVATE: self = .value
      default: self = .unknown
      }
    }

    /// In words, for error messages.
    var words: String {
      switch self {
      case .buffer: "a buffer"
      case .local: "a size of local memory"
      case .value: "a number"
      case .unknown: "anything"
      }
    }
  }

  let kind: Kind

  /// Whether it was ever set.
  var isSet = false

  /// The buffer it was set to, kept alive: OpenCL 1.2 does not retain it.
  var buffer: Buffer?

  init(kind: Kind) { self.kind = kind }
}
