/// When a rule is true, when it is false, and when it is not: four propositions, since none of them is exact.
struct RuleTruth: Sendable {
  var isTrue: Proposition
  var isFalse: Proposition
  var isNotTrue: Proposition
  var isNotFalse: Proposition

  /// Of which nothing is known.
  static let open = RuleTruth(
    isTrue: .always, isFalse: .always, isNotTrue: .always, isNotFalse: .always)

  init(
    isTrue: Proposition, isFalse: Proposition, isNotTrue: Proposition, isNotFalse: Proposition
  ) {
    self.isTrue = isTrue
    self.isFalse = isFalse
    self.isNotTrue = isNotTrue
    self.isNotFalse = isNotFalse
  }

  init(_ value: Value) {
    let (isTrue, isFalse) = (value.isTrue, value.isFalse)
    self.init(
      isTrue: isTrue ? .always : .never, isFalse: isFalse ? .always : .never,
      isNotTrue: isTrue ? .never : .always, isNotFalse: isFalse ? .never : .always)
  }

  /// Of a probe, which is exact.
  init(_ use: ProbeUse) {
    self.init(
      isTrue: .probe(use, .yes), isFalse: .probe(use, .no), isNotTrue: .probe(use, [.no, .null]),
      isNotFalse: .probe(use, [.yes, .null]))
  }

  /// Of what is never `null`.
  init(isTrue: Proposition, isFalse: Proposition) {
    self.init(isTrue: isTrue, isFalse: isFalse, isNotTrue: isFalse, isNotFalse: isTrue)
  }

  var negated: RuleTruth {
    RuleTruth(
      isTrue: isFalse, isFalse: isTrue, isNotTrue: isNotFalse, isNotFalse: isNotTrue)
  }

  /// Where it may be `null` besides.
  var orNull: RuleTruth {
    RuleTruth(isTrue: isTrue, isFalse: isFalse, isNotTrue: .always, isNotFalse: .always)
  }

  static func conjunction(_ parts: [RuleTruth]) -> RuleTruth {
    RuleTruth(
      isTrue: .both(parts.map(\.isTrue)), isFalse: .either(parts.map(\.isFalse)),
      isNotTrue: .either(parts.map(\.isNotTrue)), isNotFalse: .both(parts.map(\.isNotFalse)))
  }

  static func disjunction(_ parts: [RuleTruth]) -> RuleTruth {
    conjunction(parts.map(\.negated)).negated
  }

  /// The first where the condition is true, else the second.
  static func choice(
    _ condition: RuleTruth, _ then: RuleTruth, _ otherwise: RuleTruth
  ) -> RuleTruth {
    cases([(condition.isTrue, then), (condition.isNotTrue, otherwise)])
  }

  /// Of several cases, each where something holds; one of them does.
  static func cases(_ cases: [(when: Proposition, truth: RuleTruth)]) -> RuleTruth {
    func any(_ part: (RuleTruth) -> Proposition) -> Proposition {
      .either(cases.map { .both([$0.when, part($0.truth)]) })
    }
    return RuleTruth(
      isTrue: any(\.isTrue), isFalse: any(\.isFalse), isNotTrue: any(\.isNotTrue),
      isNotFalse: any(\.isNotFalse))
  }
}
