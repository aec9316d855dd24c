import Rules

/// What differs between a record and the same assessment made anew, the most telling first.
struct RecordComparison: Sendable {
  private(set) var differences: [LocalizedText] = []

  init(_ old: AssessmentRecord, _ new: AssessmentRecord, by vocabulary: Vocabulary) {
    let names = ["id", "version"]
    let isSameName = names.allSatisfy { old.value(.ruleset, $0) == new.value(.ruleset, $0) }
    if isSameName, old.value(.ruleset, "content") != new.value(.ruleset, "content") {
      add(
        "LET OP: de ruleset heeft dezelfde naam en versie, maar een andere inhoud",
        "MIND: the ruleset has the same name and version, but other content")
    }
    for section in AssessmentRecord.Section.allCases {
      let parts = Set((old.sections[section] ?? []).map(\.name))
      let all =
        (old.sections[section] ?? []).map(\.name)
        + (new.sections[section] ?? []).map(\.name).filter { !parts.contains($0) }
      for name in all {
        let (was, found) = (old.value(section, name), new.value(section, name))
        guard was != found else { continue }
        if section == .ruleset, name == "content", isSameName { continue }
        tell(section, name, was, found, old, new, vocabulary)
      }
    }
  }

  private mutating func add(_ nl: String, _ en: String) {
    differences.append(LocalizedText(nl: nl, en: en))
  }

  private mutating func tell(
    _ section: AssessmentRecord.Section, _ name: String, _ was: String?, _ found: String?,
    _ old: AssessmentRecord, _ new: AssessmentRecord, _ vocabulary: Vocabulary
  ) {
    let change = LocalizedText(
      nl: "was \(Self.shown(was)), is nu \(Self.shown(found))",
      en: "was \(Self.shown(was)), is now \(Self.shown(found))")
    let shown = name.shortened
    switch section {
    case .engine: add("versie van het programma: \(change.nl)", "engine version: \(change.en)")
    case .ruleset: add("ruleset, \(shown): \(change.nl)", "ruleset, \(shown): \(change.en)")
    case .settings: add("een ander bestand met instellingen", "another settings file")
    case .parameters:
      add("parameter '\(shown)': \(change.nl)", "parameter '\(shown)': \(change.en)")
    case .plan where name == "bytes":
      let isSame =
        old.value(.plan, "answers") == new.value(.plan, "answers")
        && old.sections[.answers] == new.sections[.answers]
        && old.sections[.judgements] == new.sections[.judgements]
      if isSame {
        add(
          "het plan is anders geschreven, maar de antwoorden zijn gelijk",
          "the plan is written otherwise, but its answers are the same")
      } else {
        add("het plan is gewijzigd", "the plan has changed")
      }
    case .plan: add("de antwoorden zijn gewijzigd", "the answers have changed")
    case .answers:
      let label = vocabulary[name]?.label ?? LocalizedText(nl: shown, en: shown)
      add("ander antwoord: \(label.nl)", "other answer: \(label.en)")
    case .judgements: add("ander oordeel bij \(shown)", "other judgement of \(shown)")
    case .outcome:
      let part = Self.parts[name] ?? LocalizedText(nl: shown, en: shown)
      add("\(part.nl): \(change.nl)", "\(part.en): \(change.en)")
    case .criteria:
      let change = Self.verdicts(was, found)
      add("voorwaarde \(shown): \(change.nl)", "criterion \(shown): \(change.en)")
    case .checks:
      let change = Self.verdicts(was, found)
      add("controle \(shown): \(change.nl)", "check \(shown): \(change.en)")
    case .missing:
      add("ontbrekend antwoord '\(shown)' verschilt", "missing answer '\(shown)' differs")
    case .unsetParameters:
      add("parameter zonder waarde '\(shown)' verschilt", "unset parameter '\(shown)' differs")
    }
  }

  private static let parts: [String: LocalizedText] = [
    "kind": LocalizedText(nl: "soort uitkomst", en: "kind of outcome"),
    "result": LocalizedText(nl: "uitkomst", en: "outcome"),
  ]

  private static func verdicts(_ was: String?, _ found: String?) -> LocalizedText {
    func name(_ value: String?) -> LocalizedText {
      let verdict = value.flatMap { Verdict(rawValue: $0) }?.name
      return verdict ?? LocalizedText(nl: shown(value), en: shown(value))
    }
    let (old, new) = (name(was), name(found))
    return LocalizedText(
      nl: "was \(old.nl), is nu \(new.nl)", en: "was \(old.en), is now \(new.en)")
  }

  private static func shown(_ value: String?) -> String {
    value.map { $0.isEmpty ? "–" : "'\($0.shortened)'" } ?? "–"
  }
}
