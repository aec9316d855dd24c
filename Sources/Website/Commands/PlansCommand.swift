import ArgumentParser
import Assess
import Foundation
import Rules

struct PlansCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "plans",
    abstract: "Schrijft de ingediende plannen van de website als bestanden.",
    discussion: """
      Van elk plan de laatste tekst die is ingediend, letterlijk, in een bestand met zijn kenmerk als naam, in een \
      map voor elke ruleset; ook terwijl de website draait. Zo is te zien wat een verandering van de regels met deze \
      plannen doet: `toets ruleset diff OUD NIEUW --plans MAP`. Alleen de eigenaar kan de bestanden lezen.
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
    var counts: [String: Int] = [:]
    try console.reading(folder: path, writing: target) { data in
      try data.eachPlan { name, of, text in
        // Of others only how many there are is told.
        counts[of, default: 0] += 1
        guard ruleset == nil || ruleset == of else { return }
        let folder = "\(target)/\(of)"
        try console.effects.makeFolder(folder)
        try console.effects.writeFile("\(folder)/\(name).yaml", text)
      }
    }
    let kept = counts.filter { ruleset == nil || ruleset == $0.key }
    if let ruleset, kept.isEmpty { throw Failure(.badInput, missing(ruleset, counts)) }
    if kept.isEmpty {
      try console.print(console.say("Er is geen plan ingediend.\n", "No plan was handed in.\n"))
    }
    for (of, count) in kept.sorted(by: { $0.key < $1.key }) {
      try console.print("\(target)/\(of): \(count)\n")
    }
    return .success
  }

  private func missing(_ ruleset: String, _ counts: [String: Int]) -> Notice {
    let others = counts.keys.sorted().joined(separator: ", ")
    return Notice(
      about: path, nl: "hier is geen plan van ruleset '\(ruleset)'",
      en: "there is no plan of ruleset '\(ruleset)' here",
      mendNL: others.isEmpty
        ? "er is nog niets ingediend" : "laat `--ruleset` weg, of kies uit \(others)",
      mendEN: others.isEmpty
        ? "nothing was handed in yet" : "leave out `--ruleset`, or choose from \(others)")
  }
}
