import Synchronization

/// How often somebody may try something, counted in windows of time, in memory.
final class RateLimits: Sendable {
  enum Kind: Hashable, Sendable, CaseIterable {
    case signInByAddress
    /// From one place to one account; of all places together many more, so that a stranger does not keep
    /// its owner out with a few tries.
    case signInByAccountAndAddress
    case signInByAccount
    case newPlan
    case newAccount
    /// Of one account.
    case newPassword
    /// A message that somebody asks for: to confirm an address, or for a new password.
    case message
    case messageByAddress
    case upload
    /// Any request of a program.
    case program
    /// A key that does not work.
    case wrongKey
    case newKey
    /// An assessment that a program asks for.
    case assessment
    /// Answers that a program puts in.
    case answers

    /// Tries in a number of seconds.
    var limit: (tries: Int, seconds: Int) {
      switch self {
      case .signInByAddress: (30, 900)
      case .signInByAccountAndAddress: (10, 900)
      case .signInByAccount: (100, 900)
      case .newPlan: (30, 3_600)
      case .newAccount: (10, 3_600)
      case .newPassword: (10, 3_600)
      case .message: (5, 3_600)
      case .messageByAddress: (20, 3_600)
      case .upload: (60, 3_600)
      case .program: (3_000, 900)
      case .wrongKey: (30, 900)
      case .newKey: (20, 3_600)
      case .assessment: (600, 900)
      case .answers: (600, 3_600)
      }
    }

    /// Seconds until the next window.
    func wait(at moment: Moment) -> Int {
      let seconds = limit.seconds
      return seconds - moment.seconds % seconds
    }
  }

  private struct Key: Hashable {
    let kind: Kind
    let who: String
    let window: Int
  }

  private let counts = Mutex<[Key: Int]>([:])
  /// Keys that are kept; past that, old windows are forgotten, and then everything.
  private static let most = 100_000

  /// Counts a try.
  ///
  /// - Returns: whether it is still within the limit.
  func allows(_ kind: Kind, _ who: String, at moment: Moment) -> Bool {
    let (tries, seconds) = kind.limit
    let key = Key(kind: kind, who: who, window: moment.seconds / seconds)
    return counts.withLock { counts in
      if counts.count >= RateLimits.most {
        counts = counts.filter { $0.key.window == moment.seconds / $0.key.kind.limit.seconds }
        if counts.count >= RateLimits.most { counts = [:] }
      }
      counts[key, default: 0] += 1
      return counts[key, default: 0] <= tries
    }
  }
}
