import Dispatch

/// Lets a few computations run at once, and some wait: more would make everybody wait.
///
/// They run beside the threads that answer requests, so that a page is never behind an assessment.
actor HeavyWork {
  /// There are too many waiting already.
  struct Full: Error {
    /// When it makes sense to try again.
    let seconds: Int
  }

  private let most: Int
  private let longest: Int
  private var running = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// - Parameters:
  ///   - most: how many run at once.
  ///   - longest: how many may wait for one of them to end.
  init(most: Int = 2, longest: Int = 16) {
    self.most = most
    self.longest = longest
  }

  /// - Throws: ``Full``, or what the work throws.
  func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    if running < most {
      running += 1
    } else {
      guard waiting.count < longest else { throw Full(seconds: 5) }
      // Whoever ends hands its place over, so the count stays.
      await withCheckedContinuation { waiting.append($0) }
    }
    defer {
      if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
    }
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try work() })
      }
    }
  }
}
