namespace IpStrategy.Conventions.Tests;

/// <summary>
/// What may break a convention, from exceptions.txt: one line `rule | subject | reason`. An exception that is not
/// needed any more fails the test that would have used it.
/// </summary>
internal static class Exceptions
{
    private const string FileName = "tests/IpStrategy.Conventions.Tests/exceptions.txt";

    public static IReadOnlyList<(string Rule, string Subject, string Reason)> All { get; } =
    [
        .. Repository
            .Lines(FileName)
            .Where(l => l.Text.Trim().Length > 0 && !l.Text.StartsWith('#'))
            .Select(l => l.Text.Split('|', 3, StringSplitOptions.TrimEntries))
            .Select(c =>
                c is [var rule, var subject, var reason] ? (rule, subject, reason) : ("", string.Join('|', c), "")
            ),
    ];

    /// <summary>Asserts that exactly the excepted subjects break the rule.</summary>
    public static void AssertOnlyExcepted(string rule, IEnumerable<string> broken, string whatToDo)
    {
        var excepted = All.Where(e => e.Rule == rule).Select(e => e.Subject).ToHashSet();
        var found = broken.Distinct().Order(StringComparer.Ordinal).ToList();
        var breaches = found.Where(f => !excepted.Contains(Subject(f))).ToList();
        Assert.True(breaches.Count == 0, $"{whatToDo} ({rule}):\n  " + string.Join("\n  ", breaches));
        var stale = excepted.Except(found.Select(Subject)).ToList();
        Assert.True(
            stale.Count == 0,
            $"exceptions.txt excepts what no longer breaks {rule}: " + string.Join(", ", stale)
        );
    }

    // "subject: detail" — the detail (a line count, a parameter's name) may change without the exception.
    private static string Subject(string breach) => breach.Split(": ", 2)[0];
}
