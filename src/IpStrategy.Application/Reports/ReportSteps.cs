using System.Globalization;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Reports;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Reports;

/// <summary>The steps of a progress report: what its form asks for, and what is kept of it.</summary>
public sealed class ReportSteps(IpStrategyContext db)
{
    /// <summary>The report an item beside the course belongs to; null for others.</summary>
    public static async Task<ProgressReport?> OfAsync(IpStrategyContext db, WorkItem item, CancellationToken cancel)
    {
        if (item.SideInstanceId is not { } side || await OfAsync(db, side, cancel) is not { } report)
        {
            return null;
        }
        if (StepRules.For(item) is { Signs: true })
        {
            report.Remember(await SignaturesAsync(db, item, cancel));
        }
        return report;
    }

    /// <summary>Who has signed in this process, himself or by a proxy, and at which step.</summary>
    private static async Task<List<KeyValuePair<string, long>>> SignaturesAsync(
        IpStrategyContext db,
        WorkItem item,
        CancellationToken cancel
    )
    {
        var steps = StepRules.Signing.ToList();
        var signed = await db
            .WorkItems.AsNoTracking()
            .Where(w => w.UndertakingId == item.UndertakingId && w.SideInstanceId == item.SideInstanceId)
            .Where(w => w.State == WorkItemState.Completed && steps.Contains(w.Step))
            .OrderBy(w => w.Id)
            .Select(w => new
            {
                w.Step,
                w.ClosedById,
                w.ClosedForId,
            })
            .ToListAsync(cancel);
        return
        [
            .. signed.SelectMany(s =>
                new[] { s.ClosedById, s.ClosedForId }
                    .OfType<long>()
                    .Select(person => KeyValuePair.Create(s.Step, person))
            ),
        ];
    }

    public static async Task<ProgressReport?> OfAsync(IpStrategyContext db, long side, CancellationToken cancel) =>
        db.ProgressReports.Local.FirstOrDefault(r => r.InstanceId == side)
        ?? await db.ProgressReports.FirstOrDefaultAsync(r => r.InstanceId == side, cancel);

    /// <summary>A report of an assignment with indicators gives their figures.</summary>
    public async Task<StepRule> WithFiguresAsync(StepRule rule, WorkItem item, CancellationToken cancel) =>
        rule.Step == StepRules.WriteReport
            ? rule with
            {
                Fields = [.. rule.Fields, .. (await IndicatorsAsync(item, cancel)).Select(IndicatorRules.FieldOf)],
            }
            : rule;

    /// <summary>The report as signers read it: progress, milestones, figures.</summary>
    public async Task<string> TextOfAsync(WorkItem item, Answers answers, CancellationToken cancel)
    {
        var figures = (await IndicatorsAsync(item, cancel)).Select(i =>
            $"{i.Name}: {answers.TextOf(IndicatorRules.FieldOf(i.Number))} {i.Unit}"
        );
        string?[] parts = [answers.TextOf("progress"), answers.TextOf("milestones"), string.Join('\n', figures)];
        return string.Join("\n\n", parts.Where(p => !string.IsNullOrEmpty(p)));
    }

    internal async Task RecordAsync(WorkItemAct act, Answers answers, CancellationToken cancel)
    {
        if (act.Case.Report is not { } report)
        {
            return;
        }
        var now = act.Run.Context.Now;
        if (act.Item.Step == StepRules.OfficeCheck)
        {
            report.Check(act.Actor.Name, now);
        }
        if (act.Item.Step != StepRules.WriteReport)
        {
            return;
        }
        report.Report(new ReportText(answers.TextOf("progress") ?? "", answers.TextOf("milestones") ?? ""), now);
        foreach (var indicator in await IndicatorsAsync(act.Item, cancel))
        {
            if (AnswerRules.FigureOf(answers.TextOf(IndicatorRules.FieldOf(indicator.Number))) is { } figure)
            {
                var value = await Figures.OfAsync(db, (indicator.Id, report.LeadCode, report.Period), cancel);
                value.Enter(figure, act.Actor, now);
            }
        }
    }

    /// <summary>
    /// What a report gives figures of. A body that leads several parts of one assignment, as after a merger, gives its figure of a
    /// period once: with the first of its reports.
    /// </summary>
    private async Task<List<Indicator>> IndicatorsAsync(WorkItem item, CancellationToken cancel)
    {
        var report = await OfAsync(db, item, cancel);
        var isGivenElsewhere =
            report is not null
            && await db.ProgressReports.AnyAsync(
                r =>
                    r.AssignmentId == report.AssignmentId
                    && r.Period == report.Period
                    && r.LeadCode == report.LeadCode
                    && r.State != ReportState.Cancelled
                    && r.Id < report.Id,
                cancel
            );
        return isGivenElsewhere
            ? []
            : await db
                .Indicators.Where(i => i.AssignmentId == item.AssignmentId)
                .OrderBy(i => i.Number)
                .ToListAsync(cancel);
    }
}

/// <summary>Rows of figures, found or made.</summary>
internal static class Figures
{
    public static async Task<IndicatorValue> OfAsync(
        IpStrategyContext db,
        (long Indicator, string Agency, string Period) key,
        CancellationToken cancel
    )
    {
        var value = await db.IndicatorValues.FindAsync([key.Indicator, key.Agency, key.Period], cancel);
        if (value is null)
        {
            value = new IndicatorValue(key.Indicator, key.Agency, key.Period);
            db.IndicatorValues.Add(value);
        }
        return value;
    }

    /// <summary>As a reader writes it: no noughts at its end.</summary>
    public static string TextOf(decimal figure) => figure.ToString("0.############", CultureInfo.InvariantCulture);
}
