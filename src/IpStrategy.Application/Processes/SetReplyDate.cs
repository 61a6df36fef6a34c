using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Processes;

/// <summary>
/// Counts the date by which replies are due, in working days from the day the round opens; for agencies to which the lead gave a
/// day of their own, that day.
/// </summary>
internal sealed class SetReplyDate(ReferenceTables reference) : IServiceHandler
{
    public const string HandlerName = "set-reply-date";

    public string Name => HandlerName;

    public Task<ImmutableSortedDictionary<string, FeelValue>> RunAsync(HandlerCall call, CancellationToken cancel)
    {
        var now = call.Run.Context.Now;
        var limit = new DueRule.WorkingDays(StepRules.Of(StepRules.Reply).LimitInWorkingDays!.Value);
        var due = DueDate.CountFrom(now, limit, reference.Calendar, reference.Days);
        var own = ReplyDates
            .In(call.Variables.GetValueOrDefault(ReplyDates.Variable))
            .Select(d =>
                (d.Key, Due: DueDate.CountFrom(now, new DueRule.On(d.Value), reference.Calendar, reference.Days))
            )
            .Where(d => d.Due.Instant > now)
            .Select(d => KeyValuePair.Create<string, FeelValue>(d.Key, Text(d.Due)));
        return Task.FromResult(
            Command.NoVariables.Add("replyDue", Text(due)).Add("replyDues", FeelValue.Context.Of(own))
        );
    }

    private static FeelValue Text(DueDate due) =>
        FeelValue.From(due.Instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
}

/// <summary>Days by which the lead wants the replies of some agencies, as the processes keep them.</summary>
internal static class ReplyDates
{
    public const string Variable = "replyDates";

    public static FeelValue Of(IEnumerable<KeyValuePair<string, DateOnly>> dates) =>
        FeelValue.Context.Of(
            dates.Select(d =>
                KeyValuePair.Create(d.Key, FeelValue.From(d.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
            )
        );

    public static ImmutableDictionary<string, DateOnly> In(FeelValue? variable) =>
        variable is FeelValue.Context context
            ? context
                .Entries.Select(e => (e.Key, Day: e.Value is FeelValue.Text t ? AnswerRules.DayOf(t.Value) : null))
                .Where(e => e.Day is not null)
                .ToImmutableDictionary(e => e.Key, e => e.Day!.Value)
            : [];
}
