import Foundation
import Synchronization

/// So many at once and no more: for pages of large plans, which take long to put together on the threads that answer.
///
/// Whoever used least processor time lately is next, and what somebody takes here counts as theirs.
final class Gate: Sendable {
  private struct Waiter: Sendable {
    let number: Int
    let asker: Asker
    let enter: CheckedContinuation<Void, any Error>
  }

  private struct State: Sendable {
    var inside = 0
    var waiting: [Waiter] = []
    var number = 0
  }

  private let state = Mutex(State())
  private let most: Int
  private let longest: Int
  private let time: ProcessorTime

  /// - Parameters:
  ///   - most: how many are inside at once.
  ///   - longest: how many may wait; of one asker a quarter of them.
  init(most: Int, longest: Int, _ time: ProcessorTime) {
    self.most = max(1, most)
    self.longest = longest
    self.time = time
  }

  /// How many wait to go in.
  var waiting: Int { state.withLock { $0.waiting.count } }

  /// - Throws: `WorkerPool.Full`, `CancellationError`, or what the work throws.
  func pass<Value: Sendable>(
    _ asker: Asker, _ work: @Sendable () async throws -> Value
  ) async throws -> Value {
    try time.admit(asker)
    try await enter(asker)
    let start = ProcessInfo.processInfo.systemUptime
    defer {
      time.charge(asker, ProcessInfo.processInfo.systemUptime - start)
      leave()
    }
    return try await work()
  }

  private func enter(_ asker: Asker) async throws {
    let number = state.withLock { state in
      state.number += 1
      return state.number
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let waiter = Waiter(number: number, asker: asker, enter: continuation)
        enum Fate { case enters, waits, isRefused }
        let fate = state.withLock { state -> Fate in
          if state.inside < most {
            state.inside += 1
            return .enters
          }
          let mine = state.waiting.count { $0.asker == asker }
          guard state.waiting.count < longest, mine < max(2, longest / 4) else {
            return .isRefused
          }
          state.waiting.append(waiter)
          return .waits
        }
        switch fate {
        case .enters: continuation.resume()
        case .waits: if Task.isCancelled { giveUp(number) }
        case .isRefused: continuation.resume(throwing: WorkerPool.Full(seconds: 5))
        }
      }
    } onCancel: {
      giveUp(number)
    }
  }

  private func leave() {
    let next = state.withLock { state -> Waiter? in
      guard
        let least = state.waiting.indices.min(by: {
          time.used(by: state.waiting[$0].asker) < time.used(by: state.waiting[$1].asker)
        })
      else {
        state.inside -= 1
        return nil
      }
      return state.waiting.remove(at: least)
    }
    next?.enter.resume()
  }

  private func giveUp(_ number: Int) {
    let waiter = state.withLock { state -> Waiter? in
      state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0) }
    }
    waiter?.enter.resume(throwing: CancellationError())
  }
}
