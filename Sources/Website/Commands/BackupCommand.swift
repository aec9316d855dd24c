import ArgumentParser
import Assess
import Foundation
import Rules

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Kopieën van alles wat de website bewaart: maken, nagaan, terugzetten.",
    subcommands: [
      BackupMakeCommand.self, BackupCheckCommand.self, BackupRestoreCommand.self,
    ])
}

struct BackupMakeCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "Maakt een kopie van alle gegevens in één bestand, ook terwijl de website draait.",
    discussion: """
      Alles uit de map met gegevens staat erin: plannen, bijlagen, oordelen, accounts en het logboek. Wat buiten \
      die map staat niet: de instellingen, geheimen, en de sleutel van --log-key.
      De opdracht zegt waar het logboek in de kopie staat: bewaar dat los van de kopie. Het bestand komt er heel \
      of niet, en alleen de eigenaar kan het lezen.
      """)

  @Argument(help: ArgumentHelp("De map met gegevens.", valueName: "map"), completion: .directory)
  var path: String

  @Argument(help: ArgumentHelp("De kopie; dit bestand is er nog niet.", valueName: "kopie"))
  var copy: String

  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let head = try console.reading(folder: path, writing: copy) { data in
      try data.copy(to: copy)
      return try LogReader(backup: copy).logHead()
    }
    try console.print("\(head?.spelled ?? "-")\n")
    return .success
  }
}

struct BackupCheckCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Gaat na of een kopie heel is en klopt met haar logboek, en zegt wat erin staat.",
    discussion: "Afsluitcode 0: alles klopt; 1: er is verschil of schade.")

  @Argument(help: ArgumentHelp("De kopie.", valueName: "kopie"), completion: .file())
  var copy: String

  @OptionGroup var proof: LogProofOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    try console.check(copy, proof)
  }
}

struct BackupRestoreCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Zet een kopie terug in een map zonder gegevens.",
    discussion: """
      De kopie wordt eerst nagegaan, zoals `toets backup check` doet. Daarna opent de opdracht de gegevens zoals de \
      website doet, ook die van een oudere versie. Wat sinds de kopie is gedaan, is er niet meer; berichten die \
      toen nog weg moesten, gaan opnieuw. Iedereen moet opnieuw inloggen, en links in eerdere berichten werken niet meer.
      """)

  @Argument(help: ArgumentHelp("De kopie.", valueName: "kopie"), completion: .file())
  var copy: String

  @Argument(
    help: ArgumentHelp(
      "De map voor de gegevens; zij is er nog niet, of er staan geen gegevens in.", valueName: "map"
    ),
    completion: .directory)
  var path: String

  @Option(
    help: ArgumentHelp(
      "De geheime sleutel waarmee de website het logboek ondertekent (PEM).", valueName: "bestand"),
    completion: .file())
  var logKey: String?

  @OptionGroup var proof: LogProofOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let key = try logKey.map { path throws(Failure) in try console.logKey(path) }
    let folder = DataFolder(path: path)
    let found = console.effects.entries(path) ?? []
    guard !found.contains(where: { $0.name.hasPrefix(Store.fileName) }) else {
      throw Failure(
        .output,
        Notice(
          about: path,
          nl: "in deze map staan al gegevens", en: "there is data in this folder already",
          mendNL:
            "zet de website stil en geef deze map een andere naam, of kies een map die er nog niet is",
          mendEN: "stop the site and rename this folder, or choose one that is not there yet"))
    }
    let status = try console.check(copy, proof)
    guard status == .success else { return status }
    try folder.make()
    // The entries that this adds are signed with the key of the site.
    var keys = try proof.publicKeys(console)
    if !keys.isEmpty, let own = key?.publicKey { keys.append(own) }
    let moment = Moment(console.effects.now())
    let verification = try console.reading(backup: copy, writing: folder.database) { backup in
      // It is open by now: only root may read it.
      try folder.asOwner { () throws(Failure) in
        try restore(backup, to: folder, signingWith: key, keys, at: moment, console)
      }
    }
    guard verification.breaks.isEmpty else { return try console.tell(verification) }
    try console.print(
      console.say("✓ Teruggezet in \(path).\n", "✓ Restored to \(path).\n"))
    return .success
  }

  /// All of it, or nothing.
  private func restore(
    _ backup: LogReader, to folder: DataFolder, signingWith key: LogKey?, _ keys: [PublicLogKey],
    at moment: Moment, _ console: Console
  ) throws(Failure) -> LogVerification {
    try console.telling(of: copy, writing: folder.database) { try backup.copy(to: folder.database) }
    do throws(Failure) {
      // As the site does: what an earlier version made is brought up to date.
      let store = try folder.open(signingWith: key)
      let verification = try console.telling(of: path) {
        try store.takeUp(at: moment)
        let verification = try store.verifyLog(expecting: proof.head, signedBy: keys)
        try store.close()
        return verification
      }
      if !verification.breaks.isEmpty { folder.clear() }
      return verification
    } catch {
      folder.clear()
      throw error
    }
  }
}

extension Console {
  /// Whether a backup is whole and as its log says, and what is in it.
  fileprivate func check(_ path: String, _ proof: LogProofOptions) throws(Failure) -> ExitStatus {
    let keys = try proof.publicKeys(self)
    let (content, verification) = try reading(backup: path) { backup in
      try backup.requireWhole()
      let data = try backup.upToDate()
      try data.requireShape()
      return (
        try data.content(), try data.verifyLog(expecting: proof.head, signedBy: keys)
      )
    }
    try print(content.message[language] + "\n")
    return try tell(verification, isSigned: !keys.isEmpty)
  }
}

extension BackupContent {
  fileprivate var message: LocalizedText {
    let last = last.map { "\($0.shown(in: .utc))" }
    return LocalizedText(
      nl: """
        ✓ De kopie is heel: \(plans) plannen, \(versions) ingediende versies, \(attachments) bijlagen, \
        \(accounts) accounts\(last.map { "; de laatste handeling was op \($0)" } ?? "").
        """,
      en: """
        ✓ The backup is whole: \(plans) plans, \(versions) versions handed in, \(attachments) attachments, \
        \(accounts) accounts\(last.map { "; the last action was at \($0)" } ?? "").
        """)
  }
}
