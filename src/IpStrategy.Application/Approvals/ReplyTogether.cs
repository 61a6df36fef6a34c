using System.Collections.Immutable;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>A reply to one of the requests of a bundle.</summary>
/// <param name="Version">As the caller saw it; null = whatever it is.</param>
public sealed record BundledReply(long WorkItemId, int? Version, string? Outcome, string? Opinion);

/// <summary>How many replies were given.</summary>
public sealed record RepliedTogether(int Replies);

/// <summary>
/// 一并反馈: several governments ask the same agency about the same assignment, and it answers them at once. One transaction; each
/// reply is an item of its own in its own history, and is refused together with the others or not at all.
/// </summary>
public sealed class ReplyTogether
{
    private readonly IpStrategyContext _db;
    private readonly WorkItemActs _acts;
    private readonly CompleteWorkItem _complete;
    private readonly ProcessWrites _writes;

    internal ReplyTogether(IpStrategyContext db, WorkItemActs acts, CompleteWorkItem complete, ProcessWrites writes) =>
        (_db, _acts, _complete, _writes) = (db, acts, complete, writes);

    public Task<Outcome<RepliedTogether>> RunAsync(
        ImmutableArray<BundledReply> replies,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) => _writes.RunAsync(request, actor, () => ReplyAsync(replies, actor, cancel), cancel);

    private async Task<Outcome<RepliedTogether>> ReplyAsync(
        ImmutableArray<BundledReply> replies,
        Actor actor,
        CancellationToken cancel
    )
    {
        var byId = replies.DistinctBy(r => r.WorkItemId).ToDictionary(r => r.WorkItemId);
        var asked = await _db
            .WorkItems.AsNoTracking()
            .Where(w => byId.Keys.Contains(w.Id))
            .Select(w => new Asked(w.Id, w.RootInstanceId, w.Step, w.AssignmentId, w.Body))
            .ToListAsync(cancel);
        if (Check(byId.Count, asked) is { } refusal)
        {
            return refusal;
        }
        // In the order of their trees, so that two bundles never wait for each other.
        foreach (var item in asked.OrderBy(a => a.Root).ThenBy(a => a.Id))
        {
            if (await ReplyAsync(byId[item.Id], actor, cancel) is { } one)
            {
                return one;
            }
        }
        return new RepliedTogether(asked.Count);
    }

    private Task<Refusal?> ReplyAsync(BundledReply reply, Actor actor, CancellationToken cancel)
    {
        var request = WorkItemRequest.Of(reply.WorkItemId, reply.Version) with { Verb = "complete" };
        var fields = Answers.None.Fields;
        if (reply.Outcome is { } outcome)
        {
            fields = fields.Add("outcome", new Answer.Text(outcome));
        }
        return _acts.RunWithinAsync(
            request,
            actor,
            act => _complete.CompleteAsync(act, request, new Answers(fields, reply.Opinion), cancel),
            cancel
        );
    }

    private static DomainRefusal? Check(int wanted, List<Asked> asked) =>
        asked switch
        {
            [] when wanted == 0 => new RequestsAreMissing(),
            _ when asked.Count < wanted => new WorkItemDoesNotExist(),
            _ when asked.Exists(a => a.Step != StepRules.Reply) => new RequestsAreNotOneBundle(),
            _ when asked.Select(a => (a.Assignment, a.Body)).Distinct().Count() > 1 => new RequestsAreNotOneBundle(),
            _ => null,
        };

    private sealed record Asked(long Id, long Root, string Step, long? Assignment, string Body);
}
