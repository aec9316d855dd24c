import Testing

@testable import Rules

private func rendered(
  _ text: String, at range: SourceRange, mend: LocalizedText? = nil, in language: Language = .en,
  severity: Diagnostic.Severity = .error, name: String = "c7.yaml"
) -> [String] {
  Diagnostic(
    severity, LocalizedText(nl: "onbekende naam 'x'", en: "unknown name 'x'"), mend: mend,
    at: range, in: SourceText(name: name, text: text)
  )
  .rendered(in: language).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}

@Suite("A diagnostic shows its place, its line and the words at fault")
struct DiagnosticRenderingTests {
  @Test("the words at fault are underlined")
  func underline() {
    let table: [(String, SourceRange, [String])] = [
      (
        "a + bcd", SourceRange(4, 7),
        ["c7.yaml:1:5: error: unknown name 'x'", "  a + bcd", "      ^~~"]
      ),
      ("a\nbc\nd", SourceRange(2, 4), ["c7.yaml:2:1: error: unknown name 'x'", "  bc", "  ^~"]),
      ("a +", SourceRange(3, 3), ["c7.yaml:1:4: error: unknown name 'x'", "  a +", "     ^"]),
      ("abc\ndef", SourceRange(1, 6), ["c7.yaml:1:2: error: unknown name 'x'", "  abc", "   ^~"]),
      ("é🐎 x", SourceRange(7, 8), ["c7.yaml:1:4: error: unknown name 'x'", "  é🐎 x", "     ^"]),
      (
        "\tx\u{1B}[31m\u{202E}y", SourceRange(1, 2),
        ["c7.yaml:1:2: error: unknown name 'x'", "   x\u{FFFD}[31m\u{FFFD}y", "   ^"]
      ),
      ("", SourceRange(0, 0), ["c7.yaml:1:1: error: unknown name 'x'"]),
      ("abc", SourceRange(90, 99), ["c7.yaml:1:4: error: unknown name 'x'", "  abc", "     ^"]),
    ]
    for (text, range, expected) in table {
      #expect(rendered(text, at: range) == expected, "\(text)")
    }
  }

  @Test("the mend comes last, in the reader's language")
  func mend() {
    let mend = LocalizedText(nl: "bedoelt u 'y'?", en: "did you mean 'y'?")
    #expect(
      rendered("x", at: SourceRange(0, 1), mend: mend, in: .nl, severity: .warning) == [
        "c7.yaml:1:1: waarschuwing: onbekende naam 'x'", "  x", "  ^", "  bedoelt u 'y'?",
      ])
  }

  @Test("of a long line the part around the fault is shown")
  func longLine() {
    let text = String(repeating: "a", count: 500) + "XY" + String(repeating: "b", count: 500)
    let lines = rendered(text, at: SourceRange(500, 502))
    #expect(lines[1].count == 104)
    #expect(lines[1].hasPrefix("  …aaa") && lines[1].hasSuffix("bbb…"))
    let mark = lines[2].prefix { $0 == " " }.count
    #expect(lines[1].dropFirst(mark).hasPrefix("XYb") && lines[2].hasSuffix("^~"))
    let wide = rendered(text, at: SourceRange(0, 1002))
    #expect(wide[2] == "  ^" + String(repeating: "~", count: 99))
  }

  @Test("a file's name can't act on the terminal")
  func names() {
    #expect(
      rendered("", at: SourceRange(0, 0), name: "\u{1B}[2Ja\nb")[0].hasPrefix(
        "\u{FFFD}[2Ja\u{FFFD}b:1:1"))
  }
}

@Test("a suggestion is what the author may have meant, and no other word")
func suggestions() {
  let names: [Name] = [
    "einde termijn", "einddatum", "start", "saldo", "partijen", "a", "b", "is op tijd",
  ]
  let table: [(Name, [Name])] = [
    ("einde termyn", ["einde termijn"]), ("eindetermijn", ["einde termijn"]),
    ("Saldo", ["saldo"]), ("sadlo", ["saldo"]), ("partij", ["partijen"]), ("partijn", ["partijen"]),
    ("stat", ["start"]), ("zzz", []), ("c", []), ("", []), ("saldo", []),
    (Name(String(repeating: "x", count: 100_000)), []),
  ]
  for (written, expected) in table {
    #expect(Suggestion.nearest(to: written, among: names) == expected, "\(written.text.prefix(20))")
  }
  #expect(
    Suggestion.mend(for: "sald", among: ["saldo", "salde"])?.nl == "bedoelt u 'salde' of 'saldo'?")
  #expect(Suggestion.mend(for: "zzz", among: names) == nil)
}
