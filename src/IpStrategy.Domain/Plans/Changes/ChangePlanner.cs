using System.Collections.Immutable;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Plans.Changes;

/// <summary>What the office wants of an issued assignment. Null leaves as it is.</summary>
/// <param name="Leads">Agencies and groups, the first convenes.</param>
public sealed record WantedChange(
    ImmutableArray<AgencyCode>? Leads = null,
    ImmutableArray<AgencyCode>? CoResponsible = null,
    DueRule? Due = null,
    string? Text = null
)
{
    /// <summary>With how many undertakings done the assignment counts as done.</summary>
    public int? Quorum { get; init; }
    public SilenceRule? Silence { get; init; }
}

/// <summary>
/// 调整 of an issued assignment: from how it stands and what is wanted to the steps that lead there, without losing work that
/// is under way. An undertaking is found again by its lead; where one lead goes and one comes, the undertaking is handed over;
/// any other that is not wanted any more ends, any other that is new begins. What is done or ended stays as it is.
/// </summary>
public static class ChangePlanner
{
    public static Outcome<ChangePlan> Plan(
        AssignmentNow now,
        WantedChange wanted,
        Func<AgencyCode, GroupMembers?> members,
        Counting counting
    )
    {
        if ((Check(now, wanted, counting) ?? Standards.Check(now, wanted)) is { } refusal)
        {
            return refusal;
        }
        var steps = new List<(ChangeStep Step, UndertakingNow? Of)>();
        if (wanted is { Leads: not null } or { CoResponsible: not null })
        {
            steps.AddRange(Parts(now, wanted, members));
        }
        steps.AddRange(Dates(now, wanted, counting));
        steps.AddRange(Standards.Silences(now, wanted));
        if (steps.Any(s => s.Of is { State: UndertakingState.Suspended }))
        {
            return new AssignmentIsSuspended();
        }
        ImmutableArray<ChangeEffect> effects = [.. EffectsOf(now, wanted, counting), .. EffectsOf(steps)];
        return effects.IsEmpty
            ? new NothingWouldChange()
            : new ChangePlan([.. Whole(now, wanted, counting), .. steps.Select(s => s.Step)], effects);
    }

    /// <summary>The date an assignment gets: counted from today where it is said in working days.</summary>
    public static DueDate DueOf(DueRule rule, Counting counting) =>
        // Written down as a date: the plan's other dates are counted from the day of issue, not from today.
        counting.From(counting.Today, new DueRule.On(counting.From(counting.Today, rule).Date));

    private static DomainRefusal? Check(AssignmentNow now, WantedChange wanted, Counting counting) =>
        wanted switch
        {
            _ when !now.Undertakings.Any(u => u.IsLive) => new AssignmentHasEnded(),
            { Leads: { IsEmpty: true } } => new AssignmentHasNoLead(now.Number),
            { Text: { } text } when string.IsNullOrWhiteSpace(text) => new TextIsMissing("$.text"),
            { Due: { } rule } when DueOf(rule, counting).Date is var date && date < counting.Today => new DueDateIsPast(
                now.Number,
                date
            ),
            _ => null,
        };

    private static IEnumerable<(ChangeStep, UndertakingNow?)> Parts(
        AssignmentNow now,
        WantedChange wanted,
        Func<AgencyCode, GroupMembers?> members
    )
    {
        var before = Division.Of(now.Leads, now.CoResponsible, [], members);
        var after = Division.Of(wanted.Leads ?? now.Leads, wanted.CoResponsible ?? now.CoResponsible, [], members);
        var matched = after.Where(p => now.Undertakings.Any(u => u.Lead == p.Lead)).ToList();
        var fresh = after.Except(matched).ToList();
        var left = now.Undertakings.Where(u => u.IsLive && after.All(p => p.Lead != u.Lead)).ToList();
        foreach (var plan in matched)
        {
            var undertaking = now.Undertakings.First(u => u.Lead == plan.Lead);
            foreach (var step in Members(undertaking, OldOf(before, undertaking.Lead), plan))
            {
                yield return (step, undertaking);
            }
        }
        foreach (var step in Leads(before, left, fresh))
        {
            yield return step;
        }
    }

    /// <summary>Leads that went and leads that came.</summary>
    private static IEnumerable<(ChangeStep, UndertakingNow?)> Leads(
        ImmutableArray<UndertakingPlan> before,
        List<UndertakingNow> left,
        List<UndertakingPlan> fresh
    )
    {
        if (left is [var one] && fresh is [var successor])
        {
            foreach (var step in HandOvers.StepsOf(one, successor.Lead))
            {
                yield return (step, one);
            }
            var handed = one with
            {
                Parties = one.Parties.Remove(successor.Lead),
                Cosigners = one.Cosigners.Remove(successor.Lead),
            };
            foreach (var step in Members(handed, OldOf(before, one.Lead), successor))
            {
                yield return (step, one);
            }
            yield break;
        }
        foreach (var undertaking in left)
        {
            yield return (new ChangeStep.End(undertaking.Id, UndertakingState.Terminated), undertaking);
        }
        foreach (var plan in fresh)
        {
            yield return (new ChangeStep.Begin(plan), null);
        }
    }

    /// <summary>Agencies named later for an open group are in no clause, and stay.</summary>
    private static IEnumerable<ChangeStep> Members(UndertakingNow u, UndertakingPlan? old, UndertakingPlan wanted)
    {
        if (!u.IsLive)
        {
            yield break;
        }
        var leaving = Codes.Except(old?.Parties ?? [], wanted.Parties).Where(u.Parties.Contains).ToList();
        foreach (var agency in leaving)
        {
            // Said once, by the last of those that leave.
            var drop = Parties.Drop(u, agency, leaving);
            yield return drop with
            {
                Skips = drop.Skips && agency == leaving.Last(a => Parties.IsAsked(u, a)),
            };
        }
        foreach (var agency in Codes.Except(wanted.Parties, u.Parties).Where(a => a != wanted.Lead))
        {
            yield return Parties.Ask(u, agency);
        }
        foreach (var agency in Codes.Except(u.Cosigners, wanted.Cosigners))
        {
            yield return new ChangeStep.LeaveLead(u.Id, agency);
        }
        foreach (var agency in Codes.Except(wanted.Cosigners, u.Cosigners))
        {
            yield return new ChangeStep.JoinLead(u.Id, agency);
        }
    }

    private static IEnumerable<(ChangeStep, UndertakingNow?)> Dates(
        AssignmentNow now,
        WantedChange wanted,
        Counting counting
    )
    {
        if (wanted.Due is not { } rule)
        {
            yield break;
        }
        var due = DueOf(rule, counting);
        foreach (var undertaking in now.Undertakings.Where(u => u.IsLive && u.Due.Date != due.Date))
        {
            yield return (new ChangeStep.MoveDue(undertaking.Id, due), undertaking);
        }
    }

    /// <summary>What is done to the assignment as a whole.</summary>
    private static IEnumerable<ChangeStep> Whole(AssignmentNow now, WantedChange wanted, Counting counting)
    {
        if (wanted.Text?.Trim() is { } text && text != now.Text)
        {
            yield return new ChangeStep.Reword(text);
        }
        if (wanted.Due is { } rule && DueOf(rule, counting) is var due && due.Date != now.Due.Date)
        {
            yield return new ChangeStep.MoveAssignmentDue(due);
        }
        if (wanted.Quorum is not null && Standards.QuorumOf(now, wanted) is var quorum && quorum != now.Quorum)
        {
            yield return new ChangeStep.CountDoneWith(quorum);
        }
    }

    private static IEnumerable<ChangeEffect> EffectsOf(AssignmentNow now, WantedChange wanted, Counting counting) =>
        Whole(now, wanted, counting)
            .Select(step =>
                step switch
                {
                    ChangeStep.MoveAssignmentDue { Due.Date: var date } => new ChangeEffect(EffectKind.DueMoves)
                    {
                        From = now.Due.Date,
                        To = date,
                    },
                    ChangeStep.CountDoneWith { Quorum: var quorum } => Standards.EffectOf(now, quorum),
                    _ => new ChangeEffect(EffectKind.TextChanges) { Before = now.Text, After = wanted.Text!.Trim() },
                }
            );

    private static IEnumerable<ChangeEffect> EffectsOf(List<(ChangeStep Step, UndertakingNow? Of)> steps) =>
        steps.SelectMany(s =>
            s switch
            {
                { Of: { } undertaking } => ChangeEffects.Of(s.Step, undertaking),
                { Step: ChangeStep.Begin { Undertaking.Lead.Value: var lead } } =>
                [
                    new ChangeEffect(EffectKind.UndertakingBegins, lead),
                ],
                _ => [],
            }
        );

    private static UndertakingPlan? OldOf(ImmutableArray<UndertakingPlan> before, AgencyCode lead) =>
        before.FirstOrDefault(p => p.Lead == lead);
}
