package import Mustache

/// A report as one page that needs nothing else: no scripts, no other files.
package struct HTMLReport {
  package let text: String

  /// - Throws: when a template is not well-formed.
  package init(_ report: Report) throws {
    text = try HTMLReport.library().render(HTMLPage(report), withTemplate: "assessment") ?? ""
  }

  /// The page, and its parts that others show too: `report-head`, `report`, `report-check` and `style`.
  package static func library() throws -> MustacheLibrary {
    var library = MustacheLibrary()
    try library.register(templates, style: style, named: "style")
    return library
  }

  package static var templates: [String: String] {
    [
      "assessment": String(decoding: PackageResources.assessment_mustache, as: UTF8.self),
      "report": String(decoding: PackageResources.report_mustache, as: UTF8.self),
      "report-check": String(decoding: PackageResources.report_check_mustache, as: UTF8.self),
      "report-head": String(decoding: PackageResources.report_head_mustache, as: UTF8.self),
    ]
  }

  package static var style: String { String(decoding: PackageResources.report_css, as: UTF8.self) }
}

extension MustacheLibrary {
  /// Adds templates by their names, and a style sheet, which has braces of its own.
  mutating func register(
    _ templates: [String: String], style: String, named styleName: String
  ) throws {
    for (name, text) in templates { try register(text, named: name) }
    try register("{{% CONTENT_TYPE:TEXT}}\n{{=<% %>=}}\n" + style, named: styleName)
  }
}
