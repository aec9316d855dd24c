import Foundation
import Testing

@testable import Rules

/// The newest version of a ruleset that ships.
struct ShippedRuleset {
  let ruleset: Ruleset
  /// The first day of the version.
  let moment: DateAndTime
  private let identity: RulesetFolder
  private let version: RulesetFolder.Version
  private let files: [SourceText]

  static func newest(_ name: String) throws -> (ruleset: Ruleset, moment: DateAndTime) {
    let shipped = try ShippedRuleset(name)
    return (shipped.ruleset, shipped.moment)
  }

  init(_ name: String) throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../../rulesets/iza/\(name)")
      .standardized
    func source(_ file: String) throws -> SourceText {
      SourceText(name: file, bytes: Array(try Data(contentsOf: folder.appending(path: file))))
    }
    identity = try RulesetFolder(reading: source("ruleset.yaml"))
    let encoded = identity.versions.last {
      if case .files = $0.content { true } else { false }
    }
    version = try #require(encoded)
    guard case .files(let names) = version.content else { throw CocoaError(.fileReadUnknown) }
    files = try names.map(source)
    ruleset = try Ruleset(
      compiling: try RulesetModel(of: identity, version: version, files: files))
    moment = try #require(version.validFrom).midnightUTC
  }

  /// The same version with other texts in place of some expressions.
  func replacing(_ texts: [(fragment: SourceFragment, text: String)]) throws -> Ruleset {
    let changed = files.map { file -> SourceText in
      var bytes = file.bytes
      let own = texts.filter { $0.fragment.source.name == file.name }
        .sorted { $0.fragment.token.start > $1.fragment.token.start }
      for (fragment, text) in own {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        // A block holds its last line break.
        let ending = bytes[fragment.token.end - 1] == UInt8(ascii: "\n") ? "\n" : ""
        bytes.replaceSubrange(
          fragment.token.start..<fragment.token.end, with: Array("\"\(escaped)\"\(ending)".utf8))
      }
      return SourceText(name: file.name, bytes: bytes)
    }
    return try Ruleset(
      compiling: try RulesetModel(of: identity, version: version, files: changed))
  }
}
