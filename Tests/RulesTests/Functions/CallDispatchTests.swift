import Testing

@testable import Rules

@Suite("Calling a built-in function")
struct CallDispatchTests {
  @Test("each function is found by its name, and the standard names it once")
  func table() throws {
    let names = BuiltInTable.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(BuiltInTable.all.count == 86)
    for function in BuiltInTable.all {
      #expect(BuiltInTable.function(named: function.name)?.clause.hasPrefix("10.3.4.") == true)
      #expect(!function.signatures.isEmpty)
      #expect(function.value.name == function.name.text)
    }
    #expect(BuiltInTable.function(named: "no such function") == nil)
  }

  @Test("arguments are converted as the standard allows, and not otherwise")
  func conversions() throws {
    try expectAnswers([
      FunctionCase("count", 5, gives: "1"),
      FunctionCase("count", ["a", "b"], gives: "2"),
      FunctionCase("upper case", ["a"], gives: "\"A\""),
      FunctionCase("upper case", ["a", "b"], gives: "null"),
      FunctionCase("upper case", [.null], gives: "null"),
      FunctionCase("count", .null, gives: "null"),
      FunctionCase("concatenate", [1], 2, gives: "[1, 2]"),
      FunctionCase("time", try at("2017-08-10"), gives: "@\"00:00:00Z\""),
      FunctionCase("date", try at("2017-08-10"), gives: "@\"2017-08-10\""),
      FunctionCase("string length", 12, gives: "null"),
      FunctionCase("number", "1", "null", .null, gives: "null"),
      FunctionCase("not", "true", gives: "null"),
    ])
  }

  @Test("names may come in any order; a strange, missing or doubled one gives null")
  func names() throws {
    let cases: [(Name, [(name: Name, value: Value)], String)] = [
      ("substring", [("start position", 3), ("string", "foobar")], "\"obar\""),
      ("substring", [("length", 3), ("start position", 3), ("string", "foobar")], "\"oba\""),
      ("substring", [("string", "foobar")], "null"),
      ("substring", [("text", "foobar"), ("start position", 3)], "null"),
      ("substring", [("string", "a"), ("string", "a"), ("start position", 1)], "null"),
      ("list replace", [("position", 2), ("newItem", 4), ("list", [1, 2, 3])], "[1, 4, 3]"),
      ("min", [("list", [3, 2])], "2"),
      ("is", [("value2", 1)], "false"),
      ("date", [("year", 2017), ("month", 8), ("day", 30)], "@\"2017-08-30\""),
      ("string join", [("delimiter", "X"), ("list", ["a", "c"])], "\"aXc\""),
      ("floor", [("n", 1), ("scale", .null)], "null"),
    ]
    for (name, arguments, expected) in cases {
      var execution = try Execution.fixture()
      let function = try #require(BuiltInTable.function(named: name))
      let answer = function.call(named: arguments, in: &execution)
      #expect(answer.literal == expected, "\(name) \(arguments)")
      #expect(answer.isNull != execution.remarks.isEmpty, "\(name) \(arguments)")
    }
  }

  @Test("a call that does not fit says which argument, what it should be and what it is")
  func messages() throws {
    let cases: [(Name, [Value], String, String)] = [
      (
        "abs", ["-1"],
        "argument 1 van 'abs' (n) moet een getal of een duur in dagen en tijd of een duur in jaren"
          + " en maanden zijn, maar is de tekst \"-1\"",
        "argument 1 of 'abs' (n) must be a number or a days and time duration or a years and"
          + " months duration, but is the string \"-1\""
      ),
      (
        "floor", [1, "a"],
        "argument 2 van 'floor' (scale) moet een getal zijn, maar is de tekst \"a\"",
        "argument 2 of 'floor' (scale) must be a number, but is the string \"a\""
      ),
      (
        "sqrt", [1, 2], "functie 'sqrt' krijgt 1 argument, geen 2",
        "function 'sqrt' takes 1 argument, not 2"
      ),
      (
        "date", [1, 2], "functie 'date' krijgt 1 of 3 argumenten, geen 2",
        "function 'date' takes 1 or 3 arguments, not 2"
      ),
      (
        "sum", [], "functie 'sum' krijgt 1 of meer argumenten, geen 0",
        "function 'sum' takes 1 or more arguments, not 0"
      ),
      (
        "now", [1], "functie 'now' krijgt geen argumenten, geen 1",
        "function 'now' takes no arguments, not 1"
      ),
      (
        "sum", [[1, "b"]], "waarde 2 van de lijst moet een getal zijn, maar is de tekst \"b\"",
        "item 2 of the list must be a number, but is the string \"b\""
      ),
    ]
    for (name, arguments, nl, en) in cases {
      var execution = try Execution.fixture()
      #expect(try execution.call(name, arguments).isNull)
      #expect(execution.remarks.map(\.reason) == [LocalizedText(nl: nl, en: en)], "\(name)")
    }
  }

  @Test("a built-in function is a value that chooses its signature call by call")
  func values() throws {
    var execution = try Execution.fixture()
    let sum = try #require(BuiltInTable.function(named: "sum")).value
    #expect(sum.body.call([[1, 2, 3]], in: &execution).literal == "6")
    #expect(sum.body.call([1, 2], in: &execution).literal == "3")
    let before = try #require(BuiltInTable.function(named: "before")).value
    #expect(try answer("sort", [3, 1, 2], .function(before)).literal == "[1, 2, 3]")
  }

  @Test("the answer keeps the unit of its arguments")
  func units() throws {
    let euro = ValueType.number(unit: MeasureUnit("EUR"))
    let cases: [(Name, Int, [ValueType], ValueType)] = [
      ("sum", 0, [.list(euro)], euro), ("max", 0, [.list(.date)], .date),
      ("min", 1, [euro, euro], euro), ("abs", 0, [euro], euro),
      ("decimal", 0, [euro, .number], euro),
      ("count", 0, [.list(euro)], .number(unit: .plain)), ("mean", 1, [euro, .number], euro),
      ("append", 0, [.list(euro), euro], .list(euro)),
      ("append", 0, [.list(euro), .date], .list(.any)),
      ("flatten", 0, [.list(.list(euro))], .list(euro)), ("product", 0, [.list(euro)], .number),
      ("insert before", 0, [.list(euro), .number, euro], .list(euro)),
    ]
    for (name, signature, arguments, expected) in cases {
      let function = try #require(BuiltInTable.function(named: name))
      #expect(function.signatures[signature].result(arguments) == expected, "\(name)")
    }
  }
}
