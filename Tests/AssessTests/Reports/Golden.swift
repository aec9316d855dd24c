import Foundation
import Testing

/// Expects a text to be what the file in `Golden` holds; `RECORD=1` writes the file instead.
func expectGolden(_ actual: String, _ name: String, caller: String = #filePath) throws {
  let file = URL(filePath: caller).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Golden/\(name)")
  if ProcessInfo.processInfo.environment["RECORD"] == "1" { try Data(actual.utf8).write(to: file) }
  let expected = try String(contentsOf: file, encoding: .utf8)
  #expect(actual == expected, "\(name) differs; RECORD=1 writes it anew")
}
