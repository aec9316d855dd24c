import Foundation
import GRDB

/// A database that is read and never written: what is examined stays as it is.
struct LogReader: Sendable {
  private let queue: DatabaseQueue

  init(folder: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    queue = try DatabaseQueue(path: "\(folder)/\(Store.fileName)", configuration: configuration)
  }

  func logHead() throws -> LogHead? { try queue.read { try $0.logHead() } }

  func verifyLog(
    expecting expected: LogHead? = nil, signedBy keys: [PublicLogKey] = []
  ) throws -> LogVerification {
    try queue.read { try $0.verifyLog(expecting: expected, signedBy: keys) }
  }

  func exportLog(_ take: (LogEntry) throws -> Void) throws {
    try queue.read { try $0.eachLogEntry(take) }
  }

  /// Copies everything into a folder that is not there yet, whoever works on it meanwhile.
  ///
  /// - Returns: where the log stands in the copy.
  func copy(to folder: String) throws -> LogHead? {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    umask(0o077)
    let copy = try DatabaseQueue(path: "\(folder)/\(Store.fileName)")
    try queue.backup(to: copy)
    return try copy.read { try $0.logHead() }
  }
}
