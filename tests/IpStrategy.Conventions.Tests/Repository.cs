using System.Runtime.CompilerServices;

namespace IpStrategy.Conventions.Tests;

/// <summary>The files under version control's root, without what builds and tools leave there.</summary>
internal static class Repository
{
    private static readonly HashSet<string> NotOurs =
    [
        ".git",
        ".vs",
        ".idea",
        ".data",
        "bin",
        "obj",
        "lib",
        "node_modules",
        "TestResults",
        "test-results",
        "BenchmarkDotNet.Artifacts",
    ];

    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Relative paths with forward slashes, in ordinal order.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        Walk(Path.Combine(Root, folder))
            .Where(f => extensions.Length == 0 || extensions.Contains(Path.GetExtension(f)))
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>The lines of a file with their numbers from 1.</summary>
    public static IEnumerable<(int Number, string Text)> Lines(string relative) =>
        File.ReadLines(PathOf(relative)).Select((text, i) => (i + 1, text));

    private static IEnumerable<string> Walk(string folder) =>
        Directory
            .EnumerateFiles(folder)
            .Concat(
                Directory
                    .EnumerateDirectories(folder)
                    .Where(d => !NotOurs.Contains(Path.GetFileName(d)))
                    .SelectMany(Walk)
            );

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
