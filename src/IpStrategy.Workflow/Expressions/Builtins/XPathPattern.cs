using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>A pattern ready for use, or why it is none.</summary>
internal sealed record CompiledPattern(Regex? Regex, bool Backtracks, string Reason);

/// <summary>Patterns of XPath 3.1 (fn:matches) put into those of .NET. What only .NET knows is refused, so that a pattern means the same everywhere.</summary>
internal static class XPathPattern
{
    private enum Engine
    {
        Linear,
        Backtracking,
    }

    public const int MaxBacktracking = 1_000;
    private const int MaxLength = 2_000;
    private const int MaxCached = 256;

    // A clock decides nothing where the work is bounded otherwise: only the backtracking engine is given one, and long enough that a
    // busy machine gives the same answers as an idle one.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentDictionary<(string Pattern, string Flags), CompiledPattern> Cache = new();

    public static CompiledPattern Compile(string pattern, string flags)
    {
        if (Cache.TryGetValue((pattern, flags), out var known))
        {
            return known;
        }

        if (Cache.Count >= MaxCached)
        {
            Cache.Clear();
        }

        return Cache[(pattern, flags)] = Make(pattern, flags);
    }

    private static CompiledPattern Make(string pattern, string flags)
    {
        if (pattern.Length > MaxLength)
        {
            return new CompiledPattern(null, false, $"the pattern is longer than {MaxLength}");
        }

        if (flags.Any(f => !"smixq".Contains(f, StringComparison.Ordinal)))
        {
            return new CompiledPattern(null, false, $"'{flags}' are no flags of a pattern");
        }

        if (flags.Contains('q', StringComparison.Ordinal))
        {
            return Build(Regex.Escape(pattern), flags, Engine.Linear);
        }

        var translation = PatternTranslation.Of(pattern, flags);
        return translation.Refused is { } reason
            ? new CompiledPattern(null, false, reason)
            : Build(translation.Text, flags, translation.RefersBack ? Engine.Backtracking : Engine.Linear);
    }

    private static CompiledPattern Build(string text, string flags, Engine engine)
    {
        var options = RegexOptions.CultureInvariant;
        options |= flags.Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : RegexOptions.None;
        options |= flags.Contains('m', StringComparison.Ordinal) ? RegexOptions.Multiline : RegexOptions.None;
        try
        {
            // What the non-backtracking engine does not know runs on short texts only.
            return (engine == Engine.Linear ? Linear(text, options) : null)
                ?? new CompiledPattern(new Regex(text, options, Patience), true, "");
        }
        catch (ArgumentException e)
        {
            return new CompiledPattern(null, false, "not a pattern: " + e.Message);
        }
    }

    private static CompiledPattern? Linear(string text, RegexOptions options)
    {
        try
        {
            return new CompiledPattern(
                new Regex(text, options | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout),
                false,
                ""
            );
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
