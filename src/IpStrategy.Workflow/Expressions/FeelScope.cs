using System.Collections.Immutable;

namespace IpStrategy.Workflow.Expressions;

/// <summary>What an expression can see: variables, looked up only when needed, the instant, and the time zones.</summary>
public abstract class FeelScope
{
    /// <summary>The instant that <c>now()</c> and <c>today()</c> tell, in the offset they tell it in.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>The time zones expressions may name.</summary>
    public virtual ITimeZoneRules Zones => UtcOnlyZones.Instance;

    /// <summary>A scope of these variables.</summary>
    public static FeelScope Of(
        IEnumerable<KeyValuePair<string, FeelValue>> variables,
        DateTimeOffset now,
        ITimeZoneRules? zones = null
    ) =>
        new VariableScope(variables.ToImmutableDictionary(StringComparer.Ordinal), now, zones ?? UtcOnlyZones.Instance);

    /// <summary>The variable of this name.</summary>
    public abstract bool TryGet(string name, out FeelValue value);

    private sealed class VariableScope(
        ImmutableDictionary<string, FeelValue> variables,
        DateTimeOffset now,
        ITimeZoneRules zones
    ) : FeelScope
    {
        public override DateTimeOffset Now => now;

        public override ITimeZoneRules Zones => zones;

        public override bool TryGet(string name, out FeelValue value)
        {
            var found = variables.TryGetValue(name, out var held);
            value = held ?? FeelValue.Null;
            return found;
        }
    }
}
