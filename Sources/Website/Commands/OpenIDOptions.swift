import ArgumentParser
import Assess
import Foundation
import Rules

/// With which provider people may sign in on the site, and where visitors find it.
struct OpenIDOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Waar bezoekers de website vinden, zoals https://toets.voorbeeld.nl.",
      discussion: "Zonder deze optie: http://localhost met de poort.", valueName: "adres"))
  var address: String?

  @Option(
    name: .customLong("openid-issuer"),
    help: ArgumentHelp(
      "Laat mensen ook inloggen met deze aanbieder van OpenID Connect.",
      discussion: """
        Geef het adres precies zoals de aanbieder zichzelf noemt (issuer). Meld daar het adres van de \
        website aan, met /inloggen-extern/terug erachter. Wie de aanbieder met een bevestigd e-mailadres \
        kent, komt in het account met dat adres.
        """, valueName: "adres"))
  var issuer: String?

  @Option(
    name: .customLong("openid-client"),
    help: ArgumentHelp("De naam van deze website bij de aanbieder (client_id).", valueName: "id"))
  var client: String?

  @Option(
    name: .customLong("openid-secret"),
    help: ArgumentHelp(
      "Het bestand met het geheim van deze website bij de aanbieder (client_secret).",
      discussion: "Of zet het geheim in TOETS_OPENID_SECRET. Zonder geheim: alleen PKCE.",
      valueName: "bestand"), completion: .file())
  var secret: String?

  @Option(
    name: .customLong("openid-name"),
    help: ArgumentHelp(
      "Hoe pagina's de aanbieder noemen; zonder deze optie naar zijn adres.", valueName: "naam"))
  var name: String?

  static let variable = "TOETS_OPENID_SECRET"

  /// Where the site is for visitors.
  ///
  /// - Throws: where it is not the address of a whole site.
  func site(port: Int) throws(Failure) -> String {
    guard let address else { return "http://localhost:\(port)" }
    guard let found = SafeAddress(address), ["", "/"].contains(found.path), found.query == nil
    else {
      throw Failure(
        .usage,
        Notice(
          about: "--address", nl: "'\(address.shortened)' is geen adres van een website",
          en: "'\(address.shortened)' is no address of a site",
          mendNL:
            "schrijf het zonder pad, zoals https://toets.voorbeeld.nl; http mag alleen op deze computer",
          mendEN:
            "write it without a path, as https://toets.example.com; http only on this computer"))
    }
    return found.path.isEmpty ? address : String(address.dropLast())
  }

  /// - Returns: `nil` where people sign in with passwords and links alone.
  func settings(port: Int, _ effects: Effects) throws(Failure) -> OpenIDSettings? {
    guard let issuer else {
      for (option, value) in [
        ("--openid-client", client), ("--openid-secret", secret), ("--openid-name", name),
      ] where value != nil {
        throw OpenIDOptions.wrong(
          option, "er is geen aanbieder om mee in te loggen",
          "there is no provider to sign in with",
          mend: "geef ook --openid-issuer", "give --openid-issuer too")
      }
      return nil
    }
    guard let found = SafeAddress(issuer), found.query == nil else {
      throw OpenIDOptions.wrong(
        "--openid-issuer", "'\(issuer.shortened)' is geen adres van een aanbieder",
        "'\(issuer.shortened)' is no address of a provider",
        mend: "schrijf het met https; http mag alleen op deze computer",
        "write it with https; http only on this computer")
    }
    guard let client, !client.isEmpty else {
      throw OpenIDOptions.wrong(
        "--openid-issuer", "de naam van deze website bij de aanbieder ontbreekt",
        "the name of this site at the provider is missing",
        mend: "geef ook --openid-client", "give --openid-client too")
    }
    guard address != nil || port != 0 else {
      throw OpenIDOptions.wrong(
        "--port", "de aanbieder moet weten waar de website staat, en poort 0 is elke keer anders",
        "the provider has to know where the site is, and port 0 differs every time",
        mend: "kies een poort, of geef --address", "choose a port, or give --address")
    }
    return OpenIDSettings(
      issuer: found, client: client, secret: try readSecret(effects), name: name ?? found.host,
      site: try site(port: port))
  }

  private func readSecret(_ effects: Effects) throws(Failure) -> String? {
    let fromVariable = effects.environment[OpenIDOptions.variable]
    guard let secret else {
      guard let fromVariable else { return nil }
      return try OpenIDOptions.checked(fromVariable, from: OpenIDOptions.variable)
    }
    guard fromVariable == nil else {
      throw OpenIDOptions.wrong(
        "--openid-secret", "het geheim staat ook in \(OpenIDOptions.variable)",
        "the secret is in \(OpenIDOptions.variable) too", mend: "geef het op één manier",
        "give it in one way")
    }
    let source: SourceText
    do {
      source = try effects.source(secret, limit: 4_096)
    } catch {
      throw Failure(.badInput, error, about: secret)
    }
    return try OpenIDOptions.checked(String(decoding: source.bytes, as: UTF8.self), from: secret)
  }

  /// The secret without the line end of its file.
  private static func checked(_ text: String, from place: String) throws(Failure) -> String {
    let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !secret.isEmpty, secret.unicodeScalars.allSatisfy({ $0.value > 0x1F && $0.value != 0x7F })
    else {
      throw Failure(
        .badInput,
        Notice(
          about: place,
          nl: "hier staat geen geheim van één regel", en: "there is no secret of one line here",
          mendNL: "zet er alleen het client_secret van de aanbieder in",
          mendEN: "put only the client_secret of the provider in it"))
    }
    return secret
  }

  private static func wrong(
    _ option: String, _ nl: String, _ en: String, mend mendNL: String, _ mendEN: String
  ) -> Failure {
    Failure(
      .usage,
      Notice(
        about: option, LocalizedText(nl: nl, en: en), mend: LocalizedText(nl: mendNL, en: mendEN)))
  }
}
