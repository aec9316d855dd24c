import ArgumentParser
import Rules

struct RulesetTestCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Draait de tests van rulesets.",
    discussion: """
      Een regel per test en per variant, en bij een verschil wat werd verwacht en wat gevonden. \
      Daarna wat een controle kan zeggen en geen test laat zien. \
      Afsluitcode 1 als een test faalt of een versie geen test heeft, 4 als een test of een ruleset niet deugt.
      """)

  @Flag(
    help:
      "Maak daarna kleine veranderingen in de regels, een voor een, en zeg welke geen test merkt.")
  var mutate = false

  @OptionGroup var named: NamedRulesets
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let catalog = try catalog.catalog(console)
    var status = ExitStatus.success
    var passed = 0
    var failed = 0
    for reference in try named.references(in: catalog) {
      do throws(Failure) {
        let folder = try catalog.ruleset(named: reference.ruleset)
        if let name = reference.version { _ = try VersionChoice.version(of: folder, named: name) }
        var run = RulesetTestRun(folder, only: reference.version, in: catalog)
        for file in run.files {
          do throws(Failure) {
            guard let outcomes = try run.run(file) else { continue }
            for outcome in outcomes {
              if outcome.differences.isEmpty { passed += 1 } else { failed += 1 }
              try console.print(text(outcome, console))
            }
          } catch {
            if error.status == .output { throw error }
            failed += 1
            status = max(status, error.status)
            try console.print("✗ \(file)\n".withoutControls)
            console.warn(error)
          }
        }
        for (check, verdicts) in reference.version == nil ? run.unshown : [] {
          let words = verdicts.map { "'\($0.testName)'" }.joined(separator: ", ")
          try console.print(
            console.say(
              "? \(check): geen test laat zien: \(words)\n", "? \(check): no test shows: \(words)\n"
            ).withoutControls)
        }
        if mutate, failed == 0, status == .success {
          status = max(status, try mutations(of: folder, reference, in: catalog, console))
        }
        for version in run.untested {
          failed += 1
          let name = "\(folder.ruleset)@\(version.version)"
          try console.print(
            console.say(
              "✗ \(name): hier is geen enkele test van\n", "✗ \(name): there is no test of it\n"
            ).withoutControls)
        }
      } catch {
        if error.status == .output { throw error }
        console.warn(error)
        status = max(status, error.status)
      }
    }
    try console.print(
      console.say(
        "\(passed + failed) tests: \(passed) goed, \(failed) fout\n",
        "\(passed + failed) tests: \(passed) passed, \(failed) failed\n"))
    return max(status, failed > 0 ? .negative : .success)
  }

  /// Changes that no test notices, each with a plan that would.
  private func mutations(
    of folder: RulesetFolder, _ reference: RulesetReference, in catalog: RulesetCatalog,
    _ console: Console
  ) throws(Failure) -> ExitStatus {
    let run = try MutationRun(folder, only: reference.version, in: catalog)
    let mutations = run.mutations
    var (noticed, refused, alike, survived) = (0, 0, 0, 0)
    for mutation in mutations {
      switch run.fate(of: mutation) {
      case .noticed: noticed += 1
      case .refused: refused += 1
      case .alike: alike += 1
      case .survived(let difference):
        survived += 1
        let place = mutation.source.position(at: mutation.range.start)
        let change = "'\(mutation.before)' → '\(mutation.after)'"
        try console.print(
          "~ \(mutation.source.name):\(place.line):\(place.column): \(change)\n"
            .withoutControls)
        try console.print(DifferenceReport.shortly(difference, in: language))
      }
    }
    let counted = mutations.count - alike
    let share = counted == 0 ? 100 : (noticed + refused) * 100 / counted
    try console.print(
      console.say(
        """
        \(mutations.count) kleine veranderingen: \(noticed) merkt een test, \(refused) meldt `check`, \
        \(alike) beslissen elk plan gelijk (bewezen), \(survived) merkt niemand: \(share) %

        """,
        """
        \(mutations.count) small changes: a test notices \(noticed), `check` tells of \(refused), \(alike) decide \
        every plan alike (proven), nobody notices \(survived): \(share) %

        """))
    return survived == 0 ? .success : .negative
  }

  private func text(_ outcome: RulesetTestRun.Outcome, _ console: Console) -> String {
    let mark = outcome.differences.isEmpty ? "✓" : "✗"
    let lines = ["\(mark) \(outcome.name)"] + outcome.differences.map { "  \($0[language])" }
    return lines.joined(separator: "\n").withoutControls + "\n"
  }
}
