/// What one evaluation carries with it: the moment it is about, what it may still spend, and the
/// values of the names in sight.
package struct Execution: Sendable {
  /// What `now()` answers; `today()` is its date.
  package let moment: DateAndTime
  /// How much it may use; past that it fails, and none of its answers counts.
  package let limits: EvaluationLimits
  /// Results of the inputs and decisions of a model, by slot.
  package var slots: [Value] {
    didSet { edition &+= 1 }
  }
  /// Another one whenever a slot changes.
  package private(set) var edition = 0
  /// Values of local names; a function call works above `base`.
  package var locals: [Value] = []
  package var base = 0
  /// How many decision services are at work inside each other: the slots then hold what they were
  /// handed, and only while they are.
  package var services = 0
  /// Why something became `null`, in the order it happened; the first few only.
  package private(set) var remarks: [Remark] = []
  /// Whether anybody will read them.
  private let keepsRemarks: Bool
  /// What functions made and may need again before this execution ends, such as the automata of
  /// patterns; it changes how long an answer takes, never the answer.
  package var prepared: [String: any Sendable] = [:]
  /// What code remembers of lists that it may go through again, by the piece of code; it changes how long
  /// an answer takes, never the answer.
  package var lists: [ObjectIdentifier: any Sendable] = [:]
  package private(set) var stepsLeft: Int
  package private(set) var depth = 0
  /// Levels of the bodies of the calls that are going on.
  private var levels = 0
  /// Set when a limit was passed; from then on every answer is `null` and none counts.
  package private(set) var failure: EvaluationError?

  package init(
    moment: DateAndTime, limits: EvaluationLimits = .standard, slots: [Value] = [],
    keepingRemarks keepsRemarks: Bool = true
  ) {
    self.keepsRemarks = keepsRemarks
    self.moment = moment
    self.limits = limits
    self.slots = slots
    stepsLeft = limits.steps
  }

  /// Makes it as new, for another evaluation about the same moment: only the slots stay.
  package mutating func renew() {
    stepsLeft = limits.steps
    failure = nil
    forget(remarksFrom: 0)
  }

  /// Counts work; every turn of a loop and every call takes one step or more.
  ///
  /// - Returns: `false` when the budget is spent: stop and answer `null`.
  package mutating func spend(_ steps: Int = 1) -> Bool {
    stepsLeft &-= steps
    if stepsLeft >= 0 { return true }
    fail(.tooManySteps(limits.steps))
    return false
  }

  /// Enters a call of a body with as many levels of expressions inside each other.
  ///
  /// - Returns: `false` when calls are nested too deep: answer `null`, and do not leave.
  package mutating func enter(levels count: Int = 1) -> Bool {
    guard depth < limits.callDepth else {
      fail(.callsTooDeep(limits.callDepth))
      return false
    }
    guard levels + count <= limits.levels else {
      fail(.expressionsTooDeep(limits.levels))
      return false
    }
    depth += 1
    levels += count
    return true
  }

  /// Leaves a call, of a body with as many levels as it was entered with.
  package mutating func leave(levels count: Int = 1) {
    depth -= 1
    levels -= count
  }

  package mutating func fail(_ error: EvaluationError) {
    if failure == nil { failure = error }
    stepsLeft = -1
  }

  /// Says why the answer is `null`, and gives it.
  package mutating func null(
    _ reason: @autoclosure () -> LocalizedText, at place: Remark.Place? = nil
  ) -> Value {
    if keepsRemarks, remarks.count < Execution.remarksKept {
      remarks.append(Remark(reason: reason(), place: place))
    }
    return .null
  }

  /// Gives remarks made since a count of them the place of the call that made them.
  package mutating func place(remarksFrom count: Int, at place: Remark.Place) {
    guard count < remarks.count else { return }
    for index in count..<remarks.count where remarks[index].place == nil {
      remarks[index] = Remark(reason: remarks[index].reason, place: place)
    }
  }

  /// Forgets remarks made since a count of them: what they were about did not matter.
  package mutating func forget(remarksFrom count: Int) {
    if count < remarks.count { remarks.removeLast(remarks.count - count) }
  }

  private static let remarksKept = 64
}

/// Why an evaluation cannot answer at all. A rule that has no answer gives `null` instead.
public enum EvaluationError: Error, Hashable, Sendable {
  /// It took more steps than this.
  case tooManySteps(Int)
  /// Calls lie inside each other more than so many deep.
  case callsTooDeep(Int)
  /// Expressions lie inside each other more than so many deep, over all the calls that go on.
  case expressionsTooDeep(Int)
  /// Something is larger than `limit`: `what`, with its article, such as `a list` (in items).
  case tooLong(what: LocalizedText, limit: Int)
  /// One of these, in the part of a ruleset that has that name: "check C1.1".
  indirect case within(LocalizedText, EvaluationError)

  /// The same in words: lower case, no full stop.
  public var message: LocalizedText {
    switch self {
    case .tooManySteps(let limit):
      LocalizedText(
        nl: "de berekening is na \(limit) stappen gestopt",
        en: "the calculation was stopped after \(limit) steps")
    case .callsTooDeep(let limit):
      LocalizedText(
        nl: "functies roepen elkaar meer dan \(limit) lagen diep aan",
        en: "functions call each other more than \(limit) levels deep")
    case .expressionsTooDeep(let limit):
      LocalizedText(
        nl: "berekeningen liggen meer dan \(limit) lagen diep in elkaar",
        en: "calculations lie inside each other more than \(limit) levels deep")
    case .tooLong(let what, let limit):
      LocalizedText(
        nl: "\(what.nl) is groter dan \(limit)", en: "\(what.en) is larger than \(limit)")
    case .within(let part, let error):
      LocalizedText(
        nl: "\(part.nl): \(error.message.nl)", en: "\(part.en): \(error.message.en)")
    }
  }
}
