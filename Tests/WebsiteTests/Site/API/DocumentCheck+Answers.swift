import TestSupport

@testable import Website

extension DocumentCheck {
  /// What is not as the document says of an answer.
  func problems(
    of response: WebResponse, to method: String, _ path: String
  ) -> [String] {
    guard let operation = operation(method, path) else { return ["\(method) \(path) is not there"] }
    guard let answer = resolved(operation["responses"]?["\(response.status)"]) else {
      return ["\(method) \(path) does not tell of \(response.status)"]
    }
    guard let content = answer["content"]?[response.type] else {
      return ["\(method) \(path) \(response.status) does not tell of \(response.type)"]
    }
    var problems: [String] = []
    for name in answer["headers"]?.members.keys.sorted() ?? []
    where !response.headers.contains(where: { $0.name == name }) {
      problems.append("\(method) \(path) \(response.status) has no \(name)")
    }
    if response.type.hasSuffix("yaml") { return problems }
    guard let value = try? Value(json: response.body), let schema = content["schema"] else {
      return problems + ["\(method) \(path) \(response.status) is no JSON"]
    }
    return problems + faults(of: value, against: schema, at: "\(response.status)")
  }
}
