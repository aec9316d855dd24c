import ArgumentParser
import Assess
import Foundation
import Rules

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Het logboek van de website: nagaan en uitvoeren.",
    subcommands: [LogVerifyCommand.self, LogHeadCommand.self, LogExportCommand.self])
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

  @OptionGroup var proof: LogProofOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let keys = try proof.publicKeys(console)
    let verification: LogVerification
    if console.effects.entries(path) != nil {
      verification = try console.reading(folder: path) {
        try $0.verifyLog(expecting: proof.head, signedBy: keys)
      }
    } else {
      verification = try exported(console, LogVerification(expecting: proof.head))
    }
    return try console.tell(verification, isSigned: !keys.isEmpty)
  }

  private func exported(
    _ console: Console, _ empty: LogVerification
  ) throws(Failure) -> LogVerification {
    guard proof.keys.isEmpty else {
      throw Failure(
        .usage,
        Notice(
          about: "--key", nl: "in een uitgevoerd logboek staan geen handtekeningen",
          en: "an exported log holds no signatures",
          mendNL: "geef de map met gegevens", mendEN: "give the folder with the data"))
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
            nl: "dit is geen regel van een logboek", en: "this is no entry of a log"))
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

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let head = try console.reading(folder: path) { try $0.logHead() }
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

struct LogExportCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Schrijft het logboek als JSON, een regel per handeling.")

  @Argument(help: ArgumentHelp("De map met gegevens.", valueName: "map"))
  var path: String

  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    try console.reading(folder: path) { store in
      try store.exportLog { entry in
        try console.effects.writeOutput(try entry.exported + [0x0A])
      }
    }
    return .success
  }
}

/// What a log is held to besides itself.
struct LogProofOptions: ParsableArguments {
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

  func validate() throws {
    if let expect, LogHead(expect) == nil {
      throw ValidationError(
        "'\(expect)' is niet te lezen. Schrijf het met aanhalingstekens: --expect \"12 sha256:…\".")
    }
  }

  var head: LogHead? { expect.flatMap { LogHead($0) } }

  func publicKeys(_ console: Console) throws(Failure) -> [PublicLogKey] {
    try keys.map { path throws(Failure) in
      guard let key = PublicLogKey(pem: try console.pem(path)) else {
        throw .noKey(
          path, "openbare sleutel van Ed25519", "a public key of Ed25519",
          make: "openssl pkey -in log.pem -pubout -out log.pub")
      }
      return key
    }
  }
}

extension Console {
  /// Says what was found of a log.
  ///
  /// - Parameter isSigned: whether it was held to the keys of who asks.
  func tell(
    _ verification: LogVerification, isSigned: Bool = false
  ) throws(Failure) -> ExitStatus {
    for found in verification.breaks.prefix(100) {
      try print("✗ \(found.message[language])\n")
    }
    let more = verification.breaks.count - 100
    if more > 0 {
      try print(say("✗ En nog \(more) andere.\n", "✗ And \(more) more.\n"))
    }
    guard verification.breaks.isEmpty else { return .negative }
    var text = say(
      "✓ Alles klopt: \(verification.count) regels, \(verification.rows) gegevens.\n",
      "✓ All is as it says: \(verification.count) entries, \(verification.rows) rows.\n")
    if let first = verification.signedFrom {
      text += say(
        !isSigned
          ? "  Ondertekend vanaf regel \(first); met --key gaat u na door wie.\n"
          : "  Ondertekend met uw sleutel vanaf regel \(first).\n",
        !isSigned
          ? "  Signed from entry \(first) on; --key tells by whom.\n"
          : "  Signed with your key from entry \(first) on.\n")
    }
    if verification.count > 0 {
      text += say(
        "  Het logboek staat nu hier: \(verification.count) \(verification.last)\n",
        "  The log stands here now: \(verification.count) \(verification.last)\n")
    }
    try print(text)
    return .success
  }

  /// Reads from a folder with data.
  ///
  /// - Parameter target: the file that is written meanwhile.
  /// - Throws: also where the folder holds none.
  func reading<Value>(
    folder path: String, writing target: String? = nil, _ read: (LogReader) throws -> Value
  ) throws(Failure) -> Value {
    if access(path, F_OK) == 0, access(path, R_OK | X_OK) != 0 {
      throw Failure(.badInput, .forbidden, about: path)
    }
    guard effects.entries(path)?.contains(where: { $0.name == Store.fileName }) ?? false else {
      throw Failure(
        .badInput,
        Notice(
          about: path,
          nl: "in deze map staan geen gegevens", en: "there is no data in this folder"))
    }
    return try telling(of: path, writing: target) { try read(LogReader(folder: path)) }
  }

  /// Reads a backup.
  ///
  /// - Parameter target: the file that is written meanwhile.
  func reading<Value>(
    backup path: String, writing target: String? = nil, _ read: (LogReader) throws -> Value
  ) throws(Failure) -> Value {
    guard effects.entries(path) == nil else { throw Failure(.badInput, .isFolder, about: path) }
    guard access(path, R_OK) == 0 else { throw Failure(.badInput, .current, about: path) }
    return try telling(of: path, writing: target) { try read(LogReader(backup: path)) }
  }

  /// What goes wrong with a database, in words.
  func telling<Value>(
    of path: String, writing target: String? = nil, _ work: () throws -> Value
  ) throws(Failure) -> Value {
    do {
      return try work()
    } catch let failure as Failure {
      throw failure
    } catch let fault as FileFault {
      throw Failure(output: fault, about: target)
    } catch let fault as BackupFault {
      let subject = fault.status == .output ? target ?? path : path
      throw Failure(fault.status, Notice(about: subject, fault.message, mend: fault.mend))
    } catch {
      throw Failure(
        .badInput,
        Notice(
          about: path, nl: "de gegevens kunnen niet worden gelezen: \(error)",
          en: "the data can't be read: \(error)"))
    }
  }

  /// The text of a file with a key.
  fileprivate func pem(_ path: String) throws(Failure) -> String {
    do {
      return String(decoding: try effects.readFile(path, 1 << 14), as: UTF8.self)
    } catch {
      throw Failure(.badInput, error, about: path)
    }
  }

  /// The key with which a site signs its log.
  func logKey(_ path: String) throws(Failure) -> LogKey {
    guard let key = LogKey(pem: try pem(path)) else {
      throw .noKey(
        path, "geheime sleutel van Ed25519", "a private key of Ed25519",
        make: "openssl genpkey -algorithm ed25519 -out log.pem")
    }
    return key
  }
}

extension Failure {
  fileprivate static func noKey(
    _ path: String, _ nl: String, _ en: String, make command: String
  ) -> Failure {
    Failure(
      .badInput,
      Notice(
        about: path, nl: "dit is geen \(nl)", en: "this is not \(en)",
        mendNL: "maak er een met: \(command)", mendEN: "make one with: \(command)"))
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
