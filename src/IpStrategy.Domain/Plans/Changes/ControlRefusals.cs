using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Plans.Changes;

public sealed record PlanDoesNotExist() : DomainRefusal(RefusalGround.NotThere);

public sealed record OnlyLeadersInstruct() : DomainRefusal(RefusalGround.NotAllowed);

/// <summary>Its assignment stands still; nobody acts until the office resumes it.</summary>
public sealed record WorkItemIsSuspended() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record UndertakingIsNotOfAssignment(string Path) : DomainRefusal(RefusalGround.Malformed);

public sealed record NothingToSuspend() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NothingIsSuspended() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NothingToTerminate() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NothingToVoid() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>What stands still is resumed first; then it is changed.</summary>
public sealed record AssignmentIsSuspended() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AssignmentHasEnded() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NothingWouldChange() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AgencyLeadsAlready(string AgencyCode) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Several undertakings, and which is meant cannot be told.</summary>
public sealed record UndertakingIsNotChosen() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ConsultationHasBegun() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NoAgencyIsNamed() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AddresseeTakesNoPart(string AgencyCode) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record TextIsMissing(string Path) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record TextIsTooLong(string Path, int MostCharacters) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record DueDateIsMissing() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Nobody is asked any more, so nobody's silence means anything.</summary>
public sealed record ConsultationIsOver() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>办结数: at least one, and not more than are carried out.</summary>
public sealed record QuorumIsNotAllowed(int Quorum, int Most) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Something has happened since the preview: its effects would now be others.</summary>
public sealed record EffectsHaveChanged() : DomainRefusal(RefusalGround.Stale);

/// <summary>Who may deal with a whole assignment. Whoever does not see it is told that it does not exist.</summary>
public static class ControlRights
{
    /// <summary>The office: clerk and director.</summary>
    public static DomainRefusal? MayControl(Actor actor) => actor.IsOffice ? null : new OnlyTheOfficeMay();

    /// <summary>批示: leadership and the group's deputy head; the office enters what they wrote on paper.</summary>
    public static DomainRefusal? MayInstruct(Actor actor) => actor.SeesWholePlan ? null : new OnlyLeadersInstruct();

    /// <summary>Which verbs make sense for this person on undertakings in these states.</summary>
    public static ImmutableArray<ControlVerb> OfferedTo(Actor actor, IReadOnlyCollection<UndertakingState> states)
    {
        var runs = states.Contains(UndertakingState.Running);
        var stands = states.Contains(UndertakingState.Suspended);
        (ControlVerb Verb, bool Fits)[] table =
        [
            (ControlVerb.Instruct, runs || stands),
            (ControlVerb.Suspend, runs),
            (ControlVerb.Resume, stands),
            (ControlVerb.NameAgencies, runs),
            (ControlVerb.Change, runs),
            (ControlVerb.HandOver, runs),
            (ControlVerb.Terminate, runs || stands),
            (ControlVerb.Void, states.Any(s => s != UndertakingState.Voided)),
        ];
        return
        [
            .. table
                .Where(row => row.Fits)
                .Select(row => row.Verb)
                .Where(v => (v == ControlVerb.Instruct ? MayInstruct(actor) : MayControl(actor)) is null),
        ];
    }
}

/// <summary>Reasons and texts of the office: needed, and not endless.</summary>
public static class ControlTexts
{
    public const int MostCharacters = 2000;

    public static DomainRefusal? CheckReason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? new ReasonsAreMissing() : CheckLength("$.reason", reason);

    public static DomainRefusal? CheckText(string? text) =>
        string.IsNullOrWhiteSpace(text) ? new TextIsMissing("$.text") : CheckLength("$.text", text);

    public static DomainRefusal? CheckLength(string path, string? text) =>
        text?.Length > MostCharacters ? new TextIsTooLong(path, MostCharacters) : null;
}

/// <summary>Codes of agencies, as one value that compares by its content.</summary>
internal static class Codes
{
    public static ImmutableArray<T> Except<T>(ImmutableArray<T> all, IEnumerable<T> without) =>
        [.. Enumerable.Except(all, without)];
}
