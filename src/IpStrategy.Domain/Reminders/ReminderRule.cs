using System.Collections.Immutable;
using System.Globalization;

namespace IpStrategy.Domain.Reminders;

/// <summary>Who is told. Each level includes the ones before it.</summary>
public enum EscalationLevel
{
    /// <summary>承办人.</summary>
    Officer,

    /// <summary>单位领导: the officer's leader.</summary>
    Leader,

    /// <summary>领导小组办公室.</summary>
    Office,

    /// <summary>分管领导: on the leaders' sheet.</summary>
    Leadership,
}

/// <summary>One reminder of a rule: working days from the due date (negative before it) and who is told.</summary>
public sealed record ReminderStep(int Offset, EscalationLevel Level);

/// <summary>How often an unfinished step is reminded of after the last named reminder.</summary>
/// <param name="EveryWorkingDays">At least 1.</param>
public sealed record ReminderRepeat(int EveryWorkingDays, EscalationLevel Level);

/// <summary>When a kind of step is reminded of, and how it escalates. Stored in the form of <see cref="ToText"/>.</summary>
public sealed record ReminderRule
{
    private ReminderRule(ImmutableArray<ReminderStep> steps, ReminderRepeat? repeat)
    {
        Steps = steps;
        Repeat = repeat;
    }

    /// <summary>−5, −1, 0 to the officer, +1 to the leader, +3 to the office, then every 5 working days to leadership.</summary>
    public static ReminderRule Default { get; } =
        new(
            [
                new(-5, EscalationLevel.Officer),
                new(-1, EscalationLevel.Officer),
                new(0, EscalationLevel.Officer),
                new(1, EscalationLevel.Leader),
                new(3, EscalationLevel.Office),
            ],
            new(5, EscalationLevel.Leadership)
        );

    /// <summary>In ascending order of offsets, none twice.</summary>
    public ImmutableArray<ReminderStep> Steps { get; }

    /// <summary>Null when nothing follows the last step.</summary>
    public ReminderRepeat? Repeat { get; }

    /// <summary>A rule of these steps; null when offsets are not ascending, or the repetition has no length.</summary>
    public static ReminderRule? Of(ImmutableArray<ReminderStep> steps, ReminderRepeat? repeat)
    {
        var ascending = steps.Zip(steps.Skip(1)).All(pair => pair.First.Offset < pair.Second.Offset);
        return ascending && repeat is not { EveryWorkingDays: < 1 } ? new ReminderRule(steps, repeat) : null;
    }

    /// <summary>The stable form: <c>-5:officer -1:officer 0:officer 1:leader 3:office every 5:leadership</c>.</summary>
    public string ToText()
    {
        var steps = Steps.Select(s => Part(s.Offset, s.Level));
        return string.Join(' ', Repeat is { } r ? [.. steps, "every", Part(r.EveryWorkingDays, r.Level)] : steps);
    }

    /// <summary>Reads the stable form; null when the text is none.</summary>
    public static ReminderRule? FromText(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var every = Array.IndexOf(words, "every");
        var steps = (every < 0 ? words : words[..every]).Select(StepOf).ToList();
        if (steps.Contains(null))
        {
            return null;
        }

        if (every < 0)
        {
            return Of([.. steps.OfType<ReminderStep>()], null);
        }

        return words.Length == every + 2 && StepOf(words[^1]) is { Offset: >= 1 } tail
            ? Of([.. steps.OfType<ReminderStep>()], new ReminderRepeat(tail.Offset, tail.Level))
            : null;
    }

    /// <summary>Two rules are equal when they read the same.</summary>
    public bool Equals(ReminderRule? other) => other is not null && ToText() == other.ToText();

    /// <inheritdoc/>
    public override int GetHashCode() => ToText().GetHashCode(StringComparison.Ordinal);

    private static string Part(int number, EscalationLevel level) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}:{Word(level)}");

    private static ReminderStep? StepOf(string word) =>
        word.Split(':') is [var offset, var name]
        && int.TryParse(offset, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)
        && Math.Abs((long)n) <= 1000
        && LevelOf(name) is { } level
            ? new ReminderStep(n, level)
            : null;

    private static string Word(EscalationLevel level) =>
        level switch
        {
            EscalationLevel.Officer => "officer",
            EscalationLevel.Leader => "leader",
            EscalationLevel.Office => "office",
            _ => "leadership",
        };

    private static EscalationLevel? LevelOf(string word) =>
        word switch
        {
            "officer" => EscalationLevel.Officer,
            "leader" => EscalationLevel.Leader,
            "office" => EscalationLevel.Office,
            "leadership" => EscalationLevel.Leadership,
            _ => null,
        };
}
