using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace IpStrategy.Conventions.Tests;

/// <summary>
/// Compiles a small source with the very command line the build has for a project: its analyzers, ban list and
/// .editorconfig. What a build would object to is objected to here, and nothing is left behind.
/// </summary>
internal static class Canary
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private static readonly string[] ReplacedOptions =
    [
        "/noconfig",
        "/out:",
        "/refout:",
        "/doc:",
        "/debug",
        "/target:",
    ];
    private static readonly ConcurrentDictionary<string, Lazy<Task<CommandLine>>> CommandLines = new();

    public static IReadOnlyList<string> Projects { get; } =
    ["Workflow", "Domain", "Persistence", "Application", "Web", "Cli"];

    /// <summary>The rules that object, each as "rule line", e.g. "RS0030 4".</summary>
    public static async Task<IReadOnlyList<string>> ObjectionsAsync(string project, string source)
    {
        var commandLine = await CommandLines.GetOrAdd(project, p => new(() => ReadCommandLineAsync(p))).Value;
        // In obj: under the repository's .editorconfig, out of reach of the project's own list of sources.
        var folder = Repository.PathOf($"src/IpStrategy.{project}/obj/canary-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        try
        {
            var file = Path.Combine(folder, "Canary.cs");
            await File.WriteAllTextAsync(file, source);
            var response = Path.Combine(folder, "canary.rsp");
            string[] own = [$"/out:{folder}/canary.dll", $"/doc:{folder}/canary.xml", "/target:library", file];
            await File.WriteAllLinesAsync(response, [.. commandLine.Arguments, .. own.Select(a => $"\"{a}\"")]);
            var output = await RunAsync(project, ["exec", commandLine.Compiler, "/noconfig", "@" + response]);
            return [.. output.Split('\n').Select(Objection).OfType<string>()];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Objection(string line)
    {
        if (!line.Contains("error ", StringComparison.Ordinal))
        {
            return null;
        }

        var rule = line.Split("error ")[1].Split(':')[0];
        var at = line.Split("Canary.cs(");
        return at.Length == 2 ? $"{rule} {at[1].Split(',')[0]}" : line;
    }

    private static async Task<CommandLine> ReadCommandLineAsync(string project)
    {
        string[] arguments =
        [
            "msbuild",
            $"IpStrategy.{project}.csproj",
            "-t:Compile",
            "-p:Configuration=" + Configuration,
            "-p:ProvideCommandLineArgs=true",
            "-p:SkipCompilerExecution=true",
            "-p:BuildProjectReferences=false",
            "-p:DesignTimeBuild=true",
            // An output that is never there, or else the target is skipped as up to date and says nothing.
            "-p:NonExistentFile=never",
            "-getItem:CscCommandLineArgs",
            "-getProperty:RoslynTargetsPath",
        ];
        using var answer = JsonDocument.Parse(await RunAsync(project, arguments));
        var all = answer
            .RootElement.GetProperty("Items")
            .GetProperty("CscCommandLineArgs")
            .EnumerateArray()
            .Select(a => a.GetProperty("Identity").GetString()!);
        var roslyn = answer.RootElement.GetProperty("Properties").GetProperty("RoslynTargetsPath").GetString()!;
        return new CommandLine(
            Path.Combine(roslyn, "bincore", "csc.dll"),
            [
                .. all.Where(a => !IsSource(a) && !ReplacedOptions.Any(o => a.StartsWith(o, StringComparison.Ordinal)))
                    .Select(Quoted),
            ]
        );
    }

    // Pages are sources too: they are handed to a generator, and would call what is left out here.
    private static bool IsSource(string argument) =>
        argument.EndsWith(".razor", StringComparison.Ordinal)
        || (
            !argument.StartsWith("/target", StringComparison.Ordinal)
            && argument.EndsWith(".cs", StringComparison.Ordinal)
            && !argument.StartsWith("obj", StringComparison.Ordinal)
        );

    private static string Quoted(string argument) =>
        argument.Contains('"', StringComparison.Ordinal) ? argument : $"\"{argument}\"";

    private static async Task<string> RunAsync(string project, string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = Repository.PathOf($"src/IpStrategy.{project}"),
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        // The test host's own settings would steer the build tools it starts.
        foreach (
            var name in start
                .Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
                .ToList()
        )
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    private sealed record CommandLine(string Compiler, IReadOnlyList<string> Arguments);
}
