using System.Collections.Immutable;
using IpStrategy.Application.Delivery;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>Tells the leader of an agency that has not replied in time.</summary>
internal sealed class RemindPartyLeader(PostHolders holders, MessageWriter messages) : IServiceHandler
{
    public const string HandlerName = "remind-party-leader";

    public string Name => HandlerName;

    public async Task<ImmutableSortedDictionary<string, FeelValue>> RunAsync(HandlerCall call, CancellationToken cancel)
    {
        if (call.Variables.GetValueOrDefault("party") is FeelValue.Text { Value: var party })
        {
            var item = await call.Run.Db.WorkItems.FirstOrDefaultAsync(
                w => w.InstanceId == call.Instance.Id && w.Body == party && w.State == WorkItemState.Open,
                cancel
            );
            if (item is not null)
            {
                var leaders = holders.InGroup(PostGroups.AgencyLeader(party));
                messages.Tell(leaders, MessageKind.Overdue, MessageFacts.Of(item), "silent");
            }
        }
        return Command.NoVariables;
    }
}
