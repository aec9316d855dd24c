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

  private func text(_ outcome: RulesetTestRun.Outcome, _ console: Console) -> String {
    let mark = outcome.differences.isEmpty ? "✓" : "✗"
    let lines = ["\(mark) \(outcome.name)"] + outcome.differences.map { "  \($0[language])" }
    return lines.joined(separator: "\n").withoutControls + "\n"
  }
}
