using System.Collections.Immutable;
using IpStrategy.Domain.Calendar;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Plans.Changes;

/// <summary>
/// 中止与恢复. While an undertaking stands still nobody acts, no timer fires and nobody is reminded. Where the plan says so its
/// dates move on by the working days that were lost: those after the day it was suspended, up to the day it goes on.
/// </summary>
public static class Pauses
{
    public static Outcome<ChangePlan> Suspend(IReadOnlyCollection<UndertakingNow> chosen)
    {
        var running = chosen.Where(u => u.State == UndertakingState.Running).ToList();
        return running.Count == 0
            ? new NothingToSuspend()
            : new ChangePlan(
                [.. running.Select(u => new ChangeStep.Suspend(u.Id))],
                [
                    .. running.SelectMany(u =>
                        HeldDesks(u)
                            .Select(d => ChangeEffect.OfDesk(EffectKind.ItemHeld, u, d))
                            .Prepend(new ChangeEffect(EffectKind.UndertakingSuspended, u.Lead.Value))
                    ),
                ]
            );
    }

    /// <summary>The assignment's own date moves only where nothing of it went on meanwhile.</summary>
    public static Outcome<ChangePlan> Resume(
        AssignmentNow now,
        IReadOnlyCollection<UndertakingNow> chosen,
        PlanChoices choices,
        Counting counting
    )
    {
        var held = chosen.Where(u => u.State == UndertakingState.Suspended).ToList();
        if (held.Count == 0)
        {
            return new NothingIsSuspended();
        }
        var steps = held.ConvertAll(u => new ChangeStep.Resume(u.Id, DaysOf(u, choices, counting)));
        var effects = held.Zip(steps).SelectMany(pair => EffectsOf(pair.First, pair.Second.Days, counting));
        var days = steps.Min(s => s.Days);
        if (days == 0 || now.Undertakings.Any(u => u.IsLive && !held.Contains(u)))
        {
            return new ChangePlan([.. steps], [.. effects]);
        }
        var due = MovedOn(now.Due, days, counting);
        var moved = new ChangeEffect(EffectKind.DueMoves)
        {
            From = now.Due.Date,
            To = due.Date,
            Days = days,
        };
        return new ChangePlan([.. steps, new ChangeStep.MoveAssignmentDue(due)], [.. effects, moved]);
    }

    /// <summary>A due date moved on by working days; what was counted in working days is counted from the same day as before.</summary>
    public static DueDate MovedOn(DueDate due, int days, Counting counting)
    {
        if (days == 0)
        {
            return due;
        }
        if (due.Rule is DueRule.WorkingDays { Count: var count } && count + days <= DueRule.MostDays)
        {
            return counting.From(due.Start, new DueRule.WorkingDays(count + days));
        }
        return counting.From(due.Start, new DueRule.On(counting.Calendar.AddWorkingDays(due.Date, days)));
    }

    /// <summary>The same for a timer, which has a time of day too.</summary>
    public static DateTimeOffset MovedOn(DateTimeOffset instant, int days, Counting counting)
    {
        if (days == 0)
        {
            return instant;
        }
        // 24:00 is the end of its day, not the beginning of the next.
        var date = counting.Days.DateAt(instant.AddTicks(-1));
        return instant.AddDays(counting.Calendar.AddWorkingDays(date, days).DayNumber - date.DayNumber);
    }

    /// <summary>Working days of the pause; none where the plan says that dates stay.</summary>
    public static int DaysOf(UndertakingNow undertaking, PlanChoices choices, Counting counting) =>
        choices.SuspensionMovesDueDates && undertaking.SuspendedAt is { } since
            ? Math.Max(0, counting.Calendar.WorkingDaysBetween(counting.Days.DateAt(since), counting.Today))
            : 0;

    /// <summary>A leader's instruction is not the office's to hold.</summary>
    public static IEnumerable<OpenDesk> HeldDesks(UndertakingNow undertaking) =>
        undertaking.Desks.Where(d => !d.IsInstruction);

    private static ImmutableArray<ChangeEffect> EffectsOf(UndertakingNow u, int days, Counting counting)
    {
        var effects = ImmutableArray.CreateBuilder<ChangeEffect>();
        effects.Add(new ChangeEffect(EffectKind.UndertakingResumed, u.Lead.Value) { Days = days });
        effects.AddRange(HeldDesks(u).Select(d => ChangeEffect.OfDesk(EffectKind.ItemFreed, u, d)));
        if (days > 0)
        {
            effects.Add(DueEffects.Of(u, MovedOn(u.Due, days, counting)) with { Days = days });
            effects.AddRange(
                HeldDesks(u)
                    .Where(d => d.Due is not null)
                    .Select(d => DueEffects.Of(u, d, MovedOn(d.Due!, days, counting)) with { Days = days })
            );
        }
        effects.AddRange(ReportsOf(u));
        return effects.ToImmutable();
    }

    private static IEnumerable<ChangeEffect> ReportsOf(UndertakingNow u) =>
        u
            .Reports.PassedOver.Select(p => new ChangeEffect(EffectKind.ReportPassedOver, u.Lead.Value)
            {
                Before = p.Text,
            })
            .Concat(
                u.Reports.AskedFor is { } period
                    ? [new ChangeEffect(EffectKind.ReportAskedFor, u.Lead.Value) { After = period.Text }]
                    : []
            );
}

/// <summary>Dates that move, as lines of a preview.</summary>
internal static class DueEffects
{
    public static ChangeEffect Of(UndertakingNow u, DueDate due) =>
        new(EffectKind.DueMoves, u.Lead.Value) { From = u.Due.Date, To = due.Date };

    public static ChangeEffect Of(UndertakingNow u, OpenDesk desk, DueDate due) =>
        ChangeEffect.OfDesk(EffectKind.DueMoves, u, desk) with
        {
            From = desk.Due!.Date,
            To = due.Date,
        };
}
