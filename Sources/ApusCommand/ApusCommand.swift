import Apus
import ArgumentParser

/// The program `apus`.
@main
enum Program {
  static func main() {
    CommandEnvironment.prepare()
    ApusCommand.main()
  }
}

/// What `apus` can do.
struct ApusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apus",
    abstract: "Looks at OpenCL devices, and at graphs and the plans Apus makes of them.",
    discussion: """
      APUS_DEVICE chooses the device (an index, a part of its name, cpu or gpu), \
      APUS_KERNEL_FAMILY its kernels (cpu or gpu), APUS_CACHE_DIR the folder of compiled kernels, \
      APUS_OPENCL_LIBRARY the OpenCL library.
      """,
    version: version,
    subcommands: [
      DevicesCommand.self, DoctorCommand.self, InspectCommand.self, ProfileCommand.self,
      TuneCommand.self,
    ])

  /// The version of Apus.
  static let version = Compiler.version
}
