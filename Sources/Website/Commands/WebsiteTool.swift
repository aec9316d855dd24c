import ArgumentParser
package import Assess

/// The program of the website, which `toets` hands its commands over to.
package enum WebsiteTool {
  /// Runs one command.
  ///
  /// - Parameter arguments: without the name of the program.
  /// - Returns: the exit status; see `ExitStatus`.
  package static func run(_ arguments: [String], effects: Effects) -> Int32 {
    AssessTool.run(WebsiteRoot.self, arguments, effects: effects)
  }
}

private struct WebsiteRoot: ParsableCommand {
  static let configuration = CommandConfiguration(
    // What people type.
    commandName: "toets",
    abstract: "De website van toets, en haar logboek.",
    version: Engine.version,
    subcommands: [ServeCommand.self, LogCommand.self])
}
