import FuzzTargets
import Testing

@testable import Rules

/// The names of the tables below.
let sampleNames = NamesInScope(
  names: [
    "a", "b", "c", "x", "y", "f", "not", "date", "date and time", "time", "for sale", "if any",
    "profit/loss", "a-b", "first name", "first name of child", "values in a list", "v1.5", "is",
    "O'Hara's rate", "Zo’n bedrag", "Ünïcödé naam", "null value",
  ],
  members: ["price", "end date", "net-worth"],
  types: ["tParty", "model.tParty", "list of things"])

private func tree(_ text: String) -> String {
  let (tree, faults) = ExpressionSyntax.parse(text, names: sampleNames)
  return ([outline(tree)] + faults.map { outline($0, in: text) }).joined(separator: " !! ")
}

private func expectTrees(_ table: [(String, String)]) {
  for (text, expected) in table { #expect(tree(text) == expected, "\(text)") }
}

@Suite("FEEL text becomes a tree")
struct ParserTests {
  @Test("literals")
  func literals() {
    expectTrees([
      ("1", "1"), ("1.50", "1.50"), (".5", ".5"), ("1.2e3", "1.2e3"), ("1E-3", "1E-3"),
      ("true", "true"), ("false", "false"), ("null", "null"), ("?", "?"),
      ("@\"2024-01-01\"", "@2024-01-01"), ("\"\"", "\"\""),
      (#""a\n\t\"\'\\\r""#, "\"a\n\t\"'\\\r\""), (#""\u00e9\uD83D\uDC0E\U01F40E""#, "\"é🐎🐎\""),
      (#""\d\s""#, "\"\\d\\s\""), ("\"// no /* comment\"", "\"// no /* comment\""),
      ("/* one */ 1 // two", "1"), ("1 + // one\n 2", "(1 + 2)"), ("1/**/+/***/2", "(1 + 2)"),
    ])
  }

  @Test("operators bind as the standard says, and chains are flat")
  func operators() {
    expectTrees([
      ("1 + 2 - 3", "(1 + 2 - 3)"), ("1 + 2 * 3", "(1 + (2 * 3))"),
      ("2 ** 3 ** 4", "(2 ** 3 ** 4)"),
      ("-2 ** 2", "((neg 2) ** 2)"), ("2 ** -1", "(2 ** (neg 1))"), ("--1", "(neg (neg 1))"),
      ("1 - -1", "(1 - (neg 1))"), ("(1 + 2) * 3", "((1 + 2) * 3)"),
      ("(1 - 2) - 3", "((1 - 2) - 3)"),
      ("a or b and c", "(or ‹a› (and ‹b› ‹c›))"), ("a and b and c", "(and ‹a› ‹b› ‹c›)"),
      ("a = b and c", "(and (‹a› = ‹b›) ‹c›)"), ("a + 1 < b", "((‹a› + 1) < ‹b›)"),
      ("a = b = c", "((‹a› = ‹b›) = ‹c›)"), ("a != b", "(‹a› != ‹b›)"),
      ("a between 1 and 2 and b", "(and (between ‹a› 1 2) ‹b›)"),
      ("a between 1 + 1 and 2 * 2", "(between ‹a› (1 + 1) (2 * 2))"),
      ("-a.b", "(neg (‹a› .‹b›))"), ("-f(1)", "(neg (call ‹f› 1))"),
      ("a + b instance of number", "(‹a› + (instance ‹b› number))"),
      ("if a then 1 else 2 + 3", "(if ‹a› 1 (2 + 3))"),
      ("1 + if a then 1 else 2 + 3", "(1 + (if ‹a› 1 (2 + 3)))"),
    ])
  }

  @Test("what follows a value: members, filters, calls")
  func postfix() {
    expectTrees([
      ("a.b.c", "((‹a› .‹b›) .‹c›)"), ("a.b[c].d(1)", "(call ((filter (‹a› .‹b›) ‹c›) .‹d›) 1)"),
      ("a.end date", "(‹a› .‹end date›)"), ("a.net-worth", "(‹a› .‹net-worth›)"),
      ("a.net - worth", "((‹a› .‹net›) - ‹worth›)"), ("a.time offset", "(‹a› .‹time offset›)"),
      ("a.if", "(‹a› .‹if›)"), ("a.in in b", "(in (‹a› .‹in›) ‹b›)"),
      ("{a b: 1}.a b", "({a b:1} .‹a b›)"),
      ("{a+b: 1}.a+b", "({a+b:1} .‹a+b›)"), ("a.unknown words + 1", "((‹a› .‹unknown words›) + 1)"),
      ("x[price > 1]", "(filter ‹x› (‹price› > 1))"),
      ("x[net-worth > 1]", "(filter ‹x› (‹net-worth› > 1))"),
      ("x[item > 1][1]", "(filter (filter ‹x› (‹item› > 1)) 1)"), ("x[-1]", "(filter ‹x› (neg 1))"),
      ("[1, 2][1]", "(filter [1 2] 1)"), ("\"a\"[1]", "(filter \"a\" 1)"),
      ("(a)(b)", "(call ‹a› ‹b›)"),
      ("f()", "(call ‹f›)"), ("f(1, a)", "(call ‹f› 1 ‹a›)"), ("f(< 5)", "(call ‹f› (< 5))"),
      ("f(from: 1, grouping separator: \",\")", "(call ‹f› from:1 grouping separator:\",\")"),
      ("date and time(\"x\")", "(call ‹date and time› \"x\")"), ("1.a", "(1 .‹a›)"),
      ("not(a) and b", "(and (call ‹not› ‹a›) ‹b›)"),
    ])
  }

  @Test("a name is the longest one in scope")
  func names() {
    expectTrees([
      ("first name", "‹first name›"), ("first  \n name", "‹first name›"),
      ("first /* given */ name", "‹first name›"), ("first name of child", "‹first name of child›"),
      ("first name = a", "(‹first name› = ‹a›)"), ("a-b", "‹a-b›"), ("a - b", "(‹a› - ‹b›)"),
      ("a-c", "(‹a› - ‹c›)"), ("profit/loss", "‹profit/loss›"),
      ("profit / loss", "(‹profit› / ‹loss›)"),
      ("v1.5 + 1", "(‹v1.5› + 1)"), ("for sale", "‹for sale›"),
      ("if any", "‹if any›"), ("if any + 1", "(‹if any› + 1)"),
      ("O'Hara's rate", "‹O'Hara's rate›"),
      ("Ünïcödé naam", "‹Ünïcödé naam›"), ("_x", "‹_x›"), ("🐎", "‹🐎›"), ("?x", "‹?x›"),
      ("foo bar + 1", "(‹foo bar› + 1)"), ("foo 2 bar", "‹foo 2 bar›"), ("a foo", "‹a foo›"),
      ("null value", "‹null value›"), ("null", "null"), ("instance", "‹instance›"),
      ("some i in values in a list satisfies i > 1", "(some i∈‹values in a list› (‹i› > 1))"),
      ("for my item in x return my item + 1", "(for my item∈‹x› (‹my item› + 1))"),
      ("for n-1 in x return n-1", "(for n-1∈‹x› ‹n-1›)"), ("n-1", "(‹n› - 1)"),
      ("function(m n: number, b) m n * b", "(function m n:number b (‹m n› * ‹b›))"),
      ("{max value: 1, twice: max value * 2}", "{max value:1 twice:(‹max value› * 2)}"),
      ("{p+q: 1, r: p+q}", "{p+q:1 r:‹p+q›}"),
    ])
  }

  @Test("brackets: lists, contexts and ranges")
  func brackets() {
    expectTrees([
      ("[]", "[]"), ("[1]", "[1]"), ("[1, [2]]", "[1 [2]]"), ("{}", "{}"),
      ("{ \"a\": 1, b c: 2, if: 3 }", "{a:1 b c:2 if:3}"), ("{\"\": 1}", "{:1}"),
      ("[1..5]", "range[1..5]"), ("(1..5)", "range(1..5)"), ("]1..5[", "range(1..5)"),
      ("(1..5]", "range(1..5]"), ("[1..5)", "range[1..5)"), ("[1..5[", "range[1..5)"),
      ("]1..a[1]]", "range(1..(filter ‹a› 1)]"), ("[1..a[", "range[1..‹a›)"),
      ("[1..10) = [1..10[", "(range[1..10) = range[1..10))"), ("[[1..2[]", "[range[1..2)]"),
      ("[a+1 .. b*2]", "range[(‹a› + 1)..(‹b› * 2)]"), ("[1...5]", "range[1...5]"),
      ("(< 5)", "(< 5)"), ("(>= a + 1)", "(>= (‹a› + 1))"), ("(=5)", "(= 5)"), ("(!=5)", "(!= 5)"),
      ("[1..5].start included", "(range[1..5] .‹start included›)"), ("[< 5, > 7]", "[(< 5) (> 7)]"),
    ])
  }

  @Test("`in` takes one test or tests in parentheses")
  func membership() {
    expectTrees([
      ("x in [1..5]", "(in ‹x› range[1..5])"), ("x in (1..5)", "(in ‹x› range(1..5))"),
      ("x in (1..5]", "(in ‹x› range(1..5])"), ("x in (1, 2)", "(in ‹x› 1 2)"),
      ("x in (> 5, < 2)", "(in ‹x› >5 <2)"), ("x in <= 5", "(in ‹x› <=5)"),
      ("x in (<= 5)", "(in ‹x› <=5)"),
      ("x in (a + b) * c", "(in ‹x› ((‹a› + ‹b›) * ‹c›))"),
      ("x in a and b", "(and (in ‹x› ‹a›) ‹b›)"),
      ("x in ([1..2], [4..5])", "(in ‹x› range[1..2] range[4..5])"), ("x in (a)", "(in ‹x› ‹a›)"),
      ("x in (1) = true", "((in ‹x› 1) = true)"), ("x in ={a: 1}", "(in ‹x› ={a:1})"),
    ])
  }

  @Test("bodies reach as far to the right as they can")
  func bodies() {
    expectTrees([
      ("if a then b else if c then 1 else 2", "(if ‹a› ‹b› (if ‹c› 1 2))"),
      ("for x in a, y in x..3 return x + y", "(for x∈‹a› y∈‹x›..3 (‹x› + ‹y›))"),
      (
        "for i in 1+1..1+3 return partial[-1]",
        "(for i∈(1 + 1)..(1 + 3) (filter ‹partial› (neg 1)))"
      ),
      ("for i in [2..1] return i", "(for i∈range[2..1] ‹i›)"),
      ("some p in a, q in b satisfies p = q and c", "(some p∈‹a› q∈‹b› (and (‹p› = ‹q›) ‹c›))"),
      (
        "every p in a satisfies some q in b satisfies p = q",
        "(every p∈‹a› (some q∈‹b› (‹p› = ‹q›)))"
      ),
      ("function(p: number, q) p + q", "(function p:number q (‹p› + ‹q›))"),
      ("(function(p) p)(1)", "(call (function p ‹p›) 1)"), ("function() 1", "(function 1)"),
      (
        "function(n) external {java: {class: \"C\", method signature: \"m()\"}}",
        "(external n {java:{class:\"C\" method signature:\"m()\"}})"
      ),
    ])
  }

  @Test("types")
  func types() {
    expectTrees([
      ("a instance of date and time", "(instance ‹a› date and time)"),
      ("a instance of list<tParty>", "(instance ‹a› list<tParty>)"),
      ("a instance of model.tParty and b", "(and (instance ‹a› model.tParty) ‹b›)"),
      (
        "a instance of range<days and time duration>",
        "(instance ‹a› range<days and time duration>)"
      ),
      (
        "a instance of context<n: list<number>, first name: string>",
        "(instance ‹a› context<n:list<number> first name:string>)"
      ),
      (
        "a instance of function<number, Any>->string", "(instance ‹a› function<number Any>->string)"
      ),
      ("a instance of function<> -> Any", "(instance ‹a› function<>->Any)"),
      ("a instance of list<number>= b", "((instance ‹a› list<number>) = ‹b›)"),
      ("a instance of list of things", "(instance ‹a› list of things)"),
      ("a instance of some type", "(instance ‹a› some type)"),
    ])
    let (type, faults) = TypeSyntax.parse("list< years and months duration >", names: sampleNames)
    #expect(outline(type) == "list<years and months duration>")
    #expect(faults.isEmpty)
  }
}
