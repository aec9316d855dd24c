// Faults in a plan, told to the person who filled it in.
extension Diagnostic {
  /// A minus where the kind of the answer says the direction already: costs of -100 are costs of 100.
  ///
  /// - Parameter meant: the same number without its sign.
  static func negative(
    _ field: Field, meant: Number, at range: SourceRange, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      .error, nil, nl: "'\(field.label.nl)' heeft een min, en dat kan hier niet",
      en: "'\(field.label.en)' has a minus, and that cannot be here",
      mendNL: "schrijf `\(meant)`" + (field.help.map { ". \($0.nl)" } ?? ", zonder min"),
      mendEN: "write `\(meant)`" + (field.help.map { ". \($0.en)" } ?? ", without the minus"),
      at: range, in: source)
  }

  /// A document that cannot be a plan: it has no questions at all.
  public static func planExpected(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      nil, at: node, nl: "dit is geen plan: er horen vragen met antwoorden in te staan",
      en: "this is no plan: it should hold questions with answers",
      mendNL: "schrijf elk antwoord als `naam: antwoord`",
      mendEN: "write each answer as `name: answer`")
  }

  static func unknownField(
    _ name: String, known: [String], homes: [String], at node: DataDocument.Node
  ) -> Diagnostic {
    let shown = name.shortened
    let mend: LocalizedText?
    if let nearest = Suggestion.nearest(to: name, among: known) {
      mend = didYouMean(nearest)
    } else if !homes.isEmpty {
      let places = homes.map { "'\($0)'" }
      mend = LocalizedText(
        nl: "het hoort bij \(places.joined(separator: " of "))",
        en: "it belongs in \(places.joined(separator: " or "))")
    } else if known.count <= 24 {
      let list = known.joined(separator: ", ")
      mend = LocalizedText(nl: "hier kan: \(list)", en: "possible here: \(list)")
    } else {
      mend = nil
    }
    return Diagnostic(
      nil, at: node, nl: "'\(shown)' wordt hier niet gevraagd", en: "'\(shown)' is not asked here",
      mend: mend)
  }

  static func oneAnswerExpected(_ field: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      nil, at: node, nl: "bij '\(field)' hoort één antwoord, geen lijst of groep",
      en: "'\(field)' takes one answer, no list or group",
      mendNL: "schrijf `\(field): antwoord` op één regel",
      mendEN: "write `\(field): answer` on one line")
  }

  static func answerListExpected(
    _ field: FactsField, at node: DataDocument.Node
  ) -> Diagnostic {
    let item = listItem(of: field.kind)
    return Diagnostic(
      nil, at: node, nl: "bij '\(field.name)' hoort een lijst", en: "'\(field.name)' takes a list",
      mendNL: "begin elk deel op een nieuwe regel met een streepje: `- \(item.nl)`",
      mendEN: "begin each part on a new line with a dash: `- \(item.en)`")
  }

  static func answerGroupExpected(
    _ field: FactsField, _ level: FactsLevel, at node: DataDocument.Node
  ) -> Diagnostic {
    let names = level.fields.prefix(6).map(\.name).joined(separator: ", ")
    let more = level.fields.count > 6 ? ", …" : ""
    let first = level.fields.first?.name ?? ""
    return Diagnostic(
      nil, at: node, nl: "bij '\(field.name)' horen de antwoorden op: \(names)\(more)",
      en: "'\(field.name)' takes the answers to: \(names)\(more)",
      mendNL: "schrijf elk antwoord op een eigen regel, ingesprongen: `\(first): …`",
      mendEN: "write each answer on a line of its own, indented: `\(first): …`")
  }

  private static func listItem(of kind: FactsField.Kind) -> LocalizedText {
    if case .list(.group(let level)) = kind, let first = level.fields.first {
      return LocalizedText(nl: "\(first.name): …", en: "\(first.name): …")
    }
    return LocalizedText(nl: "antwoord", en: "answer")
  }

  /// Advice: the number is read, but perhaps not as it was meant.
  static func numberMayBeGrouped(
    _ field: FactsField, _ value: Value, at node: DataDocument.Node
  ) -> Diagnostic {
    let written = node.text
    let grouped = written.filter { $0 != "." }
    return Diagnostic(
      .warning, nil,
      nl: "bij '\(field.name)' staat '\(written)': de punt staat voor decimalen, niet voor "
        + "duizendtallen",
      en: "'\(field.name)' is given as '\(written)': the point stands for decimals, not for "
        + "thousands",
      mendNL: "bedoelt u duizendtallen, schrijf dan `\(grouped)`",
      mendEN: "if you mean thousands, write `\(grouped)`",
      at: node.range, in: node.source)
  }

  static func moreProblems(
    _ count: Int, at range: SourceRange, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      .error, nil, nl: "er zijn nog \(count) fouten; herstel eerst deze",
      en: "there are \(count) more faults; mend these first",
      at: range, in: source)
  }
}
