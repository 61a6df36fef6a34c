using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Agencies.Reorganisations;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Agencies;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Agencies.Reorganisations;

/// <summary>A reorganisation as it was ordered, and how far it has come.</summary>
/// <param name="State"><c>scheduled</c>, <c>carriedOut</c>, <c>stuck</c> or <c>withdrawn</c>.</param>
/// <param name="NextOn">Day of the next step; null when none is left.</param>
/// <param name="Problem">Code of the refusal it is stuck with.</param>
/// <param name="Results">What was changed, one entry for every day on which steps were carried out.</param>
public sealed record ReorganisationView(
    string Id,
    string State,
    ReorganisationDocument Document,
    string OrderedBy,
    DateTimeOffset OrderedAt,
    int StepsDone,
    DateOnly? NextOn,
    DateTimeOffset? CarriedOutAt,
    string? Problem,
    ImmutableArray<ReorganisationPreview> Results
)
{
    private static readonly ImmutableArray<string> Waiting =
    [
        Words.Of(ReorganisationState.Scheduled),
        Words.Of(ReorganisationState.Stuck),
    ];

    /// <summary>Some of its steps are neither taken nor called off.</summary>
    [JsonIgnore]
    public bool IsWaiting => Waiting.Contains(State);

    internal static ReorganisationView Of(StoredReorganisation stored) =>
        new(
            Opaque.Of(stored.Id),
            Words.Of(stored.State),
            JsonSerializer.Deserialize<ReorganisationDocument>(stored.Document)!,
            stored.OrderedByName,
            stored.OrderedAt,
            stored.StepsDone,
            stored.NextOn,
            stored.CarriedOutAt,
            stored.Problem,
            [.. JsonSerializer.Deserialize<ReorganisationPreview[]>(stored.Results)!]
        );
}

/// <summary>One line of the list.</summary>
public sealed record ReorganisationSummary(
    string Id,
    string State,
    string Title,
    string LegalBasis,
    string OrderedBy,
    DateTimeOffset OrderedAt,
    DateOnly? NextOn,
    DateTimeOffset? CarriedOutAt,
    string? Problem
);

/// <summary>All reorganisations, the newest first; and what the directory announces.</summary>
public sealed class ReorganisationList(IpStrategyContext db)
{
    private const string List = "reorganisations";

    /// <summary>True for a mark that this list gave out.</summary>
    public static bool Gave(string mark) => ListMark.Read(List, mark) is not null;

    public async Task<Outcome<Page<ReorganisationSummary>>> RunAsync(
        string? after,
        int pageSize,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.ReadAgencies) is { } refusal)
        {
            return refusal;
        }
        var total = await db.Reorganisations.CountAsync(cancel);
        var rest = db.Reorganisations.AsNoTracking().AsQueryable();
        if (ListMark.Read(List, after) is var (_, last))
        {
            rest = rest.Where(r => r.Id < last);
        }
        var rows = await rest.OrderByDescending(r => r.Id).Take(pageSize + 1).ToListAsync(cancel);
        var page = rows.Take(pageSize).ToList();
        var next = rows.Count > pageSize ? ListMark.Of(List, 0, page[^1].Id) : null;
        return new Page<ReorganisationSummary>(page.ConvertAll(Of), total, next);
    }

    public async Task<Outcome<ReorganisationView>> OneAsync(long id, Actor actor, CancellationToken cancel) =>
        RightsTable.May(actor, Operation.ReadAgencies) is { } refusal ? refusal
        : await db.Reorganisations.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancel) is { } row
            ? ReorganisationView.Of(row)
        : new ReorganisationDoesNotExist();

    /// <summary>What the directory announces for a span of days and nobody has carried out, ready to be looked over.</summary>
    public async Task<Outcome<ReorganisationDocument>> AnnouncedAsync(
        DateOnly from,
        DateOnly to,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.AdministerAgencies) is { } refusal)
        {
            return refusal;
        }
        var directory = await AgencyTables.DirectoryAsync(db, cancel);
        var steps = AnnouncedReform.StepsOf(directory, from, to, ImmutableDictionary<string, AgencyCode>.Empty);
        return new ReorganisationDocument("", "", [.. steps.Select(ReorganisationDocuments.Of)], [], []);
    }

    private static ReorganisationSummary Of(StoredReorganisation r) =>
        new(
            Opaque.Of(r.Id),
            Words.Of(r.State),
            r.Title,
            r.LegalBasis,
            r.OrderedByName,
            r.OrderedAt,
            r.NextOn,
            r.CarriedOutAt,
            r.Problem
        );
}
