import Foundation
import Synchronization

/// So many at once and no more, of what takes long.
///
/// Of those who wait, people with an account go before strangers, then whoever used least processor time lately: so
/// somebody who asks for a lot waits for the others and not they for him. What nobody waits for any more does not
/// go in.
final class Gate: Sendable {
  /// There are too many waiting already, or whoever asks has used up what is theirs.
  struct Full: Error {
    /// When it makes sense to try again.
    let seconds: Int
  }

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
  private let spare: Int
  private let longest: Int
  private let time: ProcessorTime

  /// Seconds: who used less lately may have a spare place.
  private static let little = 2.0

  /// - Parameters:
  ///   - most: how many are inside at once.
  ///   - spare: how many more, of those who used little.
  ///   - longest: how many may wait; of one asker a quarter of them.
  ///   - time: what everybody has used, here and elsewhere.
  init(most: Int, spare: Int = 0, longest: Int, _ time: ProcessorTime) {
    self.most = max(1, most)
    self.spare = spare
    self.longest = longest
    self.time = time
  }

  /// How many wait to go in.
  var waiting: Int { state.withLock { $0.waiting.count } }

  /// - Parameter isCharged: whether the time that passes inside counts as processor time; `false` where the work
  ///   counts it by itself.
  /// - Throws: ``Full``, `CancellationError`, or what the work throws.
  func pass<Value: Sendable>(
    _ asker: Asker, isCharged: Bool = true, _ work: @Sendable () async throws -> Value
  ) async throws -> Value {
    try time.admit(asker)
    try await enter(asker)
    let start = ProcessInfo.processInfo.systemUptime
    defer {
      if isCharged { time.charge(asker, ProcessInfo.processInfo.systemUptime - start) }
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
        put(Waiter(number: number, asker: asker, enter: continuation))
        // It may have been given up before it stood in the line.
        if Task.isCancelled { giveUp(number) }
      }
    } onCancel: {
      giveUp(number)
    }
  }

  private func put(_ waiter: Waiter) {
    enum Fate { case enters, waits, isRefused }
    let usedLittle = time.used(by: waiter.asker) < Self.little
    var last: Waiter?
    let fate = state.withLock { state -> Fate in
      if state.inside < most + (usedLittle ? spare : 0) {
        state.inside += 1
        return .enters
      }
      let mine = state.waiting.count { $0.asker == waiter.asker }
      guard mine < max(2, longest / 4) || waiter.asker.names.isEmpty else { return .isRefused }
      if state.waiting.count >= longest {
        // Whoever has the least claim goes: that may be the one who comes.
        guard
          let least = state.waiting.indices.max(by: {
            claim(state.waiting[$0]) < claim(state.waiting[$1])
          }),
          claim(waiter) < claim(state.waiting[least])
        else { return .isRefused }
        last = state.waiting.remove(at: least)
      }
      state.waiting.append(waiter)
      return .waits
    }
    last?.enter.resume(throwing: Full(seconds: 5))
    switch fate {
    case .enters: waiter.enter.resume()
    case .waits: break
    case .isRefused: waiter.enter.resume(throwing: Full(seconds: 5))
    }
  }

  /// The least goes first.
  private struct Claim: Comparable {
    let isStranger: Bool
    let used: Double

    static func < (left: Claim, right: Claim) -> Bool {
      left.isStranger == right.isStranger ? left.used < right.used : right.isStranger
    }
  }

  private func claim(_ waiter: Waiter) -> Claim {
    Claim(isStranger: waiter.asker.isStranger, used: time.used(by: waiter.asker))
  }

  private func leave() {
    let next = state.withLock { state -> Waiter? in
      let claims = state.waiting.map { claim($0) }
      // Of those with as much claim, whoever came first.
      guard let first = claims.indices.min(by: { claims[$0] < claims[$1] }),
        state.inside <= most || claims[first].used < Self.little
      else {
        state.inside -= 1
        return nil
      }
      return state.waiting.remove(at: first)
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
