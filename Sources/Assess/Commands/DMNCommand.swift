import ArgumentParser

struct DMNCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dmn", abstract: "Draait, toont, controleert en test beslismodellen in DMN.",
    subcommands: [
      DMNRunCommand.self, DMNShowCommand.self, DMNCheckCommand.self, DMNTestCommand.self,
      DMNUpgradeCommand.self,
    ])
}
