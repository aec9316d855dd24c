import Foundation
import Rules
import Testing

/// The models and test cases of the standard's kit: in the folder that `DMN_TCK` names, else beside
/// the package.
private let kitFiles: [URL] = {
  let package = URL(filePath: #filePath).appending(path: "../../../..").standardized
  let folder =
    ProcessInfo.processInfo.environment["DMN_TCK"].map { URL(filePath: $0) }
    ?? package.appending(path: "../shared/dmn-tck").standardized
  guard let paths = FileManager.default.enumerator(atPath: folder.path) else {
    print("OFF: no DMN kit in \(folder.path); set DMN_TCK to its folder")
    return []
  }
  return paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".dmn") || $0.hasSuffix(".xml") }
    .sorted().map { folder.appending(path: $0) }
}()

@Test("every file of the DMN kit is read, and reads the same after it is written")
func xmlKit() throws {
  for file in kitFiles {
    let source = SourceText(name: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
    #expect(described(xmlRefusal(of: source)) == [], "\(file.path)")
    guard let tree = try? XMLTree(reading: source) else { continue }
    #expect(try outline(xmlTree(tree.text)) == outline(tree), "\(file.path)")
  }
}

private let sample = """
  <?xml version="1.0" encoding="UTF-8"?>
  <!-- a - b -->
  <d:definitions xmlns:d="urn:dmn" xmlns="urn:é" name="m &amp; n" d:x='"'>
    <decision id="d1"><text>a &lt; b<![CDATA[<&]]]]>&#x1F600;</text>\r
      <?p data?><!----><x xmlns="" y="\t&#10;"/>
    </decision>
  </d:definitions>
  <?end?>
  """

@Test("bytes changed at random are read or refused, and never trap", arguments: 0..<10)
func xmlMutations(seed: Int) throws {
  var random = SeededRandom(seed: seed)
  let signs = ["<", ">", "/>", "</", "<!--", "-->", "<![CDATA[", "]]>", "&", ";", "&#", "xmlns:"]
  var readCount = 0
  for _ in 0..<400 {
    var bytes = Array(sample.utf8)
    for _ in 0..<1 + random.below(3) {
      let place = random.below(bytes.count)
      switch random.below(5) {
      case 0: bytes[place] = UInt8(random.below(256))
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: random.pick(signs).utf8, at: place)
      case 3: bytes.removeSubrange(place...)
      default: bytes.insert(contentsOf: bytes[random.below(place + 1)...place], at: place)
      }
      if bytes.isEmpty { bytes = [UInt8(random.below(256))] }
    }
    let source = SourceText(name: "t", bytes: bytes)
    do throws(Diagnostics) {
      let tree = try XMLTree(reading: source)
      readCount += 1
      let again = try xmlTree(tree.text)
      #expect(outline(again) == outline(tree), "\(bytes)")
    } catch {
      #expect(error.all.allSatisfy { $0.range.end <= bytes.count }, "\(bytes)")
      #expect(!error.all.isEmpty)
    }
  }
  #expect(readCount > 10)
}
