using System.Globalization;

namespace IpStrategy.Conventions.Tests;

/// <summary>
/// Every guard rail has a canary: a source that breaks the rule and must be refused by the project's own build. A rail
/// that no longer stands turns one of these red.
/// </summary>
public sealed class CanaryTests
{
    private const string Innocent = "public static int A(int n) => n + 1;";

    private static readonly string[] ClockAndSleep =
    [
        "public static object A() => System.DateTime.UtcNow;",
        "public static object A() => System.DateTimeOffset.Now;",
        "public static void A() => System.Threading.Thread.Sleep(1);",
    ];

    private static readonly string[] Console = ["public static void A() => System.Console.WriteLine();"];

    private static readonly string[] ChanceFilesNetworkTasks =
    [
        "public static object A() => System.Guid.NewGuid();",
        "public static object A() => new System.Random();",
        "public static object A() => System.Environment.MachineName;",
        "public static object A() => System.IO.File.ReadAllText(\"x\");",
        "public static object A() => System.TimeProvider.System;",
        "public static object A() => System.TimeZoneInfo.Local;",
        "public static object A() => System.Globalization.CultureInfo.CurrentCulture;",
        "public static object A() => new System.Net.Http.HttpClient();",
        "public static object A() => System.Threading.Tasks.Task.CompletedTask;",
        "public static bool A(System.Threading.Tasks.Task<int> t) => t.Result > 0;",
    ];

    private static readonly string[] Http =
    [
        "public static object A(Microsoft.AspNetCore.Http.HttpContext c) => c.TraceIdentifier;",
        "public static object A() => Microsoft.AspNetCore.Http.Results.NotFound();",
        "public static object A() => new Microsoft.AspNetCore.Mvc.OkResult();",
        "public static object? A(System.Security.Claims.ClaimsPrincipal p) => p.Identity;",
        "public static object A() => System.Threading.Tasks.Task.Delay(5);",
    ];

    private static readonly Dictionary<string, string[]> Banned = new()
    {
        ["Workflow"] = [.. ClockAndSleep, .. Console, .. ChanceFilesNetworkTasks],
        ["Domain"] = [.. ClockAndSleep, .. Console, .. ChanceFilesNetworkTasks],
        ["Persistence"] = [.. ClockAndSleep, .. Console],
        ["Application"] = [.. ClockAndSleep, .. Console, .. Http],
        ["Web"] = [.. ClockAndSleep, .. Console],
        ["Cli"] = ClockAndSleep,
    };

    public static TheoryData<string> Projects => [.. Canary.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task What_a_projects_ban_list_forbids_is_refused_and_an_innocent_source_is_not(string project)
    {
        string[] members = [Innocent, .. Banned[project]];
        var objections = await Canary.ObjectionsAsync(project, Source(members));

        var accepted = members.Where((_, i) => i > 0 && !objections.Contains($"RS0030 {LineOf(i)}"));
        Assert.True(
            !accepted.Any(),
            $"{project} accepts:\n{string.Join('\n', accepted)}\n{string.Join('\n', objections)}"
        );
        Assert.All(objections, o => Assert.True(LineIn(o) > LineOf(0) + 1, $"{project} objects to the innocent: {o}"));
    }

    [Fact]
    public async Task What_the_analyzers_watch_over_is_refused()
    {
        var lines = string.Concat(Enumerable.Range(0, 30).Select(i => $" n += {i};\n"));
        var objections = await Canary.ObjectionsAsync(
            "Domain",
            "using System.Text;"
                + Source([
                    Innocent,
                    "public static int A(string? s) => s.Length;",
                    "private static int A() => 1;",
                    "public static string A(double d) => d.ToString();",
                    "public static int A(int n)\n{\n" + lines + "return n;\n}\n",
                ])
        );

        Assert.Contains("IDE0005 1", objections);
        Assert.Contains($"CS8602 {LineOf(1)}", objections);
        Assert.Contains($"IDE0051 {LineOf(2)}", objections);
        Assert.Contains($"CA1305 {LineOf(3)}", objections);
        Assert.Contains($"MA0051 {LineOf(4)}", objections);
    }

    // Each member stands in a class of its own, on a line of its own.
    private static string Source(IEnumerable<string> members) =>
        "\nnamespace IpStrategy.Canaries;\n"
        + string.Concat(members.Select((m, i) => $"public static class C{i}\n{{\n{m}\n}}\n"));

    // What cannot be read as "rule line" is a failure of the whole compilation and counts as line 0.
    private static int LineIn(string objection) =>
        int.TryParse(objection.Split(' ')[^1], CultureInfo.InvariantCulture, out var line) ? line : 0;

    private static int LineOf(int member) => 5 + 4 * member;
}
