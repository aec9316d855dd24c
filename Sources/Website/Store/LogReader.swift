import GRDB

/// A database that is read and never written: what is examined stays as it is.
struct LogReader: Sendable {
  let queue: DatabaseQueue

  init(queue: DatabaseQueue) { self.queue = queue }

  init(folder: String) throws { try self.init(file: "\(folder)/\(Store.fileName)") }

  init(file: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    queue = try DatabaseQueue(path: file, configuration: configuration)
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
}
