import Assess
import Rules

/// Reads the members of an object that was sent, and keeps everything that is wrong with it.
struct BodyReader {
  private let document: DataDocument
  private var asked: Set<String> = []
  private(set) var faults: [Problem.Fault] = []

  /// - Throws: where the text is no JSON, or no object.
  init(_ request: WebRequest) throws(Problem) {
    document = try DataDocument.sent(request)
    guard document.root.kind == .mapping else {
      throw Problem(
        .invalid,
        faults: [
          Problem.Fault(
            pointer: "",
            detail: LocalizedText(
              nl: "dit hoort een object te zijn", en: "this should be an object"))
        ])
    }
  }

  /// Characters of a text: in any spelling fewer bytes than a field of a form may have.
  static let longest = Form.longest / 4

  /// Whether the member is there.
  func has(_ name: String) -> Bool { document.root[name] != nil }

  /// A text with something to read in it; a fault where there is none.
  mutating func text(_ name: String) -> String? {
    guard let node = node(name) else { return nil }
    guard node.kind == .text, node.text.hasWords else {
      refuse(name, LocalizedText(nl: "schrijf hier een tekst", en: "write a text here"))
      return nil
    }
    guard node.text.unicodeScalars.count <= BodyReader.longest else {
      refuse(name, LocalizedText(nl: "deze tekst is te lang", en: "this text is too long"))
      return nil
    }
    return Form.cleaned(node.text)
  }

  mutating func truth(_ name: String) -> Bool? {
    guard let node = node(name) else { return nil }
    guard node.kind == .boolean else {
      refuse(name, LocalizedText(nl: "schrijf true of false", en: "write true or false"))
      return nil
    }
    return node.text == "true"
  }

  mutating func whole(_ name: String) -> Int? {
    guard let node = node(name) else { return nil }
    guard node.kind == .number, let number = Int(node.text) else {
      refuse(name, LocalizedText(nl: "schrijf een geheel getal", en: "write a whole number"))
      return nil
    }
    return number
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, of _: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let node = node(name) else { return nil }
    guard node.kind == .text, let choice = Choice(rawValue: node.text) else {
      let list = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      refuse(name, LocalizedText(nl: "kies uit: \(list)", en: "choose from: \(list)"))
      return nil
    }
    return choice
  }

  mutating func refuse(_ name: String, _ detail: LocalizedText) {
    let place = document.root[name].map { $0.source.position(at: $0.range.start) }
    faults.append(
      Problem.Fault(
        pointer: InputPath([.member(name)]).pointer, place: place, detail: detail))
  }

  /// - Throws: everything that is wrong: what was read, and members that nothing asked for.
  func finish() throws(Problem) {
    var all = faults
    for entry in document.root.entries where !asked.contains(entry.key.text) {
      all.append(
        Problem.Fault(
          pointer: InputPath([.member(entry.key.text)]).pointer,
          place: entry.key.source.position(at: entry.key.range.start),
          detail: LocalizedText(nl: "dit hoort hier niet", en: "this does not belong here")))
    }
    if !all.isEmpty { throw Problem(.invalid, faults: all) }
  }

  private mutating func node(_ name: String) -> DataDocument.Node? {
    asked.insert(name)
    guard let node = document.root[name] else {
      refuse(name, LocalizedText(nl: "'\(name)' ontbreekt", en: "'\(name)' is missing"))
      return nil
    }
    return node
  }
}

extension PlanFile {
  /// The plan of a request, read as what it says it is.
  static func sent(_ request: WebRequest) throws(Problem) -> PlanFile {
    guard request.body.count <= ReadingLimits.plan.bytes else { throw Problem(.tooLarge) }
    let source = SourceText(name: DataDocument.sentName, bytes: request.body)
    do {
      return try PlanFile(reading: source, as: request.contentType == .yaml ? .yaml : .json)
    } catch {
      throw Problem(.malformed, faults: Problem(error, in: nil).faults)
    }
  }
}

extension DataDocument {
  /// What a text that was sent is called: as the command calls what comes without a name.
  static let sentName = "<standard input>"

  /// The text of a request, read as what it says it is.
  static func sent(_ request: WebRequest) throws(Problem) -> DataDocument {
    guard request.body.count <= ReadingLimits.plan.bytes else { throw Problem(.tooLarge) }
    let source = SourceText(name: sentName, bytes: request.body)
    do {
      return request.contentType == .yaml
        ? try DataDocument(yaml: source) : try DataDocument(json: source)
    } catch {
      throw Problem(Failure(.badInput, error), in: nil)
    }
  }
}
