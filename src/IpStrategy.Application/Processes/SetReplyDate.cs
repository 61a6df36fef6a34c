using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Processes;

/// <summary>Counts the date by which replies are due, in working days from the day the round opens.</summary>
internal sealed class SetReplyDate(ReferenceTables reference) : IServiceHandler
{
    public const string HandlerName = "set-reply-date";

    public string Name => HandlerName;

    public Task<ImmutableSortedDictionary<string, FeelValue>> RunAsync(HandlerCall call, CancellationToken cancel)
    {
        var limit = new DueRule.WorkingDays(StepRules.Of(StepRules.Reply).LimitInWorkingDays!.Value);
        var due = DueDate.CountFrom(call.Run.Context.Now, limit, reference.Calendar, reference.Days);
        var text = due.Instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        return Task.FromResult(Command.NoVariables.Add("replyDue", FeelValue.From(text)));
    }
}
