/// What a check decides otherwise in another version, over all plans of which both can be asked.
struct RuleDifference {
  /// Plans that fail now and did not.
  let stricter: CheckAnalysis.Reach
  /// Plans that failed and do not now.
  let looser: CheckAnalysis.Reach
  /// Plans that passed and to which it does not apply now, or the other way round.
  let applies: CheckAnalysis.Reach
  /// Plans that one version has an answer for and the other has none, though every question is answered. Days at the end
  /// of all that a date can say are left aside.
  let answers: CheckAnalysis.Reach

  /// Every way in which it may differ, what matters most first.
  var reaches: [CheckAnalysis.Reach] { [stricter, looser, applies, answers] }
}

extension RuleDifference {
  fileprivate init(_ reach: CheckAnalysis.Reach) {
    self.init(stricter: reach, looser: reach, applies: reach, answers: reach)
  }
}

/// Compares the checks of two versions.
struct DifferenceAnalyser {
  let old: AnalysedRules
  let new: AnalysedRules

  init(old: AnalysedRules, new: AnalysedRules) {
    // What day it is makes no difference between them.
    var old = old
    old.moment = new.moment
    (self.old, self.new) = (old, new)
  }

  func difference(
    _ before: AnalysedRules.Check, _ after: AnalysedRules.Check
  ) -> RuleDifference {
    var first = RuleReader(old)
    let formerKey = first.key(of: before)
    let was = DecisionTruths(&first, before)
    var fields = first.fill(before.run.fields)
    var second = RuleReader(new, after: first)
    let isSame = second.key(of: after) == formerKey
    let now = DecisionTruths(&second, after)
    // An answer or a parameter of another type is not the same one.
    var others: [String] = []
    for other in second.fill(after.run.fields) {
      let known = fields.first { $0.field.name == other.field.name }
      if let known, known.type != other.type { others.append(other.field.name) }
      if known == nil { fields.append(other) }
    }
    for parameter in before.run.parameters {
      let other = after.run.parameters.first { $0.name == parameter.name }
      if let other, other.type != parameter.type { others.append(parameter.name.text) }
    }
    if !others.isEmpty {
      return RuleDifference(.open(others))
    }
    if isSame {
      return RuleDifference(.never([]))
    }
    let search = PlanSearch(
      RuleCells(second.terms, second.compiler), fields,
      constants: before.run.constants + after.run.constants)
    func reach(
      _ proposition: Proposition, _ isReached: @escaping (CheckDecision, CheckDecision) -> Bool
    ) -> CheckAnalysis.Reach {
      func isShown(by plan: MadePlan) -> Bool {
        isReached(before.decision(of: plan), after.decision(of: plan)) && old.accepts(plan)
          && new.accepts(plan)
      }
      let found = search.reach(proposition, isShown)
      guard case .shown(let plan) = found else { return found }
      return .shown(plan.shrunk(isShown))
    }
    return RuleDifference(
      stricter: reach(.both([.either([was.passes, was.notApplicable]), now.fails])) {
        ($0 == .passes || $0 == .notApplicable) && $1 == .fails
      },
      looser: reach(.both([was.fails, .either([now.passes, now.notApplicable])])) {
        $0 == .fails && ($1 == .passes || $1 == .notApplicable)
      },
      applies: reach(
        .either([
          .both([was.passes, now.notApplicable]), .both([was.notApplicable, now.passes]),
        ])
      ) { $0 == .passes && $1 == .notApplicable || $0 == .notApplicable && $1 == .passes },
      answers: reach(
        .either([
          .both([was.decided, now.undetermined]), .both([was.undetermined, now.decided]),
        ])
      ) { $0.isDecided && $1 == .undetermined || $0 == .undetermined && $1.isDecided })
  }
}

extension RuleReader {
  /// When a check has no answer.
  mutating func undetermined(_ check: AnalysedRules.Check) -> Proposition {
    staysInCalendar = true
    defer { staysInCalendar = false }
    let (applies, rule) = truths(check)
    return .either([
      .both([applies.isNotTrue, applies.isNotFalse]),
      .both([applies.isTrue, rule.isNotTrue, rule.isNotFalse]),
    ])
  }
}

/// When a check comes to what.
private struct DecisionTruths {
  let passes: Proposition
  let fails: Proposition
  let notApplicable: Proposition
  let decided: Proposition
  let undetermined: Proposition

  init(_ reader: inout RuleReader, _ check: AnalysedRules.Check) {
    let truths = reader.truths(check)
    passes = .both([truths.applies.isTrue, truths.rule.isTrue])
    fails = .both([truths.applies.isTrue, truths.rule.isFalse])
    notApplicable = truths.applies.isFalse
    decided = .either([passes, fails, notApplicable])
    undetermined = reader.undetermined(check)
  }
}

extension MadePlan {
  /// As little of it as still shows the same.
  func shrunk(_ shows: (MadePlan) -> Bool) -> MadePlan {
    var answers = answers
    for (name, answer) in answers.sorted(by: { $0.key < $1.key }) {
      answers[name] = answer.shrunk { smaller in
        var all = answers
        all[name] = smaller
        return shows(MadePlan(answers: all, parameters: parameters))
      }
    }
    return MadePlan(
      answers: answers.filter { !$0.value.isUnknown }, parameters: parameters)
  }
}

extension Value {
  /// As little of it as still shows the same: open where it does not matter, and lists as short as they may be.
  fileprivate func shrunk(_ shows: (Value) -> Bool) -> Value {
    let open = Value.unknown(.unspecified(.answer))
    if shows(open) { return open }
    switch self {
    case .list(var items):
      var index = 0
      while index < items.count {
        var fewer = items
        fewer.remove(at: index)
        if shows(.list(fewer)) { items = fewer } else { index += 1 }
      }
      for index in items.indices {
        let item = items[index]
        items[index] = item.shrunk { smaller in
          var all = items
          all[index] = smaller
          return shows(.list(all))
        }
      }
      return .list(items)
    case .context(let context):
      var values = Array(context.values)
      for index in values.indices {
        let value = values[index]
        values[index] = value.shrunk { smaller in
          var all = values
          all[index] = smaller
          return shows(.context(Context(shape: context.shape, values: all)))
        }
      }
      return .context(Context(shape: context.shape, values: values))
    default: return self
    }
  }
}
