import ArgumentParser
import Rules

struct RulesetCheckCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Leest rulesets en controleert alles wat erin staat.",
    discussion: "Elke fout wordt gemeld met bestand, regel en teken. Afsluitcode 4 bij een fout.")

  @OptionGroup var named: NamedRulesets
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  var language: Language { speech.language }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let catalog = try catalog.catalog(console)
    var status = ExitStatus.success
    // A file that two versions share has its faults told once.
    var told: Set<String> = []
    for reference in try named.references(in: catalog) {
      do throws(Failure) {
        let folder = try catalog.ruleset(named: reference.ruleset)
        var versions = folder.versions
        if let name = reference.version {
          versions = [try VersionChoice.version(of: folder, named: name)]
        }
        for version in versions where version.isEncoded || reference.version != nil {
          let problems = check(version, of: folder, in: catalog)
          if let problems {
            status = max(status, problems.status)
            for text in problems.texts(in: language)
            where told.insert(text).inserted { console.warn(text) }
          }
          try console.print(
            "\(folder.ruleset)@\(version.version): "
              + (problems.map { line($0, console) } ?? console.say("in orde", "in order")) + "\n")
        }
      } catch {
        console.warn(error)
        status = max(status, error.status)
      }
    }
    return status
  }

  /// Everything that is wrong; `nil` when nothing is.
  private func check(
    _ version: RulesetFolder.Version, of folder: RulesetFolder, in catalog: RulesetCatalog
  ) -> Failure? {
    do throws(Failure) {
      _ = try catalog.compiled(folder, version)
      return nil
    } catch {
      return error
    }
  }

  private func line(_ failure: Failure, _ console: Console) -> String {
    let count = failure.notices.count + failure.diagnostics.count
    return count == 1
      ? console.say("1 fout", "1 fault") : console.say("\(count) fouten", "\(count) faults")
  }
}
