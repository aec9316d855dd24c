import Rules

/// Results of tests as JUnit writes them, which every build server reads.
struct JUnitReport {
  struct Case {
    let name: String
    /// The message in a line and all there is to say; `nil` where it passed.
    var failure: (message: String, text: String)?
    /// Whether it could not be run at all.
    var isError = false
  }

  struct Suite {
    let name: String
    let cases: [Case]
    /// How many results an error stands for.
    var errors = 0

    fileprivate var failed: Int { cases.count { $0.failure != nil && !$0.isError } }
    fileprivate var broken: Int { max(errors, cases.count { $0.isError }) }
    fileprivate var all: Int { cases.count { !$0.isError } + broken }
  }

  let suites: [Suite]

  /// A suite for each file, a case for each result.
  var text: String {
    let root = XMLElement(
      .init("testsuites"),
      attributes: Self.counts(
        suites.reduce(0) { $0 + $1.all }, suites.reduce(0) { $0 + $1.failed },
        suites.reduce(0) { $0 + $1.broken }),
      children: suites.map { .element($0.element) })
    return XMLTree(root).indented().text
  }

  fileprivate static func counts(
    _ all: Int, _ failed: Int, _ broken: Int
  ) -> [XMLElement.Attribute] {
    [("tests", all), ("failures", failed), ("errors", broken), ("skipped", 0)].map {
      .init(.init($0.0), String($0.1))
    }
  }
}

extension JUnitReport.Suite {
  fileprivate var element: XMLElement {
    XMLElement(
      .init("testsuite"),
      attributes: [.init(.init("name"), name)] + JUnitReport.counts(all, failed, broken),
      children: cases.map { .element($0.element(in: name)) })
  }
}

extension JUnitReport.Case {
  fileprivate func element(in suite: String) -> XMLElement {
    let fault = failure.map { failure in
      XMLElement(
        .init(isError ? "error" : "failure"),
        attributes: [.init(.init("message"), failure.message)],
        children: [.text(failure.text, SourceRange(0, 0))])
    }
    return XMLElement(
      .init("testcase"),
      attributes: [.init(.init("classname"), suite), .init(.init("name"), name)],
      children: fault.map { [.element($0)] } ?? [])
  }
}
