namespace IpStrategy.Web.Startup;

/// <summary>
/// What ASP.NET Core reads from the command line. It passes over what it does not know, so that a misspelt option would be lost
/// without a word; here only what somebody reads is let through.
/// </summary>
internal static class ArgumentsOfTheFramework
{
    // The names that hosting reads at the top of the configuration; everything else of a program's lies in a section.
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "urls",
        "environment",
        "contentRoot",
        "webroot",
        "applicationName",
        "http_ports",
        "https_ports",
        "preferHostingUrls",
        "forwardedHeaders_Enabled",
        "detailedErrors",
        "captureStartupErrors",
        "suppressStatusMessages",
        "preventHostingStartup",
        "hostingStartupAssemblies",
        "hostingStartupExcludeAssemblies",
        "shutdownTimeoutSeconds",
        "allowedHosts",
    };

    /// <summary>The first argument that nobody reads, or an option whose value is missing; null when there is none.</summary>
    public static string? FirstUnknown(IReadOnlyList<string> arguments)
    {
        for (var at = 0; at < arguments.Count; at++)
        {
            var (name, hasValue) = NameOf(arguments[at]);
            if (name is null || !(IsKnown(name) || IsSectionOf(name, arguments)))
            {
                return arguments[at];
            }
            if (!hasValue && ++at == arguments.Count)
            {
                return arguments[at - 1];
            }
        }
        return null;
    }

    /// <summary>As the framework takes them apart: <c>--name value</c>, <c>--name=value</c>, <c>/name=value</c>, <c>name=value</c>.</summary>
    private static (string? Name, bool HasValue) NameOf(string argument)
    {
        var prefix =
            argument.StartsWith("--", StringComparison.Ordinal) ? 2
            : argument.StartsWith('/') ? 1
            : 0;
        var sign = argument.IndexOf('=', StringComparison.Ordinal);
        return sign < 0 ? (prefix > 0 ? argument[prefix..] : null, false) : (argument[prefix..sign], true);
    }

    // Hosts that hand all their settings on, as test hosts do, name the section beside its keys.
    private static bool IsSectionOf(string name, IReadOnlyList<string> arguments) =>
        name.Length > 0 && arguments.Any(a => a.StartsWith($"--{name}:", StringComparison.OrdinalIgnoreCase));

    private static bool IsKnown(string name) =>
        Names.Contains(name) || name.Split(':') is { Length: > 1 } parts && parts.All(p => p.Length > 0);
}
