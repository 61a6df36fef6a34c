using System.Collections.Frozen;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Delivery;

namespace IpStrategy.Web.Texts;

/// <summary>Words a message from its facts, in the reader's language: who is asked, what for, by when.</summary>
public sealed class MessageWords(OfficeTime time, ReferenceTables reference)
{
    public string Sentence(string kind, MessageFacts facts)
    {
        // Who only stands in for somebody is told for whom.
        return facts is { For: { } principal, Step.Length: > 0 }
            ? Wording.Say("Inbox.InPlaceOf", principal, Plain(kind, facts))
            : Plain(kind, facts);
    }

    /// <summary>Messages that are about no step of an assignment; null for all others.</summary>
    private static string? OfPapers(string kind, MessageFacts facts) =>
        kind switch
        {
            "planSubmitted" or "planSentBack" => Wording.Say($"Inbox.{kind}", From(facts), facts.Subject),
            "attachmentInfected" => Wording.Say(
                "Inbox.attachmentInfected",
                facts.AssignmentNumber,
                facts.Text ?? "",
                From(facts)
            ),
            "workTakenOver" or "reorganised" or "reorganisationStuck" => OfReform(kind, facts),
            "auditAnchor" => Wording.Say("Inbox.auditAnchor", facts.Label, facts.Subject),
            _ => null,
        };

    private static string OfReform(string kind, MessageFacts facts)
    {
        var numbers = (facts.Numbers ?? "").Split('、', StringSplitOptions.RemoveEmptyEntries);
        var count = facts.Count ?? 0;
        var moved =
            count == 0 ? Wording.Say("Inbox.Moved.None")
            : numbers.Length == 0 ? Wording.Say("Inbox.Moved", count)
            : Wording.Say("Inbox.Moved.Of", count, string.Join(Wording.Comma, numbers));
        return Wording.Say($"Inbox.{kind}", facts.Label, facts.To ?? "", facts.For ?? "", moved);
    }

    /// <summary>Messages about a step, worded from the same facts.</summary>
    private static readonly FrozenSet<string> OfDesks = FrozenSet.Create(
        "urge",
        "returned",
        "askedToSign",
        "delegated",
        "resolved",
        "takenOver",
        "extensionApproved",
        "extensionRefused",
        "copiedTo",
        "closedBecauseReturned",
        "closedBecauseWithdrawn",
        "rejected",
        "overdue",
        "fellToPostBox"
    );

    private string Plain(string kind, MessageFacts facts)
    {
        var due = facts.DueOn is { } day ? time.Day(day) : "";
        var step = StepWords.Name(facts.Step, facts.StepName);
        var body = reference.NameOf(facts.Body);
        return OfPapers(kind, facts)
            ?? kind switch
            {
                "proxyNamed" or "proxyEnded" => Wording.Say($"Inbox.{kind}", facts.From, facts.For, facts.Subject),
                "transferred" => Wording.Say($"Inbox.{kind}", facts.AssignmentNumber, step, due, From(facts), facts.To),
                "reminder" => Reminder(facts, step, due),
                "arrived" => Wording.Say(ArrivedKey(facts), facts.AssignmentNumber, step, due),
                "issued" => Wording.Say("Inbox.issued", facts.AssignmentNumber, due),
                "suspended" or "resumed" or "terminated" or "voided" or "handedOver" or "changed" or "instructed" =>
                    Wording.Say($"Inbox.{kind}", facts.AssignmentNumber, step, due, From(facts), facts.Text ?? ""),
                _ when OfDesks.Contains(kind) => Wording.Say(
                    $"Inbox.{kind}",
                    facts.AssignmentNumber,
                    step,
                    due,
                    From(facts),
                    body
                ),
                _ => Wording.Say("Inbox.other", facts.AssignmentNumber, step, due),
            };
    }

    /// <summary>A body that is not the city's to instruct is asked, not told (商请).</summary>
    private static string Reminder(MessageFacts facts, string step, string due)
    {
        var offset = facts.Offset ?? 0;
        var when =
            offset < 0 ? "Before"
            : offset == 0 ? "Today"
            : "Over";
        var key = $"Inbox.reminder.{when}" + (facts.IsRequest ? ".Ask" : "");
        return Wording.Say(key, facts.AssignmentNumber, step, due, Math.Abs(offset));
    }

    private static string ArrivedKey(MessageFacts facts) =>
        facts.DueOn is null ? "Inbox.arrived.NoDue"
        : facts.IsRequest ? "Inbox.arrived.Ask"
        : "Inbox.arrived";

    private static string From(MessageFacts facts) => facts.From ?? Wording.Say("Item.Automatic");
}
