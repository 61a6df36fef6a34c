using System.Collections.Immutable;
using System.Text.Json;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Web.Api;

/// <param name="Process">Id of the process, as its file says it.</param>
/// <param name="Version">Left out = the newest.</param>
/// <param name="StartEvent">Id of the start event; left out = the one that waits for nothing.</param>
internal sealed record StartBody(
    string? Process = null,
    int? Version = null,
    string? StartEvent = null,
    string? BusinessKey = null,
    JsonElement? Variables = null
);

/// <summary>Ids of the diagram. Cancellations come first, whatever the order here.</summary>
/// <param name="Cancel">Every token at these nodes.</param>
/// <param name="StartTransition">Sequence flows to be taken.</param>
internal sealed record ModificationBody(
    IReadOnlyList<string>? Cancel = null,
    IReadOnlyList<string>? StartBefore = null,
    IReadOnlyList<string>? StartAfter = null,
    IReadOnlyList<string>? StartTransition = null
)
{
    public ImmutableArray<Modification> Steps =>
        [
            .. (Cancel ?? []).Select(a => new Modification.CancelActivity(a)),
            .. (StartBefore ?? []).Select(a => new Modification.StartBefore(a)),
            .. (StartAfter ?? []).Select(a => new Modification.StartAfter(a)),
            .. (StartTransition ?? []).Select(f => new Modification.StartTransition(f)),
        ];
}

/// <param name="Process">Left out = the process the instance is of.</param>
/// <param name="Version">Left out = the newest.</param>
/// <param name="Mapping">Ids of the diagram before, and what they become; equal ids map by themselves.</param>
/// <param name="DryRun">True: only a report of what stands in the way; nothing moves.</param>
internal sealed record MigrationBody(
    string? Process = null,
    int? Version = null,
    IReadOnlyDictionary<string, string>? Mapping = null,
    bool DryRun = false
)
{
    public ImmutableSortedDictionary<string, string> Ids =>
        Mapping is null ? Command.Migrate.SameIds : Command.Migrate.SameIds.SetItems(Mapping);
}

/// <param name="Element">Id of the live element whose own variables are meant; left out = the instance.</param>
internal sealed record VariablesBody(JsonElement? Variables = null, string? Element = null);

/// <param name="Element">Id of the live ad-hoc sub-process.</param>
/// <param name="Start">What to start in it, by its id in the diagram; or else <paramref name="Complete"/>.</param>
internal sealed record AdHocBody(string? Element = null, string? Start = null, bool Complete = false);
