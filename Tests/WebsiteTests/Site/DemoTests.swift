import Foundation
import Rules
import Testing

@testable import Assess
@testable import Website

@Suite("The demonstration", .fewAtOnce)
struct DemoTests {
  @Test(
    "every example comes to the stage that it is meant for, and no letter contradicts its decision")
  func filled() async throws {
    let world = try await SiteWorld(at: "2026-11-30T09:00:00Z", isEmpty: true)
    let path = "\(SiteWorld.rulesets)/\(Demo.fileName)"
    let source = try Effects.process.source(path, limit: ReadingLimits.plan.bytes)
    let demo = try Demo(source, world.site, on: world.today)
    try await demo.fill()
    #expect(try await world.store.accounts().count == demo.accounts.count)
    let root = try DataDocument(yaml: source).root
    let told = root["dossiers"].map { Array($0.items) } ?? []
    var stages: [Stage: Int] = [:]
    for line in try await world.store.lines(stages: Stage.allCases, page: 1) {
      let dossier = try #require(try await world.store.dossier(line.id))
      stages[dossier.stage, default: 0] += 1
      guard let conclusion = dossier.proceeding.conclusion else { continue }
      let joint = try await world.site.services.jointAssessment(dossier).joint
      #expect(joint.grounds.refusals(of: conclusion.conclusion).isEmpty, "\(dossier.title)")
    }
    #expect(stages.values.reduce(0, +) == told.count)
    for stage in [
      Stage.draft, .submitted, .assessing, .moreInformation, .intended, .approved, .rejected,
    ] {
      #expect(stages[stage, default: 0] > 0, "\(stage)")
    }
  }
}
