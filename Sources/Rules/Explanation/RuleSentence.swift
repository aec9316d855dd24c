/// A rule, or a part of one, as a person can read it, whatever the plan says.
public struct RuleSentence: Hashable, Sendable {
  /// Ends with a full stop, or with a colon where parts follow.
  public let text: LocalizedText
  /// What the text announces; empty where it says all by itself.
  public let parts: [RuleSentence]
}

/// What an expression that is true or false says, before it is made into sentences.
indirect enum RuleClause: Sendable {
  /// `subject verb rest`: Dutch puts these in another order after `als` and `dan`.
  struct Atom: Sendable {
    let subject: LocalizedText
    let verb: LocalizedText
    let rest: LocalizedText

    static let isVerb = LocalizedText(nl: "is", en: "is")
  }

  case atom(Atom)
  case all([RuleClause])
  case any([RuleClause])
  /// Where all atoms hold, so does the clause.
  case implies([Atom], RuleClause)
  case conditional(RuleClause, then: RuleClause, otherwise: RuleClause)
  /// For each thing, by what follows `each`: `item of 'Parties'`.
  case each(LocalizedText, RuleClause)
  /// For at least one thing, by what follows `one`.
  case some(LocalizedText, RuleClause)
  /// The same for every plan: the version has settled it.
  case settled(Bool)
  /// What there are no words for.
  case unsaid

  /// All of these, those inside them too; without what is so for every plan.
  static func both(_ parts: [RuleClause]) -> RuleClause {
    joined(parts, deciding: false) { .all($0) }
  }

  /// At least one of these, in the same way.
  static func either(_ parts: [RuleClause]) -> RuleClause {
    joined(parts, deciding: true) { .any($0) }
  }

  private static func joined(
    _ parts: [RuleClause], deciding: Bool, _ whole: ([RuleClause]) -> RuleClause
  ) -> RuleClause {
    var found: [RuleClause] = []
    for part in parts {
      switch (part, deciding) {
      case (.settled(let truth), _):
        if truth == deciding { return part }
      case (.all(let inner), false), (.any(let inner), true): found += inner
      default: found.append(part)
      }
    }
    return found.isEmpty ? .settled(!deciding) : found.count == 1 ? found[0] : whole(found)
  }

  var isUnsaid: Bool { if case .unsaid = self { true } else { false } }

  /// The atoms that it is, all of which hold; `nil` where it is anything else.
  var atoms: [Atom]? {
    switch self {
    case .atom(let atom): [atom]
    case .all(let parts):
      parts.reduce([] as [Atom]?) { found, part in
        found.flatMap { found in part.atoms.map { found + $0 } }
      }
    default: nil
    }
  }
}

extension RuleClause.Atom {
  private func joined(_ parts: [LocalizedText]) -> LocalizedText {
    parts.reduce(.empty) { $0.followed(by: $1) }
  }

  /// As a sentence by itself, without its full stop.
  var main: LocalizedText { joined([subject, verb, rest]) }

  /// After `als`, where the Dutch verb comes last.
  var subordinate: LocalizedText {
    let nl = joined([subject, rest, verb]).nl
    return LocalizedText(nl: nl, en: main.en)
  }

  /// After `dan`, where the Dutch verb comes first.
  var inverted: LocalizedText {
    LocalizedText(nl: joined([verb, subject, rest]).nl, en: main.en)
  }
}

extension RuleClause {
  /// Atoms that are told in one sentence; of more each has a line.
  private static let inOneSentence = 2

  /// As sentences that stand by themselves.
  var sentence: RuleSentence { sentence(after: nil) }

  /// - Parameter lead: words that it goes on from: `For each of … this holds`.
  private func sentence(after lead: LocalizedText?) -> RuleSentence {
    switch self {
    case .unsaid:
      return told(
        LocalizedText(
          nl: "een deel dat niet in gewone woorden te zeggen is",
          en: "a part that can't be said in plain words"), after: lead)
    case .settled(let truth):
      return told(
        truth
          ? LocalizedText(
            nl: "dit is in deze versie altijd zo", en: "this is always so in this version")
          : LocalizedText(
            nl: "dit is in deze versie nooit zo", en: "this is never so in this version"),
        after: lead)
    case .atom(let atom): return told(atom.main, after: lead)
    case .all(let parts):
      if let atoms, atoms.count <= Self.inOneSentence {
        return told(Self.and(atoms.map(\.main)), after: lead)
      }
      return list(
        parts, after: lead,
        alone: LocalizedText(nl: "Dit klopt allemaal:", en: "All of this is so:"),
        following: LocalizedText(nl: "dit allemaal:", en: "all of this:"))
    case .any(let parts):
      return list(
        parts, after: lead,
        alone: LocalizedText(nl: "Minstens één hiervan klopt:", en: "At least one of these is so:"),
        following: LocalizedText(nl: "minstens één hiervan:", en: "at least one of these:"))
    case .implies(let atoms, let then): return implication(atoms, then, after: lead)
    case .conditional(let test, let then, let otherwise):
      let first =
        test.atoms.map { implication($0, then, after: nil) }
        ?? RuleSentence(
          text: LocalizedText(
            nl: "Eerst wordt gekeken of dit klopt:", en: "First comes whether this is so:"),
          parts: [
            test.sentence,
            then.sentence(
              after: LocalizedText(nl: "Klopt dat, dan geldt", en: "If so, this holds")),
          ])
      let second = otherwise.sentence(
        after: LocalizedText(nl: "Anders geldt", en: "Otherwise this holds"))
      let text =
        lead.map { LocalizedText(nl: "\($0.nl):", en: "\($0.en):") }
        ?? LocalizedText(nl: "Wat geldt, hangt ergens van af:", en: "What holds depends:")
      return RuleSentence(text: text, parts: [first, second])
    case .each(let list, let inner):
      return inner.sentence(
        after: Self.led(
          lead,
          LocalizedText(
            nl: "voor elk \(list.nl) geldt", en: "for each \(list.en) this holds")))
    case .some(let list, let inner):
      return inner.sentence(
        after: Self.led(
          lead,
          LocalizedText(
            nl: "voor minstens één \(list.nl) geldt",
            en: "for at least one \(list.en) this holds")))
    }
  }

  private func implication(
    _ atoms: [Atom], _ then: RuleClause, after lead: LocalizedText?
  ) -> RuleSentence {
    let premise = Self.and(atoms.map(\.subordinate))
    if case .atom(let atom) = then {
      return told(
        LocalizedText(
          nl: "als \(premise.nl), dan \(atom.inverted.nl)",
          en: "if \(premise.en), then \(atom.main.en)"), after: lead)
    }
    return then.sentence(
      after: Self.led(
        lead,
        LocalizedText(nl: "als \(premise.nl), dan geldt", en: "if \(premise.en), this holds")))
  }

  private func list(
    _ parts: [RuleClause], after lead: LocalizedText?, alone: LocalizedText,
    following: LocalizedText
  ) -> RuleSentence {
    RuleSentence(
      text: lead.map { $0.followed(by: following) } ?? alone, parts: parts.map(\.sentence))
  }

  private func told(_ text: LocalizedText, after lead: LocalizedText?) -> RuleSentence {
    let text =
      lead.map { LocalizedText(nl: "\($0.nl): \(text.nl)", en: "\($0.en): \(text.en)") } ?? text
    let sentence = text.uppercasedFirst
    return RuleSentence(
      text: LocalizedText(nl: sentence.nl + ".", en: sentence.en + "."), parts: [])
  }

  /// One lead after another, the later with a small letter.
  private static func led(_ lead: LocalizedText?, _ next: LocalizedText) -> LocalizedText {
    lead.map { LocalizedText(nl: "\($0.nl): \(next.nl)", en: "\($0.en): \(next.en)") }
      ?? next.uppercasedFirst
  }

  private static func and(_ texts: [LocalizedText]) -> LocalizedText {
    LocalizedText(
      nl: texts.map(\.nl).joined(separator: " en "),
      en: texts.map(\.en).joined(separator: " and "))
  }
}
