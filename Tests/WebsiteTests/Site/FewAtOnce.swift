import Testing

extension Trait where Self == FewAtOnce {
  /// For a suite whose cases open stores.
  static var fewAtOnce: Self { Self() }
}

/// Lets a dozen cases of all suites that have it run at once; the others wait before they begin.
///
/// A store holds some five descriptors. All cases together would hold more than a system lets a process have by
/// default, which is 1,024.
struct FewAtOnce: TestTrait, SuiteTrait, TestScoping {
  private static let places = Places(12)
  /// Whether the case has a place, where both its suite and it ask for one: it would wait for itself.
  @TaskLocal private static var isIn = false

  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    // A suite as a whole, and a test of many cases, wait for theirs: with a place they would wait for ever.
    guard testCase != nil, !Self.isIn else { return try await function() }
    try await Self.places.take()
    do {
      try await Self.$isIn.withValue(true) { try await function() }
    } catch {
      await Self.places.leave()
      throw error
    }
    await Self.places.leave()
  }
}

/// Who comes when all are taken waits, the first one first.
private actor Places {
  private var free: Int
  private var waiting: [(number: Int, continuation: CheckedContinuation<Void, any Error>)] = []
  private var last = 0

  init(_ count: Int) { free = count }

  /// - Throws: `CancellationError` where the task is cancelled before it has a place.
  func take() async throws {
    if free > 0 {
      free -= 1
      return
    }
    last += 1
    let number = last
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation {
        (continuation: CheckedContinuation<Void, any Error>) in
        // Cancelled before it waits; whoever is cancelled later is found among those who wait.
        if Task.isCancelled {
          continuation.resume(throwing: CancellationError())
        } else {
          waiting.append((number, continuation))
        }
      }
    } onCancel: {
      Task { await giveUp(number) }
    }
  }

  func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().continuation.resume() }
  }

  private func giveUp(_ number: Int) {
    guard let place = waiting.firstIndex(where: { $0.number == number }) else { return }
    waiting.remove(at: place).continuation.resume(throwing: CancellationError())
  }
}
