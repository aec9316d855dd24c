import ArgumentParser
import Assess
import Foundation
import Rules

/// Whether messages go out, and how.
struct MailOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Stuur berichten met dit programma van deze computer, zoals /usr/sbin/sendmail.",
      discussion: """
        Zonder deze optie gaan er geen berichten uit. Het programma krijgt -i -f AFZENDER -- ONTVANGER \
        achter zijn eigen argumenten, en het bericht op zijn invoer, zoals sendmail van Postfix of msmtp. \
        Wat niet weg kan, wordt ruim een week lang opnieuw geprobeerd.
        """, valueName: "opdracht"))
  var mailCommand: String?

  @Option(
    help: ArgumentHelp("Het adres waar berichten vandaan komen.", valueName: "e-mailadres"))
  var mailFrom: String?

  /// - Parameters:
  ///   - address: where the site is for visitors, where that was said.
  ///   - isDemo: whether a page shows the messages where none goes out.
  func delivery(
    address: String?, port: Int, isDemo: Bool
  ) throws(Failure) -> MailDelivery {
    guard let mailCommand else {
      guard mailFrom == nil else {
        throw wrong(
          "--mail-from", "er is geen programma dat berichten stuurt",
          "there is no program that sends messages", mend: "geef ook --mail-command",
          "give --mail-command too")
      }
      return isDemo ? .shown(Mailbox()) : .none
    }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    guard let command = MailCommand(mailCommand), command.found(in: path) != nil else {
      throw wrong(
        "--mail-command", "'\(mailCommand.shortened)' is hier niet te vinden",
        "'\(mailCommand.shortened)' can't be found here",
        mend: "geef het hele pad van een programma, zoals /usr/sbin/sendmail",
        "give the whole path of a program, such as /usr/sbin/sendmail")
    }
    guard let mailFrom, let sender = MailAddress(mailFrom) else {
      throw wrong(
        "--mail-from", "het adres van de afzender ontbreekt of klopt niet",
        "the address of the sender is missing or wrong",
        mend: "schrijf het zoals toets@voorbeeld.nl", "write it as toets@example.com")
    }
    guard address != nil || port != 0 else {
      throw wrong(
        "--port", "in berichten staat waar de website is, en poort 0 is elke keer anders",
        "messages say where the site is, and port 0 differs every time",
        mend: "kies een poort, of geef --address", "choose a port, or give --address")
    }
    return .command(command, from: sender)
  }

  private func wrong(
    _ option: String, _ nl: String, _ en: String, mend mendNL: String, _ mendEN: String
  ) -> Failure {
    Failure(.usage, Notice(about: option, nl: nl, en: en, mendNL: mendNL, mendEN: mendEN))
  }
}
