/// A value that is not known yet, and what would have to be known.
///
/// It goes through every operation, except where it cannot matter: whatever it is given later, an
/// answer reached in spite of it stands.
public struct Unknown: Hashable, Sendable {
  /// One thing that is missing.
  public enum Cause: Hashable, Sendable {
    /// An input without an answer.
    case answer(InputPath)
    /// A parameter that nobody set.
    case parameter(Name)
    /// A question that only a person can answer.
    case judgement(Name)
  }

  /// Which kinds of cause there are, known even where the causes themselves are not kept.
  public struct Kinds: OptionSet, Hashable, Sendable {
    /// A bit for each kind.
    public let rawValue: UInt8
    /// Kinds from their bits, as `OptionSet` asks.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// An input without an answer.
    public static let answer = Kinds(rawValue: 1)
    /// A parameter that nobody set.
    public static let parameter = Kinds(rawValue: 2)
    /// A question that only a person can answer.
    public static let judgement = Kinds(rawValue: 4)
    /// A rule that has no answer, whatever people answer.
    public static let fault = Kinds(rawValue: 8)
  }

  /// Of all that is missing, also of what ``causes`` leaves out.
  public let kinds: Kinds
  /// In the order they were met, each once; empty where only the kinds were asked for. Of missing
  /// answers the first ``answersKept``: whoever gives those is asked for the next.
  public let causes: [Cause]

  /// A list of a thousand items can miss ten thousand answers, and every step would carry them all.
  public static let answersKept = 100

  /// - Requires: no cause twice.
  init(kinds: Kinds, causes: [Cause]) {
    self.kinds = kinds
    self.causes = causes
  }

  /// What is unknown because of one thing that is missing.
  public init(_ cause: Cause) {
    switch cause {
    case .answer: kinds = .answer
    case .parameter: kinds = .parameter
    case .judgement: kinds = .judgement
    }
    causes = [cause]
  }

  /// An unknown that tells its kinds but not its causes; cheaper, for runs that explain nothing.
  public static func unspecified(_ kinds: Kinds) -> Unknown { Unknown(kinds: kinds, causes: []) }

  /// What is unknown because of both: the causes of this one, then those of the other that are new.
  public func merged(with other: Unknown) -> Unknown {
    if other.causes.isEmpty || causes == other.causes {
      return Unknown(kinds: kinds.union(other.kinds), causes: causes)
    }
    if causes.isEmpty { return Unknown(kinds: kinds.union(other.kinds), causes: other.causes) }
    if causes.count >= Self.answersKept, other.kinds == .answer {
      return Unknown(kinds: kinds.union(other.kinds), causes: causes)
    }
    var union = causes
    union.reserveCapacity(Swift.min(causes.count + other.causes.count, Self.answersKept))
    // A few causes are looked for one by one; a set would cost more than it saves.
    if Swift.min(causes.count, other.causes.count) <= 8 {
      // Each has its own causes once.
      let few = causes.count <= 8 ? causes : nil
      for cause in other.causes
      where (union.count < Self.answersKept || !cause.isAnswer) && !(few ?? union).contains(cause) {
        union.append(cause)
      }
    } else {
      var seen = Set(union)
      for cause in other.causes where union.count < Self.answersKept || !cause.isAnswer {
        if seen.insert(cause).inserted { union.append(cause) }
      }
    }
    return Unknown(kinds: kinds.union(other.kinds), causes: union)
  }

  /// All of them as one, as they would be merged one after the other; `nil` for none.
  static func merged(_ all: [Unknown]) -> Unknown? {
    guard all.count > 2 else { return all.dropFirst().reduce(all.first) { $0?.merged(with: $1) } }
    // One set for all: each pair by itself would look through the causes of many again and again.
    var kinds: Kinds = []
    var union: [Cause] = []
    var seen: Set<Cause> = []
    for unknown in all {
      kinds.formUnion(unknown.kinds)
      if union.count >= Self.answersKept, unknown.kinds == .answer { continue }
      for cause in unknown.causes where union.count < Self.answersKept || !cause.isAnswer {
        if seen.insert(cause).inserted { union.append(cause) }
      }
    }
    return Unknown(kinds: kinds, causes: union)
  }
}

extension Unknown.Cause {
  fileprivate var isAnswer: Bool {
    switch self {
    case .answer: true
    case .parameter, .judgement: false
    }
  }
}
