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

    init(_ edition: Edition) { self.edition = edition }
  }

  private struct State: Sendable {
    var editions: [Key: Seen] = [:]
    var last: Seen?
  }

  private let state = Mutex(State())

  /// A stream may name any number of days.
  private static let most = 10_000

  /// Of the plan that was assessed last.
  var last: Seen? { state.withLock(\.last) }

  subscript(key: Key) -> Seen? { state.withLock { $0.editions[key] } }

  func add(_ edition: Edition, of plan: PlanFile) {
    let field = edition.ruleset.model.identity.submissionField
    let day: CalendarDate?
    do {
      day = try plan.root[field]?.day(answering: field)
    } catch {
      return  // Of such a day is told where the plan is read.
    }
    let key = Key(ruleset: plan.root[PlanKey.ruleset]?.text, day: day)
    let seen = Seen(edition)
    state.withLock { state in
      state.last = seen
      if state.editions.count < Self.most { state.editions[key] = seen }
    }
  }
}

/// Decides the lines of a block without a tree, where plans are right and of rules that were seen before; of one thread.
final class QuickBlock {
  private let seen: EditionsSeen
  private var lines: [QuickLines] = []
  /// Of the plan before.
  private var latest: QuickLines?

  init(_ seen: EditionsSeen) { self.seen = seen }

  /// - Returns: `false` where the line has to be read by the exact way.
  func decide(
    _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, at moment: DateAndTime,
    _ body: (Verdicts, Edition, String?) -> Void
  ) -> Bool {
    guard let first = latest ?? seen.last.map({ lines(of: $0) }) else { return false }
    latest = first
    switch first.decide(range, of: bytes, at: moment, body) {
    case .decided: return true
    case .left: return false
    case .isOf(let edition):
      let second = lines(of: edition)
      latest = second
      if case .decided = second.decide(range, of: bytes, at: moment, body) { return true }
      return false
    }
  }

  private func lines(of seen: EditionsSeen.Seen) -> QuickLines {
    let edition = seen.edition
    if let known = lines.first(where: { $0.edition.keys.ruleset == edition.keys.ruleset }) {
      return known
    }
    let made = QuickLines(edition, self.seen)
    lines.append(made)
    return made
  }
}

/// Decides lines that are plans of one version.
final class QuickLines {
  let edition: Edition
  private let seen: EditionsSeen
  private let decider: PlanDecider
  /// The places of the day of submission and of the title in the vocabulary.
  private let day: Int?
  private let title: Int?
  private var latest: (key: EditionsSeen.Key, seen: EditionsSeen.Seen)?

  init(_ edition: Edition, _ seen: EditionsSeen) {
    self.edition = edition
    self.seen = seen
    decider = PlanDecider(edition.ruleset)
    let model = edition.ruleset.model
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
    _ body: (Verdicts, Edition, String?) -> Void
  ) -> Outcome {
    guard let day else { return .left }
    var own: EditionsSeen.Seen?
    var other: EditionsSeen.Seen?
    let decided: Void? = decider.decide(range, of: bytes, at: moment) { answers in
      var submitted: CalendarDate?
      if case .date(let date) = answers.answer(ofField: day) { submitted = date }
      guard let found = rules(of: .init(ruleset: answers.ruleset, day: submitted)) else {
        return false
      }
      guard found.edition.keys.ruleset == edition.keys.ruleset else {
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
      if let own { body(verdicts, own.edition, text) }
    }
    return decided != nil ? .decided : other.map { .isOf($0) } ?? .left
  }

  private func rules(of key: EditionsSeen.Key) -> EditionsSeen.Seen? {
    if let latest, latest.key == key { return latest.seen }
    // Another thread may find the rules of a day that is not known yet.
    guard let found = seen[key] else { return nil }
    latest = (key, found)
    return found
  }
}
