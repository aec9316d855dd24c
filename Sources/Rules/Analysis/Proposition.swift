/// What has to be so of a plan for a rule to have a truth, in terms of single answers.
///
/// It may leave in what can't be, and never leaves out what can: where it has no case, no plan has one. What a rule asks
/// beyond comparing answers with constants is a term of its own, which may have any value.
indirect enum Proposition: Sendable {
  case always
  case never
  /// The value of a term is one for which a probe gives one of these truths.
  case probe(ProbeUse, Truths)
  case all([Proposition])
  case any([Proposition])
  /// Of every item of a list, by the variable that stands for it.
  case each(ListUse, item: Int, Proposition)
  case some(ListUse, item: Int, Proposition)

  static func both(_ parts: [Proposition]) -> Proposition {
    var kept: [Proposition] = []
    for part in parts {
      switch part {
      case .always: continue
      case .never: return .never
      case .all(let inner): kept += inner
      default: kept.append(part)
      }
    }
    return kept.count == 1 ? kept[0] : kept.isEmpty ? .always : .all(kept)
  }

  static func either(_ parts: [Proposition]) -> Proposition {
    var kept: [Proposition] = []
    for part in parts {
      switch part {
      case .always: return .always
      case .never: continue
      case .any(let inner): kept += inner
      default: kept.append(part)
      }
    }
    return kept.count == 1 ? kept[0] : kept.isEmpty ? .never : .any(kept)
  }
}

/// What a test of a value may come to.
struct Truths: OptionSet, Sendable {
  let rawValue: UInt8

  static let yes = Truths(rawValue: 1)
  static let no = Truths(rawValue: 2)
  /// Neither.
  static let null = Truths(rawValue: 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ value: Value) { self = value.isTrue ? .yes : value.isFalse ? .no : .null }
}

/// A probe of the term that belongs to these variables.
struct ProbeUse: Sendable {
  let probe: Int
  let items: [Int]
}

/// A list of the plan, or of the item that the variable stands for.
struct ListUse: Hashable, Sendable {
  let list: Int
  let items: [Int]
}

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
