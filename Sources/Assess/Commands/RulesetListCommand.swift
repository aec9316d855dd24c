import ArgumentParser
import Rules

struct RulesetListCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Noemt elke ruleset met zijn versies en hun geldigheid.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Option(help: "De vorm van de lijst.")
  var format = Format.text

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let catalog = try catalog.catalog(console)
    var folders: [RulesetFolder] = []
    var status = ExitStatus.success
    for reference in try NamedRulesets.references([], in: catalog) {
      do throws(Failure) {
        folders.append(try catalog.ruleset(named: reference.ruleset))
      } catch {
        console.warn(error)
        status = max(status, error.status)
      }
    }
    switch format {
    case .text: try console.print(folders.map { text($0, console) }.joined(separator: "\n"))
    case .json: try console.print(json(folders))
    }
    return status
  }

  private func text(_ folder: RulesetFolder, _ console: Console) -> String {
    var lines = ["\(folder.ruleset): \(folder.title[language])"]
    for version in folder.versions {
      let note = version.isEncoded ? "" : console.say(" (niet uitgewerkt)", " (not encoded)")
      lines.append("  @\(version.version)  \(version.period)  \(version.title[language])\(note)")
    }
    return lines.joined(separator: "\n").withoutControls + "\n"
  }

  private func json(_ folders: [RulesetFolder]) -> String {
    var json = JSONWriter(.pretty)
    json.array { json in
      for folder in folders {
        json.object { json in
          json.string("ruleset", folder.ruleset)
          json.string("title", folder.title[language])
          json.array("versions") { json in
            for version in folder.versions {
              json.object { json in
                json.string("version", version.version)
                json.string("title", version.title[language])
                json.key("validFrom")
                if let first = version.validFrom { json.string("\(first)") } else { json.null() }
                json.key("validUntil")
                if let last = version.validUntil { json.string("\(last)") } else { json.null() }
                json.boolean("encoded", version.isEncoded)
              }
            }
          }
        }
      }
    }
    return json.text
  }
}
