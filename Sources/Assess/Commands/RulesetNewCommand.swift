import ArgumentParser
import Rules

struct RulesetNewCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begint een ruleset: kleine bestanden, met een voorbeeld en een test.",
    discussion: """
      Wat er komt te staan is in orde: `toets ruleset check --strict` en `toets ruleset test` zeggen dat. \
      Wat er al is, blijft zoals het is: dan gebeurt er niets.
      """)

  @Argument(
    help: ArgumentHelp("De naam, met de map erin: subsidie/buurt.", valueName: "naam"))
  var name: String

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp(
      "De map met rulesets; zonder deze optie de map 'rulesets' hier.", valueName: "map"),
    completion: .directory)
  var root: String = "rulesets"

  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let effects = console.effects
    let reference = RulesetReference(name)
    let isName =
      reference.isPath && reference.version == nil
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || "0123456789-_/".unicodeScalars.contains($0)
      }
    guard isName else {
      throw Failure(
        .usage,
        Notice(
          about: name, nl: "dit kan geen naam van een ruleset zijn",
          en: "this can't be the name of a ruleset",
          mendNL: "gebruik letters, cijfers, - en _, en / tussen mappen: subsidie/buurt",
          mendEN: "use letters, digits, - and _, and / between folders: subsidie/buurt"))
    }
    let folder = "\(root)/\(name)"
    if let held = effects.entries(folder), !held.isEmpty {
      throw Failure(
        .usage,
        Notice(
          about: folder, nl: "hier staat al iets; er is niets veranderd",
          en: "there is something here already; nothing was changed",
          mendNL: "kies een andere naam, of haal eerst weg wat er staat",
          mendEN: "choose another name, or first remove what is there"))
    }
    let start = RulesetStart(name: name, day: effects.now().date)
    for (path, text) in start.files {
      let file = "\(folder)/\(path)"
      try console.writeFile(text, at: file)
      try console.print("\(file)\n".withoutControls)
    }
    try console.print(
      console.say(
        "Ga verder met: toets ruleset check \(name) --strict --rulesets \(root)\n",
        "Go on with: toets ruleset check \(name) --strict --rulesets \(root)\n"
      ).withoutControls)
    return .success
  }
}
