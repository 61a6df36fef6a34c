using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Domain.Reports;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Domain.Approvals;

/// <summary>One answer of a form as it came in: text, a list of texts, or something no field takes.</summary>
public abstract record Answer
{
    public sealed record Text(string Value) : Answer;

    public sealed record Texts(ImmutableArray<string> Values) : Answer;

    public sealed record Other(FeelValue Value) : Answer;
}

/// <summary>The answers and the opinion that come with the completion of a work item.</summary>
public sealed record Answers(ImmutableSortedDictionary<string, Answer> Fields, string? Opinion)
{
    public const int MostCharacters = 20_000;

    public static Answers None { get; } = new(ImmutableSortedDictionary<string, Answer>.Empty, null);

    public string? TextOf(string field) =>
        Fields.GetValueOrDefault(field) is Answer.Text { Value: var v } && !string.IsNullOrWhiteSpace(v)
            ? v.Trim()
            : null;

    public ImmutableArray<string> ListOf(string field) =>
        Fields.GetValueOrDefault(field) switch
        {
            Answer.Texts t => t.Values,
            Answer.Text { Value: var v } => [.. v.Split([',', '、', ' '], StringSplitOptions.RemoveEmptyEntries)],
            _ => [],
        };

    /// <summary>For a process whose forms are not known here.</summary>
    public ImmutableSortedDictionary<string, FeelValue> AsVariables() =>
        Fields.ToImmutableSortedDictionary(f => f.Key, f => ValueOf(f.Value), StringComparer.Ordinal);

    private static FeelValue ValueOf(Answer answer) =>
        answer switch
        {
            Answer.Text text => FeelValue.From(text.Value),
            Answer.Texts texts => FeelValue.From(texts.Values.Select(FeelValue.From)),
            Answer.Other other => other.Value,
            _ => throw new InvalidOperationException("Answer is a closed set."),
        };

    public string OpinionText => Opinion?.Trim() ?? "";
}

/// <summary>Whether answers fit a step: pure, and the only place that knows.</summary>
public static class AnswerRules
{
    /// <summary>Whoever was added to a step gives his word and fills in no form.</summary>
    public static Refusal? CheckWord(Answers answers) =>
        answers switch
        {
            { Fields.IsEmpty: false } => new AnswerIsUnknown(answers.Fields.Keys.First()),
            { OpinionText.Length: > Answers.MostCharacters } => new AnswerIsTooLong("opinion", Answers.MostCharacters),
            _ => null,
        };

    /// <param name="deliverables">What the assignment promises; evidence for it is asked at completion.</param>
    public static Refusal? Check(StepRule rule, Answers answers, ImmutableArray<string> deliverables)
    {
        foreach (var name in answers.Fields.Keys)
        {
            if (rule.Fields.All(f => f.Name != name))
            {
                return new AnswerIsUnknown(name);
            }
        }
        foreach (var field in rule.Fields)
        {
            if (CheckField(field, answers) is { } refusal)
            {
                return refusal;
            }
        }
        return answers.OpinionText.Length > Answers.MostCharacters
            ? new AnswerIsTooLong("opinion", Answers.MostCharacters)
            : CheckStep(rule, answers, deliverables);
    }

    /// <summary>Answers to a form that is not known here: names and sizes only.</summary>
    public static Refusal? CheckFree(Answers answers)
    {
        foreach (var (name, answer) in answers.Fields)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                return new AnswerIsUnknown(name);
            }
            if (answer is Answer.Text { Value.Length: > Answers.MostCharacters })
            {
                return new AnswerIsTooLong(name, Answers.MostCharacters);
            }
        }
        return answers.OpinionText.Length > Answers.MostCharacters
            ? new AnswerIsTooLong("opinion", Answers.MostCharacters)
            : null;
    }

    private static DomainRefusal? CheckField(FormField field, Answers answers)
    {
        var answer = answers.Fields.GetValueOrDefault(field.Name);
        var isList = field.Kind == FieldKind.Agencies;
        return answer switch
        {
            Answer.Other => new AnswerHasWrongType(field.Name),
            Answer.Texts when !isList => new AnswerHasWrongType(field.Name),
            Answer.Text { Value.Length: > Answers.MostCharacters } => new AnswerIsTooLong(
                field.Name,
                Answers.MostCharacters
            ),
            _ when isList => field.IsRequired && answers.ListOf(field.Name).IsEmpty
                ? new AnswerIsMissing(field.Name)
                : null,
            _ => CheckText(field, answers.TextOf(field.Name)),
        };
    }

    private static DomainRefusal? CheckText(FormField field, string? text) =>
        text switch
        {
            null => field.IsRequired ? new AnswerIsMissing(field.Name) : null,
            _ when field.Kind == FieldKind.Choice && !field.Choices.Contains(text) => new AnswerIsNotAllowed(
                field.Name,
                text
            ),
            _ when field.Kind == FieldKind.Number && FigureOf(text) is null => new AnswerIsNotAllowed(field.Name, text),
            _ when field.Kind == FieldKind.Date && DayOf(text) is null => new AnswerIsNotAllowed(field.Name, text),
            _ => null,
        };

    /// <summary>Null when the text is no figure that anything is counted by.</summary>
    public static decimal? FigureOf(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure)
        && IndicatorRules.CheckFigure(figure) is null
            ? figure
            : null;

    /// <summary>Null when the text is no day.</summary>
    public static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static DomainRefusal? CheckStep(StepRule rule, Answers answers, ImmutableArray<string> deliverables) =>
        rule.Step switch
        {
            StepRules.Reply
                when answers.TextOf("outcome") == nameof(ReplyOutcome.NonConcur) && answers.OpinionText == "" =>
                new NonConcurNeedsReasons(),
            StepRules.DecideExtension when answers.TextOf("decision") == "refuse" && answers.OpinionText == "" =>
                new OpinionIsMissing(),
            StepRules.Convene
            or StepRules.DecideImpasse
            or StepRules.CarryOutInstruction when answers.OpinionText == "" => new OpinionIsMissing(),
            StepRules.CheckInstruction when answers is { OpinionText: "" } && answers.TextOf("verdict") == "again" =>
                new OpinionIsMissing(),
            StepRules.ApplyForCompletion when deliverables.Length > 0 && answers.TextOf("evidence") is null =>
                new DeliverablesNeedEvidence(deliverables),
            _ => null,
        };
}
