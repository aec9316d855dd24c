package import Mustache
package import Rules

/// The pages of rulesets as files, which need nothing else: no scripts, no other files.
package struct DocumentationFiles {
  package let language: Language
  private let library: MustacheLibrary
  private var list: [RulesetPage.Table] = []

  /// What a template shows around the page of a version, or around the list of all.
  private struct Sheet {
    let language: HTMLText
    let title: HTMLText
    var about: HTMLText?
    var trail: RulesetPage.Link?
    var page: RulesetPage?
    var list: List?
  }

  private struct List {
    let tables: [RulesetPage.Table]
  }

  /// - Throws: when a template is not well-formed.
  package init(in language: Language) throws {
    self.language = language
    library = try RulesetPage.library()
  }

  /// The page of one version, which the list then names.
  mutating package func page(of told: RulesetDocumentation) -> (path: String, text: String) {
    let identity = told.model.identity
    // From its own folder: as many steps up as its ruleset has.
    let up = identity.ruleset.split(separator: "/").map { _ in ".." }.joined(separator: "/")
    let pages = RulesetPages.files(up)
    let page = RulesetPage(told, pages, in: language)
    let sheet = Sheet(
      language: page.language, title: page.title,
      trail: RulesetPage.Link(
        href: HTMLText("\(up)/\(Self.listFile)"), text: say("Alle regels", "All rules")),
      page: page)
    note(told.folder, told.version)
    return (
      pages.path(of: identity.ruleset, identity.version),
      library.render(sheet, withTemplate: "documentation") ?? ""
    )
  }

  private mutating func note(_ folder: RulesetFolder, _ version: RulesetFolder.Version) {
    let words = ReportWords(language)
    let row = RulesetPage.Table.Row(
      head: HTMLText(version.title[language]),
      href: HTMLText(RulesetPages.files(".").address(of: folder.ruleset, version.version)),
      cells: [
        HTMLText(
          version.validFrom.map { first in
            words.date(first) + (version.validUntil.map { " – \(words.date($0))" } ?? "")
          } ?? "–"), HTMLText(version.changes[language]),
      ])
    let anchor = HTMLText(RulesetAnchor.code(folder.ruleset).id)
    if let index = list.firstIndex(where: { $0.anchor == anchor }) {
      let known = list[index]
      list[index] = RulesetPage.Table(
        anchor: anchor, heading: known.heading, about: known.about, columns: known.columns,
        rows: known.rows + [row])
    } else {
      list.append(
        RulesetPage.Table(
          anchor: anchor, heading: HTMLText(folder.title[language]),
          about: HTMLText(folder.about[language]),
          columns: [
            say("Versie", "Version"), say("Geldig", "Valid"), say("Wat veranderde", "What changed"),
          ], rows: [row]))
    }
  }

  private static let listFile = "index.html"

  /// The list of the pages that were made.
  package var index: (path: String, text: String) {
    let sheet = Sheet(
      language: HTMLText(language.rawValue), title: say("Regels", "Rules"),
      about: say(
        "Wat elke versie vraagt, in gewone woorden, met de bron erbij.",
        "What each version asks, in plain words, with its source."),
      list: List(tables: list))
    return (Self.listFile, library.render(sheet, withTemplate: "documentation") ?? "")
  }

  private func say(_ nl: String, _ en: String) -> HTMLText {
    HTMLText(ReportWords(language).say(nl, en))
  }
}

extension RulesetPage {
  /// The page of a version (`ruleset`) and its parts, and the sheet around it as a file.
  package static func library() throws -> MustacheLibrary {
    var library = try HTMLReport.library()
    try library.register(templates, style: style, named: "ruleset-style")
    return library
  }

  package static var templates: [String: String] {
    [
      "documentation": String(decoding: PackageResources.documentation_mustache, as: UTF8.self),
      "ruleset": String(decoding: PackageResources.ruleset_mustache, as: UTF8.self),
      "ruleset-row": String(decoding: PackageResources.ruleset_row_mustache, as: UTF8.self),
      "ruleset-sentence": String(
        decoding: PackageResources.ruleset_sentence_mustache, as: UTF8.self),
      "ruleset-fold": String(decoding: PackageResources.ruleset_fold_mustache, as: UTF8.self),
      "ruleset-annex": String(decoding: PackageResources.ruleset_annex_mustache, as: UTF8.self),
      "ruleset-table": String(decoding: PackageResources.ruleset_table_mustache, as: UTF8.self),
    ]
  }

  package static var style: String { String(decoding: PackageResources.ruleset_css, as: UTF8.self) }
}
