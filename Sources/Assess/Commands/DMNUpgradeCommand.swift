import ArgumentParser
import Rules

struct DMNUpgradeCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "upgrade", abstract: "Schrijft een model van DMN 1.1 tot en met 1.4 als DMN 1.5.",
    discussion: """
      De namen van onderdelen, taal en typen worden die van DMN 1.5. Al het andere blijft staan: \
      tekeningen, uitbreidingen, opmerkingen. Een model in 1.5 blijft zoals het is. Modellen die het \
      importeert, veranderen niet mee: werk die apart bij.
      """)

  @Argument(
    help: ArgumentHelp("Het model.", valueName: "model"), completion: .file(extensions: ["dmn"]))
  var model: String

  @Option(
    help: ArgumentHelp(
      "Het bestand om te schrijven; zonder deze optie de standaarduitvoer.", valueName: "bestand"),
    completion: .file(extensions: ["dmn"]))
  var output: String?

  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let document = try ModelFiles(effects: console.effects).document(model)
    try console.write(document.upgraded().text, to: output)
    return .success
  }
}
