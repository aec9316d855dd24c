import Foundation
import Rules

/// The newest version of a ruleset that has files, ready to run.
struct LoadedRuleset {
  let folder: URL
  let identity: RulesetFolder
  let version: RulesetFolder.Version
  let files: [SourceText]
  let ruleset: Ruleset

  init(folder: URL) throws {
    let identity = try RulesetFolder(reading: Self.source(folder, "ruleset.yaml"))
    let encoded = identity.versions.last {
      if case .files = $0.content { true } else { false }
    }
    guard let version = encoded, case .files(let names) = version.content else {
      throw CocoaError(.fileReadUnknown)
    }
    try self.init(
      folder: folder, identity: identity, version: version,
      files: names.map { try Self.source(folder, $0) })
  }

  init(
    folder: URL, identity: RulesetFolder, version: RulesetFolder.Version, files: [SourceText]
  ) throws {
    self.folder = folder
    self.identity = identity
    self.version = version
    self.files = files
    ruleset = try Ruleset(
      compiling: RulesetModel(of: identity, version: version, files: files))
  }

  static func source(_ folder: URL, _ name: String) throws -> SourceText {
    SourceText(name: name, bytes: Array(try Data(contentsOf: folder.appending(path: name))))
  }

  /// The plans that ship with the ruleset.
  var examples: [SourceText] {
    let folder = folder.appending(path: "examples")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return names.sorted().compactMap { try? Self.source(folder, $0) }
  }

  /// The day the version is about; evaluation needs one.
  var moment: DateAndTime { (version.validFrom ?? .epoch).midnightUTC }
}
