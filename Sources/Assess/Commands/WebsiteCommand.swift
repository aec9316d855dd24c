import ArgumentParser
import Rules

/// A command that the program of the website does: whoever assesses a file need not build a website.
protocol WebsiteCommand: Command {
  var words: [String] { get }
}

extension WebsiteCommand {
  /// The language in which to say that the program is not there.
  var speech: LanguageOptions {
    var options = LanguageOptions()
    let isEnglish =
      words.contains("--lang=en")
      || zip(words, words.dropFirst()).contains { $0 == "--lang" && $1 == "en" }
    options.lang = isEnglish ? .en : .nl
    return options
  }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let program = WebsiteCommands.program(console.effects)
    let name = Self.configuration.commandName ?? ""
    let fault = console.effects.handOver(program, [name] + words)
    let isRelease = console.effects.programFolder.hasSuffix("/release")
    let build = "swift build \(isRelease ? "-c release " : "")--product toets-site"
    throw Failure(
      .unavailable,
      Notice(
        about: program,
        fault == .missing
          ? LocalizedText(
            nl: "het programma van de website is er niet",
            en: "the program of the website is not there") : fault.message,
        mend: LocalizedText(
          nl: "bouw het met: \(build)", en: "build it with: \(build)")))
  }
}

struct ServeCommand: WebsiteCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract:
      "Start de website: zelftoets, beoordeling door twee zorgverzekeraars, openbaar register.")

  @Argument(parsing: .captureForPassthrough, help: .hidden)
  var words: [String] = []
}

struct LogCommand: WebsiteCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Het logboek van de website: nagaan en uitvoeren.")

  @Argument(parsing: .captureForPassthrough, help: .hidden)
  var words: [String] = []
}

struct BackupCommand: WebsiteCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Kopieën van alles wat de website bewaart: maken, nagaan, terugzetten.")

  @Argument(parsing: .captureForPassthrough, help: .hidden)
  var words: [String] = []
}

struct PlansCommand: WebsiteCommand {
  static let configuration = CommandConfiguration(
    commandName: "plans",
    abstract: "Schrijft de ingediende plannen van de website als bestanden.")

  @Argument(parsing: .captureForPassthrough, help: .hidden)
  var words: [String] = []
}

struct AccountCommand: WebsiteCommand {
  static let configuration = CommandConfiguration(
    commandName: "account",
    abstract: "Accounts van de website, voor wie de computer beheert.")

  @Argument(parsing: .captureForPassthrough, help: .hidden)
  var words: [String] = []
}

enum WebsiteCommands {
  static let all: [any WebsiteCommand.Type] = [
    ServeCommand.self, LogCommand.self, BackupCommand.self, PlansCommand.self,
    AccountCommand.self,
  ]

  /// What the parser itself tells of all commands. The program of the website, where it is there, knows every option.
  private static let descriptions: Set<String> = [
    "--generate-completion-script", "--experimental-dump-help",
  ]

  /// Hands a question for a description of all commands over, where it can be.
  static func describing(_ arguments: [String], _ effects: Effects) {
    let option = arguments.first?.split(separator: "=").first.map(String.init)
    guard let option, descriptions.contains(option) else { return }
    // Without the website, this program describes itself.
    _ = effects.handOver(program(effects), arguments)
  }

  static func program(_ effects: Effects) -> String { "\(effects.programFolder)/toets-site" }

  /// The arguments with a question for help put to the command itself, which knows it: `help serve` is
  /// `serve --help`.
  static func askingThemselves(_ arguments: [String]) -> [String] {
    let words = arguments.dropFirst()
    guard arguments.first == "help", let name = words.first,
      all.contains(where: { $0.configuration.commandName == name })
    else { return arguments }
    return Array(words) + ["--help"]
  }
}
