import Foundation
import Glibc

/// An open file of the operating system.
struct Descriptor {
  private let number: Int32

  init(_ number: Int32) { self.number = number }

  static func reading<Result>(
    _ path: String, _ body: (Descriptor) throws(FileFault) -> Result
  ) throws(FileFault) -> Result {
    // A pipe that nobody writes to would keep whoever opens it waiting for ever.
    let number = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard number >= 0 else { throw .current }
    defer { close(number) }
    var status = stat()
    if fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFIFO {
      var waited = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
      guard poll(&waited, 1, pipePatience) != 0 else { throw .silent }
    }
    _ = fcntl(number, F_SETFL, 0)
    return try body(Descriptor(number))
  }

  /// Milliseconds in which something has to come out of a pipe.
  private static let pipePatience: Int32 = 5_000

  /// At most so many bytes; empty at the end.
  func read(atMost count: Int) throws(FileFault) -> [UInt8] {
    var failure: FileFault?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var got: Int
      repeat { got = Glibc.read(number, buffer.baseAddress, count) } while got < 0 && errno == EINTR
      if got < 0 { failure = .current }
      filled = max(0, got)
    }
    if let failure { throw failure }
    return bytes
  }

  /// Everything, unless it is more than the limit.
  func whole(limit: Int) throws(FileFault) -> [UInt8] {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw .current }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw .isFolder }
    let size = kind == S_IFREG ? status.st_size : 0
    if size > limit { throw .tooLarge(bytes: size, limit: limit) }
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let wanted = bytes.isEmpty ? size + 1 : 1 << 16
      let more = try read(atMost: min(wanted, limit + 1 - bytes.count))
      if more.isEmpty { return bytes }
      // The common case, a file that comes as a whole, is not copied.
      if bytes.isEmpty { bytes = more } else { bytes += more }
    }
    throw .tooLarge(bytes: nil, limit: limit)
  }

  func write(_ bytes: [UInt8]) throws(FileFault) {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        Glibc.write(number, buffer.baseAddress.map { $0 + start }, bytes.count - start)
      }
      if written >= 0 {
        start += written
      } else if errno != EINTR {
        throw .current
      }
    }
  }

  /// Writes beside the file and then takes its place, so that nobody ever meets half of it.
  static func replace(fileAt path: String, with bytes: [UInt8]) throws(FileFault) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR { throw .isFolder }
    // A device or a pipe can't be replaced, only written to.
    if exists, status.st_mode & S_IFMT != S_IFREG {
      // A pipe that nobody reads is an error, and not something to wait for.
      let number = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
      guard number >= 0 else { throw errno == ENXIO ? .unread : .current }
      defer { close(number) }
      _ = fcntl(number, F_SETFL, 0)
      return try Descriptor(number).write(bytes)
    }
    let target = exists ? resolved(path) : path
    let temporary = "\(target).\(getpid()).tmp"
    let mode = exists ? status.st_mode & 0o777 : 0o666
    let number = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard number >= 0 else { throw .current }
    do throws(FileFault) {
      defer { close(number) }
      try Descriptor(number).write(bytes)
      guard fsync(number) == 0 else { throw FileFault.current }
      guard rename(temporary, target) == 0 else { throw FileFault.current }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Whether two paths lead to one file.
  static func areSame(_ path: String, _ other: String) -> Bool {
    var one = stat()
    var two = stat()
    guard stat(path, &one) == 0, stat(other, &two) == 0 else { return false }
    return one.st_dev == two.st_dev && one.st_ino == two.st_ino
  }

  /// Whether a path leads to something in a folder. What is not there is not elsewhere either: reading it says so.
  static func isInside(_ path: String, _ folder: String) -> Bool {
    guard access(path, F_OK) == 0 else { return true }
    return resolved(path).hasPrefix(resolved(folder) + "/")
  }

  /// Where a link leads, so that the file is replaced and not the link.
  private static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }
}

extension FileFault {
  /// What the last call to the operating system said.
  package static var current: FileFault {
    switch errno {
    case ENOENT, ENOTDIR: .missing
    case EISDIR: .isFolder
    case EACCES, EPERM: .forbidden
    case EPIPE: .closed
    default: .other(String(cString: strerror(errno)))
    }
  }
}
