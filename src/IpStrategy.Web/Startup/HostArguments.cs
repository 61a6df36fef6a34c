using System.Globalization;

namespace IpStrategy.Web.Startup;

/// <summary>
/// The program's own arguments, taken out of the line before ASP.NET Core reads it: a flag without a value would swallow the argument
/// after it.
/// </summary>
/// <param name="Rest">What is left, for ASP.NET Core.</param>
/// <param name="Mistake">What is wrong with them; null when nothing is.</param>
internal sealed record HostArguments(HostSettings Settings, string[] Rest, string? Mistake)
{
    public const string DataVariable = "IPSTRATEGY_DATA";
    private const string DefaultData = ".data";
    private const string DemoName = "--demo";
    private const string PasswordName = "--demo-password";
    private const string ClockName = "--clock";
    private const string DataName = "--data";

    // Said in full to whoever mistyped one of them.
    private const string Known =
        "可用的有 known are: --demo, --demo-password X, --clock ISO, --data DIR, --urls URL, --environment NAME, "
        + "--Section:Key=value (docs/settings.md)";

    public static HostArguments Read(IReadOnlyList<string> args, string? dataVariable)
    {
        var (own, rest, mistake) = Split(args);
        string?[] folders = [own.GetValueOrDefault(DataName), dataVariable, DefaultData];
        var data = folders.First(f => !string.IsNullOrWhiteSpace(f))!;
        var isDemo = own.GetValueOrDefault(DemoName) == "true";
        DateTimeOffset? clock = null;
        if (own.TryGetValue(ClockName, out var text))
        {
            clock = ReadInstant(text);
            mistake ??= clock is null ? $"{ClockName} {text}: 2010-03-15T09:00:00+08:00" : null;
        }
        if (!isDemo && (own.ContainsKey(PasswordName) || clock is not null))
        {
            mistake ??= $"{PasswordName}, {ClockName}: {DemoName}";
        }
        if (mistake is null && ArgumentsOfTheFramework.FirstUnknown(rest) is { } unknown)
        {
            mistake = $"{unknown}? {Known}";
        }
        var demo = isDemo ? new DemoSettings(own.GetValueOrDefault(PasswordName), clock) : null;
        // The framework throws at some arguments that it cannot take apart; the start ends with the mistake anyway.
        return new(new HostSettings(Path.GetFullPath(data), demo), mistake is null ? rest : [], mistake);
    }

    private static (Dictionary<string, string> Own, string[] Others, string? Mistake) Split(IReadOnlyList<string> args)
    {
        var (own, rest, mistake) = (
            new Dictionary<string, string>(StringComparer.Ordinal),
            new List<string>(),
            (string?)null
        );
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var n, var v] ? (n, v) : (args[i], null);
            if (name is not (DemoName or PasswordName or ClockName or DataName))
            {
                rest.Add(args[i]);
                continue;
            }
            var next = i + 1 < args.Count ? args[i + 1] : null;
            if (value is null && (name == DemoName ? next is "true" or "false" : next is not null))
            {
                (value, i) = (next, i + 1);
            }
            value ??= name == DemoName ? "true" : "";
            mistake ??= value.Length == 0 ? $"{name} …?" : null;
            own[name] = value;
        }
        return (own, [.. rest], mistake);
    }

    /// <summary>ISO 8601 with an offset: the server's own zone must not decide what is meant.</summary>
    private static DateTimeOffset? ReadInstant(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
            ? instant
            : null;
}
