extension Device {
  /// Every device of every platform, platforms in the loader's order; empty where there is none.
  /// Companions of other devices (``companion``) come last, so that they move no index.
  ///
  /// A driver that fails is passed over while another one works.
  ///
  /// - Parameter library: the library to ask; nil means ``OpenCLLibrary/shared()``.
  /// - Throws: ``OpenCLError`` where there is no OpenCL library, or every driver fails.
  public static func all(library: OpenCLLibrary? = nil) throws(OpenCLError) -> [Device] {
    var devices: [Device] = []
    var failure: OpenCLError?
    for platform in try Platform.all(library: library) {
      do throws(OpenCLError) {
        devices += try platform.devices()
      } catch {
        failure = failure ?? error
      }
    }
    if devices.isEmpty, let failure { throw failure }
    return devices.filter { !$0.isCompanion } + devices.filter(\.isCompanion)
  }

  /// Whether it is PoCL's `basic` device, which runs each command inside the call that enqueues it,
  /// on the calling thread. That suits a step that has no work for a second thread: nobody has to
  /// be woken.
  public var isCompanion: Bool { DeviceRank(self).kind == 0 }

  /// The device that shares this one's memory and runs commands in the calling thread; nil where
  /// there is none.
  public var companion: Device? {
    guard !isCompanion, types == .cpu else { return nil }
    do throws(OpenCLError) {
      return try platform.devices().first(where: \.isCompanion)
    } catch {
      return nil
    }
  }

  /// The device named by `APUS_DEVICE` (see ``DeviceSelector``) where that is set, else the best
  /// one: GPU before accelerator before CPU, and never PoCL's single-threaded `basic` device while
  /// there is another.
  ///
  /// - Throws: ``OpenCLError/noPlatforms``, ``OpenCLError/noDevices(platforms:)``,
  ///   ``OpenCLError/noSuchDevice(selector:available:)``, or that there is no OpenCL library.
  public static var `default`: Device {
    get throws(OpenCLError) {
      if let chosen = Environment.value("APUS_DEVICE") {
        return try select(DeviceSelector(chosen))
      }
      return try select(.best)
    }
  }

  /// The best device that fits `selector`.
  ///
  /// - Parameters:
  ///   - selector: what to look for.
  ///   - library: the library to ask; nil means ``OpenCLLibrary/shared()``.
  /// - Throws: as ``default``.
  public static func select(
    _ selector: DeviceSelector, library: OpenCLLibrary? = nil
  ) throws(OpenCLError) -> Device {
    let devices = try all(library: library)
    if devices.isEmpty {
      let platforms = try Platform.all(library: library)
      throw platforms.isEmpty ? .noPlatforms : .noDevices(platforms: platforms.map(\.name))
    }
    return try selector.choose(from: devices)
  }
}
