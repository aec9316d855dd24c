import ArgumentParser
import Rules

struct DMNTestCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Draait testgevallen van beslismodellen.",
    discussion: """
      Leest alle testbestanden in de mappen, ook dieper: XML die begint met 'testCases', in de vorm \
      van de testkit van DMN, naast het model dat ze noemen. Een regel per uitkomst die afwijkt, en \
      daarna de aantallen per map. Afsluitcode 1 als een uitkomst afwijkt, 4 als een bestand niet \
      deugt.
      """)

  @Argument(help: ArgumentHelp("Mappen of bestanden met testgevallen.", valueName: "map"))
  var folders: [String]

  @Option(
    help: ArgumentHelp("Schrijft de uitkomsten ook als JUnit-XML.", valueName: "bestand"),
    completion: .file(extensions: ["xml"]))
  var junit: String?

  @OptionGroup var speech: LanguageOptions

  var language: Language { speech.language }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    var status = ExitStatus.success
    let kit = DecisionTestFolders(effects: console.effects)
    var passed = 0
    var failed = 0
    for folder in folders {
      for file in kit.files(in: folder) {
        do throws(Failure) {
          let outcomes = try kit.run(file, at: console.effects.now())
          for outcome in outcomes {
            if outcome.passed { passed += 1 } else { failed += 1
              try console.print("\(file): \(outcome.caseID) \(outcome.expected.name): expected \(outcome.expectedValue.json()) actual \(outcome.actual.json()) \(outcome.reasons.first?.text.en ?? "")\n")
            }
          }
        } catch {
          if error.status == .output { throw error }
          console.warn(error)
          status = max(status, error.status)
        }
      }
    }
    try console.print("\(passed) passed, \(failed) failed\n")
    return max(status, failed > 0 ? .negative : .success)
  }
}
