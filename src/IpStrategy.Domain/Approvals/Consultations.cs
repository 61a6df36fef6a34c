using System.Collections.Immutable;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Approvals;

/// <summary>What the lead does about one non-concurrence.</summary>
public enum ObjectionAnswer
{
    /// <summary>修改: the paper is changed, and this agency is asked again.</summary>
    Revise,

    /// <summary>坚持: the paper stays; the office convenes and a leader decides.</summary>
    Maintain,
}

/// <summary>答复不同意见: the lead's answer to the non-concurrence of one agency. Append-only.</summary>
public sealed class ReplyAnswer
{
    private ReplyAnswer() { }

    public ReplyAnswer(long id, WorkItem item, ObjectionGiven given, Actor by)
    {
        (Id, WorkItemId, UndertakingId, Round) = (id, item.Id, item.UndertakingId!.Value, item.Round);
        (AgencyCode, Decision, Text) = (given.Agency, given.Decision, given.Text);
        (GivenById, GivenByName) = (by.UserId, by.Name);
        (GivenForId, GivenForName) = (by.For?.UserId, by.For?.Name);
    }

    public long Id { get; private set; }

    /// <summary>The work item in which it was given.</summary>
    public long WorkItemId { get; private set; }
    public long UndertakingId { get; private set; }
    public int Round { get; private set; }

    /// <summary>The agency that did not concur.</summary>
    public string AgencyCode { get; private set; } = "";
    public ObjectionAnswer Decision { get; private set; }
    public string Text { get; private set; } = "";
    public long GivenById { get; private set; }
    public string GivenByName { get; private set; } = "";

    /// <summary>代理: for whom; null where he spoke for himself.</summary>
    public long? GivenForId { get; private set; }
    public string? GivenForName { get; private set; }
    public DateTimeOffset GivenAt { get; private set; }

    /// <summary>Both, as it is shown.</summary>
    public string GivenBy => PersonName.Of(GivenByName, GivenForName);

    public ReplyAnswer At(DateTimeOffset at)
    {
        GivenAt = at;
        return this;
    }
}

/// <summary>An answer as it came with the form.</summary>
public sealed record ObjectionGiven(string Agency, ObjectionAnswer Decision, string Text);

/// <summary>
/// 征求意见: the forms that depend on who takes part, and what follows from the answers. An agency's own field is named by its code:
/// <c>decision.gsj</c>, <c>answer.gsj</c>, <c>replyDue.gsj</c>.
/// </summary>
public static class Consultations
{
    public const string DecisionField = "decision.";
    public const string AnswerField = "answer.";
    public const string ReplyDueField = "replyDue.";
    public const string AskAgain = "askAgain";
    public const string Impasse = "impasse";

    /// <summary>Steps with which a round begins: whoever does them may set dates of its own for the agencies.</summary>
    public static bool BeginsRound(string step) => step is StepRules.DraftPlan or StepRules.AnswerNonConcur;

    /// <summary>One decision and one text for each agency that did not concur.</summary>
    public static ImmutableArray<FormField> AnswerFields(IEnumerable<string> objectors) =>
        [
            .. objectors.SelectMany(code =>
                new[]
                {
                    FormField.Choice(DecisionField + code, [.. Enum.GetNames<ObjectionAnswer>().Select(Low)]),
                    FormField.Text(AnswerField + code, Need.Required),
                }
            ),
        ];

    /// <summary>Left empty, the limit of the office holds.</summary>
    public static ImmutableArray<FormField> DateFields(IEnumerable<string> parties) =>
        [.. parties.Select(code => new FormField(ReplyDueField + code, FieldKind.Date, false, []))];

    /// <summary>The agency a field is about; null for a field that is about none.</summary>
    public static string? AgencyOf(string field) =>
        new[] { DecisionField, AnswerField, ReplyDueField }.FirstOrDefault(p =>
            field.StartsWith(p, StringComparison.Ordinal)
        )
            is { } prefix
            ? field[prefix.Length..]
            : null;

    /// <summary>
    /// Where a single agency did not concur, one decision and one opinion may be said for the step as a whole; they are its answer.
    /// </summary>
    public static Outcome<Answers> Spread(Answers answers, ImmutableArray<string> objectors)
    {
        if (objectors is not [var only] || answers.TextOf("decision") is not { } whole)
        {
            return answers;
        }
        if (whole is not (AskAgain or Impasse))
        {
            return new AnswerIsNotAllowed("decision", whole);
        }
        if (answers.OpinionText.Length == 0)
        {
            return new OpinionIsMissing();
        }
        var decision = whole == AskAgain ? ObjectionAnswer.Revise : ObjectionAnswer.Maintain;
        var fields = answers
            .Fields.Remove("decision")
            .SetItem(DecisionField + only, new Answer.Text(Low(decision.ToString())))
            .SetItem(AnswerField + only, new Answer.Text(answers.OpinionText));
        return new Answers(fields, null);
    }

    /// <summary>Answers that <see cref="AnswerRules"/> has let through.</summary>
    public static ImmutableArray<ObjectionGiven> GivenIn(Answers answers) =>
        [
            .. answers
                .Fields.Keys.Where(k => k.StartsWith(DecisionField, StringComparison.Ordinal))
                .Select(k => k[DecisionField.Length..])
                .Select(code => new ObjectionGiven(
                    code,
                    Enum.Parse<ObjectionAnswer>(answers.TextOf(DecisionField + code)!, ignoreCase: true),
                    answers.TextOf(AnswerField + code)!
                )),
        ];

    /// <summary>Dates of their own, by agency.</summary>
    public static ImmutableSortedDictionary<string, DateOnly> DatesIn(Answers answers) =>
        answers
            .Fields.Keys.Where(k => k.StartsWith(ReplyDueField, StringComparison.Ordinal))
            .Select(k => (Agency: k[ReplyDueField.Length..], Day: AnswerRules.DayOf(answers.TextOf(k))))
            .Where(d => d.Day is not null)
            .ToImmutableSortedDictionary(d => d.Agency, d => d.Day!.Value, StringComparer.Ordinal);

    /// <summary>Nobody is asked by a day that has come, nor for a time after the assignment is due.</summary>
    public static ReplyDateIsNotAllowed? CheckDates(Answers answers, DateOnly today, DateOnly last)
    {
        foreach (var (agency, day) in DatesIn(answers))
        {
            if (day <= today || day > last)
            {
                return new ReplyDateIsNotAllowed(ReplyDueField + agency, day, today.AddDays(1), last);
            }
        }
        return null;
    }

    /// <summary>The way on: while anything is revised its agencies are asked again; what is maintained waits until then. Where nobody is left to be answered, nobody is left to be asked.</summary>
    public static string WayOn(ImmutableArray<ObjectionGiven> given) =>
        given.IsEmpty || given.Any(g => g.Decision == ObjectionAnswer.Revise) ? AskAgain : Impasse;

    private static string Low(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
