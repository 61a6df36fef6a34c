using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Tests.Expressions;

/// <summary>Short ways to evaluate in tests.</summary>
internal static class Feel
{
    public static DateTimeOffset Now { get; } = new(2010, 3, 15, 9, 30, 0, TimeSpan.FromHours(8));

    /// <summary>The value as a literal of FEEL.</summary>
    public static string Eval(string source, params (string Name, FeelValue Value)[] variables) =>
        FeelText.Literal(Run(source, variables).Value);

    public static FeelResult Run(string source, params (string Name, FeelValue Value)[] variables) =>
        Parse(source, [.. variables.Select(v => v.Name)]).Evaluate(Scope(variables));

    public static FeelExpression Parse(string source, params string[] names) =>
        FeelExpression.Parse(source, ExpressionDialect.Feel, names) switch
        {
            FeelParseResult.Parsed parsed => parsed.Expression,
            FeelParseResult.Failed failed => throw new Xunit.Sdk.XunitException(source + ": " + failed.Describe()),
            _ => throw new Xunit.Sdk.XunitException("neither parsed nor failed"),
        };

    public static FeelParseResult.Failed Refused(string source, ExpressionDialect dialect = ExpressionDialect.Feel) =>
        Assert.IsType<FeelParseResult.Failed>(FeelExpression.Parse(source, dialect));

    public static FeelScope Scope(params (string Name, FeelValue Value)[] variables) =>
        FeelScope.Of(variables.Select(v => KeyValuePair.Create(v.Name, v.Value)), Now, SystemZones.Instance);
}

/// <summary>The zone files of the system, as a host hands them in.</summary>
internal sealed class SystemZones : ITimeZoneRules
{
    public static SystemZones Instance { get; } = new();

    public bool TryOffset(string zoneId, DateTime local, out TimeSpan offset)
    {
        var found = TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var zone);
        offset = zone?.GetUtcOffset(local) ?? TimeSpan.Zero;
        return found;
    }

    public TimeSpan? OffsetAt(string zoneId, DateTimeOffset instant) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var zone) ? zone.GetUtcOffset(instant) : null;
}
