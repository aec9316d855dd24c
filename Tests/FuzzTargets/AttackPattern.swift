/// A pattern that takes matchers that try every way exponential or quadratic time, with the text
/// that makes them.
///
/// Where a pattern is known from a defect report, the report is named; look-around and the escapes
/// that XPath does not have are written otherwise.
package struct AttackPattern: Sendable {
  /// The report, or what the pattern is known as.
  package let name: String
  package let pattern: String
  private let start: String
  private let repeated: String
  private let end: String

  init(_ name: String, _ pattern: String, _ start: String, _ repeated: String, _ end: String) {
    self.name = name
    self.pattern = pattern
    self.start = start
    self.repeated = repeated
    self.end = end
  }

  /// The text with so many characters.
  package func text(of count: Int) -> String {
    let start = Array(start.unicodeScalars)
    let end = Array(end.unicodeScalars)
    let middle = Array(repeated.unicodeScalars)
    var text = String.UnicodeScalarView(start)
    for place in 0..<max(0, count - start.count - end.count) {
      text.append(middle[place % middle.count])
    }
    text.append(contentsOf: end)
    return String(text)
  }

  package static let small = nested + adjacent + reported
  package static let all = small + large
}

extension AttackPattern {
  /// Loops in loops: exponential where each way is tried.
  private static let nested = [
    AttackPattern("plus in plus", "^(a+)+$", "", "a", "!"),
    AttackPattern("a wrong silence", "^(?:(a+)+b|a*!)$", "", "a", "!"),
    AttackPattern("star in star", "(a*)*b", "", "a", ""),
    AttackPattern("dot star in star", "(.*)*x", "", "a", ""),
    AttackPattern("two pluses in plus", "(x+x+)+y", "", "x", ""),
    AttackPattern("digits in star", "^(\\d+)*$", "", "1", "x"),
    AttackPattern("one choice twice", "(a|a)*$", "", "a", "!"),
    AttackPattern("overlapping choices", "^(a|aa)+$", "", "a", "!"),
    AttackPattern("letters in star", "([a-zA-Z]+)*$", "", "a", "!"),
    AttackPattern("three stars", "^(((a*)*)*)*$", "", "a", "!"),
    AttackPattern("words with spaces", "^(\\w+\\s?)*$", "", "ab ", "!"),
    AttackPattern("class name (OWASP)", "^(([a-z])+.)+[A-Z]([a-z])+$", "", "a", ""),
    AttackPattern("comment of dots and spaces", "<!--(.|\\s)*?-->", "<!--", " ", ""),
    AttackPattern("quoted text", "\"([^\"\\\\]|\\\\.)*\"", "\"", "\\", ""),
    AttackPattern("stars of all", "^(.*)*(.*)*(.*)*c$", "", "a", ""),
  ]

  /// Loops beside loops, or begun again at each place: quadratic or worse.
  private static let adjacent = [
    AttackPattern("trim", "^\\s+|\\s+$", "x", " ", "x"),
    AttackPattern("trim (Stack Overflow, 2016)", "^[\\s\u{200C}]+|[\\s\u{200C}]+$", "-", " ", "-"),
    AttackPattern("assignment", ".*.*=.*", "", "x", ""),
    AttackPattern("a field of eleven", "^(.*?,){11}P", "", "1,", ""),
    AttackPattern("each letter", "(a)", "", "a", ""),
    AttackPattern("a before b", "a.*b", "", "a", ""),
    AttackPattern("reluctant to the end", "a.*?$|ab", "", "a", "\n"),
    AttackPattern("blanks at the end of lines", "[ \\t]+\\r?\\n", "", " ", "x"),
    AttackPattern("angle brackets (CVE-2018-1060)", ".*(<[^>]+>)", "", "<", ""),
    AttackPattern("braces (CVE-2022-3517)", "\\{.*\\}", "", "{", ""),
    AttackPattern("newlines (CVE-2021-33623)", "(?:\\r?\\n)+$", "", "\n", "x"),
    AttackPattern("line of junk (CVE-2018-1061)", "\\s*#?\\s*$", "", " ", "x"),
  ]

  private static let reported = [
    AttackPattern(
      "Cloudflare, 2019",
      "(?:(?:\"|'|\\]|\\}|\\\\|\\d|(?:nan|infinity|true|false|null|undefined|symbol|math)|`|-|\\+)+"
        + "[)]*;?((?:\\s|-|~|!|\\{\\}|\\|\\||\\+)*.*(?:.*=.*)))", "1", "x", ""),
    AttackPattern(
      "e-mail address (OWASP)",
      "^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}"
        + "(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$", "", "a", "!"),
    AttackPattern(
      "e-mail address in wide use",
      "^(([^<>()\\[\\]\\\\.,;:\\s@\"]+(\\.[^<>()\\[\\]\\\\.,;:\\s@\"]+)*)|(\".+\"))@"
        + "((\\[[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\])|"
        + "(([a-zA-Z\\-0-9]+\\.)+[a-zA-Z]{2,}))$", "", "a.", "@"),
    AttackPattern(
      "URL", "^(https?://)?([\\da-z.\\-]+)\\.([a-z.]{2,6})([/\\w .\\-]*)*/?$", "http://a.aa/", "a",
      "!"),
    AttackPattern(
      "ms (CVE-2015-8315)",
      "^((?:\\d+)?\\.?\\d+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?"
        + "|h|days?|d|years?|yrs?|y)?$", "", "5", " minutea"),
    AttackPattern(
      "moment (CVE-2016-4055)",
      "^(-)?(?:(\\d*)[. ])?(\\d+):(\\d+)(?::(\\d+)\\.?(\\d{3})?\\d*)?$", "", "1", ":1x"),
    AttackPattern(
      "moment (CVE-2017-18214)",
      "[0-9]*['a-z\u{A0}-\u{5FF}\u{700}-\u{D7FF}]+|[\u{600}-\u{6FF}/]+(\\s*?[\u{600}-\u{6FF}]+){1,2}",
      "", "0", ""),
    AttackPattern(
      "semver (CVE-2022-25883)",
      "(\\s*)((?:<|>)?=?)\\s*([v=\\s]*(0|[1-9]\\d*|x|X|\\*)\\.(0|[1-9]\\d*|x|X|\\*))", "", " ", "x"),
    AttackPattern(
      "nth-check (CVE-2021-3803)", "^([+-]?\\d*n)?\\s*(?:([+-]?)\\s*(\\d+))?$", "2n", " ", "x"),
    AttackPattern(
      "ansi-regex (CVE-2021-3807)",
      "[\u{1B}\u{9B}][\\[\\]()#;?]*(?:(?:(?:(?:;[\\-a-zA-Z\\d/#&.:=?%@~_]+)*|[a-zA-Z\\d]+"
        + "(?:;[\\-a-zA-Z\\d/#&.:=?%@~_]*)*)?\u{7})|(?:(?:\\d{1,4}(?:;\\d{0,4})*)?"
        + "[\\dA-PR-TZcf-ntqry=><~]))", "\u{1B}[", ";", ""),
    AttackPattern(
      "urllib (CVE-2020-8492)",
      "(?:.*,)*[ \\t]*([^ \\t]+)[ \\t]+realm=([\"']?)([^\"']*)[\"']?", "", ",", ""),
    AttackPattern("money (CVE-2021-22880)", "^-?\\D+[\\d,]+\\.\\d{2}$", "$", ",", ".1!"),
    AttackPattern(
      "path (CVE-2021-23343)",
      "^(/?|)([\\s\\S]*?)((?:\\.{1,2}|[^/]+?|)(\\.[^./]*|))(?:[/]*)$", "", "/", "\n."),
    AttackPattern(
      "header with parts (CVE-2022-24999)", "^([^\\[\\]=]*)((?:\\[[^\\[\\]]*\\])*)=", "a", "[b]", ""
    ),
    AttackPattern(
      "version of a browser", "^.*(chrome|safari|opera)[/ ]([\\d.]+).*(mobile)?.*$", "", "opera ",
      "\n"),
  ]

  /// Many states, or many sets of states.
  package static let large = [
    AttackPattern("optional letters (Cox)", "(?:a?){30}a{30}b", "", "a", ""),
    AttackPattern("counted in counted", "((a{1,5}){1,5}){1,5}$", "", "a", "!"),
    AttackPattern("twelve from the end", "(a|b)*a(a|b){12}c", "", turns, ""),
    AttackPattern("twenty from the end", "(?:a|b)*a(?:a|b){20}c", "", turns, ""),
    AttackPattern("twelve from the start", "c(a|b){12}a", "", turns, ""),
    AttackPattern("twenty from the start", "c(?:a|b){20}a", "", turns, ""),
    AttackPattern("forty from the start", "c[ab]{40}a", "", turns, ""),
    AttackPattern("fifty dots", "x.{50}y", "", "x", ""),
    AttackPattern("hundred choices", "(?:\(words))+!", "", "w7w42w99", ""),
  ]

  /// Letters in an order that does not repeat soon.
  private static let turns: String = {
    var state: UInt64 = 1
    return String(
      (0..<65_521).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 40 & 1 == 0 ? "a" : "b"
      })
  }()

  private static let words = (0..<100).map { "w\($0)" }.joined(separator: "|")
}
