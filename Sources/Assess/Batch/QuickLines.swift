import Rules
import Synchronization

/// Which rules plans were assessed by, by what the plans said: the name of a ruleset and the day of submission.
final class EditionsSeen: Sendable {
  struct Key: Hashable, Sendable {
    let ruleset: String?
    let day: CalendarDate?
  }

  /// A reference, as it is handed on for every plan.
  final class Seen: Sendable {
    let edition: Edition
    let keys: ResultKeys
    let isIndicative: Bool

    init(_ edition: Edition) {
      self.edition = edition
      keys = edition.keys
      isIndicative = edition.indication != nil
    }
  }

  private struct State: Sendable {
    var editions: [Key: Seen] = [:]
    var last: Seen?
    var plans = 0
  }

  private let state = Mutex(State())

  /// A stream may name any number of days.
  private static let most = 10_000

  /// Rules are made ready for many plans once there were so many: it takes as long as to decide them.
  private static let few = 32

  /// Of the plan that was assessed last; `nil` while there were few.
  var last: Seen? { state.withLock { $0.plans < Self.few ? nil : $0.last } }

  /// Says that a plan was read, whatever became of it.
  ///
  /// - Returns: whether there were more than a few.
  func count() -> Bool {
    state.withLock { state in
      state.plans += 1
      return state.plans > Self.few
    }
  }

  subscript(key: Key) -> Seen? { state.withLock { $0.editions[key] } }

  func add(_ seen: Seen, of plan: PlanFile) {
    let field = seen.edition.ruleset.model.identity.submissionField
    let day: CalendarDate?
    do {
      day = try plan.root[field]?.day(answering: field)
    } catch {
      return  // Of such a day is told where the plan is read.
    }
    let key = Key(ruleset: plan.root[PlanKey.ruleset]?.text, day: day)
    state.withLock { state in
      state.last = seen
      if state.editions.count < Self.most { state.editions[key] = seen }
    }
  }
}

/// Decides lines without a tree, where plans are right and of rules that were seen before; of one thread.
final class QuickWorker {
  private let seen: EditionsSeen
  private var lines: [QuickLines] = []
  /// Of the plan before.
  private var latest: QuickLines?

  init(_ seen: EditionsSeen) { self.seen = seen }

  /// - Returns: `false` where the line has to be read by the exact way.
  func decide(
    _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, at moment: DateAndTime,
    _ body: (Verdicts, EditionsSeen.Seen, String?) -> Void
  ) -> Bool {
    guard let first = latest ?? seen.last.map({ lines(of: $0) }) else { return false }
    latest = first
    switch first.decide(range, of: bytes, at: moment, body) {
    case .decided: return true
    case .left: return false
    case .isOf(let rules):
      let second = lines(of: rules)
      latest = second
      if case .decided = second.decide(range, of: bytes, at: moment, body) { return true }
      return false
    }
  }

  private func lines(of rules: EditionsSeen.Seen) -> QuickLines {
    if let known = lines.first(where: { $0.rules.keys.ruleset == rules.keys.ruleset }) {
      return known
    }
    let made = QuickLines(rules, seen)
    lines.append(made)
    return made
  }
}

/// Decides lines that are plans of one version.
final class QuickLines {
  let rules: EditionsSeen.Seen
  private let seen: EditionsSeen
  private let decider: PlanDecider
  /// The places of the day of submission and of the title in the vocabulary.
  private let day: Int?
  private let title: Int?
  private var latest: (key: EditionsSeen.Key, seen: EditionsSeen.Seen)?

  init(_ rules: EditionsSeen.Seen, _ seen: EditionsSeen) {
    self.rules = rules
    self.seen = seen
    decider = PlanDecider(rules.edition.ruleset)
    let model = rules.edition.ruleset.model
    func place(_ name: String) -> Int? {
      model.vocabulary.fields.firstIndex { $0.name == name }
    }
    day = place(model.identity.submissionField)
    title = place(model.identity.titleField)
  }

  enum Outcome {
    case decided
    /// It is a plan of other rules, which were seen before.
    case isOf(EditionsSeen.Seen)
    /// It has to be read by the exact way.
    case left
  }

  func decide(
    _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, at moment: DateAndTime,
    _ body: (Verdicts, EditionsSeen.Seen, String?) -> Void
  ) -> Outcome {
    guard let day else { return .left }
    var own: EditionsSeen.Seen?
    var other: EditionsSeen.Seen?
    let decided: Void? = decider.decide(range, of: bytes, at: moment) { answers in
      var submitted: CalendarDate?
      if case .date(let date) = answers.answer(ofField: day) { submitted = date }
      guard let found = rulesSeen(for: .init(ruleset: answers.ruleset, day: submitted)) else {
        return false
      }
      guard found.keys.ruleset == rules.keys.ruleset else {
        other = found
        return false
      }
      own = found
      return true
    } _: { verdicts, answers in
      var text: String?
      if let title, let bytes = answers.text(ofField: title) {
        let written = String(decoding: bytes, as: UTF8.self)
        if !written.allSatisfy(\.isWhitespace) { text = written }
      }
      if let own { body(verdicts, own, text) }
    }
    return decided != nil ? .decided : other.map { .isOf($0) } ?? .left
  }

  private func rulesSeen(for key: EditionsSeen.Key) -> EditionsSeen.Seen? {
    if let latest, latest.key == key { return latest.seen }
    // Another thread may find the rules of a day that is not known yet.
    guard let found = seen[key] else { return nil }
    latest = (key, found)
    return found
  }
}
