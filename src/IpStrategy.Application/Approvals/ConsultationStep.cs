using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Approvals;

/// <summary>
/// What is particular to the steps of a consultation: the days given to agencies, the lead's answer to each that did not concur, and
/// the variables by which the process goes on.
/// </summary>
internal sealed class ConsultationStep(IpStrategyContext db, ReferenceTables reference, Ids ids)
{
    public Refusal? Check(WorkItemAct act, Answers answers) =>
        Consultations.BeginsRound(act.Item.Step)
            ? Consultations.CheckDates(
                answers,
                reference.Days.DateAt(act.Run.Context.Now),
                act.Case.Undertaking?.DueOn ?? DateOnly.MaxValue
            )
            : null;

    public void Record(WorkItemAct act, Answers answers)
    {
        if (act.Item.Step == StepRules.AnswerNonConcur)
        {
            db.ReplyAnswers.AddRange(
                Consultations
                    .GivenIn(answers)
                    .Select(g => new ReplyAnswer(ids.Next(), act.Item, g, act.Actor).At(act.Run.Context.Now))
            );
        }
    }

    /// <summary>How the step ended, in one word; null where its form does not say.</summary>
    public static string? OutcomeOf(WorkItem item, Answers answers) =>
        item.Step == StepRules.AnswerNonConcur
            ? Consultations.WayOn(Consultations.GivenIn(answers))
            : answers.TextOf("outcome") ?? answers.TextOf("decision");

    public static ImmutableSortedDictionary<string, FeelValue> VariablesOf(WorkItemAct act, Answers answers)
    {
        var variables = Command.NoVariables.Add(ReplyDates.Variable, ReplyDates.Of(Consultations.DatesIn(answers)));
        if (act.Item.Step != StepRules.AnswerNonConcur)
        {
            return variables;
        }
        var given = Consultations.GivenIn(answers);
        var before = act.Run.VariableOf(act.Instance, "maintained") is FeelValue.List list
            ? list.Items.OfType<FeelValue.Text>().Select(t => t.Value)
            : [];
        return variables
            .Add("answer", FeelValue.From(Consultations.WayOn(given)))
            .Add("parties", Codes(given, ObjectionAnswer.Revise))
            .Add(
                "maintained",
                FeelValue.From(before.Union(Of(given, ObjectionAnswer.Maintain)).Select(FeelValue.From))
            );
    }

    private static FeelValue Codes(ImmutableArray<ObjectionGiven> given, ObjectionAnswer decision) =>
        FeelValue.From(Of(given, decision).Select(FeelValue.From));

    private static IEnumerable<string> Of(ImmutableArray<ObjectionGiven> given, ObjectionAnswer decision) =>
        given.Where(g => g.Decision == decision).Select(g => g.Agency);
}
