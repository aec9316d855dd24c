import Synchronization

/// How much of what is sent may stand in memory while it comes in and is answered: of all together, and of one place.
final class BodyRoom: Sendable {
  private struct State: Sendable {
    var all = 0
    var ofPlace: [String: Int] = [:]
  }

  private let state = Mutex(State())
  private let most: Int
  private let mostOfPlace: Int

  /// - Parameters: in bytes.
  init(most: Int, ofPlace: Int) {
    self.most = most
    mostOfPlace = ofPlace
  }

  /// What one request takes of it.
  final class Share: Sendable {
    private let room: BodyRoom
    private let place: String
    private let bytes = Mutex(0)

    init(_ room: BodyRoom, of place: String) {
      self.room = room
      self.place = place
    }

    /// - Returns: whether there is room for so many bytes more.
    func take(_ count: Int) -> Bool {
      guard room.take(count, of: place) else { return false }
      bytes.withLock { $0 += count }
      return true
    }

    func giveBack() {
      let count = bytes.withLock { bytes in
        defer { bytes = 0 }
        return bytes
      }
      room.giveBack(count, of: place)
    }
  }

  private func take(_ count: Int, of place: String) -> Bool {
    state.withLock { state in
      let taken = state.ofPlace[place, default: 0]
      guard state.all + count <= most, taken + count <= mostOfPlace else { return false }
      state.all += count
      state.ofPlace[place] = taken + count
      return true
    }
  }

  private func giveBack(_ count: Int, of place: String) {
    state.withLock { state in
      state.all -= count
      let left = state.ofPlace[place, default: 0] - count
      state.ofPlace[place] = left > 0 ? left : nil
    }
  }
}
