import Foundation
import FoundationNetworking
import GRDB
import Logging
import Rules
import Synchronization
import Testing

@testable import Assess
@testable import Website

/// A log that a test can read: every line with everything that is in it.
private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func add(_ line: String) { lines.withLock { $0.append(line) } }

  var logger: Logger {
    var logger = Logger(label: "test") { _ in Handler(lines: self) }
    logger.logLevel = .trace
    return logger
  }

  private struct Handler: LogHandler {
    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      lines.add("\(event.level) \(event.message) \(metadata) \(event.metadata ?? [:])")
    }
  }
}

@Suite("The server", .serialized, .fewAtOnce)
struct ServerTests {
  /// The same site, on a port of this computer.
  private func serving(
    _ world: SiteWorld, _ lines: Lines, _ body: (String) async throws -> Void
  ) async throws {
    var effects = Effects.process
    let now = world.now
    effects.now = { now }
    let site = try Site(
      world.store, world.site.editions, effects: effects, passwords: world.site.passwords,
      logger: lines.logger)
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let running = Task {
      try await Server(
        site: site, host: "127.0.0.1", port: 0, isBehindProxy: false
      ).run { found.yield($0) }
    }
    defer { running.cancel() }
    var iterator = ports.makeAsyncIterator()
    let port = try #require(await iterator.next())
    try await body("http://127.0.0.1:\(port)")
  }

  private struct Answer {
    let status: Int
    let headers: [String: String]
    let text: String
  }

  private func send(
    _ method: String, _ address: String, _ headers: [String: String] = [:], body: String? = nil
  ) async throws -> Answer {
    var request = URLRequest(url: try #require(URL(string: address)))
    request.httpMethod = method
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    if let body { request.httpBody = Data(body.utf8) }
    let (data, response) = try await URLSession(configuration: .ephemeral).data(for: request)
    let http = try #require(response as? HTTPURLResponse)
    var found: [String: String] = [:]
    for (name, value) in http.allHeaderFields {
      found["\(name)".lowercased()] = "\(value)"
    }
    return Answer(
      status: http.statusCode, headers: found, text: String(decoding: data, as: UTF8.self))
  }

  @Test(
    "only what a proxy writes last counts as where a request comes from, and only where there is one",
    arguments: [
      (false, ["192.0.2.1"], "10.0.0.1"), (true, ["192.0.2.1"], "192.0.2.1"),
      (true, ["198.51.100.9, 192.0.2.1"], "192.0.2.1"),
      (true, ["198.51.100.9", "192.0.2.1"], "192.0.2.1"), (true, [], "10.0.0.1"),
      (true, [""], "10.0.0.1"), (true, ["2001:db8::1"], "2001:db8:0:0::/64"),
      (true, ["2001:db8:0:0:ffff::9"], "2001:db8:0:0::/64"),
      (true, ["2001:db8:0:1::1"], "2001:db8:0:1::/64"), (true, ["::ffff:192.0.2.1"], "192.0.2.1"),
    ] as [(Bool, [String], String)])
  func origin(isBehindProxy: Bool, forwarded: [String], expected: String) async throws {
    let server = Server(
      site: try await SiteWorld().site, host: "127.0.0.1", port: 0, isBehindProxy: isBehindProxy)
    #expect(server.origin(forwarded: forwarded, peer: "10.0.0.1") == expected)
  }

  @Test("from one place come so many connections at most, and each that ends makes room")
  func places() {
    let connections = Connections()
    let most = Server.Bounds.connectionsOfAddress
    for _ in 0..<most { #expect(connections.enter("192.0.2.1")) }
    #expect(!connections.enter("192.0.2.1"))
    #expect(connections.enter("192.0.2.2"))
    connections.leave("192.0.2.1")
    #expect(connections.enter("192.0.2.1"))
  }

  @Test("an answer is given up when the connection closes, and only that of this connection")
  func closing() async {
    let connections = Connections()
    let (one, other) = (Lines(), Lines())
    let channels = (ObjectIdentifier(one), ObjectIdentifier(other))
    let answer = Task {
      await connections.whileOpen(channels.0) {
        while !Task.isCancelled { await Task.yield() }
        return WebResponse.text("", status: 503)
      }
    }
    while !connections.isAnswering(channels.0) { await Task.yield() }
    connections.close(channels.1)
    #expect(connections.isAnswering(channels.0))
    connections.close(channels.0)
    #expect(await answer.value.status == 503)
  }

  @Test("programs get problems for what no page sees, too")
  func refusals() async throws {
    let world = try await SiteWorld()
    try await serving(world, Lines()) { base in
      let api = base + Endpoint.root
      let large = String(repeating: "x", count: (2 << 20) + 1)
      for (method, path, body, status, kind) in [
        ("DELETE", "/rulesets", nil, 405, "wrong-method"),
        ("OPTIONS", "/plans", nil, 405, "wrong-method"),
        ("PATCH", "/nergens", nil, 404, "not-found"),
        ("GET", "/nergens", nil, 404, "not-found"),
        ("GET", "/rulesets?x=%FF", nil, 400, "malformed"),
        ("GET", "/%C3", nil, 400, "malformed"), ("POST", "/assessments", large, 413, "too-large"),
        ("POST", "/assessments", "x=1", 415, "media-type"),
      ] as [(String, String, String?, Int, String)] {
        let answer = try await send(
          method, api + path, ["Content-Type": "application/x-www-form-urlencoded"], body: body)
        #expect(answer.status == status, "\(method) \(path)")
        #expect(answer.headers["content-type"] == "application/problem+json", "\(method) \(path)")
        #expect(answer.text.contains("\"/api#\(kind)\""), "\(method) \(path)")
        #expect(answer.headers["cache-control"] == "no-store")
        #expect(answer.headers["set-cookie"] == nil)
        if status == 405 { #expect(answer.headers["allow"]?.contains("GET") == true) }
      }
      let head = try await send("HEAD", api + "/rulesets")
      #expect(head.status == 200 && head.text.isEmpty)
      let page = try await send("DELETE", base + "/regels")
      #expect(page.status == 405 && page.headers["allow"] == "GET, HEAD")
    }
  }

  @Test("a program comes through HTTP with its key, its tags and its form")
  func wire() async throws {
    let world = try await SiteWorld()
    let key = try #require(try await world.program("indiener").key)
    let id = try await world.dossier(at: .draft)
    try await serving(world, Lines()) { base in
      let path = "\(base)\(Endpoint.root)/plans/\(id)/answers"
      let own = ["Authorization": "Bearer \(key)", "Accept-Language": "en"]
      let seen = try await send("GET", path, own.merging(["Accept": "application/yaml"]) { $1 })
      #expect(seen.status == 200 && seen.headers["content-type"] == "application/yaml")
      let tag = try #require(seen.headers["etag"])
      let changes = ["Content-Type": "application/yaml", "If-Match": tag]
      let saved = try await send("PUT", path, own.merging(changes) { $1 }, body: seen.text)
      #expect(saved.status == 200)
      let late = try await send("PUT", path, own.merging(changes) { $1 }, body: seen.text)
      #expect(late.status == 412 && late.text.contains("Somebody else was first"))
    }
  }

  @Test("whether it lives, whether it can work and what it did are told of this moment")
  func signs() async throws {
    let world = try await SiteWorld()
    try await serving(world, Lines()) { base in
      for path in ["/gezond", "/gereed"] {
        let answer = try await send("GET", base + path)
        #expect(answer.status == 200 && answer.text == "ok\n")
        #expect(
          answer.headers["cache-control"] == "no-store" && answer.headers["set-cookie"] == nil)
      }
      let metrics = try await send("GET", base + "/cijfers")
      #expect(metrics.headers["content-type"]?.hasPrefix("text/plain; version=0.0.4") == true)
      #expect(metrics.text.contains("toets_requests_total{status=\"200\"} 2\n"))
      #expect(metrics.text.contains("toets_request_seconds_count 2\n"))
      for line in metrics.text.split(separator: "\n") where !line.hasPrefix("#") {
        #expect(line.wholeMatch(of: #/[a-z_]+(\{[a-z]+="[^"]+"\})? [0-9.e+-]+/#) != nil, "\(line)")
      }
      try world.behindItsBack { database in
        try database.execute(sql: "ALTER TABLE region RENAME TO weg")
      }
      let broken = try await send("GET", base + "/gereed")
      #expect(broken.status == 503 && broken.text == "no database\n")
    }
  }

  @Test(
    "no log line holds what somebody wrote, who it is, what lets them in, or where a link leads")
  func logs() async throws {
    let world = try await SiteWorld()
    let lines = Lines()
    let key = try #require(try await world.program("indiener").key)
    let id = try await world.dossier(at: .draft)
    let link = Secret.random().text
    let words = "woorden-van-een-plan"
    try await serving(world, lines) { base in
      let api = base + Endpoint.root
      let own = [
        "Authorization": "Bearer \(key)", "Content-Type": "application/json",
        "If-Match": "\"1\"", "Cookie": "\(Visit.sessionCookie)=\(link)",
      ]
      let title = #"{"titel": "\#(words)", "\#(words)": "\#(words)"}"#
      _ = try await send("PUT", "\(api)/plans/\(id)/answers", own, body: title)
      _ = try await send("PUT", "\(api)/plans/\(id)/answers", own, body: "{\(words)")
      _ = try await send("POST", "\(api)/assessments?ruleset=\(words)", own, body: title)
      _ = try await send("POST", "\(api)/plans/\(id)/steps", own, body: title)
      _ = try await send("GET", "\(api)/plans/\(id)?zoek=\(words)", own)
      _ = try await send("GET", "\(base)/concept/\(link)")
      _ = try await send("GET", "\(base)/inloggen/\(link)?terug=/\(words)")
      _ = try await send("GET", "\(base)/\(words)/\(link)")
      let form = ["Content-Type": "application/x-www-form-urlencoded"]
      _ = try await send(
        "POST", "\(base)/inloggen", form,
        body: "email=indiener%40voorbeeld.nl&wachtwoord=\(words)&bewijs=x")
      // And where the database fails in the middle of it, with values at hand.
      try world.behindItsBack { database in
        try database.execute(
          sql: """
            CREATE TRIGGER stuk BEFORE UPDATE ON dossier
            BEGIN SELECT RAISE(ABORT, '\(words)'); END
            """)
      }
      let good = #"{"ruleset": "iza/plan", "titel": "\#(words)"}"#
      let failed = try await send("PUT", "\(api)/plans/\(id)/answers", own, body: good)
      #expect(failed.status == 500 && !failed.text.contains(words))
    }
    let all = lines.all.joined(separator: "\n")
    #expect(lines.all.count { $0.contains("route") } >= 10)
    #expect(all.contains("/api/v1/plans/{plan}/answers") && all.contains("SQLite"))
    for secret in [
      words, link, id, key, String(key.dropFirst(6)), "voorbeeld", "indiener", "127.0.0.1", "?",
    ] {
      let found = lines.all.filter { $0.contains(secret) && !$0.contains("Server started") }
      #expect(found == [], "\(secret)")
    }
  }
}
