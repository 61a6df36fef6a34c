namespace IpStrategy.Web.Components;

/// <param name="Hint">What it means, in a few words; null where the label says it all.</param>
public sealed record ChoiceOption(string Value, string Label, string? Hint = null);
