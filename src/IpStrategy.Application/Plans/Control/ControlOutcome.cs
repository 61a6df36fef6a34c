using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans.Control;

/// <summary>What follows from a change once its steps are done: counts, the record, who is told.</summary>
internal sealed class ControlOutcome(
    IpStrategyContext db,
    ReferenceTables reference,
    PartyRows parties,
    ControlMessages messages,
    AuditTrail audit,
    Ids ids
)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public ControlView Preview(ControlCase c, ChangePlan plan) =>
        new(
            AssignmentSummary.Of(c.Assignment, c.Run.Context.Now),
            DryRun: true,
            MarkOf(plan),
            RecordId: null,
            ViewsOf(plan.Effects)
        );

    /// <summary>The same for the same effects.</summary>
    public static string MarkOf(ChangePlan plan) =>
        WorkItemRequest.HashOf(JsonSerializer.Serialize(plan.Effects, Options));

    public static ImmutableArray<ChangeEffect> Read(string json) =>
        JsonSerializer.Deserialize<ImmutableArray<ChangeEffect>>(json, Options);

    public ImmutableArray<EffectView> ViewsOf(ImmutableArray<ChangeEffect> effects) =>
        [
            .. effects.Select(e => new EffectView(
                Words.Of(e.Kind),
                e.Lead,
                NameOf(e.Lead),
                e.ItemId is { } item ? Opaque.Of(item) : null,
                e.Step,
                e.StepName,
                e.Body,
                NameOf(e.Body),
                e.From,
                e.To,
                e.Days,
                e.Kind == EffectKind.LeadChanges ? NameOf(e.Before) : e.Before,
                e.Kind == EffectKind.LeadChanges ? NameOf(e.After) : e.After
            )),
        ];

    /// <summary>Whoever takes part in what is touched, before and after.</summary>
    public async Task<ImmutableArray<string>> ConcernedAsync(ControlCase c, ChangePlan plan, CancellationToken cancel)
    {
        var named = plan.Effects.SelectMany(e => new[] { e.Body, e.Lead }).OfType<string>();
        if (plan.Steps.All(s => s is ChangeStep.Instruct))
        {
            return [.. plan.Steps.Cast<ChangeStep.Instruct>().Select(s => s.Agency.Value).Distinct()];
        }
        var leads = plan.Effects.Select(e => e.Lead).OfType<string>().ToHashSet();
        var touched = c.Undertakings.Where(u => leads.Count == 0 || leads.Contains(u.LeadCode)).Select(u => u.Id);
        var taking = await db
            .UndertakingAgencies.Where(a => touched.Contains(a.UndertakingId) && a.Role != PartyRole.Former)
            .Select(a => a.AgencyCode)
            .ToListAsync(cancel);
        var joining = plan.Steps.OfType<ChangeStep.HandOver>().Select(s => s.To.Value);
        return [.. taking.Concat(named).Concat(joining).Distinct()];
    }

    public async Task<ControlView> RecordAsync(ControlDone done, CancellationToken cancel)
    {
        var (c, order) = (done.Case, done.Order);
        var (actor, now) = (c.Run.Context.Actor, c.Run.Context.Now);
        var began = done.Plan.Steps.OfType<ChangeStep.Begin>().Any();
        var undertakings = began
            ? db.Undertakings.Local.Where(u => u.AssignmentId == c.Assignment.Id).ToList()
            : [.. c.Undertakings];
        c.Assignment.Recount([.. undertakings.Select(u => u.State)], now);
        await parties.FollowAsync(done, cancel);
        var reason = (order.Verb == ControlVerb.Instruct ? order.Text : order.Reason)?.Trim() ?? "";
        var record = new ControlRecord(ids.Next(), c.Assignment.Id, order.Verb, reason)
            .By(actor, now)
            .Did(order.UndertakingId, JsonSerializer.Serialize(done.Plan.Effects, Options));
        db.ControlRecords.Add(record);
        messages.Tell(done, record);
        Note(done, reason);
        return new ControlView(
            AssignmentSummary.Of(c.Assignment, now),
            DryRun: false,
            Mark: null,
            Opaque.Of(record.Id),
            ViewsOf(done.Plan.Effects)
        );
    }

    private void Note(ControlDone done, string reason)
    {
        var (c, order) = (done.Case, done.Order);
        var before = c.Now;
        audit.Note(
            new AuditNote(
                c.Run.Context.Actor,
                VerbOf(order.Verb),
                $"assignment:{Opaque.Of(c.Assignment.Id)}",
                new { dueOn = before.Due.Date, states = before.Undertakings.Select(u => u.State) },
                new { reason, done.Plan.Effects }
            )
            {
                AssignmentId = c.Assignment.Id,
                UndertakingId = order.UndertakingId,
            }
        );
    }

    /// <summary>As the API spells it.</summary>
    public static string VerbOf(ControlVerb verb) =>
        verb switch
        {
            ControlVerb.HandOver => "hand-over",
            ControlVerb.NameAgencies => "name-agencies",
            _ => Words.Of(verb),
        };

    private string? NameOf(string? code) => code is null ? null : reference.NameOf(code);
}
