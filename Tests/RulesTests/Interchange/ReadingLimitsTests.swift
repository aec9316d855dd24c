import Rules
import Testing

private func nested(_ depth: Int) -> String {
  String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
}

private func list(_ count: Int) -> String {
  "[" + Array(repeating: "1", count: count - 1).joined(separator: ",") + "]"
}

@Test("depth: 64 is read, 65 and a thousand times as much are refused")
func readingDepth() {
  let refusal = "1:65 more than 64 groups or lists stand inside one another here"
  #expect(jsonFaults(nested(64)) == [])
  #expect(yamlFaults(nested(64)) == [])
  for depth in [65, 64_000] {
    #expect(jsonFaults(nested(depth)) == [refusal])
    // Of a very long line of brackets the first is the place.
    #expect(yamlFaults(nested(depth)).map { $0.hasSuffix(refusal.dropFirst(5)) } == [true])
  }
  let blocks = String(repeating: "- ", count: 65) + "x"
  #expect(yamlFaults(blocks).count == 1)
  #expect(jsonFaults(String(repeating: "{\"a\":", count: 64_000)).count == 1)
  #expect(yamlFaults(String(repeating: "{a: ", count: 64_000)).count == 1)
}

@Test("values: 100,000 are read, one more and a thousand times as much are refused")
func nodes() {
  #expect(jsonFaults(list(100_000)) == [])
  #expect(yamlFaults(list(100_000)) == [])
  let refusal = "1:200000 this file holds more than 100000 values"
  #expect(jsonFaults(list(100_001)) == [refusal])
  #expect(yamlFaults(list(100_001)) == [refusal])
  let small = ReadingLimits(bytes: 2 << 20, nodes: 100)
  #expect(jsonFaults(list(100_000), limits: small).count == 1)
  #expect(yamlFaults(list(100_000), limits: small).count == 1)
}

@Test("size: 2 MiB is read, one byte more and 100 MB are refused before they are read")
func size() {
  let limit = 2 << 20
  var text = [UInt8](repeating: UInt8(ascii: "a"), count: limit)
  text[0] = UInt8(ascii: "\"")
  text[limit - 1] = UInt8(ascii: "\"")
  #expect(jsonFaults(text) == [])
  #expect(yamlFaults(text) == [])
  for count in [limit + 1, 100 << 20] {
    let text = [UInt8](repeating: UInt8(ascii: "1"), count: count)
    let refusal = "1:1 the file is too large: \(count) bytes, and at most \(limit) are allowed"
    #expect(jsonFaults(text) == [refusal])
    #expect(yamlFaults(text) == [refusal])
  }
}

@Test("a bomb of aliases is refused where its first anchor stands, as value and as key")
func aliasBombs() {
  for start in ["a0: &a0 [x, x]\n", "? &a0 [x]\n: 1\n"] {
    var yaml = start
    for level in 1..<40 {
      let item = "*a\(level - 1)"
      yaml +=
        "a\(level): &a\(level) [\(Array(repeating: item, count: 9).joined(separator: ", "))]\n"
    }
    #expect(yamlFaults(yaml + "? *a39\n: 1\n").first?.contains("is an anchor in YAML") == true)
  }
}

@Test(
  "what is not UTF-8 text is refused, and says so",
  arguments: [
    [0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61], [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61],
    [0x7B, 0, 0x7D, 0], [0x25, 0x50, 0x44, 0x46, 0x2D, 0xE2, 0xE3], [0x22, 0xC0, 0x80, 0x22],
    [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE9, 0x22],
    [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00],
  ] as [[UInt8]])
func notText(bytes: [UInt8]) {
  for fault in [jsonFaults(bytes), yamlFaults(bytes)] { #expect(fault.count == 1) }
  #expect(yamlFaults(bytes)[0].contains("UTF-") || yamlFaults(bytes)[0].contains("invisible"))
}

@Test("a byte order mark is skipped, and places stay right")
func byteOrderMark() {
  #expect(jsonFaults("\u{FEFF}{\"a\": 1}") == [])
  #expect(yamlFaults("\u{FEFF}a: 1") == [])
  #expect(yamlFaults("\u{FEFF}a: 1\nb: &x 2").map { $0.prefix(3) } == ["2:4"])
}

@Test("every message is given in both languages, with a way to mend it")
func mends() {
  let texts = ["", "{a}", "[1,]", "[1 2]", "[", "{\"a\":1,\"a\":2}", "[tru]", "a: &b", "a: b: c"]
  for text in texts {
    for format in Format.allCases {
      for fault in refusal(of: SourceText(name: "t", text: text), as: format) {
        #expect(!fault.message.nl.isEmpty && fault.message.nl != fault.message.en)
        #expect(fault.mend?.nl.isEmpty == false && fault.mend?.en.isEmpty == false)
      }
    }
  }
}
