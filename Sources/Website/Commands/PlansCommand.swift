import ArgumentParser
import Assess
import Foundation
import Rules

struct PlansCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "plans",
    abstract: "Schrijft de ingediende plannen van de website als bestanden.",
    discussion: """
      Van elk plan de laatste tekst die is ingediend, letterlijk, in een bestand met zijn kenmerk als naam; ook \
      terwijl de website draait. Zo is te zien wat een verandering van de regels met deze plannen doet: \
      `toets ruleset diff OUD NIEUW --plans MAP`. Alleen de eigenaar kan de bestanden lezen.
      """)

  @Argument(help: ArgumentHelp("De map met gegevens.", valueName: "map"), completion: .directory)
  var path: String

  @Argument(
    help: ArgumentHelp(
      "De map voor de plannen; zij is er nog niet, of zij is leeg.", valueName: "plannen"),
    completion: .directory)
  var target: String

  @Option(help: ArgumentHelp("Alleen plannen van deze ruleset.", valueName: "id"))
  var ruleset: String?

  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    guard console.effects.entries(target)?.isEmpty ?? true else {
      throw Failure(
        .output,
        Notice(
          about: target, nl: "in deze map staat al iets", en: "there is something in this folder",
          mendNL: "kies een map die leeg is of er nog niet is",
          mendEN: "choose a folder that is empty or not there yet"))
    }
    umask(0o077)
    try DataFolder(path: target).make()
    let count = try console.reading(folder: path, writing: target) { data in
      try data.eachPlan(of: ruleset) { name, text in
        try console.effects.writeFile("\(target)/\(name).yaml", text)
      }
    }
    try console.print(
      console.say(
        "\(count) plannen geschreven in \(target).\n", "\(count) plans written to \(target).\n"))
    return .success
  }
}
