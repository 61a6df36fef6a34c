using System.Globalization;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Bpmn;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>Something that starts the process by itself, armed for its newest version.</summary>
/// <param name="Kind"><c>timer message signal</c>.</param>
/// <param name="Name">Of the message or signal.</param>
public sealed record StartView(string EventId, string Kind, string? Name, DateTimeOffset? DueAt);

/// <param name="Xml">The file as text; only when one is asked for.</param>
public sealed record DefinitionView(
    string Id,
    string ProcessId,
    int Version,
    string? Name,
    string Deployment,
    DateTimeOffset DeployedAt,
    string? DeployedBy,
    IReadOnlyList<StartView>? Starts = null,
    string? Xml = null
);

public enum VersionChoice
{
    Newest,
    All,
}

public sealed record DefinitionFilter(
    VersionChoice Versions,
    string? ProcessId = null,
    int PageSize = 50,
    long? After = null
);

/// <summary>Deployed processes, the latest deployment first.</summary>
public sealed class ProcessDefinitions(IpStrategyContext db)
{
    public async Task<Outcome<Page<DefinitionView>>> RunAsync(
        DefinitionFilter filter,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.AdministerProcesses) is { } refusal)
        {
            return refusal;
        }
        var all = Filtered(filter);
        var total = await all.CountAsync(cancel);
        var before = filter.After ?? long.MaxValue;
        var rows = await Heads(all.Where(d => d.Id < before))
            .OrderByDescending(d => d.Id)
            .Take(filter.PageSize + 1)
            .ToListAsync(cancel);
        var page = rows.Take(filter.PageSize).Select(View).ToList();
        return new Page<DefinitionView>(page, total, rows.Count > filter.PageSize ? page[^1].Id : null);
    }

    /// <param name="name">The id of a deployed version, or the id of a process, which means its newest.</param>
    public async Task<DefinitionView?> OneAsync(string name, Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.AdministerProcesses) is not null)
        {
            return null;
        }
        var number = Opaque.Read(name) ?? 0;
        var found = db.Definitions.Where(d => d.Id == number || d.ProcessId == name);
        if (await Heads(found).OrderByDescending(d => d.Version).FirstOrDefaultAsync(cancel) is not { } head)
        {
            return null;
        }
        var xml = await db.Definitions.Where(d => d.Id == head.Id).Select(d => d.Xml).SingleAsync(cancel);
        var starts = await db
            .Starts.AsNoTracking()
            .Where(s => s.ProcessId == head.ProcessId && s.Version == head.Version)
            .OrderBy(s => s.Id)
            .ToListAsync(cancel);
        return View(head) with
        {
            Xml = BpmnReader.TextOf(xml),
            Starts = starts.ConvertAll(s => new StartView(
                s.EventId,
                Words.Of(s.Kind),
                s.Kind == StartKind.Timer ? null : s.Name,
                s.DueAt
            )),
        };
    }

    private IQueryable<StoredDefinition> Filtered(DefinitionFilter filter)
    {
        var all = db.Definitions.AsNoTracking();
        if (filter.ProcessId is { } process)
        {
            all = all.Where(d => d.ProcessId == process);
        }
        return filter.Versions == VersionChoice.All
            ? all
            : all.Where(d => !db.Definitions.Any(o => o.ProcessId == d.ProcessId && o.Version > d.Version));
    }

    // Without the files, which are large.
    private static IQueryable<Head> Heads(IQueryable<StoredDefinition> definitions) =>
        definitions.Select(d => new Head
        {
            Id = d.Id,
            ProcessId = d.ProcessId,
            Version = d.Version,
            Name = d.Name,
            Deployment = d.DeploymentId,
            DeployedAt = d.DeployedAt,
            DeployedBy = d.DeployedByName,
        });

    private static DefinitionView View(Head d) =>
        new(
            Opaque.Of(d.Id),
            d.ProcessId,
            d.Version,
            d.Name,
            d.Deployment.ToString(CultureInfo.InvariantCulture),
            d.DeployedAt,
            d.DeployedBy
        );

    private sealed class Head
    {
        public required long Id { get; init; }
        public required string ProcessId { get; init; }
        public required int Version { get; init; }
        public string? Name { get; init; }
        public required long Deployment { get; init; }
        public required DateTimeOffset DeployedAt { get; init; }
        public string? DeployedBy { get; init; }
    }
}
