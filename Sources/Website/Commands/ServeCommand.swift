import ArgumentParser
import Assess
import CMalloc
import Foundation
import Logging
import Rules
import Synchronization

struct ServeCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract:
      "Start de website: zelftoets, beoordeling door twee zorgverzekeraars, openbaar register.",
    discussion: """
      Alles staat in één map met één SQLite-database. Bij de eerste start verschijnt een inloglink voor de \
      beheerder. De website spreekt HTTP; zet er voor gebruik buiten deze computer een proxy met TLS voor.
      De dag van indienen is de dag waarop de website iets ontvangt, in de tijdzone van --zone.
      """)

  @Option(help: ArgumentHelp("De poort.", valueName: "poort"))
  var port = 8080

  @Option(help: ArgumentHelp("Het adres om op te luisteren.", valueName: "adres"))
  var host = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      "De map met gegevens; zij wordt gemaakt als zij er niet is.", valueName: "map"),
    completion: .directory)
  var data = "toetssteen-data"

  @Flag(help: "Vult een lege map met voorbeelden en een gebruiker per rol.")
  var demo = false

  @Flag(
    help: ArgumentHelp(
      "De vier weken lopen door terwijl de indiener aanvult.",
      discussion: "Geen bron zegt of de tijd dan stilstaat. Zonder deze optie staat zij stil."))
  var clockRuns = false

  @Flag(
    help: ArgumentHelp(
      "Er staat een proxy voor, die X-Forwarded-For zet.",
      discussion:
        "Zonder deze optie telt het adres van de verbinding voor hoe vaak iemand iets mag proberen."
    ))
  var behindProxy = false

  @Option(
    help: ArgumentHelp(
      "De tijdzone waarvan de dagen tellen, waar de server ook staat.",
      discussion: "Een naam uit de lijst van IANA, zoals Europe/Amsterdam.", valueName: "zone"))
  var zone = "Europe/Amsterdam"

  @Option(
    help: ArgumentHelp(
      "Onderteken het logboek met deze sleutel (PEM, Ed25519).",
      discussion: """
        Maak haar met: openssl genpkey -algorithm ed25519. Bewaar haar buiten de map met gegevens. Een logboek \
        dat eenmaal is ondertekend, blijft dat.
        """, valueName: "bestand"), completion: .file())
  var logKey: String?

  @Option(
    name: .customLong("admin"),
    help: ArgumentHelp(
      "Het e-mailadres van de eerste beheerder, bij de eerste start.", valueName: "adres"))
  var administrator = Self.noAddress

  /// Of an administrator without mail.
  private static let noAddress = "beheer@localhost"

  @Option(
    help: ArgumentHelp(
      "Na hoeveel dagen een concept verdwijnt dat niemand nog verandert.",
      discussion: "Dertig dagen ervoor wordt gewaarschuwd. Wat is ingediend, blijft.",
      valueName: "dagen"))
  var keepDrafts = 365

  @OptionGroup var mail: MailOptions

  @Option(
    help: ArgumentHelp("Parameters zoals een organisatie ze vaststelt.", valueName: "bestand"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var settings: String?

  @OptionGroup var openID: OpenIDOptions
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("Een poort is een getal van 0 tot en met 65535.")
    }
    guard ZoneDesignator(identifier: zone) != nil else {
      throw ValidationError(
        "'\(zone)' is geen tijdzone. Schrijf haar zoals Europe/Amsterdam.")
    }
    guard administrator == Self.noAddress || MailAddress(administrator) != nil else {
      throw ValidationError(
        "'\(administrator)' is geen e-mailadres. Schrijf het zoals beheer@voorbeeld.nl.")
    }
    guard (DraftTerm.shortest...DraftTerm.longest).contains(keepDrafts) else {
      throw ValidationError(
        "Een concept blijft minstens \(DraftTerm.shortest) en hoogstens \(DraftTerm.longest) dagen."
      )
    }
  }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    share_heaps(Int32(max(2, console.effects.processors)))
    let openID = try self.openID.settings(port: port, console.effects)
    let mail = try self.mail.delivery(address: self.openID.address, port: port, isDemo: demo)
    _ = try self.openID.site(port: port)
    let catalog = try self.catalog.catalog(console)
    var parameters = ParameterSettings()
    if let settings {
      parameters = try ParameterSettings.readWithBytes(settings, effects: console.effects).settings
    }
    let key = try logKey.map { path throws(Failure) in try console.logKey(path) }
    let store = try DataFolder(path: data).open(signingWith: key)
    let editions = SiteEditions(catalog, settings: parameters)
    _ = try editions.folders()
    let outcome = Mutex<Failure?>(nil)
    let done = DispatchSemaphore(value: 0)
    let command = self
    Task.detached {
      let failure = await command.serve(store, editions, openID, mail, console)
      outcome.withLock { $0 = failure }
      done.signal()
    }
    done.wait()
    if let failure = outcome.withLock({ $0 }) { throw failure }
    return .success
  }

  private func serve(
    _ store: Store, _ editions: SiteEditions, _ openID: OpenIDSettings?, _ mail: MailDelivery,
    _ console: Console
  ) async -> Failure? {
    guard let openID else { return await serve(store, editions, provider: nil, mail, console) }
    do {
      return try await OpenIDTransport.withNetwork { transport in
        await serve(store, editions, provider: OpenIDProvider(openID, transport), mail, console)
      }
    } catch {
      // The site has ended; only its connections to the provider did not end well.
      return nil
    }
  }

  private func serve(
    _ store: Store, _ editions: SiteEditions, provider: OpenIDProvider?, _ mail: MailDelivery,
    _ console: Console
  ) async -> Failure? {
    do {
      let site = try await site(store, editions, provider, mail, console)
      // It ends with the server: what did not go by then stays in the outbox.
      let work = [
        Task { await site.postman.work { site.now } },
        Task { await site.draftTerm.work { site.now } },
      ]
      defer { for task in work { task.cancel() } }
      let (host, language, data) = (self.host, self.language, self.data)
      try await Server(
        site: site, host: host, port: port, isBehindProxy: behindProxy
      ).run { port in
        let text = LocalizedText(
          nl:
            "De website staat op http://\(host == "127.0.0.1" ? "localhost" : host):\(port)/ (gegevens in \(data)).\nStoppen: Ctrl-C.\n",
          en:
            "The site is at http://\(host == "127.0.0.1" ? "localhost" : host):\(port)/ (data in \(data)).\nStop: Ctrl-C.\n"
        )
        try? console.effects.writeOutput(Array(text[language].utf8))
      }
      return nil
    } catch let failure as Failure {
      return failure
    } catch {
      return Failure(.output, .cannotListen("\(host):\(port)", error))
    }
  }

  private func site(
    _ store: Store, _ editions: SiteEditions, _ provider: OpenIDProvider?, _ mail: MailDelivery,
    _ console: Console
  ) async throws -> Site {
    var logger = Logger(label: "toets") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .info
    let clock = Procedure.Clock(stopsForInformation: !clockRuns)
    let zone = ZoneDesignator(identifier: self.zone) ?? Site.netherlands
    let address = try openID.site(port: port)
    func make(_ demo: [Site.DemoAccount]) throws -> Site {
      try Site(
        store, editions, effects: console.effects, clock: clock, zone: zone, mail: mail,
        address: address, keepingDrafts: keepDrafts, demo: demo, openID: provider, logger: logger)
    }
    let isNew = try await store.accounts().isEmpty
    // Of a demonstration everybody knows the passwords and sees the messages.
    if !isNew, try await store.isDemonstration() != demo {
      throw Failure(.usage, .notDemo(data, demo))
    }
    guard demo else {
      if isNew { try await addAdministrator(store, console) }
      return try make([])
    }
    let path = "\(editions.catalog.root)/\(Demo.fileName)"
    let source: SourceText
    do {
      source = try console.effects.source(path, limit: ReadingLimits.plan.bytes)
    } catch {
      throw Failure(.badInput, error, about: path)
    }
    let empty = try make([])
    let filled = try Demo(source, empty, on: empty.now.date)
    if isNew {
      do {
        try await filled.fill()
      } catch {
        // Half of it would be taken for the whole the next time.
        try store.erase()
        if let failure = error as? Failure { throw failure }
        let why = (error as? Proceeding.Refusal)?.message(.plan)
        throw Failure(
          .badInput,
          Notice(
            about: path, nl: "een van de voorbeelden kan niet: \(why?.nl ?? "\(error)")",
            en: "one of the examples is not possible: \(why?.en ?? "\(error)")"))
      }
    }
    return try make(filled.accounts)
  }

  /// The first account, and how its owner comes in.
  private func addAdministrator(_ store: Store, _ console: Console) async throws {
    let moment = Moment(console.effects.now())
    let office = Organisation(code: "kantoor", name: "Beheer", kind: .office)
    let account = Account(
      email: administrator, name: "Beheerder", role: .administrator, organisation: office.code,
      confirmation: .administrator)
    let added = try await store.add(account, of: office, by: LogActor.site.spelled, at: moment)
    guard let id = added?.id else { return }
    let token = Secret.random()
    try await store.addSignInLink(token, for: id, at: moment)
    let link = "\(try openID.site(port: port))/inloggen/\(token.text)"
    try console.print(
      console.say(
        "Eerste start. Log binnen 24 uur één keer in als beheerder (\(administrator)):\n  \(link)\n",
        "First start. Sign in once as administrator (\(administrator)), within 24 hours:\n  \(link)\n"
      ))
  }
}

extension Notice {
  fileprivate static func cannotListen(_ place: String, _ error: any Error) -> Notice {
    switch Server.number(of: error) {
    case EADDRINUSE?:
      Notice(
        about: place, nl: "deze poort is al in gebruik", en: "this port is in use already",
        mendNL: "kies met --port een andere poort", mendEN: "choose another port with --port")
    case EADDRNOTAVAIL?:
      Notice(
        about: place, nl: "dit adres is niet van deze computer",
        en: "this address is not of this computer",
        mendNL: "kies met --host een ander adres", mendEN: "choose another address with --host")
    case EACCES?:
      Notice(
        about: place, nl: "op deze poort mag alleen root", en: "only root may use this port",
        mendNL: "kies met --port een poort boven 1023, met een proxy ervoor",
        mendEN: "choose a port above 1023 with --port, and a proxy before it")
    default:
      Notice(
        about: place, nl: "de website kan hier niet starten: \(error)",
        en: "the site can't start here: \(error)",
        mendNL: "kies een ander adres of een andere poort, met --host en --port",
        mendEN: "choose another address or port, with --host and --port")
    }
  }

  fileprivate static func notDemo(_ folder: String, _ isDemo: Bool) -> Notice {
    isDemo
      ? Notice(
        about: folder, nl: "deze map is niet door --demo gevuld",
        en: "this folder was not filled by --demo",
        mendNL: "kies met --data een lege map, of laat --demo weg",
        mendEN: "choose an empty folder with --data, or leave out --demo")
      : Notice(
        about: folder, nl: "in deze map staan voorbeelden, met wachtwoorden die iedereen kent",
        en: "this folder holds examples, with passwords that everybody knows",
        mendNL: "kies met --data een andere map, of geef --demo",
        mendEN: "choose another folder with --data, or give --demo")
  }
}
