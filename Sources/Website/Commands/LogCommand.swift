import ArgumentParser
import Assess
import Foundation
import Rules

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Het logboek van de website: nagaan, uitvoeren, en een kopie van alles maken.",
    subcommands: [
      LogVerifyCommand.self, LogHeadCommand.self, LogBackupCommand.self, LogExportCommand.self,
    ])
}

struct LogVerifyCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Gaat na of alles is zoals het logboek zegt.",
    discussion: """
      Elke regel noemt de vorige met een hash, en houdt de hash vast van alles wat die handeling schreef: \
      teksten, bijlagen, regels, oordelen, de stand van een plan, accounts. Van een map wordt alles nagerekend, \
      van een uitgevoerd logboek alleen de regels.
      Wie alles mag schrijven, kan alles opnieuw maken. Bewaar daarom elders waar het logboek stond \
      (toets log head) en geef dat met --expect, of laat de website ondertekenen (toets serve --log-key).
      Afsluitcode 0: alles klopt; 1: er is verschil.
      """)

  @Argument(
    help: ArgumentHelp(
      "De map met gegevens, of een bestand dat `toets log export` maakte.", valueName: "map|bestand"
    ))
  var path: String

  @Option(
    help: ArgumentHelp(
      "Waar het logboek eerder stond, zoals `toets log head` en een brief het zeggen.",
      valueName: "nummer sha256:…"))
  var expect: String?

  @Option(
    name: .customLong("key"),
    help: ArgumentHelp(
      "De openbare sleutel waarmee het logboek is ondertekend (PEM). Mag vaker.",
      valueName: "bestand"), completion: .file())
  var keys: [String] = []

  @OptionGroup var speech: LanguageOptions
  var language: Language { speech.language }

  func validate() throws {
    if let expect, LogHead(expect) == nil {
      throw ValidationError(
        "'\(expect)' is niet te lezen. Schrijf het met aanhalingstekens: --expect \"12 sha256:…\".")
    }
  }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let expected = expect.flatMap { LogHead($0) }
    let keys = try self.keys.map { path throws(Failure) in
      guard let key = PublicLogKey(pem: try console.pem(path)) else {
        throw .noKey(path, "openbare sleutel van Ed25519", "a public key of Ed25519")
      }
      return key
    }
    let verification: LogVerification
    if console.effects.entries(path) != nil {
      verification = try console.reading(path) {
        try $0.verifyLog(expecting: expected, signedBy: keys)
      }
    } else {
      verification = try exported(console, LogVerification(expecting: expected))
    }
    for found in verification.breaks.prefix(100) {
      try console.print("✗ \(found.message[language])\n")
    }
    let more = verification.breaks.count - 100
    if more > 0 {
      try console.print(console.say("✗ En nog \(more) andere.\n", "✗ And \(more) more.\n"))
    }
    guard verification.breaks.isEmpty else { return .negative }
    var text = console.say(
      "✓ Alles klopt: \(verification.count) regels, \(verification.rows) gegevens.\n",
      "✓ All is as it says: \(verification.count) entries, \(verification.rows) rows.\n")
    if let first = verification.signedFrom {
      text += console.say(
        keys.isEmpty
          ? "  Ondertekend vanaf regel \(first); met --key gaat u na door wie.\n"
          : "  Ondertekend met uw sleutel vanaf regel \(first).\n",
        keys.isEmpty
          ? "  Signed from entry \(first) on; --key tells by whom.\n"
          : "  Signed with your key from entry \(first) on.\n")
    }
    if verification.count > 0 {
      text += console.say(
        "  Het logboek staat nu hier: \(verification.count) \(verification.last)\n",
        "  The log stands here now: \(verification.count) \(verification.last)\n")
    }
    try console.print(text)
    return .success
  }

  private func exported(
    _ console: Console, _ empty: LogVerification
  ) throws(Failure) -> LogVerification {
    guard keys.isEmpty else {
      throw Failure(
        .usage,
        Notice(
          about: "--key",
          LocalizedText(
            nl: "in een uitgevoerd logboek staan geen handtekeningen",
            en: "an exported log holds no signatures"),
          mend: LocalizedText(
            nl: "geef de map met gegevens", en: "give the folder with the data")))
    }
    let bytes: [UInt8]
    do {
      bytes = try console.effects.readFile(path, 1 << 30)
    } catch {
      throw Failure(.badInput, error, about: path)
    }
    var verification = empty
    for (index, line) in bytes.split(separator: 0x0A).enumerated() {
      // As it was written, to the byte: nothing stands twice, and nothing stands beside it.
      guard let entry = try? JSONDecoder().decode(LogEntry.self, from: Data(line)),
        (try? entry.exported) == Array(line)
      else {
        throw Failure(
          .badInput,
          Notice(
            about: "\(path):\(index + 1)",
            LocalizedText(
              nl: "dit is geen regel van een logboek", en: "this is no entry of a log")))
      }
      verification.take(entry)
    }
    verification.endChain()
    return verification
  }
}

struct LogHeadCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "head",
    abstract: "Zegt waar het logboek staat: bewaar dat elders, dan valt later op wat is veranderd.")

  @Argument(help: ArgumentHelp("De map met gegevens.", valueName: "map"))
  var path: String

  @OptionGroup var speech: LanguageOptions
  var language: Language { speech.language }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let head = try console.reading(path) { try $0.logHead() }
    guard let head else {
      throw Failure(
        .badInput,
        Notice(
          about: path, LocalizedText(nl: "het logboek is nog leeg", en: "the log is still empty")))
    }
    try console.print("\(head.spelled)\n")
    return .success
  }
}

struct LogBackupCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Maakt een kopie van alle gegevens, ook terwijl de website draait.",
    discussion: """
      De kopie is zelf een map met gegevens. De opdracht zegt waar het logboek in de kopie staat: bewaar dat \
      los van de kopie.
      """)

  @Argument(help: ArgumentHelp("De map met gegevens.", valueName: "map"))
  var path: String

  @Argument(help: ArgumentHelp("De map voor de kopie; zij is er nog niet.", valueName: "kopie"))
  var copy: String

  @OptionGroup var speech: LanguageOptions
  var language: Language { speech.language }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    guard console.effects.entries(copy) == nil else {
      throw Failure(
        .output,
        Notice(
          about: copy,
          LocalizedText(nl: "deze map is er al", en: "this folder is there already"),
          mend: LocalizedText(
            nl: "kies een naam die er nog niet is", en: "choose a name that is not there yet")))
    }
    let head = try console.reading(path) { try $0.copy(to: copy) }
    try console.print("\(head?.spelled ?? "-")\n")
    return .success
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
    try console.reading(path) { store in
      try store.exportLog { entry in
        try console.effects.writeOutput(try entry.exported + [0x0A])
      }
    }
    return .success
  }
}

extension Console {
  /// Reads from a folder with data.
  ///
  /// - Throws: also where the folder holds none.
  fileprivate func reading<Value>(
    _ path: String, _ read: (LogReader) throws -> Value
  ) throws(Failure) -> Value {
    guard effects.entries(path)?.contains(where: { $0.name == Store.fileName }) ?? false else {
      throw Failure(
        .badInput,
        Notice(
          about: path,
          LocalizedText(
            nl: "in deze map staan geen gegevens", en: "there is no data in this folder")))
    }
    do {
      return try read(LogReader(folder: path))
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
            nl: "de gegevens kunnen niet worden gelezen: \(error)",
            en: "the data can't be read: \(error)")))
    }
  }

  /// The text of a file with a key.
  func pem(_ path: String) throws(Failure) -> String {
    do {
      return String(decoding: try effects.readFile(path, 1 << 14), as: UTF8.self)
    } catch {
      throw Failure(.badInput, error, about: path)
    }
  }
}

extension Failure {
  static func noKey(_ path: String, _ nl: String, _ en: String) -> Failure {
    Failure(
      .badInput,
      Notice(
        about: path, LocalizedText(nl: "dit is geen \(nl)", en: "this is not \(en)"),
        mend: LocalizedText(
          nl: "maak er een met: openssl genpkey -algorithm ed25519",
          en: "make one with: openssl genpkey -algorithm ed25519")))
  }
}

extension LogEntry {
  /// As a line of an exported log.
  fileprivate var exported: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return Array(try encoder.encode(self))
    }
  }
}

extension LogVerification.Break {
  var message: LocalizedText {
    switch self {
    case .changed(let number):
      LocalizedText(
        nl: "Regel \(number) is veranderd.", en: "Entry \(number) was changed.")
    case .unlinked(let number):
      LocalizedText(
        nl:
          "Regel \(number) volgt niet op de vorige: er is iets weggelaten, tussengevoegd of verplaatst.",
        en:
          "Entry \(number) does not follow on the one before: something was left out, put in or moved."
      )
    case .head(let number):
      LocalizedText(
        nl:
          "Het logboek stond bij regel \(number) anders: regels zijn weggehaald of opnieuw gemaakt.",
        en: "The log stood otherwise at entry \(number): entries were taken away or made anew.")
    case .expected(let number):
      LocalizedText(
        nl: "Regel \(number) is er niet zoals u haar hebt bewaard.",
        en: "Entry \(number) is not there as you kept it.")
    case .signature(let number):
      LocalizedText(
        nl: "Bij regel \(number) klopt de handtekening niet.",
        en: "The signature at entry \(number) is not right.")
    case .missing: LocalizedText(nl: "Er is geen logboek.", en: "There is no log.")
    case .schema(let name):
      LocalizedText(
        nl: "De database is niet zoals het programma haar maakt: \(name).",
        en: "The database is not as the program makes it: \(name).")
    case .unsigned:
      LocalizedText(nl: "Niets is ondertekend.", en: "Nothing is signed.")
    case .row(let difference, let table, let key):
      {
        let title = ProvenTable.all.first { $0.name == table }?.title
        let (nl, en) = ("\(title?.nl ?? table) \(key)", "\(title?.en ?? table) \(key)")
        return switch difference {
        case .changed:
          LocalizedText(
            nl: "Niet zoals het logboek zegt: \(nl).", en: "Not as the log says: \(en).")
        case .added:
          LocalizedText(
            nl: "Het logboek kent dit niet: \(nl).", en: "The log does not know this: \(en).")
        case .removed:
          LocalizedText(
            nl: "Weg, zonder dat het logboek het zegt: \(nl).",
            en: "Gone, without the log saying so: \(en).")
        }
      }()
    }
  }
}
