package import ArgumentParser
package import Rules

/// The program: from words on a command line to an exit status.
package enum AssessTool {
  /// Runs one command.
  ///
  /// - Parameter arguments: without the name of the program.
  /// - Returns: the exit status; see ``ExitStatus``.
  package static func run(_ arguments: [String], effects: Effects) -> Int32 {
    WebsiteCommands.describing(arguments, effects)
    return run(
      ToetsCommand.self, WebsiteCommands.askingThemselves(arguments), effects: effects)
  }

  /// Runs a command of another program that has its own.
  package static func run(
    _ root: any ParsableCommand.Type, _ arguments: [String], effects: Effects
  ) -> Int32 {
    do {
      var command = try root.parseAsRoot(FeelCommand.protectingMinus(arguments))
      guard let runnable = command as? any Command else {
        try command.run()  // only the parser's own, such as help
        return ExitStatus.success.rawValue
      }
      return run(runnable, effects: effects).rawValue
    } catch {
      let text = root.fullMessage(for: error) + "\n"
      let code = root.exitCode(for: error).rawValue
      if code != ExitStatus.success.rawValue {
        effects.writeError(Array(text.utf8))
        return code
      }
      do {
        try effects.writeOutput(Array(text.utf8))
        return code
      } catch {
        return ExitStatus.output.rawValue
      }
    }
  }

  private static func run(_ command: any Command, effects: Effects) -> ExitStatus {
    let console = Console(effects: effects, language: command.language)
    do {
      return try command.run(console)
    } catch {
      console.warn(error)
      return error.status
    }
  }
}

/// A command that does its work through a console, and so can be tested.
package protocol Command: ParsableCommand {
  var speech: LanguageOptions { get }
  func run(_ console: Console) throws(Failure) -> ExitStatus
}

extension Command {
  package var language: Language { speech.language }
}
