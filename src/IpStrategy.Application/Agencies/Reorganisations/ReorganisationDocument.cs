using System.Collections.Immutable;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Agencies.Reorganisations;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Agencies.Reorganisations;

/// <summary>Who takes over: a code alone names a body that is there, with names it is founded.</summary>
/// <param name="Kind">As in the directory, e.g. <c>department</c>; of a body that is founded.</param>
/// <param name="Scope">Of a divided body: the part of its work.</param>
public sealed record HeirDocument(
    string Code,
    string? Name = null,
    string? FullName = null,
    string? Kind = null,
    bool SubordinateToMunicipality = true,
    string? Scope = null
);

/// <summary>One step as it is written down.</summary>
/// <param name="Kind"><c>merge</c>, <c>split</c>, <c>rename</c>, <c>move</c> or <c>close</c>.</param>
/// <param name="Agencies">Whom it befalls; several only in a merger.</param>
/// <param name="Into">Who takes over; several only in a division, the default first.</param>
/// <param name="Name">The new short name of a renaming.</param>
/// <param name="FullName">The new full name of a renaming.</param>
/// <param name="Function">What a move hands over, in words.</param>
/// <param name="Assignments">Numbers of the assignments that a move hands over.</param>
public sealed record StepDocument(
    string Kind,
    DateOnly EffectiveOn,
    IReadOnlyList<string>? Agencies = null,
    IReadOnlyList<HeirDocument>? Into = null,
    string? Name = null,
    string? FullName = null,
    string? Function = null,
    IReadOnlyList<int>? Assignments = null
)
{
    public IReadOnlyList<string> Agencies { get; init; } = Agencies ?? [];
    public IReadOnlyList<HeirDocument> Into { get; init; } = Into ?? [];
    public IReadOnlyList<int> Assignments { get; init; } = Assignments ?? [];
}

/// <summary>Where a divided body's part in one assignment goes.</summary>
public sealed record AssignmentChoice(string AssignmentId, string Agency);

/// <summary>Where the holder of an account goes.</summary>
public sealed record AccountChoice(string UserName, string Agency);

/// <summary>A reorganisation as it is ordered, stored and shown.</summary>
public sealed record ReorganisationDocument(
    string Title,
    string LegalBasis,
    IReadOnlyList<StepDocument>? Steps = null,
    IReadOnlyList<AssignmentChoice>? Choices = null,
    IReadOnlyList<AccountChoice>? Accounts = null
)
{
    public IReadOnlyList<StepDocument> Steps { get; init; } = Steps ?? [];
    public IReadOnlyList<AssignmentChoice> Choices { get; init; } = Choices ?? [];
    public IReadOnlyList<AccountChoice> Accounts { get; init; } = Accounts ?? [];
}

/// <summary>A reorganisation ready to be carried out.</summary>
internal sealed record ReorganisationOrder(
    Reorganisation Reorganisation,
    ImmutableDictionary<long, AgencyCode> Choices,
    ImmutableDictionary<string, AgencyCode> Accounts
);

/// <summary>Between what is written down and what the rules know.</summary>
internal static class ReorganisationDocuments
{
    public static Outcome<ReorganisationOrder> Read(ReorganisationDocument document)
    {
        var steps = ImmutableArray.CreateBuilder<ReorganisationStep>();
        foreach (var (step, index) in document.Steps.Select((s, i) => (s, i)))
        {
            if (StepOf(step, index + 1) is not { } read)
            {
                return new StepKindIsUnknown(step.Kind, $"$.steps[{index}].kind");
            }
            if (read.IsRefused)
            {
                return read.Refusal!;
            }
            steps.Add(read.Value);
        }
        return new ReorganisationOrder(
            new Reorganisation(document.Title, document.LegalBasis, steps.ToImmutable()),
            document
                .Choices.Where(c => Opaque.Read(c.AssignmentId) is not null)
                .GroupBy(c => Opaque.Read(c.AssignmentId)!.Value)
                .ToImmutableDictionary(c => c.Key, c => new AgencyCode(c.Last().Agency)),
            document
                .Accounts.GroupBy(a => Accounts.AccountRules.Normalise(a.UserName))
                .ToImmutableDictionary(a => a.Key, a => new AgencyCode(a.Last().Agency))
        );
    }

    public static StepDocument Of(ReorganisationStep step) =>
        step switch
        {
            ReorganisationStep.Merge m => new("merge", m.EffectiveOn, Codes(m.Agencies), [Of(m.Into, null)]),
            ReorganisationStep.Split s => new(
                "split",
                s.EffectiveOn,
                [s.Agency.Value],
                [.. s.Into.Select(p => Of(p.Into, p.Scope))]
            ),
            ReorganisationStep.Rename r => new("rename", r.EffectiveOn, [r.Agency.Value], [], r.Name, r.FullName),
            ReorganisationStep.Move m => new(
                "move",
                m.EffectiveOn,
                [m.Agency.Value],
                [Of(m.To, null)],
                Function: m.Function,
                Assignments: m.Assignments
            ),
            ReorganisationStep.Close c => new("close", c.EffectiveOn, [c.Agency.Value], []),
            _ => throw new InvalidOperationException("ReorganisationStep is a closed set."),
        };

    private static Outcome<ReorganisationStep>? StepOf(StepDocument step, int number)
    {
        ImmutableArray<AgencyCode> agencies = [.. step.Agencies.Select(a => new AgencyCode(a.Trim()))];
        ImmutableArray<HeirDocument> into = [.. step.Into];
        var needsHeir = step.Kind is "merge" or "split" or "move";
        if (step.Kind is not ("merge" or "split" or "rename" or "move" or "close"))
        {
            return null;
        }
        if (agencies.IsEmpty || (step.Kind != "merge" && agencies.Length > 1))
        {
            return new StepNamesWrongAgencies(number);
        }
        if (needsHeir && into.IsEmpty)
        {
            return new SuccessorIsMissing(number);
        }
        return Made(step, agencies, into);
    }

    private static ReorganisationStep Made(
        StepDocument step,
        ImmutableArray<AgencyCode> agencies,
        ImmutableArray<HeirDocument> into
    ) =>
        step.Kind switch
        {
            "merge" => new ReorganisationStep.Merge(step.EffectiveOn, agencies, HeirOf(into[0])),
            "split" => new ReorganisationStep.Split(
                step.EffectiveOn,
                agencies[0],
                [.. into.Select(h => new SplitPart(HeirOf(h), h.Scope))]
            ),
            "rename" => new ReorganisationStep.Rename(
                step.EffectiveOn,
                agencies[0],
                step.Name ?? "",
                step.FullName ?? step.Name ?? ""
            ),
            "move" => new ReorganisationStep.Move(
                step.EffectiveOn,
                agencies[0],
                HeirOf(into[0]),
                step.Function ?? "",
                [.. step.Assignments]
            ),
            _ => new ReorganisationStep.Close(step.EffectiveOn, agencies[0]),
        };

    private static Heir HeirOf(HeirDocument heir) =>
        string.IsNullOrWhiteSpace(heir.Name) && string.IsNullOrWhiteSpace(heir.FullName)
            ? new Heir.Existing(new AgencyCode(heir.Code.Trim()))
            : new Heir.Founded(
                new NewAgency(
                    new AgencyCode(heir.Code.Trim()),
                    heir.Name ?? "",
                    heir.FullName ?? heir.Name ?? "",
                    Enum.TryParse<AgencyKind>(heir.Kind, ignoreCase: true, out var kind) ? kind : AgencyKind.Department,
                    heir.SubordinateToMunicipality
                )
            );

    private static HeirDocument Of(Heir heir, string? scope) =>
        heir is Heir.Founded { Agency: var a }
            ? new(a.Code.Value, a.Name, a.FullName, Words.Of(a.Kind), a.SubordinateToMunicipality, scope)
            : new(heir.Code.Value, Scope: scope);

    private static ImmutableArray<string> Codes(ImmutableArray<AgencyCode> codes) => [.. codes.Select(c => c.Value)];
}
