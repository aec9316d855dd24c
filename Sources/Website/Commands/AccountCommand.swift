import ArgumentParser
import Assess
import Rules

struct AccountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account",
    abstract: "Accounts van de website, voor wie de computer beheert.",
    subcommands: [AccountLinkCommand.self])
}

struct AccountLinkCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Maakt een inloglink voor een beheerder die er niet meer in komt.",
    discussion: """
      De website staat stil terwijl dit gebeurt. De link werkt één keer, 24 uur lang. Was het account gesloten, dan is \
      het daarna weer open. Het logboek vermeldt het.
      """)

  @Argument(help: ArgumentHelp("De map met gegevens.", valueName: "map"), completion: .directory)
  var path: String

  @Argument(
    help: ArgumentHelp(
      "Het e-mailadres van de beheerder; zonder adres worden de beheerders genoemd.",
      valueName: "adres"))
  var email: String?

  @Option(
    help: ArgumentHelp(
      "De geheime sleutel waarmee de website het logboek ondertekent (PEM).", valueName: "bestand"),
    completion: .file())
  var logKey: String?

  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let key = try logKey.map { path throws(Failure) in try console.logKey(path) }
    // A folder without data is no site.
    let administrators = try console.reading(folder: path) { try $0.administrators() }
    guard let email else {
      for account in administrators {
        try console.print(
          account.isActive
            ? "\(account.email)\n"
            : console.say("\(account.email) (gesloten)\n", "\(account.email) (closed)\n"))
      }
      return .success
    }
    guard let account = administrators.first(where: { $0.email == email }), let id = account.id
    else { throw Failure(.badInput, .noAdministrator(email, path)) }
    let folder = DataFolder(path: path)
    let token = Secret.random()
    let moment = Moment(console.effects.now())
    try folder.asOwner { () throws(Failure) in
      let store = try folder.open(signingWith: key)
      try console.telling(of: path) {
        try store.letIn(administrator: id, by: token, at: moment)
        try store.close()
      }
    }
    try console.print("/inloggen/\(token.text)\n")
    return .success
  }
}

extension Notice {
  fileprivate static func noAdministrator(_ email: String, _ folder: String) -> Notice {
    Notice(
      about: email.shortened, nl: "er is geen beheerder met dit adres",
      en: "there is no administrator with this address",
      mendNL: "`toets account link \(folder)` noemt ze",
      mendEN: "`toets account link \(folder)` names them")
  }
}
