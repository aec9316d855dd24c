import Assess
import Mustache
import Rules

/// The templates of the pages, parsed once.
struct Templates: Sendable {
  private let library: MustacheLibrary

  private static let pages: [(name: String, bytes: [UInt8])] = [
    ("layout", PackageResources.layout_mustache), ("message", PackageResources.message_mustache),
    ("start", PackageResources.start_mustache), ("signin", PackageResources.signin_mustache),
    ("account", PackageResources.account_mustache), ("confirm", PackageResources.confirm_mustache),
    ("dossier", PackageResources.dossier_mustache),
    ("standing", PackageResources.standing_mustache), ("topic", PackageResources.topic_mustache),
    ("control", PackageResources.control_mustache), ("notes", PackageResources.notes_mustache),
    ("beside", PackageResources.beside_mustache),
    ("checklist", PackageResources.checklist_mustache),
    ("explanation", PackageResources.explanation_mustache),
    ("answers", PackageResources.answers_mustache), ("lines", PackageResources.lines_mustache),
    ("review", PackageResources.review_mustache), ("check", PackageResources.check_mustache),
    ("judgement", PackageResources.judgement_mustache),
    ("log", PackageResources.log_mustache), ("table", PackageResources.table_mustache),
    ("letter", PackageResources.letter_mustache), ("api", PackageResources.api_mustache),
    ("receipt", PackageResources.receipt_mustache),
    ("address", PackageResources.address_mustache),
    ("messages", PackageResources.messages_mustache),
  ]

  /// - Throws: when a template is not well-formed.
  init() throws {
    var library = try RulesetPage.library()
    for page in Templates.pages {
      try library.register(String(decoding: page.bytes, as: UTF8.self), named: page.name)
    }
    self.library = library
  }

  func render(_ name: String, _ model: Any) -> String {
    library.render(model, withTemplate: name) ?? ""
  }

  static var style: [UInt8] {
    Array(HTMLReport.style.utf8) + PackageResources.site_css + Array(RulesetPage.style.utf8)
  }
  static var script: [UInt8] { PackageResources.script_js }
  static var sign: [UInt8] { PackageResources.sign_svg }
}

/// What a template shows, by its keys. Texts are ``HTMLText`` all the way.
typealias PageModel = [String: Any]

/// Both languages of the words on a page, made into those of one.
struct PageWords: Sendable {
  let language: Language

  func callAsFunction(_ nl: String, _ en: String) -> HTMLText {
    HTMLText(language == .nl ? nl : en)
  }

  func callAsFunction(_ text: LocalizedText) -> HTMLText { HTMLText(text[language]) }

  /// Several, by the keys of a template.
  func all(_ words: [String: (nl: String, en: String)]) -> PageModel {
    words.mapValues { HTMLText(language == .nl ? $0.nl : $0.en) }
  }
}
