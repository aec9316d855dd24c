import Rules

extension LogEntry {
  /// What was done, in words.
  var title: LocalizedText {
    if let kind = Action.Kind(rawValue: action) { return kind.title }
    return switch action {
    case "open": LocalizedText(nl: "begonnen", en: "begun")
    case "revise":
      LocalizedText(nl: "begonnen als aangepaste versie", en: "begun as a changed version")
    case "elaborate":
      LocalizedText(nl: "begonnen na de snelle toets", en: "begun after the quick test")
    case "answer": LocalizedText(nl: "antwoorden bewaard", en: "answers saved")
    case "upload": LocalizedText(nl: "bestand ingelezen", en: "file read")
    case "attach": LocalizedText(nl: "bijlage toegevoegd", en: "attachment added")
    case "claim": LocalizedText(nl: "bij een account bewaard", en: "kept with an account")
    case "judge": LocalizedText(nl: "controle beoordeeld", en: "check judged")
    case "removeAttachment": LocalizedText(nl: "bijlage verwijderd", en: "attachment removed")
    case "warnDraft":
      LocalizedText(nl: "gewaarschuwd dat het concept verdwijnt", en: "warned that the draft ends")
    case "keepDraft": LocalizedText(nl: "langer bewaard", en: "kept longer")
    case "setDay":
      LocalizedText(nl: "dag van een ouder plan gezet", en: "day of an older plan set")
    default: LocalizedText(nl: action, en: action)
    }
  }
}
