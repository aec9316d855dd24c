import GRDB
import Rules

/// A message that is to go out. What is in it is made when it goes: until then no link that lets somebody
/// in is kept anywhere.
struct OutgoingMessage: Codable, Hashable, Sendable, FetchableRecord, MutablePersistableRecord {
  static let databaseTableName = "outbox"

  enum Kind: String, Codable, CaseIterable, Sendable {
    /// With a link that makes the account that somebody asked for.
    case newAccount
    /// To an address with an account, for which somebody asked for another.
    case accountKnown
    /// With a link that shows that whoever follows it reads the messages to an address.
    case confirmAddress
    /// With a link that lets its reader choose a password.
    case newPassword
    case receipt
    case askedMore
    case decision
    /// That a draft is about to end that nobody changes.
    case draftEnds

    var title: LocalizedText {
      switch self {
      case .newAccount: LocalizedText(nl: "nieuw account", en: "new account")
      case .accountKnown: LocalizedText(nl: "account bestaat al", en: "account is there already")
      case .confirmAddress: LocalizedText(nl: "adres bevestigen", en: "confirm an address")
      case .newPassword: LocalizedText(nl: "nieuw wachtwoord", en: "new password")
      case .receipt: LocalizedText(nl: "ontvangstbevestiging", en: "receipt")
      case .askedMore: LocalizedText(nl: "extra informatie", en: "more information")
      case .decision: LocalizedText(nl: "besluit", en: "decision")
      case .draftEnds: LocalizedText(nl: "concept verdwijnt", en: "draft ends")
      }
    }
  }

  private(set) var id: Int64?
  let kind: Kind
  /// To whom; `nil` where somebody asked for one to an address that nobody has: then nothing goes out.
  let account: Int64?
  let dossier: String?
  /// The account that is asked for.
  var registration: Int64?
  let language: Language
  let made: Moment
  private(set) var tries = 0
  /// When it is tried next; `nil` once it was given up.
  private(set) var due: Moment?

  init(
    _ kind: Kind, to account: Int64?, about dossier: String? = nil, in language: Language,
    at moment: Moment
  ) {
    self.kind = kind
    self.account = account
    self.dossier = dossier
    self.language = language
    made = moment
    due = moment
  }

  mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }

  /// Seconds between one try and the next: a server that is busy is left alone, and one that is down over
  /// a weekend loses nothing.
  static let pauses = [60, 300, 900, 3_600, 14_400, 43_200, 86_400, 86_400]

  /// Takes down that it did not go.
  mutating func fail(at moment: Moment) {
    let pause =
      OutgoingMessage.pauses.indices.contains(tries)
      ? OutgoingMessage.pauses[tries] : nil
    tries += 1
    due = pause.map { moment.adding(seconds: $0) }
  }
}

/// What a link in a message is good for.
enum LinkPurpose: String, Sendable {
  case confirmAddress
  case newPassword

  /// Seconds that it works.
  var length: Int {
    switch self {
    case .confirmAddress: 7 * 86_400
    case .newPassword: 3_600
    }
  }
}

extension Store {
  func enqueue(_ message: OutgoingMessage) async throws {
    try await write { database in _ = try message.inserted(database) }
  }

  /// The messages that are to be tried now, the oldest first.
  func dueMessages(at moment: Moment) async throws -> [OutgoingMessage] {
    try await read { database in
      try OutgoingMessage.fetchAll(
        database, sql: "SELECT * FROM outbox WHERE due <= ? ORDER BY due, id LIMIT 50",
        arguments: [moment])
    }
  }

  /// Takes a message in hand, so that nobody else sends it meanwhile; whoever is cut off in the middle leaves
  /// it for a later try.
  ///
  /// - Returns: `false` where somebody else has it already.
  func claim(_ message: OutgoingMessage, until later: Moment) async throws -> Bool {
    try await write { database in
      try database.execute(
        sql: "UPDATE outbox SET due = ? WHERE id = ? AND due = ?",
        arguments: [later, message.id, message.due])
      return database.changesCount > 0
    }
  }

  /// Messages that could not be sent in days.
  func givenUpMessages() async throws -> [OutgoingMessage] {
    try await read { database in
      try OutgoingMessage.fetchAll(
        database, sql: "SELECT * FROM outbox WHERE due IS NULL ORDER BY id DESC LIMIT 100")
    }
  }

  func account(_ id: Int64) async throws -> Account? {
    try await read { try Account.fetchOne($0, key: id) }
  }

  /// A message went out, or there is nobody to send it to.
  func remove(_ message: OutgoingMessage) async throws {
    try await write { database in _ = try message.delete(database) }
  }

  /// A message did not go.
  func postpone(_ message: OutgoingMessage, at moment: Moment) async throws {
    var message = message
    message.fail(at: moment)
    try await write { [message] database in
      try message.update(database)
      guard message.due == nil else { return }
      try database.log(
        LoggedAction(
          action: "giveUpMessage", dossier: message.dossier,
          detail: "\(message.kind.rawValue), account \(message.account ?? 0)"),
        by: LogActor.site.spelled,
        at: moment)
    }
  }

  /// Makes the link of a message; those that the account had for the same end.
  func addLink(
    _ token: Secret, for purpose: LinkPurpose, of account: Int64, at moment: Moment
  ) async throws {
    try await write { database in
      try database.execute(
        sql: "DELETE FROM mailedLink WHERE account = ? AND purpose = ? OR expires < ?",
        arguments: [account, purpose.rawValue, moment])
      try database.execute(
        sql: "INSERT INTO mailedLink (token, account, purpose, expires) VALUES (?, ?, ?, ?)",
        arguments: [
          token.hash, account, purpose.rawValue, moment.adding(seconds: purpose.length),
        ])
    }
  }

  /// Whose link this is; `nil` where it is spent, old or of another purpose.
  func holder(
    of link: Secret, for purpose: LinkPurpose, at moment: Moment
  ) async throws -> Account? {
    try await read { try $0.holder(of: link, for: purpose, at: moment) }
  }

  /// Takes down that whoever has an account reads the messages to its address; the link is spent.
  ///
  /// - Parameter account: who is signed in: the link of another confirms nothing.
  /// - Returns: whether the link was theirs and worked.
  func confirmAddress(
    by link: Secret, of account: Account, at moment: Moment
  ) async throws -> Bool {
    try await write { database in
      guard let id = account.id,
        try database.holder(of: link, for: .confirmAddress, at: moment)?.id == id
      else { return false }
      try database.execute(sql: "DELETE FROM mailedLink WHERE token = ?", arguments: [link.hash])
      try database.confirm(id, by: .message, actor: account.inLog, at: moment)
      return true
    }
  }

  /// Sets the password that somebody chose with the link of a message, and ends every session of the
  /// account: whoever had them may have had the old one. The link is spent, and the address confirmed.
  ///
  /// - Returns: whether the link worked.
  func setPassword(
    _ spelled: String, by link: Secret, endingKeys endsKeys: Bool, at moment: Moment
  ) async throws -> Bool {
    try await write { database in
      guard let account = try database.holder(of: link, for: .newPassword, at: moment),
        let id = account.id
      else { return false }
      try database.setPassword(spelled, of: id, endingKeys: endsKeys)
      try database.confirm(id, by: .message, actor: account.inLog, at: moment)
      try database.log(
        LoggedAction(action: "setPassword", detail: "by message"), by: account.inLog, at: moment)
      return true
    }
  }
}

extension Database {
  fileprivate func holder(
    of link: Secret, for purpose: LinkPurpose, at moment: Moment
  ) throws -> Account? {
    try Account.fetchOne(
      self,
      sql: """
        SELECT account.* FROM mailedLink JOIN account ON account.id = mailedLink.account
        WHERE mailedLink.token = ? AND mailedLink.purpose = ? AND mailedLink.expires >= ?
        AND account.isActive
        """, arguments: [link.hash, purpose.rawValue, moment])
  }

  /// Has whoever handed in told what came of a step, in the transaction of that step.
  func announce(_ action: Action, of dossier: Dossier, at moment: Moment) throws {
    let kind: OutgoingMessage.Kind
    switch action.kind {
    case .submit, .supply: kind = .receipt
    case .askMore: kind = .askedMore
    case .confirm where dossier.stage.isFinal: kind = .decision
    default: return
    }
    guard let receipt = try Receipt.fetchOne(self, key: dossier.id), receipt.account != nil
    else { return }
    _ = try OutgoingMessage(
      kind, to: receipt.account, about: dossier.id, in: receipt.language, at: moment
    ).inserted(self)
  }
}
