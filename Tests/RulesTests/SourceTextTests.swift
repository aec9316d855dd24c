import Rules
import Testing

@Test(
  "a place counts lines and Unicode scalars from one",
  arguments: [
    ("abc", 0, 1, 1), ("abc", 3, 1, 4), ("a\nb", 2, 2, 1), ("a\r\nb", 3, 2, 1), ("é€x", 5, 1, 3),
    ("", 0, 1, 1), ("a\n", 2, 2, 1), ("abc", 99, 1, 4),
  ] as [(String, Int, Int, Int)])
func position(text: String, offset: Int, line: Int, column: Int) {
  let source = SourceText(name: "t", text: text)
  #expect(source.position(at: offset) == SourceText.Position(line: line, column: column))
}
