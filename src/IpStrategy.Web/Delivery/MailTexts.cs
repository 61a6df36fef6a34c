using System.Globalization;
using System.Resources;
using IpStrategy.Application.Delivery;
using IpStrategy.Persistence.Outbox;

namespace IpStrategy.Web.Delivery;

/// <summary>Words mails from Resources/Mails.resx, in Chinese: a mail has no reader's language to go by.</summary>
internal sealed class MailTexts : IMailTexts
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly ResourceManager Texts = new("IpStrategy.Web.Resources.Mails", typeof(MailTexts).Assembly);

    public (string Subject, string Body) Word(MessageKind kind, MessageFacts facts)
    {
        var due = facts.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        var verb = Texts.GetString(facts.IsRequest ? "Request" : "Instruct", Chinese);
        // Who only stands in for somebody is told for whom.
        var inPlaceOf = facts is { For: { } principal, Step.Length: > 0 } ? Format("InPlaceOf", principal) : "";
        var subject =
            inPlaceOf + Format($"{kind}.Subject", facts.Label, facts.StepName, due, facts.From, facts.For, facts.To);
        var body = Format(
            $"{kind}.Body",
            facts.Label,
            facts.Subject,
            facts.StepName,
            due,
            verb,
            facts.From,
            facts.Text,
            facts.For,
            facts.To,
            facts.Count ?? 0,
            string.IsNullOrEmpty(facts.Numbers) ? Texts.GetString("None", Chinese) : facts.Numbers
        );
        return (subject, inPlaceOf + body + Environment.NewLine + Texts.GetString("Footer", Chinese));
    }

    private static string Format(string key, params ReadOnlySpan<object?> arguments) =>
        string.Format(Chinese, Texts.GetString(key, Chinese) ?? key, arguments);
}
