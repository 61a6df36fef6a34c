using System.Globalization;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Extensions;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Extensions;

/// <param name="Decision"><c>approve</c> or <c>refuse</c>.</param>
/// <param name="DueOn">Another date than the one asked for; null = that one.</param>
public sealed record ExtensionDecision(string? Decision, DateOnly? DueOn, string? Opinion);

/// <summary>
/// 审批延期: decides an extension, on its own work item or on the one whose date is asked to be later. It is the completion of the
/// former under a name of its own.
/// </summary>
public sealed class DecideExtension
{
    private readonly IpStrategyContext _db;
    private readonly CompleteWorkItem _complete;

    internal DecideExtension(IpStrategyContext db, CompleteWorkItem complete) => (_db, _complete) = (db, complete);

    public async Task<Outcome<WorkItemView>> RunAsync(
        WorkItemRequest request,
        ExtensionDecision decision,
        Actor actor,
        CancellationToken cancel
    )
    {
        var item = await _db.WorkItems.AsNoTracking().FirstOrDefaultAsync(w => w.Id == request.Id, cancel);
        if (item is null || !await MaySeeAsync(item, actor, cancel))
        {
            return new WorkItemDoesNotExist();
        }
        if (item.Step == StepRules.DecideExtension)
        {
            return await _complete.RunAsync(request, AnswersOf(decision), actor, cancel);
        }
        // The version is that of another item.
        return await DecisionItemAsync(item, cancel) is { } own
            ? await _complete.RunAsync(request with { Id = own, Version = null }, AnswersOf(decision), actor, cancel)
            : new NoExtensionIsPending();
    }

    private async Task<bool> MaySeeAsync(WorkItem item, Actor actor, CancellationToken cancel)
    {
        var groups = await _db
            .WorkItemCandidates.Where(c => c.WorkItemId == item.Id)
            .Select(c => c.Group)
            .ToListAsync(cancel);
        var undertaking = await _db
            .Undertakings.AsNoTracking()
            .FirstOrDefaultAsync(u => u.Id == item.UndertakingId, cancel);
        return await Visibility.MaySeeAsync(_db, new WorkItemCase(item, undertaking, [.. groups], actor), cancel);
    }

    private Task<long?> DecisionItemAsync(WorkItem item, CancellationToken cancel)
    {
        var whole = ExtensionRules.ConcernsWholeUndertaking(item);
        return _db
            .WorkItems.Where(w => w.Step == StepRules.DecideExtension && w.Seat == 1)
            .Where(w =>
                _db.Extensions.Any(e =>
                    e.InstanceId == w.SideInstanceId
                    && e.State == ExtensionState.Pending
                    && e.UndertakingId == item.UndertakingId
                    && (e.WorkItemId == item.Id || (whole && e.WorkItemId == null))
                )
            )
            .Select(w => (long?)w.Id)
            .FirstOrDefaultAsync(cancel);
    }

    private static Answers AnswersOf(ExtensionDecision decision)
    {
        var fields = Answers.None.Fields;
        if (decision.Decision is { } word)
        {
            fields = fields.Add("decision", new Answer.Text(word));
        }
        if (decision.DueOn is { } day)
        {
            fields = fields.Add("dueOn", new Answer.Text(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }
        return new Answers(fields, decision.Opinion);
    }
}
