import Rules

/// What one version decides otherwise than another, for whoever keeps the rules.
struct DifferenceReport {
  let old: RulesetIdentity
  let new: RulesetIdentity
  let difference: RulesetDifference
  /// The plans that were assessed by both.
  let plans: [PlanFlip]

  var isSame: Bool { difference.isSame && plans.allSatisfy(\.isSame) }

  func text(in language: Language) -> String {
    let words = ReportWords(language)
    var lines = ["\(old.ruleset): \(old.version) → \(new.version)"]
    if difference.isSame {
      lines.append(
        words.say("Elk plan wordt gelijk beslist.", "Every plan is decided alike."))
    }
    for change in difference.changes {
      lines += ["", "\(change.id) \(change.title[language])"]
      lines.append("  " + change.relation.words[language])
      if change.relation == .open, !change.because.isEmpty {
        let list = change.because.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
        lines.append("  " + words.say("Dat hangt af van \(list).", "That depends on \(list)."))
      }
      for example in change.examples {
        lines.append(
          "  "
            + words.say(
              "Eerst '\(example.before.name.nl)', nu '\(example.after.name.nl)':",
              "First '\(example.before.name.en)', now '\(example.after.name.en)':"))
        lines += example.answers.map { "    \($0.path): \($0.value)" }
      }
    }
    for id in difference.criteria.added {
      lines += ["", words.say("\(id): nieuw criterium", "\(id): new criterion")]
    }
    for id in difference.criteria.removed {
      lines += ["", words.say("\(id): criterium vervallen", "\(id): criterion removed")]
    }
    if !difference.outcome.isEmpty { lines += ["", words.say("De uitkomst", "The outcome")] }
    for change in difference.outcome {
      let when = change.when.map { "\($0.criterion) \($0.verdict.name[language])" }
        .joined(separator: ", ")
      lines.append("  \(when): '\(change.before)' → '\(change.after)'")
    }
    if !plans.isEmpty {
      let flips = plans.filter { !$0.isSame }
      lines += [
        "",
        words.say(
          "Plannen: \(flips.count) van de \(plans.count) worden anders beoordeeld",
          "Plans: \(flips.count) of \(plans.count) are assessed otherwise"),
      ]
      for flip in flips {
        let outcome =
          flip.before.title == flip.after.title
          ? flip.after.title[language]
          : "\(flip.before.title[language]) → \(flip.after.title[language])"
        lines.append("  \(flip.plan): \(outcome)")
        lines += flip.checks.map {
          "    \($0.id): \($0.before.name[language]) → \($0.after.name[language])"
        }
      }
    }
    return lines.joined(separator: "\n").withoutControls + "\n"
  }

  /// A plan that comes to something else, on a line for each answer that it takes; nothing where none was found.
  static func shortly(_ difference: RulesetDifference, in language: Language) -> String {
    let words = ReportWords(language)
    for change in difference.changes {
      guard let example = change.examples.first else { continue }
      let answers = example.answers.map { "\($0.path): \($0.value)" }.joined(separator: ", ")
      return words.say(
        "  \(change.id) zou '\(example.after.name.nl)' zijn en niet '\(example.before.name.nl)' bij: \(answers)\n",
        "  \(change.id) would be '\(example.after.name.en)' and not '\(example.before.name.en)' with: \(answers)\n"
      ).withoutControls
    }
    for change in difference.outcome {
      let when = change.when.map { "\($0.criterion) \($0.verdict.name[language])" }
        .joined(separator: ", ")
      return "  \(when): '\(change.before)' → '\(change.after)'\n".withoutControls
    }
    return ""
  }

  func json(in language: Language) -> String {
    JSONTree.object([
      ("old", .string("\(old.ruleset)@\(old.version)")),
      ("new", .string("\(new.ruleset)@\(new.version)")), ("same", .boolean(isSame)),
      (
        "checks",
        .list(
          difference.changes.map { change in
            .object([
              ("id", .string(change.id)), ("title", .string(change.title[language])),
              ("relation", .string(change.relation.rawValue)),
              ("dependsOn", JSONTree(change.because)),
              ("examples", .list(change.examples.map(\.tree))),
            ])
          })
      ), ("criteriaAdded", JSONTree(difference.criteria.added)),
      ("criteriaRemoved", JSONTree(difference.criteria.removed)),
      (
        "outcome",
        .list(
          difference.outcome.map { change in
            .object([
              (
                "when",
                .object(change.when.map { ($0.criterion, .string($0.verdict.rawValue)) })
              ), ("before", .string(change.before)), ("after", .string(change.after)),
            ])
          })
      ),
      (
        "plans",
        .list(
          plans.map { plan in
            .object([
              ("plan", .string(plan.plan)), ("before", .string(plan.before.title[language])),
              ("after", .string(plan.after.title[language])),
              (
                "checks",
                .list(
                  plan.checks.map { check in
                    .object([
                      ("id", .string(check.id)), ("before", .string(check.before.rawValue)),
                      ("after", .string(check.after.rawValue)),
                    ])
                  })
              ),
            ])
          })
      ),
    ]).text
  }
}

extension RulesetDifference.Example {
  fileprivate var tree: JSONTree {
    .object([
      (
        "answers",
        .list(
          answers.map { .object([("path", .string($0.path)), ("value", .string($0.value))]) })
      ), ("before", .string(before.rawValue)), ("after", .string(after.rawValue)),
    ])
  }
}

extension RulesetDifference.Relation {
  fileprivate var words: LocalizedText {
    switch self {
    case .same:
      LocalizedText(
        nl: "Alleen woorden zijn anders. Elk plan wordt gelijk beslist.",
        en: "Only words differ. Every plan is decided alike.")
    case .stricter:
      LocalizedText(
        nl: "Strenger: sommige plannen kwamen door deze controle en nu niet meer.",
        en: "Stricter: some plans fail now that did not.")
    case .looser:
      LocalizedText(
        nl: "Soepeler: sommige plannen kwamen niet door deze controle en nu wel.",
        en: "Looser: some plans that failed do not now.")
    case .both:
      LocalizedText(
        nl: "Anders: voor sommige plannen strenger, voor andere soepeler.",
        en: "Different: stricter for some plans, looser for others.")
    case .otherPlans:
      LocalizedText(
        nl: "Van toepassing op andere plannen. Geen daarvan voldoet niet.",
        en: "Applies to other plans. None of these fails.")
    case .open:
      LocalizedText(
        nl: "Anders, maar niet is vast te stellen voor welke plannen.",
        en: "Different, but for which plans can't be established.")
    case .added: LocalizedText(nl: "Nieuw.", en: "New.")
    case .removed: LocalizedText(nl: "Vervallen.", en: "Removed.")
    }
  }
}
