import TestSupport
import Testing

@testable import Assess

@Suite("toets feel")
struct FeelCommandTests {
  static let answers: [(arguments: [String], status: Int32, output: String)] = [
    (["1 + 1"], 0, "2\n"),
    (["-5 + 3"], 0, "-2\n"),
    (["-x", "--context", "c.json"], 0, "-4\n"),
    (["\"a\" + \"b\""], 0, "\"ab\"\n"),
    (["date(\"2024-02-28\") + duration(\"P2D\")"], 0, "@\"2024-03-01\"\n"),
    (["date(\"2024-02-28\")", "--format", "json"], 0, "\"2024-02-28\"\n"),
    (["{a: 1, b: [true, null]}", "--format", "json"], 0, "{\"a\":1,\"b\":[true,null]}\n"),
    (["x + een naam.deel", "--context", "c.json"], 0, "7\n"),
    (["> 3", "--unary", "--context", "t.yaml"], 0, "true\n"),
    (["today()", "--on", "2024-01-31"], 0, "@\"2024-01-31\"\n"),
    (["for i in 1..3 return i * i"], 0, "[1, 4, 9]\n"),
  ]

  static let files = [
    "c.json": "{\"x\": 4, \"een naam\": {\"deel\": 3}}", "t.yaml": "\"?\": 4\n",
    "list.json": "[1]", "huge.json": "{\"x\": 1e99999}",
  ]

  @Test("an expression gives its value, as FEEL or as JSON")
  func value() {
    for row in Self.answers {
      let world = World(Self.files)
      #expect(world.run(["feel"] + row.arguments) == row.status, "\(row.arguments)")
      #expect(world.output == row.output, "\(row.arguments): \(world.error)")
    }
  }

  static let faults: [(arguments: [String], status: Int32, says: [String])] = [
    (["1 +"], 3, ["<expression>:1:", "^"]),
    (["\"a"], 3, ["<expression>:1:1"]),
    (["> 3", "--unary"], 3, ["er is geen waarde om te toetsen"]),
    (["1", "--context", "list.json"], 3, ["list.json:1:1"]),
    (["1", "--context", "huge.json"], 3, ["huge.json:1:7"]),
    (["1", "--context", "none.json"], 3, ["none.json: fout: dit bestand is er niet"]),
    ([], 64, ["uitdrukking"]),
    (["1", "--jsonl"], 64, ["standaardinvoer"]),
    (["count(for i in 1..2000 return for j in 1..2000 return 1)"], 70, ["stappen"]),
  ]

  @Test("a fault is told with its place and the words underlined")
  func fault() {
    for row in Self.faults {
      let world = World(Self.files)
      #expect(world.run(["feel"] + row.arguments) == row.status, "\(row.arguments)")
      for word in row.says {
        #expect(world.error.contains(word), "\(row.arguments): \(world.error)")
      }
      #expect(world.output == "", "\(row.arguments)")
    }
  }

  @Test("a name that is not in sight is a fault, with its place and the words underlined")
  func unknownName() {
    let world = World(Self.files)
    #expect(world.run(["feel", "x + lengte", "--context", "c.json"]) == 3)
    #expect(world.output.isEmpty)
    for word in ["<expression>:1:5", "^~~~~~", "lengte"] {
      #expect(world.error.contains(word), "\(world.error)")
    }
  }

  static let lines: [(line: String, answer: String)] = [
    (#"{"expression": "x + 1", "context": {"x": 1}}"#, #"{"value":2}"#),
    (#"{"unary": "> 5", "context": {"?": 7}}"#, #"{"value":true}"#),
    (#"{"unary": "> 5, < 2", "context": {"?": 3}}"#, #"{"value":false}"#),
    (#"{"expression": "null"}"#, #"{"value":null}"#),
    (#"{"expression": "1 / 0"}"#, #"{"value":null,"remarks":["#),
    (#"{"expression": "1 +"}"#, #"{"error":"1:4: "#),
    ("not json", #"{"error":"2:1: "#),
    ("", #"{"error":""#),
    (#"{"expression": "1", "unary": "1"}"#, #"{"error":""#),
    (#"{"expresion": "1"}"#, #"{"error":""#),
    (#"{"expression": "\"é\u0000<\""}"#, #"{"value":"é\u0000\u003c"}"#),
    (#"{"expression": "[1..3]"}"#, #"{"value":"[1..3]"}"#),
  ]

  @Test("each line gets its answer, in order, whatever is wrong with others")
  func stream() {
    for ending in ["\n", ""] {
      let rows = Self.lines + Self.lines.prefix(1)
      let world = World(input: rows.map(\.line).joined(separator: "\n") + ending)
      #expect(world.run("feel", "--jsonl") == 3)
      let answers = world.output.split(separator: "\n")
      #expect(answers.count == rows.count)
      for (row, answer) in zip(rows, answers) where row.line != "not json" {
        #expect(answer.hasPrefix(row.answer), "\(row.line): \(answer)")
      }
    }
  }
}
