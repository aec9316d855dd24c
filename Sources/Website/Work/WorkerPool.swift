import Foundation

/// Threads of their own for what takes long to compute, so that a page never waits for an assessment.
///
/// They give way to the threads that answer requests. Who waits for one stands before a ``Gate``. What nobody waits
/// for any more does not begin, and where it looks at `Task.isCancelled` it ends.
final class WorkerPool: Sendable {
  private let gate: Gate
  private let threads: GivingWay
  private let time: ProcessorTime

  /// - Parameters:
  ///   - threads: how many compute at once.
  ///   - spare: how many more, for those who used little: they need not wait until long work of others ends.
  ///   - longest: how many may wait for one of them to end.
  ///   - niceness: how far they give way to others, from 0 to 19.
  ///   - time: what everybody has used, of this and of other pools.
  init(threads: Int, spare: Int = 0, longest: Int, niceness: Int32, _ time: ProcessorTime) {
    gate = Gate(most: threads, spare: spare, longest: longest, time)
    self.threads = GivingWay(niceness: niceness)
    self.time = time
  }

  /// How many wait for a thread.
  var waiting: Int { gate.waiting }

  /// - Throws: ``Gate/Full``, `CancellationError`, or what the work throws.
  func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    let asker = Asker.current
    return try await gate.pass(asker, isCharged: false) {
      try await withTaskExecutorPreference(threads) {
        let before = ProcessorTime.ofThisThread
        defer { time.charge(asker, ProcessorTime.ofThisThread - before) }
        let value = try work()
        // What was given up while it was made may be a part of it only.
        try Task.checkCancellation()
        return value
      }
    }
  }
}

/// A thread for each piece of work, with a priority of its own.
private final class GivingWay: TaskExecutor {
  private let niceness: Int32

  init(niceness: Int32) { self.niceness = niceness }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    Thread.detachNewThread { [self] in
      // On Linux 0 is this thread alone, and not the process.
      _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
      job.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}
