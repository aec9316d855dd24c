import ArgumentParser
import Rules

struct LimitsCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "limits", abstract: "Noemt de grenzen van wat wordt gelezen en berekend.")

  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let rows = Limits.all.map { (title: $0.title[language], value: $0.spelling(in: language)) }
    let width = rows.map(\.title.count).max() ?? 0
    let lines = rows.map { row in
      row.title + String(repeating: " ", count: width - row.title.count) + "  " + row.value
    }
    try console.print(lines.joined(separator: "\n") + "\n")
    return .success
  }
}
