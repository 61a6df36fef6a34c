using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using IpStrategy.Application.Jobs;
using IpStrategy.Application.Processes;
using IpStrategy.Application.Proxies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;

namespace IpStrategy.Application.Delivery;

/// <summary>The facts of a message; pages and mails word them in the reader's language.</summary>
/// <param name="Offset">Working days from the due date, for reminders.</param>
/// <param name="IsRequest">商请: the body is not the city's to instruct.</param>
public sealed record MessageFacts(
    int AssignmentNumber,
    string Label,
    string Subject,
    string Step,
    string StepName,
    string Body,
    DateOnly? DueOn,
    int? Offset = null,
    bool IsRequest = false,
    string? From = null,
    string? Text = null
)
{
    public long? WorkItemId { get; init; }
    public long? UndertakingId { get; init; }

    /// <summary>代理: whose work it is, where the reader only stands in for him.</summary>
    public string? For { get; init; }

    /// <summary>转办: with whom it lies from now on.</summary>
    public string? To { get; init; }

    /// <summary>机构改革: how many open work items pass on, and the numbers of their assignments between 、.</summary>
    public int? Count { get; init; }
    public string? Numbers { get; init; }

    /// <summary>The reorganisation in question, as addresses name it; for those who may look at it.</summary>
    public string? ReorganisationId { get; init; }

    [JsonIgnore]
    public long? PlanId { get; init; }

    /// <summary>The notice in question, as addresses name it.</summary>
    public string? NoticeId { get; init; }

    public static MessageFacts Of(WorkItem item) =>
        new(item.AssignmentNumber, item.Label, item.Subject, item.Step, item.StepName, item.Body, item.DueOn)
        {
            WorkItemId = item.Id,
            UndertakingId = item.UndertakingId,
            PlanId = item.PlanId,
        };

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static MessageFacts FromJson(string json) => JsonSerializer.Deserialize<MessageFacts>(json, Options)!;
}

/// <summary>A mail waiting in the outbox.</summary>
public sealed record MailPayload(string MessageId, string To, MessageKind Kind, MessageFacts Facts);

/// <summary>
/// Puts messages where they are sent from: the inbox at once, mail through the outbox. Rows only, in the transaction at hand.
/// </summary>
public sealed class MessageWriter(
    IpStrategyContext db,
    MailSettings mail,
    StandIns standIns,
    Ids ids,
    DomainClock clock,
    Wake wake
)
{
    public const string MailChannel = "mail";

    /// <param name="onceKey">With kind and work item, what makes the message one; the same is never told twice.</param>
    public void Tell(IEnumerable<Person> people, MessageKind kind, MessageFacts facts, string onceKey)
    {
        var told = people.DistinctBy(p => p.Id).ToList();
        foreach (var person in told)
        {
            Tell(person, kind, facts, onceKey);
        }
        if (facts.Step.Length == 0 || kind == MessageKind.CopiedTo)
        {
            return;
        }
        // Who stands in for one of them hears of it in his stead, but nobody twice.
        var known = told.Select(p => p.Id).ToHashSet();
        foreach (var principal in told)
        {
            var deputies = standIns.DeputiesOf(principal.Id, facts.PlanId, facts.Step).Where(d => known.Add(d.Id));
            foreach (var deputy in deputies)
            {
                Tell(deputy, kind, facts with { For = principal.Name }, onceKey);
            }
        }
    }

    private void Tell(Person person, MessageKind kind, MessageFacts facts, string onceKey)
    {
        var id = ids.Next();
        var key = $"{kind}:{facts.WorkItemId ?? facts.UndertakingId}:{onceKey}";
        db.Inbox.Add(
            new InboxMessage(id, person.Id, kind, facts.ToJson(), clock.Now).About(
                facts.WorkItemId,
                facts.UndertakingId,
                key
            )
        );
        if (mail.IsOn && person.Email is { Length: > 0 } to)
        {
            // Machines send by the time of machines, whatever the office's clock shows.
            var payload = new MailPayload($"<{id}@{mail.MessageIdDomain}>", to, kind, facts);
            db.Outbox.Add(new OutboxMessage(id, MailChannel, JsonSerializer.Serialize(payload), wake.RealNow));
        }
    }
}
