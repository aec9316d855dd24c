import Synchronization

/// What was made lately, by what it was made of, so that whoever asks next has it at once.
final class Recent<Value: Sendable>: Sendable {
  private struct Kept: Sendable {
    var values: [String: Value] = [:]
    /// When each was asked for last, in askings.
    var used: [String: Int] = [:]
    var clock = 0
  }

  private let kept = Mutex(Kept())
  private let most: Int

  /// - Parameter most: how many are kept; what was not asked for longest goes first.
  init(most: Int) { self.most = most }

  func value(_ key: String, _ make: () async throws -> Value) async rethrows -> Value {
    if let known = known(key) { return known }
    let made = try await make()
    keep(made, key)
    return made
  }

  private func known(_ key: String) -> Value? {
    kept.withLock { kept in
      guard let value = kept.values[key] else { return nil }
      kept.clock += 1
      kept.used[key] = kept.clock
      return value
    }
  }

  private func keep(_ value: Value, _ key: String) {
    kept.withLock { kept in
      // Two who asked at once have both made it.
      kept.values[key] = value
      kept.clock += 1
      kept.used[key] = kept.clock
      guard kept.values.count > most, let oldest = kept.used.min(by: { $0.value < $1.value })
      else { return }
      kept.values[oldest.key] = nil
      kept.used[oldest.key] = nil
    }
  }
}
