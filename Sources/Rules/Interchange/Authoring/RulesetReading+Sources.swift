extension RulesetReading {
  mutating func addSources(_ node: DataDocument.Node?) {
    for entry in entries(node, of: SourceKey.section) {
      let key = entry.key.text
      guard name(entry.key) != nil else { continue }
      if key.contains("#") { report(.hashInKey(key, at: entry.key)) }
      if let fault = sourceKeys.declare(Name(key), at: entry.key.range, in: entry.key.source) {
        report(fault)
      } else if var source = source(key, entry.value) {
        source.place = SourcePlace(entry.key.range, in: entry.key.source)
        sources.append(source)
      }
    }
  }

  private mutating func source(_ key: String, _ node: DataDocument.Node) -> SourceDocument? {
    guard let keys = MappingReader<SourceKey>(node, &self) else { return nil }
    let title = word(keys[.title])
    let publisher = word(keys[.publisher])
    let date = date(keys[.date])
    let url = word(keys[.url])
    let note = text(keys[.note])
    let heading = LocalizedText(nl: "de secties van een bron", en: "the sections of a source")
    let sections = entries(keys[.sections], of: heading).compactMap { entry in
      word(entry.value).map {
        // A section that another file adds has no place in the file of the source.
        let isInFile = entry.key.source.name == node.source.name
        return SourceDocument.Section(
          key: entry.key.text, title: $0, range: isInFile ? entry.key.range : nil)
      }
    }
    // A source with a fault still stands, so that citations of it are not called wrong.
    return SourceDocument(
      key: key, title: title ?? key, publisher: publisher ?? "", date: date ?? .epoch, url: url,
      note: note, sections: sections)
  }

  mutating func addReadings(_ node: DataDocument.Node?) {
    for entry in entries(node, of: ReadingKey.section) {
      let key = entry.key.text
      guard name(entry.key) != nil else { continue }
      if let fault = readingNames.declare(Name(key), at: entry.key.range, in: entry.key.source) {
        report(fault)
        continue
      }
      guard let keys = MappingReader<ReadingKey>(entry.value, &self) else { continue }
      let none = LocalizedText(nl: "", en: "")
      let point = text(keys[.point]) ?? none
      let choice = text(keys[.choice]) ?? none
      readings.append(
        Reading(
          key: key, point: point, choice: choice,
          place: SourcePlace(entry.key.range, in: entry.key.source)))
    }
  }
}
