import Rules
import Testing

@Test(
  "an index finds the places that a walk finds, across every kind of line break",
  arguments: [
    "", "a", "a\nb", "a\r\nb\r\n", "a\rb\r\rc", "\r\n\n\r", "é\n→ë\r\n😀x",
    String(repeating: "één regel\r\n", count: 300), String(repeating: "😀", count: 700),
  ])
func places(text: String) {
  let source = SourceText(name: "text", bytes: Array(text.utf8), firstLine: 7)
  let index = PlaceIndex(source)
  for offset in -1...source.bytes.count + 1 {
    #expect(index.position(at: offset) == source.position(at: offset), "at \(offset)")
  }
}
