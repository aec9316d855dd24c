import Rules
import TestSupport
import Testing

@testable import Assess

@Suite("what the program of the website does, it is handed")
struct WebsiteCommandTests {
  /// What people type, and what the program is handed.
  static let commands: [(typed: [String], handed: [String])] = [
    (["serve"], ["serve"]),
    (["serve", "--demo", "--port", "0"], ["serve", "--demo", "--port", "0"]),
    (["serve", "--help"], ["serve", "--help"]),
    (["serve", "-h"], ["serve", "-h"]),
    (["help", "serve"], ["serve", "--help"]),
    (
      ["log", "verify", "map", "--expect", "12 sha256:ab"],
      ["log", "verify", "map", "--expect", "12 sha256:ab"]
    ),
    (["help", "log", "verify"], ["log", "verify", "--help"]),
    (["log", "verify", "--", "-map"], ["log", "verify", "--", "-map"]),
    (["backup", "make", "map", "kopie"], ["backup", "make", "map", "kopie"]),
    (["account", "link", "map"], ["account", "link", "map"]),
  ]

  @Test("word for word, with questions for help put to itself", arguments: commands)
  func words(_ row: (typed: [String], handed: [String])) {
    let world = World()
    #expect(world.run(row.typed) == ExitStatus.unavailable.rawValue)
    #expect(world.handedOver == [["/nowhere/toets-site"] + row.handed])
  }

  @Test(
    "so is the question for all commands; without that program this one describes itself",
    arguments: [
      ["--generate-completion-script", "bash"], ["--generate-completion-script=zsh"],
      ["--experimental-dump-help"],
    ])
  func described(arguments: [String]) {
    let world = World()
    #expect(world.run(arguments) == ExitStatus.success.rawValue)
    #expect(world.handedOver == [["/nowhere/toets-site"] + arguments])
    #expect(world.output.contains("serve"))
    let plan = World()
    #expect(plan.run(World.plan, "--lang", "en") == ExitStatus.success.rawValue)
    #expect(plan.handedOver == [])
  }

  @Test("where it is not there, one line says how to make it", arguments: [Language.nl, .en])
  func missing(language: Language) {
    let world = World()
    #expect(world.run(language == .nl ? ["serve"] : ["serve", "--lang", "en"]) == 69)
    #expect(world.output.isEmpty)
    #expect(world.error.hasSuffix("swift build --product toets-site\n"))
    #expect(world.error.contains(language == .nl ? "is er niet" : "is not there"))
  }
}
