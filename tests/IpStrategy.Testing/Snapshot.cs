using System.Runtime.CompilerServices;
using Xunit;

namespace IpStrategy.Testing;

/// <summary>
/// Compares a text with the file of that name beside the test, in its folder `Snapshots`. Set `UPDATE_SNAPSHOTS=1` to
/// write the files instead; the diff in version control is then what a reviewer reads.
/// </summary>
public static class Snapshot
{
    /// <summary>True while the files are being written instead of compared.</summary>
    public static bool Updating => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    public static void Matches(string actual, string fileName, [CallerFilePath] string testFile = "")
    {
        ArgumentNullException.ThrowIfNull(actual);
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots", fileName);
        var text = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Updating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"{fileName} is missing: run the test once with UPDATE_SNAPSHOTS=1.");
        var expected = File.ReadAllText(path).ReplaceLineEndings("\n");
        if (expected != text)
        {
            Assert.Fail($"{fileName} differs (UPDATE_SNAPSHOTS=1 accepts):\n{FirstDifference(expected, text)}");
        }
    }

    private static string FirstDifference(string expected, string actual)
    {
        var (old, now) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(old.Length, now.Length)).First(i => At(old, i) != At(now, i));
        return $"line {line + 1}\n- {At(old, line)}\n+ {At(now, line)}";
    }

    private static string At(string[] lines, int index) => index < lines.Length ? lines[index] : "(end)";
}
