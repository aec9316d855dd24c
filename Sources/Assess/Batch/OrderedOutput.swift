import Synchronization

/// Writes what workers finish in any order in the order of the input.
final class OrderedOutput: Sendable {
  private struct State: Sendable {
    var next = 0
    var waiting: [Int: [UInt8]] = [:]
    var isWriting = false
    var failure: FileFault?
  }

  private let state = Mutex(State())
  private let write: @Sendable ([UInt8]) throws(FileFault) -> Void
  private let wasWritten: @Sendable () -> Void

  /// - Parameter wasWritten: called for each block that has left, or that cannot leave any more.
  init(
    write: @escaping @Sendable ([UInt8]) throws(FileFault) -> Void,
    wasWritten: @escaping @Sendable () -> Void
  ) {
    self.write = write
    self.wasWritten = wasWritten
  }

  /// Why nothing more can be written.
  var failure: FileFault? { state.withLock { $0.failure } }

  /// Takes the result of a block. Whoever brings the next one writes; others only leave theirs, and
  /// go on with their work.
  func take(_ bytes: [UInt8], of number: Int) {
    state.withLock { $0.waiting[number] = bytes }
    while let bytes = claim() {
      var failure: FileFault?
      if self.failure == nil {
        do throws(FileFault) { try write(bytes) } catch { failure = error }
      }
      state.withLock { state in
        state.isWriting = false
        state.next += 1
        if let failure { state.failure = failure }
      }
      wasWritten()
    }
  }

  private func claim() -> [UInt8]? {
    state.withLock { state in
      guard !state.isWriting, let bytes = state.waiting.removeValue(forKey: state.next) else {
        return nil
      }
      state.isWriting = true
      return bytes
    }
  }
}
