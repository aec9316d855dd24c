import Foundation
import GRDB
import Rules
import TestSupport
import Testing

@testable import Assess
@testable import Website

@Suite("Plans of the website on the command line", .fewAtOnce)
struct PlansCommandTests {
  @Test("what was handed in is written as it was, and two versions are compared over it")
  func written() async throws {
    let world = try await SiteWorld()
    let plan = try await world.dossier(at: .submitted)
    _ = try await world.dossier(.quickTest, at: .submitted)
    let reference = try #require(try await world.store.receipt(of: plan)?.reference)
    let folder = try TemporaryFolder()
    let target = "\(folder.path)/plannen"
    let console = World()
    #expect(
      console.run("plans", world.folder, target, "--ruleset", "iza/plan", by: WebsiteTool.run) == 0,
      "\(console.error)")
    #expect(console.output == "\(target)/iza/plan: 1\n")
    let file = "\(target)/iza/plan/\(reference).yaml"
    let text = Data(try #require(console.file(file)).utf8)
    let handedIn = try await world.store.read { try SubmittedVersion.fetchAll($0) }
    #expect(handedIn.contains { $0.dossier == plan && $0.text == text })

    // Without a choice each ruleset has a folder of its own.
    let both = World()
    #expect(both.run("plans", world.folder, target, by: WebsiteTool.run) == 0, "\(both.error)")
    #expect(both.output == "\(target)/iza/plan: 1\n\(target)/iza/snelle-toets: 1\n")
    #expect(
      both.run(
        "plans", world.folder, "\(folder.path)/anders", "--ruleset", "iza/pan", by: WebsiteTool.run)
        == 3)
    #expect(
      both.error.contains("geen plan van ruleset 'iza/pan'")
        && both.error.contains("kies uit iza/plan, iza/snelle-toets"), "\(both.error)")

    try FileManager.default.createDirectory(
      atPath: "\(target)/iza/plan", withIntermediateDirectories: true)
    try text.write(to: URL(filePath: file))
    #expect(
      console.run(
        "ruleset", "diff", "iza/plan@kader-2023-02", "iza/plan@kader-2023-10", "--plans", target,
        "--rulesets", SiteWorld.rulesets) == 1, "\(console.error)")
    #expect(console.output.contains("van de 1 worden"), "\(console.output)")
  }

  @Test("a folder with something in it stays as it is, and one without data says so")
  func refused() async throws {
    let world = try await SiteWorld()
    let console = World()
    #expect(console.run("plans", world.folder, world.folder, by: WebsiteTool.run) != 0)
    #expect(console.error.contains("in deze map staat al iets"))
    let folder = try TemporaryFolder()
    #expect(
      console.run("plans", folder.path, "\(folder.path)/uit", by: WebsiteTool.run) != 0)
    #expect(console.error.contains("geen gegevens"))
    #expect(
      console.run(
        "ruleset", "diff", "iza/plan@kader-2023-02", "iza/plan@kader-2023-10", "--plans",
        world.folder, "--rulesets", SiteWorld.rulesets) != 0)
    #expect(console.error.contains("toets plans"))
  }
}
