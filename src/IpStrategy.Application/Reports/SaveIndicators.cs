using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Reports;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Reports;

/// <summary>Changes targets, which is the office's, and enters figures, which is the lead's. All of it or nothing.</summary>
public sealed class SaveIndicators
{
    private readonly IpStrategyContext _db;
    private readonly ProcessWrites _writes;
    private readonly IndicatorsOfAssignment _view;
    private readonly ReferenceTables _reference;
    private readonly AuditTrail _audit;
    private readonly DomainClock _clock;

    internal SaveIndicators(
        IpStrategyContext db,
        ProcessWrites writes,
        IndicatorsOfAssignment view,
        ReferenceTables reference,
        AuditTrail audit,
        DomainClock clock
    ) => (_db, _writes, _view, _reference, _audit, _clock) = (db, writes, view, reference, audit, clock);

    public Task<Outcome<IndicatorsView>> RunAsync(
        long assignmentId,
        IndicatorOrder order,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) => _writes.RunAsync(request, actor, () => SaveAsync(assignmentId, order, actor, cancel), cancel);

    private async Task<Outcome<IndicatorsView>> SaveAsync(
        long assignmentId,
        IndicatorOrder order,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (!await Visibility.Assignments(_db, actor).AnyAsync(a => a.Id == assignmentId, cancel))
        {
            return new AssignmentDoesNotExist();
        }
        // Two that change the same figures at once do so one after the other.
        await RowLocks.NameAsync(_db, $"indicators {assignmentId}", cancel);
        var indicators = await _db
            .Indicators.Where(i => i.AssignmentId == assignmentId)
            .ToDictionaryAsync(i => i.Id, cancel);
        var refusal =
            Change(indicators, order, actor) ?? await EnterAsync(assignmentId, indicators, order, actor, cancel);
        if (refusal is not null)
        {
            return refusal;
        }
        await _db.SaveChangesAsync(cancel);
        return (await _view.RunAsync(assignmentId, actor, cancel))!;
    }

    private Refusal? Change(Dictionary<long, Indicator> indicators, IndicatorOrder order, Actor actor)
    {
        if (order.Targets.IsEmpty)
        {
            return null;
        }
        if (IndicatorRules.MayChangeTargets(actor) is { } refusal)
        {
            return refusal;
        }
        if (string.IsNullOrWhiteSpace(order.Reason))
        {
            return new TargetChangeNeedsReason();
        }
        for (var i = 0; i < order.Targets.Length; i++)
        {
            if (Find(indicators, order.Targets[i].Id) is not { } indicator)
            {
                return new IndicatorDoesNotExist($"$.targets[{i}].id");
            }
            if (Change(indicator, order.Targets[i], order.Reason.Trim(), actor) is { } wrong)
            {
                return wrong;
            }
        }
        return null;
    }

    private Refusal? Change(Indicator indicator, TargetChange change, string reason, Actor actor)
    {
        var before = indicator.AsTarget();
        var after = before with
        {
            Target = change.Target ?? before.Target,
            TolerancePercent = change.TolerancePercent ?? before.TolerancePercent,
            Aggregation = change.Aggregation ?? before.Aggregation,
        };
        if (IndicatorRules.CheckTarget(after) is { } refusal)
        {
            return refusal;
        }
        indicator.Set(after);
        Note(actor, "change-target", indicator, before, new { target = after, reason });
        return null;
    }

    private async Task<Refusal?> EnterAsync(
        long assignmentId,
        Dictionary<long, Indicator> indicators,
        IndicatorOrder order,
        Actor actor,
        CancellationToken cancel
    )
    {
        var leads = await IndicatorsOfAssignment.LeadsAsync(_db, assignmentId, cancel);
        for (var i = 0; i < order.Values.Length; i++)
        {
            var (entry, path) = (order.Values[i], $"$.values[{i}]");
            var agency = string.IsNullOrWhiteSpace(entry.Agency) ? Visibility.BodyOf(actor) ?? "" : entry.Agency;
            if (IndicatorRules.MayEnter(actor, leads, agency) is { } refusal)
            {
                return refusal;
            }
            if (Find(indicators, entry.Id) is not { } indicator)
            {
                return new IndicatorDoesNotExist($"{path}.id");
            }
            if (Check(entry, agency, path) is { } wrong)
            {
                return wrong;
            }
            await EnterAsync(indicator, agency, entry, actor, cancel);
        }
        return null;
    }

    private Refusal? Check(FigureEntry entry, string agency, string path) =>
        entry switch
        {
            _ when ReportPeriod.FromText(entry.Period) is null => new PeriodIsNotUnderstood(
                entry.Period ?? "",
                $"{path}.period"
            ),
            _ when _reference.Directory.Find(new AgencyCode(agency)) is null => new AgencyIsUnknown(agency),
            { Value: null } => new AnswerIsMissing("value"),
            _ => IndicatorRules.CheckFigure(entry.Value.Value),
        };

    private async Task EnterAsync(
        Indicator indicator,
        string agency,
        FigureEntry entry,
        Actor actor,
        CancellationToken cancel
    )
    {
        var value = await Figures.OfAsync(_db, (indicator.Id, agency, entry.Period!), cancel);
        var before =
            value.EnteredById == 0
                ? null
                : new
                {
                    agency,
                    period = entry.Period,
                    figure = value.Figure,
                };
        value.Enter(entry.Value!.Value, actor, _clock.Now);
        Note(
            actor,
            "enter-figure",
            indicator,
            before,
            new
            {
                agency,
                period = entry.Period,
                figure = entry.Value,
            }
        );
    }

    private void Note(Actor actor, string verb, Indicator indicator, object? before, object after) =>
        _audit.Note(
            new AuditNote(actor, verb, $"indicator:{indicator.Id}", before, after)
            {
                AssignmentId = indicator.AssignmentId,
            }
        );

    private static Indicator? Find(Dictionary<long, Indicator> indicators, string? id) =>
        Opaque.Read(id) is { } number ? indicators.GetValueOrDefault(number) : null;
}
