import ArgumentParser
import Rules

struct RulesetCheckCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Leest rulesets en controleert alles wat erin staat.",
    discussion: """
      Elke fout wordt gemeld met bestand, regel en teken: ook regels die voor een plan geen antwoord \
      hebben, en veranderingen die de tekst van een versie niet noemt. Afsluitcode 4 bij een fout.
      """)

  @OptionGroup var named: NamedRulesets
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let catalog = try catalog.catalog(console)
    var status = ExitStatus.success
    // A file that two versions share has its faults told once.
    var told: Set<String> = []
    for reference in try named.references(in: catalog) {
      do throws(Failure) {
        let folder = try catalog.ruleset(named: reference.ruleset)
        for notice in catalog.unlistedFiles(of: folder) {
          console.warn(notice.rendered(in: language))
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
            status = max(status, problem.status)
            for text in problem.texts(in: language)
            where told.insert(text).inserted { console.warn(text) }
          }
          try console.print(
            "\(folder.ruleset)@\(version.version): "
              + (problems.isEmpty ? console.say("in orde", "in order") : line(problems, console))
              + "\n")
        }
      } catch {
        console.warn(error)
        status = max(status, error.status)
      }
    }
    return status
  }

  private func line(_ failures: [Failure], _ console: Console) -> String {
    let count = failures.reduce(0) { $0 + $1.notices.count + $1.diagnostics.count }
    return count == 1
      ? console.say("1 fout", "1 fault") : console.say("\(count) fouten", "\(count) faults")
  }
}
