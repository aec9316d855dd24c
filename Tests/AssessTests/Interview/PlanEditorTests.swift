import Rules
import Testing

@testable import Assess

private func path(_ steps: InputPath.Step...) -> InputPath { InputPath(steps) }

private func edit(
  _ text: String, _ path: InputPath, _ value: PlanEditor.Value
) throws -> String {
  let source = SourceText(name: "plan.yaml", text: text)
  return String(decoding: try PlanEditor(source).setting(path, to: value).bytes, as: UTF8.self)
}

@Suite("One answer is put into a plan, and all else stays as it is")
struct PlanEditorTests {
  private static let ten = PlanEditor.Value.scalar(.plain("10", isBare: true))
  private static let day = PlanEditor.Value.scalar(.plain("2029-06-01", isBare: false))

  @Test(
    "in YAML and JSON, wherever it belongs",
    arguments: [
      ("", path(.member("a")), ten, "a: 10\n"),
      ("# niets\n", path(.member("a")), ten, "# niets\na: 10\n"),
      ("b: 1", path(.member("a")), ten, "b: 1\na: 10\n"),
      ("b: 1  # een\n\n# slot\n", path(.member("a")), ten, "b: 1  # een\na: 10\n\n# slot\n"),
      ("a: 9  # was\nb: 1\n", path(.member("a")), ten, "a: 10  # was\nb: 1\n"),
      ("a: \"9\"\r\nb: 1\r\n", path(.member("c")), ten, "a: \"9\"\r\nb: 1\r\nc: 10\r\n"),
      ("a:\nb: 1\n", path(.member("a")), ten, "a: 10\nb: 1\n"),
      ("a: ~ # leeg\n", path(.member("a")), ten, "a: 10 # leeg\n"),
      ("g:\n  x: 1\nb: 2\n", path(.member("g"), .member("q")), ten, "g:\n  x: 1\n  q: 10\nb: 2\n"),
      ("b: 2\n", path(.member("g"), .member("q")), ten, "b: 2\ng:\n  q: 10\n"),
      ("g:\n", path(.member("g"), .member("q")), ten, "g: { q: 10 }\n"),
      ("{ b: 2 }\n", path(.member("a")), ten, "{ b: 2, a: 10 }\n"),
      ("g: {}\n", path(.member("g"), .member("q")), ten, "g: { q: 10 }\n"),
      (
        "l:\n  - n: x\n  - n: y\nb: 1\n", path(.member("l"), .item(1), .member("d")), day,
        "l:\n  - n: x\n    d: 2029-06-01\n  - n: y\nb: 1\n"
      ),
      (
        "l:\n- n: x\n- n: y\n", path(.member("l"), .item(2), .member("d")), ten,
        "l:\n- n: x\n- n: y\n  d: 10\n"
      ),
      (
        "l:\n- n: x\nm:\n- n: z\n", path(.member("a")), ten,
        "l:\n- n: x\nm:\n- n: z\na: 10\n"
      ),
      (
        "l: [{ n: x }, {}]\n", path(.member("l"), .item(2), .member("d")), ten,
        "l: [{ n: x }, { d: 10 }]\n"
      ),
      (
        "t: |\n  regel\n\n  nog een\nb: 1\n", path(.member("a")), ten,
        "t: |\n  regel\n\n  nog een\nb: 1\na: 10\n"
      ),
      ("{}", path(.member("a")), ten, "{\"a\": 10}"),
      (
        "{\n  \"b\": 2\n}\n", path(.member("a")), day,
        "{\n  \"b\": 2,\n  \"a\": \"2029-06-01\"\n}\n"
      ),
      ("é: 1\n", path(.member("a b")), ten, "é: 1\na b: 10\n"),
      (
        "b: 1\n", path(.member("l")), .items(member: "naam", [.text("Ada"), .text("ja: nee")]),
        "b: 1\nl:\n  - naam: Ada\n  - naam: \"ja: nee\"\n"
      ),
      ("b: 1\n", path(.member("l")), .list([]), "b: 1\nl: []\n"),
      ("b: 1\n", path(.member("l")), .list([.text("x"), .text("no")]), "b: 1\nl: [x, \"no\"]\n"),
      ("b: 1\n", path(.member("s")), .scalar(.text("2029-06-01")), "b: 1\ns: \"2029-06-01\"\n"),
    ] as [(String, InputPath, PlanEditor.Value, String)])
  func places(text: String, path: InputPath, value: PlanEditor.Value, expected: String) throws {
    let edited = try edit(text, path, value)
    #expect(edited == expected)
  }

  @Test(
    "what can't be done without changing something else is refused",
    arguments: [
      ("g:\n  x: 1\n", path(.member("g"))),
      ("t: |\n  regel\n", path(.member("t"))),
      ("- a\n", path(.member("a"))),
      ("l: [1]\n", path(.member("l"), .item(2), .member("d"))),
    ])
  func refusals(text: String, path: InputPath) {
    #expect(throws: PlanEditor.Refusal.self) { try edit(text, path, Self.ten) }
  }

  @Test("texts come back as they were typed, whatever they look like")
  func texts() throws {
    let texts = [
      "ja", "no", "~", "null", "1.5", "2029-06-01", "# geen opmerking", "a: b", "- streep", "'",
      "\"",
      "tab\there", "[x]", "{y}", "&anker", "*ster", "!soort", "%", "@", "`", "é", "🙂", "a #b",
      "spatie ", "\\u0041", "Huisarts (regio Oost)", "x\u{85}y", "\u{FEFF}z",
    ]
    for text in texts {
      for start in ["", "b: 1\n", "{ \"b\": 1 }"] {
        let edited = try edit(start, path(.member("t")), .scalar(.text(text)))
        let read = try DataDocument(reading: SourceText(name: "plan", text: edited))
        #expect(read.root["t"]?.text == text, "\(text) in \(start)")
      }
    }
  }

  @Test("many answers after each other leave every earlier line as it was")
  func growth() throws {
    var text = "# kop\nruleset: x  # regels\n\ng:\n  # in de groep\n  a: 1\n"
    let kept = text.split(separator: "\n").map(String.init)
    for number in 0..<40 {
      let place =
        number % 3 == 0
        ? path(.member("g"), .member("m\(number)")) : path(.member("veld \(number)"))
      text = try edit(text, place, .scalar(.plain("\(number)", isBare: true)))
      let lines = text.split(separator: "\n").map(String.init)
      let remaining = lines.filter { kept.contains($0) }
      #expect(remaining == kept)
    }
  }
}
