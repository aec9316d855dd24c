import Foundation
import FuzzTargets
import Testing

/// The files that a target is replayed on, by name.
private func corpus(_ target: String) throws -> [(name: String, bytes: [UInt8])] {
  let folder = URL(filePath: #filePath).appending(path: "../../../Corpus/\(target)").standardized
  return try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    .map { ($0, Array(try Data(contentsOf: folder.appending(path: $0)))) }
}

@Test("every input of the corpus keeps what must hold", arguments: FuzzTarget.all.map(\.name))
func replayCorpus(name: String) throws {
  let target = try #require(FuzzTarget.all.first { $0.name == name })
  let inputs = try corpus(name)
  #expect(inputs.count >= 10, "a target starts from some seeds")
  for input in inputs {
    #expect(throws: Never.self, "\(name)/\(input.name)") { try target.run(input.bytes) }
  }
}

@Test("every folder of the corpus belongs to a target")
func corpusFolders() throws {
  let folder = URL(filePath: #filePath).appending(path: "../../../Corpus").standardized
  let found = try FileManager.default.contentsOfDirectory(atPath: folder.path())
  #expect(Set(found) == Set(FuzzTarget.all.map(\.name)))
}
