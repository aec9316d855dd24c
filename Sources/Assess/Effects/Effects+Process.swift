import Foundation
import Glibc
import Rules

extension Effects {
  /// The files, streams and clock of this process.
  package static let process = Effects(
    readFile: { path, limit throws(FileFault) in
      try Descriptor.reading(path) { file throws(FileFault) in try file.whole(limit: limit) }
    },
    entries: { Folder.entries(of: $0) },
    writeFile: { path, bytes throws(FileFault) in
      try Descriptor.replace(fileAt: path, with: bytes)
    },
    makeFolder: { path throws(FileFault) in try Folder.make(path) },
    areSameFile: { Descriptor.areSame($0, $1) },
    isInside: { Descriptor.isInside($0, $1) },
    readInput: { count throws(FileFault) in try Descriptor(STDIN_FILENO).read(atMost: count) },
    writeOutput: { bytes throws(FileFault) in try Descriptor(STDOUT_FILENO).write(bytes) },
    writeError: { try? Descriptor(STDERR_FILENO).write($0) },
    handOver: { Program.replace(by: $0, $1) },
    run: { Program.output(of: $0, $1) },
    now: { Clock.now() },
    stopwatch: { Clock.seconds() },
    environment: Folder.environment(["TOETS_RULESETS", "TOETS_OPENID_SECRET", "NO_COLOR", "TERM"]),
    currentFolder: Folder.current,
    programFolder: Folder.ofProgram,
    isOutputTerminal: isatty(STDOUT_FILENO) == 1,
    isErrorTerminal: isatty(STDERR_FILENO) == 1,
    outputColumns: Terminal.columns,
    processors: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
}

private enum Program {
  static func replace(by path: String, _ arguments: [String]) -> FileFault {
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    // What this program passes over is no fault of the next one.
    signal(SIGPIPE, SIG_DFL)
    signal(SIGXFSZ, SIG_DFL)
    execv(path, &words)
    return .current
  }
}

extension Program {
  /// Bytes; more than any commit has of one file of a ruleset.
  private static let outputLimit = 1 << 24

  /// Foundation's `Process` reads past the end of its list of open descriptors where there are more than some
  /// 1,350. A command has a few; the website, which has more, runs nothing by this.
  static func output(of name: String, _ arguments: [String]) -> [UInt8]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    do { try process.run() } catch { return nil }
    let output = try? pipe.fileHandleForReading.read(upToCount: outputLimit + 1)
    // One that writes on would wait for ever.
    if output?.count ?? 0 > outputLimit { process.terminate() }
    process.waitUntilExit()
    let isWhole = process.terminationReason == .exit && process.terminationStatus == 0
    return isWhole ? output.map { Array($0) } ?? [] : nil
  }
}

private enum Clock {
  static func now() -> DateAndTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    var local = tm()
    localtime_r(&time.tv_sec, &local)
    let zone = ZoneDesignator(offsetSeconds: local.tm_gmtoff) ?? .utc
    return DateAndTime(instant: time.tv_sec, nanosecond: time.tv_nsec, zone: zone)
      ?? CalendarDate.epoch.midnightUTC
  }

  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

private enum Terminal {
  static var columns: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}

private enum Folder {
  static func entries(of path: String) -> [Effects.Entry]? {
    guard let stream = opendir(path) else { return nil }
    defer { closedir(stream) }
    var found: [Effects.Entry] = []
    while let entry = readdir(stream) {
      // By its address: an entry is only as long as its name, so that a copy of the whole field reads on past the
      // end of what the system gave.
      guard let place = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
      let name = String(
        cString: UnsafeRawPointer(entry).advanced(by: place).assumingMemoryBound(to: CChar.self))
      if name == "." || name == ".." { continue }
      let kind = Int(entry.pointee.d_type)
      let isFolder = kind == DT_DIR || kind != DT_REG && isOne("\(path)/\(name)")
      found.append(Effects.Entry(name: name, isFolder: isFolder))
    }
    return found.sorted { $0.name < $1.name }
  }

  static func make(_ path: String) throws(FileFault) {
    var made = ""
    for (index, step) in path.pathSteps.enumerated() {
      made += index == 0 ? String(step) : "/\(step)"
      guard !step.isEmpty, mkdir(made, 0o777) != 0, errno != EEXIST else { continue }
      throw .current
    }
    if !isOne(path) { throw .missing }
  }

  /// Whether a path leads to a folder, perhaps by a link.
  private static func isOne(_ path: String) -> Bool {
    let number = open(path, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { return false }
    close(number)
    return true
  }

  static func environment(_ names: [String]) -> [String: String] {
    var found: [String: String] = [:]
    for name in names {
      if let value = getenv(name) { found[name] = String(cString: value) }
    }
    return found
  }

  static var current: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  /// Where the program was read from, also where it is there no more: never where it is run.
  static var ofProgram: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let whole = String(
      decoding: buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return whole.lastIndex(of: "/").map { String(whole[..<$0]) } ?? ""
  }
}
