import Foundation
import TestSupport
import Testing

@testable import Assess

@Suite("toets ruleset diff")
struct RulesetDiffTests {
  private static let shipped = World.package + "rulesets"

  /// Two versions that ship, and the checks that are told of: what the sources say that changed, and nothing else.
  static let versions: [(old: String, new: String, told: [String])] = [
    ("kader-2023-02", "kader-2023-10", ["C2.3", "C2.7"]),
    ("kader-2023-10", "kader-2024-09", ["M2"]),
    ("kader-2024-09", "kader-2024-09", []),
  ]

  @Test("shipped versions differ in what their sources changed", arguments: versions)
  func shippedVersions(_ row: (old: String, new: String, told: [String])) {
    let world = World()
    let status = world.run(
      "ruleset", "diff", "iza/plan@\(row.old)", "iza/plan@\(row.new)", "--rulesets", Self.shipped)
    #expect(status == (row.told.isEmpty ? 0 : 1))
    let told = world.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }.dropFirst()
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(told == (row.told.isEmpty ? ["Elk"] : row.told), "\(world.output)")
    #expect(!world.output.contains(Self.isOpen), "\(world.output)")
  }

  /// What is said where a check may differ in another way besides.
  private static let isOpen = "niet vast te stellen"

  @Test(
    "a term of four years for one of five is stricter for results and agreements, and nothing else")
  func shorterTerm() throws {
    let copy = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: copy) }
    try FileManager.default.copyItem(atPath: Self.shipped, toPath: copy)
    let file = URL(filePath: "\(copy)/iza/plan/c7-vijf-jaar.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing("P5Y", with: "P4Y").write(to: file, atomically: true, encoding: .utf8)
    let (world, version) = (World(), "iza/plan@kader-2024-09")
    #expect(
      world.run("ruleset", "diff", version, "\(copy):\(version)", "--rulesets", Self.shipped) == 1)
    let told = world.output.split(separator: "\n").filter { $0.hasPrefix("C") }
    #expect(told.map { $0.prefix(5) } == ["C7.1 ", "C7.1b"], "\(world.output)")
    #expect(world.output.ranges(of: "Strenger").count == 2)
    #expect(!world.output.contains(Self.isOpen), "\(world.output)")
  }

  @Test("plans that come to something else are named, with the checks that do")
  func plans() {
    let world = World()
    let status = world.run(
      "ruleset", "diff", "gemeente/buurtfonds@regeling-2023", "gemeente/buurtfonds@regeling-2024",
      "--plans", World.plan)
    #expect(status == 1)
    #expect(world.output.contains("    bedrag: "))
    #expect(world.output.contains("Soepeler"))
    #expect(world.output.contains("0 van de 1 worden anders beoordeeld"))
    let dear = World([
      "duur.yaml": """
      ruleset: gemeente/buurtfonds
      naam: Duur
      ingediend op: 2023-05-01
      bedrag: 15000
      eigen deel: 10
      buren: [{ naam: Ada, tekent: ja }]
      """
    ])
    let json = dear.run(
      "ruleset", "diff", "gemeente/buurtfonds@regeling-2023", "gemeente/buurtfonds@regeling-2024",
      "--plans", "duur.yaml", "--format", "json")
    #expect(json == 1)
    #expect(dear.output.contains("\"relation\": \"looser\""))
    #expect(
      dear.output.contains("\"id\": \"B1.1\", \"before\"")
        || dear.output.contains("\"before\": \"fail\""))
  }

  @Test("a version is named, and a plan that can't be read does not keep the others from it")
  func refusals() {
    let unnamed = World()
    #expect(
      unnamed.run("ruleset", "diff", "gemeente/buurtfonds", "gemeente/buurtfonds@regeling-2024")
        == 3)
    #expect(unnamed.error.contains("welke versie?"))
    let broken = World(["kapot.yaml": "naam: ["])
    let status = broken.run(
      "ruleset", "diff", "gemeente/buurtfonds@regeling-2023", "gemeente/buurtfonds@regeling-2024",
      "--plans", "kapot.yaml", World.plan)
    #expect(status == 3)
    #expect(broken.output.contains("van de 1 worden"))
  }

  /// A copy of the fixture's rulesets in a repository of its own, with a change that is not committed.
  private struct Repository {
    let root: String

    init(change: (old: String, new: String), in file: String) throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      root = folder.path
      try FileManager.default.copyItem(
        at: URL(filePath: World.rulesets), to: folder)
      for arguments in [
        ["init", "-q"], ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b.nl", "commit", "-q", "-m", "eerst"],
      ] {
        #expect(Effects.process.run("git", ["-C", root] + arguments) != nil)
      }
      let path = folder.appending(path: file)
      let text = try String(contentsOf: path, encoding: .utf8)
      #expect(text.contains(change.old))
      try text.replacing(change.old, with: change.new).write(
        to: path, atomically: true, encoding: .utf8)
    }
  }

  @Test("a version is compared with what it was in another commit, and in another folder")
  func commits() throws {
    let repository = try Repository(
      change: ("20000", "15000"), in: "gemeente/buurtfonds/limit-2024.yaml")
    let version = "gemeente/buurtfonds@regeling-2024"
    let world = World()
    let status = world.run(
      "ruleset", "diff", "HEAD:\(version)", version, "--rulesets", repository.root)
    #expect(status == 1, "\(world.error)")
    #expect(world.output.contains("Strenger"), "\(world.output)")
    let folder = World()
    #expect(folder.run("ruleset", "diff", version, "\(repository.root):\(version)") == 1)
    #expect(folder.output.contains("Strenger"), "\(folder.output)")
    let unknown = World()
    #expect(
      unknown.run("ruleset", "diff", "--rulesets", repository.root, "--", "weg:\(version)", version)
        == 3)
    #expect(unknown.error.contains("geen commit"), "\(unknown.error)")
    let option = World()
    #expect(
      option.run("ruleset", "diff", "--rulesets", repository.root, "--", "-h:\(version)", version)
        == 3)
    try FileManager.default.removeItem(atPath: repository.root)
  }

  @Test(
    "a folder or commit stands before a version, whatever colons either holds",
    arguments: [
      ("map/ruleset@v1", "map/ruleset@v1"), ("HEAD:map/ruleset@v1", "map/ruleset@v1"),
      ("HEAD@{1}:map/ruleset@v:1", "map/ruleset@v:1"), ("a:b:map/ruleset@v1", "map/ruleset@v1"),
      ("map/ruleset@v:1", "map/ruleset@v:1"), ("HEAD:map/ruleset", "map/ruleset"),
    ])
  func places(_ row: (text: String, name: String)) {
    #expect(RulesetPlace(row.text).name == row.name)
  }

  @Test("a portfolio comes line by line from the input; what can't be read is told of by its line")
  func portfolio() {
    let plan = """
      {"ruleset": "gemeente/buurtfonds", "naam": "Duur", "ingediend op": "2023-05-01", "bedrag": 15000, \
      "eigen deel": 10, "buren": [{"naam": "Ada", "tekent": true}]}
      """
    let world = World(input: "\(plan)\n\n{\"naam\": 5\n\(plan)\n")
    let status = world.run(
      "ruleset", "diff", "gemeente/buurtfonds@regeling-2023", "gemeente/buurtfonds@regeling-2024",
      "--plans", "-")
    #expect(status == 3)
    #expect(world.error.contains("<standard input>:3"), "\(world.error)")
    #expect(world.output.contains("van de 2 worden anders beoordeeld"), "\(world.output)")
  }

  @Test("a draft of what changes is put behind what its author wrote, and nothing else is touched")
  func writtenChanges() throws {
    let repository = try Repository(
      change: ("10000", "9000"), in: "gemeente/buurtfonds/limit-2023.yaml")
    let version = "gemeente/buurtfonds@regeling-2023"
    let file = repository.root + "/gemeente/buurtfonds/ruleset.yaml"
    let before = try String(contentsOfFile: file, encoding: .utf8)
    let world = World()
    let status = world.run(
      "ruleset", "diff", "HEAD:\(version)", version, "--rulesets", repository.root,
      "--write-changes")
    #expect(status == 1, "\(world.error)")
    let after = try #require(world.file(file))
    #expect(after.contains("is strenger."), "\(after)")
    #expect(after.contains("is stricter."), "\(after)")
    let kept = before.split(separator: "\n").filter { !after.contains($0) }
    #expect(kept.count <= 2, "\(kept)")
    // What is named is not written again.
    let again = World([file: after])
    _ = again.run(
      "ruleset", "diff", "HEAD:\(version)", version, "--rulesets", repository.root,
      "--write-changes")
    #expect(again.file(file) == after)
    #expect(again.error.contains("noemt al alles"), "\(again.error)")
    try FileManager.default.removeItem(atPath: repository.root)
  }
}
