import Foundation

/// A folder of files that try to break readers: `TOETS_BAD_INPUT`, or `../shared/bad-input` beside
/// the package. The files have licences of their own and are not part of the package.
enum BadInput {
  /// The files of a folder by name; `nil`, with a line to say so, where the folder is missing.
  static func files(in folder: String) throws -> [(name: String, bytes: [UInt8])]? {
    let package = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let root =
      ProcessInfo.processInfo.environment["TOETS_BAD_INPUT"].map { URL(filePath: $0) }
      ?? package.deletingLastPathComponent().appending(path: "shared/bad-input")
    let path = root.appending(path: folder)
    guard FileManager.default.fileExists(atPath: path.path()) else {
      print("OFF: no files in \(path.path()); set TOETS_BAD_INPUT to the folder of bad input")
      return nil
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: path.path()).sorted()
    return try names.map { path.appending(path: $0) }.filter { !$0.pathExtension.isEmpty }
      .map { ($0.lastPathComponent, Array(try Data(contentsOf: $0))) }
  }
}
