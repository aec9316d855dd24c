package import Assess
package import Rules
import Synchronization

/// A world for commands: the fixtures on disk are there to be read, and what a test adds lies over
/// them; whatever is written is kept here.
package final class World: Sendable {
  private struct State: Sendable {
    var files: [String: [UInt8]]
    var input: ArraySlice<UInt8>
    var output: [UInt8] = []
    var error: [UInt8] = []
    var reads: [String] = []
    var handedOver: [[String]] = []
  }

  private let state: Mutex<State>
  /// Output that takes no more than so many bytes.
  private let room: Int

  /// - Parameters:
  ///   - files: by path, instead of what is on disk.
  ///   - input: the standard input.
  package init(_ files: [String: String] = [:], input: String = "", room: Int = .max) {
    state = Mutex(
      State(files: files.mapValues { Array($0.utf8) }, input: Array(input.utf8)[...]))
    self.room = room
  }

  package init(bytes: [UInt8], at path: String) {
    state = Mutex(State(files: [path: bytes], input: bytes[...]))
    room = .max
  }

  package var output: String { state.withLock { String(decoding: $0.output, as: UTF8.self) } }
  package var error: String { state.withLock { String(decoding: $0.error, as: UTF8.self) } }
  package var reads: [String] { state.withLock { $0.reads } }

  /// Programs that were to take over, each with its arguments; none of them is there.
  package var handedOver: [[String]] { state.withLock { $0.handedOver } }

  package func file(_ path: String) -> String? {
    state.withLock { $0.files[path] }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The folder of the package, with a slash at its end.
  package static let package = String(
    #filePath.prefix { $0 != "\0" }.dropLast("Tests/TestSupport/World.swift".count))
  package static let rulesets = package + "Tests/AssessTests/Fixtures/rulesets"
  package static let ruleset = rulesets + "/gemeente/buurtfonds"
  package static let plan = ruleset + "/examples/speeltuin.yaml"

  /// A program: what it does with its arguments, and how it ends.
  package typealias Tool = (_ arguments: [String], _ effects: Effects) -> Int32

  /// Runs a command with the fixture's rulesets.
  package func run(
    _ arguments: String..., terminal: Bool = false, noColor: Bool = false,
    by tool: Tool = AssessTool.run
  ) -> Int32 {
    run(arguments, terminal: terminal, noColor: noColor, by: tool)
  }

  package func run(
    _ arguments: [String], terminal: Bool = false, noColor: Bool = false,
    by tool: Tool = AssessTool.run
  ) -> Int32 {
    var environment = ["TOETS_RULESETS": World.rulesets]
    if noColor { environment["NO_COLOR"] = "1" }
    return tool(arguments, effects(environment, terminal: terminal))
  }

  package func effects(_ environment: [String: String], terminal: Bool = false) -> Effects {
    let disk = Effects.process
    return Effects(
      readFile: { [self] path, limit throws(FileFault) in
        let found = state.withLock { state in
          state.reads.append(path)
          return state.files[path]
        }
        guard let bytes = found else { return try disk.readFile(path, limit) }
        if bytes.count > limit { throw FileFault.tooLarge(bytes: bytes.count, limit: limit) }
        return bytes
      },
      entries: { [self] folder in entries(of: folder, on: disk) },
      writeFile: { [self] path, bytes throws(FileFault) in
        if path.hasPrefix("/nowhere/") { throw FileFault.missing }
        state.withLock { $0.files[path] = bytes }
      },
      makeFolder: { path throws(FileFault) in
        if path.hasPrefix("/nowhere/") { throw FileFault.forbidden }
      },
      areSameFile: { $0 == $1 },
      isInside: { $0.hasPrefix("\($1)/") },
      readInput: { [self] count throws(FileFault) in
        state.withLock { state in
          let some = state.input.prefix(min(count, 1000))
          state.input = state.input.dropFirst(some.count)
          return Array(some)
        }
      },
      writeOutput: { [self] bytes throws(FileFault) in
        let isFull = state.withLock { state in
          if state.output.count + bytes.count > room { return true }
          state.output += bytes
          return false
        }
        if isFull { throw FileFault.closed }
      },
      writeError: { [self] bytes in state.withLock { $0.error += bytes } },
      handOver: { [self] program, arguments in
        state.withLock { $0.handedOver.append([program] + arguments) }
        return .missing
      }, run: disk.run, now: { World.moment }, stopwatch: { 0 }, environment: environment,
      currentFolder: "/nowhere", programFolder: "/nowhere", isOutputTerminal: terminal,
      isErrorTerminal: false, processors: 4)
  }

  /// What is in a folder on disk, and what a test puts there.
  private func entries(of folder: String, on disk: Effects) -> [Effects.Entry]? {
    let prefix = folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
    let paths = state.withLock { Array($0.files.keys) }.filter { $0.hasPrefix(prefix) }
    var found = Set(disk.entries(folder) ?? [])
    for path in paths {
      let parts = path.dropFirst(prefix.count).split(separator: "/")
      guard let name = parts.first, prefix != "" || !path.hasPrefix("/") else { continue }
      found.insert(Effects.Entry(name: String(name), isFolder: parts.count > 1))
    }
    if found.isEmpty { return disk.entries(folder) }
    return found.sorted { $0.name < $1.name }
  }

  package static let moment =
    CalendarDate(year: 2024, month: 6, day: 1)?.midnightUTC ?? CalendarDate.epoch.midnightUTC
}

/// The good plan, as text with one line put in place of another.
package func goodPlan(_ old: String = "", _ new: String = "") throws -> String {
  let bytes = try Effects.process.readFile(World.plan, 1 << 20)
  let text = String(decoding: bytes, as: UTF8.self)
  return old.isEmpty ? text : text.replacing(old, with: new)
}
