// The events of the parser under Yams. Yams' own nodes are built with aliases already followed and
// keys already hashed, which a text of a few hundred bytes can make exponential; and they say where
// a token begins but not where it ends.
internal import CYaml

/// Reads one YAML document into an arena, event by event: what is refused is refused before it
/// costs anything.
struct YAMLReader {
  /// What the parser gives next inside a collection.
  fileprivate enum Expectation {
    case key
    case value
    case item
  }

  /// A collection that is still open.
  struct Frame {
    fileprivate var expectation: Expectation
    /// Written with brackets.
    let isFlow: Bool
    let start: Int
    /// How far its lines are indented, in characters.
    let column: Int
  }

  private enum Outcome {
    case goOn
    case stop
  }

  let source: SourceText
  let bytes: UnsafeBufferPointer<UInt8>
  private let limits: ReadingLimits
  private let offsets: CharacterOffsets
  private var arena: ArenaBuilder
  private(set) var open: [Frame] = []
  var faults: [Diagnostic] = []
  private var hasDocument = false
  /// The end of the last scalar or closing bracket.
  private var lastEnd = 0

  /// After so many faults the rest is more likely noise than news.
  private static let mostFaults = 50

  static func read(
    _ source: SourceText, limits: ReadingLimits
  ) throws(Diagnostics) -> DataArena {
    let start = try UTF8Check.start(of: source, limits: limits)
    let (arena, faults) = source.bytes.withUnsafeBufferPointer { bytes in
      if let fault = UTF8Check.firstFault(in: bytes) {
        let place = SourceRange(fault, fault + 1)
        let arena = DataArena(source: source, records: [], decoded: [])
        return (arena, [Diagnostic(.notText, at: place, in: source)])
      }
      var reader = YAMLReader(source: source, bytes: bytes, limits: limits, start: start)
      reader.readEvents(from: start)
      return reader.finished()
    }
    guard faults.isEmpty else { throw Diagnostics(faults) }
    return arena
  }

  private init(
    source: SourceText, bytes: UnsafeBufferPointer<UInt8>, limits: ReadingLimits, start: Int
  ) {
    self.source = source
    self.bytes = bytes
    self.limits = limits
    offsets = CharacterOffsets(bytes, from: start)
    arena = ArenaBuilder(bytes: bytes, limits: limits)
  }

  private func finished() -> (DataArena, [Diagnostic]) {
    var faults = faults + arena.duplicates.map { Diagnostic.duplicateKey($0, in: source) }
    if faults.isEmpty, arena.records.isEmpty { faults = [.emptyText(in: source)] }
    faults.sort { $0.range.start < $1.range.start }
    return (
      DataArena(source: source, records: arena.records, decoded: arena.decoded), faults
    )
  }

  private mutating func readEvents(from start: Int) {
    // A text means the same with and without a last line break; the parser reads some blocks
    // otherwise.
    guard bytes.last == UInt8(ascii: "\n") else {
      let ended = Array(bytes[start...]) + [UInt8(ascii: "\n")]
      return ended.withUnsafeBufferPointer { readEvents(of: $0, from: start) }
    }
    readEvents(of: UnsafeBufferPointer(rebasing: bytes[start...]), from: start)
  }

  private mutating func readEvents(of text: UnsafeBufferPointer<UInt8>, from start: Int) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else {
      faults.append(Diagnostic(.yamlOther, at: SourceRange(0, 0), in: source))
      return
    }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    while faults.count < Self.mostFaults {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else {
        faults.append(syntaxFault(YAMLProblem(parser.pointee), start: start))
        return
      }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { return }
      if case .stop = take(event) { return }
    }
  }

  private func syntaxFault(_ problem: YAMLProblem, start: Int) -> Diagnostic {
    let offset =
      switch problem.place {
      case .scalar(let number): offsets.offset(ofScalar: number)
      case .byte(let number): min(start + number, bytes.count)
      }
    let byte = offset < bytes.count ? bytes[offset] : nil
    let length = offset < bytes.count ? UTF8Check.scalarLength(at: offset, in: bytes) ?? 1 : 0
    let range = SourceRange(offset, offset + length)
    return problem.isTooDeep
      ? .overLimit(.tooDeep, limits, at: range, in: source)
      : Diagnostic(problem.fault(at: byte), at: range, in: source)
  }

  private mutating func take(_ event: yaml_event_t) -> Outcome {
    let range = range(of: event)
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      return takeDocument(at: range)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      refuseProperties(anchor: scalar.anchor, tag: scalar.tag, at: range.start)
      checkScalar(scalar.style, at: range)
      return takeScalar(record(of: scalar, at: range), at: range)
    case YAML_ALIAS_EVENT:
      faults.append(Diagnostic(.yamlAlias, at: range, in: source))
      return takeScalar(DataRecord(.text, start: range.start, end: range.end), at: range)
    case YAML_SEQUENCE_START_EVENT:
      let sequence = event.data.sequence_start
      refuseProperties(anchor: sequence.anchor, tag: sequence.tag, at: range.start)
      let frame = Frame(
        expectation: .item, isFlow: sequence.style == YAML_FLOW_SEQUENCE_STYLE,
        start: range.start, column: Int(clamping: event.start_mark.column))
      return takeStart(.sequence, frame, at: range)
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      refuseProperties(anchor: mapping.anchor, tag: mapping.tag, at: range.start)
      let frame = Frame(
        expectation: .key, isFlow: mapping.style == YAML_FLOW_MAPPING_STYLE,
        start: range.start, column: Int(clamping: event.start_mark.column))
      return takeStart(.mapping, frame, at: range)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      // The end of a block is noticed at the start of what follows; only a bracket has a place.
      if range.end > range.start { lastEnd = range.end }
      arena.closeCollection(end: lastEnd)
      if let closed = open.popLast() { checkEnd(of: closed, at: range) }
      return .goOn
    default:
      return .goOn
    }
  }

  private mutating func takeDocument(at range: SourceRange) -> Outcome {
    guard hasDocument else {
      hasDocument = true
      return .goOn
    }
    faults.append(Diagnostic(.yamlSecondDocument, at: range, in: source))
    return .stop
  }

  private mutating func takeScalar(_ record: DataRecord, at range: SourceRange) -> Outcome {
    lastEnd = max(lastEnd, range.end)
    guard open.last?.expectation != .key else {
      if record.isPlain, range.start == range.end {
        faults.append(Diagnostic(.yamlNoKey, at: range, in: source))
      } else if record.isPlain, source.text(in: range) == "<<" {
        faults.append(Diagnostic(.yamlMerge, at: range, in: source))
      }
      arena.addKey(record)
      expectNext()
      return .goOn
    }
    // A document of nothing but a marker or comments.
    if open.isEmpty, record.isPlain, range.start == range.end { return .goOn }
    guard arena.addScalar(record) else {
      faults.append(.overLimit(.tooMany, limits, at: range, in: source))
      return .stop
    }
    expectNext()
    return .goOn
  }

  private mutating func takeStart(
    _ kind: DataRecord.Kind, _ frame: Frame, at range: SourceRange
  ) -> Outcome {
    guard open.last?.expectation != .key else {
      faults.append(Diagnostic(.yamlKeyNotText, at: range, in: source))
      return .stop
    }
    if let refusal = arena.openCollection(DataRecord(kind, start: range.start, end: range.end)) {
      faults.append(.overLimit(refusal, limits, at: range, in: source))
      return .stop
    }
    lastEnd = max(lastEnd, range.end)
    expectNext()
    open.append(frame)
    checkFlowStart(at: range)
    return .goOn
  }

  private mutating func expectNext() {
    guard let last = open.indices.last else { return }
    switch open[last].expectation {
    case .key: open[last].expectation = .value
    case .value: open[last].expectation = .key
    case .item: break
    }
  }

  /// Anchors and tags stand before a value. The parser drops a lone `!`, which nothing without
  /// quotes can begin with.
  private mutating func refuseProperties(
    anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?,
    at start: Int
  ) {
    let first = start < bytes.count ? bytes[start] : 0
    if tag != nil || first == UInt8(ascii: "!") {
      faults.append(Diagnostic(.yamlTag, at: word(at: start), in: source))
    } else if anchor != nil {
      faults.append(Diagnostic(.yamlAnchor, at: word(at: start), in: source))
    }
  }

  /// What is written without a space from an offset on.
  private func word(at start: Int) -> SourceRange {
    var end = start
    while end < bytes.count, bytes[end] > UInt8(ascii: " ") { end += 1 }
    return SourceRange(start, end)
  }

  private func range(of event: yaml_event_t) -> SourceRange {
    let start = offsets.offset(ofScalar: event.start_mark.index)
    return SourceRange(start, max(start, offsets.offset(ofScalar: event.end_mark.index)))
  }

  /// A text that the source holds as it is stays there; any other is kept apart.
  private mutating func record(
    of scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar, at range: SourceRange
  ) -> DataRecord {
    var record = DataRecord(.text, start: range.start, end: range.end)
    let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    record.isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
    let token = UnsafeBufferPointer(rebasing: bytes[range.start..<range.end])
    if TextBytes.areEqual(token, text) {
      record.content = .token
    } else if !record.isPlain, token.count >= 2,
      TextBytes.areEqual(UnsafeBufferPointer(rebasing: token.dropFirst().dropLast()), text)
    {
      record.content = .quoted
    } else {
      record.content = .decoded
      record.link = UInt32(truncatingIfNeeded: arena.decoded.count)
      record.count = UInt32(truncatingIfNeeded: text.count)
      arena.decode(text)
    }
    return record
  }
}
