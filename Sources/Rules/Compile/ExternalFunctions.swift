/// The functions outside FEEL that an embedder lets models call, by the names that models give them.
///
/// Nothing is loaded or run by name: a model that names a Java method gets the Swift function that was
/// registered for it, or `null` with the reason. Source: DMN 1.5, 10.3.2.13.3.
public struct ExternalFunctions: Sendable {
  /// What a model names a function outside FEEL by.
  public struct Reference: Hashable, Sendable {
    /// A Java method or a predictive model, never FEEL.
    public let kind: FunctionDefinition.Kind
    /// The class of a Java method, or the document of a predictive model.
    public let owner: String
    /// The signature of the method, white space left out, or the name of the model.
    public let member: String
  }

  /// What is run for a function outside FEEL. It takes one value for each parameter that the model
  /// declares, converted to its type.
  ///
  /// - Returns: `nil` where the function has no answer for these values; the call then gives `null`,
  ///   with a reason.
  public typealias Body = @Sendable ([Value]) -> Value?

  private var bodies: [Reference: Body] = [:]

  /// No function.
  public init() {}

  /// Makes a Swift function answer for a Java method, in place of one registered before.
  ///
  /// - Parameters:
  ///   - owner: the class, with its package: `java.lang.Math`.
  ///   - signature: `max(double,double)`; white space in it does not matter.
  public mutating func register(java owner: String, _ signature: String, _ body: @escaping Body) {
    bodies[Reference(kind: .java, owner: owner, member: Reference.spaceless(signature))] = body
  }

  /// Makes a Swift function answer for a predictive model, in place of one registered before.
  ///
  /// - Parameters:
  ///   - document: where the PMML is, spelled as models spell it under `document`.
  ///   - model: the name of the model in that document.
  public mutating func register(
    pmml document: String, model: String, _ body: @escaping Body
  ) {
    bodies[Reference(kind: .pmml, owner: document, member: model)] = body
  }

  subscript(reference: Reference) -> Body? { bodies[reference] }
}

extension ExternalFunctions.Reference {
  /// From the context that names the function; `nil` where it lacks a part.
  init?(_ kind: FunctionDefinition.Kind, _ mapping: Value) {
    guard case .context(let context) = mapping else { return nil }
    let names = kind == .java ? ("class", "method signature") : ("document", "model")
    guard case .string(let owner)? = context[names.0], case .string(let member)? = context[names.1]
    else { return nil }
    self.init(
      kind: kind, owner: owner, member: kind == .java ? Self.spaceless(member) : member)
  }

  fileprivate static func spaceless(_ text: String) -> String {
    String(text.filter { !$0.isWhitespace })
  }
}

/// A function outside FEEL as a value; where it was not registered, calling it tells so.
struct ExternalCall: Callable {
  let kind: FunctionDefinition.Kind
  /// `nil` where the model does not name one.
  let reference: ExternalFunctions.Reference?
  let parameters: [FunctionValue.Parameter]
  let body: ExternalFunctions.Body?
  /// Where the model names it.
  let place: Remark.Place

  func call(_ arguments: [Value], in execution: inout Execution) -> Value {
    guard let reference else {
      return execution.null(Reasons.noExternalReference(kind), at: place)
    }
    guard let body else {
      return execution.null(Reasons.noExternalFunction(reference), at: place)
    }
    guard arguments.count == parameters.count else {
      return execution.null(
        Reasons.wrongCount(
          reference.member, expected: parameters.count, given: arguments.count))
    }
    guard execution.spend() else { return .null }
    var converted: [Value] = []
    for (parameter, argument) in zip(parameters, arguments) {
      guard let value = argument.converted(to: parameter.type) else {
        return execution.null(Reasons.wrongArgument(parameter, argument))
      }
      converted.append(value)
    }
    if let unknown = Value.unknownWithin(converted) { return .unknown(unknown) }
    return body(converted) ?? execution.null(Reasons.noExternalAnswer(reference))
  }
}
