package import Rules

/// Something that whoever wrote a plan may want to know, though it was read: a warning of the readers,
/// with its place among the answers.
package struct PlanWarning: Sendable, Hashable {
  package let path: InputPath
  package let position: SourceText.Position
  package let message: LocalizedText
  package let mend: LocalizedText?

  package init(_ diagnostic: Diagnostic, in plan: DataDocument.Node) {
    path = plan.path(to: diagnostic.range.start)
    position = diagnostic.source.position(at: diagnostic.range.start)
    message = diagnostic.message
    mend = diagnostic.mend
  }
}

extension DataDocument.Node {
  /// The answer that stands at an offset of the text.
  package func path(to offset: Int) -> InputPath {
    var steps: [InputPath.Step] = []
    var node = self
    while true {
      switch node.kind {
      case .mapping:
        // What belongs to a key ends where the next begins.
        var last: DataDocument.Entry?
        for entry in node.entries {
          if entry.key.range.start > offset { break }
          last = entry
        }
        guard let last else { return InputPath(steps) }
        steps.append(.member(last.key.text))
        node = last.value
      case .sequence:
        var last: (number: Int, node: DataDocument.Node)?
        for (index, item) in node.items.enumerated() {
          if item.range.start > offset { break }
          last = (index + 1, item)
        }
        guard let last else { return InputPath(steps) }
        steps.append(.item(last.number))
        node = last.node
      case .text, .number, .boolean, .null: return InputPath(steps)
      }
    }
  }
}
