import Foundation
import Synchronization

/// Whoever something is computed for, by all that they are known by.
struct Asker: Hashable, Sendable {
  /// Their account where they signed in, else their address.
  let names: [String]
  /// Whether they have no account here.
  var isStranger = false

  /// Of the request that is being answered; the site itself where there is none.
  @TaskLocal static var current = Asker(names: [])
}

/// How much processor time everybody used lately, in seconds. It comes back with time.
final class ProcessorTime: Sendable {
  private struct Use: Sendable {
    var seconds: Double
    /// When that was.
    var moment: Double
  }

  private let uses = Mutex<[String: Use]>([:])
  private let most: Double
  private let back: Double
  private let clock: @Sendable () -> Double

  /// Names that are kept; past that those who used least are forgotten.
  private static let kept = 10_000

  /// - Parameters:
  ///   - most: seconds that somebody may use at once.
  ///   - back: of it, so much comes back each second.
  ///   - clock: seconds since some moment.
  init(
    most: Double = 120, back: Double = 0.25,
    clock: @escaping @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime }
  ) {
    self.most = most
    self.back = back
    self.clock = clock
  }

  /// - Throws: `Gate.Full` for somebody who used it up.
  func admit(_ asker: Asker) throws(Gate.Full) {
    let used = used(by: asker)
    guard used < most else {
      throw Gate.Full(seconds: max(1, Int(((used - most) / back).rounded(.up))))
    }
  }

  func used(by asker: Asker) -> Double {
    let now = clock()
    return uses.withLock { uses in
      asker.names.map { left(of: uses[$0], at: now) }.max() ?? 0
    }
  }

  func charge(_ asker: Asker, _ seconds: Double) {
    let now = clock()
    uses.withLock { uses in
      for name in asker.names {
        uses[name] = Use(seconds: left(of: uses[name], at: now) + seconds, moment: now)
      }
      guard uses.count > Self.kept else { return }
      uses = uses.filter { left(of: $0.value, at: now) > 0 }
      guard uses.count > Self.kept else { return }
      let kept = uses.sorted { left(of: $0.value, at: now) > left(of: $1.value, at: now) }
      uses = Dictionary(uniqueKeysWithValues: kept.prefix(Self.kept / 2).map { ($0.key, $0.value) })
    }
  }

  private func left(of use: Use?, at now: Double) -> Double {
    use.map { max(0, $0.seconds - max(0, now - $0.moment) * back) } ?? 0
  }

  /// What this thread used, in seconds.
  static var ofThisThread: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
