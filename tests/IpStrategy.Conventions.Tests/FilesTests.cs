using System.Text.RegularExpressions;

namespace IpStrategy.Conventions.Tests;

public sealed partial class FilesTests
{
    private const int MostLines = 300;

    private static readonly string[] TextFiles =
    [
        ".cs",
        ".razor",
        ".csproj",
        ".props",
        ".targets",
        ".json",
        ".md",
        ".txt",
        ".js",
        ".css",
        ".bpmn",
        ".resx",
        ".yml",
        "",
    ];

    [Fact]
    public void No_source_file_is_longer_than_300_lines() =>
        Exceptions.AssertOnlyExcepted(
            "file-length",
            from file in Repository.Files("src", ".cs", ".razor", ".css", ".js")
            where !file.Contains("/Migrations/", StringComparison.Ordinal)
            let lines = Repository.Lines(file).Count()
            where lines > MostLines
            select $"{file}: {lines} lines",
            "Split it by what it does"
        );

    [Fact]
    public void Whatever_is_switched_off_has_its_reason_on_the_same_line()
    {
        var silent =
            from file in Repository.Files(".", ".csproj", ".props", ".targets", ".editorconfig", ".globalconfig")
            from line in Repository.Lines(file)
            where SwitchedOff().IsMatch(line.Text) && !Reason().IsMatch(line.Text)
            select $"{file}:{line.Number}: {line.Text.Trim()}";

        Assert.Empty(silent);
    }

    [Fact]
    public void Nothing_is_switched_off_inside_the_code()
    {
        var silent =
            from file in Repository.Files("src", ".cs", ".razor").Concat(Repository.Files("tests", ".cs"))
            where !file.Contains("/Migrations/", StringComparison.Ordinal) && !IsThisFile(file)
            from line in Repository.Lines(file)
            where Forbidden().IsMatch(line.Text)
            select $"{file}:{line.Number}: {line.Text.Trim()}";

        Assert.Empty(silent);
    }

    [Fact]
    public void No_file_knows_a_path_of_somebodys_machine()
    {
        var paths =
            from file in Repository.Files(".", TextFiles)
            where !IsThisFile(file)
            from line in Repository.Lines(file)
            where MachinePath().IsMatch(line.Text)
            select $"{file}:{line.Number}: {line.Text.Trim()}";

        Assert.Empty(paths);
    }

    [Fact]
    public void Only_eventually_waits() =>
        Exceptions.AssertOnlyExcepted(
            "waiting",
            from file in Repository.Files("tests", ".cs")
            where !IsThisFile(file) && !file.EndsWith("/Eventually.cs", StringComparison.Ordinal)
            from line in Repository.Lines(file)
            where Waiting().IsMatch(line.Text)
            select $"{file}: line {line.Number}",
            "Move the FakeClock, or ask Eventually"
        );

    [Fact]
    public void Every_exception_has_a_known_rule_and_a_reason() =>
        Assert.All(
            Exceptions.All,
            e =>
            {
                Assert.Contains(
                    e.Rule,
                    (string[])["file-length", "name", "parameters", "boolean", "waiting", "folder"]
                );
                Assert.True(e.Reason.Length >= 20, $"exceptions.txt: why may {e.Subject} break {e.Rule}?");
            }
        );

    private static bool IsThisFile(string file) => file.EndsWith("/FilesTests.cs", StringComparison.Ordinal);

    [GeneratedRegex(@"<NoWarn>|NoWarn=|<WarningsNotAsErrors>|severity\s*=\s*(none|silent|suggestion)|:none\b")]
    private static partial Regex SwitchedOff();

    [GeneratedRegex(@"(#|<!--)\s*\S+\s+\S+")]
    private static partial Regex Reason();

    [GeneratedRegex(
        @"#pragma\s+warning|#region|#nullable\s+disable|\bTODO\b|\bFIXME\b|\bHACK\b|SuppressMessage\((?!.*Justification)|@author"
    )]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"(?<![\w.~}$-])/(home|root|work|tmp|Users)/\w|[A-Z]:\\Users\\", RegexOptions.ExplicitCapture)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\bThread\.Sleep\(|\bTask\.Delay\(")]
    private static partial Regex Waiting();
}
