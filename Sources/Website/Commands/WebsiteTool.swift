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
  // What people type: help and completions tell all of it.
  static let configuration = AssessTool.configuration(
    website: [
      ServeCommand.self, LogCommand.self, BackupCommand.self, PlansCommand.self,
      AccountCommand.self,
    ])
}
