import Synchronization

/// What was made lately, by what it was made of, so that whoever asks next has it at once. Who ask for the same
/// at the same time wait for one making of it, and when nobody waits any more it is given up.
final class Recent<Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    let value: Value
    let bytes: Int
    let subject: String?
    /// When it was asked for last, in askings.
    var used: Int
  }

  private struct Making: Sendable {
    let number: Int
    let task: Task<Value, any Error>
    var waiting: Int
  }

  private enum Found: Sendable {
    case known(Value)
    case making(Making)
  }

  private struct Kept: Sendable {
    var entries: [String: Entry] = [:]
    var bytes = 0
    /// The entry that there is of each subject.
    var bySubject: [String: String] = [:]
    var making: [String: Making] = [:]
    var clock = 0

    mutating func remove(_ key: String) {
      guard let entry = entries.removeValue(forKey: key) else { return }
      bytes -= entry.bytes
      if let subject = entry.subject, bySubject[subject] == key { bySubject[subject] = nil }
    }
  }

  private let kept = Mutex(Kept())
  private let most: Int
  private let weight: @Sendable (Value) -> Int

  /// - Parameters:
  ///   - most: how many bytes are kept; what was not asked for longest goes first.
  ///   - weight: about how many bytes a value takes.
  init(bytes most: Int, _ weight: @escaping @Sendable (Value) -> Int) {
    self.most = most
    self.weight = weight
  }

  /// How many wait for what is being made.
  func waiting(for key: String) -> Int { kept.withLock { $0.making[key]?.waiting ?? 0 } }

  /// How many bytes are kept.
  var bytes: Int { kept.withLock { $0.bytes } }

  /// - Parameter subject: what there is one of at a time: a newer value of it takes the place of the one before.
  func value(
    _ key: String, of subject: String? = nil, _ make: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let found = kept.withLock { kept -> Found in
      kept.clock += 1
      if let entry = kept.entries[key] {
        kept.entries[key]?.used = kept.clock
        return .known(entry.value)
      }
      if var making = kept.making[key] {
        making.waiting += 1
        kept.making[key] = making
        return .making(making)
      }
      let number = kept.clock
      let task = Task { [self] in
        do {
          let made = try await make()
          keep(made, key, subject, number)
          return made
        } catch {
          end(key, number)
          throw error
        }
      }
      let making = Making(number: number, task: task, waiting: 1)
      kept.making[key] = making
      return .making(making)
    }
    let making: Making
    switch found {
    case .known(let value): return value
    case .making(let started): making = started
    }
    return try await withTaskCancellationHandler {
      let value = try await making.task.value
      try Task.checkCancellation()
      return value
    } onCancel: {
      leave(key, making.number)
    }
  }

  private func keep(_ value: Value, _ key: String, _ subject: String?, _ number: Int) {
    let bytes = weight(value)
    kept.withLock { kept in
      if kept.making[key]?.number == number { kept.making[key] = nil }
      // What is larger than all that may be kept would only push the rest out.
      guard bytes <= most / 2 else { return }
      if let subject, let before = kept.bySubject[subject] { kept.remove(before) }
      kept.remove(key)
      kept.clock += 1
      kept.entries[key] = Entry(value: value, bytes: bytes, subject: subject, used: kept.clock)
      kept.bytes += bytes
      if let subject { kept.bySubject[subject] = key }
      while kept.bytes > most,
        let oldest = kept.entries.min(by: { $0.value.used < $1.value.used })
      {
        kept.remove(oldest.key)
      }
    }
  }

  private func end(_ key: String, _ number: Int) {
    kept.withLock { kept in
      if kept.making[key]?.number == number { kept.making[key] = nil }
    }
  }

  /// One who waited is gone.
  private func leave(_ key: String, _ number: Int) {
    let task = kept.withLock { kept -> Task<Value, any Error>? in
      guard var making = kept.making[key], making.number == number else { return nil }
      making.waiting -= 1
      kept.making[key] = making.waiting > 0 ? making : nil
      return making.waiting > 0 ? nil : making.task
    }
    task?.cancel()
  }
}
