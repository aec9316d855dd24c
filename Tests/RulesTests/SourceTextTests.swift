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

@Test(
  "a place turns back into its offset, and the end of a line is as far as a column goes",
  arguments: [
    ("abc", 1, 1, 0), ("abc", 1, 9, 3), ("a\nb", 2, 1, 2), ("a\r\nb", 1, 9, 1),
    ("a\r\nb", 2, 2, 4), ("é€x", 1, 3, 5), ("a\rb\n", 2, 2, 3), ("a", 2, 1, 1), ("a", 0, 1, 0),
  ] as [(String, Int, Int, Int)])
func offset(text: String, line: Int, column: Int, offset: Int) {
  #expect(SourceText(name: "t", text: text).offset(line: line, column: column) == offset)
}

@Test("a text that is one line of a file counts from that line")
func firstLine() {
  let source = SourceText(name: "t", bytes: Array("ab\ncd".utf8), firstLine: 7)
  #expect(source.position(at: 4) == SourceText.Position(line: 8, column: 2))
  #expect(source.offset(line: 8, column: 2) == 4)
  #expect([6, 7, 8, 9].map { source.line($0) } == ["", "ab", "cd", ""])
}
