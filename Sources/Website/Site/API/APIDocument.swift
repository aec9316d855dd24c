import Assess
import Foundation
import Rules

/// The description of the API in OpenAPI 3.1: paths as ``Endpoint`` has them, schemas as
/// `schemas.json` and the schema of an assessment have them.
struct APIDocument: Sendable {
  let bytes: [UInt8]

  static let version = "1.0.0"

  /// - Throws: when one of the files of the program is no JSON.
  init() throws {
    var schemas = try APIDocument.read(PackageResources.schemas_json).members
    let assessment = try APIDocument.read(Array(AssessmentSchema.text.utf8))
    schemas += APIDocument.parts(of: assessment)
    var paths: [(key: String, value: JSONTree)] = []
    for endpoint in Endpoint.all {
      let path = Endpoint.root + endpoint.path
      let operation = (
        key: endpoint.method.rawValue.lowercased(), value: APIDocument.tree(of: endpoint)
      )
      if let index = paths.firstIndex(where: { $0.key == path }) {
        paths[index].value = .object(paths[index].value.members + [operation])
      } else {
        paths.append((path, .object([operation])))
      }
    }
    let tree = JSONTree.object([
      ("openapi", "3.1.0"),
      ("info", APIDocument.info),
      ("servers", .list([.object([("url", "/")])])),
      ("paths", .object(paths)),
      (
        "components",
        .object([
          ("schemas", .object(schemas)),
          (
            "responses",
            .object(
              Problem.Kind.allCases.filter { $0 == $0.first }.map {
                ($0.rawValue, APIDocument.tree(of: $0))
              })
          ),
          ("headers", APIDocument.headers),
          (
            "securitySchemes",
            .object([
              (
                APIDocument.security,
                .object([
                  ("type", "http"), ("scheme", "bearer"),
                  (
                    "description",
                    "A key that somebody with an account makes on /account/sleutels."
                  ),
                ])
              )
            ])
          ),
        ])
      ),
    ])
    bytes = Array(tree.text.utf8)
  }

  private static let security = "key"

  private static let info = JSONTree.object([
    ("title", "Toetssteen"), ("version", .string(version)),
    (
      "description",
      """
      Assess plans, write them, take them through the procedure and judge them, as on the pages of the \
      site. What somebody may not see answers as what does not exist: 404. How to use it: /api.
      """
    ),
    (
      "license",
      .object([("name", "EUPL-1.2"), ("identifier", "EUPL-1.2")])
    ),
  ])

  // MARK: Operations

  private static func tree(of endpoint: Endpoint) -> JSONTree {
    var members: [(key: String, value: JSONTree)] = [
      ("operationId", .string(endpoint.name)), ("summary", .string(endpoint.title.en)),
    ]
    if !endpoint.about.isEmpty { members.append(("description", .string(endpoint.about))) }
    switch endpoint.access {
    case .everybody: members.append(("security", .list([.object([]), key])))
    case .signedIn, .roles, .dossier: members.append(("security", .list([key])))
    }
    let parameters = pathParameters(endpoint) + endpoint.parameters.map(tree) + basis(endpoint)
    if !parameters.isEmpty { members.append(("parameters", .list(parameters))) }
    if let body = endpoint.body {
      members.append(
        (
          "requestBody",
          .object([
            ("required", .boolean(true)), ("content", content(body.types, body.schema)),
          ])
        ))
    }
    let answer = endpoint.answer
    var good: [(key: String, value: JSONTree)] = [
      ("description", .string(answer.about)), ("content", content(answer.types, answer.schema)),
    ]
    if !answer.headers.isEmpty {
      good.append(
        (
          "headers",
          .object(
            answer.headers.map { ($0, reference("headers", $0)) })
        ))
    }
    var responses: [(key: String, value: JSONTree)] = [("\(answer.status)", .object(good))]
    let problems = Set((Endpoint.commonProblems + endpoint.problems).map(\.first))
      .sorted { $0.status < $1.status }
    for problem in problems {
      responses.append(("\(problem.status)", reference("responses", problem.rawValue)))
    }
    members.append(("responses", .object(responses)))
    return .object(members)
  }

  private static let key = JSONTree.object([(security, .list([]))])

  private static func reference(_ part: String, _ name: String) -> JSONTree {
    .object([("$ref", .string("#/components/\(part)/\(name)"))])
  }

  private static func content(_ types: [MediaType], _ schema: String) -> JSONTree {
    .object(
      types.map { ($0.rawValue, .object([("schema", reference("schemas", schema))])) })
  }

  private static func pathParameters(_ endpoint: Endpoint) -> [JSONTree] {
    endpoint.path.split(separator: "/").filter { $0.first == "{" }.map { part in
      let name = String(part.dropFirst().dropLast())
      return .object([
        ("name", .string(name)), ("in", "path"), ("required", .boolean(true)),
        ("description", name == "plan" ? "The id of a plan." : "The id of a check."),
        ("schema", .object([("type", "string"), ("minLength", 1)])),
        ("example", name == "plan" ? "k3m9x2p7q4rt" : "C7.1"),
      ])
    }
  }

  private static func tree(_ parameter: Endpoint.Parameter) -> JSONTree {
    let schema: [(key: String, value: JSONTree)]
    switch parameter.kind {
    case .choice(let choices): schema = [("type", "string"), ("enum", JSONTree(choices))]
    case .day:
      schema = [("type", "string"), ("format", "date"), ("examples", .list(["2024-01-31"]))]
    case .whole(let range):
      schema = [
        ("type", "integer"), ("minimum", .number(Double(range.lowerBound))),
        ("maximum", .number(Double(range.upperBound))),
      ]
    case .truth: schema = [("type", "boolean")]
    case .text(let most, let example):
      schema = [
        ("type", "string"), ("minLength", 1), ("maxLength", .number(Double(most))),
        ("examples", .list([.string(example)])),
      ]
    }
    return .object([
      ("name", .string(parameter.name)), ("in", "query"),
      ("required", .boolean(parameter.isRequired)), ("description", .string(parameter.about)),
      ("schema", .object(schema)),
    ])
  }

  private static func basis(_ endpoint: Endpoint) -> [JSONTree] {
    guard let basis = endpoint.basis else { return [] }
    return [
      .object([
        ("name", "If-Match"), ("in", "header"),
        ("required", .boolean(basis == .always)),
        (
          "description",
          basis == .always
            ? "The ETag of what was seen." : "The ETag of what was seen, to change it."
        ),
        ("schema", .object([("type", "string"), ("examples", .list(["\"7\""]))])),
      ])
    ]
  }

  private static let headers = JSONTree.object(
    [
      ("ETag", "string", "Which revision it is; for If-Match.", "\"7\""),
      ("Location", "string", "The address of what was made.", "/api/v1/plans/k3m9x2p7q4rt"),
      ("Retry-After", "integer", "Seconds to wait.", "5"),
      ("Allow", "string", "The methods that there are.", "GET, HEAD"),
      ("WWW-Authenticate", "string", "How to be known.", "Bearer realm=\"toetssteen\""),
    ].map { name, type, about, example in
      (
        name,
        .object([
          ("description", .string(about)),
          (
            "schema",
            .object([
              ("type", .string(type)),
              ("examples", .list([Double(example).map { .number($0) } ?? .string(example)])),
            ])
          ),
        ])
      )
    })

  private static func tree(of kind: Problem.Kind) -> JSONTree {
    var members: [(key: String, value: JSONTree)] = [
      (
        "description",
        .string(
          Problem.Kind.allCases.filter { $0.status == kind.status }
            .map { "\($0.title.en). \($0.about.en)" }.joined(separator: " Or: "))
      ),
      (
        "content",
        .object([
          (
            MediaType.problem.rawValue,
            .object([
              ("schema", reference("schemas", "Problem")),
              (
                "example",
                .object([
                  ("type", .string(kind.type)), ("title", .string(kind.title.en)),
                  ("status", .number(Double(kind.status))), ("detail", .string(kind.about.en)),
                  ("instance", "/api/v1/plans/k3m9x2p7q4rt"),
                ])
              ),
            ])
          )
        ])
      ),
    ]
    let header: String? =
      switch kind {
      case .unauthorized: "WWW-Authenticate"
      case .wrongMethod: "Allow"
      case .tooOften, .busy: "Retry-After"
      case .stale: "ETag"
      default: nil
      }
    if let header {
      members.append(("headers", .object([(header, reference("headers", header))])))
    }
    return .object(members)
  }

  // MARK: Schemas

  private static func read(_ bytes: [UInt8]) throws -> JSONTree {
    JSONTree(
      try DataDocument(json: SourceText(name: "schema", bytes: bytes), limits: .rulesetFile).root)
  }

  /// The schema of an assessment with its definitions, as schemas of the document.
  private static func parts(of schema: JSONTree) -> [(key: String, value: JSONTree)] {
    let own = schema.members.filter { !["$schema", "$id", "$defs"].contains($0.key) }
    let definitions = schema.members.first { $0.key == "$defs" }?.value.members ?? []
    return [("Assessment", moved(.object(own)))]
      + definitions.map { ("Assessment.\($0.key)", moved($0.value)) }
  }

  private static func moved(_ tree: JSONTree) -> JSONTree {
    switch tree {
    case .object(let members):
      .object(
        members.map { key, value in
          if key == "$ref", case .string(let target) = value {
            return (
              key,
              .string(
                target.replacing("#/$defs/", with: "#/components/schemas/Assessment."))
            )
          }
          return (key, moved(value))
        })
    case .list(let items): .list(items.map(moved))
    case .null, .boolean, .number, .string: tree
    }
  }
}

extension JSONTree {
  /// The same data as a document holds.
  init(_ node: DataDocument.Node) {
    switch node.kind {
    case .mapping: self = .object(node.entries.map { ($0.key.text, JSONTree($0.value)) })
    case .sequence: self = .list(node.items.map { JSONTree($0) })
    case .text: self = .string(node.text)
    case .number: self = .number(Double(node.text) ?? 0)
    case .boolean: self = .boolean(node.text == "true")
    case .null: self = .null
    }
  }

  /// The members of an object; of anything else none.
  fileprivate var members: [(key: String, value: JSONTree)] {
    if case .object(let members) = self { members } else { [] }
  }
}

extension Problem.Kind {
  /// The kind that an answer with this status is described under: a status is described once.
  fileprivate var first: Problem.Kind {
    Problem.Kind.allCases.first { $0.status == status } ?? self
  }
}
