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
