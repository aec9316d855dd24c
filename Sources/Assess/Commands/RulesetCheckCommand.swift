import ArgumentParser
import Rules

struct RulesetCheckCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Leest rulesets en controleert alles wat erin staat.",
    discussion: """
      Elke fout wordt gemeld met bestand, regel en teken: ook regels die voor een plan geen antwoord \
      hebben, en veranderingen die de tekst van een versie niet noemt. Afsluitcode 4 bij een fout. \
      Wat zo niet bedoeld kan zijn maar wel werkt, is een waarschuwing: een gat in een tabel, een regel \
      die nooit aan de beurt is. `toets ruleset explain` legt de code van een melding uit.
      """)

  @Flag(help: "Draai ook de tests, en laat een waarschuwing tellen als een fout.")
  var strict = false

  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif
  }

  @Option(
    help:
      "De vorm: text, json, of sarif voor een editor of een straat. Dan staat alles op de uitvoer.")
  var format = Form.text

  @OptionGroup var named: NamedRulesets
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let catalog = try catalog.catalog(console)
    var status = ExitStatus.success
    var report = DiagnosticsReport()
    // A file that two versions share has its faults told once.
    var told: Set<String> = []
    func tell(_ failure: Failure) {
      report.add(failure)
      guard format == .text else { return }
      for text in failure.texts(in: language) where told.insert(text).inserted {
        console.warn(text)
      }
    }
    for reference in try named.references(in: catalog) {
      do throws(Failure) {
        let folder = try catalog.ruleset(named: reference.ruleset)
        for notice in catalog.unlistedFiles(of: folder) { tell(Failure(.success, notice)) }
        let opener = catalog.unknownOpener(of: folder)
        if !opener.isEmpty {
          tell(Failure(.badRuleset, opener))
          status = max(status, .badRuleset)
        }
        var only: RulesetFolder.Version?
        if let name = reference.version {
          only = try VersionChoice.version(of: folder, named: name)
        }
        var check = RulesetCheck(folder, in: catalog)
        for version in folder.versions {
          if let only, only.version != version.version { continue }
          if only == nil, !version.isEncoded { continue }
          let problems = check.run(version)
          for problem in problems {
            let counts = problem.diagnostics.contains { $0.severity == .warning }
            status = max(status, strict && counts ? .badRuleset : problem.status)
            tell(problem)
          }
          guard format == .text else { continue }
          try console.print(
            "\(folder.ruleset)@\(version.version): "
              + (problems.isEmpty ? console.say("in orde", "in order") : line(problems, console))
              + "\n")
        }
        if strict, status != .badRuleset {
          for failure in tests(of: folder, only, in: catalog) {
            tell(failure)
            status = max(status, failure.status)
          }
        }
      } catch {
        tell(error)
        status = max(status, error.status)
      }
    }
    switch format {
    case .text: break
    case .json: try console.print(report.json(in: language))
    case .sarif: try console.print(report.sarif(in: language, version: Engine.version))
    }
    return status
  }

  /// What the tests of a ruleset say against it, and what they leave out.
  private func tests(
    of folder: RulesetFolder, _ only: RulesetFolder.Version?, in catalog: RulesetCatalog
  ) -> [Failure] {
    var run = RulesetTestRun(folder, only: only?.version, in: catalog)
    var notices: [Notice] = []
    var failures: [Failure] = []
    for file in run.files {
      do throws(Failure) {
        for outcome in try run.run(file) ?? [] {
          notices += outcome.differences.map { Notice(about: outcome.name, $0) }
        }
      } catch {
        failures.append(error)
      }
    }
    notices += run.untested.map {
      Notice(
        about: "\(folder.ruleset)@\($0.version)",
        LocalizedText(nl: "hier is geen enkele test van", en: "there is no test of it"))
    }
    if only == nil {
      notices += run.unusedExamples.map {
        Notice(
          about: $0,
          LocalizedText(
            nl: "geen enkele test is van dit voorbeeld", en: "no test is of this example"))
      }
    }
    if !notices.isEmpty { failures.append(Failure(.badRuleset, notices)) }
    return failures
  }

  private func line(_ failures: [Failure], _ console: Console) -> String {
    let all = failures.flatMap(\.diagnostics).map(\.severity)
    let faults = failures.reduce(0) { $0 + $1.notices.count } + all.count { $0 == .error }
    let (warnings, remarks) = (all.count { $0 == .warning }, all.count { $0 == .remark })
    func counted(_ count: Int, _ one: (String, String), _ more: (String, String)) -> String? {
      switch count {
      case 0: nil
      case 1: "1 " + console.say(one.0, one.1)
      default: "\(count) " + console.say(more.0, more.1)
      }
    }
    return [
      counted(faults, ("fout", "fault"), ("fouten", "faults")),
      counted(warnings, ("waarschuwing", "warning"), ("waarschuwingen", "warnings")),
      counted(remarks, ("opmerking", "remark"), ("opmerkingen", "remarks")),
    ].compactMap(\.self).joined(separator: ", ")
  }
}
