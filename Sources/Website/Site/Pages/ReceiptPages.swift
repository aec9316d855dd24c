import Assess
import Rules

/// What somebody who handed in can keep: a page, and the same as a file.
enum ReceiptPages {
  @Sendable static func show(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    guard let receipt = try await visit.casework.receiptText(dossier) else {
      return visit.notFound()
    }
    let isSent = try await isTold(visit, dossier)
    let model: PageModel = [
      "reference": HTMLText(receipt.reference),
      "rows": receipt.rows.dropFirst().map { row -> PageModel in
        ["label": visit.words(row.label), "value": HTMLText(exact: visit.say(row.value))]
      },
      "next": receipt.next.map { visit.words($0) },
      "file": HTMLText("/plan/\(dossier.id)/ontvangst.txt"),
      "plan": HTMLText("/plan/\(dossier.id)"),
      "sent": isSent
        ? visit.words(
          "U krijgt deze bevestiging ook per e-mail.", "You also get this receipt by e-mail.")
          as Any : false,
      "w": visit.words.all([
        "reference": ("Uw kenmerk", "Your reference"),
        "next": (ReceiptText.nextTitle.nl, ReceiptText.nextTitle.en),
        "file": ("De bevestiging bewaren als bestand", "Keep the receipt as a file"),
        "plan": ("Naar het plan", "To the plan"),
      ]),
    ]
    return visit.page(
      "receipt", model, title: visit.say(ReceiptText.title),
      trail: ("/plan/\(dossier.id)", dossier.title))
  }

  /// Whether a message goes to whoever looks at the page.
  private static func isTold(_ visit: Visit, _ dossier: Dossier) async throws -> Bool {
    guard visit.site.services.mail.isThere, let account = visit.account?.id else { return false }
    return try await visit.site.store.receipt(of: dossier.id)?.account == account
  }

  @Sendable static func file(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    guard let receipt = try await visit.casework.receiptText(dossier) else {
      return visit.notFound()
    }
    let text = receipt.text(
      in: visit.language, at: "\(visit.site.address)/plan/\(dossier.id)/ontvangst")
    return .file(
      Array(text.utf8), type: "text/plain; charset=utf-8", name: "\(receipt.reference).txt")
  }
}
