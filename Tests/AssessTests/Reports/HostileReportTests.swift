import Foundation
import Testing

@testable import Assess
@testable import Rules

/// What a plan may try: to steer a terminal, to break out of a page, to look like something else.
private let hostileTexts = [
  "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
  "\"\u{301} onclick=alert(1) x=\"\u{301}", "<\u{338}b>", "&\u{200D}lt;", "{{language}}{{{title}}}",
  "{{#facts}}", "\u{1B}]0;owned\u{7}\u{1B}[2J", "\u{9B}31m", "\u{202E}txt.exe\u{202C}",
  "\u{2066}isolate", "a\u{2028}b\u{2029}c\u{85}d", "a\u{0}b\u{7F}", "zero\u{200B}width\u{FEFF}",
  "[click](javascript:alert(1))", "![x](http://evil.example/x.png)", "| a | b |", "# heading",
  "- [ ] todo", "1. item", "+ item", "```", "<!-- x -->", "https://evil.example/x",
  "www.evil.example", "$x$", "\\", "\\\\`", "~~~", "--- ", "=== ", "😀👩‍👩‍👧‍👦 e\u{301}", "日本語",
  "العربية", String(repeating: "x", count: 3_000), "\u{10FFFF}\u{E0041}", "line\r\nline\nline",
]

private func report(_ hostile: String, in language: Language = .nl) -> Report {
  let both = LocalizedText(nl: hostile, en: hostile)
  let check = SampleRuleset.check("C1.1", both)
  let finding = CheckFinding(
    check: check, verdict: .fails, reasons: [both], missing: [InputPath([.member(hostile)])],
    unsetParameters: [], assumptions: [], figures: [.init(label: both, value: both)],
    judgement: JudgementAnswer(holds: true, explanation: hostile, author: .applicant),
    remarks: [both], fault: nil)
  let criterion = CriterionFinding(
    criterion: SampleRuleset.criterion("1", both, both, citing: [], [check]), verdict: .fails,
    notApplicable: nil, tally: Tally(), checks: [finding])
  let timeline = Timeline(
    title: both, limit: .epoch, items: [.init(label: hostile, date: .epoch)])
  return SampleAssessment.report(
    SampleAssessment.assessment(criteria: [criterion], timeline: timeline), title: hostile,
    file: hostile, in: language)
}

@Suite("A plan cannot steer what shows its report")
struct HostileReportTests {
  @Test("no format lets a character through that steers or deceives")
  func deceptive() throws {
    for text in hostileTexts {
      let report = report(text)
      let formats = [
        TextReport(report).text, TextReport(report, depth: .full).text,
        TextReport(report, depth: .summary).text,
        MarkdownReport(report).text, JSONReport(report).text, try HTMLReport(report).text,
      ]
      for format in formats {
        let found = format.unicodeScalars.filter { $0.isDeceptive && $0 != "\n" }
        #expect(found.isEmpty, "\(text.debugDescription): \(found)")
      }
    }
  }

  @Test("the page has the same elements whatever the texts say")
  func elements() throws {
    func tags(_ text: String) throws -> [Substring] {
      let page = try HTMLReport(report(text)).text
      return page.unicodeScalars.split(separator: "<").dropFirst()
        .map { Substring($0.prefix { $0 != ">" }) }
        .map { $0.prefix { $0 != " " && $0 != "\n" } }
    }
    let plain = try tags("gewoon")
    for text in hostileTexts where !text.contains(where: \.isNewline) {
      #expect(try tags(text) == plain, "\(text.debugDescription)")
    }
  }

  @Test("escaping goes by scalar, so an accent cannot hide a quote")
  func scalars() {
    let table = [
      ("\"\u{301}", "&quot;\u{301}"), ("<\u{338}", "&lt;\u{338}"), ("&\u{200D}", "&amp;\u{200D}"),
      ("it's", "it&#39;s"), ("a > b", "a &gt; b"),
    ]
    for (text, escaped) in table {
      #expect(Array(HTMLText(text).description.unicodeScalars) == Array(escaped.unicodeScalars))
    }
  }

  @Test("Markdown is left nothing to act on")
  func markdown() {
    let table = [
      ("<b>", "&lt;b&gt;"), ("[x](y)", "\\[x\\](y)"), ("a|b", "a\\|b"), ("`x`", "\\`x\\`"),
      ("https://x", "https:\\//x"), ("WWW.x", "WWW\\.x"), ("a\nb", "a b"), ("- x", "\\- x"),
      ("12. x", "12\\. x"), ("# x", "\\# x"), ("+1", "\\+1"), ("€ 12.50", "€ 12.50"),
    ]
    for (text, safe) in table { #expect(MarkdownText(text).startingLine == safe) }
  }

  @Test("only a plain web address becomes a link")
  func links() {
    let refused = [
      "javascript:alert(1)", "data:text/html,x", "//x", "ftp://x", "https://x y", "https://x\"y",
      "https://x>y", "https://é", " https://x", "https://x)y", "HTTPS://x\u{0}",
    ]
    for text in refused { #expect(WebAddress(text) == nil, "\(text)") }
    #expect(WebAddress("https://example.org/a?b=1&c=2#d")?.text != nil)
  }

  @Test("what is hidden is shown, what people write stays")
  func visible() {
    let table = [
      ("a\u{1B}[31m", "a␛[31m"), ("a\u{0}b\u{7F}", "a␀b␡"), ("\u{202E}x", "⟨U+202E⟩x"),
      ("a\tb \n c", "a b c"), ("e\u{301} 👩‍👧", "e\u{301} 👩‍👧"), ("1\u{A0}250", "1\u{A0}250"),
      ("\u{9B}", "⟨U+009B⟩"), ("\u{FEFF}x", "⟨U+FEFF⟩x"), ("العربية", "العربية"), ("", ""),
      ("ziekenhuis\u{AD}opname", "ziekenhuisopname"), ("\u{AD}", ""),
    ]
    for (text, shown) in table { #expect(VisibleText(text).text == shown) }
    let hyphened = "ziekenhuis\u{AD}opname"
    #expect(hyphened.withoutControls == "ziekenhuisopname")
    #expect(HTMLText(hyphened).description == "ziekenhuisopname")
    #expect(HTMLText(exact: hyphened).description == hyphened, "what is kept stays as it is")
    let source = SourceText(name: "plan", text: hyphened)
    let told = Diagnostic(
      .error, LocalizedText(nl: hyphened, en: hyphened),
      at: SourceRange(source.bytes.count - 1, source.bytes.count), in: source
    ).rendered(in: .nl)
    #expect(told.contains("  ziekenhuisopname\n") && told.hasSuffix("\n" + "                 ^"))
    #expect(VisibleText.lines("a\r\n\r\n b\u{2028}c").map(\.text) == ["a", "b", "c"])
  }
}
