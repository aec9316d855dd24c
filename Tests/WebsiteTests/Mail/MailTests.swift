import Foundation
import GRDB
import Rules
import Testing

@testable import Assess
@testable import Website

@Suite("Messages that go out", .fewAtOnce)
struct MailTests {
  private let moment = DateAndTime("2026-11-29T22:15:00Z") ?? CalendarDate.epoch.midnightUTC

  private func message(_ subject: String, _ body: String) throws -> String {
    let message = MailMessage(
      to: try #require(MailAddress("wie@voorbeeld.nl")), subject: subject, body: body,
      language: .nl)
    let bytes = message.bytes(
      from: try #require(MailAddress("toets@voorbeeld.nl")), at: moment, token: "abc")
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "what can be read as more than an address is none",
    arguments: [
      ("wie@voorbeeld.nl", true), ("wie+toets@sub.voorbeeld.nl", true), ("o'brien@x.nl", true),
      ("a@b", true), ("", false), ("wie", false), ("wie@", false), ("@x.nl", false),
      ("wie@x..nl", false), (".wie@x.nl", false), ("wie@x.nl ", false),
      ("wie@x.nl,ook@x.nl", false),
      ("wie@x.nl\nBcc: ook@x.nl", false), ("wie@x.nl\r", false), ("<wie@x.nl>", false),
      ("\"wie\"@x.nl", false), ("wie@[127.0.0.1]", false), ("wié@x.nl", false),
      ("wie@x@y.nl", false), (String(repeating: "a", count: 65) + "@x.nl", false),
    ])
  func addresses(text: String, isOne: Bool) {
    #expect((MailAddress(text) != nil) == isOne)
  }

  @Test(
    "nothing in a text begins a header, and every letter arrives",
    arguments: [
      "Ontvangen: ST-2026-00001", "Ontvangen\nBcc: ander@voorbeeld.nl", "Ontvangen\r\n\r\nTekst",
      "Coördinerend – ‘één’ 🏥 " + String(repeating: "ë", count: 200), "=?utf-8?B?eA==?=",
      "\u{0}\u{7F}",
    ])
  func subjects(subject: String) throws {
    let text = try message(subject, "Regel")
    let head = try #require(text.range(of: "\n\n").map { text[..<$0.lowerBound] })
    let lines = head.split(separator: "\n")
    let names = lines.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
    #expect(
      names == [
        "From", "To", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted",
        "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
      ])
    #expect(text.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
    #expect(lines.allSatisfy { $0.utf8.count <= 78 })
    #expect(lines.contains("Date: Sun, 29 Nov 2026 22:15:00 +0000"))
    // Read back: an encoded word is Base64 of UTF-8.
    let start = try #require(lines.firstIndex { $0.hasPrefix("Subject: ") })
    let folded = [lines[start].dropFirst(9)] + lines[(start + 1)...].prefix { $0.hasPrefix(" ") }
    let read = folded.map { line -> String in
      let word = line.drop { $0 == " " }
      guard word.hasPrefix("=?utf-8?B?"), word.hasSuffix("?=") else { return String(line) }
      let data = Data(base64Encoded: String(word.dropFirst(10).dropLast(2))) ?? Data()
      return String(decoding: data, as: UTF8.self)
    }.joined()
    let expected = String(
      String.UnicodeScalarView(
        subject.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    #expect(read == expected)
  }

  @Test(
    "the text arrives as it is, in short lines of ASCII",
    arguments: [
      "Eén regel", "= en =3D", "spatie aan het eind \nvolgende", ".\n..", "a\r\nb",
      String(repeating: "ë", count: 300),
      "http://localhost:8080/bevestigen/" + String(repeating: "a", count: 43),
    ])
  func texts(body: String) throws {
    let text = try message("Onderwerp", body)
    let start = try #require(text.range(of: "\n\n")?.upperBound)
    let coded = text[start...]
    for line in coded.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(line.utf8.count <= 76 && line != ".")
      #expect(line.utf8.allSatisfy { (0x20..<0x7F).contains($0) } && line.last != " ")
    }
    #expect(decoded(coded) == body.replacing("\r\n", with: "\n") + "\n")
  }

  private func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.replacing("=\n", with: "").utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "=") {
        bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: The program

  @Test(
    "a command is words, and what is in quotation marks is one",
    arguments: [
      ("/usr/sbin/sendmail", ["/usr/sbin/sendmail"]),
      ("msmtp -C /etc/msmtp.conf  -v", ["msmtp", "-C", "/etc/msmtp.conf", "-v"]),
      ("\"/mijn map/zend\" -a 'b c' ''", ["/mijn map/zend", "-a", "b c", ""]),
      ("", nil), ("  ", nil), ("a 'b", nil), ("''", nil),
    ] as [(String, [String]?)])
  func commands(text: String, words: [String]?) {
    let command = MailCommand(text)
    #expect(command.map { [$0.program] + $0.arguments } == words)
  }

  /// A program that takes the place of `sendmail`.
  private static func script(_ folder: TemporaryFolder, _ lines: String) throws -> MailCommand {
    let path = "\(folder.path)/zend"
    try Data("#!/bin/sh\n\(lines)\n".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return try #require(MailCommand("'\(path)' --eigen"))
  }

  private static func send(_ command: MailCommand, _ text: String = "Tekst\n") async throws {
    try await command.send(
      Array(text.utf8), from: try #require(MailAddress("toets@voorbeeld.nl")),
      to: try #require(MailAddress("wie@voorbeeld.nl")))
  }

  @Test("the program gets the sender and the recipient as arguments, and the message as input")
  func run() async throws {
    let folder = try TemporaryFolder()
    let command = try Self.script(
      folder, "printf '%s\\n' \"$@\" > '\(folder.path)/woorden'; cat > '\(folder.path)/tekst'")
    try await Self.send(command, "Een tekst\n")
    let words = try String(contentsOfFile: "\(folder.path)/woorden", encoding: .utf8)
    #expect(words == "--eigen\n-i\n-f\ntoets@voorbeeld.nl\n--\nwie@voorbeeld.nl\n")
    #expect(try String(contentsOfFile: "\(folder.path)/tekst", encoding: .utf8) == "Een tekst\n")
  }

  @Test("what is for the site alone, such as a secret, is not told to the program")
  func environment() async throws {
    setenv("TOETS_OPENID_SECRET", "geheim", 1)
    defer { unsetenv("TOETS_OPENID_SECRET") }
    let folder = try TemporaryFolder()
    try await Self.send(try Self.script(folder, "env > '\(folder.path)/omgeving'; cat > /dev/null"))
    let environment = try String(contentsOfFile: "\(folder.path)/omgeving", encoding: .utf8)
    #expect(environment.contains("PATH=") && !environment.contains("TOETS_"))
  }

  @Test(
    "a program that fails, does not read, hangs or is not there is told of, and the server lives")
  func failures() async throws {
    let folder = try TemporaryFolder()
    await #expect(throws: MailCommand.Fault.ended(status: 75)) {
      try await Self.send(try Self.script(folder, "cat > /dev/null; exit 75"))
    }
    // It ends without reading.
    try await Self.send(
      try Self.script(folder, "exit 0"), String(repeating: "x", count: MailCommand.most))
    await #expect(throws: MailCommand.Fault.tooLarge) {
      try await Self.send(
        try Self.script(folder, "exit 0"), String(repeating: "x", count: MailCommand.most + 1))
    }
    await #expect(throws: MailCommand.Fault.absent) {
      try await Self.send(try #require(MailCommand("/bestaat/niet")))
    }
    var slow = try Self.script(folder, "echo $$ > '\(folder.path)/nummer'; exec sleep 600")
    slow.patience = 0.3
    await #expect(throws: MailCommand.Fault.tooSlow) { try await Self.send(slow) }
    // It is ended, and waited for, so that nothing is left of it.
    let number = try String(contentsOfFile: "\(folder.path)/nummer", encoding: .utf8)
    let place = "/proc/\(number.filter(\.isNumber))"
    while FileManager.default.fileExists(atPath: place) {
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// How many files a process may have open, as `ulimit -Hn` tells.
  private static var limit: rlimit {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return limit
  }

  @Test(
    "where thousands of connections are open a message goes too, and the program gets none of them",
    .enabled(if: limit.rlim_max >= 3_200, "needs 3,200 open files; ulimit -Hn allows fewer"))
  func manyDescriptors() async {
    // In a process of its own, since every other test would have as many.
    await #expect(processExitsWith: .success) {
      var limit = MailTests.limit
      limit.rlim_cur = limit.rlim_max
      try #require(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
      let nothing = open("/dev/null", O_RDONLY)
      for _ in 0..<3_000 { try #require(dup(nothing) > nothing) }
      let folder = try TemporaryFolder()
      let command = try MailTests.script(
        folder, "ls /proc/self/fd > '\(folder.path)/open'; cat > '\(folder.path)/tekst'")
      try await MailTests.send(command, "Een tekst\n")
      #expect(try String(contentsOfFile: "\(folder.path)/tekst", encoding: .utf8) == "Een tekst\n")
      // The three streams, and the list itself.
      #expect(try String(contentsOfFile: "\(folder.path)/open", encoding: .utf8) == "0\n1\n2\n3\n")
    }
  }

  // MARK: The outbox

  private func outbox(_ world: SiteWorld) async throws -> [OutgoingMessage] {
    try await world.store.read {
      try OutgoingMessage.fetchAll($0, sql: "SELECT * FROM outbox ORDER BY id")
    }
  }

  @Test(
    "a message that does not go is tried again, ever later, and given up after days, in the log")
  func retries() async throws {
    let folder = try TemporaryFolder()
    let failing = try Self.script(
      folder, "cat >> '\(folder.path)/post'; test -e '\(folder.path)/goed'")
    let sender = try #require(MailAddress("toets@voorbeeld.nl"))
    let world = try await SiteWorld(mail: .command(failing, from: sender))
    let account = try #require(try await world.store.account(withEmail: "indiener@voorbeeld.nl"))
    for _ in 0..<2 {
      try await world.store.enqueue(
        OutgoingMessage(.newPassword, to: account.id, in: .nl, at: Moment(world.now)))
    }
    var moment = try #require(world.now.instant)
    func deliver(_ seconds: Int) async throws {
      let moment = try #require(DateAndTime(instant: seconds, zone: .utc))
      try await world.site.postman.deliver(at: moment)
    }
    try await deliver(moment)
    #expect(try await outbox(world).map(\.tries) == [1, 1])
    for pause in OutgoingMessage.pauses {
      // Before its time nothing is tried.
      moment += pause - 1
      let before = try await outbox(world)
      try await deliver(moment)
      #expect(try await outbox(world) == before)
      moment += 1
      try await deliver(moment)
    }
    #expect(try await outbox(world).allSatisfy { $0.due == nil })
    #expect(OutgoingMessage.pauses.reduce(0, +) > 2 * 86_400)
    let log = try await world.store.read {
      try LogEntry.fetchAll($0, sql: "SELECT * FROM log WHERE action = 'giveUpMessage'")
    }
    #expect(log.count == 2)
    #expect(await (try await world.browser("beheerder")).get("/beheer").text.contains("niet weg"))
    // Once it goes, it goes once.
    try Data().write(to: URL(filePath: "\(folder.path)/goed"))
    try Data().write(to: URL(filePath: "\(folder.path)/post"))
    try await world.store.enqueue(
      OutgoingMessage(
        .newPassword, to: account.id, in: .en, at: Moment(seconds: moment)))
    let last = try #require(DateAndTime(instant: moment, zone: .utc))
    async let first: Void = world.site.postman.deliver(at: last)
    async let second: Void = world.site.postman.deliver(at: last)
    _ = try await (first, second)
    let post = try String(contentsOfFile: "\(folder.path)/post", encoding: .utf8)
    #expect(post.components(separatedBy: "Message-ID:").count == 2)
    #expect(post.contains("Subject: Choose a new password"))
    #expect(try await outbox(world).count == 2)
  }

  @Test("until a message goes, no link that lets somebody in is kept anywhere")
  func secrets() async throws {
    let world = try await SiteWorld(mail: .shown(Mailbox()))
    let account = try #require(try await world.store.account(withEmail: "indiener@voorbeeld.nl"))
    try await world.store.enqueue(
      OutgoingMessage(.newPassword, to: account.id, in: .nl, at: Moment(world.now)))
    let links = try await world.store.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM mailedLink")
    }
    #expect(links == 0)
  }

  // MARK: With people

  /// The links in the messages to somebody, the last one first.
  private func links(_ box: Mailbox, to email: String) -> [String] {
    box.messages.filter { $0.to.text == email }.compactMap { message in
      message.body.split(separator: "\n").first { $0.hasPrefix("http://localhost:8080/") }
        .map { String($0.dropFirst("http://localhost:8080".count)) }
    }
  }

  private func ask(
    _ browser: Browser, _ email: String, organisation: String = "Nieuwe zorg",
    password: String = SiteWorld.password
  ) async -> Browser.Page {
    await browser.submit(
      "/account",
      [
        ("naam", "Nieuw"), ("organisatie", organisation), ("email", email),
        ("wachtwoord", password),
      ])
  }

  @Test("an account is there once somebody who reads its messages and knows its password says so")
  func newAccount() async throws {
    let box = Mailbox()
    let world = try await SiteWorld(mail: .shown(box))
    let browser = Browser(world.site)
    let asked = await ask(browser, "nieuw@voorbeeld.nl")
    #expect(asked.status == 200 && asked.text.contains("Kijk in uw e-mail"))
    #expect(try await world.store.account(withEmail: "nieuw@voorbeeld.nl") == nil)
    _ = await Browser(world.site).get("/berichten")
    let link = try #require(links(box, to: "nieuw@voorbeeld.nl").first)
    let signIn = [("email", "nieuw@voorbeeld.nl"), ("wachtwoord", SiteWorld.password)]
    #expect(await browser.submit("/inloggen", signIn).status == 422)
    // The owner of an address that a stranger used does not know the password: there will be no account.
    let owner = Browser(world.site)
    let wrong = await owner.submit(link, [("wachtwoord", "niet dat wachtwoord")])
    #expect(wrong.text.contains("Dit is niet het wachtwoord dat u koos"))
    #expect(try await world.store.account(withEmail: "nieuw@voorbeeld.nl") == nil)
    let done = await browser.submit(link, [("wachtwoord", SiteWorld.password)])
    #expect(done.path.hasPrefix("/plannen") && done.text.contains("Uw account is klaar."))
    #expect(
      try await world.store.account(withEmail: "nieuw@voorbeeld.nl")?.confirmation == .message)
    let again = await Browser(world.site).submit(link, [("wachtwoord", SiteWorld.password)])
    #expect(again.status == 410)
    #expect(await browser.get("/account/adres").text.contains("met een bericht"))
    #expect(try world.store.verifyLog().breaks == [])
  }

  @Test("nobody learns from the form for an account, or from signing in, who has one")
  func known() async throws {
    let box = Mailbox()
    let world = try await SiteWorld(mail: .shown(box))
    let browser = Browser(world.site)
    let unknown = await ask(browser, "nieuw@voorbeeld.nl")
    let known = await ask(browser, "derde@voorbeeld.nl")
    #expect(
      unknown.text.replacing("nieuw@", with: "derde@") == known.text
        && unknown.status == known.status)
    _ = await browser.get("/berichten")
    #expect(
      box.messages.map(\.subject).sorted() == ["Maak uw account af", "U hebt al een account"])
    var answers: Set<String> = []
    for email in ["nieuw@voorbeeld.nl", "derde@voorbeeld.nl", "niemand@voorbeeld.nl"] {
      let page = await browser.submit(
        "/inloggen", [("email", email), ("wachtwoord", "een heel verkeerd wachtwoord")])
      answers.insert("\(page.status) " + page.text.replacing(email, with: ""))
    }
    #expect(answers.count == 1)
    // Several may ask; whoever reads the messages gets their own.
    _ = await ask(
      Browser(world.site), "nieuw@voorbeeld.nl", password: "het wachtwoord van een kraker")
    _ = await browser.get("/berichten")
    let all = links(box, to: "nieuw@voorbeeld.nl")
    #expect(all.count == 2)
    let mine = await browser.submit(all[1], [("wachtwoord", SiteWorld.password)])
    #expect(mine.path.hasPrefix("/plannen"))
    let theirs = await Browser(world.site)
      .submit(all[0], [("wachtwoord", "het wachtwoord van een kraker")])
    #expect(theirs.status == 410)
    // What nobody finished is gone after a week.
    _ = await ask(Browser(world.site), "later@voorbeeld.nl")
    world.pass(days: 8)
    _ = await ask(Browser(world.site), "ander@voorbeeld.nl")
    let left = try await world.store.read {
      try String.fetchAll($0, sql: "SELECT email FROM registration")
    }
    #expect(left == ["ander@voorbeeld.nl"])
  }

  @Test(
    "an address that was never confirmed is confirmed by who reads its messages and is signed in, once"
  )
  func confirmation() async throws {
    let box = Mailbox()
    let world = try await SiteWorld(mail: .shown(box))
    // From before there was mail.
    let code = Organisation(code: "nieuw", name: "Nieuwe zorg", kind: .applicant)
    _ = try await world.store.add(
      Account(email: "nieuw@voorbeeld.nl", name: "Nieuw", role: .applicant, organisation: "nieuw"),
      of: code, by: "visitor", at: Moment(world.now))
    let browser = try await world.browser("nieuw")
    #expect(await browser.get("/account/adres").text.contains("nog niet bevestigd"))
    _ = await browser.submit("/account/adres", [])
    // Everybody reads along in a demonstration.
    _ = await Browser(world.site).get("/berichten")
    let link = try #require(links(box, to: "nieuw@voorbeeld.nl").first)
    // Nobody who is not signed in, and nobody else.
    let stranger = await Browser(world.site).get(link)
    #expect(stranger.path.hasPrefix("/inloggen?terug="))
    let other = try await world.browser("buitenstaander")
    #expect(await other.submit(link, []).status == 410)
    #expect(try await world.store.account(withEmail: "nieuw@voorbeeld.nl")?.confirmation == nil)
    let page = await browser.submit(link, [])
    #expect(page.status == 200 && page.text.contains("is bevestigd"))
    #expect(
      try await world.store.account(withEmail: "nieuw@voorbeeld.nl")?.confirmation == .message)
    #expect(await browser.submit(link, []).status == 410)
    #expect(await browser.get("/account/adres").text.contains("met een bericht"))
  }

  @Test("a forgotten password: one answer for everybody, a link that works once and for an hour")
  func forgotten() async throws {
    let box = Mailbox()
    let world = try await SiteWorld(mail: .shown(box))
    let (visitor, session) = (Browser(world.site), try await world.browser("indiener"))
    func ask(_ email: String) async -> String {
      let page = await visitor.submit("/wachtwoord/vergeten", [("email", email)])
      #expect(page.status == 200)
      _ = await visitor.get("/berichten")
      return page.text
    }
    let known = await ask("indiener@voorbeeld.nl")
    #expect(known == (await ask("niemand@voorbeeld.nl")))
    #expect(box.messages.count == 1)
    let link = try #require(links(box, to: "indiener@voorbeeld.nl").first)
    // To look at the page does not use it up.
    #expect(await visitor.get(link).status == 200)
    let short = await visitor.submit(link, [("wachtwoord", "kort")])
    #expect(short.status == 422)
    let changed = await visitor.submit(link, [("wachtwoord", "een heel nieuw wachtwoord")])
    #expect(changed.status == 200 && changed.text.contains("veranderd"))
    #expect(await visitor.submit(link, [("wachtwoord", "nog een ander wachtwoord")]).status == 410)
    #expect(await session.get("/plannen").path.hasPrefix("/inloggen"))
    let inside = await visitor.submit(
      "/inloggen",
      [("email", "indiener@voorbeeld.nl"), ("wachtwoord", "een heel nieuw wachtwoord")])
    #expect(inside.path == "/plannen")
    // Too late.
    let late = Browser(world.site)
    _ = await late.submit("/wachtwoord/vergeten", [("email", "derde@voorbeeld.nl")])
    _ = await late.get("/berichten")
    let old = try #require(links(box, to: "derde@voorbeeld.nl").first)
    world.pass(days: 1)
    #expect(await late.submit(old, [("wachtwoord", "een heel nieuw wachtwoord")]).status == 410)
    // Who asks ever again gets the same answer, and no more messages.
    let before = box.messages.count
    for _ in 0..<8 { _ = await ask("derde@voorbeeld.nl") }
    #expect(box.messages.count - before == RateLimits.Kind.message.limit.tries)
  }

  @Test(
    "whoever handed in is told what comes of it, in their language, without what is in the plan")
  func told() async throws {
    let box = Mailbox()
    let world = try await SiteWorld(mail: .shown(box))
    let applicant = try await world.browser("indiener")
    _ = await applicant.get("/taal/en")
    let id = try await world.dossier(
      .quickTest, at: .draft, of: "snelle-toets/examples/hart-voor-elkaar")
    let plan = "/plan/\(id)"
    _ = await applicant.submit("\(plan)/stap/submit", [("keuze", "r1"), ("akkoord", "ja")])
    let (one, two) = (try await world.browser("eerste"), try await world.browser("tweede"))
    _ = await one.submit("\(plan)/stap/start", [])
    _ = await two.submit("\(plan)/stap/askMore", [("reden", "Geheim voor de post")])
    _ = await applicant.submit("\(plan)/stap/supply", [("akkoord", "ja")])
    _ = await one.submit(
      "\(plan)/stap/propose", [("keuze", "discontinue"), ("reden", "Ook geheim")])
    _ = await two.submit("\(plan)/stap/confirm", [])
    _ = await applicant.get("/berichten")
    #expect(
      box.messages.reversed().map(\.subject) == [
        "Received: ST-2024-00001", "More information needed: ST-2024-00001",
        "Received: ST-2024-00001", "Decision on ST-2024-00001",
      ])
    for message in box.messages {
      #expect(message.to.text == "indiener@voorbeeld.nl")
      #expect(message.body.contains("http://localhost:8080\(plan)"))
      for secret in ["Hart voor Elkaar", "eheim", "Cardiolog", "WZA"] {
        #expect(!message.body.contains(secret) && !message.subject.contains(secret))
      }
    }
    // Where no mail is set up, nothing piles up.
    let silent = try await SiteWorld()
    let other = try await silent.dossier(
      .quickTest, at: .draft, of: "snelle-toets/examples/hart-voor-elkaar")
    _ = await (try await silent.browser("indiener")).submit(
      "/plan/\(other)/stap/submit", [("keuze", "r1"), ("akkoord", "ja")])
    #expect(try await silent.store.dossier(other)?.stage == .submitted)
    #expect(try await outbox(silent).isEmpty)
  }
}
