import Foundation
import Rules
import Synchronization
import TestSupport
import Testing

@testable import Assess

@Suite("An interview fills in a plan")
struct AskCommandTests {
  private let start =
    "# mijn plan\nruleset: gemeente/buurtfonds\ningediend op: 2023-05-01 # vandaag\n"

  @Test("it asks what matters, saves every answer and ends with the assessment")
  func whole() throws {
    let world = World(
      ["plan.yaml": start],
      input: "9000\n10\nAda; Bob\nja\nja\nja\nja\nja\nja\n")
    let status = world.run("ask", "plan.yaml")
    let file = try #require(world.file("plan.yaml"))
    #expect(file.hasPrefix(start))
    #expect(file.contains("bedrag: 9000\n"))
    #expect(world.output.contains("Hoeveel vraagt u?"))
    #expect(world.output.contains("Er is niets meer te vragen."))
    #expect(world.output.contains("Voorwaarden waaraan het plan voldoet"))
    let again = World(["plan.yaml": file])
    #expect(again.run("assess", "plan.yaml") == status)
  }

  @Test("an answer that can't be is asked again with the reason, and nothing of it is kept")
  func wrong() throws {
    let world = World(["plan.yaml": start], input: "veel\n-5\nstop\n")
    #expect(world.run("ask", "plan.yaml") == 2)
    #expect(world.output.contains("Dat is geen antwoord op deze vraag. Vul een getal in"))
    #expect(world.output.contains("'Bedrag' heeft een min, en dat kan hier niet"))
    #expect(world.file("plan.yaml") == start)
  }

  @Test("a number that can be two is asked about with both, and typed as people do it is read")
  func twoNumbers() throws {
    let world = World(["plan.yaml": start], input: "1,250\n5 fte\n€ 1.250,-\nstop\n")
    #expect(world.run("ask", "plan.yaml") == 2)
    #expect(world.output.contains("'1,250' kan 1250 betekenen of 1,25"))
    #expect(world.output.contains("Hier hoort een antwoord in euro, niet in 'fte'"))
    #expect(world.file("plan.yaml") == start + "bedrag: 1250\n")
    let english = World(["plan.yaml": start], input: "1.250\n1,250\nstop\n")
    #expect(english.run("ask", "plan.yaml", "--lang", "en") == 2)
    #expect(english.output.contains("'1.250' can mean 1250 or 1.25"))
    #expect(english.file("plan.yaml") == start + "bedrag: 1250\n")
  }

  @Test("going back asks the last question again, and the new answer counts")
  func back() throws {
    let world = World(["plan.yaml": start], input: "<\n9000\n<\n8000\nstop\n")
    #expect(world.run("ask", "plan.yaml") == 2)
    #expect(world.output.contains("Dit is de eerste vraag"))
    #expect(world.output.contains("Nu: € 9.000"))
    #expect(world.file("plan.yaml") == start + "bedrag: 8000\n")
  }

  @Test("at the end of the input all answers are kept, and it says how to go on")
  func endOfInput() throws {
    let world = World(["plan.yaml": start], input: "9000")
    #expect(world.run("ask", "plan.yaml") == 2)
    #expect(world.file("plan.yaml") == start + "bedrag: 9000\n")
    #expect(world.output.contains("toets ask plan.yaml"))
  }

  @Test("a plan that is not there begins with its ruleset, and needs to be told which")
  func beginning() throws {
    let world = World(input: "stop\n")
    #expect(world.run("ask", "nieuw.yaml") == 64)
    #expect(world.error.contains("--ruleset"))
    let told = World(input: "overslaan\n?\nstop\n")
    #expect(told.run("ask", "nieuw.yaml", "--ruleset", "gemeente/buurtfonds@limit-2023") != 64)
  }

  @Test("help names the commands and the place in the file; an empty line is no answer")
  func help() throws {
    let world = World(["plan.yaml": start], input: "?\n\noverslaan\nstop\n")
    #expect(world.run("ask", "plan.yaml") == 2)
    #expect(world.output.contains("terug naar de vorige vraag"))
    #expect(world.output.contains("Plaats in het bestand: bedrag"))
    #expect(world.output.contains("Geef een antwoord"))
  }

  @Test("what somebody else wrote meanwhile stays")
  func othersChanges() throws {
    let world = World(["plan.yaml": start], input: "9000\nstop\n")
    var effects = world.effects(["TOETS_RULESETS": World.rulesets])
    let read = effects.readFile
    let count = Counter()
    effects.readFile = { path, limit throws(FileFault) in
      let bytes = try read(path, limit)
      guard path == "plan.yaml", count.next() > 1 else { return bytes }
      return bytes + Array("naam: Speeltuin\n".utf8)
    }
    #expect(AssessTool.run(["ask", "plan.yaml"], effects: effects) == 2)
    #expect(world.file("plan.yaml") == start + "naam: Speeltuin\nbedrag: 9000\n")
    #expect(world.error.contains("intussen veranderd"))
  }

  /// What lies in a folder, and the bytes of the plan in it.
  private struct Sight: Equatable {
    let names: Set<String>
    let plan: Data

    init(of folder: URL) throws {
      names = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path()))
      plan = try Data(contentsOf: folder.appending(path: "plan.yaml"))
    }
  }

  @Test("the file is whole whenever the interview is killed")
  func killed() throws {
    let tool = try #require(Self.tool, "the tool lies beside the tests")
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "toets-ask-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = folder.appending(path: "plan.yaml")
    // Long, so that a text that is written in place would be met halfway.
    let begun = Data(
      (String(repeating: "# Dit blijft staan, wat er ook gebeurt.\n", count: 2_000) + start).utf8)
    func isWhole(_ text: Data) -> Bool {
      text.prefix(begun.count) == begun && text.last == UInt8(ascii: "\n")
    }
    // Killed at once when something changes while the first answer is saved, the second, and so on: a file beside
    // the plan that grows, or the plan itself.
    for last in [1, 2, 3, 4, 1, 2, 3, 4] {
      try begun.write(to: plan)
      var seen = try Sight(of: folder)
      var answers = ["9000\n", "Ada; Bob\n", "ja\n", "ja\n"][...]
      let process = Process()
      process.executableURL = tool
      process.arguments = ["ask", plan.path(), "--rulesets", World.rulesets]
      let input = Pipe()
      process.standardInput = input
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      func answer() throws {
        guard let next = answers.popFirst() else { return }
        try input.fileHandleForWriting.write(contentsOf: Data(next.utf8))
      }
      try answer()
      var saved = 0
      var isMet = false
      let end = ContinuousClock.now + .seconds(60)
      while !isMet, process.isRunning, ContinuousClock.now < end {
        let sight = try Sight(of: folder)
        guard sight != seen else { continue }
        #expect(isWhole(sight.plan))
        if saved == last - 1 {
          isMet = true
        } else if sight.plan != seen.plan {
          // The next answer waits until this one is saved, so that every saving is seen.
          saved += 1
          try answer()
        }
        seen = sight
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(isMet, "the interview got no further")
      let left = try Data(contentsOf: plan)
      #expect(isWhole(left))
      #expect(throws: Never.self, "at answer \(last)") {
        try DataDocument(reading: SourceText(name: "plan", bytes: Array(left)))
      }
    }
  }

  private static var tool: URL? {
    let names = [CommandLine.arguments.first ?? ""]
    for name in names {
      var folder = URL(filePath: name).resolvingSymlinksInPath().deletingLastPathComponent()
      for _ in 0..<4 {
        let tool = folder.appending(path: "toets")
        if FileManager.default.isExecutableFile(atPath: tool.path()) { return tool }
        folder = folder.deletingLastPathComponent()
      }
    }
    let built = URL(filePath: World.package)
      .appending(path: ".build/debug/toets")
    return FileManager.default.isExecutableFile(atPath: built.path()) ? built : nil
  }
}

/// Counts calls.
private final class Counter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
