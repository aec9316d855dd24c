import ArgumentParser
import Foundation
import Rules

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Het logboek van de website: nagaan en uitvoeren.",
    subcommands: [LogVerifyCommand.self, LogExportCommand.self])
}

struct LogVerifyCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Gaat na of het logboek heel is: elke regel noemt de vorige met een hash.",
    discussion: "Afsluitcode 0: heel; 1: er is een breuk.")

  @Argument(
    help: ArgumentHelp(
      "De map met gegevens, of een bestand dat `toets log export` maakte.", valueName: "map|bestand"
    ))
  var path: String

  @OptionGroup var speech: LanguageOptions
  var language: Language { speech.language }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let verification: LogVerification
    if console.effects.entries(path) != nil {
      guard console.effects.entries(path)?.contains(where: { $0.name == Store.fileName }) ?? false
      else {
        throw Failure(
          .badInput,
          Notice(
            about: path,
            LocalizedText(
              nl: "in deze map staan geen gegevens", en: "there is no data in this folder")))
      }
      do {
        verification = try DataFolder(path: path).open().verifyLog()
      } catch let failure as Failure {
        throw failure
      } catch {
        throw Failure(
          .badInput,
          Notice(
            about: path,
            LocalizedText(
              nl: "het logboek kan niet worden gelezen: \(error)",
              en: "the log can't be read: \(error)")))
      }
    } else {
      verification = try exported(console)
    }
    for found in verification.breaks.prefix(100) {
      switch found {
      case .changed(let number):
        try console.print(
          console.say("✗ Regel \(number) is veranderd.\n", "✗ Entry \(number) was changed.\n"))
      case .unlinked(let number):
        try console.print(
          console.say(
            "✗ Regel \(number) volgt niet op de vorige: er is iets weggelaten, tussengevoegd of verplaatst.\n",
            "✗ Entry \(number) does not follow on the one before: something was left out, put in or moved.\n"
          ))
      }
    }
    guard verification.breaks.isEmpty else { return .negative }
    try console.print(
      console.say(
        "✓ Heel: \(verification.count) regels, de laatste is \(verification.last)\n",
        "✓ Whole: \(verification.count) entries, the last is \(verification.last)\n"))
    return .success
  }

  private func exported(_ console: Console) throws(Failure) -> LogVerification {
    let bytes: [UInt8]
    do {
      bytes = try console.effects.readFile(path, 1 << 30)
    } catch {
      throw Failure(.badInput, error, about: path)
    }
    var verification = LogVerification()
    for (index, line) in bytes.split(separator: 0x0A).enumerated() {
      guard let entry = try? JSONDecoder().decode(LogEntry.self, from: Data(line)) else {
        throw Failure(
          .badInput,
          Notice(
            about: "\(path):\(index + 1)",
            LocalizedText(
              nl: "dit is geen regel van een logboek", en: "this is no entry of a log")))
      }
      verification.take(entry)
    }
    return verification
  }
}

struct LogExportCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Schrijft het logboek als JSON, een regel per handeling.")

  @Argument(help: ArgumentHelp("De map met gegevens.", valueName: "map"))
  var path: String

  @OptionGroup var speech: LanguageOptions
  var language: Language { speech.language }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    guard console.effects.entries(path)?.contains(where: { $0.name == Store.fileName }) ?? false
    else {
      throw Failure(
        .badInput,
        Notice(
          about: path,
          LocalizedText(
            nl: "in deze map staan geen gegevens", en: "there is no data in this folder")))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      try DataFolder(path: path).open().exportLog { entry in
        try console.effects.writeOutput(Array(try encoder.encode(entry)) + [0x0A])
      }
    } catch let failure as Failure {
      throw failure
    } catch let fault as FileFault {
      throw Failure(output: fault)
    } catch {
      throw Failure(
        .badInput,
        Notice(
          about: path,
          LocalizedText(
            nl: "het logboek kan niet worden gelezen: \(error)",
            en: "the log can't be read: \(error)")))
    }
    return .success
  }
}
