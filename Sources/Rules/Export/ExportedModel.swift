/// The elements of a ruleset as those of a decision model, before it is known what each of them needs.
struct ExportedModel {
  struct Input {
    let id: String
    let name: Name
    let label: String?
    let description: String?
    let type: ValueType
    let typeReference: String?
  }

  struct Function {
    let id: String
    let name: Name
    let label: String?
    let description: String?
    let definition: FunctionDefinition
  }

  struct Choice {
    let id: String
    let name: Name
    var label: String?
    var description: String?
    var question: String?
    var answers: [String] = []
    var typeReference: String?
    let logic: BoxedExpression
    var citations: [Citation] = []
    /// Whether a person has a say in it.
    var isJudged = false
  }

  var inputs: [Input] = []
  var functions: [Function] = []
  /// Each after those it needs.
  var choices: [Choice] = []
}

extension BoxedExpression {
  /// FEEL that is made here.
  init(feel text: String) {
    self.init(SourceFragment(whole: SourceText(name: "", bytes: Array(text.utf8))))
  }

  init(_ tree: ExpressionSyntax) { self.init(feel: tree.simplified().spelling) }

  /// A context with a result.
  init(entries: [(name: Name, value: BoxedExpression)], result: ExpressionSyntax) {
    let result = BoxedExpression(result)
    self.init(
      .context(
        entries.map { Entry(name: $0.name, type: nil, value: $0.value) }, result: result),
      source: result.source, range: SourceRange(0, 0))
  }
}

extension LocalizedText {
  /// Both languages in one text.
  var both: String { nl == en ? nl : "\(nl) / \(en)" }

  /// Both languages, each in a paragraph.
  var paragraphs: String { nl == en ? nl : "\(nl)\n\n\(en)" }
}
