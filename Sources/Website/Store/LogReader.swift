import Foundation
import GRDB

/// A database that is read and never written: what is examined stays as it is.
struct LogReader: Sendable {
  let queue: DatabaseQueue

  init(queue: DatabaseQueue) { self.queue = queue }

  init(folder: String) throws { try self.init(file: "\(folder)/\(Store.fileName)") }

  init(file: String) throws {
    var found = stat()
    // What is no file, such as a pipe, could be waited for without end.
    guard stat(file, &found) != 0 || found.st_mode & S_IFMT == S_IFREG else {
      throw DatabaseError(resultCode: .SQLITE_NOTADB)
    }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(Double(Store.patience))
    queue = try DatabaseQueue(path: file, configuration: configuration)
  }

  func logHead() throws -> LogHead? { try queue.read { try $0.logHead() } }

  func verifyLog(
    expecting expected: LogHead? = nil, signedBy keys: [PublicLogKey] = []
  ) throws -> LogVerification {
    try queue.read { try $0.verifyLog(expecting: expected, signedBy: keys) }
  }

  /// Whoever manages the site, or did.
  func administrators() throws -> [Account] {
    try queue.read { database in
      try Account.fetchAll(
        database,
        sql: "SELECT * FROM account WHERE role = ? AND confirmation IS NOT NULL ORDER BY id",
        arguments: [Role.administrator.rawValue])
    }
  }

  func exportLog(_ take: (LogEntry) throws -> Void) throws {
    try queue.read { try $0.eachLogEntry(take) }
  }
}
