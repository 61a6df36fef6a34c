namespace IpStrategy.Workflow.Expressions;

/// <summary>The kinds of values as a set, for checking arguments quickly.</summary>
[Flags]
internal enum FeelKinds
{
    None = 0,
    Null = 1,
    Number = 2,
    Text = 4,
    Bool = 8,
    Date = 16,
    Time = 32,
    DateAndTime = 64,
    DaysAndTime = 128,
    YearsAndMonths = 256,
    List = 512,
    Context = 1024,
    Range = 2048,
    Function = 4096,
    Any = 8191,
}

internal static class FeelKindNames
{
    /// <summary>The name the standard gives a kind (DMN 1.5, table 45).</summary>
    public static string Of(FeelKinds kind) =>
        kind switch
        {
            FeelKinds.Number => "number",
            FeelKinds.Text => "string",
            FeelKinds.Bool => "boolean",
            FeelKinds.Date => "date",
            FeelKinds.Time => "time",
            FeelKinds.DateAndTime => "date and time",
            FeelKinds.DaysAndTime => "days and time duration",
            FeelKinds.YearsAndMonths => "years and months duration",
            FeelKinds.List => "list",
            FeelKinds.Context => "context",
            FeelKinds.Range => "range",
            FeelKinds.Function => "function",
            _ => "null",
        };

    public static string Of(FeelValue value) => Of(value.Kind);
}
