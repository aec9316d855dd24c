import ArgumentParser

struct DMNCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dmn", abstract: "Draait, toont en test beslismodellen in DMN.",
    subcommands: [
      DMNRunCommand.self, DMNShowCommand.self, DMNTestCommand.self, DMNUpgradeCommand.self,
    ])
}
