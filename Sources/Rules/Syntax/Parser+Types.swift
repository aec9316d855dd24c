extension Parser {
  /// Source: DMN 1.5, 10.3.1.2: type.
  mutating func type() -> TypeSyntax {
    let start = token.range.start
    let form = nested { $0.typeForm() } ?? .named(Name(""))
    return TypeSyntax(form, at: range(from: start))
  }

  private mutating func typeForm() -> TypeSyntax.Form {
    let opensParameters = peek(1).kind == .symbol(.less)
    switch token.text {
    case "list" where opensParameters: return parameter { .list($0) }
    case "range" where opensParameters: return parameter { .range($0) }
    case "context" where opensParameters: return contextType()
    case "function" where opensParameters: return functionType()
    default: return .named(typeName())  // any other word begins a name
    }
  }

  /// `list<…>` or `range<…>`.
  private mutating func parameter(_ form: (TypeSyntax) -> TypeSyntax.Form) -> TypeSyntax.Form {
    advance()
    advance()
    let parameter = type()
    expectTypeEnd()
    return form(parameter)
  }

  /// `context<name: type, …>`
  private mutating func contextType() -> TypeSyntax.Form {
    advance()
    advance()
    var members: [TypeSyntax.Member] = []
    if takeTypeEnd() { return .context([]) }
    repeat {
      let length = declaredNameLength()
      guard length > 0 else {
        report(Expected.name)
        break
      }
      let name = takeName(length: length)
      guard take(.colon) else {
        report(Expected.word(":"))
        break
      }
      members.append(TypeSyntax.Member(name: name, type: type()))
    } while !isRecovering && take(.comma)
    expectTypeEnd()
    return .context(members)
  }

  /// `function<type, …> -> type`
  private mutating func functionType() -> TypeSyntax.Form {
    advance()
    advance()
    var parameters: [TypeSyntax] = []
    if !take(.greater) {
      repeat {
        parameters.append(type())
      } while !isRecovering && take(.comma)
      expectTypeEnd()
    }
    if !take(.arrow) { report(Expected.word("->")) }
    return .function(parameters, result: type())
  }

  private mutating func expectTypeEnd() {
    if !takeTypeEnd() { report(Expected.word(">")) }
  }

  /// A known type, or the words that stand together, joined by dots.
  private mutating func typeName() -> Name {
    guard token.isNameStart, !isRecovering else {
      report(Expected.type)
      return Name("")
    }
    var name = takeName(known: scope.types.longestMatch(in: tokens, at: position)).text
    while isAt(.dot), peek(1).isNameStart {
      advance()
      name += "." + takeName(known: 1).text
    }
    return Name(name)
  }
}
