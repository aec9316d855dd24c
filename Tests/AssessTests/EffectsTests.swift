import Foundation
import Testing

@testable import Assess

@Suite("files of the operating system")
struct EffectsTests {
  private let disk = Effects.process

  private func folder() throws -> String {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url.path()
  }

  @Test("a file is replaced as a whole, a link keeps leading to it, and nothing is left beside it")
  func replace() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/report.txt"
    try disk.writeFile(path, Array("one".utf8))
    let link = folder + "/link.txt"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    try disk.writeFile(link, Array("two".utf8))
    #expect(try disk.readFile(path, 100) == Array("two".utf8))
    #expect(disk.entries(folder)?.map(\.name) == ["link.txt", "report.txt"])
    #expect(disk.areSameFile(path, link) && disk.areSameFile(path, folder + "/./report.txt"))
    #expect(!disk.areSameFile(path, "/dev/null") && !disk.areSameFile("/no", "/no"))
  }

  @Test(
    "a link out of a folder is not in it, whatever it is called; a link to the folder is the folder"
  )
  func links() throws {
    let folder = try folder()
    let elsewhere = try self.folder()
    defer {
      for path in [folder, elsewhere] { try? FileManager.default.removeItem(atPath: path) }
    }
    try disk.writeFile(folder + "/own.yaml", [])
    try disk.writeFile(elsewhere + "/secret", [])
    func link(_ path: String, to target: String) throws {
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    }
    try link(folder + "/out.yaml", to: elsewhere + "/secret")
    try link(folder + "/in.yaml", to: folder + "/own.yaml")
    try link(elsewhere + "/rules", to: folder)
    for (name, isInside) in [
      ("own.yaml", true), ("in.yaml", true), ("out.yaml", false), ("no", true),
    ] {
      for place in [folder, elsewhere + "/rules"] {
        #expect(disk.isInside("\(place)/\(name)", place) == isInside, "\(name)")
      }
    }
  }

  @Test("a pipe is read while somebody writes to it, and one that nobody uses keeps nobody waiting")
  func pipes() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    #expect(throws: FileFault.unread) { try disk.writeFile(path, [1]) }
    #expect(throws: FileFault.silent) { try disk.readFile(path, 100) }
    let writer = Thread {
      let file = fopen(path, "w")
      // Somebody who takes a moment is waited for.
      usleep(200_000)
      fputs("titel: x", file)
      fclose(file)
    }
    writer.start()
    #expect(try disk.readFile(path, 100) == Array("titel: x".utf8))
  }

  @Test("what is no file cannot be replaced by one")
  func noReplace() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(throws: FileFault.isFolder) { try disk.writeFile(folder, []) }
    #expect(throws: FileFault.missing) { try disk.writeFile(folder + "/no/x", []) }
    try disk.writeFile("/dev/null", [1, 2, 3])
    #expect(try disk.readFile("/dev/null", 10) == [])
  }

  @Test("a file is read up to the limit, and not one byte more")
  func limit() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/plan"
    try disk.writeFile(path, [UInt8](repeating: 1, count: 1_000))
    #expect(try disk.readFile(path, 1_000).count == 1_000)
    #expect(throws: FileFault.tooLarge(bytes: 1_000, limit: 999)) { try disk.readFile(path, 999) }
    #expect(throws: FileFault.isFolder) { try disk.readFile(folder, 10) }
    #expect(throws: FileFault.missing) { try disk.readFile(folder + "/none", 10) }
    #expect(disk.entries(path) == nil)
  }
}
