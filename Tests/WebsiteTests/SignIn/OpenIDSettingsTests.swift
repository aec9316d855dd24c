import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import Assess
@testable import Website

@Suite("Settings of OpenID Connect")
struct OpenIDSettingsTests {
  @Test(
    "secrets go over TLS, or stay on this computer",
    arguments: [
      ("https://a.example", true), ("https://a.example:8443/b?c=d", true),
      ("HTTPS://a.example", true),
      ("http://localhost:1", true), ("http://127.0.0.1:1/x", true), ("http://127.9.9.9", true),
      ("http://[::1]:1", true),
      ("http://a.example", false), ("http://127.0.0.1.example", false),
      ("http://127.example", false),
      ("http://localhost.example", false), ("http://2130706433", false), ("http://127.1", false),
      ("ftp://a.example", false), ("file:///etc/passwd", false), ("a.example", false), ("", false),
      ("https://", false), ("https:///x", false), ("https://u@a.example", false),
      ("https://u:p@a.example", false), ("https://a.example#b", false),
      ("https://a.example/ b", false),
      ("https://a.example\\@b.example", false), ("https://a.example/\u{e9}", false),
      ("http://localhost@a.example", false), ("http://localhost\n.example", false),
      ("https://\(String(repeating: "a", count: 2_000))", false),
    ])
  func addresses(text: String, isGood: Bool) {
    #expect((SafeAddress(text) != nil) == isGood)
  }

  @Test(
    "discovery is below the issuer",
    arguments: [
      ("https://a.example", "https://a.example/.well-known/openid-configuration"),
      ("https://a.example/", "https://a.example/.well-known/openid-configuration"),
      ("https://a.example/b/", "https://a.example/b/.well-known/openid-configuration"),
    ])
  func discovery(issuer: String, place: String) throws {
    let settings = OpenIDSettings(
      issuer: try #require(SafeAddress(issuer)), client: "c", secret: nil, name: "n",
      site: "https://b.example")
    #expect(settings.discovery?.text == place)
    #expect(settings.redirect == "https://b.example/inloggen-extern/terug")
  }

  private static let issuer = ["--openid-issuer", "https://a.example"]
  private static let client = ["--openid-client", "toets"]

  @Test(
    "options that do not go together are refused, with what to do",
    arguments: [
      (client, 64, "geef ook --openid-issuer"),
      (["--openid-secret", "geheim"], 64, "geef ook --openid-issuer"),
      (["--openid-name", "naam"], 64, "geef ook --openid-issuer"),
      (issuer, 64, "geef ook --openid-client"),
      (issuer + ["--openid-client", ""], 64, "geef ook --openid-client"),
      (["--openid-issuer", "http://a.example"] + client, 64, "schrijf het met https"),
      (["--openid-issuer", "https://a.example?b"] + client, 64, "geen adres van een aanbieder"),
      (issuer + client + ["--address", "http://b.example"], 64, "schrijf het zonder pad"),
      (issuer + client + ["--address", "https://b.example/pad"], 64, "schrijf het zonder pad"),
      (["--address", "toets"], 64, "schrijf het zonder pad"),
      (issuer + client + ["--port", "0"], 64, "kies een poort, of geef --address"),
      (issuer + client + ["--openid-secret", "weg"], 3, "weg"),
      (issuer + client + ["--openid-secret", "leeg"], 3, "geen geheim van één regel"),
      (issuer + client + ["--openid-secret", "twee"], 3, "geen geheim van één regel"),
    ] as [([String], Int32, String)])
  func wrong(options: [String], status: Int32, says: String) {
    let world = World(["leeg": " \n", "twee": "een\ntwee\n", "geheim": "x"])
    // Where it should start after all, it can't: a file stands where its folder would be.
    #expect(world.run(["serve", "--data", "/dev/null/x"] + options, by: WebsiteTool.run) == status)
    #expect(world.error.contains(says), "\(world.error)")
  }

  @Test(
    "the secret comes from a file or from the environment, without the line end",
    arguments: [
      (nil, nil, nil), ("geheim", nil, "een geheim"), (nil, "ander geheim\n", "ander geheim"),
    ] as [(String?, String?, String?)])
  func secrets(file: String?, variable: String?, secret: String?) throws {
    let world = World(["geheim": "een geheim\r\n"])
    let arguments = Self.issuer + Self.client + (file.map { ["--openid-secret", $0] } ?? [])
    let options = try OpenIDOptions.parse(arguments)
    let environment = variable.map { [OpenIDOptions.variable: $0] } ?? [:]
    let settings = try options.settings(port: 8_080, world.effects(environment))
    #expect(settings?.secret == secret)
    #expect(settings?.name == "a.example" && settings?.site == "http://localhost:8080")
  }

  @Test("a secret that is given in two ways is refused")
  func twoSecrets() throws {
    let options = try OpenIDOptions.parse(
      Self.issuer + Self.client + ["--openid-secret", "geheim"])
    let effects = World(["geheim": "x"]).effects([OpenIDOptions.variable: "y"])
    #expect(throws: Failure.self) { try options.settings(port: 8_080, effects) }
  }
}
