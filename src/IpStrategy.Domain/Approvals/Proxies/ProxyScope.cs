using System.Collections.Immutable;
using System.Globalization;

namespace IpStrategy.Domain.Approvals.Proxies;

/// <summary>What a proxy is for.</summary>
public abstract record ProxyScope
{
    /// <summary>Whatever lies on the principal's desk.</summary>
    public sealed record All : ProxyScope;

    /// <summary>What belongs to one plan.</summary>
    public sealed record OfPlan(long PlanId) : ProxyScope;

    /// <summary>Some kinds of step, by their ids in the shipped processes.</summary>
    public sealed record OfSteps(ImmutableArray<string> Steps) : ProxyScope
    {
        public bool Equals(OfSteps? other) => other is not null && Steps.SequenceEqual(other.Steps);

        public override int GetHashCode() => Steps.Aggregate(0, HashCode.Combine);
    }

    public bool Covers(long? planId, string step) =>
        this switch
        {
            OfPlan of => of.PlanId == planId,
            OfSteps of => of.Steps.Contains(step),
            _ => true,
        };

    /// <summary>As it is stored: <c>all</c>, <c>plan:12</c>, <c>steps:leaderSign,officeCheck</c>.</summary>
    public string ToText() =>
        this switch
        {
            OfPlan of => string.Create(CultureInfo.InvariantCulture, $"plan:{of.PlanId}"),
            OfSteps of => $"steps:{string.Join(',', of.Steps)}",
            _ => "all",
        };

    /// <exception cref="FormatException">The text is none that <see cref="ToText"/> writes.</exception>
    public static ProxyScope FromText(string text) =>
        text.Split(':') switch
        {
            ["all"] => new All(),
            ["plan", var id] => new OfPlan(long.Parse(id, CultureInfo.InvariantCulture)),
            ["steps", var steps] => new OfSteps([.. steps.Split(',')]),
            _ => throw new FormatException($"No such scope: {text}"),
        };
}
