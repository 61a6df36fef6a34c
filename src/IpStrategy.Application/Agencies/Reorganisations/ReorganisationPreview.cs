using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Agencies.Reorganisations;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence.Accounts;

namespace IpStrategy.Application.Agencies.Reorganisations;

/// <param name="Name">As it is called after the reorganisation, or was called at its end.</param>
public sealed record AgencyName(string Code, string Name);

/// <summary>What becomes of one body.</summary>
/// <param name="Change"><c>founded</c>, <c>ended</c>, <c>renamed</c> or <c>handsOver</c>.</param>
/// <param name="Before">Its name before; null for one that is founded.</param>
/// <param name="After">Its name after; null for one that ends.</param>
/// <param name="Successors">Who takes over, the default first.</param>
public sealed record AgencyChangeView(
    string Code,
    string Change,
    string? Before,
    string? After,
    DateOnly On,
    ImmutableArray<AgencyName> Successors
);

/// <summary>What becomes of an open work item.</summary>
/// <param name="Fate"><c>moves</c>, <c>closesAsOwn</c> or <c>closesAsDouble</c>.</param>
public sealed record WorkMoveView(
    string WorkItemId,
    string Step,
    string StepName,
    AgencyName From,
    AgencyName To,
    string Fate
);

/// <summary>Where a divided body's part may go: the office chooses.</summary>
public sealed record HeirChoiceView(AgencyName Agency, ImmutableArray<AgencyName> Heirs, string Chosen);

/// <summary>What changes in one undertaking of an assignment.</summary>
/// <param name="Unions"><c>leadsBecomeOne</c>, <c>leadAndCoResponsibleBecomeOne</c>, <c>partiesBecomeOne</c>.</param>
public sealed record AssignmentChangeView(
    string AssignmentId,
    int Number,
    string Label,
    string Subject,
    ImmutableArray<AgencyName> LeadsBefore,
    ImmutableArray<AgencyName> LeadsAfter,
    ImmutableArray<AgencyName> PartiesBefore,
    ImmutableArray<AgencyName> PartiesAfter,
    ImmutableArray<string> Unions,
    ImmutableArray<WorkMoveView> Work,
    ImmutableArray<HeirChoiceView> Choices
);

/// <summary>Where an account goes.</summary>
/// <param name="To">Null where its agency ends without a successor: it stays until somebody places it.</param>
public sealed record AccountMoveView(
    string UserName,
    string DisplayName,
    string Post,
    AgencyName From,
    AgencyName? To,
    ImmutableArray<AgencyName> Heirs
);

/// <summary>机构改革预览: what would happen; nothing has.</summary>
/// <param name="Mark">Hand it back to carry out exactly this; it no longer fits once anything of it has changed.</param>
/// <param name="NextOn">Day of the first step that has to wait; null where all are due.</param>
/// <param name="OtherWork">Open work items of processes that belong to no assignment.</param>
/// <param name="WithoutPeople">Successors that nobody has an account for: their work waits in their post box.</param>
public sealed record ReorganisationPreview(
    string Mark,
    DateOnly? NextOn,
    ImmutableArray<AgencyChangeView> Agencies,
    ImmutableArray<AssignmentChangeView> Assignments,
    ImmutableArray<WorkMoveView> OtherWork,
    ImmutableArray<AccountMoveView> Accounts,
    ImmutableArray<AgencyName> WithoutPeople
);

/// <summary>A reorganisation worked out against what stands now.</summary>
internal sealed record WorkedOut(
    ReorganisationDocument Document,
    Succession Succession,
    ReformScene Scene,
    ReorganisationPlan Plan,
    ImmutableArray<AccountMove> Accounts
);

/// <param name="To">Null: stays where it is.</param>
internal sealed record AccountMove(User User, AgencyCode? To, ImmutableArray<AgencyCode> Heirs);

/// <summary>Words and marks of what was worked out.</summary>
internal sealed class PreviewWriter(WorkedOut work, IReadOnlySet<string> peopled)
{
    private readonly AgencyDirectory _after = work.Succession.After;

    public ReorganisationPreview Write(DateOnly? nextOn) =>
        new(
            MarkOf(work),
            nextOn,
            [.. work.Succession.Steps.SelectMany(AgenciesOf)],
            [.. work.Plan.Changes.Select(Of).OrderBy(c => c.Number)],
            [.. work.Scene.Trees.Where(t => t.Undertaking is null).SelectMany(OtherOf)],
            [.. work.Accounts.Select(Of)],
            [.. HeirsWithoutPeople().Select(NameOf)]
        );

    /// <summary>Says whether anything of it has changed: the order, the bodies, the work, the people.</summary>
    public static string MarkOf(WorkedOut work)
    {
        var text = new StringBuilder();
        text.Append(JsonSerializer.Serialize(work.Document)).Append('\n');
        text.Append(JsonSerializer.Serialize(work.Succession.Before.Agencies)).Append('\n');
        foreach (var tree in work.Scene.Trees)
        {
            text.AppendJoin(' ', tree.Instances.Select(i => FormattableString.Invariant($"i{i.Id}:{i.Version}")));
            text.AppendJoin(' ', tree.Items.Select(w => FormattableString.Invariant($"w{w.Id}:{w.Version}")));
        }
        text.AppendJoin(' ', work.Scene.Ended.Select(u => FormattableString.Invariant($"u{u.Id}")));
        text.AppendJoin(' ', work.Accounts.Select(a => FormattableString.Invariant($"a{a.User.Id}:{a.To}")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }

    /// <summary>Successors at whose place nobody will be to find what comes there.</summary>
    private IEnumerable<AgencyCode> HeirsWithoutPeople()
    {
        var arriving = work.Accounts.Where(a => a.To is not null && !a.User.IsDisabled).Select(a => a.To!.Value);
        var manned = arriving.Select(a => a.Value).Concat(peopled).ToHashSet(StringComparer.Ordinal);
        return work
            .Succession.Losing.SelectMany(l => work.Succession.HeirsOf(l))
            .Distinct()
            .Where(h => !manned.Contains(h.Value) && !work.Succession.Ended.Contains(h));
    }

    private IEnumerable<AgencyChangeView> AgenciesOf(ReorganisationStep step) =>
        step switch
        {
            ReorganisationStep.Merge m =>
            [
                .. Founded(m.Into, m.EffectiveOn),
                .. m.Agencies.Select(a => Ended(a, m.EffectiveOn, [m.Into.Code])),
            ],
            ReorganisationStep.Split s =>
            [
                .. s.Into.SelectMany(p => Founded(p.Into, s.EffectiveOn)),
                Ended(s.Agency, s.EffectiveOn, [.. s.Into.Select(p => p.Into.Code)]),
            ],
            ReorganisationStep.Rename r => [Renamed(r)],
            ReorganisationStep.Move m => [.. Founded(m.To, m.EffectiveOn), HandsOver(m)],
            _ => [Ended(((ReorganisationStep.Close)step).Agency, step.EffectiveOn, [])],
        };

    private AgencyChangeView Renamed(ReorganisationStep.Rename step)
    {
        var before = _after.Find(step.Agency)!.NameAt(step.EffectiveOn.AddDays(-1));
        return new AgencyChangeView(step.Agency.Value, "renamed", before, step.Name, step.EffectiveOn, []);
    }

    private AgencyChangeView HandsOver(ReorganisationStep.Move step) =>
        Ended(step.Agency, step.EffectiveOn, [step.To.Code]) with
        {
            Change = "handsOver",
            After = NameOf(step.Agency).Name,
        };

    private static IEnumerable<AgencyChangeView> Founded(Heir heir, DateOnly on) =>
        heir is Heir.Founded { Agency: var a }
            ? [new AgencyChangeView(a.Code.Value, "founded", null, a.Name, on, [])]
            : [];

    private AgencyChangeView Ended(AgencyCode code, DateOnly on, ImmutableArray<AgencyCode> heirs) =>
        new(code.Value, "ended", NameOf(code).Name, null, on, [.. heirs.Select(NameOf)]);

    private AssignmentChangeView Of(UndertakingChange change)
    {
        var tree = work.Scene.Trees.Single(t => t.RootId == change.Before.Id);
        var items = tree.Items.ToDictionary(w => w.Id);
        return new(
            Opaque.Of(change.Before.AssignmentId),
            change.Before.Number,
            tree.Undertaking!.Label,
            tree.Undertaking.Subject,
            [NameOf(change.Before.Lead), .. change.Before.Cosigners.Select(NameOf)],
            [.. change.JointLeads.Select(NameOf)],
            [.. change.Before.Parties.Select(NameOf)],
            [.. change.Parties.Select(NameOf)],
            [.. change.Unions.Select(Words.Of)],
            [.. change.Work.Select(w => Of(items[w.Work.Id], w.To, w.Fate))],
            [.. change.Choices.Select(c => new HeirChoiceView(NameOf(c.Agency), Names(c.Heirs), c.Chosen.Value))]
        );
    }

    private IEnumerable<WorkMoveView> OtherOf(ReformedTree tree) =>
        tree
            .Items.Where(w => work.Succession.Losing.Any(l => l.Value == w.Body))
            .Select(w => Of(w, work.Succession.HeirsOf(new AgencyCode(w.Body))[0], WorkFate.Moves));

    private WorkMoveView Of(WorkItem item, AgencyCode to, WorkFate fate) =>
        new(Opaque.Of(item.Id), item.Step, item.StepName, NameOf(new(item.Body)), NameOf(to), Words.Of(fate));

    private AccountMoveView Of(AccountMove move) =>
        new(
            move.User.UserName!,
            move.User.DisplayName,
            Words.Of(move.User.Post),
            NameOf(new AgencyCode(move.User.AgencyCode!)),
            move.To is { } to ? NameOf(to) : null,
            Names(move.Heirs)
        );

    private ImmutableArray<AgencyName> Names(ImmutableArray<AgencyCode> codes) => [.. codes.Select(NameOf)];

    private AgencyName NameOf(AgencyCode code) => new(code.Value, _after.Find(code)?.Name ?? code.Value);
}
