import Rules
import Synchronization
import TestSupport
import Testing

@testable import Assess

@Suite("toets batch")
struct BatchTests {
  static func plan(_ number: Int, amount: String = "9000") -> String {
    """
    {"naam": "P\(number)", "ingediend op": "2023-05-01", "bedrag": \(amount), "eigen deel": 5, "buren": []}
    """
  }

  @Test("each plan gets one line, in the order of the input")
  func order() {
    let count = 2_000
    let lines = (1...count).map { Self.plan($0, amount: $0 % 3 == 0 ? "10001" : "5") }
    let world = World(input: lines.joined(separator: "\n"))
    #expect(world.run("batch") == 0)
    let results = world.output.split(separator: "\n")
    #expect(results.count == count)
    for (index, result) in results.enumerated() {
      let number = index + 1
      let kind = number % 3 == 0 ? "negative" : "judgementNeeded"
      let start = #"{"line":\#(number),"plan":"P\#(number)","ruleset":"gemeente/buurtfonds@"#
      #expect(result.hasPrefix(start) && result.contains(#""kind":"\#(kind)""#), "\(result)")
    }
  }

  @Test("a result tells the outcome, how many are met of how many, and the verdicts")
  func result() {
    let world = World(input: Self.plan(1, amount: "10001"))
    #expect(world.run("batch", "--checks", "--ruleset", "gemeente/buurtfonds") == 0)
    #expect(
      world.output == """
        {"line":1,"plan":"P1","ruleset":"gemeente/buurtfonds@regeling-2023",\
        "outcome":"geen subsidie","kind":"negative","met":[0,1],"asked":[2,2],\
        "criteria":{"B1":"fail","B2":"review"},\
        "checks":{"B1.1":"fail","B1.2":"review","B2.1":"pass","B2.2":"review"}}

        """)
  }

  @Test("a bad line gives an error line and the rest goes on")
  func errors() {
    let lines = [
      Self.plan(1), "", "not json", #"{"bedrag": "x"}"#, "[]", #"{"ruleset": "a/b"}"#,
      #"{"ingediend op": "2020-01-01"}"#, "  \r", Self.plan(9),
    ]
    let world = World(input: lines.joined(separator: "\n") + "\n")
    #expect(world.run("batch") == 3)
    let results = world.output.split(separator: "\n")
    let expected = [
      #"{"line":1,"plan":"P1""#, #"{"line":3,"error":"#, #"{"line":4,"error":"#,
      #"{"line":5,"error":"#, #"{"line":6,"error":"#, #"{"line":7,"error":"#,
      #"{"line":9,"plan":"P9""#,
    ]
    #expect(results.count == expected.count)
    for (result, start) in zip(results, expected) {
      #expect(result.hasPrefix(start), "\(result)")
    }
  }

  @Test("a line gives the same first of all and after many, decided in another way")
  func many() {
    let before = (1...100).map { Self.plan($0) }
    let lines = [
      Self.plan(9), Self.plan(9, amount: "10001"), Self.plan(9, amount: "-1"),
      Self.plan(9, amount: #""x""#), Self.plan(9, amount: "null"), #"{"naam": "P"}"#, "not json",
      #"{"ingediend op": "2023-05-01", "buren": [{"naam": 5}]}"#, #"{"onbekend": 1}"#,
    ]
    for line in lines {
      let first = World(input: line)
      let code = first.run("batch", "--checks")
      let late = World(input: (before + [line]).joined(separator: "\n"))
      #expect(late.run("batch", "--checks") == code, "\(line)")
      let result = late.output.split(separator: "\n").last.map(String.init) ?? ""
      let start = (alone: #"{"line":1,"#, late: #"{"line":101,"#)
      #expect(result.hasPrefix(start.late) && first.output.hasPrefix(start.alone), "\(line)")
      let alone = first.output.dropFirst(start.alone.count)
      #expect(result.dropFirst(start.late.count) + "\n" == alone, "\(line): \(result)")
    }
  }

  @Test("a line that is too long is refused, and the next is read")
  func longLine() {
    let long = #"{"naam": ""# + String(repeating: "a", count: 3 << 20) + #""}"#
    let world = World(input: [Self.plan(1), long, Self.plan(3)].joined(separator: "\n"))
    #expect(world.run("batch") == 3)
    let results = world.output.split(separator: "\n")
    #expect(results.count == 3)
    #expect(results[1].hasPrefix(#"{"line":2,"error":"de invoer is te groot"#), "\(results[1])")
    #expect(results[2].hasPrefix(#"{"line":3,"plan":"P3""#))
  }

  @Test("when the reader of the output leaves, the run stops without a word")
  func closed() {
    let lines = (1...5_000).map { Self.plan($0) }
    let world = World(input: lines.joined(separator: "\n"), room: 100_000)
    #expect(world.run("batch") == 74)
    #expect(world.error == "")
  }

  @Test("nothing in gives nothing out; a ruleset that is not there is told once")
  func nothing() {
    let empty = World()
    #expect(empty.run("batch") == 0)
    #expect(empty.output == "")
    let world = World(input: Self.plan(1))
    #expect(world.run("batch", "--ruleset", "no/such") == 4)
    #expect(world.output == "")
  }

  @Test("blocks end where lines end, whatever the sizes in which bytes come")
  func blocks() throws {
    let text = "a\nbb\n\nccc\ndddd"
    for chunk in 1...text.utf8.count {
      for least in [1, 3, 100] {
        let source = Mutex(Array(text.utf8)[...])
        var reader = BlockReader(least: least, lineLimit: 100) { _ throws(FileFault) in
          source.withLock { bytes in
            let some = bytes.prefix(chunk)
            bytes = bytes.dropFirst(some.count)
            return Array(some)
          }
        }
        var blocks: [InputBlock] = []
        while let block = try reader.next() { blocks.append(block) }
        #expect(blocks.flatMap(\.bytes) == Array(text.utf8), "\(chunk) \(least)")
        #expect(blocks.map(\.number) == Array(blocks.indices), "\(chunk) \(least)")
        var line = 1
        for block in blocks {
          #expect(block.firstLine == line, "\(chunk) \(least)")
          line += block.bytes.count { $0 == UInt8(ascii: "\n") }
        }
        for block in blocks.dropLast() { #expect(block.bytes.last == UInt8(ascii: "\n")) }
      }
    }
  }
}
