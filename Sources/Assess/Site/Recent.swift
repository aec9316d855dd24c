import Synchronization

/// What was made lately, by what it was made of, so that whoever asks next has it at once.
final class Recent<Value: Sendable>: Sendable {
  private struct Entry {
    let key: String
    let value: Value
  }

  private let entries = Mutex<[Entry]>([])
  private let most: Int

  /// - Parameter most: how many are kept; what was not asked for longest goes first.
  init(most: Int) { self.most = most }

  func value(_ key: String, _ make: () throws -> Value) rethrows -> Value {
    let known = entries.withLock { entries -> Value? in
      guard let index = entries.firstIndex(where: { $0.key == key }) else { return nil }
      let entry = entries.remove(at: index)
      entries.append(entry)
      return entry.value
    }
    if let known { return known }
    let made = try make()
    entries.withLock { entries in
      // Two who asked at once have both made it.
      entries.removeAll { $0.key == key }
      entries.append(Entry(key: key, value: made))
      if entries.count > most { entries.removeFirst() }
    }
    return made
  }
}
