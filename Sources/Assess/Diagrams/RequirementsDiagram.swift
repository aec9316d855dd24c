import Rules

/// A requirements graph as a drawing in SVG, in the shapes of the standard. Source: DMN 1.5, 6.2, table 17.
struct RequirementsDiagram {
  private let graph: RequirementsGraph
  private let title: String
  private let language: Language
  private let labels: [DiagramLabel]
  private let boxes: [LayeredLayout.Box]
  private let layout: LayeredLayout

  init(_ graph: RequirementsGraph, title: String, in language: Language) {
    self.graph = graph
    self.title = title
    self.language = language
    labels = graph.nodes.map { DiagramLabel($0.name, columns: 21) }
    boxes = zip(graph.nodes, labels).map { node, label in
      let lines = Double(label.lines.count) * DiagramLabel.lineHeight
      switch node.kind {
      case .input:
        let height = max(lines + 18, 44)
        return .init(width: max(label.width + height * 0.7, 130).rounded(), height: height)
      case .source: return .init(width: max(label.width + 28, 140).rounded(), height: lines + 40)
      case .decision, .knowledge, .service:
        return .init(width: max(label.width + 32, 140).rounded(), height: max(lines + 26, 56))
      }
    }
    layout = LayeredLayout(boxes, graph.edges.map { .init(from: $0.from, to: $0.to) })
  }

  /// The whole file.
  var svg: String {
    let width = Self.number(max(layout.width, 2 * LayeredLayout.margin))
    let height = Self.number(layout.height)
    let drawing = XMLElement(
      .init("svg"), namespaces: [.init(prefix: "", uri: "http://www.w3.org/2000/svg")],
      attributes: [
        .init(.init("width"), width), .init(.init("height"), height),
        .init(.init("viewBox"), "0 0 \(width) \(height)"), .init(.init("role"), "img"),
        .init(.init("aria-labelledby"), "title description"),
      ],
      children: [
        Self.text("title", title, [("id", "title")]),
        Self.text("desc", description, [("id", "description")]), Self.text("style", Self.style, []),
        Self.markers,
        Self.shape("rect", [("class", "paper"), ("width", "100%"), ("height", "100%")]),
      ] + edges + nodes)
    return XMLTree(drawing).indented().text
  }

  /// `12 beslissingen, 3 invoergegevens`
  private var description: String {
    let kinds: [(RequirementsGraph.Kind, LocalizedText)] = [
      (.decision, LocalizedText(nl: "beslissingen", en: "decisions")),
      (.input, LocalizedText(nl: "invoergegevens", en: "input data")),
      (.knowledge, LocalizedText(nl: "kennismodellen", en: "knowledge models")),
      (.service, LocalizedText(nl: "services", en: "services")),
      (.source, LocalizedText(nl: "kennisbronnen", en: "knowledge sources")),
    ]
    let counts = kinds.compactMap { kind, words -> String? in
      let count = graph.nodes.count { $0.kind == kind }
      return count > 0 ? "\(words[language]): \(count)" : nil
    }
    let lead = LocalizedText(
      nl: "Wat elke beslissing nodig heeft, van onder naar boven.",
      en: "What each decision requires, from below to above.")
    return ([lead[language]] + counts).joined(separator: " · ")
  }

  private func kind(_ kind: RequirementsGraph.Kind) -> String {
    let words =
      switch kind {
      case .decision: LocalizedText(nl: "beslissing", en: "decision")
      case .input: LocalizedText(nl: "invoer", en: "input data")
      case .knowledge: LocalizedText(nl: "kennismodel", en: "knowledge model")
      case .service: LocalizedText(nl: "service", en: "service")
      case .source: LocalizedText(nl: "kennisbron", en: "knowledge source")
      }
    return words[language]
  }

  private var nodes: [XMLElement.Node] {
    graph.nodes.indices.map { number in
      let node = graph.nodes[number]
      let corner = layout.corners[number]
      let box = boxes[number]
      var children = [Self.text("title", "\(node.name) (\(kind(node.kind)))", [])]
      children += Self.outline(node.kind, corner, box)
      let label = labels[number]
      let lines = Double(label.lines.count) * DiagramLabel.lineHeight
      // The wave of a source leaves less room below.
      let middle = corner.y + box.height / 2 - (node.kind == .source ? 5 : 0)
      for (row, line) in label.lines.enumerated() {
        let y = middle - lines / 2 + Double(row) * DiagramLabel.lineHeight + 13
        children.append(
          Self.text(
            "text", line, [("x", Self.number(corner.x + box.width / 2)), ("y", Self.number(y))]))
      }
      return .element(
        XMLElement(
          .init("g"), attributes: [.init(.init("class"), Self.styleClass(node.kind))],
          children: children))
    }
  }

  private static func styleClass(_ kind: RequirementsGraph.Kind) -> String {
    switch kind {
    case .decision: "decision"
    case .input: "input"
    case .knowledge: "knowledge"
    case .service: "service"
    case .source: "source"
    }
  }

  private static func outline(
    _ kind: RequirementsGraph.Kind, _ corner: LayeredLayout.Point, _ box: LayeredLayout.Box
  ) -> [XMLElement.Node] {
    func rectangle(_ radius: Double, inset: Double = 0) -> XMLElement.Node {
      shape(
        "rect",
        [
          ("x", number(corner.x + inset)), ("y", number(corner.y + inset)),
          ("width", number(box.width - 2 * inset)), ("height", number(box.height - 2 * inset)),
          ("rx", number(radius)),
        ])
    }
    let (left, top) = (number(corner.x), number(corner.y))
    let (right, bottom) = (number(corner.x + box.width), number(corner.y + box.height))
    switch kind {
    case .decision: return [rectangle(0)]
    case .input: return [rectangle(box.height / 2)]
    case .service: return [rectangle(12), rectangle(9, inset: 3)]
    case .knowledge:
      let cut = 14.0
      let points = [
        "\(number(corner.x + cut)) \(top)", "\(right) \(top)",
        "\(right) \(number(corner.y + box.height - cut))",
        "\(number(corner.x + box.width - cut)) \(bottom)", "\(left) \(bottom)",
        "\(left) \(number(corner.y + cut))",
      ]
      return [shape("path", [("d", "M " + points.joined(separator: " L ") + " Z")])]
    case .source:
      let wave = 9.0
      let low = corner.y + box.height - wave
      let middle = number(corner.x + box.width / 2)
      let path =
        "M \(left) \(top) L \(right) \(top) L \(right) \(number(low))"
        + " C \(number(corner.x + box.width * 0.75)) \(number(low - 2 * wave))"
        + " \(middle) \(number(low - wave)) \(middle) \(number(low))"
        + " C \(middle) \(number(low + wave)) \(number(corner.x + box.width * 0.25))"
        + " \(number(low + 2 * wave)) \(left) \(number(low)) Z"
      return [shape("path", [("d", path)])]
    }
  }

  private var edges: [XMLElement.Node] {
    zip(graph.edges, layout.routes).compactMap { edge, points in
      guard let first = points.first else { return nil }
      var path = "M \(Self.number(first.x)) \(Self.number(first.y))"
      for (from, to) in zip(points, points.dropFirst()) where from != to {
        let end = "\(Self.number(to.x)) \(Self.number(to.y))"
        if from.x == to.x {
          path += " L \(end)"
        } else {
          let middle = Self.number((from.y + to.y) / 2)
          path += " C \(Self.number(from.x)) \(middle) \(Self.number(to.x)) \(middle) \(end)"
        }
      }
      let isOutput = graph.nodes[edge.to].kind == .service && edge.requirement == .information
      let name =
        switch edge.requirement {
        case .information: isOutput ? "output" : "information"
        case .knowledge: "knowledge"
        case .authority: "authority"
        }
      let attributes = [("class", "edge \(name)"), ("d", path)]
      return Self.shape(
        "path", isOutput ? attributes : attributes + [("marker-end", "url(#\(name))")])
    }
  }

  private static let markers: XMLElement.Node = {
    func marker(_ name: String, _ end: Double, _ shape: XMLElement.Node) -> XMLElement.Node {
      .element(
        XMLElement(
          .init("marker"),
          attributes: [
            .init(.init("id"), name), .init(.init("viewBox"), "0 0 12 12"),
            .init(.init("refX"), number(end)), .init(.init("refY"), "6"),
            .init(.init("markerWidth"), "12"), .init(.init("markerHeight"), "12"),
            .init(.init("markerUnits"), "userSpaceOnUse"), .init(.init("orient"), "auto"),
          ], children: [shape]))
    }
    return .element(
      XMLElement(
        .init("defs"),
        children: [
          marker(
            "information", 11, shape("path", [("class", "tip"), ("d", "M 1 1 L 11 6 L 1 11 Z")])),
          marker(
            "knowledge", 11, shape("path", [("class", "open tip"), ("d", "M 1 1 L 11 6 L 1 11")])),
          marker(
            "authority", 9,
            shape("circle", [("class", "tip"), ("cx", "6"), ("cy", "6"), ("r", "4")])),
        ]))
  }()

  private static let style = """

    .paper { fill: #ffffff; }
    text { fill: #1b1b1b; font: 13px "Source Sans 3", "Noto Sans", Arial, sans-serif; text-anchor: middle; }
    .decision rect { fill: #e8f0fb; }
    .input rect { fill: #f4f4ee; }
    .knowledge path { fill: #eaf5ea; }
    .source path { fill: #fbf3e2; }
    .service rect { fill: #f1ecf8; }
    g rect, g path { stroke: #3a3f47; stroke-width: 1.3; }
    .edge { fill: none; stroke: #4d535c; stroke-width: 1.3; }
    .edge.knowledge, .edge.authority { stroke-dasharray: 6 4; }
    .edge.output { stroke-width: 2.6; stroke: #8d76b3; }
    .tip { fill: #4d535c; stroke: #4d535c; }
    .open.tip { fill: none; stroke-width: 1.3; }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #15181c; }
      text { fill: #eceff3; }
      .decision rect { fill: #1f3550; }
      .input rect { fill: #33342c; }
      .knowledge path { fill: #21402a; }
      .source path { fill: #4a3a19; }
      .service rect { fill: #3a2f50; }
      g rect, g path { stroke: #a9b1bc; }
      .edge { stroke: #a9b1bc; }
      .edge.output { stroke: #a58fd0; }
      .tip { fill: #a9b1bc; stroke: #a9b1bc; }
      .open.tip { fill: none; }
    }

    """

  // MARK: Elements

  private static func shape(
    _ name: String, _ attributes: [(name: String, value: String)]
  ) -> XMLElement.Node {
    .element(
      XMLElement(
        .init(name), attributes: attributes.map { .init(.init($0.name), $0.value) }))
  }

  private static func text(
    _ name: String, _ text: String, _ attributes: [(name: String, value: String)]
  ) -> XMLElement.Node {
    .element(
      XMLElement(
        .init(name), attributes: attributes.map { .init(.init($0.name), $0.value) },
        children: [.text(text, SourceRange(0, 0))]))
  }

  /// With one decimal at most.
  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? String(tenths / 10) : "\(Double(tenths) / 10)"
  }
}
